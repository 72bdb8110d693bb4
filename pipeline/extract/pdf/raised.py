"""Smaller text that is raised behind a word: a note's mark is taken off it, an exponent or an ordinal's letter stays.

In: the words of a page in drawing order; where glyphs are smaller and raised, engines part them. Out: the words put together again,
with the marks of notes beside them and ``Apice`` telling what each is. Where the note itself stands is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import compress, count, pairwise
from operator import attrgetter, ne

from pipeline.extract.pdf.page import Apice, Word
from pipeline.extract.pdf.words import OBJECT_GAP, OVERLAP, baseline

SMALLER = 0.88
"""A mark has at most so much of its word's size: browsers take 0.83, TeX 0.7, word processors 0.58."""

LOWEST, HIGHEST = 0.12, 0.6
"""Its baseline stands so much of the word's size above the word's; more is another line."""

NEAR = 0.5
"""A mark behind a space stands no further from its word than this (in ems)."""

LEVEL = 0.05
"""Baselines that differ by less than this (in ems) are one."""

MARK = r"[(\[]?(?:\d{1,2}|[a-z])[)\]]?|[*†‡§]{1,4}|\(\*{1,4}\)"
"""What a note's mark looks like: one or two figures, one letter, both perhaps in brackets, or signs."""

_MARKS = re.compile(rf"(?:{MARK})(?:[,;–-](?:{MARK}))*")
_LENGTH = re.compile(r"(?:.*[^a-zA-Z])?(?:da|[dcmkh])?m")
"""A word that ends with a unit of length: what is raised behind it makes an area or a volume."""
_POWERS = frozenset("23")
_SHORT_NUMBER = re.compile(r"\W*\d{1,3}(?:[.,]\d+)*")
"""A word that is a number, which may have a power; no year and no date."""
_ABBREVIATED = re.compile(r"(?:.*[^A-Za-z])?(?:[A-Za-z]{1,2}|[A-Z]{3})|.*\.")
"""A word that ends with a few letters or a full stop: raised figures may belong to it (`CO2`), raised letters too (`n°`, `prof.a`)."""
_FRACTIONS = ("/", "\u2044")

_size = attrgetter("size")


def is_raised(size: float, lift: float, usual: float) -> bool:
    """Tell whether type of this size, ``lift`` points above the baseline of text of the ``usual`` size, is smaller and raised."""
    return size <= SMALLER * usual and LOWEST * usual <= lift <= HIGHEST * usual


def are_unlike(sizes: Set[float]) -> bool:
    """Tell whether type of these sizes may be raised at all: on most pages it is of about one size."""
    return min(sizes, default=0.0) < SMALLER * max(sizes, default=0.0)


def is_step(before: float, lift: float, after: float) -> bool:
    """Tell whether type of size ``after``, ``lift`` points above that of size ``before``, begins or ends what is raised."""
    return is_raised(after, lift, before) or is_raised(before, -lift, after)


def settle_raised(words: Sequence[Word]) -> Sequence[Word]:
    """Return a page's words with raised parts put back into their words, and marks of notes told apart (``Word.apice``).

    Words without anything raised are given back as they came.
    """
    if not _has_raised(words):
        return words
    heads = _find_heads(words)
    told = frozenset(heads.values())
    settled: list[Word] = []
    at = 0
    while at < len(words):
        if at in heads:
            settled.append(words[at]._replace(apice=Apice.NOTA))
            at += 1
            continue
        used = _take(settled, words[at], words[at + 1 : at + 2], told) if settled else 0
        if not used:
            settled.append(words[at])
        at += max(used, 1)
    return settled


def _has_raised(words: Sequence[Word]) -> bool:
    """Tell whether a word beside another one is raised: on most pages none is, and they are done with."""
    sizes = list(map(_size, words))
    changes = compress(count(), map(ne, sizes, sizes[1:]))
    return any(_is_lifted(words[at], words[at + 1]) or _is_lifted(words[at + 1], words[at]) for at in changes)


def bare_mark(text: str) -> str:
    """Return a mark without its brackets."""
    return text.strip("()[]")


def _find_heads(words: Sequence[Word]) -> dict[int, str]:
    """Return the places of marks that stand raised before a line's first word, and their text: notes begin so."""
    return {
        at: bare_mark(one.testo)
        for at, (one, other) in enumerate(pairwise(words))
        if _is_lifted(other, one)
        and -OVERLAP * other.size <= other.x0 - one.x1 <= 2 * NEAR * other.size
        and _MARKS.fullmatch(one.testo)
        and not other.testo.startswith(_FRACTIONS)
        and not any(word.x1 <= one.x0 + 1 and word.top < baseline(other) < word.bottom for word in words)
    }


