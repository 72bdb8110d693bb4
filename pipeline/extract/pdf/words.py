"""What a word is, for both engines: where glyphs part, and the line box that a word gets.

Glyph boxes differ from engine to engine and from letter to letter, so a word's box is made from what both know the same:
the pen's start and end along the line, the baseline, and the size of the type.
"""

from __future__ import annotations

import math
import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import repeat
from operator import add, attrgetter, mul, sub

from pipeline.extract.pdf.page import Word

ASCENT = 0.78
"""How far a word's box reaches over the baseline, in units of its size."""

DESCENT = 0.22
"""How far it reaches below."""

FORCE_BOLD = 1 << 18
"""A font descriptor's own flag. Its weight tells nothing: it is guessed from stems, 704 for a regular face."""

SOFT_HYPHEN = "\u00ad"
"""The end of a word that the program which set the page broke by itself. Real hyphens are ``-``, whatever code they have."""

AUTOMATIC_HYPHEN = "\u2010"
"""What browsers draw where they break a word by themselves."""

_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_PLAIN = str.maketrans({**_LIGATURES, SOFT_HYPHEN: "-"})
UNCLEAN = SOFT_HYPHEN + "".join(_LIGATURES)
"""What else ``clean`` replaces."""

TURNED = frozenset({"it", "itt", "if", "lf", "iff", "lff", "itf"})
"""Ligatures read backwards: PDFium turns what is told beside a glyph whose number is an Arabic letter's (`tti` of Carlito Bold)."""

_PICTURES = 0x2400
_CONTROLS = bytes(code for code in range(1, 32) if chr(code) not in "\t\n\r")
_PICTURED = {code: _PICTURES + code for code in _CONTROLS}

_TO_CLEAN = re.compile(f"[{UNCLEAN}]")

_SWAPPED = {chr(ord(letter) << 8): letter for letter in string.ascii_letters}
"""Letters with the bytes of their code changed over: some versions of Ghostscript write a ligature so (`昀椀` for `fi`)."""

_THREE = {"\u6600\ucf00": "ffi", "\u6600\ud200": "ffl", "\u7400": "tti", "\u6600": "fti"}
"""The same for three letters: the first one, then the sum of the others, which may be no code at all."""

SWAPPED = "".join(_SWAPPED)
"""The first codes of such a ligature, as a set of a regular expression."""

_LIGATURE_SWAPPED = re.compile(f"([{SWAPPED}])([{SWAPPED}\ucf00\ud200\ufffd]?)")

SPACES = frozenset(" \u00a0\t\u2002\u2003\u2009\u202f")
"""Space glyphs that a page may draw."""

_BOLD_NAME = re.compile(r"bold|black|heavy|,b$|[-_](?:bd|blk|b)$", re.IGNORECASE)
_LIGHTER = re.compile(r"semilight|demilight|unbold", re.IGNORECASE)

TWIN = 0.12
"""Two words of one text closer than this (in ems) are one word drawn twice."""

_LINE, _SURE = 1e5, 0.001
"""Lines put so far one behind the other (for each point between them) make one line; what is close on it, up to rounding, is close."""

GAP = 0.14
"""Glyphs of one text object further apart than this (in ems) are two words, space glyph or not: kerning is less, no space of TeX is."""

OBJECT_GAP = 0.13
"""The same for glyphs of two text objects: a program that parts them has no kerning to show there."""

OVERLAP = 0.25
"""A text object that starts this far (in ems) before the last glyph's end is another word: a cell drawn over a cell."""

HIGHEST_SHIFT = 0.5
"""Glyphs whose baselines lie further apart than this (in ems) are not one word; a superscript is."""

HYPHEN_GAP = 0.2
"""A browser's own hyphen is never further than this (in ems) from its word: PDFium leaves out what is white beside some glyphs."""

CASE_GAP = 0.02
"""Where a capital follows a small letter, in a new text object, less is enough: `SettoreObiettivo`."""


_top, _left = attrgetter("top"), attrgetter("x0")


def clean(text: str) -> str:
    """Return the letters that a page shows: ligatures taken apart or put right, a drawn soft hyphen as the hyphen that it looks like.

    Word processors give every hyphen of some fonts the soft hyphen's code, so the code tells nothing.
    """
    if text.isascii():
        return text
    text = _LIGATURE_SWAPPED.sub(_swap_back, text)
    return text.translate(_PLAIN) if _TO_CLEAN.search(text) else text


def _swap_back(match: re.Match[str]) -> str:
    first, second = match.groups()
    if second in _SWAPPED:
        return _SWAPPED[first] + _SWAPPED[second]
    return _THREE.get(first + second.strip("\ufffd"), match[0])


