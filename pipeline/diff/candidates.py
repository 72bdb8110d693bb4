"""Which nodes of the other plan may be a node's descendant: those whose texts share most weight with its own.

In: profiles of both sides. Out: for each pair worth a closer look, once. Nobody is decided upon here; a node that shares
no word with anything gets no candidate by its text (its place in the tree may still give it one).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from pipeline.diff.similarity import Profile, Similarity

_KEPT = 5
"""How many texts of the other side are looked at more closely ..."""
_LEAST = 0.2
"""... those that share at least this much ..."""
_OF_BEST = 0.65
"""... and this much of what the best one shares."""


class _Index:
    """Which profiles hold a word: for each word the places of its holders."""

    def __init__(self, similarity: Similarity, profiles: list[Profile]) -> None:
        self._weights = similarity.weights
        self._profiles = profiles
        self._masses = np.array([profile.mass for profile in profiles])
        holders: dict[str, list[int]] = defaultdict(list)
        for place, profile in enumerate(profiles):
            for word in profile.counts:
                holders[word].append(place)
        self._holders = {word: np.array(places, dtype=np.int64) for word, places in holders.items()}

    def nearest(self, profile: Profile) -> list[int]:
        """Return the numbers of the profiles that share most weight with this one, best first."""
        found = [(self._holders[word], self._weights[word]) for word in profile.counts if word in self._holders]
        if not found:
            return []
        places = np.concatenate([holders for holders, _ in found])
        weights = np.repeat([weight for _, weight in found], [len(holders) for holders, _ in found])
        shared = np.bincount(places, weights, minlength=len(self._profiles))
        share = 2 * shared / (self._masses + profile.mass)
        floor = max(_LEAST, _OF_BEST * float(share.max()))
        good = np.flatnonzero(share >= floor)
        # equal shares come in the order of the profiles, whatever the library's sorting does
        best = good[np.lexsort((good, -share[good]))][:_KEPT]
        return [self._profiles[int(place)].number for place in best]


def by_text(similarity: Similarity, old: Mapping[str, Profile], new: Mapping[str, Profile]) -> set[tuple[str, str]]:
    """Return the pairs of keys whose texts are near, looked for from both sides.

    Texts that stand many times in a plan are met with a few others each: those that stand near them in the plan.
    """
    pairs: set[tuple[str, str]] = set()
    groups = _groups(old), _groups(new)
    for turned, (here, there) in enumerate((groups, groups[::-1])):
        index = _Index(similarity, [similarity.profiles[number] for number in there])
        for number, keys in here.items():
            # where the other plan has the same words at least as often, nobody else needs to be asked
            same = len(keys) <= len(there.get(number, ()))
            for near in [number] if same else index.nearest(similarity.profiles[number]):
                for key in keys:
                    others = _neighbours(key, there[near])
                    pairs.update((other, key) if turned else (key, other) for other in others)
    return pairs


def _groups(profiles: Mapping[str, Profile]) -> dict[int, list[str]]:
    """Return the sorted keys of each profile, the profiles in order."""
    groups: dict[int, list[str]] = defaultdict(list)
    for key in sorted(profiles):
        groups[profiles[key].number].append(key)
    return dict(sorted(groups.items()))


def _neighbours(key: str, group: list[str]) -> list[str]:
    """Return a few keys of a sorted group, those around the place where ``key`` would stand."""
    if len(group) <= _KEPT:
        return group
    start = max(0, min(bisect_left(group, key) - _KEPT // 2, len(group) - _KEPT))
    return group[start : start + _KEPT]
