"""Tables that nothing announces: whether an area without header and sides shows another table than the one that was going on.

Comes in: where the lines of the area start, and where those of the table do. Goes out: yes or no, or where the other begins. A page
of one table has lines where its other pages have them, or all of them moved by as much (a margin for binding). What the other table
holds is not decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.extract.pdf.rows.phrases import Phrase

FEWEST = 3
"""So many lines that start at one place are a column's."""
MOST = 0.6
"""A table's columns hold this share of an area's lines."""
NEAR = 3
"""Places so many steps apart are one."""
STEP = 0.5
"""Places are counted in steps of so many points."""
ENDS = 1_000_000
"""Where the places begin at which lines end: those of numbers that stand to the right in their column."""


def count_places(phrases: Sequence[Phrase]) -> Counter[int]:
    """Return how many phrases start at each place and how many end there, in steps; ends are counted far from all starts."""
    places = Counter([round(phrase.x0 / STEP) for phrase in phrases])
    places.update([ENDS + round(phrase.x1 / STEP) for phrase in phrases])
    return places


def has_own_start(own: Counter[int], table: Counter[int]) -> bool:
    """Return whether several lines of an area start at one place where (nearly) none of a table do: seldom in a page of the table."""
    return any(
        count >= FEWEST and place < ENDS and sum([table[place + step] for step in range(-NEAR, NEAR + 1)]) < FEWEST
        for place, count in own.items()
    )


def is_known(table: Counter[int]) -> bool:
    """Return whether a table has shown where the lines of two columns start at least."""
    return sum(place < ENDS for place in _columns(table)) > 1


def stand_alike(own: Counter[int], table: Counter[int]) -> bool:
    """Return whether the lines of an area start in two columns at least, and all where those of a table do."""
    starts, tables = [place for place in _columns(own) if place < ENDS], _columns(table)
    return len(starts) > 1 and all(_is_near(place, tables) for place in starts)


def stand_elsewhere(own: Counter[int], table: Counter[int]) -> bool:
    """Return whether the lines of an area (``own``) start, or end, at other places than those of a table.

    Two columns at least must have places of their own: all but the outermost left, or half of them, where none stands at the place of
    the table's fullest. A table that has shown fewer lines than the area is not known well enough.
    """
    columns, tables = _columns(own), _columns(table)
    if not is_known(table) or table.total() < own.total():
        return False
    others = [place for place in columns if not _is_near(place, tables)]
    if len(others) < 2 or not (others in (columns, columns[1:]) or _lacks_fullest(columns, others, tables, table)):
        return False
    held = sum(own[near] for place in columns for near in range(place - NEAR, place + NEAR + 1))
    return held >= MOST * own.total() / 2 and not _is_moved(columns, tables)


def find_stranger(phrases: Sequence[Phrase], own: Counter[int], table: Counter[int]) -> float | None:
    """Return where another table starts at the foot of an area, below the rows of ``table``; None where none does.

    ``own`` are the places of the phrases. All below the last line of the table is of the other one: what starts at a place of the
    table's alone, but for its outermost left.
    """
    if not has_own_start(own, table):
        return None
    tables = _columns(table)
    others = [place for place in _columns(own) if not _is_near(place, tables)]
    if len(others) < 2:
        return None
    alone = [place for place in tables[1:] if place < ENDS and not _is_near(place, others)]
    foot = max((phrase.bottom for phrase in phrases if _is_near(round(phrase.x0 / STEP), alone)), default=None)
    below = [phrase for phrase in phrases if foot is not None and phrase.top >= foot]
    if not below or not stand_elsewhere(count_places(below), table):
        return None
    return min(phrase.top for phrase in below)


def _lacks_fullest(columns: list[int], others: list[int], tables: list[int], table: Counter[int]) -> bool:
    """Return whether at least half of the columns stand elsewhere, and none where most lines of the table start."""
    if 2 * len(others) < len(columns) or not tables:
        return False
    return not _is_near(max(tables, key=lambda place: (table[place], -place)), columns)


def _is_near(place: int, others: Sequence[int]) -> bool:
    return any(abs(place - other) <= NEAR for other in others)


def _columns(places: Counter[int]) -> list[int]:
    """Return the places at which the lines of columns start or end: the fullest of each few steps."""
    full = [
        (-count, place)
        for place, count in places.items()
        if count >= FEWEST or count + places[place - 1] + places[place + 1] >= FEWEST
    ]
    columns: list[int] = []
    for _, place in sorted(full):
        if all(abs(place - other) > 2 * NEAR for other in columns):
            columns.append(place)
    return sorted(columns)


def _is_moved(columns: list[int], tables: list[int]) -> bool:
    """Return whether all columns stand where those of the table do, moved by as much."""
    return any(all(_is_near(place - columns[0] + first, tables) for place in columns) for first in tables)
