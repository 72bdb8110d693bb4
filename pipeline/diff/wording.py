"""Two texts word by word: what stayed, what went, what came, and which years only rolled on.

In: the text before and after. Out: segments in reading order. Joining those that are not added gives the old text, those that
are not removed the new one (spaces folded).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from pipeline.diff.texts import Anni, fold, rolled_years

_PIECE = re.compile(r"\S+")


class Segno(StrEnum):
    """What happened to a run of words."""

    UGUALE = "="
    TOLTO = "-"
    MESSO = "+"
    RINNOVATO = "~"


@dataclass(frozen=True, slots=True)
class Segmento:
    """A run of words: the old ones and the new ones (the same but for case where it is equal; one empty where it is not)."""

    segno: Segno
    prima: str
    dopo: str


def word_edits(before: str, after: str, anni: Anni) -> tuple[Segmento, ...]:
    """Return the edit from one text to the other, in runs of words."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    matcher = SequenceMatcher(None, _names(old, anni.vecchio), _names(new, anni.nuovo), False)
    segments: list[Segmento] = []
    for tag, i0, i1, j0, j1 in matcher.get_opcodes():
        if tag == "equal":
            segments += _same(old[i0:i1], new[j0:j1], anni)
            continue
        if i1 > i0:
            segments.append(Segmento(Segno.TOLTO, " ".join(old[i0:i1]), ""))
        if j1 > j0:
            segments.append(Segmento(Segno.MESSO, "", " ".join(new[j0:j1])))
    return tuple(segments)


def _names(words: list[str], year: int | None) -> list[str]:
    """Return the words as they are found again: the plan's own year reads alike in both plans."""
    folded = [fold(word) for word in words]
    return folded if year is None else [word.replace(str(year), "\N{BULLET}") for word in folded]


def _same(old: list[str], new: list[str], anni: Anni) -> list[Segmento]:
    """Return equal words as runs, the years that rolled on apart."""
    rolled = [n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b and rolled_years(a, b, anni)]
    segments: list[Segmento] = []
    start = 0
    for end in (*rolled, len(old)):
        if end > start:
            segments.append(Segmento(Segno.UGUALE, " ".join(old[start:end]), " ".join(new[start:end])))
        if end < len(old):
            segments.append(Segmento(Segno.RINNOVATO, old[end], new[end]))
        start = end + 1
    return segments
