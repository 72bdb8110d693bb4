"""The alignment of two plans: which node of the new one is the successor of which old one.

In: two plans. Out: an Alignment. Objectives and indicators are paired by global assignments that feed each other: first the texts
and what hangs below, then the settori that follow from it, then everything again with parents and children known.
A pair that is not likely is not made: a wrong pair is worse than a removal and an addition. The order of the nodes in the file
counts for nothing, and aligning backwards gives the same pairs.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.diff.assignment import assign
from pipeline.diff.candidates import by_text
from pipeline.diff.nodes import Livello, Node, Side, flatten
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
)
from pipeline.diff.texts import Anni, fold
from pipeline.model import Indicatore, Piano

PairKeys = tuple[str, str]
Scores = dict[PairKeys, tuple[float, Evidence]]

_DOUBTFUL_MARGIN = 1.2
"""A pair is doubtful when pairing otherwise would cost less than this (log-odds)."""
_DOUBTFUL_SCORE = 0.8
"""... or when it is itself no more likely than this."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Abbinamento:
    """A pair: the keys, how likely it is (0 to 1), the evidence, and the reason why it is doubtful (None: it is not)."""

    vecchio: str
    nuovo: str
    punteggio: float
    evidenza: tuple[tuple[str, float], ...]
    motivo_dubbio: str | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs of each level, in the order of the new plan."""

    old: Side
    new: Side
    anni: Anni
    pairs: dict[Livello, tuple[Abbinamento, ...]]
    scores: dict[Livello, Texts]

    def successor(self, livello: Livello) -> dict[str, str]:
        """Return old key to new key."""
        return {pair.vecchio: pair.nuovo for pair in self.pairs[livello]}

    def ancestor(self, livello: Livello) -> dict[str, str]:
        """Return new key to old key."""
        return {pair.nuovo: pair.vecchio for pair in self.pairs[livello]}


def align(old: Piano, new: Piano) -> Alignment:
    """Pair the nodes of two plans, each level globally."""
    before, after = flatten(old), flatten(new)
    anni = Anni(old.anno, new.anno)
    # the work is always done in the same direction, so that going backwards gives the same pairs
    turned = _rank(after) < _rank(before)
    solver = _Aligner(after, before, anni.swapped()) if turned else _Aligner(before, after, anni)
    solver.solve()
    pairs = {}
    for livello, found in solver.results().items():
        order = {key: place for place, key in enumerate(after.nodes[livello])}
        straight = (_swapped(p) if turned else p for p in found)
        pairs[livello] = tuple(sorted(straight, key=lambda p: order[p.nuovo]))
    texts = {livello: _swapped_texts(t) if turned else t for livello, t in solver.texts.items()}
    return Alignment(before, after, anni, pairs, texts)


def _rank(side: Side) -> tuple[int, list[tuple[str, str]]]:
    return side.piano.anno or 0, sorted((n.key, n.testo) for nodes in side.nodes.values() for n in nodes.values())


def _swapped(pair: Abbinamento) -> Abbinamento:
    return Abbinamento(
        vecchio=pair.nuovo,
        nuovo=pair.vecchio,
        punteggio=pair.punteggio,
        evidenza=pair.evidenza,
        motivo_dubbio=pair.motivo_dubbio,
    )


def _swapped_texts(texts: Texts) -> Texts:
    return Texts(texts.similarity, texts.new, texts.old)


class _Aligner:
    """Evidence and pairs of all levels while they are being found."""

    def __init__(self, old: Side, new: Side, anni: Anni) -> None:
        self.old, self.new, self.anni = old, new, anni
        self.owners = Owners(old, new)
        self.texts = {livello: prepare_texts(old.nodes[livello], new.nodes[livello]) for livello in Livello}
        self.algoritmi = {below: _algoritmi(old, new, below) for _, below in LEVELS}
        self.pairs: dict[Livello, dict[str, str]] = {livello: {} for livello in Livello}
        self.scores: dict[Livello, Scores] = {livello: {} for livello in Livello}
        self._leaf_cache: dict[tuple[Livello, str, str], Evidence] = {}

    def solve(self) -> None:
        """Pair every level, twice: the second time parents and children are known."""
        for livello, below in LEVELS:
            near = self._near(below)
            parents = self._near(livello) | self._parents_of(below, near)
            for _ in range(3):
                self._pair(livello, {pair: self._objective(livello, below, *pair) for pair in parents})
                if livello is Livello.OBIETTIVO:
                    self._pair_settori()
                inside = self._children_of(livello)
                self._pair(below, {pair: self._indicator(livello, below, *pair) for pair in near | inside})

    # candidates --------------------------------------------------------------------------------------------------------

    def _near(self, livello: Livello) -> set[PairKeys]:
        texts = self.texts[livello]
        same_key = {(key, key) for key in texts.old if key in texts.new}
        return by_text(texts.similarity, texts.old, texts.new) | same_key

    def _parents_of(self, below: Livello, near: set[PairKeys]) -> set[PairKeys]:
        texts = self.texts[below]
        old, new = self.old.nodes[below], self.new.nodes[below]
        return {(old[a].genitore, new[b].genitore) for a, b in near if texts.likeness(a, b) >= 0.5}

    def _children_of(self, livello: Livello) -> set[PairKeys]:
        pairs = self.pairs[livello].items()
        old, new = self.old.nodes[livello], self.new.nodes[livello]
        return {(a, b) for p, q in pairs for a in old[p].figli for b in new[q].figli}

    # evidence ----------------------------------------------------------------------------------------------------------

    def _leaf(self, below: Livello, a: str, b: str) -> Evidence:
        known = self._leaf_cache.get((below, a, b))
        if known is None:
            likeness = self.texts[below].likeness(a, b)
            old, new = self.old.node(below, a), self.new.node(below, b)
            known = indicator_evidence(old, new, likeness, self.anni, self.owners, self.algoritmi[below])
            self._leaf_cache[below, a, b] = known
        return known

    def _indicator(self, livello: Livello, below: Livello, a: str, b: str) -> tuple[float, Evidence]:
        evidence = dict(self._leaf(below, a, b))
        parent = self.pairs[livello].get(self.old.node(below, a).genitore)
        evidence["genitore"] = float(parent == self.new.node(below, b).genitore)
        score = worth(evidence)
        return (score if evidence["testo"] >= TEXT_FLOOR else min(score, 0.0)), evidence

    def _objective(self, livello: Livello, below: Livello, a: str, b: str) -> tuple[float, Evidence]:
        old, new = self.old.node(livello, a), self.new.node(livello, b)
        evidence = {"testo": self.texts[livello].likeness(a, b), **place_evidence(old, new)}
        if old.figli and new.figli:
            evidence["figli"] = self._common_children(below, old, new)
        if livello is Livello.OBIETTIVO and self.pairs[Livello.SETTORE]:
            evidence["settore"] = float(self.pairs[Livello.SETTORE].get(old.genitore) == new.genitore)
        return worth(evidence), evidence

    def _common_children(self, below: Livello, old: Node, new: Node) -> float:
        """Return how much of the two objectives' indicators is common: by likeness, and by pairs once there are some."""
        rows = [[probability(worth(self._leaf(below, a, b))) for b in new.figli] for a in old.figli]
        best = sum(max(row) for row in rows) + sum(max(column) for column in zip(*rows, strict=True))
        soft: float = best / (len(old.figli) + len(new.figli))
        pairs = self.pairs[below]
        if not pairs:
            return soft
        inside = set(new.figli)
        paired = sum(pairs.get(a) in inside for a in old.figli)
        return (soft + 2 * paired / (len(old.figli) + len(new.figli))) / 2

    # pairs -------------------------------------------------------------------------------------------------------------

    def _pair(self, livello: Livello, scores: Scores) -> None:
        """Assign the level's nodes globally by these scores."""
        rows = {key: n for n, key in enumerate(sorted(self.old.nodes[livello]))}
        columns = {key: n for n, key in enumerate(sorted(self.new.nodes[livello]))}
        edges: dict[int, dict[int, float]] = {row: {} for row in rows.values()}
        for (a, b), (score, _) in sorted(scores.items()):
            if score > 0:
                edges[rows[a]][columns[b]] = score
        names_old, names_new = list(rows), list(columns)
        self.pairs[livello] = {names_old[row]: names_new[column] for row, column in assign(edges).items()}
        self.scores[livello] = scores

    def _pair_settori(self) -> None:
        old, new = self.old.nodes[Livello.SETTORE], self.new.nodes[Livello.SETTORE]
        objectives = self.pairs[Livello.OBIETTIVO]
        new_parent = {key: node.genitore for key, node in self.new.nodes[Livello.OBIETTIVO].items()}
        votes: dict[PairKeys, int] = {}
        for a, node in old.items():
            for child in node.figli:
                if child in objectives:
                    pair = (a, new_parent[objectives[child]])
                    votes[pair] = votes.get(pair, 0) + 1
        scores: Scores = {}
        for a, b in self._near(Livello.SETTORE) | set(votes):
            evidence = {"testo": self.texts[Livello.SETTORE].likeness(a, b), "codice": float(a == b)}
            if old[a].figli and new[b].figli:
                evidence["figli"] = 2 * votes.get((a, b), 0) / (len(old[a].figli) + len(new[b].figli))
            scores[a, b] = worth(evidence), evidence
        self._pair(Livello.SETTORE, scores)

    # results -----------------------------------------------------------------------------------------------------------

    def results(self) -> dict[Livello, tuple[Abbinamento, ...]]:
        """Return the pairs of each level with score, evidence and doubt."""
        return {livello: self._results(livello) for livello in Livello}

    def _results(self, livello: Livello) -> tuple[Abbinamento, ...]:
        scores, pairs = self.scores[livello], self.pairs[livello]
        rivals = _rivals(scores, pairs)
        found = []
        for a, b in pairs.items():
            score, evidence = scores[a, b]
            margin, rival = rivals.get((a, b), (score, ""))
            found.append(
                Abbinamento(
                    vecchio=a,
                    nuovo=b,
                    punteggio=round(probability(score), 4),
                    evidenza=tuple(sorted((name, round(value, 4)) for name, value in evidence.items())),
                    motivo_dubbio=_doubt(probability(score), margin, rival),
                )
            )
        return tuple(found)


def _rivals(scores: Scores, pairs: dict[str, str]) -> dict[PairKeys, tuple[float, str]]:
    """Return for each pair what the next best choice would cost, and who that choice is."""
    taken = {b: (a, scores[a, b][0]) for a, b in pairs.items()}
    best: dict[PairKeys, tuple[float, str]] = {}
    for (a, b), (score, _) in sorted(scores.items()):
        if score <= 0 or pairs.get(a) == b:
            continue
        mine = scores[a, pairs[a]][0] if a in pairs else 0.0
        theirs = taken[b][1] if b in taken else 0.0
        cost = mine + theirs - score
        for pair, rival in (((a, pairs.get(a)), b), ((taken[b][0], b) if b in taken else (a, None), a)):
            if pair[1] is not None and cost < best.get((pair[0], pair[1]), (cost + 1, ""))[0]:
                best[pair[0], pair[1]] = (cost, rival)
    return best


def _doubt(score: float, margin: float, rival: str) -> str | None:
    if score < _DOUBTFUL_SCORE:
        return "poco_probabile"
    if margin < _DOUBTFUL_MARGIN and rival:
        return f"conteso_con:{rival}"
    return None


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
