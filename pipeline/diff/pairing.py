"""The pairs of all levels while they are being found.

In: both sides, always in the same direction. Out: pairs, their scores, the evidence of each. Objectives and indicators are
assigned in turn, three times: what is paired on one level is evidence on the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.diff.assignment import assign
from pipeline.diff.branches import Branches
from pipeline.diff.leaves import Leaves
from pipeline.diff.nodes import Livello, Side
from pipeline.diff.places import ALONE, Places, Values, as_places, make_grid
from pipeline.diff.scoring import LEVELS, Evidence, Owners, prepare_texts
from pipeline.diff.settori import Settori
from pipeline.diff.texts import Anni

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Scores:
    """The pairs of a level that could be made, by their codes in order, and what speaks for each (all above 0)."""

    codes: Places
    values: Values

    def of(self, codes: Places) -> Values:
        """Return what speaks for some of the pairs."""
        return self.values[np.searchsorted(self.codes, codes)]


_NOTHING = Scores(np.empty(0, np.int64), np.empty(0))


class Pairing:
    """Evidence and pairs of all levels; pairs are codes of the level's grid."""

    def __init__(self, old: Side, new: Side, anni: Anni) -> None:
        self.texts = {livello: prepare_texts(old.nodes[livello], new.nodes[livello]) for livello in Livello}
        self.grids = {livello: make_grid(livello, old, new) for livello in Livello}
        self.pairs = dict.fromkeys(Livello, _NOTHING.codes)
        self.scores = dict.fromkeys(Livello, _NOTHING)
        grids, texts, owners = self.grids, self.texts, Owners(old, new)
        settore = grids[Livello.SETTORE]
        self._settori = Settori(settore, grids[Livello.OBIETTIVO], texts[Livello.SETTORE])
        self._leaves: dict[Livello, Leaves] = {}
        self._branches: dict[Livello, Branches] = {}
        for livello, below in LEVELS:
            leaves = self._leaves[below] = Leaves(grids[below], grids[livello], texts[below], anni, owners)
            above = settore if livello is Livello.OBIETTIVO else None
            self._branches[livello] = Branches(grids[livello], above, texts[livello], leaves)

    def solve(self) -> None:
        """Pair every level; from the second round on parents and children are known."""
        for livello, below in LEVELS:
            for _ in range(_ROUNDS):
                before = dict(self.pairs)
                self._pair_branches(livello, below)
                if livello is Livello.OBIETTIVO:
                    self._assign(Livello.SETTORE, *self._settori.scores(self.pairs[livello]))
                self._pair_leaves(livello, below)
                if all(np.array_equal(before[lv], self.pairs[lv]) for lv in Livello):
                    break  # another round would find the same

    def evidence(self, livello: Livello) -> Evidence:
        """Return what speaks for each pair of a level, as it stands after the last round."""
        codes = self.pairs[livello]
        for branch, leaf in LEVELS:
            if livello is branch:
                return self._branches[livello].evidence(codes, self.pairs[leaf], self._successors(Livello.SETTORE))
            if livello is leaf:
                return self._leaves[livello].evidence(codes, self._successors(branch))
        return self._settori.evidence(codes, self.pairs[Livello.OBIETTIVO])

    def _pair_branches(self, livello: Livello, below: Livello) -> None:
        branches = self._branches[livello]
        scores = branches.scores(self.pairs[below], self._successors(Livello.SETTORE))
        self._assign(livello, branches.codes, scores)

    def _pair_leaves(self, livello: Livello, below: Livello) -> None:
        scores = self._leaves[below].scores(self._children_of(livello, below), self._successors(livello))
        self._assign(below, *scores)

    def _successors(self, livello: Livello) -> Places:
        """Return the new place of each old node."""
        grid = self.grids[livello]
        found = np.full(len(grid.old), ALONE, dtype=np.int64)
        rows, columns = grid.split(self.pairs[livello])
        found[rows] = columns
        return found

    def _children_of(self, livello: Livello, below: Livello) -> Places:
        """Return the pairs of indicators whose objectives are a pair."""
        grid, leaves = self.grids[livello], self.grids[below]
        rows, columns = grid.split(self.pairs[livello])
        old, new, width = leaves.old_places, leaves.new_places, leaves.width
        found = [
            old[a] * width + new[b]
            for p, q in zip(rows.tolist(), columns.tolist(), strict=True)
            for a in grid.old[p].figli
            for b in grid.new[q].figli
        ]
        return as_places(found)

    def _assign(self, livello: Livello, codes: Places, scores: Values) -> None:
        """Pair the level's nodes globally by these scores, of which only the positive ones are kept."""
        grid, good = self.grids[livello], scores > 0
        self.scores[livello] = Scores(codes[good], scores[good])
        rows, columns = grid.split(codes[good])
        starts = np.flatnonzero(np.diff(rows, prepend=ALONE))
        cells = list(zip(columns.tolist(), scores[good].tolist(), strict=True))
        bounds = pairwise((*starts.tolist(), len(rows)))
        edges = {row: dict(cells[i:j]) for row, (i, j) in zip(rows[starts].tolist(), bounds, strict=True)}
        width = grid.width
        self.pairs[livello] = as_places([row * width + column for row, column in assign(edges).items()])
