"""Merged cells that a page break cuts: the part without text gets the text of the part that has it.

In a column whose merged cells were inferred, where one goes on; in any other that has merged cells, where both parts touch the break
and belong to rows with an entry in the anchor column. The copy is marked (``ripresa``); words are counted once all the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.diagnostics import finding
from pipeline.extract.pdf.rows.areas import Area
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.grid import Cell
from pipeline.extract.pdf.rows.lines import box_of
from pipeline.extract.pdf.rows.merged import Doubt
from pipeline.extract.pdf.rows.room import Room
from pipeline.model import Diagnostic, Provenance


@dataclass(kw_only=True, slots=True)
class Found:
    """What was found in an area: the cells of its grid (empty ones too), its table's number, its columns and their rooms.

    ``going_on`` tells for each column with inferred merged cells whether the last of them goes on over the page; ``doubts`` are the
    grid's rows whose text in a column is doubtful.
    """

    area: Area
    columns: Columns
    anchor: int
    cells: list[Cell]
    tabella: int
    rooms: tuple[Room, ...] = ()
    going_on: dict[int, bool] = field(default_factory=dict)
    doubts: dict[int, list[Doubt]] = field(default_factory=dict)

    def row(self, number: int) -> dict[int, Cell]:
        """Return the cells that cover a row of the grid, by column."""
        return {
            column: cell
            for cell in reversed(self.cells)
            if cell.row <= number < cell.row + cell.rows
            for column in range(cell.column, cell.column + cell.columns)
        }

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a place of the grid."""
        return next(
            (c for c in self.cells if c.row <= row < c.row + c.rows and c.column <= column < c.column + c.columns), None
        )


def carry_over(found: Sequence[Found], middle: frozenset[int]) -> list[Diagnostic]:
    """Fill the cut parts of merged cells in the areas of one style, in place; return the findings.

    Text goes back to the page before only in the columns ``middle``, and from a cell beside entries: elsewhere it stands at the top
    of its cell, and a title stands above its rows.
    """
    doubts: list[Diagnostic] = []
    merged = sorted(_merged_columns(found) | {column for item in found for column in item.going_on})
    if not merged:
        return []
    filled = [
        item for item in found if _first_row(item) is not None
    ]  # a header at the foot of a page has its rows on the next one
    breaks = [(above, below) for above, below in itertools.pairwise(filled) if above.area.page is not below.area.page]
    for above, below in breaks:
        for column, upper, lower in _halves(above, below, merged):
            if upper.lines and not lower.lines:
                _fill(below, _below_break(below, _own_part(below, lower, upper, column)), upper)
    for above, below in reversed(breaks):
        for column, upper, lower in _halves(above, below, merged):
            if lower.lines and not upper.lines and column in middle and _entries(below, lower):
                blank = _own_part(above, upper, lower, column)
                _fill(above, blank, lower)
                doubts.append(_doubt(above, blank, lower))
    return doubts[::-1]


def _halves(above: Found, below: Found, merged: Sequence[int]) -> list[tuple[int, Cell, Cell]]:
    """Return for each merged column the cells that touch the page break on either side."""
    last, first = _last_row(above), _first_row(below)
    if last is None or first is None:
        return []
    ends, starts = above.row(last), below.row(first)
    with_entries = _has_entry(above, ends, last) and _has_entry(below, starts, first)
    halves: dict[tuple[int, int], tuple[int, Cell, Cell]] = {}
    for column in merged:
        upper, lower = ends.get(column), starts.get(column)
        if upper is None or lower is None:
            continue
        going_on = above.going_on.get(column, with_entries or _covers_entries(below, lower))
        if going_on or _is_open_below(ends, upper, last):
            halves.setdefault((id(upper), id(lower)), (column, upper, lower))  # once for a cell over several columns
    return list(halves.values())


def _is_open_below(ends: Mapping[int, Cell], cell: Cell, last: int) -> bool:
    """Return whether the boundary below a page's last row is drawn, and leaves a cell open; ``ends`` are the row's cells."""
    return cell.row + cell.rows - 1 > last and any(
        other.row + other.rows - 1 == last for column, other in ends.items() if column != cell.column
    )


