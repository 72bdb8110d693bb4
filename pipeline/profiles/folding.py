"""Texts made comparable: case, accents and punctuation folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_KEPT = frozenset("0123456789abcdefghijklmnopqrstuvwxyz%")
_BLANKS = {code: " " for code in range(128) if chr(code) not in _KEPT}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return the text without case, accents and punctuation, its words parted by single spaces. Idempotent."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    if not plain.isascii():
        plain = _BEYOND_ASCII.sub(_bare, plain)  # few: not every character is asked
    return " ".join(plain.translate(_BLANKS).split())  # of ASCII alone, which str.translate is made for


def _bare(match: re.Match[str]) -> str:
    """Return what is left of a sign beyond ASCII: nothing of an accent, of any other what parts words."""
    return "" if unicodedata.combining(match[0]) else " "
