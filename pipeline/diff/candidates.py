"""Which nodes of the other plan may be a node's descendant: those that share its rarest words.

In: profiles of both sides. Out: for each pair worth a closer look, once. Nobody is decided upon here; a node that shares
no word with anything gets no candidate by its text (its place in the tree may still give it one).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nlargest

from pipeline.diff.similarity import Profile, Similarity

_BUDGET = 1200
"""How many entries of the index are read for one text, the rarest words first."""
_KEPT = 8
"""How many texts of the other side are looked at more closely."""


class Index:
    """Which profiles hold a word."""

    def __init__(self, similarity: Similarity, profiles: Iterable[Profile]) -> None:
        self._similarity = similarity
        self._holders: dict[str, list[int]] = defaultdict(list)
        for profile in profiles:
            for word in profile.counts:
                self._holders[word].append(profile.number)

    def nearest(self, profile: Profile) -> list[Profile]:
        """Return the profiles that share most weight with this one, best first."""
        weights = self._similarity.weights
        shared: dict[int, float] = defaultdict(float)
        budget = _BUDGET
        for word in sorted(profile.counts, key=lambda w: (-weights[w], w)):
            holders = self._holders.get(word, ())
            budget -= len(holders)
            if budget < 0 and shared:
                break
            weight = weights[word]
            for number in holders:
                shared[number] += weight
        profiles = self._similarity.profiles
        best = nlargest(_KEPT, shared, key=lambda n: (shared[n] / (profile.mass + profiles[n].mass), -n))
        return [profiles[number] for number in best]


def by_text(
    similarity: Similarity, old: Mapping[str, Profile], new: Mapping[str, Profile], kept: int = _KEPT
) -> set[tuple[str, str]]:
    """Return the pairs of keys whose texts are near, looked for from both sides.

    Texts that stand many times in a plan are met with at most ``kept`` others each: the same key first, then those that stand
    near it in the plan.
    """
    pairs: set[tuple[str, str]] = set()
    for here, there, turned in ((old, new, False), (new, old, True)):
        groups: dict[int, list[str]] = defaultdict(list)
        for key in sorted(there):
            groups[there[key].number].append(key)
        index = Index(similarity, {p.number: p for p in there.values()}.values())
        near: dict[int, list[Profile]] = {}
        for key, profile in here.items():
            if profile.number not in near:
                near[profile.number] = index.nearest(profile)
            for found in near[profile.number]:
                for other in _neighbours(key, groups[found.number], kept):
                    pairs.add((other, key) if turned else (key, other))
    return pairs


def _neighbours(key: str, group: list[str], kept: int) -> list[str]:
    """Return at most ``kept`` keys of a sorted group, those around the place where ``key`` would stand."""
    if len(group) <= kept:
        return group
    low, high = 0, len(group)
    while low < high:
        middle = (low + high) // 2
        if group[middle] < key:
            low = middle + 1
        else:
            high = middle
    start = max(0, min(low - kept // 2, len(group) - kept))
    return group[start : start + kept]
