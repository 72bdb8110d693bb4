"""Texts printed over each other: words of a page come in; the same go out, each ending where another text begins.

A program that stretches a line to fill its column may draw it farther than the column reaches, into the text beside it. Which text
object drew a word tells the two apart; for the columns the first one ends where the other begins. Only places are changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count, pairwise
from operator import attrgetter, ne

from pipeline.extract.pdf.page import Word

OVER = 0.5
"""Texts that share no more than this (points) only touch."""

DOUBLE = 2.0
"""A text that begins no further (in ems) behind another is that text again, or its shadow."""


BEFORE = 1.5
"""So far (points) before another text the one that runs over it ends: a column's edge may stand a little before its texts."""


_Stretch = tuple[float, float, int, int]
"""What one text object drew: where it begins and ends, and its first and last word."""


def end_at_neighbours(words: list[Word]) -> list[Word]:
    """Return the words of a page, in the order in which they were drawn, those that run over into another text cut off there."""
    cut = {
        at: limit
        for (_, _, first, last), (start, *_) in _collisions(words)
        for at in range(first, last + 1)
        if words[at].x1 > (limit := start - BEFORE)
    }
    return [_end(word, cut[at]) if at in cut else word for at, word in enumerate(words)] if cut else words


def _end(word: Word, limit: float) -> Word:
    return word._replace(x0=min(word.x0, limit), x1=limit)


def _collisions(words: Sequence[Word]) -> Iterator[tuple[_Stretch, _Stretch]]:
    """Yield the texts on one line of which the first runs over into the second."""
    for line in _lines(words):
        if len(line) > 1:
            line.sort()
            for left, right in pairwise(line):
                if left[1] > right[0] + OVER and right[0] - left[0] > DOUBLE * words[left[2]].size:
                    yield left, right


def _lines(words: Sequence[Word]) -> Iterable[list[_Stretch]]:
    """Return what text objects drew on each line; those that drew several lines, or are not known, are left out."""
    runs = list(map(_run, words))
    ends = [*compress(count(), map(ne, runs, runs[1:])), len(runs) - 1]
    lines: dict[int, list[_Stretch]] = defaultdict(list)
    first = 0
    for end in ends if runs and max(runs) >= 0 else ():
        start, last = words[first], words[end]
        bottom = last.bottom
        if start.bottom == bottom and runs[end] >= 0:
            lines[int(bottom)].append((start.x0, last.x1, first, end))
        first = end + 1
    return lines.values()


_run = attrgetter("run")
