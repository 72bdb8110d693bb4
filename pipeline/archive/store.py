"""Keeping plans and giving them back.

In: plans. Out: what became of each, the list of those kept, a plan of a year. A plan is known by (ente, anno, atto): the same
content again changes nothing, another reading of the same act is kept beside the first, another act of the year is a new version.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from pipeline.archive.connection import connect, faults, transaction
from pipeline.archive.tables import iter_rows
from pipeline.codec import decode, encode
from pipeline.diff.document import fingerprint
from pipeline.diff.texts import fold
from pipeline.errors import InputError
from pipeline.model import VERSIONE_SCHEMA, Piano

_TIMEOUT = 10.0


class Stato(StrEnum):
    """What became of a plan that was to be stored."""

    NUOVO = "nuovo"
    NUOVA_VERSIONE = "nuova_versione"
    NUOVA_LETTURA = "nuova_lettura"
    INVARIATO = "invariato"


@dataclass(frozen=True, kw_only=True, slots=True)
class Esito:
    """A stored plan: its number in the archive, which version of the year and which reading of the act it is."""

    stato: Stato
    id: int
    versione: int
    lettura: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheda:
    """A stored plan in a list; ``in_vigore`` marks the last act of its year."""

    id: int
    ente: str | None
    anno: int | None
    atto: str | None
    versione: int
    lettura: int
    file: str
    sha256: str
    versione_programma: str
    in_vigore: bool
    obiettivi: int
    indicatori: int


class Archive:
    """An open archive."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path

    def store(self, piano: Piano, programma: str) -> Esito:
        """Keep a plan, whole or not at all.

        Args:
            piano: the plan.
            programma: the version of the program that read it.

        Raises:
            InputError: the archive is damaged.
            OutputError: it cannot be written; it is as it was.
        """
        document = encode(piano)
        # the same document under another file name is the same document
        mark = fingerprint(document | {"fonte": document["fonte"] | {"file": ""}})
        with faults(self._path, writing=True), transaction(self._connection):
            known = self._same_act(piano)
            same = [row for row in known if row["impronta"] == mark]
            if same:
                row = same[0]
                return Esito(stato=Stato.INVARIATO, id=row["id"], versione=row["versione"], lettura=row["lettura"])
            version = known[0]["versione"] if known else self._next_version(piano)
            reading = known[-1]["lettura"] + 1 if known else 1
            text = json.dumps(document, ensure_ascii=False, allow_nan=False)
            number = self._insert(piano, text, mark, programma, version, reading)
        state = Stato.NUOVA_LETTURA if known else Stato.NUOVO if version == 1 else Stato.NUOVA_VERSIONE
        return Esito(stato=state, id=number, versione=version, lettura=reading)

    def _same_act(self, piano: Piano) -> list[sqlite3.Row]:
        return self._connection.execute(
            "SELECT id, versione, lettura, impronta FROM piani"
            " WHERE (ente_chiave, anno_chiave, atto_chiave) = (?, ?, ?) ORDER BY lettura",
            _identity(piano),
        ).fetchall()

    def _next_version(self, piano: Piano) -> int:
        last = self._connection.execute(
            "SELECT max(versione) FROM piani WHERE (ente_chiave, anno_chiave) = (?, ?)", _identity(piano)[:2]
        ).fetchone()[0]
        return (last or 0) + 1

    def _insert(self, piano: Piano, text: str, mark: str, programma: str, version: int, reading: int) -> int:
        act = piano.atto
        cursor = self._connection.execute(
            "INSERT INTO piani (ente, anno, atto, atto_data, titolo, versione, lettura, file, sha256, formato, pagine,"
            " impronta, versione_programma, versione_schema, albero_json, ente_chiave, anno_chiave, atto_chiave)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                piano.ente,
                piano.anno,
                act.testo if act else None,
                act.data.isoformat() if act and act.data else None,
                piano.titolo,
                version,
                reading,
                piano.fonte.file,
                piano.fonte.sha256,
                piano.fonte.formato.value,
                piano.fonte.pagine,
                mark,
                programma,
                VERSIONE_SCHEMA,
                text,
                *_identity(piano),
            ),
        )
        number = int(cursor.lastrowid or 0)
        for table, rows in groupby(iter_rows(piano), key=lambda row: row[0]):
            for _, row in rows:
                marks = ", ".join("?" * (len(row) + 1))
                # the table's name comes from our own code, never from a plan
                self._connection.execute(f"INSERT INTO {table} VALUES ({marks})", (number, *row))  # noqa: S608
        return number

    def plans(self) -> tuple[Scheda, ...]:
        """Return all plans kept, by body, year, version and reading."""
        with faults(self._path, writing=False):
            rows = self._connection.execute(
                "SELECT p.*, (u.id IS NOT NULL) AS in_vigore,"
                " (SELECT count(*) FROM obiettivi WHERE piano = p.id) AS obiettivi,"
                " (SELECT count(*) FROM indicatori WHERE piano = p.id AND obiettivo IS NOT NULL) AS indicatori"
                " FROM piani AS p LEFT JOIN ultime_versioni AS u ON u.id = p.id"
                " ORDER BY p.ente_chiave, p.anno_chiave, p.versione, p.lettura"
            ).fetchall()
        return tuple(
            Scheda(
                **{name: row[name] for name in Scheda.__slots__ if name != "in_vigore"},
                in_vigore=bool(row["in_vigore"]),
            )
            for row in rows
        )

    def plan(self, anno: int, *, ente: str | None = None, versione: int | None = None) -> Piano:
        """Return the plan of a year: the last act in its last reading, or one version.

        Raises:
            InputError: there is none, or those of several bodies and none was named.
        """
        found = [s for s in self.plans() if s.anno == anno and _is_of(s, ente)]
        found = [s for s in found if (s.in_vigore if versione is None else s.versione == versione)]
        bodies = sorted({fold(s.ente or "") for s in found})
        if not found:
            raise InputError(
                f"Nell'archivio «{self._path}» non c'è il piano {_asked(anno, ente, versione)}.", self._hint()
            )
        if len(bodies) > 1:
            names = ", ".join(f"«{s.ente}»" for s in found)
            raise InputError(f"Nell'archivio ci sono piani {anno} di più enti: {names}.", "Dire quale con --ente.")
        return self.plan_by_id(max(found, key=lambda s: s.lettura).id)

    def plan_by_id(self, number: int) -> Piano:
        """Return a stored plan, exactly as it was stored."""
        with faults(self._path, writing=False):
            row = self._connection.execute("SELECT albero_json FROM piani WHERE id = ?", (number,)).fetchone()
        return decode(json.loads(row["albero_json"]))

    def _hint(self) -> str:
        years = sorted({s.anno for s in self.plans() if s.anno is not None})
        return f"Ci sono: {', '.join(map(str, years))}." if years else "È vuoto: albero ingest FILE archivia un piano."


def _is_of(scheda: Scheda, ente: str | None) -> bool:
    return ente is None or fold(ente) in fold(scheda.ente or "")


def _asked(anno: int, ente: str | None, versione: int | None) -> str:
    return f"{anno}{f' di «{ente}»' if ente else ''}{f', versione {versione}' if versione else ''}"


def _identity(piano: Piano) -> tuple[str, int, str]:
    """Return what a plan is known by; what it does not print is empty or 0."""
    return fold(piano.ente or ""), piano.anno or 0, fold(piano.atto.testo) if piano.atto else ""


@contextmanager
def open_archive(path: Path, *, create: bool = True, timeout: float = _TIMEOUT) -> Iterator[Archive]:
    """Open an archive for the length of a block: to write (made where it is missing), or only to read.

    Raises:
        InputError: it cannot be read, is damaged, no archive, or of a later version.
        OutputError: it cannot be made or written.
    """
    connection = connect(path, create=create, timeout=timeout)
    try:
        yield Archive(connection, path)
    finally:
        connection.close()
