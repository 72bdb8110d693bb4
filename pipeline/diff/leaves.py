"""What speaks for pairs of indicators: text, target, owner, algoritmo, key; and their parents, as they are paired.

In: a level of indicators. Out: for each pair log-odds, and the evidence by name. Which pairs are made is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.diff.candidates import by_text
from pipeline.diff.nodes import Node
from pipeline.diff.places import Grid, Places, Values, agree, in_order, sort_out
from pipeline.diff.scoring import (
    TEXT_FLOOR,
    Evidence,
    Owners,
    Texts,
    target_likeness,
    worth,
    worth_of,
)
from pipeline.diff.similarity import Profile, Similarity
from pipeline.diff.texts import Anni, fold
from pipeline.model import Indicatore

_NEVER = -99.0


class Leaves:
    """The indicators of both plans, or those of the individual objectives."""

    def __init__(self, grid: Grid, above: Grid, texts: Texts, anni: Anni, owners: Owners) -> None:
        self.grid, self._anni, self._owners = grid, anni, owners
        self.parents_old, self.parents_new = grid.parents(above)
        self._similarity, self._texts = texts.similarity, texts.sorts(grid.old, grid.new)
        old, new = _indicators(grid.old), _indicators(grid.new)
        self._targets = sort_out(
            [i.target for i in old], [i.target for i in new], lambda t: (t.testo, t.tipo, t.valore, t.unita)
        )
        self._units = sort_out(
            [i.owner for i in old], [i.owner for i in new], lambda o: (o.testo, o.unita) if o else None
        )
        self._algoritmi = _Algoritmi(old, new)
        self._known: dict[int, float] = {}
        self.near, self.near_worth, self.near_likeness = self._look_around()

    def _look_around(self) -> tuple[Places, Values, Values]:
        """Return the pairs that could be made with the right parents, what speaks for them, how alike their texts are."""
        codes = in_order({*by_text(self._similarity, self.grid, self._texts), *self.grid.same_key()})
        likeness, speaks = self._judge(codes)
        good = speaks > -worth_of("genitore", 1.0)
        return codes[good], speaks[good], likeness[good]

    def _judge(self, codes: Places) -> tuple[Values, Values]:
        """Return likeness of the texts and log-odds; nothing speaks for those whose texts are too unlike."""
        evidence = self._own_evidence(codes)
        speaks = np.where(evidence["testo"] >= TEXT_FLOOR, worth(evidence), _NEVER)
        self._known.update(zip(codes.tolist(), speaks.tolist(), strict=True))
        return evidence["testo"], speaks

    def _own_evidence(self, codes: Places) -> Evidence:
        rows, columns = self.grid.split(codes)
        evidence = {
            "testo": self._texts.judge(rows, columns, self._similarity.score),
            "target": self._targets.judge(rows, columns, lambda a, b: target_likeness(a, b, self._anni)),
            "owner": self._units.judge(rows, columns, self._owners.likeness),
        }
        if self._algoritmi.printed:
            evidence["algoritmo"] = self._algoritmi.likeness(rows, columns)
        evidence["codice"] = self.grid.same_keys(codes)
        return evidence

    def evidence(self, codes: Places, successors: Places) -> Evidence:
        """Return what speaks for pairs; ``successors`` are the new places of the old plan's parents."""
        return self._own_evidence(codes) | {"genitore": self._same_parent(codes, successors)}

    def _same_parent(self, codes: Places, successors: Places) -> Values:
        rows, columns = self.grid.split(codes)
        return agree(successors[self.parents_old[rows]], self.parents_new[columns])

    def scores(self, more: Places, successors: Places) -> tuple[Places, Values]:
        """Return the pairs that may be made, the near ones and ``more``, with what speaks for them."""
        codes = np.union1d(self.near, more)
        self._judge(in_order(code for code in more.tolist() if code not in self._known))
        own = np.array([self._known[code] for code in codes.tolist()], dtype=np.float64)
        return codes, own + worth_of("genitore", self._same_parent(codes, successors))


def _indicators(nodes: Iterable[Node]) -> list[Indicatore]:
    return [node.nodo for node in nodes if isinstance(node.nodo, Indicatore)]


class _Algoritmi:
    """The printed algoritmi of a level's indicators, as texts of their own."""

    def __init__(self, old: Sequence[Indicatore], new: Sequence[Indicatore]) -> None:
        texts = [fold(i.algoritmo or "") for i in (*old, *new)]
        self.printed = any(texts)
        self._similarity = Similarity(texts)
        self._texts = sort_out(
            [self._profile(i) for i in old], [self._profile(i) for i in new], lambda p: p.number if p else None
        )

    def _profile(self, indicatore: Indicatore) -> Profile | None:
        return self._similarity.profile(fold(indicatore.algoritmo)) if indicatore.algoritmo else None

    def likeness(self, rows: Places, columns: Places) -> Values:
        """Return how alike the algoritmi of pairs are, NaN where one has none."""
        score = self._similarity.score
        return self._texts.judge(rows, columns, lambda a, b: score(a, b) if a and b else None)
