"""Merged cells that a page break cuts: the part without text gets the text of the part that has it.

Only in a column that has merged cells, and only where both parts touch the break and belong to rows with an entry in the anchor
column. The copy is marked (``ripresa``); words are counted once all the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.diagnostics import finding
from pipeline.extract.pdf.rows.areas import Area
from pipeline.extract.pdf.rows.columns import Columns, header_of
from pipeline.extract.pdf.rows.grid import Cell
from pipeline.model import Diagnostic, Provenance


@dataclass(kw_only=True, slots=True)
class Found:
    """What was found in an area: the cells of its grid (empty ones too), its table's number and its columns."""

    area: Area
    columns: Columns
    anchor: int
    cells: list[Cell]
    tabella: int

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a place of the grid."""
        return next(
            (c for c in self.cells if c.row <= row < c.row + c.rows and c.column <= column < c.column + c.columns), None
        )


def carry_over(found: Sequence[Found]) -> list[Diagnostic]:
    """Fill the cut parts of merged cells in the areas of one style, in place; return the findings."""
    doubts: list[Diagnostic] = []
    merged = _merged_columns(found)
    for above, below in itertools.pairwise(found):
        if above.area.page is below.area.page:
            continue
        last, first = _last_row(above), _first_row(below)
        if last is None or first is None:
            continue
        for column in sorted(merged):
            doubts.extend(_carry(above, last, below, first, column))
    return doubts


def _merged_columns(found: Sequence[Found]) -> set[int]:
    """Return the columns that have a cell with text beside two entries of the anchor column or more."""
    columns: set[int] = set()
    for item in found:
        entries = [cell.row for cell in item.cells if cell.column == item.anchor and cell.lines]
        for cell in item.cells:
            if cell.columns == 1 and cell.column != item.anchor and cell.rows > 1 and cell.lines:
                beside = sum(cell.row <= row < cell.row + cell.rows for row in entries)
                if beside > 1:
                    columns.add(cell.column)
    return columns


def _first_row(found: Found) -> int | None:
    """Return the first row below the header, if the anchor column has an entry in it."""
    header = header_of(found.area)
    floor = header.bottom if header else float("-inf")
    rows = [cell.row for cell in found.cells if cell.lines and cell.lines[0].bottom > floor + 1]
    return _with_entry(found, min(rows)) if rows else None


def _last_row(found: Found) -> int | None:
    rows = [cell.row for cell in found.cells if cell.lines]
    return _with_entry(found, max(rows)) if rows else None


def _with_entry(found: Found, row: int) -> int | None:
    entry = found.at(row, found.anchor)
    return row if entry is not None and entry.lines and entry.columns == 1 else None


def _carry(above: Found, last: int, below: Found, first: int, column: int) -> list[Diagnostic]:
    upper, lower = above.at(last, column), below.at(first, column)
    if upper is None or lower is None or bool(upper.lines) == bool(lower.lines):
        return []
    if upper.lines:
        _fill(below, lower, upper)
        return []
    _fill(above, upper, lower)
    place = Provenance(pagina=above.area.page.numero)
    return [finding("RIG001", fonte=place, testo=" ".join(w.testo for line in lower.lines for w in line.words))]


def _fill(found: Found, empty: Cell, full: Cell) -> None:
    at = found.cells.index(empty)
    found.cells[at] = replace(empty, lines=full.lines, ripresa=True)
