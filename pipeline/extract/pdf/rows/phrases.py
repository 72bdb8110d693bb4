"""Words -> phrases: the words that follow each other on a line with ordinary spaces between them.

Words come in as the document has them. They are gone through once; what comes after asks the phrases, of which there are far fewer.
What a phrase belongs to is not decided here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.lines import BASELINE_TOLERANCE, Line, lines_of

SPACE = 0.5
"""An ordinary space between two words is no wider than this share of their size."""
LEVEL = 0.35
"""The feet of neighbours differ by no more than this share of their size."""


@dataclass(slots=True)
class Phrase(Line):
    """Words that follow each other. ``even``: all stand at one height and have one size."""

    even: bool


def follows(left: Word, right: Word) -> bool:
    """Return whether a word follows another on the line with an ordinary space between them."""
    gap = right.x0 - left.x1
    return 0 < gap <= SPACE * right.size and abs(left.bottom - right.bottom) <= LEVEL * right.size


def phrases_of(given: Iterable[Word]) -> list[Phrase]:
    """Cut words before each that does not follow the one before it; see ``follows``, which is not called for every word."""
    words = tuple(given)
    if not words:
        return []
    _, _, lefts, tops, rights, bottoms, sizes, *_ = zip(*words, strict=True)
    starts: list[int] = []
    uneven: set[int] = set()
    end = float("inf")
    head = foot = before = 0.0
    for at, x0, top, x1, bottom, size in zip(range(len(words)), lefts, tops, rights, bottoms, sizes, strict=True):
        if not (0 < x0 - end <= SPACE * size and (bottom == foot or abs(foot - bottom) <= LEVEL * size)):
            starts.append(at)
        elif bottom != foot or top != head or size != before:
            uneven.add(starts[-1])
        end, head, foot, before = x1, top, bottom, size
    return [
        _uneven(words[start:stop])
        if start in uneven
        else Phrase(words[start:stop], lefts[start], tops[start], rights[stop - 1], bottoms[start], sizes[start], True)
        for start, stop in itertools.pairwise([*starts, len(words)])
    ]


def _uneven(words: tuple[Word, ...]) -> Phrase:
    """Return the phrase of some words that differ in height or size."""
    _, _, lefts, tops, rights, bottoms, sizes, *_ = zip(*words, strict=True)
    return Phrase(words, min(lefts), min(tops), max(rights), max(bottoms), max(sizes), False)


def lines_from(phrases: Sequence[Phrase]) -> list[Line]:
    """Return the lines that the words of phrases make, as ``lines_of`` does; at a glance where even phrases come in reading order."""
    lines: list[list[Phrase]] = []
    foot = low = end = float("-inf")
    for phrase in phrases:
        x0, bottom = phrase.x0, phrase.bottom
        if not phrase.even or bottom < low or (bottom == low and x0 < end):
            return lines_of(words_of(phrases))
        if bottom != foot and bottom - foot > BASELINE_TOLERANCE * phrase.size:
            lines.append([phrase])
            foot = bottom
        elif x0 < end:
            return lines_of(words_of(phrases))
        else:
            lines[-1].append(phrase)
        low, end = bottom, phrase.x1
    return [own[0] if len(own) == 1 else _together(own) for own in lines]


def _together(phrases: Sequence[Phrase]) -> Line:
    """Return the line of phrases from left to right."""
    return Line(
        tuple(words_of(phrases)),
        phrases[0].x0,
        min([phrase.top for phrase in phrases]),
        max([phrase.x1 for phrase in phrases]),
        max([phrase.bottom for phrase in phrases]),
        max([phrase.size for phrase in phrases]),
    )


def words_of(phrases: Iterable[Phrase]) -> list[Word]:
    """Return the words of phrases, in their order."""
    return [word for phrase in phrases for word in phrase.words]
