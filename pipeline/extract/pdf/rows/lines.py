"""Words -> lines: the words that stand on one baseline, from left to right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from operator import attrgetter

from pipeline.extract.pdf.page import Word
from pipeline.model import Riquadro

BASELINE_TOLERANCE = 0.35
"""Words belong to one line when their feet differ by less than this share of their size (figures, exponents)."""

WIDEST_SPACED, EVEN = 0.8, 0.08
"""Words of a title in spaced letters stand up to so many sizes apart, and all equally so, give or take this share."""

CLEARLY = 0.499
"""A length so near to a whole number of tenths (in tenths) is rounded to it, however it is written."""


@dataclass(slots=True)
class Line:
    """Words on one baseline, sorted by x; plain, not frozen: lines are made by the thousand and read much more often."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """The height of the line's middle."""
        return (self.top + self.bottom) / 2


def line_of(words: Iterable[Word]) -> Line:
    """Return the line that these words make."""
    ordered = tuple(sorted(words, key=_place))
    line = Line(ordered, *ordered[0][2:7])
    for word in ordered[1:]:
        _widen(line, word)
    return line


def _widen(line: Line, word: Word) -> None:
    """Let a line reach as far as a word that does not stand left of it."""
    if word.x1 > line.x1:
        line.x1 = word.x1
    if word.top < line.top:
        line.top = word.top
    if word.bottom > line.bottom:
        line.bottom = word.bottom
    if word.size > line.size:
        line.size = word.size


_place = attrgetter("x0", "numero")
_foot = attrgetter("bottom", "x0")


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return the lines that these words make, from top to bottom. Words of one line stand at most a third of their size apart."""
    given = tuple(words)
    found = _lines_in_order(given)
    if found is not None:
        return found
    lines: list[list[Word]] = []
    line: list[Word] = []
    foot = float("-inf")
    for word in sorted(given, key=_foot):
        if word.bottom - foot <= BASELINE_TOLERANCE * word.size:
            line.append(word)
        else:
            foot, line = word.bottom, [word]
            lines.append(line)
    return [line_of(own) for own in lines]


def _lines_in_order(words: Sequence[Word]) -> list[Line] | None:
    """Return the lines of words that come in reading order, as most do; None where one stands higher or farther left than before."""
    lines: list[Line] = []
    starts: list[int] = []
    foot = low = left = float("-inf")
    for at, word in enumerate(words):
        x0, bottom = word.x0, word.bottom
        if bottom < low or (bottom == low and x0 <= left):
            return None
        if bottom != foot and bottom - foot > BASELINE_TOLERANCE * word.size:
            line = Line((), x0, word.top, word.x1, bottom, word.size)
            lines.append(line)
            starts.append(at)
            foot = bottom
        elif x0 <= left:
            return None
        else:
            _widen(line, word)
        low, left = bottom, x0
    for line, (start, end) in zip(lines, pairwise([*starts, len(words)]), strict=True):
        line.words = tuple(words[start:end])
    return lines


def read_lines(lines: Iterable[Line], unread: frozenset[int]) -> list[Line]:
    """Return lines without the words whose numbers are ``unread``."""
    left = ([word for word in line.words if word.numero not in unread] for line in lines)
    return [line_of(words) for words in left if words]


def part_at(lines: Iterable[Line], heights: Sequence[float]) -> list[list[Line]]:
    """Return the lines between each two heights, from top to bottom: those that the words whose middle stands there make.

    Lines that no height crosses are handed on as they are.
    """
    parts: list[list[Line]] = [[] for _ in range(len(heights) + 1)]
    crossed: list[tuple[int, Word]] = []
    for line in lines:
        at = bisect_right(heights, line.top)
        if at < len(heights) and heights[at] <= line.bottom:
            places = [bisect_right(heights, (word.top + word.bottom) / 2) for word in line.words]
            at = places[0]
            if any(place != at for place in places):
                crossed.extend(zip(places, line.words, strict=True))
                continue
        parts[at].append(line)
    for at in {at for at, _ in crossed}:
        words = [word for place, word in crossed if place == at]
        parts[at] = lines_of([*words, *(word for line in parts[at] for word in line.words)])
    return parts


def split_at_gaps(line: Line, share: float) -> list[Line]:
    """Cut a line where the white between two words is wider than ``share`` of their size."""
    words = line.words
    cuts = [at for at in range(1, len(words)) if is_gap(words[at - 1], words[at], share)]
    if not cuts:
        return [line]
    return [line_of(words[start:end]) for start, end in pairwise([0, *cuts, len(words)])]


def is_gap(left: Word, right: Word, share: float) -> bool:
    """Return whether the white between two words is wider than ``share`` of their size."""
    return right.x0 - left.x1 > share * max(left.size, right.size)


def is_spaced(line: Line) -> bool:
    """Return whether a line is set in spaced letters: its words stand far, yet evenly apart."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(line.words)]
    return len(gaps) > 1 and 0 < max(gaps) <= WIDEST_SPACED * line.size and max(gaps) - min(gaps) <= EVEN * line.size


def box_of(lines: Sequence[Line]) -> Riquadro:
    """Return the box around lines, in points to one decimal."""
    first, *others = lines
    left, top, right, bottom = first.x0, first.top, first.x1, first.bottom
    for line in others:  # no min() and max(): every cell has a box
        if line.x0 < left:
            left = line.x0
        if line.top < top:
            top = line.top
        if line.x1 > right:
            right = line.x1
        if line.bottom > bottom:
            bottom = line.bottom
    return _tenths(left), _tenths(top), _tenths(right), _tenths(bottom)


def _tenths(x: float) -> float:
    """Return a length to one decimal, as ``round`` does, which takes three times as long to part what lies in the middle of two."""
    nearest = floor(10 * x + 0.5)
    return nearest / 10 if x > 0 and abs(10 * x - nearest) < CLEARLY else round(x, 1)
