"""Indicators beside an empty cell of their objective's column: whether the objective above is theirs is told as a doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Piano, Provenance, Riquadro
from pipeline.normalize import normalize
from pipeline.rows import RawDocument, RawRow

from .sheet import Box, Place, Sheet

HEADER: list[Place] = ["Obiettivo", "Indicatore", "Target"]
LINE = 12.0


def doubtful(piano: Piano) -> list[str | None]:
    """Return the nodes whose objective is in doubt."""
    return [found.nodo for found in piano.diagnostica if found.codice == "RIG003"]


def boxed(document: RawDocument, heights: Sequence[int], breaks: Sequence[int] = ()) -> RawDocument:
    """Return the document with a box around each cell: rows of two lines; ``heights`` are the objectives' lines, row by row."""
    rows: list[RawRow] = []
    top = 0.0
    for at, (row, height) in enumerate(zip(document.rows, heights, strict=True)):
        top = 100.0 if at in breaks or not at else top + 3 * LINE
        cells = tuple(
            cell._replace(fonte=_at(row.fonte, cell.colonna, top, height if cell.colonna == 0 else 2))
            for cell in row.cells
        )
        tall = max(height if cell.colonna == 0 else 2 for cell in row.cells)
        rows.append(row._replace(cells=cells, fonte=_at(row.fonte, 0, top, tall, wide=3)))
    return replace(document, rows=tuple(rows))


def _at(fonte: Provenance, column: int, top: float, lines: int, wide: int = 1) -> Provenance:
    box: Riquadro = (100.0 * column, top, 100.0 * (column + wide) - 10, top + lines * LINE)
    return fonte._replace(riquadro=box)


def test_a_row_that_no_merged_cell_reaches_is_doubtful() -> None:
    rows: list[list[Place]] = [HEADER]
    for at in range(1, 5):
        rows += [[Box(f"01.0{at} - Bandi", righe=3), "numero", "5"], [None, "spesa", "80%"], [None, "durata", "3"]]
    rows.append(["", "incassi", "90%"])
    piano = normalize(boxed(Sheet().table(rows).done(), [1] * len(rows)))
    assert doubtful(piano) == ["01.04/4"]


def test_where_objectives_hold_until_the_next_one_nothing_is_doubtful() -> None:
    rows: list[list[Place]] = [HEADER]
    for at in range(1, 5):
        rows += [[f"01.0{at} - Bandi", "numero", "5"], ["", "spesa", "80%"]]
    assert doubtful(normalize(boxed(Sheet().table(rows).done(), [1] * len(rows)))) == []


def moved(heights: dict[int, int]) -> Piano:
    """Return a plan with objectives beside their first row; the first page ends with a row that has none, the next starts with one."""
    rows: list[list[Place]] = [HEADER]
    for at in range(1, 5):
        rows += [[f"01.0{at} - Bandi", "numero", "5"], ["", "spesa", "80%"]]
    document = Sheet().table([*rows, ["01.05 - Sedi", "affitti", "7"]], breaks=[len(rows)]).done()
    return normalize(boxed(document, [heights.get(at, 1) for at in range(len(rows) + 1)], breaks=[len(rows)]))


def test_an_objective_too_high_for_the_row_above_the_break_may_be_that_rows() -> None:
    assert doubtful(moved({1: 4, 9: 4})) == ["01.04/2"]


def test_an_objective_that_had_room_above_the_break_starts_below_it() -> None:
    assert doubtful(moved({1: 4, 9: 2})) == []


def test_where_every_row_is_as_high_as_its_objective_none_was_moved() -> None:
    assert doubtful(moved({9: 4})) == []
