"""The cells of a table in its grid: columns from gridBefore and gridSpan, rows from vMerge. Structure only, no text.

Rows and cells are found through content controls and insertions; a row that a tracked change deleted is not there.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.docx.names import CELL, ROW, Element, attribute, child, is_on, iter_named, number
from pipeline.extract.docx.tally import Tally

_MAX_SPAN = 1000  # Word has 63 columns; a broken file may say anything


@dataclass(kw_only=True, slots=True)
class GridCell:
    """A cell at a grid column; ``rows`` grows while it is merged downwards.

    ``merged_away``: it goes on from the cell above or before; what it holds is not shown.
    """

    element: Element
    column: int
    columns: int
    rows: int = 1
    merged_away: bool = False


@dataclass(kw_only=True, slots=True)
class GridRow:
    """A row with its cells from left to right, those merged into one above or before included."""

    cells: list[GridCell]
    header: bool
    hidden: bool

    def width(self) -> int:
        """Return where the row ends in the grid."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)


def read_grid(table: Element, tally: Tally) -> list[GridRow]:
    """Return the rows of a table. Only rows at its top can be headers, as in Word."""
    rows: list[GridRow] = []
    open_merges: dict[int, GridCell] = {}
    heading = True
    for element in iter_named(table, frozenset({ROW}), tally.deleted):
        if child(element, "trPr", "del") is not None:
            tally.deleted(element)
            continue
        cells = _read_cells(element, tally)
        open_merges = _merge_down(cells, open_merges, tally)
        heading = heading and bool(is_on(element, "trPr", "tblHeader"))
        hidden = bool(is_on(element, "trPr", "hidden"))
        rows.append(GridRow(cells=cells, header=heading, hidden=hidden))
    return rows


def _read_cells(row: Element, tally: Tally) -> list[GridCell]:
    cells: list[GridCell] = []
    column = _bounded(number(child(row, "trPr", "gridBefore")), least=0)
    for element in iter_named(row, frozenset({CELL}), tally.deleted):
        span = _bounded(number(child(element, "tcPr", "gridSpan")), least=1)
        cell = GridCell(element=element, column=column, columns=span)
        beside = child(element, "tcPr", "hMerge")
        if cells and beside is not None and attribute(beside) != "restart":
            cell.merged_away = True
            first = next(before for before in reversed(cells) if not before.merged_away)
            first.columns += span
        cells.append(cell)
        column += span
    return cells


def _merge_down(cells: list[GridCell], above: dict[int, GridCell], tally: Tally) -> dict[int, GridCell]:
    """Join cells that go on from the row above, and return the merges that are open below this row."""
    still_open: dict[int, GridCell] = {}
    for cell in cells:
        merge = child(cell.element, "tcPr", "vMerge")
        if merge is None or cell.merged_away:
            continue
        start = above.get(cell.column) if attribute(merge) != "restart" else None
        if start is not None:
            start.rows += 1
            cell.merged_away = True
        elif attribute(merge) != "restart":
            tally.loose_merges += 1  # goes on from nothing: Word shows it as a cell of its own
        still_open[cell.column] = start or cell
    return still_open


def _bounded(value: int | None, *, least: int) -> int:
    return min(max(value or 0, least), _MAX_SPAN)
