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
from pipeline.meaning.formulas.groups import Brano, find_groups, stretches
from pipeline.meaning.formulas.sides import join_sides, read_words
from pipeline.meaning.tokens import Tokens, printed, tokenize
from pipeline.model import Diagnostic, Formula

_SLASHES = ("/", "÷")


def find_indicatore_formula(testo: str, algoritmo: str | None = None) -> tuple[Formula | None, tuple[Diagnostic, ...]]:
    """Return the formula of an indicator: that of its ALGORITMO, or else that of its text. The findings name no node."""
    if algoritmo:
        formula, findings = find_formula(algoritmo)
        if formula is not None or findings:
            return formula, findings
    return find_formula(testo)


@lru_cache(maxsize=64)  # asked once for the formula, and once for what it tells of the target
def find_formula(testo: str) -> tuple[Formula | None, tuple[Diagnostic, ...]]:
    """Return the one ratio that a text prints, and the findings where there may be one that was not taken."""
    if testo.isascii() and not _divider().search(testo):
        return None, ()  # other texts are folded first: other signs and letters may become these
    tokens = tokenize(testo)
    if _dividers().isdisjoint([token.testo for token in tokens]):
        return None, ()
    groups = find_groups(tokens)
    if groups is None:
        whole = Brano(tokens=tokens, profondita=(0,) * len(tokens))
        return None, (finding("FOR002", testo=testo),) if _ratios((whole,)) else ()
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


@cache
def _divider() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_dividers()))), re.IGNORECASE)


def _ratios(groups: tuple[Brano, ...]) -> list[tuple[Tokens, Tokens]]:
    """Return every ratio of the groups; the ratios in words (``n. x su n. y``) only where none is printed with a slash."""
    for places in (_slashes, _words):
        found = [ratio for group in groups for part in stretches(group) for ratio in _in_stretch(part, places(part))]
        if found:
            return found
    return []


def _in_stretch(part: Brano, places: Iterator[tuple[int, int, bool]]) -> Iterator[tuple[Tokens, Tokens]]:
    for start, end, strict in places:
        ratio = join_sides(part.cut(0, start), part.cut(end, len(part.tokens)), strict=strict)
        if ratio is not None:
            yield ratio


def _slashes(part: Brano) -> Iterator[tuple[int, int, bool]]:
    """Yield the places of slashes that may divide: not inside a bracket, a date or an act's number."""
    tokens = part.tokens
    for at in range(1, len(tokens) - 1):
        if tokens[at].testo not in _SLASHES or part.profondita[at]:
            continue
        if tokens[at - 1].tipo == "num" and tokens[at + 1].tipo == "num":
            continue
        yield at, at + 1, False


def _words(part: Brano) -> Iterator[tuple[int, int, bool]]:
    """Yield the places of words that divide (``su``): counts must stand on both sides."""
    divides = read_words().su
    for at in range(1, len(part.tokens) - 1):
        if not part.profondita[at] and part.tokens[at].testo in divides:
            yield at, at + 1, True
