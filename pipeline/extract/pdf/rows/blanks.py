"""What a blank below a short entry means: the rest of its cell, or no entry at all.

Comes in: the runs of rows of a column with the texts beside them, and what is known of the columns of titles. Goes out: how often a
text is printed again in the very next row of the same titles, and how often another one is. A cell that holds for several rows is
printed once; a table that prints the same text again, row after row, merges nothing in that column, and there an empty cell is empty.
How texts stand against their rows is not decided here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from pipeline.extract.pdf.rows.blocks import Block
from pipeline.extract.pdf.rows.seeds import Stretch
from pipeline.extract.pdf.rows.tiling import Place, Run, home
from pipeline.rows import Neighbours

SELDOM = 0.25
"""A text is printed again in the next row as seldom as this, at the least, where each row prints its own."""
CHANCE = 0.05
"""What happens as seldom as this is no chance."""

Titles = Mapping[int, AbstractSet[tuple[int, int]] | None]
"""For each column of titles the rows (stretch, number) whose merged cell goes on in the next row; None where no cell is merged."""


def count_neighbours(
    found: Iterable[tuple[Run, Sequence[Block]]], stretches: Sequence[Stretch], titles: Titles
) -> Neighbours:
    """Count the texts of a column that have one in the next row, below the same titles and on the same page."""
    equal = [
        block_text(upper) == block_text(lower)
        for run, blocks in found
        for place, upper, lower in _neighbours(run, blocks)
        if _same_titles(stretches[place.stretch], place, titles)
    ]
    return Neighbours(sum(equal), len(equal) - sum(equal))


def may_be_empty(runs: Sequence[Run], neighbours: Neighbours, anywhere: Neighbours) -> bool:
    """Return whether nothing tells for certain that rows without a text share that of another row.

    ``neighbours`` are the texts below the same titles, ``anywhere`` all. Were those rows empty, texts would be printed again, and some
    run would have its first row (or its last) without one: that neither is so must be no chance.
    """
    if neighbours.again:
        return True
    rows = sum(len(run.rows) for run in runs)
    blanks = rows - sum(len(run.texts) for run in runs)
    other = neighbours.other if anywhere.again else anywhere.other
    return (1 - SELDOM) ** other * (1 - len(runs) / rows) ** blanks > CHANCE


def _neighbours(run: Run, blocks: Sequence[Block]) -> Iterator[tuple[Place, Block, Block]]:
    """Yield the texts of rows that follow each other, each beside one row alone, with the upper one's place."""
    homes = [home(run.rows, text.middle) for text in run.texts]
    for (upper, lower), pair in zip(itertools.pairwise(homes), itertools.pairwise(blocks), strict=True):
        place, below = run.rows[upper[0]], run.rows[lower[0]]
        alone = upper[0] == upper[1] and lower[0] == lower[1] == upper[0] + 1
        if alone and place.stretch == below.stretch and not below.rest:
            yield place, *pair


def _same_titles(stretch: Stretch, place: Place, titles: Titles) -> bool:
    """Return whether the row below a place stands below the same titles: it prints none, or those of the row above again."""
    above, below = stretch.seeds[place.row : place.row + 2]
    for column, going_on in titles.items():
        if going_on is not None:
            if (place.stretch, place.row) not in going_on:
                return False
        elif (own := _texts(below.blocks, column)) and own != _texts(above.blocks, column):
            return False
    return True


def _texts(blocks: Iterable[Block], column: int) -> list[str]:
    return [block_text(block) for block in blocks if block.column == column]


def block_text(block: Block) -> str:
    """Return a text as it is printed, its lines one behind the other."""
    return " ".join(word.testo for line in block.lines for word in line.words)
