"""Texts printed over each other: words of a page come in; the same go out, each ending where another text begins.

A program that stretches a line to fill its column may draw it farther than the column reaches, into the text beside it. Which text
object drew a word tells the two apart; for the columns the first one ends where the other begins. Only places are changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from pipeline.extract.pdf.page import Word

OVER = 0.5
"""Texts that share no more than this (points) only touch."""

DOUBLE = 2.0
"""A text that begins no further (in ems) behind another is that text again, or its shadow."""


BEFORE = 1.5
"""So far (points) before another text the one that runs over it ends: a column's edge may stand a little before its texts."""


class _Stretch(NamedTuple):
    """What one text object drew on one line: where it begins and ends, and which of the words it is."""

    x0: float
    x1: float
    size: float
    first: int
    end: int


def end_at_neighbours(words: list[Word]) -> list[Word]:
    """Return the words of a page, in the order in which they were drawn, those that run over into another text cut off there."""
    lines: dict[int, list[_Stretch]] = defaultdict(list)
    for bottom, stretch in _stretches(words):
        lines[bottom].append(stretch)
    cut = {
        at: limit
        for line in lines.values()
        if len(line) > 1
        for left, right in pairwise(sorted(line))
        if left.x1 > right.x0 + OVER and right.x0 - left.x0 > DOUBLE * left.size
        for at in range(left.first, left.end)
        if words[at].x1 > (limit := right.x0 - BEFORE)
    }
    return [_end(word, cut[at]) if at in cut else word for at, word in enumerate(words)] if cut else words


def _end(word: Word, limit: float) -> Word:
    return word._replace(x0=min(word.x0, limit), x1=limit)


def _stretches(words: Sequence[Word]) -> Iterator[tuple[int, _Stretch]]:
    """Yield what each text object drew on each line, with the line's foot."""
    first = 0
    for at, (last, word) in enumerate(zip_longest(words, words[1:]), 1):
        if word is None or word.run != last.run or word.bottom != last.bottom:
            if last.run >= 0:
                yield round(last.bottom), _Stretch(words[first].x0, last.x1, last.size, first, at)
            first = at
