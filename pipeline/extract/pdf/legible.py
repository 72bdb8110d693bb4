"""Is a text layer text? Words come in; whether they are letters of a language, told by statistics and no word list.

A broken font map gives marks and figures where letters are printed (`! "# $ %`), unmapped glyphs, or letters without
the order of a language: next to no vowels, or nothing else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

FEWEST = 40
"""Fewer characters than this are not judged: a page may well hold a number and a line of dashes."""

_VOWELS = frozenset("aeiouàèéìòùáíóúäëïöü")


def is_garbage(words: Iterable[str]) -> bool:
    """Tell whether these words of a document or a page are an unreadable text layer."""
    chars = [char for word in words for char in word.lower()]
    if len(chars) < FEWEST:
        return False
    letters = [char for char in chars if char.isalpha() and not _is_unmapped(char)]
    unmapped = sum(map(_is_unmapped, chars))
    figures = sum(char.isdigit() for char in chars)
    if unmapped > 0.3 * len(chars):
        return True
    if len(letters) + figures < 0.4 * len(chars):
        return True
    return len(letters) >= FEWEST and not _has_vowels(letters)


def _is_unmapped(char: str) -> bool:
    """Tell whether a character is none: replacement, private use, control, unassigned."""
    return char == "\ufffd" or unicodedata.category(char) in {"Co", "Cc", "Cn", "Cs"}


def _has_vowels(letters: list[str]) -> bool:
    """Tell whether Latin letters hold about as many vowels as a language does; other scripts are let pass."""
    latin = [char for char in letters if unicodedata.name(char, "").startswith("LATIN")]
    if len(latin) < FEWEST:
        return True
    share = sum(char in _VOWELS for char in latin) / len(latin)
    return 0.2 <= share <= 0.75
