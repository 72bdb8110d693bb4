"""Rows where nothing is drawn between them: told from the white between lines.

Every row has an entry in the *anchor* column (the indicator). Its blocks are the rows; what stands in other columns at the same
height belongs to them. Text that stands beside no entry of the anchor and has a row's room to itself (the heading of an objective)
is a row of its own; text that reaches over several rows, or is squeezed between two, is a cell merged downwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.blocks import Block, blocks_by_column, heading_blocks, heading_lines
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.cuts import Cut
from pipeline.extract.pdf.rows.split import split_anchor, split_entries

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
        return min(block.top for block in self.blocks)

    @property
    def bottom(self) -> float:
        """The row's lowest text."""
        return max(block.bottom for block in self.blocks)


@dataclass(kw_only=True, slots=True)
class Stretch:
    """A stretch of table between two drawn boundaries: its rows from top to bottom, and the blocks that reach over several."""

    seeds: list[Seed]
    spanning: list[Block] = field(default_factory=list)


def find_seeds(words: Sequence[Word], columns: Columns, metrics: Metrics) -> Stretch:
    """Return the rows of a stretch of table."""
    headings = heading_lines(words, columns)
    in_heading = {word.numero for line in headings for word in line.words}
    blocks = blocks_by_column([w for w in words if w.numero not in in_heading], columns, metrics.leading)
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
    return _place(sorted(seeds, key=lambda seed: seed.top), others, metrics)


def _place(seeds: list[Seed], others: Iterable[Block], metrics: Metrics) -> Stretch:
    """Give every other block to the row beside it; the rest are rows of their own, or reach over several rows."""
    solid = [seed.blocks[0] for seed in seeds]
    spanning: list[Block] = []
    lone: list[Block] = []
    for block in others:
        beside = [at for at, anchor in enumerate(solid) if block.beside(anchor)]
        if len(beside) == 1:
            seeds[beside[0]].blocks.append(block)
        elif beside and metrics.tight:
            _share_out(block, seeds)
        elif beside:
            spanning.append(block)
        else:
            lone.append(block)
    rows = sorted([*seeds, *_lone_rows(lone)], key=lambda seed: (seed.top, seed.bottom))
    return _squeeze(rows, spanning, metrics)


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


def _squeeze(rows: list[Seed], spanning: list[Block], metrics: Metrics) -> Stretch:
    """Take back rows that have no room of their own between their neighbours: text in the middle of a merged cell."""
    kept: list[Seed] = []
    for at, row in enumerate(rows):
        above = max((other.bottom for other in rows[:at] if other.solid), default=None)
        below = min((other.top for other in rows[at + 1 :] if other.solid), default=None)
        if row.solid or _has_room(row, above, below, metrics.white):
            kept.append(row)
        else:
            spanning.extend(row.blocks)
    return Stretch(seeds=kept, spanning=spanning)


def _has_room(row: Seed, above: float | None, below: float | None, white: float) -> bool:
    if above is None or below is None:
        return True
    return row.top - above >= ROOM * white and below - row.bottom >= ROOM * white


def cuts_between(stretch: Stretch, columns: Columns) -> list[Cut]:
    """Return a cut in the white between each two rows, open in the columns where a block reaches over it."""
    cuts: list[Cut] = []
    floor = float("-inf")
    for above, below in itertools.pairwise(stretch.seeds):
        ended = (block.bottom for block in stretch.spanning if above.top < block.bottom <= below.top)
        floor = max([floor, above.bottom, *ended])
        y = (floor + below.top) / 2 if below.top > floor else _between(above, below)
        blocks = [*stretch.spanning, *above.blocks, *below.blocks]
        crossing = {b.column for b in blocks if b.top < y - 0.5 and b.bottom > y + 0.5}
        cuts.append(Cut(y, tuple(column not in crossing for column in range(columns.count))))
    return cuts


def _between(above: Seed, below: Seed) -> float:
    """Return the height between the first blocks (the anchors) of two rows whose other blocks overlap."""
    return (above.blocks[0].bottom + below.blocks[0].top) / 2
