"""Texts made comparable: folding, and the one place where rapidfuzz is used.

Fold first, score second: rapidfuzz does not fold case. Digits must be equal before a score counts, so that
``Settore 2`` and ``Settore 3`` never look alike.
"""

from __future__ import annotations

import re

from pipeline.profiles.folding import fold

__all__ = ["fold", "likeness", "similarity", "squeeze"]

_DIGITS = re.compile(r"\d+")


def squeeze(text: str) -> str:
    """Return the folded text without its spaces: equal for ``Anagrafico- Certificativo`` and ``Anagrafico-Certificativo``."""
    return fold(text).replace(" ", "")


def similarity(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1, after folding; 0 where their numbers differ."""
    return likeness(fold(one), fold(other))


def likeness(one: str, other: str) -> float:
    """Return how alike two folded texts are, 0 to 1; 0 where their numbers differ."""
    if one == other:
        return 1.0
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    from rapidfuzz import fuzz  # here, since most documents need no guess

    return fuzz.ratio(one, other) / 100.0
