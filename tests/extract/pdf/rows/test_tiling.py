"""Which rows a text stands for, when nothing is drawn: the best tiling of a run of rows, and how sure it is."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pdf.rows.tiling import SKIPPED, Place, Run, Stand, Text, cost_of, tile

SIZE = 10.0
PITCH = 12.0
PADDING = 8.0


def stack(heights: Sequence[int], *, pages: Sequence[int] | None = None) -> list[Place]:
    """Return rows of so many lines one below the other; ``pages`` are the pages that they stand on."""
    tops = itertools.accumulate((PITCH * lines + PADDING for lines in heights), initial=0.0)
    return [
        Place(pages[at] if pages else 0, 0, at, top, top + PITCH * (lines - 1) + SIZE)
        for at, (top, lines) in enumerate(zip(tops, heights, strict=False))
    ]


def centred(rows: Sequence[Place]) -> Text:
    """Return a text of one line in the middle of rows."""
    middle = (rows[0].top + rows[-1].bottom) / 2
    return Text(rows[0].page, middle - SIZE / 2, middle + SIZE / 2, SIZE)


def line_at(top: float) -> Text:
    return Text(0, top, top + SIZE, SIZE)


@given(st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=5), min_size=1, max_size=6))
def test_texts_in_the_middle_of_their_rows_are_told_apart(cells: list[list[int]]) -> None:
    """The centre of a merged cell in the middle lies at the centre of the run of rows that it spans, and the cells tile the rows."""
    rows = stack([lines for cell in cells for lines in cell])
    bounds = [0, *itertools.accumulate(len(cell) for cell in cells)]
    texts = [centred(rows[first:end]) for first, end in itertools.pairwise(bounds)]
    found = tile(Run(rows, texts), Stand.MIDDLE)
    assert found.total == pytest.approx(0.0)
    assert found.texts == tuple(number for number, cell in enumerate(cells) for _ in cell)


@given(st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=5), min_size=1, max_size=6))
def test_texts_at_the_foot_of_their_rows(cells: list[list[int]]) -> None:
    """A cell whose text stands at its foot ends with the row that the text stands in."""
    rows = stack([lines for cell in cells for lines in cell])
    ends = [end - 1 for end in itertools.accumulate(len(cell) for cell in cells)]
    found = tile(Run(rows, [line_at(rows[end].bottom - SIZE) for end in ends]), Stand.LAST_BOTTOM)
    assert found.texts == tuple(number for number, cell in enumerate(cells) for _ in cell)


def test_a_row_between_two_texts_is_doubtful() -> None:
    """Two tilings that fit equally well leave a doubt, and only about the row that they tell apart."""
    rows = stack([3, 1, 3])
    halfway = [line_at((centred(rows[:1]).top + centred(rows[:2]).top) / 2)]
    halfway.append(line_at((centred(rows[1:]).top + centred(rows[2:]).top) / 2))
    found = tile(Run(rows, halfway), Stand.MIDDLE)
    assert [bool(rivals) for rivals in found.rivals] == [False, True, False]


def test_a_blank_row_is_left_out_rather_than_drawn_in() -> None:
    rows = stack([3, 1, 3])
    found = tile(Run(rows, [centred(rows[:1]), centred(rows[2:])]), Stand.MIDDLE)
    assert found.texts == (0, None, 1)


def test_a_cut_cell_may_have_its_text_in_the_middle_of_one_part() -> None:
    rows = stack([2, 2, 2, 2], pages=[0, 0, 1, 1])
    below = tile(Run(rows, [centred(rows[:1]), centred(rows[2:])._replace(page=1)]), Stand.MIDDLE)
    assert below.texts == (0, 1, 1, 1)


def test_the_rest_of_a_row_never_parts_from_it() -> None:
    rows = stack([2, 1, 2], pages=[0, 1, 1])
    rows[1] = rows[1]._replace(rest=True)
    found = tile(Run(rows, [centred(rows[:1]), centred(rows[2:])]), Stand.MIDDLE)
    assert found.texts == (0, 0, 1)


def test_a_title_is_no_part_of_a_cell_above_it() -> None:
    rows = stack([1, 1, 1])
    rows[2] = rows[2]._replace(title=True)
    assert tile(Run(rows, [centred(rows[2:])]), Stand.LAST_BOTTOM).texts == (None, None, 0)
    assert tile(Run(rows, [centred(rows[2:])]), Stand.FIRST_TOP).texts == (None, None, 0)


def test_a_text_higher_than_its_rows_covers_them() -> None:
    rows = stack([1, 1])
    assert tile(Run(rows, [Text(0, -20.0, 40.0, SIZE)]), Stand.MIDDLE).total == 0.0


def test_two_texts_beside_one_row_are_one_too_many() -> None:
    """No tiling is exact; the one that is found leaves no row to two texts."""
    rows = stack([6])
    found = tile(Run(rows, [line_at(10.0), line_at(40.0)]), Stand.MIDDLE)
    assert found.texts in ((0,), (1,))
    assert max(found.costs) == 16.0


def test_a_text_at_the_head_of_the_part_above_a_page_break_has_the_rows_on_both_pages() -> None:
    """A browser leaves a text that stands at the foot of its cell at the head of the cut part."""
    rows = stack([2, 2, 2, 2, 2, 2], pages=[0, 0, 0, 1, 1, 1])
    texts = [line_at(rows[1].top), line_at(rows[5].bottom - SIZE)._replace(page=1)]
    found = tile(Run(rows, texts, open_above=True), Stand.LAST_BOTTOM)
    assert found.texts == (None, 0, 0, 0, 1, 1)
    assert found.costs == (0.0, 0.0)
    assert [set(own) for own in found.rivals[3:]] == [set(), {0}, set()]


def test_rows_that_a_cell_from_above_covers_cost_as_one() -> None:
    rows = stack([1] * 6)
    run = Run(rows, [line_at(rows[4].top)], open_above=True)
    assert cost_of(run, Stand.FIRST_TOP) == tile(run, Stand.FIRST_TOP).total == SKIPPED
    assert cost_of(run._replace(open_above=False), Stand.FIRST_TOP) == 4 * SKIPPED
