"""Lines of a text become rows: tab-separated lines are table rows, any other line is a row of running text.

Consecutive lines with tabs are one table; an empty line ends it. Empty fields are missing columns. A line of dashes
(``--``, ``-----`` under the columns of a one-row table) is furniture. What the columns mean is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from pipeline.extract.draft import Draft, Field
from pipeline.model import Provenance
from pipeline.rows import FurnitureKind

_RULE_FIELD = re.compile(r"\s*(-{2,}|={2,}|_{2,}|─{2,}|━{2,})\s*\Z")
_RULE_LINE = re.compile(r"\s*([-=_─━+|\s]{3,}|\*{3,})\Z")


class Line(NamedTuple):
    """A line of text: its number from 1, what it prints, its page where form feeds tell it."""

    numero: int
    testo: str
    pagina: int | None = None
    grassetto: bool = False

    def fonte(self) -> Provenance:
        """Return where the line stands."""
        return Provenance(linea=self.numero, pagina=self.pagina)


def split_lines(text: str) -> list[Line]:
    """Return the lines as an editor counts them; a form feed starts a page, and only then are pages known."""
    pages = "\f" in text
    lines, page = [], 1
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        page += (len(raw) - len(raw.lstrip("\f"))) if pages else 0
        lines.append(Line(number, raw, page if pages else None))
        page += raw.lstrip("\f").count("\f")
    return lines


def read_lines(lines: Iterable[Line], draft: Draft, *, min_fields: int = 2) -> None:
    """Add the lines to the draft. Consecutive lines with tabs are a table when one has at least ``min_fields`` fields."""
    for kind, group in groupby(lines, key=_kind):
        block = list(group)
        if kind == "tab" and max(line.testo.count("\t") for line in block) + 1 >= min_fields:
            _read_table(block, draft)
        else:
            for line in block:
                read_plain(line, draft)


def read_plain(line: Line, draft: Draft) -> None:
    """Add a line of running text, or a rule."""
    if is_rule(line.testo):
        draft.add_furniture(FurnitureKind.RIGHELLO, line.testo, line.fonte())
    else:
        draft.add_line(line.testo, line.fonte(), bold=line.grassetto)


def is_rule(text: str) -> bool:
    """Tell whether a line only draws a rule: three or more dashes, or dashes in every tab field that is not empty."""
    fields = [field for field in text.split("\t") if field.strip()]
    if len(fields) > 1:
        return all(_RULE_FIELD.match(field) for field in fields)
    return bool(fields and _RULE_LINE.match(text) and len(text.replace(" ", "").strip()) >= 3)


def _kind(line: Line) -> str:
    if not line.testo.strip():
        return "tab" if "\t" in line.testo else ""
    return "tab" if "\t" in line.testo else "plain"


def _read_table(block: list[Line], draft: Draft) -> None:
    table, page = draft.open_table(), None
    for number, line in enumerate(block, 1):
        if is_rule(line.testo):
            draft.add_furniture(FurnitureKind.RIGHELLO, line.testo, line.fonte())
            continue
        fields = line.testo.split("\t")
        fonte = Provenance(linea=line.numero, pagina=line.pagina, tabella=table, riga=number)
        draft.add_row(
            [Field(text, column, grassetto=line.grassetto) for column, text in enumerate(fields)],
            len(fields),
            fonte,
            inizio_pagina=line.pagina != page,
        )
        page = line.pagina
