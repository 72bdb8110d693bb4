"""Text becomes numbered words: one count through the document, whatever the reader.

A word is a run of characters without white space; its number is its index in ``RawDocument.parole``.
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Characters that print nothing: the soft hyphen inside a line, zero-width spaces and joiners, a stray BOM."""

_BROKEN_WORD = re.compile(r"[^\W\d_][-/]$")


class Words:
    """The words of a document while it is read."""

    def __init__(self) -> None:
        self._words: list[str] = []

    def take(self, text: str) -> tuple[int, ...]:
        """Count the words of ``text`` in and return their numbers."""
        words = text.split()
        first = len(self._words)
        self._words.extend(words)
        return tuple(range(first, first + len(words)))

    def all(self) -> tuple[str, ...]:
        """Return every word taken so far, in order."""
        return tuple(self._words)


def clean(text: str) -> str:
    """Return ``text`` in composed form (NFC) without the characters that print nothing."""
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def fold(text: str) -> str:
    """Return ``text`` with every run of white space as one space and none at the ends."""
    return " ".join(text.split())


def join_lines(lines: list[str]) -> str:
    """Return the lines of a cell as one text: a line break is one space, or none where it broke a word.

    A word is broken where the line ends with a letter and a hyphen or slash and the next one starts with a letter
    (``Anagrafico-`` / ``Certificativo``).
    """
    joined = ""
    for line in filter(None, map(fold, lines)):
        broken = _BROKEN_WORD.search(joined) and line[0].isalpha()
        joined += line if broken or not joined else f" {line}"
    return joined
