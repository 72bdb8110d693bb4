"""Plans for the tests of the diff, built from the hand-made tables in samples/ (never from the program's own output).

Targets and owners are typed by a reader of a few lines that knows the notations of that one plan, so that the figures of the
diff do not hang on those of the interpreter; ``tests/diff/test_with_meaning.py`` repeats the essentials with the real one.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.model import (
    Atto,
    Copertura,
    Direzione,
    FonteDocumento,
    Formato,
    Indicatore,
    MetodoOwner,
    Obiettivo,
    ObiettivoIndividuale,
    Owner,
    Piano,
    Settore,
    Target,
    TipoTarget,
)

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

_CODE = re.compile(r"^[\w. ]*?\d[\w.]*\s*-*\s*")
_YEAR = re.compile(r"\(?\b(20\d\d)\b\)?\s*-?$")
_DATE = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_NUMBER = re.compile(r"^(>=|<=|≥|≤|<|>)?\s*(N\.)?\s*(\d+(?:,\d+)?)\s*(%|gg|g|mesi|ore|N\.|N)?$")
_UNITS = {"gg": "giorni", "g": "giorni", "N.": "n", "N": "n"}
_SETS = {"Legale_Segreteria_GDTD": ("servizio-segreteria", "ufficio-gdtd", "ufficio-legale")}


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table in samples/."""
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def type_target(testo: str, indicatore: str = "") -> Target:
    """Return the typed target of one of the sample plan's notations."""
    if when := _DATE.match(testo):
        day, month, year = map(int, when.groups())
        return Target(testo=testo, tipo=TipoTarget.SCADENZA, valore=date(year, month, day), direzione=Direzione.ENTRO)
    number = _NUMBER.match(testo)
    if not number:
        return Target(testo=testo, tipo=TipoTarget.TESTUALE)
    sign, _, value, unit = number.groups()
    operator = {"≥": ">=", "≤": "<="}.get(sign, sign)
    slow = "tempo medio" in indicatore.lower() or unit in ("gg", "g", "mesi", "ore")
    down = operator in ("<=", "<") or (operator is None and slow)
    return Target(
        testo=testo,
        tipo=TipoTarget.DURATA if slow else TipoTarget.SOGLIA,
        operatore=operator,
        valore=Decimal(value.replace(",", ".")).normalize(),
        unita=_UNITS.get(unit, unit) or ("giorni" if slow else "n"),
        direzione=Direzione.RIDUCE if down else Direzione.AUMENTA,
        inferito=() if unit else ("unita",),
    )


def unit_id(name: str) -> str:
    """Return the id that a registry made from the document gives a unit."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def type_owner(testo: str, all_units: Iterable[str] = ()) -> Owner:
    """Return the owner with its unit ids; ``Tutti i servizi`` are all units given."""
    if testo.startswith("Tutti"):
        excluded = "servizio-staff" if "No " in testo else ""
        return Owner(
            testo=testo, unita=tuple(sorted(u for u in all_units if u != excluded)), metodo=MetodoOwner.INSIEME
        )
    if testo in _SETS:
        return Owner(testo=testo, unita=_SETS[testo], metodo=MetodoOwner.INSIEME)
    return Owner(testo=testo, unita=(unit_id(testo),), metodo=MetodoOwner.ESATTO)


def split_code(testo: str, codice: str) -> tuple[str, int | None]:
    """Return a node's name (without code, separator and year mark) and the year it prints at its end."""
    name = testo.removeprefix(codice).lstrip(" -")
    mark = _YEAR.search(name)
    if not mark:
        return name, None
    return name[: mark.start()].strip() or name, int(mark.group(1))


def document(content: str, anno: int) -> FonteDocumento:
    """Return a made-up source whose sha256 is that of ``content``."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    return FonteDocumento(file=f"piano-{anno}.txt", sha256=digest, formato=Formato.TESTO)


def make_plan(settori: tuple[Settore, ...], individuali: tuple[ObiettivoIndividuale, ...], anno: int) -> Piano:
    """Return a whole plan of the sample body."""
    return Piano(
        ente="CCIAA Maremma e Tirreno",
        anno=anno,
        titolo=f"Albero della Performance {anno} CCIAA Maremma e Tirreno",
        atto=Atto(testo=f"All.1.1 D GC 29/07/{anno}", allegato="1.1", data=date(anno, 7, 29)),
        fonte=document(repr((settori, individuali)), anno),
        settori=settori,
        obiettivi_individuali=individuali,
        copertura=Copertura(parole=0, nei_nodi=0, arredo=0, non_assegnate=0),
    )


def _indicator(row: dict[str, str], key: str, units: list[str]) -> Indicatore:
    owner = row.get("owner")
    return Indicatore(
        id=key,
        testo=row["indicatore"],
        algoritmo=row.get("algoritmo"),
        target=type_target(row["target"], row["indicatore"]),
        owner=type_owner(owner, units) if owner else None,
    )


def _settori(rows: list[dict[str, str]]) -> tuple[Settore, ...]:
    units = [unit_id(r["owner"]) for r in rows if not r["owner"].startswith(("Tutti", "Legale_"))]
    tree: dict[str, dict[str, list[dict[str, str]]]] = {}
    for row in rows:
        tree.setdefault(row["settore_codice"], {}).setdefault(row["obiettivo_codice"], []).append(row)
    made = []
    for codice, objectives in tree.items():
        first = next(iter(objectives.values()))[0]
        obiettivi = []
        for code, group in objectives.items():
            nome, anno = split_code(group[0]["obiettivo"], code)
            indicatori = tuple(
                _indicator(row, f"{code}/{n}", sorted(set(units))) for n, row in enumerate(group, start=1)
            )
            obiettivi.append(
                Obiettivo(codice=code, testo=group[0]["obiettivo"], nome=nome, anno=anno, indicatori=indicatori)
            )
        nome, _ = split_code(first["settore"], codice)
        made.append(Settore(codice=codice, testo=first["settore"], nome=nome, obiettivi=tuple(obiettivi)))
    return tuple(made)


def _individuali(rows: list[dict[str, str]]) -> tuple[ObiettivoIndividuale, ...]:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(row["codice"], []).append(row)
    made = []
    for code, group in groups.items():
        nome, anno = split_code(group[0]["obiettivo"], code)
        prefix = re.match(r"EQ_([A-Za-z ]+)_(\d\d)", code)
        made.append(
            ObiettivoIndividuale(
                codice=code,
                testo=group[0]["obiettivo"],
                nome=nome,
                anno=anno,
                settore=prefix.group(2) if prefix else None,
                unita=unit_id(prefix.group(1)) if prefix else None,
                indicatori=tuple(_indicator(row, f"{code}/{n}", []) for n, row in enumerate(group, start=1)),
            )
        )
    return tuple(made)


def sample_plan() -> Piano:
    """Return the plan of 2025 as the tables in samples/ hold it: 14 settori, 89 + 17 objectives, 146 + 21 indicators."""
    return make_plan(_settori(read_table("righe-2025.csv")), _individuali(read_table("individuali-2025.csv")), 2025)
