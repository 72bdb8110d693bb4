"""How far lines of one cell stand apart: rows set hardly further apart than lines are told by the cells that start beside them."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.gaps import cell_leading
from pipeline.extract.pdf.rows.lines import Line, lines_of

from .strips import words_at

INSIDE, ROWS = 11.4, 12.0
"""Points from line to line of a size of ten: two lines of a cell, and two rows."""


def column(x: float, feet: list[float]) -> list[Line]:
    words: list[Word] = words_at([(x, foot, "testo") for foot in feet])
    return lines_of([word._replace(size=10.0, top=word.bottom - 10.0) for word in words])


def texts(inside: list[bool]) -> list[float]:
    """The feet of the lines of a column: ``inside`` says of each line but the first whether it goes on with a cell."""
    feet = [100.0]
    for goes_on in inside:
        feet.append(feet[-1] + (INSIDE if goes_on else ROWS))
    return feet


def test_rows_a_hair_further_apart_than_lines_are_rows_where_short_entries_start_beside_them() -> None:
    inside = [True, False, True, True, False] * 4
    feet = texts(inside)
    starts = [feet[0], *(foot for foot, goes_on in zip(feet[1:], inside, strict=True) if not goes_on)]
    leading = 10 * cell_leading([[column(50, feet), column(300, starts)]])
    assert INSIDE < leading < ROWS


def test_distances_rounded_to_pixels_are_those_of_one_cell() -> None:
    """Browsers: the same two distances, but where the short entries start tells nothing of them."""
    inside = [True, False, True, True, False] * 4
    feet = texts(inside)
    leading = 10 * cell_leading([[column(50, feet), column(300, feet[::10])]])
    assert leading == pytest.approx(ROWS + 0.7)


def lines_at(x: float, tops: list[float]) -> list[Line]:
    return lines_of(words_at([(x, top, "testo") for top in tops]))


def test_lines_set_one_and_a_half_apart_are_those_of_one_cell_where_targets_stand_far_apart() -> None:
    """Rows of three lines, 17 points from line to line and 21 from row to row; each has one target."""
    starts = [100.0 + 55 * row for row in range(6)]
    texts = [start + 17 * line for start in starts for line in range(3)]
    assert 17 < 10 * cell_leading([[lines_at(50, texts), lines_at(300, starts)]], 1) < 21


def test_rows_of_one_line_are_no_lines_of_one_cell_however_far_apart() -> None:
    starts = [100.0 + 17 * row for row in range(18)]
    assert 10 * cell_leading([[lines_at(50, starts), lines_at(300, starts)]], 1) < 17


def test_titles_above_rows_of_one_line_are_no_lines_of_one_cell() -> None:
    bands = [[lines_at(50, [top, top + 17, top + 40]), lines_at(300, [top + 40])] for top in (100.0, 200.0, 300.0)]
    assert 10 * cell_leading([*bands, [lines_at(50, [400.0]), lines_at(300, [400.0])]], 1) < 17
