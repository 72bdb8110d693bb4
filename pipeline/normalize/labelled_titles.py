"""Titles beside their own label: in a card of an objective `Settore` stands to the left of the settore, `Obiettivo` of the objective.

In: rows. Out: the same, each such row parted into the label, a header of its own, and the title. A title is known by its code, a sure
one in two of them at least: one such row alone may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.normalize.codes import Code, parse_code
from pipeline.normalize.headers import read_label
from pipeline.normalize.roles import HEADINGS
from pipeline.rows import RawRow, RowKind

_CELLS = 2
_FEWEST = 2


def part_labels(rows: tuple[RawRow, ...]) -> tuple[RawRow, ...]:
    """Return the rows with labels parted from the titles beside them."""
    codes = [_labelled_code(row) for row in rows]
    if sum(code is not None and code.certo for code in codes) < _FEWEST:
        return rows
    return tuple(part for row, code in zip(rows, codes, strict=True) for part in (_parts(row) if code else (row,)))


def is_label(row: RawRow) -> bool:
    """Say whether a row is nothing but the label of a title, parted from it."""
    return row.intestazione and len(row.cells) == 1 and _is_label(row.cells[0].testo)


def _labelled_code(row: RawRow) -> Code | None:
    """Return the code of the title beside a label, None where the row is none of both."""
    if row.kind is not RowKind.TABELLA or len(row.cells) != _CELLS:
        return None
    label, title = row.cells
    return parse_code(title.testo) if label.righe == title.righe == 1 and _is_label(label.testo) else None


def _is_label(testo: str) -> bool:
    label = read_label(testo)
    return label is not None and all(role in HEADINGS for role in label.ruoli)


def _parts(row: RawRow) -> Iterator[RawRow]:
    label, title = row.cells
    yield row._replace(cells=(label,), intestazione=True)
    yield row._replace(cells=(title,), inizio_pagina=False, intestazione=False)
