"""Rows where nothing is drawn between them: told from the white between lines.

Every row has an entry in the *anchor* column (the indicator). Its blocks are the rows; what stands in other columns at the same
height belongs to them. Text that stands beside no entry of the anchor and has a row's room to itself (the heading of an objective)
is a row of its own; text that reaches over several rows, or is squeezed between two, is a cell merged downwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.extract.pdf.rows.blocks import Block, blocks_by_column, heading_blocks, heading_lines, lines_by_column
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.cuts import Cut
from pipeline.extract.pdf.rows.lines import Line
from pipeline.extract.pdf.rows.phrases import Phrase, phrases_of, words_of
from pipeline.extract.pdf.rows.reach import Reach
from pipeline.extract.pdf.rows.split import entry_columns, split_anchor, split_entries

ROOM = 0.5
"""A row of its own keeps at least this share of the usual white between rows from its neighbours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Metrics:
    """What was learned on the whole table: the lines' distance in a cell, the white between rows.

    ``tight``: there is no more white between rows than between lines, so rows are told by their short entries alone; ``stands``
    is how these stand against their rows (None: not told); ``gapless``: no block of the anchor is parted from the next at all.
    """

    leading: float
    white: float
    anchor: int
    tight: bool
    stands: str | None
    gapless: bool


@dataclass(kw_only=True, slots=True)
class Seed:
    """A row in the making: its blocks, and the height it takes. ``solid``: it has an anchor's entry or is a heading."""

    blocks: list[Block]
    solid: bool = True

    @property
    def top(self) -> float:
        """The row's highest text."""
        return min([block.lines[0].top for block in self.blocks])

    @property
    def bottom(self) -> float:
        """The row's lowest text."""
        return max([block.lines[-1].bottom for block in self.blocks])


@dataclass(kw_only=True, slots=True)
class Stretch:
    """A stretch of table between two drawn boundaries: its rows from top to bottom, and the blocks that reach over several."""

    seeds: list[Seed]
    spanning: list[Block] = field(default_factory=list)
    _by_column: dict[int, list[Block]] = field(default_factory=dict, repr=False, compare=False)

    def column(self, number: int) -> list[Block]:
        """Return the blocks of one column, from top to bottom; of a stretch that is whole."""
        if not self._by_column:
            blocks = itertools.chain((block for seed in self.seeds for block in seed.blocks), self.spanning)
            for block in sorted(blocks, key=lambda block: block.lines[0].top):
                self._by_column.setdefault(block.column, []).append(block)
        return self._by_column.get(number, [])


def find_seeds(
    phrases: Sequence[Phrase], lines: Sequence[Sequence[Line]], columns: Columns, metrics: Metrics
) -> Stretch:
    """Return the rows of a stretch of table; ``lines`` are those that its phrases make in each column."""
    headings = heading_lines(phrases, columns)
    if headings:
        in_heading = {word.numero for line in headings for word in line.words}
        rest = [word for word in words_of(phrases) if word.numero not in in_heading]
        lines = lines_by_column(phrases_of(rest), columns)
    blocks = blocks_by_column(lines, metrics.leading)
    heads = heading_blocks(headings, blocks, columns, metrics.leading)
    if metrics.tight:
        blocks = [own if column == metrics.anchor else split_entries(own, columns) for column, own in enumerate(blocks)]
    others = [block for column, own in enumerate(blocks) if column != metrics.anchor for block in own]
    anchors = [
        part
        for block in blocks[metrics.anchor]
        for part in split_anchor(block, others, columns, metrics.stands, gapless=metrics.gapless)
    ]
    seeds = [Seed(blocks=[block]) for block in [*anchors, *heads]]
    return _place(sorted(seeds, key=lambda seed: seed.top), others, metrics, frozenset(entry_columns(columns)))


def _place(seeds: list[Seed], others: Iterable[Block], metrics: Metrics, entries: frozenset[int]) -> Stretch:
    """Give every other block to the row beside it; the rest are rows of their own, or reach over several rows.

    ``entries`` are the columns of short entries.
    """
    solid = [seed.blocks[0] for seed in seeds]
    reach = Reach([(anchor.top, anchor.bottom) for anchor in solid])
    spanning: list[Block] = []
    lone: list[Block] = []
    for block in others:
        beside = [at for at in reach.between(block.top, block.bottom) if block.beside(solid[at])]
        if len(beside) == 1:
            seeds[beside[0]].blocks.append(block)
        elif beside and (metrics.tight or metrics.gapless):
            _share_out(block, seeds)
        elif beside:
            spanning.append(block)
        else:
            lone.append(block)
    rows = sorted([*seeds, *_lone_rows(lone)], key=lambda seed: (seed.top, seed.bottom))
    return _squeeze(rows, spanning, metrics, entries)


def _share_out(block: Block, seeds: Sequence[Seed]) -> None:
    """Give each line of a block to the row beside it: in a tight table entries of several rows stand as one block."""
    seed = None
    for line in block.lines:
        part = Block(column=block.column, lines=[line])
        seed = next((seed for seed in seeds if part.beside(seed.blocks[0])), seed)
        if seed is None:
            continue
        last = seed.blocks[-1]
        if last.column == block.column:
            last.lines.append(line)
        else:
            seed.blocks.append(part)


