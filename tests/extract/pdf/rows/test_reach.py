"""Reach: nothing that reaches into a stretch is left out, whatever the order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pdf.rows.reach import Reach

EXTENTS = st.tuples(st.integers(0, 50), st.integers(0, 20)).map(lambda place: (place[0], place[0] + place[1]))


@given(st.lists(EXTENTS), EXTENTS)
def test_nothing_outside_the_range_reaches_into_the_stretch(
    extents: list[tuple[int, int]], own: tuple[int, int]
) -> None:
    """Rule: what stands outside of the range ends above the stretch or starts below it."""
    top, bottom = own
    near = Reach(extents).between(top, bottom)
    others = [extents[at] for at in range(len(extents)) if at not in near]
    assert all(low <= top or high > bottom for high, low in others)


def test_things_in_order_are_found_without_asking_the_others() -> None:
    """Rule: of things from top to bottom only those at the stretch's height are looked at."""
    assert Reach([(at * 10, at * 10 + 8) for at in range(100)]).between(205, 225) == range(20, 23)
