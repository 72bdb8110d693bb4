"""How likely a text is a target, an owner or prose, from its own words. Scores are log-odds in rough units: 0 is no idea.

Used where a table's columns do not tell. The weights are few and round on purpose; ``align`` adds them up over a row.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.normalize.lexicon import starting_word, words
from pipeline.normalize.similarity import fold

_SIGN = re.compile(r"^\s*(?:[<>=≤≥≧≦]=?|=[<>]|[+\-–±]\s*\d)")
_DATE = re.compile(r"^\s*\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{2}|\d{4}))?\s*$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERED = re.compile(r" (?:n )?\d")
_ALPHA = re.compile(r"[a-z]+")
_DASHES = re.compile(r"^\s*[-–—/.]+\s*$")
_LONG_TARGET = 60
_SHORT_PROSE = 3
_LONG_OWNER = 12


@lru_cache(maxsize=8192)
def target_score(text: str) -> float:
    """Return how likely a text is a target: signs, numbers, dates and their units count for it, prose against it."""
    if _DATE.match(text) or _DASHES.match(text):
        return 5.0
    folded = fold(text)
    if folded in words("target", "interi"):
        return 4.0
    alpha = _ALPHA.findall(folded)
    known = sum(1 for word in alpha if word in _target_words())
    digits = bool(_NUMBER.search(text)) or bool(set(alpha) & words("target", "numeri"))
    score = 3.0 if _SIGN.match(text) else 0.0
    score += 2.0 if digits else -3.0
    score += 1.0 if "%" in text else 0.0
    score -= 1.5 * (len(alpha) - known)
    return score - (2.0 if len(text) > _LONG_TARGET else 0.0)


@lru_cache(maxsize=1)
def _target_words() -> frozenset[str]:
    lists = ("unita", "operatori", "numeri")
    return frozenset(part for key in lists for word in words("target", key) for part in word.split())


@lru_cache(maxsize=8192)
def owner_score(text: str) -> float:
    """Return how likely a text names a unit: a unit's first word, short, without numbers."""
    folded = fold(text)
    count = len(folded.split())
    score = 3.0 if starting_word(text, "owner") else -1.0
    score += 1.0 if "_" in text and count > 1 else 0.0
    score -= 2.0 if _NUMBER.search(text) else 0.0
    return score - (4.0 if count > _LONG_OWNER else 0.0)


@lru_cache(maxsize=8192)
def prose_score(text: str) -> float:
    """Return how likely a text is a sentence (an indicator, an algorithm)."""
    count = len(fold(text).split())
    score = 2.0 if count >= _SHORT_PROSE else -0.5
    score += 1.0 if count > 2 * _SHORT_PROSE else 0.0
    return (
        score - max(0.0, target_score(text)) - (1.5 if starting_word(text, "owner") and count <= _SHORT_PROSE else 0.0)
    )


def is_note(text: str) -> bool:
    """Say whether a text opens as a remark (``Nota: …``, ``N.B.``, ``* …``), or is a table's caption (``Tabella 3 - …``)."""
    return text.lstrip().startswith(("*", "(*")) or starting_word(text, "nota") is not None or _is_caption(text)


def _is_caption(text: str) -> bool:
    word = starting_word(text, "didascalia")
    return word is not None and _NUMBERED.match(fold(text), len(word)) is not None


def is_total(text: str) -> bool:
    """Say whether a text opens a sum row (``TOTALE …``)."""
    return starting_word(text, "totale") is not None