def _lone_rows(lone: Sequence[Block]) -> list[Seed]:
    """Return rows of blocks that stand beside no anchor: those at one height are one row."""
    rows: list[Seed] = []
    for block in sorted(lone, key=lambda block: block.top):
        row = next((row for row in rows if any(block.beside(other) for other in row.blocks)), None)
        if row is None:
            rows.append(Seed(blocks=[block], solid=False))
        else:
            row.blocks.append(block)
    return rows


def _squeeze(rows: list[Seed], spanning: list[Block], metrics: Metrics, entries: frozenset[int]) -> Stretch:
    """Take back rows that are the text in the middle of a merged cell.

    They have no room of their own between their neighbours, or hold short entries alone: no title does.
    """
    if all(row.solid for row in rows):
        return Stretch(seeds=rows, spanning=spanning)
    kept: list[Seed] = []
    for row, (above, below) in zip(rows, _between_solid(rows, entries), strict=True):
        is_outer = above == float("-inf") or below == float("inf")
        if row.solid or (is_outer and not _within_row(row, rows, entries)):
            kept.append(row)
        elif is_outer or _is_entry(row, entries) or not _has_room(row, above, below, metrics.white):
            spanning.extend(row.blocks)
        else:
            kept.append(row)
    return Stretch(seeds=kept, spanning=spanning)


def _between_solid(rows: Sequence[Seed], entries: frozenset[int]) -> Iterator[tuple[float, float]]:
    """Yield for each row where the solid rows above it end and those below it start; infinity where there are none."""
    feet = [_foot(row, entries) if row.solid else float("-inf") for row in rows]
    heads = [_head(row, entries) if row.solid else float("inf") for row in reversed(rows)]
    above = itertools.accumulate(feet, max, initial=float("-inf"))
    below = list(itertools.accumulate(heads, min, initial=float("inf")))
    return zip(above, below[-2::-1], strict=False)


def _head(row: Seed, entries: frozenset[int]) -> float:
    """Return where a row's own texts start: the anchor's and short entries; others may be of cells merged over several rows."""
    return min(block.top for block in row.blocks if block is row.blocks[0] or block.column in entries)


def _foot(row: Seed, entries: frozenset[int]) -> float:
    """Return where a row's own texts end."""
    return max(block.bottom for block in row.blocks if block is row.blocks[0] or block.column in entries)


def _is_entry(row: Seed, entries: frozenset[int]) -> bool:
    return all(block.column in entries for block in row.blocks)


def _within_row(row: Seed, rows: Sequence[Seed], entries: frozenset[int]) -> bool:
    """Return whether short entries alone stand beside another text of a row, though not beside its anchor."""
    return _is_entry(row, entries) and any(
        other.solid and any(own.beside(block) for own in row.blocks for block in other.blocks) for other in rows
    )


def _has_room(row: Seed, above: float, below: float, white: float) -> bool:
    """Return whether a text of the row keeps its room; one beside it may be of a merged cell."""
    return any(block.top - above >= ROOM * white and below - block.bottom >= ROOM * white for block in row.blocks)


def cuts_between(
    stretch: Stretch, columns: Columns, inside: Mapping[int, AbstractSet[int]] = MappingProxyType({})
) -> list[Cut]:
    """Return a cut in the white between each two rows, open in the columns where a cell reaches over it.

    ``inside`` holds, for each column whose merged cells are known, the rows that go on in the next one; other columns are open where
    a block reaches over the cut.
    """
    fixed = [[block for block in seed.blocks if block.column not in inside] or seed.blocks for seed in stretch.seeds]
    spanning = [block for block in stretch.spanning if block.column not in inside]
    known = {column: stretch.column(column) for column in inside}
    cuts: list[Cut] = []
    floor = float("-inf")
    for at, (above, below) in enumerate(itertools.pairwise(fixed)):
        top, bottom = min(block.top for block in above), max(block.bottom for block in above)
        start = min(block.top for block in below)
        ended = [block.bottom for block in spanning if top < block.bottom <= start]
        floor = max([floor, bottom, *ended])
        low, high = (floor, start) if start > floor else _least_crossed(above, below)
        closing = [block for column, own in known.items() if at not in inside[column] for block in own]
        y = _clear_of(closing, low, high)
        crossing = {block.column for block in (*spanning, *above, *below) if _crosses(block, y)}
        crossing |= {column for column, rows in inside.items() if at in rows}
        cuts.append(Cut(y, tuple(column not in crossing for column in range(columns.count))))
    return cuts


def _least_crossed(above: Sequence[Block], below: Sequence[Block]) -> tuple[float, float]:
    """Return the ends of the white between two rows that the fewest texts reach into, where some reach from row to row."""
    heights = sorted({block.bottom for block in above} | {block.top for block in below})

    def worth(gap: tuple[float, float]) -> tuple[int, float]:
        y = sum(gap) / 2
        kept = sum(block.bottom <= y + 0.5 for block in above) + sum(block.top >= y - 0.5 for block in below)
        return kept, gap[1] - gap[0]

    return max(itertools.pairwise(heights), key=worth, default=(heights[0], heights[0]))


def _crosses(block: Block, y: float) -> bool:
    return block.top < y - 0.5 and block.bottom > y + 0.5


def _clear_of(texts: Iterable[Block], low: float, high: float) -> float:
    """Return a height between two rows that leaves whole the texts of the cells that end there, if it can."""
    middle = (low + high) / 2
    for text in texts:
        if text.middle < middle:
            low = max(low, text.bottom)
        else:
            high = min(high, text.top)
    return (low + high) / 2 if low < high else middle
