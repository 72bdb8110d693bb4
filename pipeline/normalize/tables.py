"""A table's rows with their roles.

In: the rows of one table and the layout in force. Out: one ``Reading`` for each row. A cell gets the role of its column where
columns are real places; where they are shifted or missing, an alignment of the row's cells to roles decides, with the column
as one witness among others. Which node a piece belongs to is not decided here (``tree``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase

from pipeline.normalize.align import align
from pipeline.normalize.codes import Code
from pipeline.normalize.columns import orders, score_role
from pipeline.normalize.habits import Habits
from pipeline.normalize.likelihood import is_note, is_total, target_score
from pipeline.normalize.roles import HEADINGS, VALUES, Column, Layout, Piece, Reading, Ruolo, make_piece
from pipeline.rows import RawCell, RawRow

_RULER = re.compile(r"[-–—_=.·\s]{2,}")
_COLUMN_NUMBER = re.compile(r"[(\[]?(\d{1,2}|[A-Za-z])[)\].]?")
_FEWEST_NUMBERED = 3
_COLUMN_BONUS = 2.0
_DOUBT = 1.0


def is_ruler(row: RawRow) -> bool:
    """Say whether a row only draws a line (``--	-----	----``)."""
    if not row.cells or _RULER.fullmatch(row.cells[0].testo) is None:
        return False
    return all(_RULER.fullmatch(cell.testo) for cell in row.cells[1:])


def counts_columns(row: RawRow) -> bool:
    """Say whether a row numbers the columns (``(1)``, ``(2)``, ``(3)`` or ``a``, ``b``, ``c``), as it may below a header."""
    marks = [_COLUMN_NUMBER.fullmatch(cell.testo) for cell in row.cells]
    if len(marks) < _FEWEST_NUMBERED or not all(marks):
        return False
    texts = [mark[1].casefold() for mark in marks if mark]
    return texts in ([str(n) for n in range(1, len(texts) + 1)], list(ascii_lowercase[: len(texts)]))


def read_row(row: RawRow, layout: Layout, habits: Habits) -> Reading:
    """Return one row's reading."""
    cells = [cell for cell in row.cells if cell.testo.strip()]
    if not cells:
        return Reading(row=row, pieces=(), layout=layout)
    if is_total(cells[0].testo) and _is_sum(cells, row, layout, habits):
        return Reading(row=row, pieces=(), layout=layout, nota="totale")
    if len(cells) == 1:
        return _read_single(cells[0], row, layout, habits)
    title = _title_below_break(cells, layout, habits)
    if title is not None:
        return _read_single(title, row, layout, habits)
    if _is_cut_note(cells, layout, habits):
        return Reading(row=row, pieces=(), layout=layout, nota="nota")
    if habits.geometria or (layout.certo and len(cells) == layout.larghezza):
        return Reading(row=row, pieces=_by_column(cells, row, layout, habits), layout=layout, dubbio=layout.dubbio)
    return _by_content(cells, row, layout, habits)


def _title_below_break(cells: Sequence[RawCell], layout: Layout, habits: Habits) -> RawCell | None:
    """Return the only printed cell of a row below a page break when it is a coded title where values stand: no cell goes on there."""
    printed = [cell for cell in cells if not cell.ripresa]
    if len(printed) != 1 or len(printed) == len(cells):
        return None
    code = habits.code_of(printed[0].testo)
    place = _column_at(layout, printed[0].colonna).ruolo
    return printed[0] if place in VALUES and code is not None and (code.certo or habits.goes_on(code)) else None


def _is_cut_note(cells: Sequence[RawCell], layout: Layout, habits: Habits) -> bool:
    """Say whether a row is a remark that runs over columns of titles: it opens as one, and no cell has a code."""
    return (
        is_note(cells[0].testo)
        and all(_column_at(layout, cell.colonna).ruolo in HEADINGS for cell in cells)
        and not any(habits.code_of(cell.testo) for cell in cells)
    )


def _is_sum(cells: Sequence[RawCell], row: RawRow, layout: Layout, habits: Habits) -> bool:
    """Say whether a row that opens with ``Totale`` sums up: no prose indicator and no owner stand in it."""
    pieces = _by_column(cells, row, layout, habits)
    return not any(piece.ruolo is Ruolo.OWNER for piece in pieces) or all(len(c.testo.split()) <= 4 for c in cells)


