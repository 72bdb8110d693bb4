"""Texts made comparable: case, accents and punctuation folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^0-9a-z%]+")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return the text without case, accents and punctuation, its words parted by single spaces. Idempotent."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    if not plain.isascii():
        plain = "".join([c for c in plain if not unicodedata.combining(c)])
    return _NOT_WORD.sub(" ", plain).strip()
