"""Words -> lines: the words that stand on one baseline, from left to right."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from pipeline.extract.pdf.page import Word

BASELINE_TOLERANCE = 0.35
"""Words belong to one line when their feet differ by less than this share of their size (figures, exponents)."""


class Line(NamedTuple):
    """Words on one baseline, sorted by x."""

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
    _, _, left, top, right, bottom, size, *_ = ordered[0]
    for _, _, _, high, end, low, height, *_ in ordered[1:]:  # no max() and min(): lines are made by the thousand
        if high < top:
            top = high
        if end > right:
            right = end
        if low > bottom:
            bottom = low
        if height > size:
            size = height
    return Line(ordered, left, top, right, bottom, size)


_place = attrgetter("x0", "numero")
_foot = attrgetter("bottom", "x0")


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return the lines that these words make, from top to bottom. Words of one line stand at most a third of their size apart."""
    lines: list[list[Word]] = []
    line: list[Word] = []
    foot = float("-inf")
    for word in sorted(words, key=_foot):
        if word.bottom - foot <= BASELINE_TOLERANCE * word.size:
            line.append(word)
        else:
            foot, line = word.bottom, [word]
            lines.append(line)
    return [line_of(line) for line in lines]


def split_at_gaps(line: Line, share: float) -> list[Line]:
    """Cut a line where the white between two words is wider than ``share`` of their size."""
    pieces: list[list[Word]] = [[line.words[0]]]
    for left, right in zip(line.words, line.words[1:], strict=False):
        if right.x0 - left.x1 > share * max(left.size, right.size):
            pieces.append([right])
        else:
            pieces[-1].append(right)
    return [line_of(piece) for piece in pieces]
