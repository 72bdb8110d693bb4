"""Texts as their author wrote them: cell texts come in, proposals for damaged words go out; nothing is changed here.

A font may draw `tt`, `ti` or `fi` as one glyph that the text lacks, with a gap (`obie vi`) or without (`seembre`). A title
may be set in spaced letters, or every letter twice. A word is repaired only into one that the document itself or
profiles/legature.toml knows, when there is exactly one, and never when what stands there could be right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.diagnostics import finding
from pipeline.model import Diagnostic
from pipeline.profiles import read_profile

_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){3,}(?!\w)")
_DOUBLED = re.compile(r"(?<!\w)(?:([^\W\d_])\1){4,}(?!\w)")
_SHORTEST = 6
"""A word repaired has at least this many letters."""

_SHORTEST_GAPLESS = 4
"""What is left of a word that lost letters without a gap has at least this many."""

_WITNESSES = 3
"""Without gaps, so many different words must be damaged before any is repaired: a font that loses letters loses them often."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Lexicon:
    """Words that are certain (lower case): ``known`` to repair against, ``short`` ones that stand on their own."""

    known: frozenset[str]
    short: frozenset[str]
    spaced: frozenset[str]
    ligatures: tuple[str, ...]
    doubtful: tuple[str, ...]


def propose_repairs(texts: Iterable[str]) -> dict[str, str]:
    """Return printed -> repaired for the damaged words of a document's cell texts (white space folded).

    A key is a word, or two neighbouring words with the space between them (`obie vi`); case is kept. Use ``apply_repairs``
    to put them in and ``report_repairs`` to say so.
    """
    texts = list(texts)
    repairs: dict[str, str] = {}
    for text in texts:
        repairs.update(_undouble(text))
    lexicon = _lexicon(texts)
    for text in texts:
        repairs.update(_close_up(text, lexicon))
    repairs.update(_rejoin(texts, lexicon))
    repairs.update(_refill(texts, lexicon, witnesses=len(repairs)))
    return dict(sorted(repairs.items()))


def apply_repairs(text: str, repairs: Mapping[str, str]) -> str:
    """Return the text with its damaged words repaired; longer keys first."""
    for printed in sorted(repairs, key=lambda key: (-len(key), key)):
        if printed in text:
            text = re.sub(rf"(?<!\w){re.escape(printed)}(?!\w)", repairs[printed], text)
    return text


def report_repairs(texts: Iterable[str], repairs: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return a finding for each repair, with how often it was made in ``texts`` (as printed)."""
    counts: Counter[str] = Counter()
    for text in texts:
        for printed in repairs:
            if printed in text:
                counts[printed] += len(re.findall(rf"(?<!\w){re.escape(printed)}(?!\w)", text))
    return tuple(
        finding(_code(printed, repairs[printed]), prima=printed, dopo=repairs[printed], volte=counts[printed])
        for printed in sorted(counts)
        if counts[printed]
    )


def _code(printed: str, repaired: str) -> str:
    """Letters that came back were lost; letters that went, or spaces alone, are a way of setting titles."""
    return "LET106" if sum(map(str.isalpha, repaired)) > sum(map(str.isalpha, printed)) else "LET108"


@cache
def _profile() -> _Lexicon:
    profile = read_profile("legature")
    words = frozenset(profile["parole"])
    return _Lexicon(
        known=words,
        short=frozenset(profile["brevi"]),
        spaced=words | frozenset(profile["spaziate"]),
        ligatures=tuple(profile["legature"]),
        doubtful=tuple(profile["incerte"]),
    )


def _lexicon(texts: Sequence[str]) -> _Lexicon:
    """Add the document's own words: long ones that come twice and have the letters that might be lost."""
    base = _profile()
    counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    own = {
        word
        for word, count in counts.items()
        if count > 1 and len(word) >= _SHORTEST and any(letters in word for letters in base.ligatures)
    }
    return _Lexicon(
        known=base.known | own,
        short=base.short,
        spaced=base.spaced | own,
        ligatures=base.ligatures,
        doubtful=base.doubtful,
    )


def _undouble(text: str) -> Iterator[tuple[str, str]]:
    """Yield words in which every letter stands twice; three different letters make a chance impossible."""
    for match in _DOUBLED.finditer(text):
        single = match[0][::2]
        if len(set(single.lower())) >= 3:
            yield match[0], single


def _close_up(text: str, lexicon: _Lexicon) -> Iterator[tuple[str, str]]:
    """Yield runs of single letters that spell known words."""
    for match in _SPACED.finditer(text):
        letters = match[0].replace(" ", "")
        words = _spelled(letters.lower(), lexicon.spaced | lexicon.short)
        if words and max(map(len, words)) >= 4:
            starts = [sum(map(len, words[:at])) for at in range(len(words))]
            yield (
                match[0],
                " ".join(letters[start : start + len(word)] for start, word in zip(starts, words, strict=True)),
            )


def _spelled(letters: str, words: frozenset[str]) -> list[str] | None:
    """Return the fewest known words that these letters are, or None."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        ways = [
            [*before, letters[start:end]]
            for start in range(end)
            if (before := best[start]) is not None and letters[start:end] in words
        ]
        best.append(min(ways, key=len, default=None))
    return best[-1]


def _rejoin(texts: Sequence[str], lexicon: _Lexicon) -> Iterator[tuple[str, str]]:
    """Yield two neighbouring words that are one known word when lost letters are put between them."""
    pairs = dict.fromkeys(pair for text in texts for pair in _neighbours(text))
    for left, right in pairs:
        one, other = left.lower(), right.lower()
        if _stands(one, lexicon) and _stands(other, lexicon):
            continue
        found = {one + letters + other for letters in lexicon.ligatures} & lexicon.known
        if len(found) == 1 and len(word := found.pop()) >= _SHORTEST:
            yield f"{left} {right}", left + word[len(left) : len(word) - len(right)] + right


def _neighbours(text: str) -> Iterator[tuple[str, str]]:
    for one, other in pairwise(_WORD.finditer(text)):
        if text[one.end() : other.start()] == " " and not (one[0].isupper() and len(one[0]) > 1):
            yield one[0], other[0]


def _stands(word: str, lexicon: _Lexicon) -> bool:
    return word in lexicon.short or word in lexicon.known


def _refill(texts: Sequence[str], lexicon: _Lexicon, *, witnesses: int) -> Iterator[tuple[str, str]]:
    """Yield words that are one known word when lost letters are put into them, where the document has many such words."""
    words = sorted({word for text in texts for word in _WORD.findall(text)})
    found = [(word, whole) for word in words if (whole := _refilled(word, lexicon)) is not None]
    if witnesses + len(found) >= _WITNESSES:
        yield from found


def _refilled(word: str, lexicon: _Lexicon) -> str | None:
    lower = word.lower()
    if len(lower) < _SHORTEST_GAPLESS or word.isupper() or _stands(lower, lexicon) or lower.endswith(lexicon.doubtful):
        return None
    found = {
        (at, letters)
        for at in range(1, len(lower))
        for letters in lexicon.ligatures
        if lower[:at] + letters + lower[at:] in lexicon.known
    }
    whole = {lower[:at] + letters + lower[at:] for at, letters in found}
    if len(whole) != 1 or len(next(iter(whole))) < _SHORTEST:
        return None
    at, letters = min(found)
    return word[:at] + letters + word[at:]
