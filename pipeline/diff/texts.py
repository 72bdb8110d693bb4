"""Texts made comparable: folded words without inflection, and the roll of the year.

In: printed texts. Out: bags of words for similarity, and the answer whether two texts differ only by the years that roll on.
It refuses to guess meanings: no synonyms, no lemmas, only case, accents, endings and years.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[a-z]+|\d+")
_YEAR = re.compile(r"(?:(?<![\d.,])|(?<=\d[./]\d\d[./])|(?<=\d[./]\d[./]))((?:19|20)\d\d)(?!\d|[.,]\d)")
_SHORT_RANGE = re.compile(r"(?<![\d.,])((?:19|20)\d\d)([-/])(\d\d)(?!\d|[/.]\d)")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "“": '"', "”": '"'})
_KEPT_STEM = 4


@dataclass(frozen=True, slots=True)
class Anni:
    """The years of the two plans, from old to new; None where a plan prints none."""

    vecchio: int | None
    nuovo: int | None

    @property
    def passo(self) -> int:
        """By how many years the plan moved on; 0 when either year is unknown."""
        return 0 if self.vecchio is None or self.nuovo is None else self.nuovo - self.vecchio

    def swapped(self) -> Anni:
        """Return the years from new to old."""
        return Anni(self.nuovo, self.vecchio)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in one case, without accents, typographic signs and double spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SIGNS))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the comparable words of a text: folded, without endings, without years."""
    return tuple(_stem(word) for word in _WORD.findall(fold(text)) if not _is_year(word))


def bag(text: str) -> Counter[str]:
    """Return how often each comparable word stands in the text."""
    return Counter(words(text))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word[:2] in ("19", "20") and word.isdigit()


def _stem(word: str) -> str:
    """Cut the ending vowels that number and gender change (``iniziative`` and ``iniziativa``)."""
    if len(word) <= _KEPT_STEM or word.isdigit():
        return word
    cut = word.rstrip("aeiou")
    return cut if len(cut) >= _KEPT_STEM - 1 else word[:_KEPT_STEM]


@lru_cache(maxsize=65536)
def _years(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text with its years blanked out, and the years (``2024-26`` holds 2024 and 2026)."""
    long = _SHORT_RANGE.sub(lambda m: f"{m[1]}{m[2]}{m[1][:2]}{m[3]}", text)
    return _squeezed(_YEAR.sub("\N{BULLET}", long)), tuple(int(y) for y in _YEAR.findall(long))


def year_rolls(old: int, new: int, anni: Anni) -> bool:
    """Tell whether ``new`` is the year ``old`` after the roll: moved by as much as the plan, or caught up with it."""
    if anni.vecchio is None or anni.nuovo is None:
        return False
    if new - old == anni.passo:
        return True
    return (old == anni.vecchio or new == anni.nuovo) and old <= anni.vecchio and new <= anni.nuovo


def rolled_years(old: str, new: str, anni: Anni) -> int | None:
    """Return how many years of the text rolled on, or None when the texts differ otherwise (0: they are the same)."""
    if old == new:
        return 0
    (frame, before), (other, after) = _years(old), _years(new)
    if frame != other or len(before) != len(after):
        return None
    moved = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    return len(moved) if all(year_rolls(a, b, anni) for a, b in moved) else None


def _squeezed(text: str) -> str:
    return " ".join(text.translate(_SIGNS).split())
