"""A style's text -> its columns with what it tells about them: where their lines start, and how far to the right they reach.

The phrases of all areas are asked together. An edge is moved only beside a column that has a header and no entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.edges import find_edges
from pipeline.extract.pdf.rows.header import HeaderCell
from pipeline.extract.pdf.rows.phrases import Phrase, phrases_of, words_of
from pipeline.extract.pdf.rows.styles import Style, body

NEVER = -1000.0
"""Where the lines of a column start that has none of its own."""
MOSTLY = 0.7
"""A column's lines start at one place when this share of them does; else it may be centred."""
ALIGNED = 0.7
"""Lines that start within this many points of each other start at one place."""
WHITE = 1.4
"""White so many times as wide as the usual space, at one place in line after line, parts two columns."""


def learn_columns(style: Style, before: Columns | None) -> Columns:
    """Return the columns of a style with what its text tells about them; see ``find_edges``."""
    phrases = body(style)
    columns = find_edges(style, words_of(_side_by_side(phrases) if style.stranger else phrases), before)
    starts = _starts(columns, phrases)
    if NEVER in starts:
        phrases = _cut_at_whites(columns, phrases, starts)
        starts = _starts(columns, phrases)
    if NEVER in starts and style.header is not None:
        columns = _beside_headers(columns, style.header.cells, phrases, starts)
        starts = _starts(columns, phrases)
    rights, crossed = _rights(columns, phrases)
    return replace(columns, starts=starts, rights=rights, crossed=crossed)


