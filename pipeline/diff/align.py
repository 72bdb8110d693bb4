"""The alignment of two plans: which node of the new one is the successor of which old one.

In: two plans. Out: an Alignment. A pair that is not likely is not made: a wrong pair is worse than a removal and an addition. The
order of the nodes in the file counts for nothing, and aligning backwards gives the same pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from pipeline.diff.nodes import Livello, Side, flatten
from pipeline.diff.pairing import Pairing, Scores
from pipeline.diff.places import ALONE, Grid, Places
from pipeline.diff.scoring import Evidence, Texts, probability
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
    return Alignment(old, new, anni, {livello: _results(pairing, new, livello) for livello in Livello}, pairing.texts)


def _turned(pairs: tuple[Abbinamento, ...], side: Side, livello: Livello) -> tuple[Abbinamento, ...]:
    order = {key: place for place, key in enumerate(side.nodes[livello])}
    turned = (replace(pair, vecchio=pair.nuovo, nuovo=pair.vecchio) for pair in pairs)
    return tuple(sorted(turned, key=lambda pair: order[pair.nuovo]))


def _results(pairing: Pairing, new: Side, livello: Livello) -> tuple[Abbinamento, ...]:
    """Return a level's pairs with score, evidence and doubt, in the order of the new plan."""
    codes, scores = pairing.pairs[livello], pairing.scores[livello]
    keys = pairing.grids[livello].keys(codes)
    likely = map(probability, scores.of(codes).tolist())
    evidence = _rounded(pairing.evidence(livello))
    rivals = _rivals(pairing.grids[livello], scores, codes)
    found = {
        b: Abbinamento(
            vecchio=a, nuovo=b, punteggio=round(score, 4), evidenza=pieces, motivo_dubbio=_doubt(score, rivals.get(n))
        )
        for n, ((a, b), score, pieces) in enumerate(zip(keys, likely, evidence, strict=True))
    }
    return tuple(found[key] for key in new.nodes[livello] if key in found)


def _rounded(evidence: Evidence) -> list[tuple[tuple[str, float], ...]]:
    """Return the evidence pair by pair, by name, without what says nothing."""
    columns = [[(name, round(v, 4)) for v in values.tolist()] for name, values in sorted(evidence.items())]
    return [tuple(piece for piece in pieces if piece[1] == piece[1]) for pieces in zip(*columns, strict=True)]


def _rivals(grid: Grid, scores: Scores, pairs: Places) -> dict[int, tuple[float, str]]:
    """Return for each pair, by its number, what the next best choice would cost, and who that choice is."""
    rows, columns = grid.split(scores.codes)
    (number_old, number_new), given_up = _numbers(grid, pairs), np.append(scores.of(pairs), 0.0)
    mine, theirs = number_old[rows], number_new[columns]
    costs = -scores.values + given_up[mine] + given_up[theirs]  # who is alone gives up the last figure: nothing
    others = np.flatnonzero(mine != theirs)
    # each other choice stands beside both pairs that it would break up
    beside, choices = np.concatenate((mine[others], theirs[others])), np.tile(others, 2)
    order = np.lexsort((choices, costs[choices], beside))
    cheapest = order[np.diff(beside[order], prepend=ALONE) != 0]
    best: dict[int, tuple[float, str]] = {}
    for n, choice in zip(cheapest.tolist(), choices[cheapest].tolist(), strict=True):
        rival = grid.new[columns[choice]] if n < len(others) else grid.old[rows[choice]]
        best[int(beside[n])] = float(costs[choice]), rival.key
    return best


def _numbers(grid: Grid, pairs: Places) -> tuple[Places, Places]:
    """Return the number of the pair that each old and each new node is in."""
    numbers = np.full(len(grid.old), ALONE, dtype=np.int64), np.full(len(grid.new), ALONE, dtype=np.int64)
    for places, found in zip(grid.split(pairs), numbers, strict=True):
        found[places] = np.arange(len(pairs))
    return numbers


def _doubt(likely: float, rival: tuple[float, str] | None) -> str | None:
    if likely < _DOUBTFUL_SCORE:
        return "poco_probabile"
    if rival is not None and rival[0] < _DOUBTFUL_MARGIN:
        return f"conteso_con:{rival[1]}"
    return None
