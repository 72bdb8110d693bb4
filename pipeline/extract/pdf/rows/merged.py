"""Cells merged downwards where nothing is drawn: which rows a block stands for.

A block that stands at the top of its rows is left to the row it starts in. A column whose blocks stand in the *middle* of their
rows is told on the whole table: rows are cut into groups, one a block, so that every block is in the middle of its group; if that
fits far better than "each block belongs to the row beside it", the groups are the cells.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pipeline.extract.pdf.rows.blocks import Block
from pipeline.extract.pdf.rows.cuts import Cut
from pipeline.extract.pdf.rows.seeds import Seed, Stretch

TOP_FIT = 0.6
"""A block starts its row when its top is this near (in sizes) to the row's."""
MIDDLE_FIT = 1.0
"""A block is in the middle of its group when it is this near (in sizes)."""
MOST = 0.9
"""A column whose blocks start rows in this share of cases is not looked at further."""
SPARSE = 0.85
"""A column is merged when fewer than this share of the rows have an entry in it."""
SKIPPED = 1.0
"""What it costs (in sizes) to leave rows at the top to a cell on the page before, or at the bottom to one on the next page."""

FLOW_GAP = 4.0
"""The white (points) between the last row of a page and the first of the next, as if there were no break."""

Group = tuple[int, int]
"""First and last row of a group."""


def column_blocks(stretch: Stretch, column: int) -> list[Block]:
    """Return the blocks of one column, from top to bottom."""
    own = [block for seed in stretch.seeds for block in seed.blocks if block.column == column and not block.spans]
    own += [block for block in stretch.spanning if block.column == column]
    return sorted(own, key=lambda block: block.top)


def runs_of_rows(stretch: Stretch, column: int, others: frozenset[int]) -> list[list[int]]:
    """Return the numbers of rows between headings.

    A heading is a row that runs over columns, that is nothing but this column's own text, or that has no entry in ``others`` (the
    other columns of short entries, where the table has such).
    """
    runs: list[list[int]] = [[]]
    for number, seed in enumerate(stretch.seeds):
        own = all(block.column == column for block in seed.blocks)
        bare = bool(others) and not any(block.column in others for block in seed.blocks)
        if seed.blocks[0].spans or own or bare:
            runs.append([])
        else:
            runs[-1].append(number)
    return [run for run in runs if run]


def row_fit(stretches: Iterable[Stretch], column: int) -> float:
    """Return which share of the column's blocks stand in one row as entries do: at its top, in its middle, at its bottom."""
    return _share(stretches, column, lambda block, seed: _stands_in(block, seed))


def top_fit(stretches: Iterable[Stretch], column: int) -> float:
    """Return which share of the column's blocks start at the top of a row."""
    return _share(stretches, column, lambda block, seed: abs(block.top - seed.top) <= TOP_FIT * block.lines[0].size)


def _stands_in(block: Block, seed: Seed) -> bool:
    if not any(own is block for own in seed.blocks):
        return False
    near = TOP_FIT * block.lines[0].size
    middle = (seed.top + seed.bottom) / 2
    return min(abs(block.top - seed.top), abs(block.middle - middle), abs(block.bottom - seed.bottom)) <= near


def _share(stretches: Iterable[Stretch], column: int, fits: Callable[[Block, Seed], bool]) -> float:
    good = total = 0
    for stretch in stretches:
        for block in column_blocks(stretch, column):
            total += 1
            good += any(fits(block, seed) for seed in stretch.seeds)
    return good / total if total else 1.0


def is_sparse(stretches: Iterable[Stretch], column: int, anchor: int) -> bool:
    """Return whether many rows have no entry in the column."""
    entries = rows = 0
    for stretch in stretches:
        rows += sum(any(block.column == anchor for block in seed.blocks) for seed in stretch.seeds)
        entries += len(column_blocks(stretch, column))
    return 0 < entries < SPARSE * rows


class Place(NamedTuple):
    """A row or a block in the flow of all pages: where it comes from, and its height as if there were no page breaks."""

    stretch: int
    row: int
    top: float
    bottom: float


class Standing(NamedTuple):
    """Where the middle of a block stands in the flow, and its size."""

    stretch: int
    middle: float
    size: float


def _distance(block: Standing, rows: Sequence[Place]) -> float:
    """Return how far (in sizes) a block is from the middle of rows: of all, or of those on its own page."""
    distance = abs(block.middle - (rows[0].top + rows[-1].bottom) / 2)
    if rows[0].stretch != rows[-1].stretch:
        own = [row for row in rows if row.stretch == block.stretch]
        if own:
            distance = min(distance, abs(block.middle - (own[0].top + own[-1].bottom) / 2))
    return distance / block.size


