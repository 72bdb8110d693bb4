"""The alignment of two plans: which node of the new one is the successor of which old one.

In: two plans. Out: an Alignment. A pair that is not likely is not made: a wrong pair is worse than a removal and an addition. The
order of the nodes in the file counts for nothing, and aligning backwards gives the same pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.diff.nodes import Livello, Side, flatten
from pipeline.diff.pairing import Pairing, PairKeys, Scores
from pipeline.diff.scoring import Texts, probability
from pipeline.diff.texts import Anni
from pipeline.model import Piano

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


@dataclass(frozen=True)
class Alignment:
    """The pairs of each level, in the order of the new plan."""

    old: Side
    new: Side
    anni: Anni
    pairs: dict[Livello, tuple[Abbinamento, ...]]
    texts: dict[Livello, Texts]

    @cached_property
    def successors(self) -> dict[Livello, dict[str, str]]:
        """For each level old key to new key."""
        return {level: {pair.vecchio: pair.nuovo for pair in pairs} for level, pairs in self.pairs.items()}

    @cached_property
    def ancestors(self) -> dict[Livello, dict[str, str]]:
        """For each level new key to old key."""
        return {level: {pair.nuovo: pair.vecchio for pair in pairs} for level, pairs in self.pairs.items()}

    def inverted(self) -> Alignment:
        """Return the alignment from the new plan to the old one."""
        return Alignment(
            old=self.new,
            new=self.old,
            anni=self.anni.swapped(),
            pairs={level: _turned(pairs, self.old, level) for level, pairs in self.pairs.items()},
            texts={level: texts.swapped() for level, texts in self.texts.items()},
        )


def align(old: Piano, new: Piano) -> Alignment:
    """Pair the nodes of two plans, each level globally."""
    before, after = flatten(old), flatten(new)
    anni = Anni(old.anno, new.anno)
    # the work is always done in the same direction, so that going backwards gives the same pairs
    if _rank(after) < _rank(before):
        return _solved(after, before, anni.swapped()).inverted()
    return _solved(before, after, anni)


def _rank(side: Side) -> tuple[int, list[tuple[str, str]]]:
    return side.piano.anno or 0, sorted((n.key, n.testo) for nodes in side.nodes.values() for n in nodes.values())


def _solved(old: Side, new: Side, anni: Anni) -> Alignment:
    pairing = Pairing(old, new, anni)
    pairing.solve()
    return Alignment(old, new, anni, {livello: _results(pairing, livello) for livello in Livello}, pairing.texts)


def _turned(pairs: tuple[Abbinamento, ...], side: Side, livello: Livello) -> tuple[Abbinamento, ...]:
    order = {key: place for place, key in enumerate(side.nodes[livello])}
    turned = (replace(pair, vecchio=pair.nuovo, nuovo=pair.vecchio) for pair in pairs)
    return tuple(sorted(turned, key=lambda pair: order[pair.nuovo]))


def _results(pairing: Pairing, livello: Livello) -> tuple[Abbinamento, ...]:
    """Return a level's pairs with score, evidence and doubt, in the order of the new plan."""
    scores, pairs = pairing.scores[livello], pairing.pairs[livello]
    rivals = _rivals(scores, pairs)
    order = {key: place for place, key in enumerate(pairing.new.nodes[livello])}
    found = []
    for a, b in sorted(pairs.items(), key=lambda pair: order[pair[1]]):
        likely = probability(scores[a, b])
        evidence = pairing.evidence(livello, a, b)
        found.append(
            Abbinamento(
                vecchio=a,
                nuovo=b,
                punteggio=round(likely, 4),
                evidenza=tuple(sorted((name, round(value, 4)) for name, value in evidence.items())),
                motivo_dubbio=_doubt(likely, rivals.get((a, b))),
            )
        )
    return tuple(found)


def _rivals(scores: Scores, pairs: dict[str, str]) -> dict[PairKeys, tuple[float, str]]:
    """Return for each pair what the next best choice would cost, and who that choice is."""
    taken = {b: a for a, b in pairs.items()}
    best: dict[PairKeys, tuple[float, str]] = {}
    for (a, b), score in sorted(scores.items()):
        mine, theirs = pairs.get(a), taken.get(b)
        if mine == b:
            continue
        cost = -score
        if mine is not None:
            cost += scores[a, mine]
        if theirs is not None:
            cost += scores[theirs, b]
        if mine is not None and cost < best.get((a, mine), (cost + 1, ""))[0]:
            best[a, mine] = cost, b
        if theirs is not None and cost < best.get((theirs, b), (cost + 1, ""))[0]:
            best[theirs, b] = cost, a
    return best


def _doubt(likely: float, rival: tuple[float, str] | None) -> str | None:
    if likely < _DOUBTFUL_SCORE:
        return "poco_probabile"
    if rival is not None and rival[0] < _DOUBTFUL_MARGIN:
        return f"conteso_con:{rival[1]}"
    return None
