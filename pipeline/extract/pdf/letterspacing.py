"""Titles set in spaced letters (`A l b e r o  d e l l a`) become words again, told by the white between the glyphs alone.

Letters that a space glyph parts are left as they are: what was typed so may be meant so (see ``repair``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.words import HIGHEST_SHIFT, baseline

FEWEST = 5
"""So many pieces at least make a spaced line."""

WIDEST = 0.7
"""White wider than this (in ems) between letters is no letterspacing."""

EVEN = 0.08
"""The white between letters of one line differs by no more than this (in ems)."""


def close_up(words: Sequence[Word]) -> Sequence[Word]:
    """Return the words with spaced letters joined; a word of several pieces keeps the first one's look."""
    if not _has_short_row(words):
        return words
    closed: list[Word] = []
    for row in _rows(words):
        closed += _closed(row) if len(row) >= FEWEST else row
    return closed


def _has_short_row(words: Sequence[Word]) -> bool:
    """Tell whether pieces of one or two letters stand in a row: most pages have none, and are done with."""
    row = 0
    for word in words:
        if len(word.testo) > 2:
            row = 0
        else:
            row += 1
            if row >= FEWEST - 1:
                return True
    return False


def _rows(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield neighbouring pieces that might be letters of one line; every word is in one row."""
    row: list[Word] = []
    for word in words:
        if row and not _goes_on(row[-1], word):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _goes_on(one: Word, other: Word) -> bool:
    return (
        len(other.testo) <= 3
        and len(one.testo) <= 3
        and one.angle == other.angle == 0
        and abs(one.size - other.size) < 0.1 * one.size
        and abs(baseline(one) - baseline(other)) < HIGHEST_SHIFT * one.size
        and 0 < other.x0 - one.x1 < 2 * WIDEST * one.size
    )


def _closed(row: list[Word]) -> list[Word]:
    """Join the letters of a row, when the white in it is of two kinds: an even one, and one much wider between words."""
    letters = sum(char.isalpha() for word in row for char in word.testo)
    single = sum(len(word.testo) == 1 for word in row)
    if single < 0.6 * len(row) or letters < FEWEST:
        return row
    gaps = [(other.x0 - one.x1) / one.size for one, other in pairwise(row)]
    narrow = min(gaps)
    inside = [gap for gap in gaps if gap <= narrow + EVEN]
    outside = [gap for gap in gaps if gap > narrow + EVEN]
    typed = any(word.space_after for word, gap in zip(row, gaps, strict=False) if gap <= narrow + EVEN)
    if typed or narrow > WIDEST or len(inside) < FEWEST - 1 or (outside and min(outside) < 1.5 * max(inside)):
        return row
    joined = [row[0]]
    for word, gap in zip(row[1:], gaps, strict=True):
        if gap <= narrow + EVEN:
            last = joined.pop()
            word = last._replace(testo=last.testo + word.testo, x1=word.x1, space_after=word.space_after)
        joined.append(word)
    return joined
