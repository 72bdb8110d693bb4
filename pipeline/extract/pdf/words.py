"""What a word is, for both engines: where glyphs part, and the line box that a word gets.

Glyph boxes differ from engine to engine and from letter to letter, so a word's box is made from what both know the same:
the pen's start and end along the line, the baseline, and the size of the type.
"""

from __future__ import annotations

import re

from pipeline.extract.pdf.page import Word

ASCENT = 0.78
"""How far a word's box reaches over the baseline, in units of its size."""

DESCENT = 0.22
"""How far it reaches below."""

BOLD_WEIGHT = 600
"""The weight from which a font counts as bold."""

SOFT_HYPHEN = "\u00ad"

SPACES = frozenset(" \u00a0\t\u2002\u2003\u2009\u202f")
"""Space glyphs that a page may draw."""

_BOLD_NAME = re.compile(r"bold|black|heavy|,b$|[-_](?:bd|blk|b)$", re.IGNORECASE)
_LIGHTER = re.compile(r"semilight|demilight|unbold", re.IGNORECASE)

GAP = 0.17
"""Glyphs drawn further apart than this (in ems) are two words, space glyph or not."""

OVERLAP = 0.25
"""A text object that starts this far (in ems) before the last glyph's end is another word: a cell drawn over a cell."""

HIGHEST_SHIFT = 0.5
"""Glyphs whose baselines lie further apart than this (in ems) are not one word; a superscript is."""

CASE_GAP = 0.06
"""Where a capital follows a small letter, in a new text object, less is enough: `SettoreObiettivo`."""


def baseline(word: Word) -> float:
    """Return the height of the line that an upright word stands on, in points from the page's top."""
    return word.bottom - DESCENT * word.size


def is_bold_name(name: str) -> bool:
    """Tell whether a font's name says that it is bold."""
    return bool(_BOLD_NAME.search(name)) and not _LIGHTER.search(name)


def parts(before: str, after: str, gap: float, size: float) -> bool:
    """Tell whether glyph ``after``, drawn in another go, starts a new word; ``gap`` in points along the line."""
    if gap > GAP * size or gap < -OVERLAP * size:
        return True
    return before.islower() and after.isupper() and abs(gap) > CASE_GAP * size
