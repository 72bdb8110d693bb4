"""Blocks: the lines of one column that stand together, and headings that run over several columns.

Lines of a column that stand further apart than the lines of one cell are different blocks. What a block belongs to is decided in
``seeds``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.alignment import ALIGNED
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.gaps import blocks_of, pitch
from pipeline.extract.pdf.rows.lines import Line, is_spaced, line_of
from pipeline.extract.pdf.rows.phrases import LEVEL, Phrase, follows, lines_from, phrases_of, words_of

STRADDLE = 1.5
"""A word that reaches over an edge by more than this (points) on both sides crosses it."""
SAME_SPACE = 1.25
"""Spaces of one line differ by no more than this factor, unless it is justified."""
FEWEST_SPACES = 3
"""So many spaces tell how wide they are."""
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


def heading_lines(phrases: Sequence[Phrase], columns: Columns) -> list[Line]:
    """Return the runs of words that cross a column edge which is not drawn: headings over the width or into empty neighbours.

    A run is left alone (it is a long word in a narrow column) when the column it reaches into has text of its own beside it.
    """
    edges = sorted((columns.edges[at], at) for at in range(1, columns.count) if not columns.drawn[at])
    if not edges:
        return []
    places = [*(x for x, _ in edges), float("inf")]
    runs: list[Line] = []
    seen: set[int] = set()
    for word in _at_edges(phrases, places, [columns.starts[at] for _, at in edges]):
        if word.numero in seen:
            continue
        line = _words_beside(phrases, word)
        run = _run_around(line, word)
        seen.update(w.numero for w in run.words)
        if not _has_neighbour(run, line, columns):
            runs.append(run)
    return sorted(runs, key=lambda run: run.top)


def _words_beside(phrases: Iterable[Phrase], word: Word) -> list[Word]:
    """Return the words that stand on a word's line, itself among them."""
    foot, reach = word.bottom, LEVEL * word.size
    near = [phrase for phrase in phrases if phrase.top <= foot + reach and phrase.bottom >= foot - reach]
    return [other for other in words_of(near) if abs(other.bottom - foot) <= reach]


def _at_edges(phrases: Sequence[Phrase], edges: Sequence[float], starts: Sequence[float | None]) -> list[Word]:
    """Return the words that stand on an edge, then those right of one that go on with the word before them.

    ``edges`` end with one beyond the page; ``starts`` are the places where the lines behind the others start.
    """
    on: list[Word] = []
    behind: list[Word] = []
    before: Word | None = None
    for phrase in phrases:
        words = phrase.words
        if before is not None and 0 < phrase.x0 - before.x1 <= RUN_GAP * words[0].size:
            behind += _going_on(phrases, (before, words[0]), edges, starts)
        before = words[-1]
        if _reaches_edge(phrase, edges):
            on += [word for word in words if edges[bisect_right(edges, word.x0 + STRADDLE)] < word.x1 - STRADDLE]
            behind += _going_on(phrases, words, edges, starts)
    return on + behind


def _reaches_edge(phrase: Phrase, edges: Sequence[float]) -> bool:
    """Return whether an edge stands between a phrase's start, or its first word's end, and its own end."""
    start = min(phrase.x0 + STRADDLE, phrase.words[0].x1 - STRADDLE)
    return edges[bisect_left(edges, start)] <= phrase.x1 + STRADDLE


def _going_on(
    phrases: Sequence[Phrase], words: Sequence[Word], edges: Sequence[float], starts: Sequence[float | None]
) -> list[Word]:
    """Return the words right of an edge that are the text of the word before them, and do not start the column's lines."""
    return [
        right
        for left, right in pairwise(words)
        for between in [starts[bisect_left(edges, left.x1 - STRADDLE) : bisect_right(edges, right.x0 + STRADDLE)]]
        if (
            any(_runs_over(left, right, start) for start in between)
            and (follows(left, right) or _in_spaced_line(phrases, left, right))
        )
        or (between and _is_title_at_start(phrases, words, left, right))
    ]


def _is_title_at_start(phrases: Iterable[Phrase], words: Sequence[Word], left: Word, right: Word) -> bool:
    """Return whether words that stand alone on their line go on where a column happens to start its lines.

    The white between the two is one of their spaces; that between two cells' texts is wider by the cells' padding, and where an
    entry stands there are others beside it.
    """
    if len(words) < FEWEST_SPACES + 2:
        return False
    spaces = sorted(after.x0 - before.x1 for before, after in pairwise(words))
    usual = spaces[len(spaces) // 2]
    return 0 < right.x0 - left.x1 <= SAME_SPACE * usual and len(_words_beside(phrases, right)) == len(words)


def _in_spaced_line(phrases: Iterable[Phrase], left: Word, right: Word) -> bool:
    """Return whether two words are neighbours in a line that is set in spaced letters."""
    if not 0 < right.x0 - left.x1 <= RUN_GAP * right.size:
        return False
    line = line_of(_words_beside(phrases, right))
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


def lines_by_column(phrases: Iterable[Phrase], columns: Columns) -> list[list[Line]]:
    """Return the lines that the words of phrases make in each column, from top to bottom."""
    parts: list[list[Phrase]] = [[] for _ in range(columns.count)]
    for phrase in phrases:
        words = phrase.words
        column = columns.index((words[0].x0 + words[0].x1) / 2)
        if len(words) == 1 or column == columns.index((words[-1].x0 + words[-1].x1) / 2):
            parts[column].append(phrase)
        else:
            for own, part in zip(parts, columns.part(words), strict=True):
                own += phrases_of(part)
    return [lines_from(own) for own in parts]


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
