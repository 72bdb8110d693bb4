"""One block of the anchor column that stands beside several short entries: several rows with no white between them.

The cut is put where the entries stand best against the rows: at their top, in their middle or at their bottom (one way for all),
and rather where the first word of the next line would still have had room - a line that its author ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from pipeline.extract.pdf.rows.blocks import Block
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.lines import Line

ENTRY_ROLES = ("target", "owner")
"""Columns that have one short entry in every row."""
TITLE_ROLES = ("settore", "livello", "obiettivo", "obiettivo_individuale", "codice_settore", "codice")
"""Columns of texts that hold for all rows below them, until the next one."""
WAYS_TO_STAND = ("top", "middle", "bottom")
"""How entries may stand against their rows."""
MOST_WAYS = 4000
"""More ways to cut a block than this are not tried; entries at the rows' top then decide alone."""


def ended_early(above: Line, below: Line, right: float) -> bool:
    """Return whether the first word of the line below would have had room at the end of the line above."""
    first = below.words[0]
    return right - above.x1 > (first.x1 - first.x0) + 0.35 * above.size


def split_anchor(
    block: Block, others: Sequence[Block], columns: Columns, stands: str | None, *, gapless: bool
) -> list[Block]:
    """Return the rows that a block of the anchor column really is; ``stands`` is the table's way, where it is known.

    ``gapless``: the table has no white between rows anywhere, so rows of one line each may stand as one block.
    """
    if len(block.lines) < 2:
        return [block]
    if gapless and _line_by_line(block, others, columns):
        return [Block(column=block.column, lines=[line]) for line in block.lines]
    best: list[Block] = []
    for column in entry_columns(columns):
        entries = [other for other in others if other.column == column and other.beside(block)]
        if len(entries) > max(1, len(best)):
            best = entries
    if not 1 < len(best) <= len(block.lines):
        return [block]
    cuts = _best_cuts(block, best, columns.rights[block.column], WAYS_TO_STAND if stands is None else (stands,))
    bounds = [0, *cuts, len(block.lines)]
    return [Block(column=block.column, lines=block.lines[start:end]) for start, end in pairwise(bounds)]


def _line_by_line(block: Block, others: Sequence[Block], columns: Columns) -> bool:
    """Return whether every line of the block has a line of each short column at its height: rows of one line each."""
    entries = entry_columns(columns)
    feet = [line.bottom for line in block.lines]
    for column in entries:
        lines = [line for other in others if other.column == column and other.beside(block) for line in other.lines]
        if len(lines) != len(feet) or any(abs(line.bottom - foot) > 1 for line, foot in zip(lines, feet, strict=True)):
            return False
    return len(entries) > 1


def entry_columns(columns: Columns) -> list[int]:
    """Return the columns of short entries."""
    return [columns.roles.index(role) for role in ENTRY_ROLES if role in columns.roles]


def title_columns(columns: Columns) -> list[int]:
    """Return the columns of titles."""
    return [column for column, role in enumerate(columns.roles) if role in TITLE_ROLES]


def split_entries(blocks: list[Block], columns: Columns) -> list[Block]:
    """Return the single entries of a column, for a table that has no white between rows."""
    return [
        Block(column=block.column, lines=part)
        for block in blocks
        for part in ended_parts(block.lines, columns.rights[block.column])
    ]


def ended_parts(lines: Sequence[Line], right: float) -> list[list[Line]]:
    """Cut lines where one was ended before it was full."""
    parts: list[list[Line]] = [[lines[0]]]
    for above, below in pairwise(lines):
        if ended_early(above, below, right) or _same_text(parts[-1], below):
            parts.append([below])
        else:
            parts[-1].append(below)
    return parts


def _same_text(part: Sequence[Line], line: Line) -> bool:
    """Return whether a line repeats the entry before it."""
    return len(part) == 1 and [word.testo for word in part[0].words] == [word.testo for word in line.words]


def usual_stand(pairs: Iterable[tuple[Block, Block]]) -> str | None:
    """Return how entries stand against blocks of the anchor column; ``pairs`` are (block, its only entry)."""
    votes = dict.fromkeys(WAYS_TO_STAND, 0)
    for block, entry in pairs:
        if len(block.lines) < 2 or len(entry.lines) >= len(block.lines):
            continue
        distances = _distances(block.lines, entry)
        votes[min(votes, key=lambda way: distances[way])] += 1
    way = max(votes, key=lambda key: votes[key])
    return way if votes[way] >= 2 and votes[way] >= 0.8 * sum(votes.values()) else None


def _distances(lines: Sequence[Line], entry: Block) -> dict[str, float]:
    """Return how far an entry is from standing at the top, in the middle, at the bottom of lines."""
    top, bottom = lines[0].top, lines[-1].bottom
    return {
        "top": abs(entry.top - top),
        "middle": abs(entry.middle - (top + bottom) / 2),
        "bottom": abs(entry.bottom - bottom),
    }


def _best_cuts(block: Block, entries: Sequence[Block], right: float, stands: Sequence[str]) -> tuple[int, ...]:
    """Return the line numbers before which the block is cut into as many rows as there are entries."""
    lines = block.lines
    early = [False, *(ended_early(above, below, right) for above, below in pairwise(lines))]
    ways = list(_ways(range(1, len(lines)), len(entries) - 1))
    if not ways:
        return _top_cuts(lines, entries)
    return min(ways, key=lambda cuts: _cost(cuts, lines, entries, early, stands))


def _ways(places: range, count: int) -> list[tuple[int, ...]]:
    ways: list[tuple[int, ...]] = []
    for way in combinations(places, count):
        ways.append(way)
        if len(ways) > MOST_WAYS:
            return []
    return ways


def _cost(
    cuts: tuple[int, ...], lines: Sequence[Line], entries: Sequence[Block], early: Sequence[bool], stands: Sequence[str]
) -> float:
    bounds = [0, *cuts, len(lines)]
    total = dict.fromkeys(stands, 0.0)
    for entry, (start, end) in zip(entries, pairwise(bounds), strict=True):
        distances = _distances(lines[start:end], entry)
        for way in stands:
            total[way] += distances[way]
    return min(total.values()) / lines[0].size + sum(0.0 if early[cut] else 0.6 for cut in cuts)


def _top_cuts(lines: Sequence[Line], entries: Sequence[Block]) -> tuple[int, ...]:
    """Return cuts at the lines nearest to the entries' tops."""
    cuts: list[int] = []
    for entry in entries[1:]:
        first = (cuts[-1] if cuts else 0) + 1
        if first >= len(lines):
            break
        cuts.append(min(range(first, len(lines)), key=lambda at: abs(lines[at].top - entry.top)))
    return tuple(cuts)