def _covers_entries(found: Found, cell: Cell) -> bool:
    """Return whether a drawn cell is blank beside several texts of the anchor column: its text stands on another page."""
    return not cell.lines and _entries(found, cell) > 1


def _entries(found: Found, cell: Cell) -> int:
    """Return beside how many texts of the anchor column a cell stands: a title's has none."""
    beside = (found.at(row, found.anchor) for row in range(cell.row, cell.row + cell.rows))
    return sum(entry is not None and bool(entry.lines) for entry in beside)


def _merged_columns(found: Sequence[Found]) -> set[int]:
    """Return the columns that have a cell with text beside two entries of the anchor column or more."""
    columns: set[int] = set()
    for item in found:
        high = [cell for cell in item.cells if cell.rows > 1 and cell.columns == 1 and cell.column != item.anchor]
        if not high:
            continue
        entries = [cell.row for cell in item.cells if cell.column == item.anchor and cell.lines]
        for cell in high:
            if cell.lines and sum(cell.row <= row < cell.row + cell.rows for row in entries) > 1:
                columns.add(cell.column)
    return columns


def _first_row(found: Found) -> int | None:
    """Return the first row below the header."""
    header = found.area.header
    floor = header.bottom if header else float("-inf")
    return next((cell.row for cell in found.cells if cell.lines and cell.lines[0].bottom > floor + 1), None)


def _last_row(found: Found) -> int | None:
    return next((cell.row for cell in reversed(found.cells) if cell.lines), None)


def _has_entry(found: Found, cells: Mapping[int, Cell], row: int) -> bool:
    """Return whether the row of some cells is one of entries: text in the anchor column and in another one (a title stands alone)."""
    entry = cells.get(found.anchor)
    if entry is None or not entry.lines or entry.columns > 1:
        return False
    return any(cell.row == row and cell.lines and cell is not entry for cell in found.cells)


def _doubt(above: Found, upper: Cell, lower: Cell) -> Diagnostic:
    """Return the finding that a cell at the foot of a page got the text of one on the next page, at its last entry."""
    text = " ".join(word.testo for line in lower.lines for word in line.words)
    entries = [above.at(row, above.anchor) for row in range(upper.row, upper.row + upper.rows)]
    boxes = [box_of(entry.lines) for entry in entries if entry is not None and entry.lines]
    place = Provenance(pagina=above.area.page.numero, riquadro=boxes[-1] if boxes else None)
    return finding("RIG001", fonte=place, testo=text)


def _own_part(found: Found, empty: Cell, full: Cell, column: int) -> Cell:
    """Return the part of an empty cell that ``full`` goes on in: with no rule between them, blanks of several columns are one cell."""
    if empty in found.cells and empty.columns > full.columns:
        at = found.cells.index(empty)
        found.cells[at : at + 1] = [
            replace(empty, column=own, columns=1, rows=_free_rows(found, empty, own), ragged=False)
            for own in range(empty.column, empty.column + empty.columns)
        ]
    return found.at(empty.row, column) or empty


def _free_rows(found: Found, empty: Cell, column: int) -> int:
    """Return over how many rows an empty cell reaches in one of its columns, until another one starts there."""
    end = empty.row + empty.rows
    starts = (cell.row for cell in found.cells if cell.column == column and empty.row < cell.row)
    return min([end, *starts]) - empty.row


def _below_break(found: Found, empty: Cell) -> Cell:
    """Let an empty cell start in the first row that has text: above it there is only the white over the first boundary."""
    first = _first_row(found)
    if first is not None and empty.row < first < empty.row + empty.rows:
        at = found.cells.index(empty)
        found.cells[at] = empty = replace(empty, row=first, rows=empty.row + empty.rows - first)
    return empty


def _fill(found: Found, empty: Cell, full: Cell) -> None:
    at = found.cells.index(empty)
    found.cells[at] = replace(empty, lines=full.lines, ripresa=True)