def _read_single(cell: RawCell, row: RawRow, layout: Layout, habits: Habits) -> Reading:
    """Read a row of one cell: a coded heading, a value alone in its column, a title or a remark."""
    column = layout.columns.get(cell.colonna)
    if column is None and row.inizio_pagina and habits.geometria:  # the rest of a cell, below a wider header
        nearest = _column_at(layout, cell.colonna)
        column = nearest if nearest.ruolo in VALUES else None
    code = habits.code_of(cell.testo)
    alone = column is not None and column.ruolo in VALUES and not column.composta
    sure = code is not None and (code.certo or habits.goes_on(code))
    if alone and sure and not layout.has(Ruolo.OBIETTIVO) and not layout.has(Ruolo.INDIVIDUALE):
        alone = False  # a table without a column of objectives: their titles stand between its rows
    stands = alone and cell.colonne == 1 and habits.geometria
    if code and not stands:
        role = habits.level_of(code) or Ruolo.OBIETTIVO
        return Reading(row=row, pieces=(make_piece(_individual(role, layout), cell, row, code=code),), layout=layout)
    if is_note(cell.testo):
        return Reading(row=row, pieces=(), layout=layout, nota="nota")
    wide = cell.colonne > 1 and cell.colonne * 2 > row.larghezza
    if column is None or wide or (not stands and column.ruolo not in HEADINGS and not _is_value(cell, column)):
        return Reading(row=row, pieces=(make_piece(Ruolo.LIVELLO, cell, row),), layout=layout, nota="titolo")
    return Reading(row=row, pieces=(_piece(column, cell, row, None),), layout=layout)


def _is_value(cell: RawCell, column: Column) -> bool:
    return column.ruolo is Ruolo.INDICATORE or (column.ruolo is Ruolo.TARGET and target_score(cell.testo) > 0)


def _individual(role: Ruolo, layout: Layout) -> Ruolo:
    """Return the role of a coded heading: under a header of individual objectives every objective is one."""
    return Ruolo.INDIVIDUALE if layout.individuale and role is not Ruolo.SETTORE else role


def _by_column(cells: Sequence[RawCell], row: RawRow, layout: Layout, habits: Habits) -> tuple[Piece, ...]:
    """Give each cell its column's role; rows of coded headings only go by their codes."""
    codes = [habits.code_of(cell.testo) for cell in cells]
    if all(codes):
        return tuple(
            make_piece(_individual(habits.level_of(code) or Ruolo.OBIETTIVO, layout), cell, row, code=code)
            for cell, code in zip(cells, codes, strict=True)
            if code
        )
    pieces = []
    for cell, code in zip(cells, codes, strict=True):
        column = _column_at(layout, cell.colonna)
        spread = code is not None and column.ruolo in HEADINGS and (cell.colonne > 1 or _is_guest(code, layout, habits))
        if code and (spread or column.ruolo is Ruolo.ALTRO or not layout.columns):
            role = _individual(habits.level_of(code) or Ruolo.OBIETTIVO, layout)
            pieces.append(make_piece(role, cell, row, code=code))
        else:
            pieces.append(_piece(column, cell, row, code if column.ruolo in HEADINGS else None))
    return tuple(pieces)


def _is_guest(code: Code, layout: Layout, habits: Habits) -> bool:
    """Say whether a code names a level that has no column in the table: a settore's title in the objectives' column."""
    level = habits.level_of(code)
    return level is Ruolo.SETTORE and not layout.has(Ruolo.SETTORE) and not layout.individuale


def _column_at(layout: Layout, place: int) -> Column:
    """Return the column at a place, or the nearest one to its left (a header cell may cover several)."""
    if place in layout.columns:
        return layout.columns[place]
    known = [p for p in layout.columns if p < place]
    return layout.columns[max(known)] if known else Column(ruolo=Ruolo.ALTRO)


def _piece(column: Column, cell: RawCell, row: RawRow, code: Code | None) -> Piece:
    return make_piece(column.ruolo, cell, row, code=code, intestazione=column.intestazione)


def _by_content(cells: Sequence[RawCell], row: RawRow, layout: Layout, habits: Habits) -> Reading:
    """Take the coded headings that lead the row, and align the other cells to roles."""
    lead: list[Piece] = []
    rest = list(cells)
    while rest and (code := habits.code_of(rest[0].testo)) and not _is_coded_value(rest, code.certo):
        role = _individual(habits.level_of(code) or Ruolo.OBIETTIVO, layout)
        lead.append(make_piece(role, rest[0], row, code=code))
        rest = rest[1:]
    pieces, margin = _align_values(rest, row, layout, habits)
    return Reading(row=row, pieces=(*lead, *pieces), layout=layout, dubbio=margin < _DOUBT)


def _is_coded_value(cells: Sequence[RawCell], sure: bool) -> bool:
    """Say whether an unsurely coded cell leads straight to a target: an indicator that starts with a number."""
    return not sure and len(cells) > 1 and target_score(cells[1].testo) > 0


def _align_values(
    cells: Sequence[RawCell], row: RawRow, layout: Layout, habits: Habits
) -> tuple[tuple[Piece, ...], float]:
    def score(n: int, role: Ruolo) -> float:
        column = layout.columns.get(cells[n].colonna)
        bonus = _COLUMN_BONUS if column is not None and column.ruolo is role else 0.0
        return score_role(cells[n].testo, role, habits) + bonus

    candidates = [
        align(len(cells), order, score) for order in orders(habits, with_algorithm=layout.has(Ruolo.ALGORITMO))
    ]
    best = max(candidates, key=lambda reading: reading.totale)
    pieces = tuple(make_piece(role or Ruolo.ALTRO, cell, row) for cell, role in zip(cells, best.ruoli, strict=True))
    return pieces, best.margine
