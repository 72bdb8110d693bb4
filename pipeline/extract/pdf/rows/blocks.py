"""Blocks: the lines of one column that stand together, and headings that run over several columns.

Lines of a column that stand further apart than the lines of one cell are different blocks. What a block belongs to is decided in
``seeds``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.alignment import ALIGNED
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.gaps import blocks_of, pitch
from pipeline.extract.pdf.rows.lines import Line, is_spaced, line_of, lines_of
from pipeline.extract.pdf.rows.phrases import follows

STRADDLE = 1.5
"""A word that reaches over an edge by more than this (points) on both sides crosses it."""
RUN_GAP = 0.8
"""Words of one heading stand no further apart than this share of their size."""


@dataclass(kw_only=True, slots=True)
class Block:
    """Lines of one column that stand together."""

    column: int
    lines: list[Line]
    spans: bool = False

    @property
    def top(self) -> float:
        """The block's upper end."""
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        """The block's lower end."""
        return self.lines[-1].bottom

    @property
    def middle(self) -> float:
        """The height of the block's middle."""
        return (self.top + self.bottom) / 2

    def beside(self, other: Block) -> bool:
        """Return whether the two stand at the same height, at least by a quarter of a line."""
        first, beside = self.lines[0], other.lines[0]
        top, bottom, size = first.top, self.lines[-1].bottom, first.size  # no min() and max(): asked for every two
        if beside.top > top:
            top = beside.top
        if other.lines[-1].bottom < bottom:
            bottom = other.lines[-1].bottom
        if beside.size < size:
            size = beside.size
        return bottom - top > 0.25 * size


def heading_lines(words: Sequence[Word], columns: Columns) -> list[Line]:
    """Return the runs of words that cross a column edge which is not drawn: headings over the width or into empty neighbours.

    A run is left alone (it is a long word in a narrow column) when the column it reaches into has text of its own beside it.
    """
    edges = sorted((columns.edges[at], at) for at in range(1, columns.count) if not columns.drawn[at])
    if not edges:
        return []
    places = [*(x for x, _ in edges), float("inf")]
    runs: list[Line] = []
    seen: set[int] = set()
    for word in _at_edges(words, places, [columns.starts[at] for _, at in edges]):
        if word.numero in seen:
            continue
        line = [w for w in words if abs(w.bottom - word.bottom) <= 0.35 * word.size]
        run = _run_around(line, word)
        seen.update(w.numero for w in run.words)
        if not _has_neighbour(run, line, columns):
            runs.append(run)
    return sorted(runs, key=lambda run: run.top)


def _at_edges(words: Sequence[Word], edges: Sequence[float], starts: Sequence[float | None]) -> list[Word]:
    """Return the words that stand on an edge, then those right of one that go on with the word before them.

    ``edges`` end with one beyond the page; ``starts`` are the places where the lines behind the others start. A word that stands
    behind the one before it and ends before the next edge is neither.
    """
    on: list[Word] = []
    behind: list[Word] = []
    before: Word | None = None
    end = edge = float("inf")  # of the word before, and the first edge behind that
    for word in words:
        x0, x1 = word.x0, word.x1
        if x0 < end or x1 + STRADDLE >= edge:
            if edges[bisect_right(edges, x0 + STRADDLE)] < x1 - STRADDLE:
                on.append(word)
            if before is not None and edge <= x0 + STRADDLE and _goes_on(words, before, word, edges, starts):
                behind.append(word)
            edge = edges[bisect_left(edges, x1 - STRADDLE)]
        before, end = word, x1
    return on + behind


def _goes_on(
    words: Sequence[Word], left: Word, right: Word, edges: Sequence[float], starts: Sequence[float | None]
) -> bool:
    """Return whether a word right of an edge is the text of the word before it, and does not start the column's lines."""
    between = starts[bisect_left(edges, left.x1 - STRADDLE) : bisect_right(edges, right.x0 + STRADDLE)]
    over = any(_runs_over(left, right, start) for start in between)
    return over and (follows(left, right) or _in_spaced_line(words, left, right))


def _in_spaced_line(words: Sequence[Word], left: Word, right: Word) -> bool:
    """Return whether two words are neighbours in a line that is set in spaced letters."""
    if not 0 < right.x0 - left.x1 <= RUN_GAP * right.size:
        return False
    line = line_of(word for word in words if abs(word.bottom - right.bottom) <= 0.35 * right.size)
    return left in line.words and is_spaced(line)


def _runs_over(left: Word, right: Word, start: float | None) -> bool:
    """Return whether two neighbours are of one text: drawn in one go, or the second is not where its column starts its lines."""
    if left.run == right.run >= 0:
        return True
    return start is not None and abs(right.x0 - start) > ALIGNED


def _run_around(line: Sequence[Word], word: Word) -> Line:
    """Return the words of the line that follow each other with ordinary spaces around ``word``."""
    ordered = sorted(line, key=lambda w: w.x0)
    at = next(i for i, w in enumerate(ordered) if w.numero == word.numero)
    first = last = at
    while first > 0 and ordered[first].x0 - ordered[first - 1].x1 <= RUN_GAP * word.size:
        first -= 1
    while last < len(ordered) - 1 and ordered[last + 1].x0 - ordered[last].x1 <= RUN_GAP * word.size:
        last += 1
    return line_of(ordered[first : last + 1])


def _has_neighbour(run: Line, line: Sequence[Word], columns: Columns) -> bool:
    """Return whether other words of the line stand in a column that the run reaches into."""
    inside = {word.numero for word in run.words}
    reached = range(columns.index(run.x0 + STRADDLE) + 1, columns.index(run.x1 - STRADDLE) + 1)
    return any(w.numero not in inside and columns.index(w.x0 + STRADDLE) in reached for w in line)


def lines_by_column(words: Iterable[Word], columns: Columns) -> list[list[Line]]:
    """Return the lines that words make in each column, from top to bottom."""
    return [lines_of(own) for own in columns.part(words)]


def blocks_by_column(lines: Sequence[Sequence[Line]], leading: float) -> list[list[Block]]:
    """Return the blocks that the lines of each column make, from top to bottom."""
    return [[Block(column=column, lines=part) for part in blocks_of(own, leading)] for column, own in enumerate(lines)]


def heading_blocks(
    headings: Sequence[Line], blocks: list[list[Block]], columns: Columns, leading: float
) -> list[Block]:
    """Return the heading runs as blocks; a last line too short to cross an edge is taken over from its column."""
    heads: list[Block] = []
    for line in headings:
        if heads and pitch(heads[-1].lines[-1], line) <= leading:
            heads[-1].lines.append(line)
        else:
            heads.append(Block(column=columns.index(line.x0 + STRADDLE), lines=[line], spans=True))
    everything = [block for own in blocks for block in own]
    for head in heads:
        for own in blocks:
            for block in own:
                if 0 < pitch(head.lines[-1], block.lines[0]) <= leading and _alone(block, everything, head):
                    head.lines.extend(block.lines)
                    own.remove(block)
                    break
    return heads


def _alone(block: Block, everything: Sequence[Block], head: Block) -> bool:
    """Return whether nothing else stands at the block's height and it starts where the heading does, or is centred below it."""
    if any(other is not block and other.beside(block) for other in everything):
        return False
    first, line = head.lines[0], block.lines[0]
    left_aligned = abs(first.x0 - line.x0) < line.size
    centred = abs((first.x0 + first.x1) - (line.x0 + line.x1)) < 2 * line.size
    return left_aligned or centred
