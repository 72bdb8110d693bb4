"""Are two texts the same action in other words? The only place in the checks where rapidfuzz is used.

Comes in: two texts as printed. Compared are the words that say which action it is: those that every indicator uses
(monitoring, degree, average time …) do not count. Two texts are the same when one says, in the same order, all
that the other says, or when both are long, almost all is shared and not both name something of their own (another place,
another office). Numbers and short
words must be equal before any likeness counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

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


class Content(NamedTuple):
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
    undated = _DATE.sub(" ", text)
    common = listed("doppioni", "generiche")
    left_out = listed("doppioni", "vuote") if generic else listed("doppioni", "vuote") | common
    for place, match in enumerate(_WORD.finditer(undated)):
        word = fold(match[0])
        if word in left_out:
            continue
        told.setdefault(word)
        if (place and match[0][0].isupper()) or not word.isalpha():
            names.add(word)
    closing = _QUALIFIER.search(undated)
    telling = sum(word not in common for word in told)
    return Content(tuple(told), frozenset(told), telling, frozenset(names), fold(closing[1]).strip() if closing else "")


def pairs_alike(contents: Sequence[Content], owners: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of every two contents of different owners that are the same action, the lower first, in rising order.

    Only contents that have a rare word in common are compared: the time grows with the plan, not with its square.
    """
    for first, second in sorted(_neighbours(contents)):
        if owners[first] != owners[second] and same_action(contents[first], contents[second]):
            yield first, second


def _neighbours(contents: Sequence[Content]) -> set[tuple[int, int]]:
    """Return every two places whose contents may share half of the shorter one's words (and some that do not).

    Half of n words can be shared only where one of any n // 2 + 1 of them is, so the rarest are enough to ask.
    """
    places: dict[str, list[int]] = {}
    for place, content in enumerate(contents):
        for word in content.words:
            places.setdefault(word, []).append(place)
    found: set[tuple[int, int]] = set()
    for place, content in enumerate(contents):
        size = len(content.words)
        rarest = sorted(content.words, key=lambda word: len(places[word]))[: size // 2 + 1]
        others = {other for word in rarest for other in places[word] if len(contents[other].words) >= size}
        found.update((min(place, other), max(place, other)) for other in others - {place})
    return found


def same_action(one: Content, other: Content) -> bool:
    """Tell whether two contents are the same action. Symmetric."""
    if not _share_half(one, other):
        return False
    if one.qualifier and other.qualifier and one.qualifier != other.qualifier:
        return False
    small, large = sorted((one, other), key=lambda content: (len(content.words), content.words))
    if min(one.telling, other.telling) < _ENOUGH_WORDS:
        return False
    only_small = _unmatched(small, large)
    if not only_small and len(large.words) <= 2 * len(small.words) and _in_order(small.words, large.words):
        return True
    only_large = _unmatched(large, small)
    shared = len(small.words) - len(only_small)
    if shared < _MANY_WORDS or shared < _ALMOST_ALL * (shared + len(only_small) + len(only_large)):
        return False
    return not (only_small & small.names and only_large & large.names)


def _share_half(one: Content, other: Content) -> bool:
    """Tell whether half of the shorter text's words stand in the other: most pairs end here, before any likeness."""
    return 2 * len(one.known & other.known) >= min(len(one.words), len(other.words)) > 0


def _unmatched(one: Content, other: Content) -> set[str]:
    return {word for word in one.known - other.known if not any(_alike(word, known) for known in other.words)}


def _in_order(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    rest = iter(others)
    return all(any(_alike(word, other) for other in rest) for word in words)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    long_enough = min(len(one), len(other)) >= _LONG_WORD
    return long_enough and one.isalpha() and other.isalpha() and fuzz.ratio(one, other) >= _ALIKE
