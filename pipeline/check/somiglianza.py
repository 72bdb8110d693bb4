"""Are two texts the same action in other words? The only place in the checks where rapidfuzz is used.

Comes in: two texts as printed. Compared are the words that say which action it is: those that every indicator uses
(monitoring, degree, average time …) do not count. Two texts are the same when one says, in the same order, all
that the other says, or when both are long, almost all is shared and not both name something of their own (another place,
another office). Numbers and short
words must be equal before any likeness counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.check.words import fold, listed

_WORD = re.compile(r"\w+")
_QUALIFIER = re.compile(r"\(([^()]*)\)\W*$")
_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?|\b20\d\d\b")
_ALIKE = 90.0
_LONG_WORD = 6
_ENOUGH_WORDS = 3
_MANY_WORDS = 8
_ALMOST_ALL = 0.85


@dataclass(frozen=True, slots=True)
class Content:
    """What a text says: the words compared, how many of them are telling, names and numbers, a closing bracket.

    Names are words that the text writes with a capital; all words are folded.
    """

    words: tuple[str, ...]
    known: frozenset[str]
    telling: int
    names: frozenset[str]
    qualifier: str


def content_of(text: str, *, generic: bool = False) -> Content:
    """Return what a text says, dates and years left out; with ``generic`` the words that every indicator uses count too."""
    told: dict[str, None] = {}
    names: set[str] = set()
    for place, match in enumerate(_WORD.finditer(_DATE.sub(" ", text))):
        word = fold(match[0])
        if word in listed("doppioni", "vuote") or (not generic and word in listed("doppioni", "generiche")):
            continue
        told.setdefault(word)
        if (place and match[0][0].isupper()) or not word.isalpha():
            names.add(word)
    closing = _QUALIFIER.search(_DATE.sub(" ", text))
    telling = sum(word not in listed("doppioni", "generiche") for word in told)
    return Content(tuple(told), frozenset(told), telling, frozenset(names), fold(closing[1]).strip() if closing else "")


def same_action(one: Content, other: Content) -> bool:
    """Tell whether two contents are the same action. Symmetric."""
    if not _share_half(one, other):
        return False
    if one.qualifier and other.qualifier and one.qualifier != other.qualifier:
        return False
    small, large = sorted((one, other), key=lambda content: (len(content.words), content.words))
    if min(one.telling, other.telling) < _ENOUGH_WORDS:
        return False
    only_small = _unmatched(small.words, large.words)
    if not only_small and len(large.words) <= 2 * len(small.words) and _in_order(small.words, large.words):
        return True
    only_large = _unmatched(large.words, small.words)
    shared = len(small.words) - len(only_small)
    if shared < _MANY_WORDS or shared < _ALMOST_ALL * (shared + len(only_small) + len(only_large)):
        return False
    return not (only_small & small.names and only_large & large.names)


def _share_half(one: Content, other: Content) -> bool:
    """Tell whether half of the shorter text's words stand in the other: most pairs end here, before any likeness."""
    return 2 * len(one.known & other.known) >= min(len(one.words), len(other.words)) > 0


def _unmatched(words: tuple[str, ...], others: tuple[str, ...]) -> set[str]:
    return {word for word in words if not any(_alike(word, other) for other in others)}


def _in_order(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    rest = iter(others)
    return all(any(_alike(word, other) for other in rest) for word in words)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    long_enough = min(len(one), len(other)) >= _LONG_WORD
    return long_enough and one.isalpha() and other.isalpha() and fuzz.ratio(one, other) >= _ALIKE