def middle_groups(
    flow: Sequence[Stretch], column: int, others: frozenset[int]
) -> tuple[list[list[Group]], list[float]]:
    """Return for each stretch of a flow its groups of rows with each block in the middle of its group, and the distances left.

    Distances are in sizes. A group that a page break cuts is a group on either page.
    """
    groups: list[list[Group]] = [[] for _ in flow]
    left: list[float] = []
    shifts = _shifts(flow)
    for run in _flow_runs(flow, shifts, column, others):
        blocks = [
            Standing(number, block.middle + shift, block.lines[0].size)
            for number, (stretch, shift) in enumerate(zip(flow, shifts, strict=True))
            for block in column_blocks(stretch, column)
            if run[0].top - 1 <= block.middle + shift <= run[-1].bottom + 1
        ]
        if blocks:
            ends, distances = _partition(run, blocks)
            left += distances
            _note_groups(run, ends, groups)
    return groups, left


def _shifts(flow: Sequence[Stretch]) -> list[float]:
    """Return how far down each stretch must be moved to follow the one before it."""
    shifts: list[float] = []
    foot = 0.0
    for stretch in flow:
        shifts.append(foot - stretch.seeds[0].top)
        foot += max(seed.bottom for seed in stretch.seeds) - stretch.seeds[0].top + FLOW_GAP
    return shifts


def _flow_runs(
    flow: Sequence[Stretch], shifts: Sequence[float], column: int, others: frozenset[int]
) -> list[list[Place]]:
    """Return the runs of rows of a flow: those at the end of one stretch and the start of the next are one."""
    runs: list[list[Place]] = []
    for number, (stretch, shift) in enumerate(zip(flow, shifts, strict=True)):
        own = [
            [Place(number, at, stretch.seeds[at].top + shift, stretch.seeds[at].bottom + shift) for at in run]
            for run in runs_of_rows(stretch, column, others)
        ]
        whole = runs and number and own and own[0][0].row == 0 and _ends_flow(flow[number - 1], runs[-1])
        if whole:
            runs[-1] += own.pop(0)
        runs += own
    return runs


def _ends_flow(stretch: Stretch, run: Sequence[Place]) -> bool:
    return run[-1].row == len(stretch.seeds) - 1


def _partition(rows: Sequence[Place], blocks: Sequence[Standing]) -> tuple[list[int], list[float]]:
    """Cut rows into as many neighbouring groups as there are blocks; return the last row of each and the distances left.

    Each block lies in its group, so the group ends somewhere between its own row and the next block's. Rows at the very top may be
    left out, at a price: they belong to a cell that starts before the flow.
    """
    at_row = [max((n for n, row in enumerate(rows) if row.top <= middle), default=0) for _, middle, _ in blocks]
    best: dict[int, tuple[float, list[int], list[float]]] = {-1: (0.0, [], [])}
    best |= {skipped: (SKIPPED, [], []) for skipped in range(at_row[0])}
    for number, block in enumerate(blocks):
        last = at_row[number + 1] if number + 1 < len(blocks) else len(rows) - 1
        first = at_row[number] if number + 1 < len(blocks) else len(rows) - 1
        following: dict[int, tuple[float, list[int], list[float]]] = {}
        for end in range(first, last + 1):
            ways = (
                (cost + distance, [*ends, end], [*distances, distance])
                for before, (cost, ends, distances) in best.items()
                if before < end
                for distance in [_distance(block, rows[before + 1 : end + 1])]
            )
            way = min(ways, key=lambda way: way[0], default=None)
            if way is not None:
                following[end] = way
        best = following or best
    _, ends, distances = min(best.values(), key=lambda way: way[0])
    return ends, distances


def _note_groups(run: Sequence[Place], ends: Sequence[int], groups: list[list[Group]]) -> None:
    """Write the groups of a run down for each stretch."""
    marks = [0, *(end + 1 for end in ends)]
    for first, last in itertools.pairwise(sorted({*marks, len(run)})):
        for number in sorted({place.stretch for place in run[first:last]}):
            rows = [place.row for place in run[first:last] if place.stretch == number]
            groups[number].append((rows[0], rows[-1]))


def below_groups(stretch: Stretch, column: int, others: frozenset[int]) -> list[Group]:
    """Return groups of rows that start with an entry of the column and go on to the next one: text at the top of a merged cell."""
    groups: list[Group] = []
    for run in runs_of_rows(stretch, column, others):
        start: int | None = None
        for at in run:
            filled = any(block.column == column for block in stretch.seeds[at].blocks)
            if filled and start is not None:
                groups.append((start, at - 1))
            if filled:
                start = at
        if start is not None:
            groups.append((start, run[-1]))
    return groups


def open_cuts(cuts: Sequence[Cut], groups: Iterable[Group], column: int) -> list[Cut]:
    """Return the cuts between rows, open in the column inside a group and closed between groups."""
    inside = {at for first, last in groups for at in range(first, last)}
    return [
        Cut(cut.y, tuple(at not in inside if c == column else closed for c, closed in enumerate(cut.closed)))
        for at, cut in enumerate(cuts)
    ]
