"""Words -> phrases: the words that follow each other on a line with ordinary spaces between them.

Words come in as the document has them. What a phrase belongs to is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.pdf.page import Word

SPACE = 0.5
"""An ordinary space between two words is no wider than this share of their size."""
LEVEL = 0.35
"""The feet of neighbours differ by no more than this share of their size."""


def follows(left: Word, right: Word) -> bool:
    """Return whether a word follows another on the line with an ordinary space between them."""
    gap = right.x0 - left.x1
    return 0 < gap <= SPACE * right.size and abs(left.bottom - right.bottom) <= LEVEL * right.size


def phrases_of(words: Sequence[Word]) -> list[Sequence[Word]]:
    """Cut words before each that does not follow the one before it; see ``follows``, which is not called for every word."""
    starts: list[int] = []
    end = float("inf")
    foot = 0.0
    for at, word in enumerate(words):
        gap, bottom = word.x0 - end, word.bottom
        near = 0 < gap <= SPACE * word.size
        if not (near and (bottom == foot or abs(foot - bottom) <= LEVEL * word.size)):
            starts.append(at)
        end, foot = word.x1, bottom
    return [words[start:stop] for start, stop in pairwise([*starts, len(words)])]
