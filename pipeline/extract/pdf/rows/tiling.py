"""Rows and the texts of one column -> runs of rows, one a text: solved for all texts together.

A ``Stand`` says how a text stands for its rows: beside the first, in the middle of all, at the foot of the last. Under one stand the
best tiling of rows by texts is found by dynamic programming; how much worse the other tilings are tells which rows are doubtful.
Which stand holds for a column is decided in ``merged``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

EXACT = 0.35
"""A text that stands this far (in sizes) from its place costs 1; costs grow with the square."""
FARTHEST = 16.0
"""No text costs more than this: where it stands then tells nothing."""
SKIPPED = 4.0
"""What a row without any text costs; all rows that a cell beyond the run may cover cost it once."""
MARGIN = 5.0
"""A tiling that costs less than this more than the best could be the right one."""
BLANK = 3.0
"""One that leaves a row without text could be only if it costs less than this more: many cells are merged, few are blank."""


class Stand(Enum):
    """How a text stands for its rows: which of them, and which part of that."""

    FIRST_TOP = ("first", "top")
    FIRST_MIDDLE = ("first", "middle")
    FIRST_BOTTOM = ("first", "bottom")
    MIDDLE = ("all", "middle")
    LAST_BOTTOM = ("last", "bottom")


class Place(NamedTuple):
    """A row in the flow of all pages: the page (counted in the flow) and the place there, and its height as if there were no breaks.

    ``rest``: it is what a page break left over of the row before, which it never parts from. ``title``: it is nothing but its text, so
    it can start a cell (of a text that goes on by itself) but is no part of one whose text stands beside entries.
    """

    page: int
    stretch: int
    row: int
    top: float
    bottom: float
    rest: bool = False
    title: bool = False


class Text(NamedTuple):
    """A text in the flow of all pages, with its page and its size. One that a page break cuts (``cut``) tells nothing by its place."""

    page: int
    top: float
    bottom: float
    size: float
    cut: bool = False

    @property
    def middle(self) -> float:
        """The height of the text's middle."""
        return (self.top + self.bottom) / 2


class Run(NamedTuple):
    """Rows between two headings and the texts beside them. ``open_above``, ``open_below``: a cell may reach over that end."""

    rows: Sequence[Place]
    texts: Sequence[Text]
    open_above: bool = False
    open_below: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Tiling:
    """The text of each row of a run (None: it has none), what each text costs, and the other texts that a row may have."""

    texts: tuple[int | None, ...]
    costs: tuple[float, ...]
    total: float
    rivals: tuple[frozenset[int | None], ...]


class _Group(NamedTuple):
    first: int
    last: int
    cost: float


def cost_of(run: Run, stand: Stand) -> float:
    """Return what the best tiling of a run's rows by its texts costs."""
    return _total(run, _ways_up(run, [list(_groups(run, number, stand)) for number in range(len(run.texts))]))


def tile(run: Run, stand: Stand) -> Tiling:
    """Return the best tiling of a run's rows by its texts. A text has a row of its own, or costs most."""
    groups = [list(_groups(run, number, stand)) for number in range(len(run.texts))]
    down = _ways_down(run, groups)
    up = _ways_up(run, groups)
    total = _total(run, up)
    chosen = _chosen(run, groups, up)
    texts: list[int | None] = [None] * len(run.rows)
    for number, group in enumerate(chosen):
        if group is not None:
            texts[group.first : group.last + 1] = [number] * (group.last - group.first + 1)
    near = _near(run, groups, down, up, total)
    return Tiling(
        texts=tuple(texts),
        costs=tuple(FARTHEST if group is None else group.cost for group in chosen),
        total=total,
        rivals=tuple(frozenset(near[at] - {text}) for at, text in enumerate(texts)),
    )


def home(rows: Sequence[Place], height: float) -> tuple[int, int]:
    """Return the rows between which a height lies: the same one twice where it is beside a row."""
    below = max(0, bisect_right(rows, height, key=lambda row: row.top) - 1)
    above = min(len(rows) - 1, bisect_left(rows, height, key=lambda row: row.bottom))
    return min(above, below), max(above, below)


def _groups(run: Run, number: int, stand: Stand) -> Iterator[_Group]:
    """Yield the groups of rows that a text may stand for: those beside it, and as many more as its neighbours leave."""
    rows, texts = run.rows, run.texts
    which = stand.value[0]
    above, below = home(rows, _hold(texts[number], which))
    lowest = min(above, home(rows, _hold(texts[number - 1], which))[0] + 1) if number else 0
    after = home(rows, _hold(texts[number + 1], which))[1] if number + 1 < len(texts) else len(rows)
    highest = max(below, after - 1)
    firsts = range(_whole(rows, above) if which == "first" else lowest, below + 1)
    lasts: Sequence[int] = range(above, highest + 1)
    if which == "last":  # a cell that goes on over the page may have its text anywhere in this part of it
        lasts = [at for at in lasts if at <= below or rows[at].page != rows[below].page]
    whole = [at for at in lasts if at + 1 == len(rows) or not rows[at + 1].rest]
    for first in firsts:
        if rows[first].rest:
            continue
        cost: float | None = None
        for last in whole:
            if last < first or (which != "first" and first < last and any(row.title for row in rows[first : last + 1])):
                continue
            if cost is None or which != "first":  # what stands for the first row costs the same however many follow
                cost = _cost(texts[number], rows[first : last + 1], stand)
            yield _Group(first, last, cost)


