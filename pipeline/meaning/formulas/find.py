"""Where a text prints a ratio: ``(N. x / N. y)``, ``n°x/n°y``, ``N. x su n. y``.

In: the text of an indicator or of an ALGORITMO. Out: numerator and denominator as printed, or None. Precision comes before
recall: a slash is a ratio only where words of quantity stand on both sides, or where one side repeats what the other
counts. Two ratios in one text, or brackets that do not balance, are a finding and no formula. Which text of an indicator
holds its formula is decided by ``find_indicatore_formula``: ALGORITMO first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.diagnostics import finding
from pipeline.meaning.formulas.groups import Brano, find_groups, flat, stretches
from pipeline.meaning.formulas.sides import join_sides, read_words
from pipeline.meaning.tokens import Tokens, compose, printed, tokenize
from pipeline.model import Diagnostic, Formula

_SLASHES = frozenset(("/", "÷"))
_DIVIDING_SLASH = re.compile(r"[/÷](?:(?<![0-9].)|(?![0-9]))")  # between figures it is a date's, or an act's number


def find_indicatore_formula(testo: str, algoritmo: str | None = None) -> tuple[Formula | None, tuple[Diagnostic, ...]]:
    """Return the formula of an indicator: that of its ALGORITMO, or else that of its text. The findings name no node."""
    if algoritmo:
        formula, findings = find_formula(algoritmo)
        if formula is not None or findings:
            return formula, findings
    return find_formula(testo)


@lru_cache(maxsize=512)  # asked for itself and for what it tells of the target; and next year's plan says it again
def find_formula(testo: str) -> tuple[Formula | None, tuple[Diagnostic, ...]]:
    """Return the one ratio that a text prints, and the findings where there may be one that was not taken."""
    if not _may_divide(compose(testo).lower()):  # most texts: not worth taking apart
        return None, ()
    tokens = tokenize(testo)
    texts = tuple([token.testo for token in tokens])
    if _dividers().isdisjoint(texts):
        return None, ()
    groups = find_groups(tokens, texts)
    if groups is None:
        return None, (finding("FOR002", testo=testo),) if _ratios((flat(tokens, texts),)) else ()
    ratios = _ratios(groups)
    if len(ratios) > 1:
        return None, (finding("FOR001", testo=testo, quanti=len(ratios)),)
    if not ratios:
        return None, ()
    above, below = ratios[0]
    return Formula(numeratore=printed(testo, above), denominatore=printed(testo, below)), ()


@cache
def _dividers() -> frozenset[str]:
    return read_words().su.union(_SLASHES)


def _may_divide(small: str) -> bool:
    """Tell whether a sign or a word that divides may stand in a text in small letters."""
    return _DIVIDING_SLASH.search(small) is not None or _dividing_words(small.isascii()).search(small) is not None


@cache
def _dividing_words(plain: bool) -> re.Pattern[str]:
    """Return the pattern of whole words that divide; where the text is not ``plain``, a letter beyond ASCII may be any of theirs."""
    any_letter = "" if plain else "\x80-\U0010ffff"
    words = ("".join(f"[{letter}{any_letter}]" for letter in word) for word in sorted(read_words().su))
    whole = (rf"{word}(?<![^\W\d_]{word})(?![^\W\d_])" for word in words)
    return re.compile("|".join(whole))


def _ratios(groups: tuple[Brano, ...]) -> list[tuple[Tokens, Tokens]]:
    """Return every ratio of the groups; the ratios in words (``n. x su n. y``) only where none is printed with a slash."""
    for dividers, places in ((_SLASHES, _slashes), (read_words().su, _words)):
        parts = [part for group in groups if not dividers.isdisjoint(group.testi) for part in stretches(group)]
        found = [ratio for part in parts for ratio in _in_stretch(part, places(part))]
        if found:
            return found
    return []


def _in_stretch(part: Brano, places: list[tuple[int, int, bool]]) -> Iterator[tuple[Tokens, Tokens]]:
    for start, end, strict in places:
        ratio = join_sides(part.cut(0, start), part.cut(end, len(part.tokens)), strict=strict)
        if ratio is not None:
            yield ratio


def _slashes(part: Brano) -> list[tuple[int, int, bool]]:
    """Return the places of slashes that may divide: not inside a bracket, a date or an act's number."""
    return [(at, at + 1, False) for at in _inner(part, _SLASHES) if not _between_numbers(part.tokens, at)]


def _words(part: Brano) -> list[tuple[int, int, bool]]:
    """Return the places of words that divide (``su``): counts must stand on both sides."""
    return [(at, at + 1, True) for at in _inner(part, read_words().su)]


def _inner(part: Brano, dividers: frozenset[str]) -> list[int]:
    """Return the places of dividers that have a side on either hand, outside brackets."""
    if dividers.isdisjoint(part.testi):
        return []
    last = len(part.testi) - 1
    return [at for at, text in enumerate(part.testi) if text in dividers and 0 < at < last and not part.profondita[at]]


def _between_numbers(tokens: Tokens, at: int) -> bool:
    return tokens[at - 1].tipo == "num" and tokens[at + 1].tipo == "num"
