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
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
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
    return " ".join(_FOREIGN.sub(_plain, text.lower()).split())


def _plain(foreign: re.Match[str]) -> str:
    """Return letters beyond ASCII in one case, without accents and typographic signs."""
    apart = unicodedata.normalize("NFKD", foreign[0].casefold().translate(_SIGNS))
    return "".join(c for c in apart if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the comparable words of a text: folded, without endings, without years."""
    return tuple(_stem(word) for word in _WORD.findall(fold(text)) if not _is_year(word))


def bag(text: str) -> Counter[str]:
    """Return how often each comparable word stands in the text."""
    return Counter(words(text))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word[:2] in ("19", "20") and word.isdigit()


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """Cut the ending vowels that number and gender change (``iniziative`` and ``iniziativa``)."""
    if len(word) <= _KEPT_STEM or word.isdigit():
        return word
    cut = word.rstrip("aeiou")
    return cut if len(cut) >= _KEPT_STEM - 1 else word[:_KEPT_STEM]


@lru_cache(maxsize=65536)
def _years(word: str) -> tuple[str, tuple[int, ...]]:
    """Return the word with its years blanked out, and the years (``2024-26`` holds 2024 and 2026)."""
    long = _SHORT_RANGE.sub(lambda m: f"{m[1]}{m[2]}{m[1][:2]}{m[3]}", word)
    return _YEAR.sub("\N{BULLET}", long).translate(_SIGNS), tuple(int(y) for y in _YEAR.findall(long))


def year_rolls(old: int, new: int, anni: Anni) -> bool:
    """Tell whether ``new`` is the year ``old`` after the roll: moved by as much as the plan, or caught up with it."""
    if anni.vecchio is None or anni.nuovo is None:
        return False
    if new - old == anni.passo:
        return True
    return (old == anni.vecchio or new == anni.nuovo) and old <= anni.vecchio and new <= anni.nuovo


def rolled_years(old: str, new: str, anni: Anni) -> int | None:
    """Return how many years of the text rolled on, or None when the texts differ otherwise (0: they are the same)."""
    before, after = old.split(), new.split()
    if len(before) != len(after):
        return None
    moved = 0
    for a, b in zip(before, after, strict=True):
        rolled = 0 if a == b else _rolled_in_word(a, b, anni)
        if rolled is None:
            return None
        moved += rolled
    return moved


def _rolled_in_word(old: str, new: str, anni: Anni) -> int | None:
    (frame, before), (other, after) = _years(old), _years(new)
    if frame != other or len(before) != len(after):
        return None
    moved = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    return len(moved) if all(year_rolls(a, b, anni) for a, b in moved) else None
