"""The head of a plan: title, body, year and the act that approves it.

In: the lines before the first header or coded heading. Out: what they say, the words that say it, and the rows that say
nothing of the kind (a first settore's title perhaps; ``tree`` sees to them). Initials of organs are data (``lessico.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.model import Atto
from pipeline.normalize.habits import Habits
from pipeline.normalize.headers import Header
from pipeline.normalize.lexicon import starting_word, table, words
from pipeline.normalize.similarity import fold, squeeze
from pipeline.rows import FurnitureKind, RawDocument, RawRow, RowKind

_YEAR = re.compile(r"(?<![\d/.])(20\d\d)(?![\d])")
_DATE = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-]((?:19|20)\d\d)\b")
_WORD_DATE = re.compile(r"\b(\d{1,2})°?\s+([a-z]+)\s+((?:19|20)\d\d)\b")
_ANNEX = re.compile(r"\ball(?:egato|\.)?\s*(?:n\.?\s*|sub\s*)*(\d+(?:\.\d+)*|[a-z](?=\)|\b))", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—|]\s+|,\s+")
_MONTHS = (
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()  # noqa: SIM905
)
_ENTE_AT_MOST = 12
_MOST_WORDS = 20
_SHORTEST_NAME = 5


class Head(NamedTuple):
    """What the head says; ``parole`` are its words, ``resto`` the rows that it does not explain."""

    titolo: str | None = None
    ente: str | None = None
    anno: int | None = None
    atto: Atto | None = None
    parole: tuple[int, ...] = ()
    resto: tuple[int, ...] = ()


def find_year(document: RawDocument) -> int | None:
    """Return the first year that the document's first lines print outside of dates."""
    for row in document.rows[:12]:
        for cell in row.cells:
            match = _YEAR.search(_DATE.sub(" ", cell.testo))
            if match:
                return int(match[1])
    return None


def find_head_rows(document: RawDocument, headers: dict[int, Header], habits: Habits) -> tuple[int, ...]:
    """Return the indices of the rows before the plan's first header, coded heading or (failing these) first table."""
    rows = document.rows
    start = min(headers, default=len(rows))
    for index, row in enumerate(rows[:start]):
        coded = bool(row.cells) and habits.code_of(row.cells[0].testo) is not None
        table_row = not headers and row.kind is RowKind.TABELLA and len(row.cells) > 1
        if coded or table_row:
            start = index
            break
    return tuple(range(start)) if start < len(rows) else ()


def read_head(document: RawDocument, indices: Sequence[int]) -> Head:
    """Return what the head's rows say."""
    rows = [(n, document.rows[n]) for n in indices if document.rows[n].cells]
    acts = [(n, row) for n, row in rows if _is_act(_text(row))]
    lines = [(n, row) for n, row in rows if (n, row) not in acts]
    running = {
        squeeze(f.testo) for f in document.arredo
    }  # a running header that stands on the first page too is no title
    named = [(n, row) for n, row in lines if _is_title(_text(row))] or lines[:1]
    titles = [(n, row) for n, row in named if squeeze(_text(row)) not in running] or named
    bodies = [(n, row) for n, row in lines if (n, row) not in titles and find_ente(_text(row))]
    furniture = [f.testo for f in document.arredo if f.kind is FurnitureKind.INTESTAZIONE_PAGINA]
    texts = [_text(row) for _, row in (*titles, *bodies, *lines)] + furniture
    ente = next((found for text in texts if (found := find_ente(text))), None)
    act = " ".join(_text(row) for _, row in acts) or next((text for text in furniture if _is_act(text)), None)
    atto = read_act(act, ente) if act else None
    known = {n for n, _ in (*acts, *named, *bodies)}
    return Head(
        titolo=" ".join(_text(row) for _, row in titles) or None,
        ente=ente,
        anno=_first_year([*texts, act or ""]),
        atto=atto,
        parole=tuple(w for n in sorted(known) for cell in document.rows[n].cells for w in cell.parole),
        resto=tuple(n for n, _ in rows if n not in known),
    )


def _text(row: RawRow) -> str:
    return " ".join(" ".join(cell.testo.split()) for cell in row.cells)


def _is_act(text: str) -> bool:
    return starting_word(text, "atto") is not None and any(c.isdigit() for c in text) and not _is_title(text)


def _is_title(text: str) -> bool:
    return bool(words("titolo", "parole") & set(fold(text).split()))


def _first_year(texts: Sequence[str]) -> int | None:
    for text in texts:
        match = _YEAR.search(_DATE.sub(" ", text))
        if match:
            return int(match[1])
    dates = [found for text in texts if (found := _last_date(text))]
    return dates[0].year if dates else None


def find_ente(text: str) -> str | None:
    """Return the body that a line names (``CCIAA Maremma e Tirreno``), as printed, or None."""
    for part in _PARTS.split(text):
        tokens = part.split()
        for n, token in enumerate(tokens):
            rest = " ".join(tokens[n : n + _ENTE_AT_MOST])
            if token[:1].isupper() and starting_word(rest, "ente") and len(tokens) > n + 1:
                return _YEAR.sub("", rest).strip(" -–—,;")
    return None


def names_body(text: str, ente: str | None) -> bool:
    """Say whether a text is a body's name: it opens like one, or is part of the plan's own (``Maremma e Tirreno``)."""
    words = fold(text).split()
    if len(words) > _MOST_WORDS:
        return False  # a sentence may open with the body that it speaks of
    names = {word for word in words if len(word) >= _SHORTEST_NAME}
    return starting_word(text, "ente") is not None or bool(ente and names and names <= set(fold(ente).split()))


def read_act(text: str, ente: str | None) -> Atto:
    """Return an act with the parts that its text prints: annex, organ, latest date."""
    annex = _ANNEX.search(text)
    return Atto(
        testo=text,
        allegato=annex[1] if annex else None,
        organo=_organ(text, ente),
        data=_last_date(text),
    )


def _organ(text: str, ente: str | None) -> str | None:
    folded = f" {fold(text)} "
    organ = next((name for key, name in table("atto", "organi") if f" {key} " in folded), None)
    if organ in ("Giunta", "Consiglio") and ente:
        adjective = next((a for key, a in table("atto", "aggettivi") if f"{fold(ente)} ".startswith(f"{key} ")), None)
        return f"{organ} {adjective}" if adjective else organ
    return organ


def _last_date(text: str) -> date | None:
    found = [(m.start(), int(m[3]), int(m[2]), int(m[1])) for m in _DATE.finditer(text)]
    written = (m for m in _WORD_DATE.finditer(text.lower()) if m[2] in _MONTHS)
    found += [(m.start(), int(m[3]), _MONTHS.index(m[2]) + 1, int(m[1])) for m in written]
    for _, year, month, day in sorted(found, reverse=True):
        try:
            return date(year, month, day)
        except ValueError:
            continue  # 31/02/2025: printed, and no day
    return None
