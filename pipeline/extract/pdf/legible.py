"""Is a text layer text? Words come in; whether they are letters of a language, told by statistics and no word list.

A broken font map gives marks and figures where letters are printed (`! "# $ %`), unmapped glyphs, or letters without
the order of a language: next to no vowels, or nothing else.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

FEWEST = 40
"""Fewer characters than this are not judged: a page may well hold a number and a line of dashes."""

_MOST_RIDDLED = 0.2
_RIDDLED = re.compile(r"[^\W\d_][;|\[\]{}!?#$%^~*=+<>¢£§¤¬][^\W\d_]")
_MOST_ACCENTS = 0.3
"""No language of this alphabet has so many of its letters with accents."""

_ASCII_LETTERS, _ASCII_VOWELS = string.ascii_letters.encode(), b"aeiouAEIOU"
_VOWELS = frozenset("aeiouàèéìòùáíóúäëïöü")


def is_garbage(words: Iterable[str]) -> bool:
    """Tell whether these words of a document or a page are an unreadable text layer."""
    words = list(words)
    text = "".join(words)
    if len(text) < FEWEST or _is_plain(text):
        return False
    return _is_strange(text.lower()) or _is_riddled(map(str.lower, words))


def _is_plain(text: str) -> bool:
    """Settle most pages by their ASCII letters alone: text it is, whatever the other characters turn out to be."""
    plain = text.encode("ascii", "ignore")
    other = len(text) - len(plain)
    letters, vowels = (len(plain) - len(plain.translate(None, kind)) for kind in (_ASCII_LETTERS, _ASCII_VOWELS))
    return letters > 0.7 * len(text) and 0.2 * (letters + other) < vowels < 0.75 * letters - other


def _is_strange(text: str) -> bool:
    counts = Counter(text)
    total = len(text)
    unmapped = sum(count for char, count in counts.items() if _is_unmapped(char))
    letters = {char: count for char, count in counts.items() if char.isalpha() and not _is_unmapped(char)}
    figures = sum(count for char, count in counts.items() if char.isdigit())
    if unmapped > 0.3 * total or sum(letters.values()) + figures < 0.4 * total:
        return True
    return not _has_vowels(letters)


def _is_riddled(words: Iterable[str]) -> bool:
    """Tell whether marks stand inside many words that no orthography puts there: letters of a font that are mapped to them."""
    lettered = [word for word in words if sum(map(str.isalpha, word)) > 1]
    return sum(map(bool, map(_RIDDLED.search, lettered))) > _MOST_RIDDLED * len(lettered) > 0


def _is_unmapped(char: str) -> bool:
    """Tell whether a character is none: replacement, private use, control (or its picture), unassigned."""
    return char == "\ufffd" or "\u2400" <= char < "\u2420" or unicodedata.category(char) in {"Co", "Cc", "Cn", "Cs"}


def _has_vowels(letters: Mapping[str, int]) -> bool:
    """Tell whether Latin letters hold about as many vowels as a language does, and most of them plain; other scripts are let pass."""
    latin = {char: count for char, count in letters.items() if unicodedata.name(char, "").startswith("LATIN")}
    total = sum(latin.values())
    if total < FEWEST:
        return True
    if sum(count for char, count in latin.items() if not char.isascii()) > _MOST_ACCENTS * total:
        return False
    return 0.2 <= sum(count for char, count in latin.items() if char in _VOWELS) / total <= 0.75