def _cut_at_whites(columns: Columns, phrases: Sequence[Phrase], starts: Sequence[float | None]) -> list[Phrase]:
    """Return the phrases, cut where a column starts that hardly any phrase starts in.

    Entries flush right may stand so near the next column that the two read as one text. The white between them is wider than spaces
    are all the same, and the words behind it start at one place; those of a title that runs over do neither.
    """
    spaces = sorted((right.x0 - left.x1) / right.size for own in phrases for left, right in pairwise(own.words))
    wide = WHITE * spaces[len(spaces) // 2] if spaces else 0.0
    cuts: set[int] = set()
    for column in range(1, columns.count):
        if starts[column] == NEVER and not columns.drawn[column]:
            behind = list(_behind_whites(phrases, columns.edges[column], wide))
            place = _peak(Counter(round(word.x0, 1) for word in behind))
            cuts.update(word.numero for word in behind if place is not None and abs(word.x0 - place) <= ALIGNED)
    return [part for own in phrases for part in _cut_before(own, cuts)] if cuts else list(phrases)


def _behind_whites(phrases: Iterable[Phrase], edge: float, wide: float) -> Iterator[Word]:
    """Yield the words behind an edge that stands in a white of at least ``wide`` sizes inside a phrase."""
    for phrase in phrases:
        if phrase.x0 < edge < phrase.x1:
            for left, right in pairwise(phrase.words):
                if left.x1 <= edge <= right.x0 and right.x0 - left.x1 >= wide * right.size:
                    yield right


def _cut_before(phrase: Phrase, cuts: Set[int]) -> Iterator[Phrase]:
    """Yield the parts of a phrase, cut before the words of these numbers."""
    start = 0
    for at, word in enumerate(phrase.words):
        if at and word.numero in cuts:
            yield from phrases_of(phrase.words[start:at])
            start = at
    yield from phrases_of(phrase.words[start:]) if start else [phrase]


def _side_by_side(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases that have another beside them: no title stands in the white between columns then."""
    feet = Counter([round(phrase.bottom) for phrase in phrases])
    return [phrase for phrase in phrases if feet[round(phrase.bottom)] > 1] or list(phrases)


def _beside_headers(
    columns: Columns, cells: Sequence[HeaderCell], phrases: Sequence[Phrase], starts: Sequence[float | None]
) -> Columns:
    """Return the columns with an edge moved for each that has a header and no entries, where the other side of a river has them.

    A header in the middle of a wide column may stand far from short entries at the column's left: the widest white is then between
    the two, and no edge. The entries tell by starting all at one place; a move that leaves the column beside without any is none,
    but where its titles run over the whole width it has none of its own, and the entries stand below the header that has none.
    """
    if len(cells) != columns.count:
        return columns
    for column in range(1, columns.count):
        if starts[column] == NEVER and not columns.drawn[column]:
            place = _common_start(phrases, cells[column - 1].x1, columns.edges[column])
            edges = (*columns.edges[:column], place - 0.5, *columns.edges[column + 1 :]) if place else columns.edges
            moved = replace(columns, edges=edges)
            found = _starts(moved, phrases)
            gained = starts.count(NEVER) - found.count(NEVER)
            if gained > 0 or (gained == 0 and place and _below(phrases, place, cells[column])):
                columns, starts = moved, found
    return columns


def _below(phrases: Iterable[Phrase], place: float, header: HeaderCell) -> bool:
    """Tell whether nearly all lines that start at a place reach below a header that stands to the right of it."""
    ends = [phrase.x1 for phrase in phrases if abs(phrase.x0 - place) <= ALIGNED]
    return sum(end > header.x0 for end in ends) >= MOSTLY * len(ends)


def _common_start(phrases: Iterable[Phrase], low: float, high: float) -> float | None:
    """Return the place between two x at which nearly all lines start that start between them."""
    count = Counter(round(phrase.x0, 1) for phrase in phrases if low < phrase.x0 < high)
    return _peak(count)


def _starts(columns: Columns, phrases: Iterable[Phrase]) -> tuple[float | None, ...]:
    """Return where the lines of each column start: the x at which far more lines start than at any other.

    A column in which hardly any line starts (all its text runs over from the left) has its start outside the page.
    """
    counts: list[Counter[float]] = [Counter() for _ in range(columns.count)]
    for x, times in Counter([phrase.x0 for phrase in phrases]).items():
        counts[columns.index(x + 1)][round(x, 1)] += times
    few = 0.02 * sum(count.total() for count in counts)
    return tuple(NEVER if count.total() <= few else _peak(count) for count in counts)


def _peak(count: Counter[float]) -> float | None:
    if not count:
        return None
    place, _ = max(count.items(), key=lambda item: (item[1], -item[0]))
    near = sum(n for at, n in count.items() if abs(at - place) <= ALIGNED)
    return place if near >= 3 and near >= MOSTLY * count.total() else None


def _rights(columns: Columns, phrases: Iterable[Phrase]) -> tuple[tuple[float, ...], frozenset[int]]:
    """Return how far to the right the text of each column reaches, and the edges that words reach over."""
    rights = list(columns.edges[:-1])
    crossed: set[int] = set()
    for column, word in _ends(columns, phrases):
        end = word.x1
        if rights[column] < end:
            if end <= columns.edges[column + 1] + 1:
                rights[column] = end
            else:
                crossed.add(column + 1)
    return tuple(rights), frozenset(crossed - {columns.count})


def _ends(columns: Columns, phrases: Iterable[Phrase]) -> Iterator[tuple[int, Word]]:
    """Yield the words that may reach farthest in their column, with the column: the last two of a phrase that keeps to one.

    Where edges are only inferred, words of a title that began farther to the left are no text of the column.
    """
    drawn = all(columns.drawn)
    for phrase in phrases:
        words = phrase.words
        first, last = words[0], words[-1]
        column = columns.index((first.x0 + first.x1) / 2)
        if first is last:
            yield column, first
        elif (last.x0 + last.x1) / 2 < columns.edges[column + 1]:
            yield column, words[-2]
            yield column, last
        else:
            places = [(columns.index((word.x0 + word.x1) / 2), word) for word in words]
            yield from (place for place in places if drawn or place[0] == column)
