"""Cells merged downwards where nothing is drawn: which rows a block stands for.

A block that stands at the top of its rows is left to the row it starts in. A column whose blocks stand in the *middle* of their
rows is told on the whole table: rows are cut into groups, one a block, so that every block is in the middle of its group; if that
fits far better than "each block belongs to the row beside it", the groups are the cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.pdf.rows.blocks import Block
from pipeline.extract.pdf.rows.cuts import Cut
from pipeline.extract.pdf.rows.seeds import Seed, Stretch

TOP_FIT = 0.6
"""A block starts its row when its top is this near (in sizes) to the row's."""
MIDDLE_FIT = 0.6
"""A block is in the middle of its group when it is this near (in sizes)."""
SPARSE = 0.85
"""A column is merged when fewer than this share of the rows have an entry in it."""
SKIPPED = 1.0
"""What it costs (in sizes) to leave rows at the top to a cell on the page before, or at the bottom to one on the next page."""

Group = tuple[int, int]
"""First and last row of a group."""


def column_blocks(stretch: Stretch, column: int) -> list[Block]:
    """Return the blocks of one column, from top to bottom."""
    own = [block for seed in stretch.seeds for block in seed.blocks if block.column == column and not block.spans]
    own += [block for block in stretch.spanning if block.column == column]
    return sorted(own, key=lambda block: block.top)


def runs_of_rows(stretch: Stretch, column: int) -> list[list[int]]:
    """Return the numbers of rows between headings: rows that are nothing but this column's own text end a run as well."""
    runs: list[list[int]] = [[]]
    for number, seed in enumerate(stretch.seeds):
        if seed.blocks[0].spans or all(block.column == column for block in seed.blocks):
            runs.append([])
        else:
            runs[-1].append(number)
    return [run for run in runs if run]


def starts_rows(stretches: Iterable[Stretch], column: int) -> bool:
    """Return whether nine in ten of the column's blocks start at the top of a row (or there are none)."""
    good = total = 0
    for stretch in stretches:
        for block in column_blocks(stretch, column):
            total += 1
            good += any(abs(block.top - seed.top) <= TOP_FIT * block.lines[0].size for seed in stretch.seeds)
    return good >= 0.9 * total


def is_sparse(stretches: Iterable[Stretch], column: int, anchor: int) -> bool:
    """Return whether many rows have no entry in the column."""
    entries = rows = 0
    for stretch in stretches:
        rows += sum(any(block.column == anchor for block in seed.blocks) for seed in stretch.seeds)
        entries += len(column_blocks(stretch, column))
    return 0 < entries < SPARSE * rows


def middle_groups(stretch: Stretch, column: int) -> tuple[list[Group], float]:
    """Return groups of rows with each block in the middle of its group, and the mean distance (in sizes) that is left."""
    groups: list[Group] = []
    cost, count = 0.0, 0
    blocks = column_blocks(stretch, column)
    for run in runs_of_rows(stretch, column):
        top, bottom = stretch.seeds[run[0]].top, stretch.seeds[run[-1]].bottom
        own = [block for block in blocks if top - 1 <= block.middle <= bottom + 1]
        if not own:
            continue
        parts, left = _partition([stretch.seeds[at] for at in run], own)
        groups += [(run[first], run[last]) for first, last in _with_ends(parts, len(run))]
        cost += left
        count += len(own)
    return groups, cost / max(1, count)


def _with_ends(groups: Sequence[Group], rows: int) -> list[Group]:
    """Add the rows left out at the ends as groups of their own: parts of cells whose text is on another page."""
    first, last = groups[0][0], groups[-1][1]
    head = [(0, first - 1)] if first > 0 else []
    tail = [(last + 1, rows - 1)] if last < rows - 1 else []
    return [*head, *groups, *tail]


def _partition(rows: Sequence[Seed], blocks: Sequence[Block]) -> tuple[list[Group], float]:
    """Cut rows into len(blocks) neighbouring groups with the least sum of distances; rows at the ends may be left out at a price."""
    size = blocks[0].lines[0].size
    best: list[tuple[float, list[Group]]] = [(SKIPPED * (skipped > 0), []) for skipped in range(len(rows) + 1)]
    for block in blocks:
        following: list[tuple[float, list[Group]]] = [(float("inf"), [])] * (len(rows) + 1)
        for end in range(1, len(rows) + 1):
            for start in range(end):
                cost, groups = best[start]
                if cost >= following[end][0]:
                    continue
                middle = (rows[start].top + rows[end - 1].bottom) / 2
                cost += abs(block.middle - middle) / size
                if cost < following[end][0]:
                    following[end] = (cost, [*groups, (start, end - 1)])
        best = following
    cost, groups = min((cost + SKIPPED * (end < len(rows)), groups) for end, (cost, groups) in enumerate(best))
    return groups, cost


def below_groups(stretch: Stretch, column: int) -> list[Group]:
    """Return groups of rows that start with an entry of the column and go on to the next one: text at the top of a merged cell."""
    groups: list[Group] = []
    for run in runs_of_rows(stretch, column):
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
