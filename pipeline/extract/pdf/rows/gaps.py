"""How far apart lines stand: inside one cell, and from row to row.

Lines of one cell keep one distance (in units of their size); between rows there is at least a little more, the cells' padding. The
two are told apart on the whole table, not on a page.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.extract.pdf.rows.lines import Line

STEP = 0.02
"""Distances are counted in steps of this share of the size."""
LARGEST_LEADING = 1.65
"""Lines further apart than this (in sizes) are seldom lines of one cell; never, where the table has nearer ones."""
WIDEST_LEADING = 2.6
"""Text set one and a half or two lines apart: such lines are those of one cell where targets seldom stand so near each other."""
DENSE = 0.2
"""A column has an entry in most rows where it has this share of the lines of the fullest one."""
USUAL_LEADING = 1.22
"""The distance inside a cell where a table has none to learn from."""
PIXEL = 0.95
"""Browsers put lines on whole pixels (0.75 points), so equal distances differ by up to this many points."""
SELDOM, OFTEN = 0.05, 0.3
"""A cell of another column starts beside the lower one of two lines: seldom inside a cell, often where a row starts."""
SIZES = 0.12
"""Lines of one cell have one size, give or take this share."""
SLACK = 0.07
"""How much more than the usual distance still is the same cell."""


def pitch(above: Line, below: Line) -> float:
    """Return the distance of two lines' feet in units of the larger size."""
    return (below.bottom - above.bottom) / max(above.size, below.size)


def cell_leading(bands: Sequence[Sequence[Sequence[Line]]], target: int | None = None) -> float:
    """Return the greatest distance that lines of one cell have, learned from every page; each band holds the lines of its columns.

    ``target`` is the column of targets, which are of one line mostly. The smallest distance that is found often (twice, and in one
    pair of twenty) is one inside cells; so are those that differ from it by less than producers round heights to whole pixels, unless
    cells start there beside. The limit is put between them and the next greater distance.
    """
    counts, sizes = _distances(bands)
    least = _often({step: times for step, times in counts.items() if step <= LARGEST_LEADING / STEP})
    if least is None:
        least = _often(counts)
        if least is None or target is None or not _is_wide(bands, target, counts, least):
            return USUAL_LEADING + SLACK
    reach = least + PIXEL / (sorted(sizes)[len(sizes) // 2] * STEP)
    greatest = max(step for step in counts if step <= reach)
    if greatest > least + 1:
        reach = min(reach, _least_of_rows(bands, counts, least) - 1)
        greatest = max(step for step in counts if step <= reach)
    following = min((step for step in counts if step > reach), default=greatest + 100)
    return greatest * STEP + min(SLACK, (following - greatest) * STEP / 2)


def _distances(bands: Iterable[Sequence[Sequence[Line]]]) -> tuple[Counter[int], list[float]]:
    """Return how often lines of a column stand so many steps apart, and the sizes of the lower ones."""
    counts: Counter[int] = Counter()
    sizes: list[float] = []
    for lines in itertools.chain.from_iterable(bands):
        for above, below in itertools.pairwise(lines):
            distance = pitch(above, below)
            if 0.8 < distance < WIDEST_LEADING:
                counts[round(distance / STEP)] += 1
                sizes.append(below.size)
    return counts, sizes


def _often(counts: Mapping[int, int]) -> int | None:
    """Return the smallest distance that is found twice, and in one pair of twenty."""
    often = max(2, 0.05 * sum(counts.values()))
    return next((step for step in sorted(counts) if counts[step] + counts.get(step + 1, 0) >= often), None)


def _is_wide(bands: Iterable[Sequence[Sequence[Line]]], target: int, counts: Mapping[int, int], step: int) -> bool:
    """Return whether lines so many steps apart are those of one cell: there are more than targets, which seldom stand so near."""
    lines = [sum(map(len, columns)) for columns in zip(*bands, strict=True)]
    near, _ = _distances([[columns[target]] for columns in bands])
    seldom = near[step] + near[step + 1] <= SELDOM * lines[target]
    return seldom and DENSE * max(lines) <= lines[target] <= counts[step] + counts.get(step + 1, 0)


def _least_of_rows(bands: Iterable[Sequence[Sequence[Line]]], counts: Counter[int], least: int) -> float:
    """Return the smallest distance, in steps, that is one between rows: cells of other columns often start at it, and not at less."""
    starts: Counter[int] = Counter()
    for columns in bands:
        feet = [frozenset(round(line.bottom) for line in lines) for lines in columns]
        for own, lines in enumerate(columns):
            others = feet[:own] + feet[own + 1 :]
            for above, below in itertools.pairwise(lines):
                if any(_stands_at(below, others_feet) and not _stands_at(above, others_feet) for others_feet in others):
                    starts[round(pitch(above, below) / STEP)] += 1
    near = (least, least + 1)
    if sum(starts[step] for step in near) > SELDOM * sum(counts[step] for step in near):
        return float("inf")
    return min(
        (step for step in counts if step > least + 1 and starts[step] >= max(2, OFTEN * counts[step])),
        default=float("inf"),
    )


def _stands_at(line: Line, feet: frozenset[int]) -> bool:
    """Return whether one of these feet, in whole points, is a line's."""
    return int(line.bottom) in feet or int(line.bottom) + 1 in feet


def blocks_of(lines: Sequence[Line], leading: float) -> list[list[Line]]:
    """Cut a column's lines, from top to bottom, where they stand further apart than lines of one cell, or change their size."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and pitch(blocks[-1][-1], line) <= leading and _same_size(blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _same_size(above: Line, below: Line) -> bool:
    return abs(above.size - below.size) <= SIZES * max(above.size, below.size)
