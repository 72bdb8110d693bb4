"""How alike two texts are: shared words weighed by how rare they are, in any order. The one place of the diff that knows rapidfuzz.

In: the texts of a level of both plans. Out: a number from 0 to 1 for a pair, the same in both directions. Words that are only
nearly equal (typing errors, other endings) count in part; numbers count only when they are equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz

from pipeline.diff.texts import bag

_NEARLY = 78.0
"""rapidfuzz ratio from which two words with the same beginning are one word written twice."""
_WORTH_A_LOOK = 0.25
"""Texts that share less than this are not searched for nearly equal words."""
_NEAR_SHARE = 0.85
"""What a nearly equal word counts of its weight."""
_OTHER_NUMBERS = 0.94
"""Factor for texts that each hold numbers the other does not (``Settore II`` and ``Settore III``)."""
_ROMAN = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"})


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of a text, how often each stands there, and their weight in all; which are long, and which are numbers."""

    number: int
    counts: dict[str, int]
    mass: float
    long: frozenset[str]
    numbers: frozenset[str]


class Similarity:
    """Texts of both plans, each distinct bag of words once, with weights that make rare words heavy."""

    def __init__(self, texts: Iterable[str]) -> None:
        bags = {text: tuple(sorted(bag(text).items())) for text in dict.fromkeys(texts)}
        distinct = sorted(set(bags.values()))
        seen = Counter(word for counts in distinct for word, _ in counts)
        self.weights = {word: log((len(distinct) + 1) / count) + 0.05 for word, count in seen.items()}
        self.profiles = [_profile(n, dict(counts), self._mass(counts)) for n, counts in enumerate(distinct)]
        numbers = {counts: number for number, counts in enumerate(distinct)}
        self._by_text = {text: self.profiles[numbers[counts]] for text, counts in bags.items()}
        self._scores: dict[tuple[int, int], float] = {}

    def _mass(self, counts: Iterable[tuple[str, int]]) -> float:
        return sum(self.weights[word] * count for word, count in counts)

    def profile(self, text: str) -> Profile:
        """Return the profile of one of the texts given at the start."""
        return self._by_text[text]

    def score(self, a: Profile, b: Profile) -> float:
        """Return how alike two profiles are, from 0 to 1."""
        if a.number == b.number:
            return 1.0
        key = (a.number, b.number) if a.number < b.number else (b.number, a.number)
        known = self._scores.get(key)
        if known is None:
            known = self._scores[key] = self._compare(self.profiles[key[0]], self.profiles[key[1]])
        return known

    def _compare(self, a: Profile, b: Profile) -> float:
        if not a.mass or not b.mass:
            return 0.0
        theirs = b.counts
        common = [word for word in a.counts if word in theirs]
        shared = sum([self.weights[word] * min(a.counts[word], theirs[word]) for word in common])
        if shared < _WORTH_A_LOOK * max(a.mass, b.mass):
            return self._share(shared, a.mass, b.mass)
        shared += self._nearly_shared(a.long.difference(common), b.long.difference(common))
        other_numbers = a.numbers.difference(common) and b.numbers.difference(common)
        return self._share(shared, a.mass, b.mass) * (_OTHER_NUMBERS if other_numbers else 1.0)

    @staticmethod
    def _share(shared: float, a: float, b: float) -> float:
        """Return how much of two texts is shared: of both together, and of the smaller one as far as it is no scrap."""
        small, large = (a, b) if a < b else (b, a)
        dice = 2 * shared / (small + large)
        inside = shared / small * min(1.0, 0.4 + 0.8 * small / large)
        return min(1.0, 0.55 * dice + 0.45 * inside)

    def _nearly_shared(self, rest_a: frozenset[str], rest_b: frozenset[str]) -> float:
        """Return the weight of the words of one rest that stand, slightly otherwise written, in the other."""
        total = 0.0
        free: dict[str, list[str]] = {}
        for word in rest_b:
            free.setdefault(word[0], []).append(word)
        for word in sorted([word for word in rest_a if word[0] in free]):
            others = free[word[0]]
            best = max([(fuzz.ratio(word, other), other) for other in others], default=(0.0, ""))
            if best[0] >= _NEARLY:
                others.remove(best[1])
                total += _NEAR_SHARE * min(self.weights[word], self.weights[best[1]])
        return total

    def coverage(self, whole: Profile, parts: Iterable[Profile]) -> float:
        """Return which share of a text's weight stands in the parts taken together."""
        present = Counter[str]()
        for part in parts:
            present.update(part.counts)
        shared = sum(self.weights[w] * min(c, present[w]) for w, c in whole.counts.items() if w in present)
        return shared / whole.mass if whole.mass else 0.0


def name_similarity(a: str, b: str) -> float:
    """Return how alike two short names are, from 0 to 1, whatever the order of their words."""
    return fuzz.token_sort_ratio(a.casefold(), b.casefold()) / 100


def _profile(number: int, counts: dict[str, int], mass: float) -> Profile:
    numbers = frozenset(word for word in counts if word.isdigit() or word in _ROMAN)
    long = frozenset(word for word in counts if len(word) > 3 and not word.isdigit())
    return Profile(number, counts, mass, long, numbers)