def _hold(text: Text, which: str) -> float:
    """Return the height at which a text holds to its rows: that of its first line, of its middle, of its last line."""
    if which == "all":
        return text.middle
    return text.top + text.size / 2 if which == "first" else text.bottom - text.size / 2


def _whole(rows: Sequence[Place], at: int) -> int:
    """Return the number of the row that a rest belongs to."""
    while at > 0 and rows[at].rest:
        at -= 1
    return at


def _cost(text: Text, rows: Sequence[Place], stand: Stand) -> float:
    if text.cut:
        return 0.0
    which, part = stand.value
    if which == "first":
        rows = rows[: next((at for at in range(1, len(rows)) if not rows[at].rest), len(rows))]
    return min(FARTHEST, (_distance(text, rows, part) / text.size / EXACT) ** 2)


def _distance(text: Text, rows: Sequence[Place], part: str) -> float:
    """Return how far a text is from a part of its rows.

    In a cell that a page break cuts it may stand so in the part on its own page, or where that part starts, as well.
    """
    distance = _apart(text, rows, part)
    if rows[0].page != rows[-1].page:
        own = [row for row in rows if row.page == text.page]
        if own:
            distance = min(distance, _apart(text, own, part), abs(text.top - own[0].top))
    return distance


def _apart(text: Text, rows: Sequence[Place], part: str) -> float:
    """Return how far a text is from a part of rows; several rows that it makes higher need only stand beside it."""
    top, bottom = rows[0].top, rows[-1].bottom
    if part == "top":
        return abs(text.top - top)
    if part == "bottom":
        return abs(text.bottom - bottom)
    if len(rows) > 1 and text.bottom - text.top > bottom - top:
        return max(0.0, text.top - top, bottom - text.bottom)
    return abs(text.middle - (top + bottom) / 2)


def _edge(count: int, *, is_open: bool) -> float:
    """Return what rows without text at an end of the run cost."""
    return SKIPPED * (min(1, count) if is_open else count)


def _total(run: Run, up: Sequence[Sequence[float]]) -> float:
    """Return what the best way costs, whose first rows may belong to a cell from above the run."""
    return min(_edge(at, is_open=run.open_above) + cost for at, cost in enumerate(up[0]))


def _ways_down(run: Run, groups: Sequence[Sequence[_Group]]) -> list[list[float]]:
    """Return for each number of texts and of rows the least cost of the first so many rows with the first so many texts."""
    count = len(run.rows)
    ways = [[_edge(at, is_open=run.open_above) for at in range(count + 1)]]
    for own in groups:
        least = [cost + FARTHEST for cost in ways[-1]]
        for first, last, cost in own:
            total = ways[-1][first] + cost
            if total < least[last + 1]:
                least[last + 1] = total
        ways.append(_with_skipped(least))
    return ways


def _ways_up(run: Run, groups: Sequence[Sequence[_Group]]) -> list[list[float]]:
    """Return for each text and row the least cost of the rows from it on with the texts from it on."""
    count = len(run.rows)
    ways = [[_edge(count - at, is_open=run.open_below) for at in range(count + 1)]]
    for own in reversed(groups):
        least = [cost + FARTHEST for cost in ways[-1]]
        for first, last, cost in own:
            total = ways[-1][last + 1] + cost
            if total < least[first]:
                least[first] = total
        ways.append(_with_skipped(least[::-1])[::-1])
    ways.reverse()
    return ways


def _with_skipped(least: Sequence[float]) -> list[float]:
    """Return the least costs of more and more rows, where the last of them may have no text."""
    costs: list[float] = []
    cost = float("inf")
    for own in least:
        cost += SKIPPED
        if own < cost:
            cost = own
        costs.append(cost)
    return costs


def _chosen(run: Run, groups: Sequence[Sequence[_Group]], up: Sequence[Sequence[float]]) -> list[_Group | None]:
    """Return the group of each text in the best tiling (None: it has no row of its own)."""
    chosen: list[_Group | None] = []
    start = 0
    for number, own in enumerate(groups):
        is_open = run.open_above and start == 0
        ways = [
            (_edge(group.first - start, is_open=is_open) + group.cost + up[number + 1][group.last + 1], group)
            for group in own
            if group.first >= start
        ]
        best = min(ways, key=lambda way: way[0], default=None)
        alone = FARTHEST + up[number + 1][start]
        chosen.append(best[1] if best is not None and best[0] <= alone else None)
        start = best[1].last + 1 if best is not None and best[0] <= alone else start
    return chosen


def _near(
    run: Run,
    groups: Sequence[Sequence[_Group]],
    down: Sequence[Sequence[float]],
    up: Sequence[Sequence[float]],
    total: float,
) -> list[set[int | None]]:
    """Return for each row its texts in all tilings that cost little more than ``total``."""
    near: list[set[int | None]] = [set() for _ in run.rows]
    for number, own in enumerate(groups):
        for first, last, cost in own:
            if down[number][first] + cost + up[number + 1][last + 1] <= total + MARGIN:
                for at in range(first, last + 1):
                    near[at].add(number)
    for at, texts in enumerate(near):
        if any(down[number][at] + SKIPPED + up[number][at + 1] <= total + BLANK for number in range(len(groups) + 1)):
            texts.add(None)
    return near
