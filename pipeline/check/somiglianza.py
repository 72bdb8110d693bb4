"""Are two texts the same action in other words? The only place in the checks where rapidfuzz is used.

Comes in: two texts as printed. Compared are the words that say which action it is: those that every indicator uses
(monitoring, degree, average time …) do not count. Two texts are the same when one says, in the same order, all
that the other says, or when both are long, almost all is shared and not both name something of their own (another place,
another office). Numbers and short
words must be equal before any likeness counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz import fuzz

from pipeline.check.words import fold, listed, words_of

_WORD = re.compile(r"\w+")
_QUALIFIER = re.compile(r"\(([^()]*)\)\W*$")
_DATE = re.compile(r"\d(?:\d?[/.]\d{1,2}(?:[/.]\d{4})?|(?<=\b2)0\d\d\b)")  # a date, or a year from 2000 on
_FIGURE = re.compile(r"\d")
_ALIKE = 90.0
_LONG_WORD = 6
_ENOUGH_WORDS = 3
_MANY_WORDS = 8
_ALMOST_ALL = 0.85


class Content:
    """What a text says: ``words`` are those compared, folded, each once; the rest is looked for when a pair may be alike.

    ``vague``: too few words say which action it is for it to be the same as another.
    """

    __slots__ = ("_undated", "known", "vague", "words")

    def __init__(self, undated: str, left_out: frozenset[str]) -> None:
        """Take a text without dates and years, and the words that do not count."""
        self._undated = undated
        self.words = tuple(dict.fromkeys([word for word in words_of(undated) if word not in left_out]))
        self.known = frozenset(self.words)
        self.vague = len(self.known - listed("doppioni", "generiche")) < _ENOUGH_WORDS

    @property
    def names(self) -> frozenset[str]:
        """The words that the text writes with a capital, and its numbers."""
        printed = [(place, said, fold(said)) for place, said in enumerate(_WORD.findall(self._undated))]
        named = (word for place, said, word in printed if (place and said[0].isupper()) or not word.isalpha())
        return self.known.intersection(named)

    @property
    def qualifier(self) -> str:
        """What a bracket at the end says."""
        closing = _QUALIFIER.search(self._undated)
        return fold(closing[1]).strip() if closing else ""


def content_of(text: str, *, generic: bool = False) -> Content:
    """Return what a text says, dates and years left out; with ``generic`` the words that every indicator uses count too."""
    undated = _DATE.sub(" ", text) if _FIGURE.search(text) else text
    return Content(undated, listed("doppioni", "vuote") if generic else _left_out())


@cache
def _left_out() -> frozenset[str]:
    return listed("doppioni", "vuote") | listed("doppioni", "generiche")


def pairs_alike(contents: Sequence[Content], owners: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of every two contents of different owners that are the same action, the lower first, in rising order.

    Only contents that have a rare word in common are compared: the time grows with the plan, not with its square.
    """
    for first, second in sorted(_neighbours(contents)):
        if owners[first] != owners[second] and same_action(contents[first], contents[second]):
            yield first, second


def _neighbours(contents: Sequence[Content]) -> set[tuple[int, int]]:
    """Return every two places whose contents tell enough and may share half of the shorter one's words (and some that do not).

    Half of n words can be shared only where one of any n // 2 + 1 of them is, so the rarest are enough to ask.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    compared = [(place, content) for place, content in enumerate(contents) if not content.vague]
    for place, content in compared:
        for word in content.words:
            places[word].append(place)
    times = {word: len(found) for word, found in places.items()}
    sizes = [len(content.words) for content in contents]
    found: set[tuple[int, int]] = set()
    for place, content in compared:
        shared = [word for word in content.words if times[word] > 1]
        asked = sizes[place] // 2 + 1 - (sizes[place] - len(shared))  # the rarest words are those of this content alone
        if asked <= 0:
            continue
        others = set[int]().union(*[places[word] for word in sorted(shared, key=times.__getitem__)[:asked]])
        for other in others:
            if sizes[other] >= sizes[place] and other != place:
                found.add((place, other) if place < other else (other, place))
    return found


def same_action(one: Content, other: Content) -> bool:
    """Tell whether two contents are the same action. Symmetric."""
    if one.vague or other.vague or not _share_half(one, other):
        return False
    if _differ(one.qualifier, other.qualifier):
        return False
    small, large = sorted((one, other), key=lambda content: (len(content.words), content.words))
    strange = sum(
        not _may_vary(word) for word in small.known - large.known
    )  # these have no other spelling in the large one
    if strange and len(small.words) - strange < _MANY_WORDS:
        return False
    only_small = _unmatched(small, large)
    if not only_small and len(large.words) <= 2 * len(small.words) and _in_order(small.words, large.words):
        return True
    only_large = _unmatched(large, small)
    shared = len(small.words) - len(only_small)
    if shared < _MANY_WORDS or shared < _ALMOST_ALL * (shared + len(only_small) + len(only_large)):
        return False
    return not (only_small & small.names and only_large & large.names)


def _differ(one: str, other: str) -> bool:
    """Tell whether two brackets say different things."""
    return bool(one and other) and one != other


def _share_half(one: Content, other: Content) -> bool:
    """Tell whether half of the shorter text's words stand in the other: most pairs end here, before any likeness."""
    return 2 * len(one.known & other.known) >= min(len(one.words), len(other.words)) > 0


def _unmatched(one: Content, other: Content) -> set[str]:
    rest = one.known - other.known
    variable = [word for word in other.words if _may_vary(word)] if rest else []
    return {word for word in rest if not (_may_vary(word) and any(_vary(word, known) for known in variable))}


def _in_order(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    rest = iter(others)
    return all(any(_alike(word, other) for other in rest) for word in words)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return _may_vary(one) and _may_vary(other) and _vary(one, other)


def _may_vary(word: str) -> bool:
    """Tell whether likeness counts for a word: it is long, and no number."""
    return len(word) >= _LONG_WORD and word.isalpha()


def _vary(one: str, other: str) -> bool:
    """Tell whether two words that may vary are one and the same in two spellings or endings."""
    return fuzz.ratio(one, other) >= _ALIKE
