"""Texts made comparable: case, accents and punctuation folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_KEPT = frozenset("0123456789abcdefghijklmnopqrstuvwxyz%")
_APART = bytes(code if chr(code) in _KEPT else ord(" ") for code in range(256))
"""What ``bytes.translate`` makes of a text: ``str.translate`` takes ten times as long, a mapping being asked for each letter."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


_REMARK = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return the text without case, accents and punctuation, its words parted by single spaces. Idempotent."""
    if text.isascii() and text.isalnum():  # one word, as most texts are
        return text.lower()
    plain = text if text.isascii() else _BEYOND_ASCII.sub(lambda match: _fold_sign(match[0]), text)  # few are beyond
    return b" ".join(plain.lower().encode().translate(_APART).split()).decode()


@lru_cache(maxsize=1024)  # a document has some twenty of them, a thousand times
def _fold_sign(sign: str) -> str:
    """Return what is left of a sign beyond ASCII: its plain letters, nothing of an accent, of any other what parts words."""
    plain = unicodedata.normalize("NFKD", sign.casefold())
    return "".join([char if char in _KEPT else " " for char in plain if not unicodedata.combining(char)])


def without_remarks(text: str) -> str:
    """Return a text without what stands in brackets beside it (``Target (valore atteso)``); as it is where nothing else is left."""
    if "(" not in text:
        return text
    return _REMARK.sub(" ", text).strip() or text
