"""The pairs of all levels while they are being found.

In: both sides, always in the same direction. Out: pairs, their scores, the evidence of each. Objectives and indicators are
assigned in turn, three times: what is paired on one level is evidence on the other.
"""

from __future__ import annotations

from math import fsum

from pipeline.diff.assignment import assign
from pipeline.diff.candidates import by_text
from pipeline.diff.nodes import Livello, Node, Side
from pipeline.diff.scoring import (
    LEVELS,
    TEXT_FLOOR,
    Evidence,
    Owners,
    Texts,
    indicator_evidence,
    place_evidence,
    prepare_texts,
    probability,
    worth,
    worth_of,
)
from pipeline.diff.texts import Anni, fold
from pipeline.model import Indicatore

PairKeys = tuple[str, str]
Scores = dict[PairKeys, float]

_ROUNDS = 3
_NEVER = -99.0
_PARENTS_TOO = 0.6
"""Objectives with indicators that are so alike are candidates themselves."""


class Pairing:
    """Evidence and pairs of all levels."""

    def __init__(self, old: Side, new: Side, anni: Anni) -> None:
        self.old, self.new, self.anni = old, new, anni
        self.owners = Owners(old, new)
        self.texts = {livello: prepare_texts(old.nodes[livello], new.nodes[livello]) for livello in Livello}
        self.algoritmi = {below: _algoritmi(old, new, below) for _, below in LEVELS}
        self.pairs: dict[Livello, dict[str, str]] = {livello: {} for livello in Livello}
        self.scores: dict[Livello, Scores] = {livello: {} for livello in Livello}
        self.near: dict[Livello, dict[str, dict[str, float]]] = {}
        self._leaves: dict[tuple[Livello, str, str], float] = {}
        self._fixed: dict[tuple[Livello, str, str], tuple[float, float | None]] = {}

    def solve(self) -> None:
        """Pair every level; from the second round on parents and children are known."""
        for livello, below in LEVELS:
            near = self._near_leaves(below)
            wide = sorted(self._near(livello) | self._parents_of(below, near))
            parents = [pair for pair in wide if self._has_a_chance(livello, below, *pair)]
            for _ in range(_ROUNDS):
                self._assign(livello, self._objectives(livello, below, parents))
                if livello is Livello.OBIETTIVO:
                    self._pair_settori()
                self._assign(below, self._indicators(livello, below, sorted(near | self._children_of(livello))))

    def evidence(self, livello: Livello, a: str, b: str) -> Evidence:
        """Return what speaks for a pair, as it stood in the last round."""
        if livello is Livello.SETTORE:
            return self._settore_evidence(a, b)
        below = dict(LEVELS).get(livello)
        if below is not None:
            return self._objective_evidence(livello, below, a, b)
        above = {leaf: parent for parent, leaf in LEVELS}[livello]
        return self._leaf_evidence(livello, a, b) | {"genitore": float(self._same_parent(above, livello, a, b))}

    # candidates --------------------------------------------------------------------------------------------------------

    def _near(self, livello: Livello) -> set[PairKeys]:
        texts = self.texts[livello]
        same_key = {(key, key) for key in texts.old if key in texts.new}
        return by_text(texts.similarity, texts.old, texts.new) | same_key

    def _near_leaves(self, below: Livello) -> set[PairKeys]:
        """Return the pairs of indicators that could be made with the right parents, and keep what speaks for them."""
        missing = -worth_of("genitore", 1.0)
        near = {pair for pair in self._near(below) if self._leaf(below, *pair) > missing}
        table = self.near[below] = {}
        for a, b in near:
            table.setdefault(a, {})[b] = probability(self._leaf(below, a, b))
        return near

    def _parents_of(self, below: Livello, near: set[PairKeys]) -> set[PairKeys]:
        texts = self.texts[below]
        old, new = self.old.nodes[below], self.new.nodes[below]
        return {(old[a].genitore, new[b].genitore) for a, b in near if texts.likeness(a, b) >= _PARENTS_TOO}

    def _children_of(self, livello: Livello) -> set[PairKeys]:
        pairs = self.pairs[livello].items()
        old, new = self.old.nodes[livello], self.new.nodes[livello]
        return {(a, b) for p, q in pairs for a in old[p].figli for b in new[q].figli}

    # indicators --------------------------------------------------------------------------------------------------------

    def _leaf_evidence(self, below: Livello, a: str, b: str) -> Evidence:
        likeness = self.texts[below].likeness(a, b)
        old, new = self.old.node(below, a), self.new.node(below, b)
        return indicator_evidence(old, new, likeness, self.anni, self.owners, self.algoritmi[below])

    def _leaf(self, below: Livello, a: str, b: str) -> float:
        """Return what speaks for two indicators, their parents left out; nothing can where their texts are too unlike."""
        known = self._leaves.get((below, a, b))
        if known is None:
            evidence = self._leaf_evidence(below, a, b)
            known = worth(evidence) if evidence["testo"] >= TEXT_FLOOR else _NEVER
            self._leaves[below, a, b] = known
        return known

    def _same_parent(self, livello: Livello, below: Livello, a: str, b: str) -> bool:
        return self.pairs[livello].get(self.old.node(below, a).genitore) == self.new.node(below, b).genitore

    def _indicators(self, livello: Livello, below: Livello, possible: list[PairKeys]) -> Scores:
        """Return the score of each pair of indicators, with the parents as they are paired now."""
        old, new = self.old.nodes[below], self.new.nodes[below]
        successors = self.pairs[livello]
        other, same = worth_of("genitore", 0.0), worth_of("genitore", 1.0)
        scores = {}
        for a, b in possible:
            together = successors.get(old[a].genitore) == new[b].genitore
            scores[a, b] = self._leaf(below, a, b) + (same if together else other)
        return scores

    # objectives --------------------------------------------------------------------------------------------------------

    def _has_a_chance(self, livello: Livello, below: Livello, a: str, b: str) -> bool:
        """Tell whether two objectives could be paired if all that is not known yet spoke for it."""
        old, new = self.old.node(livello, a), self.new.node(livello, b)
        score, alike = worth(self._own_evidence(livello, old, new)), self._alike_children(below, old, new)
        self._fixed[livello, a, b] = score, alike
        # without one near pair of indicators there will hardly be a pair of them
        children = 0.0 if alike is None else worth_of("figli", (alike + 1) / 2 if alike else 0.0)
        return score + children + worth_of("settore", 1.0) > 0

    def _objectives(self, livello: Livello, below: Livello, possible: list[PairKeys]) -> Scores:
        """Return the score of each pair of objectives, with settori and indicators as they are paired now."""
        scores = {}
        for a, b in possible:
            score, alike = self._fixed[livello, a, b]
            if alike is not None:
                score += worth_of("figli", self._common_children(livello, below, a, b, alike))
            same = self._same_settore(livello, a, b)
            scores[a, b] = score if same is None else score + worth_of("settore", same)
        return scores

    def _objective_evidence(self, livello: Livello, below: Livello, a: str, b: str) -> Evidence:
        evidence = self._own_evidence(livello, self.old.node(livello, a), self.new.node(livello, b))
        alike = self._fixed[livello, a, b][1]
        if alike is not None:
            evidence["figli"] = self._common_children(livello, below, a, b, alike)
        same = self._same_settore(livello, a, b)
        return evidence if same is None else evidence | {"settore": same}

    def _own_evidence(self, livello: Livello, old: Node, new: Node) -> Evidence:
        return {"testo": self.texts[livello].likeness(old.key, new.key), **place_evidence(old, new)}

    def _same_settore(self, livello: Livello, a: str, b: str) -> float | None:
        if livello is not Livello.OBIETTIVO or not self.pairs[Livello.SETTORE]:
            return None
        settore = self.pairs[Livello.SETTORE].get(self.old.node(livello, a).genitore)
        return float(settore == self.new.node(livello, b).genitore)

    def _alike_children(self, below: Livello, old: Node, new: Node) -> float | None:
        """Return how alike the indicators of two objectives are, each with its best, None where one has none."""
        if not old.figli or not new.figli:
            return None
        best_old: list[float] = []
        best_new: dict[str, float] = {}
        for a in old.figli:
            near = self.near[below].get(a, {})
            found = [(near[b], b) for b in new.figli if b in near]
            best_old.append(max(found, default=(0.0, ""))[0])
            for likely, b in found:
                best_new[b] = max(likely, best_new.get(b, 0.0))
        # fsum: the sum must not depend on the order of the nodes in the file
        return fsum((*best_old, *best_new.values())) / (len(old.figli) + len(new.figli))

    def _common_children(self, livello: Livello, below: Livello, a: str, b: str, alike: float) -> float:
        """Return how much of the two objectives' indicators is common: by likeness, and by pairs once there are some."""
        pairs = self.pairs[below]
        if not pairs:
            return alike
        old, new = self.old.node(livello, a).figli, self.new.node(livello, b).figli
        paired = sum(pairs.get(child) in new for child in old)
        return (alike + 2 * paired / (len(old) + len(new))) / 2

    # settori -----------------------------------------------------------------------------------------------------------

    def _pair_settori(self) -> None:
        pairs = self._near(Livello.SETTORE) | set(self._votes())
        self._assign(Livello.SETTORE, {pair: _settore_worth(self._settore_evidence(*pair)) for pair in sorted(pairs)})

    def _votes(self) -> dict[PairKeys, int]:
        """Return how many objectives of each old settore went to each new one."""
        old, new = self.old.nodes[Livello.OBIETTIVO], self.new.nodes[Livello.OBIETTIVO]
        votes: dict[PairKeys, int] = {}
        for a, b in self.pairs[Livello.OBIETTIVO].items():
            pair = old[a].genitore, new[b].genitore
            votes[pair] = votes.get(pair, 0) + 1
        return votes

    def _settore_evidence(self, a: str, b: str) -> Evidence:
        evidence = {"testo": self.texts[Livello.SETTORE].likeness(a, b), "codice": float(a == b)}
        old, new = self.old.node(Livello.SETTORE, a).figli, self.new.node(Livello.SETTORE, b).figli
        if old and new:
            objectives = self.pairs[Livello.OBIETTIVO]
            inside = set(new)
            evidence["figli"] = 2 * sum(objectives.get(o) in inside for o in old) / (len(old) + len(new))
        return evidence

    # pairs -------------------------------------------------------------------------------------------------------------

    def _assign(self, livello: Livello, scores: Scores) -> None:
        """Pair the level's nodes globally by these scores, of which only the positive ones are kept."""
        rows = {key: n for n, key in enumerate(sorted(self.old.nodes[livello]))}
        columns = {key: n for n, key in enumerate(sorted(self.new.nodes[livello]))}
        good = {pair: score for pair, score in scores.items() if score > 0}
        edges: dict[int, dict[int, float]] = {row: {} for row in rows.values()}
        for (a, b), score in good.items():
            edges[rows[a]][columns[b]] = score
        names_old, names_new = list(rows), list(columns)
        self.pairs[livello] = {names_old[row]: names_new[column] for row, column in assign(edges).items()}
        self.scores[livello] = good


def _settore_worth(evidence: Evidence) -> float:
    """Return what speaks for two settori: a settore that keeps its objectives may change its whole name."""
    own = {name: value for name, value in evidence.items() if name != "figli"}
    return worth(own) + (worth_of("obiettivi", evidence["figli"]) if "figli" in evidence else 0.0)


def _algoritmi(old: Side, new: Side, livello: Livello) -> Texts | None:
    """Return the printed algoritmi of a level's indicators as texts of their own, None where no plan prints any."""

    def nodes(side: Side) -> dict[str, Node]:
        found = {}
        for key, node in side.nodes[livello].items():
            text = node.nodo.algoritmo if isinstance(node.nodo, Indicatore) else None
            found[key] = Node(key, node.livello, fold(text or ""), node.nodo)
        return found

    before, after = nodes(old), nodes(new)
    return prepare_texts(before, after) if any(n.testo for n in (*before.values(), *after.values())) else None
