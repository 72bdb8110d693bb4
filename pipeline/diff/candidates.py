"""Which nodes of the other plan may be a node's descendant: those whose texts share most weight with its own.

In: the texts of a level. Out: the codes of the pairs worth a closer look. Nobody is decided upon here; a node that shares
no word with anything gets no candidate by its text (its place in the tree may still give it one).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from pipeline.diff.places import Grid, Places, Sorts, as_places
from pipeline.diff.similarity import Profile, Similarity

_KEPT = 5
"""How many texts of the other side are looked at more closely ..."""
_LEAST = 0.2
"""... those that share at least this much ..."""
_OF_BEST = 0.65
"""... and this much of what the best one shares."""


class _Index:
    """Which profiles hold a word: for each word the places of its holders, and its weight as often."""

    def __init__(self, similarity: Similarity, profiles: list[Profile]) -> None:
        self._profiles = profiles
        self._masses = np.array([profile.mass for profile in profiles])
        holders: dict[str, list[int]] = defaultdict(list)
        for place, profile in enumerate(profiles):
            for word in profile.counts:
                holders[word].append(place)
        weights = similarity.weights
        self._holders = {
            word: (as_places(places), np.full(len(places), weights[word])) for word, places in holders.items()
        }

    def nearest(self, profile: Profile) -> list[int]:
        """Return the numbers of the profiles that share most weight with this one, best first."""
        found = [self._holders[word] for word in profile.counts if word in self._holders]
        if not found:
            return []
        places, weights = (np.concatenate(parts) for parts in zip(*found, strict=True))
        shared = np.bincount(places, weights)
        # most profiles share next to nothing: whoever shares less than this is below the least share, however short
        some = np.flatnonzero(shared > 0.49 * _LEAST * profile.mass)
        share = 2 * shared[some] / (self._masses[some] + profile.mass)
        floor = max(_LEAST, _OF_BEST * float(share.max(initial=0.0)))
        good = np.flatnonzero(share >= floor)
        # equal shares come in the order of the profiles, whatever the library's sorting does
        best = good[np.lexsort((good, -share[good]))][:_KEPT]
        return [self._profiles[place].number for place in some[best].tolist()]


def by_text(similarity: Similarity, grid: Grid, texts: Sorts[Profile]) -> set[int]:
    """Return the pairs of nodes whose texts are near, looked for from both sides.

    Texts that stand many times in a plan are met with a few others each: those that stand near them in the plan.
    """
    old, new = list(grid.old_places), list(grid.new_places)
    there = _Meeting(similarity, texts.old, old, texts.new, new).pairs()
    back = _Meeting(similarity, texts.new, new, texts.old, old).pairs()
    width = grid.width
    return {a * width + b for a, b in there} | {a * width + b for b, a in back}


class _Meeting:
    """The nodes of one side, each with those of the other side that it is met with."""

    def __init__(self, similarity: Similarity, here: Places, keys: list[str], there: Places, others: list[str]) -> None:
        self._profiles = similarity.profiles
        self._here, self._there = _groups(here), _groups(there)
        self._keys, self._others = keys, others
        self._index = _Index(similarity, [self._profiles[number] for number in self._there])

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of places, the same one more than once perhaps."""
        for number, places in self._here.items():
            # where the other plan has the same words at least as often, nobody else needs to be asked
            same = len(places) <= len(self._there.get(number, ()))
            for near in [number] if same else self._index.nearest(self._profiles[number]):
                group = self._there[near]
                for place in places:
                    for other in self._neighbours(place, group):
                        yield place, other

    def _neighbours(self, place: int, group: list[int]) -> list[int]:
        """Return a few places of a sorted group, those around the one where the node would stand."""
        if len(group) <= _KEPT:
            return group
        stand = bisect_left(group, self._keys[place], key=self._others.__getitem__)
        start = max(0, min(stand - _KEPT // 2, len(group) - _KEPT))
        return group[start : start + _KEPT]


def _groups(numbers: Places) -> dict[int, list[int]]:
    """Return the places of each profile, the profiles in order."""
    groups: dict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(numbers.tolist()):
        groups[number].append(place)
    return dict(sorted(groups.items()))