def picture_controls(text: str) -> str:
    """Return the text with Unicode's pictures of control codes for those that glyphs have: drawn, and no letters. Line ends stay."""
    plain = text.encode("ascii", "ignore")  # bytes are gone through a good deal quicker
    return text if len(plain) == len(plain.translate(None, _CONTROLS)) else text.translate(_PICTURED)


def draws_own_hyphens(producer: str) -> bool:
    """Tell whether a program is known to draw the hyphens that it makes itself in a go of their own, and no others.

    LibreOffice does (read on its pages, 24.8 and 25.2); Chromium also draws a real hyphen so, when a line ends there.
    """
    return "LibreOffice" in producer or "OpenOffice" in producer


def ends_softly(text: str) -> bool:
    """Tell whether a word at a line's end was broken by a program, so that its hyphen does not belong to it."""
    return text.endswith((SOFT_HYPHEN, AUTOMATIC_HYPHEN))


def baseline(word: Word) -> float:
    """Return the height of the line that an upright word stands on, in points from the page's top."""
    return word.bottom - DESCENT * word.size


def is_bold_name(name: str) -> bool:
    """Tell whether a font's name says that it is bold."""
    return bool(_BOLD_NAME.search(name)) and not _LIGHTER.search(name)


def parts(before: str, after: str, gap: float, size: float, *, one_object: bool) -> bool:
    """Tell whether glyph ``after`` starts a new word; ``gap`` in points along the line, ``one_object`` drawn in one go."""
    if gap > (GAP if one_object else OBJECT_GAP) * size:
        return after != AUTOMATIC_HYPHEN or gap > HYPHEN_GAP * size
    if gap < -OVERLAP * size:
        return True
    return not one_object and before.islower() and after.isupper() and abs(gap) > CASE_GAP * size


def drop_doubles(words: Sequence[Word], largest: float) -> Sequence[Word]:
    """Drop words that only thicken an earlier one (fake bold: the same text again, a hair aside) and mark that one bold.

    No word's size is over ``largest``.
    """
    reach = TWIN * largest
    if _all_start_apart(words, reach) or not (suspects := _close_texts(words, reach)):
        return words
    places: dict[str, dict[int, list[int]]] = {testo: {} for testo in suspects}
    kept: list[Word] = []
    for word in words:
        rows = places.get(word.testo)
        twin = _find_twin(kept, rows, word) if rows is not None else None
        if twin is None:
            kept.append(word)
        else:
            kept[twin] = kept[twin]._replace(bold=True, space_after=kept[twin].space_after or word.space_after)
    return kept


def _all_start_apart(words: Sequence[Word], reach: float) -> bool:
    """Tell whether no two words start within ``reach``: on most pages a look at lines, and at all words as on one line, is enough."""
    tops = list(map(_top, words))
    if _least_step(sorted(set(tops))) <= reach:
        return False
    return _least_step(sorted(map(add, map(mul, tops, repeat(_LINE)), map(_left, words)))) > reach + _SURE


def _close_texts(words: Sequence[Word], reach: float) -> frozenset[str]:
    """Return the texts of lines on which two words start within ``reach``: two of one text may lie on each other there."""
    starts: dict[float, list[float]] = defaultdict(list)
    for word in words:
        starts[word.top].append(word.x0)
    tops = sorted(starts)
    close: set[float] = set()
    first = 0
    for at, top in enumerate(tops):
        while top - tops[first] > reach:
            first += 1
        line = [left for near in tops[first : at + 1] for left in starts[near]] if first < at else starts[top]
        if _least_step(sorted(line)) <= reach:
            close.add(top)
    return frozenset(word.testo for word in words if word.top in close) if close else frozenset()


def _least_step(ordered: list[float]) -> float:
    return min(map(sub, ordered[1:], ordered), default=math.inf)


def _find_twin(kept: list[Word], rows: dict[int, list[int]], word: Word) -> int | None:
    """Return the place of a word's twin among those kept; without one, note in ``rows`` (by line) that it will be kept next."""
    row = int(word.top / word.size) if word.size else 0
    for beside in (row - 1, row, row + 1):
        for at in rows.get(beside, ()):
            if _is_twin(kept[at], word):
                return at
    rows.setdefault(row, []).append(len(kept))
    return None


def _is_twin(one: Word, other: Word) -> bool:
    reach = TWIN * one.size
    return (
        abs(one.x0 - other.x0) <= reach
        and abs(one.top - other.top) <= reach
        and abs(one.x1 - other.x1) <= reach
        and abs(one.size - other.size) <= reach
    )


def number_words(words: Sequence[Word], first: int) -> tuple[Word, ...]:
    """Return the words numbered from ``first``."""
    return tuple(word._replace(numero=numero) for numero, word in enumerate(words, first))
