"""What speaks for pairs of objectives: text, code, unit, their indicators, and their settori as they are paired.

In: a level of objectives and the one of their indicators. Out: for each pair log-odds, and the evidence by name. Which pairs are made
is not decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import fsum

import numpy as np

from pipeline.diff.candidates import by_text
from pipeline.diff.leaves import Leaves
from pipeline.diff.nodes import Node
from pipeline.diff.places import ALONE, Grid, Places, Values, agree, in_order, sort_out
from pipeline.diff.scoring import Evidence, Texts, probability, worth, worth_of
from pipeline.model import ObiettivoIndividuale

_PARENTS_TOO = 0.6
"""Objectives with indicators that are so alike are candidates themselves."""


class Branches:
    """The objectives of both plans, or the individual ones (those have no ``settori`` above)."""

    def __init__(self, grid: Grid, settori: Grid | None, texts: Texts, leaves: Leaves) -> None:
        self.grid, self._leaves = grid, leaves
        self._texts, self._similarity = texts.sorts(grid.old, grid.new), texts.similarity
        self._settori = grid.parents(settori) if settori else None
        self._units = None if settori else sort_out(_places(grid.old), _places(grid.new), lambda place: place)
        self._sizes = grid.children()
        self.codes = self._candidates()
        self._own = self._own_evidence(self.codes)
        self._alike = self._alike_children(self.codes)
        self._fixed = worth(self._own)
        self._keep_those_with_a_chance()

    # candidates --------------------------------------------------------------------------------------------------------

    def _candidates(self) -> Places:
        found = by_text(self._similarity, self.grid, self._texts)
        alike = self._leaves.near_likeness >= _PARENTS_TOO
        return in_order({*found, *self.grid.same_key(), *self._parents(self._leaves.near[alike]).tolist()})

    def _keep_those_with_a_chance(self) -> None:
        """Leave out the pairs that could not be made even if all that is not known yet spoke for them."""
        # without one near pair of indicators there will hardly be a pair of them
        best = np.where(self._alike > 0, (self._alike + 1) / 2, self._alike)
        children = np.where(np.isnan(best), 0.0, worth_of("figli", best))
        good = self._fixed + children + worth_of("settore", 1.0) > 0
        self.codes, self._fixed, self._alike = self.codes[good], self._fixed[good], self._alike[good]
        self._own = {name: values[good] for name, values in self._own.items()}

    def _parents(self, leaves: Places) -> Places:
        """Return the pairs of objectives above pairs of indicators."""
        rows, columns = self._leaves.grid.split(leaves)
        return self._leaves.parents_old[rows] * self.grid.width + self._leaves.parents_new[columns]

    # evidence ----------------------------------------------------------------------------------------------------------

    def _own_evidence(self, codes: Places) -> Evidence:
        rows, columns = self.grid.split(codes)
        evidence = {
            "testo": self._texts.judge(rows, columns, self._similarity.score),
            "codice": self.grid.same_keys(codes),
        }
        if self._units is not None:
            evidence["unita"] = self._units.judge(rows, columns, _same_place)
        return evidence

    def _alike_children(self, codes: Places) -> Values:
        """Return how alike the indicators of objectives are, each with its best, NaN where one has none."""
        near = self._leaves.near
        parents = self._parents(near)
        asked = np.isin(parents, codes)
        parents, children = parents[asked], self._leaves.grid.split(near[asked])
        likely = np.array([probability(speaks) for speaks in self._leaves.near_worth[asked].tolist()])
        sums: dict[int, list[float]] = {}
        for members in children:
            for above, value in zip(*_best(parents, members, likely), strict=True):
                sums.setdefault(above, []).append(value)
        # fsum: the sum must not depend on the order of the nodes in the file
        total = np.array([fsum(sums.get(code, ())) for code in codes.tolist()], dtype=np.float64)
        sizes_old, sizes_new = self._family(codes)
        mean: Values = total / np.maximum(sizes_old + sizes_new, 1)
        mean[(sizes_old == 0) | (sizes_new == 0)] = np.nan
        return mean

    def _family(self, codes: Places) -> tuple[Places, Places]:
        """Return how many indicators the old and the new objective of each pair have."""
        rows, columns = self.grid.split(codes)
        return self._sizes[0][rows], self._sizes[1][columns]

    def _common_children(self, paired: Places) -> Values:
        """Return how much of the indicators is common: by likeness, and by pairs once there are some."""
        if not len(paired):
            return self._alike
        votes = Counter(self._parents(paired).tolist())
        common = np.array([votes.get(code, 0) for code in self.codes.tolist()], dtype=np.float64)
        sizes_old, sizes_new = self._family(self.codes)
        share: Values = 2 * common / np.maximum(sizes_old + sizes_new, 1)
        return (self._alike + share) / 2

    def _same_settore(self, successors: Places) -> Values:
        """Return whether the settori of a pair are a pair, NaN while none are paired."""
        if self._settori is None or (successors == ALONE).all():
            return np.full(len(self.codes), np.nan)
        rows, columns = self.grid.split(self.codes)
        return agree(successors[self._settori[0][rows]], self._settori[1][columns])

    def evidence(self, codes: Places, paired: Places, settori: Places) -> Evidence:
        """Return what speaks for some of the pairs, given the pairs of indicators and the successors of the settori."""
        found = self._own | {"figli": self._common_children(paired), "settore": self._same_settore(settori)}
        spots = np.searchsorted(self.codes, codes)
        return {name: values[spots] for name, values in found.items()}

    def scores(self, paired: Places, settori: Places) -> Values:
        """Return the log-odds of each of ``codes``."""
        total = self._fixed
        for name, values in (("figli", self._common_children(paired)), ("settore", self._same_settore(settori))):
            total = total + np.where(np.isnan(values), 0.0, worth_of(name, values))
        return total


def _best(groups: Places, members: Places, values: Values) -> tuple[list[int], list[float]]:
    """Return the highest value of each member of each group, with the group."""
    order = np.lexsort((members, groups))
    groups, members = groups[order], members[order]
    other = (np.diff(groups, prepend=ALONE) != 0) | (np.diff(members, prepend=ALONE) != 0)
    starts = np.flatnonzero(other)
    return groups[starts].tolist(), np.maximum.reduceat(values[order], starts).tolist()


def _places(nodes: Iterable[Node]) -> list[tuple[str | None, str | None]]:
    """Return unit (or body) and settore of individual objectives."""
    found = [node.nodo for node in nodes if isinstance(node.nodo, ObiettivoIndividuale)]
    return [(nodo.unita or nodo.ente, nodo.settore) for nodo in found]


def _same_place(old: tuple[str | None, str | None], new: tuple[str | None, str | None]) -> float:
    unit = 1.0 if old[0] == new[0] else 0.0
    return 0.8 * unit + 0.2 * (old[1] == new[1])
