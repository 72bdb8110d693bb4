"""One block of the anchor column that stands beside several short entries: several rows with no white between them.

The cut is put where the entries stand best against the rows: at their top, in their middle or at their bottom (one way for all), and
rather
where the first word of the next line would still have had room - a line that its author ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from pipeline.extract.pdf.rows.blocks import Block
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.lines import Line

ENTRY_ROLES = ("target", "owner")
"""Columns that have one short entry in every row."""
MOST_WAYS = 4000
"""More ways to cut a block than this are not tried; entries at the rows' top then decide alone."""


def ended_early(above: Line, below: Line, right: float) -> bool:
    """Return whether the first word of the line below would have had room at the end of the line above."""
    first = below.words[0]
    return right - above.x1 > (first.x1 - first.x0) + 0.35 * above.size


def split_anchor(
    block: Block, others: Sequence[Block], rights: Sequence[float], columns: Columns, *, tight: bool
) -> list[Block]:
    """Return the rows that a block of the anchor column really is."""
    if len(block.lines) < 2:
        return [block]
    best: list[Block] = []
    for role in ENTRY_ROLES:
        if role in columns.roles:
            column = columns.roles.index(role)
            beside = [other for other in others if other.column == column and other.beside(block)]
            entries = [e for other in beside for e in _entries(other, rights[column], tight=tight)]
            if len(entries) > max(1, len(best)):
                best = entries
    if not 1 < len(best) <= len(block.lines):
        return [block]
    cuts = _best_cuts(block, best, rights[block.column])
    bounds = [0, *cuts, len(block.lines)]
    return [Block(column=block.column, lines=block.lines[start:end]) for start, end in pairwise(bounds)]


def _entries(block: Block, right: float, *, tight: bool) -> list[Block]:
    """Return the single entries of a block: itself, or in a tight table its parts that were ended early."""
    if not tight:
        return [block]
    parts: list[list[Line]] = [[block.lines[0]]]
    for above, below in zip(block.lines, block.lines[1:], strict=False):
        if ended_early(above, below, right):
            parts.append([below])
        else:
            parts[-1].append(below)
    return [Block(column=block.column, lines=part) for part in parts]


def _best_cuts(block: Block, entries: Sequence[Block], right: float) -> tuple[int, ...]:
    """Return the line numbers before which the block is cut into as many rows as there are entries."""
    lines = block.lines
    places = range(1, len(lines))
    early = [False, *(ended_early(above, below, right) for above, below in pairwise(lines))]
    ways = list(_ways(places, len(entries) - 1))
    if not ways:
        return _top_cuts(lines, entries)
    return min(ways, key=lambda cuts: _cost(cuts, lines, entries, early))


def _ways(places: range, count: int) -> list[tuple[int, ...]]:
    ways: list[tuple[int, ...]] = []
    for way in combinations(places, count):
        ways.append(way)
        if len(ways) > MOST_WAYS:
            return []
    return ways


def _cost(cuts: tuple[int, ...], lines: Sequence[Line], entries: Sequence[Block], early: Sequence[bool]) -> float:
    bounds = [0, *cuts, len(lines)]
    size = lines[0].size
    tops = middles = bottoms = 0.0
    for entry, start, end in zip(entries, bounds, bounds[1:], strict=False):
        top, bottom = lines[start].top, lines[end - 1].bottom
        tops += abs(entry.top - top)
        middles += abs(entry.middle - (top + bottom) / 2)
        bottoms += abs(entry.bottom - bottom)
    return min(tops, middles, bottoms) / size + sum(0.0 if early[cut] else 0.6 for cut in cuts)


def _top_cuts(lines: Sequence[Line], entries: Sequence[Block]) -> tuple[int, ...]:
    """Return cuts at the lines nearest to the entries' tops."""
    cuts: list[int] = []
    for entry in entries[1:]:
        first = (cuts[-1] if cuts else 0) + 1
        if first >= len(lines):
            break
        cuts.append(min(range(first, len(lines)), key=lambda at: abs(lines[at].top - entry.top)))
    return tuple(cuts)
