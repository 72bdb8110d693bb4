"""Seams: what stands behind each word of a page, where letters may have been lost. Pages come in; seams and suspicions go out.

A glyph whose letters the text lacks still takes its room on the page: the white at that place has its width, not that of a
space. Nothing is decided here; lengths are in ems, so that sizes of type can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from pipeline.extract.pdf.page import Page, Word

NARROWEST = 0.3
"""White narrower than this is a space whatever its width; no ligature is as narrow."""

WIDEST = 1.1
"""No ligature is wider: three letters, of a wide type, are less."""

_SUSPECT = 1.4
"""White up to this may be a ligature and a space."""

REACH = 2.2
"""White wider than this ends a line, or a column: two ligatures and a space are less."""

OVERLAP = 0.1
"""A blank that reaches further than this (in ems) into the next word is not as wide as the engine says."""

LEVEL = 0.3
"""Words whose lines lie further apart than this stand on different lines."""

_TAIL = re.compile(r"[^\W\d_]+$")
_HEAD = re.compile(r"[^\W\d_]+")


Suspicion = tuple[str, str]
"""Letters before and after white that may have been letters."""


class Seam(NamedTuple):
    """The white behind a word: the letters before and after it, the blank glyph drawn there, and what white is left beside it.

    ``left`` is lower case, ``right`` as printed and empty at a line's end; ``rest`` is infinite there. ``printed`` is the word as
    it stands; ``bold`` tells the fonts of a page apart; ``one_run``: the next word was drawn in one go with this one.
    """

    left: str
    right: str
    blank: float
    rest: float
    bold: bool
    printed: str
    one_run: bool


def tail(text: str) -> str:
    """Return the letters at a word's end, lower case; none where it is written in capitals, which have no ligatures."""
    match = _TAIL.search(text)
    return "" if match is None or (len(match[0]) > 1 and match[0].isupper()) else match[0].lower()


def head(text: str) -> str:
    """Return the letters at a word's start, as they are."""
    match = _HEAD.match(text)
    return match[0] if match else ""


def suspicions(pages: Sequence[Page]) -> set[Suspicion]:
    """Return the letters on both sides of white that is wider than a space, lower case, each pair once."""
    pairs: set[Suspicion] = set()
    for page in pages:
        for one, other in pairwise(page.words):
            if NARROWEST * one.size < other.x0 - one.x1 < _SUSPECT * one.size and abs(other.bottom - one.bottom) < 1:
                pairs.add((one.testo, other.testo))
    letters = {(tail(left), head(right).lower()) for left, right in pairs}
    return {(left, right) for left, right in letters if left}


def read_seams(words: Sequence[Word]) -> Iterator[Seam]:
    """Yield the seam behind each word of a page, in order."""
    for one, other in zip_longest(words, words[1:]):
        size = one.size or 1.0
        blank, rest, right = one.blank / size, float("inf"), ""
        if other is not None and goes_on(one, other):
            rest = (other.x0 - one.x1 - one.blank) / size
            right = head(other.testo)
            if rest < -OVERLAP:  # the width of a substitute, not of the font on the page
                blank, rest = 0.0, blank + rest
        one_run = other is not None and one.run == other.run != -1
        yield Seam(tail(one.testo), right, blank, rest, one.bold, one.testo, one_run)


def goes_on(one: Word, other: Word) -> bool:
    """Tell whether a word stands behind another on its line, no further than two ligatures and a space."""
    return (
        abs(other.bottom - one.bottom) < LEVEL * one.size
        and one.angle == other.angle
        and -0.1 * one.size < other.x0 - one.x1 < REACH * one.size
    )
