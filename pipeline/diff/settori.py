"""What speaks for pairs of settori: name, code, and where their objectives went.

In: the level of the settori and the pairs of their objectives. Out: for each pair log-odds, and the evidence by name.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from pipeline.diff.candidates import by_text
from pipeline.diff.places import Grid, Places, Values, in_order
from pipeline.diff.scoring import Evidence, Texts, worth, worth_of


class Settori:
    """The settori of both plans."""

    def __init__(self, grid: Grid, obiettivi: Grid, texts: Texts) -> None:
        self.grid, self._obiettivi = grid, obiettivi
        self._texts, self._similarity = texts.sorts(grid.old, grid.new), texts.similarity
        self._near = {*by_text(self._similarity, grid, self._texts), *grid.same_key()}
        self._parents, self._sizes = obiettivi.parents(grid), grid.children()

    def _votes(self, paired: Places) -> Counter[int]:
        """Return how many objectives of each old settore went to each new one."""
        rows, columns = self._obiettivi.split(paired)
        return Counter((self._parents[0][rows] * self.grid.width + self._parents[1][columns]).tolist())

    def evidence(self, codes: Places, paired: Places) -> Evidence:
        """Return what speaks for pairs, given the pairs of objectives."""
        rows, columns = self.grid.split(codes)
        old, new, votes = self._sizes[0][rows], self._sizes[1][columns], self._votes(paired)
        common = np.array([votes.get(code, 0) for code in codes.tolist()], dtype=np.float64)
        return {
            "testo": self._texts.judge(rows, columns, self._similarity.score),
            "codice": self.grid.same_keys(codes),
            "figli": np.where((old > 0) & (new > 0), 2 * common, np.nan) / np.maximum(old + new, 1),
        }

    def scores(self, paired: Places) -> tuple[Places, Values]:
        """Return the pairs that may be made with what speaks for them: who keeps its objectives may change its whole name."""
        codes = in_order({*self._near, *self._votes(paired)})
        evidence = self.evidence(codes, paired)
        children = evidence.pop("figli")
        return codes, worth(evidence) + np.where(np.isnan(children), 0.0, worth_of("obiettivi", children))