def _take(settled: list[Word], word: Word, after: Sequence[Word], heads: Set[str]) -> int:
    """Put a word to those before it, if it is raised or they are, with what goes on ``after`` it; return how many were taken."""
    last = settled[-1]
    if last.apice is Apice.NOTA:
        return 0
    at = next((at for at in range(len(settled) - 1, -1, -1) if not _is_mark(settled[at])), 0)
    base = settled[at]
    if _is_lifted(base, word):
        glued = _is_glued(last, word, base.size)
        return (_add_raised if glued else _add_apart)(settled, at, word, after, heads)
    if last is base and _is_lifted(word, base) and _is_glued(base, word, word.size):
        settled[at] = word._replace(testo=base.testo + word.testo, x0=base.x0)
        return 1
    return 0


def _add_raised(settled: list[Word], at: int, word: Word, after: Sequence[Word], heads: Set[str]) -> int:
    """Add what is raised right behind the word at ``at``, as its note's mark or as a part of it."""
    base, tail = settled[at], _tail(settled[at], word, after)
    apice = judge(base.testo, word.testo, tail.testo if tail else "", heads)
    is_mark = apice in (Apice.RICHIAMO, Apice.FORSE)
    if not is_mark:
        settled[at] = base = _joined(base, word)._replace(apice=apice)
    if tail:
        settled[at] = _joined(base, tail)
    if is_mark:
        settled.append(word._replace(apice=apice))
    return 2 if tail else 1


def _add_apart(settled: list[Word], at: int, word: Word, after: Sequence[Word], heads: Set[str]) -> int:
    """Add what is raised behind a space, if it is a mark and the text there does not go on in its own size."""
    base, last = settled[at], settled[-1]
    alone = not any(abs(one.size - word.size) < 0.1 * word.size and _is_level(word, one) for one in after)
    if not (alone and last.space_after and 0 <= word.x0 - last.x1 <= NEAR * base.size) or _tail(base, word, after):
        return 0
    apice = judge(base.testo, word.testo, "", heads)
    if apice not in (Apice.RICHIAMO, Apice.FORSE):
        return 0
    settled.append(word._replace(apice=apice))
    return 1


def _tail(base: Word, raised: Word, after: Sequence[Word]) -> Word | None:
    """Return what goes on at once behind what is raised, on the level of its word."""
    return next((one for one in after if _is_glued(raised, one, base.size) and _is_level(base, one)), None)


def judge(base: str, raised: str, tail: str, heads: Set[str]) -> Apice:
    """Tell what is raised behind ``base``, with ``tail`` glued behind; ``heads`` are the marks that notes of the page begin with."""
    if not _MARKS.fullmatch(raised):
        return Apice.PARTE if raised.isdecimal() else Apice.NESSUNO
    if tail and (tail[0].isalnum() or tail.startswith(_FRACTIONS)):
        return Apice.NESSUNO if _is_power(base, raised) else Apice.PARTE
    told = bare_mark(raised) in heads
    if not raised.isalnum():
        return Apice.RICHIAMO
    if _belongs(base, raised):
        return Apice.PARTE if told else Apice.NESSUNO
    sure = told or not (raised.isalpha() or _SHORT_NUMBER.fullmatch(base) or _ABBREVIATED.fullmatch(base))
    return Apice.RICHIAMO if sure else Apice.FORSE


def _belongs(base: str, raised: str) -> bool:
    """Tell whether what is raised is a part of its word, as far as one can see: a power of a length, an ordinal's letter."""
    if raised.isalpha():
        return bool(_SHORT_NUMBER.fullmatch(base) or _ABBREVIATED.fullmatch(base))
    return _is_power(base, raised)


def _is_power(base: str, raised: str) -> bool:
    return raised in _POWERS and _LENGTH.fullmatch(base) is not None


def _is_mark(word: Word) -> bool:
    return word.apice in (Apice.RICHIAMO, Apice.FORSE)


def _is_lifted(word: Word, raised: Word) -> bool:
    lift = baseline(word) - baseline(raised)
    return word.angle == raised.angle == 0 and is_raised(raised.size, lift, word.size)


def _is_level(one: Word, other: Word) -> bool:
    return other.angle == 0 and abs(baseline(one) - baseline(other)) <= LEVEL * one.size


def _is_glued(one: Word, other: Word, size: float) -> bool:
    return not one.space_after and -OVERLAP * size <= other.x0 - one.x1 <= OBJECT_GAP * size


def _joined(one: Word, other: Word) -> Word:
    return one._replace(testo=one.testo + other.testo, x1=other.x1, space_after=other.space_after)
