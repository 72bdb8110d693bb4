"""How likely one node descends from another: evidence added up as log-odds, each piece with its value from 0 to 1.

In: the nodes of pairs and what is known about their parents and children. Out: for each pair a sum above 0 for «rather yes». Evidence
that is missing on either side (NaN) counts nothing. Everything is the same in both directions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import exp
from typing import TypeVar

import numpy as np

from pipeline.diff.nodes import Livello, Node, Side
from pipeline.diff.places import Sorts, Values, as_places
from pipeline.diff.similarity import Profile, Similarity
from pipeline.diff.texts import Anni, fold, rolled_years
from pipeline.model import Owner, Target

Evidence = dict[str, Values]
"""Each piece of evidence for as many pairs."""
Number = TypeVar("Number", float, Values)

_TEXT_CURVE = np.array([(0.0, -4.6), (0.4, -3.4), (0.7, 0.0), (0.83, 2.4), (1.0, 5.0)])
"""What the likeness of texts is worth: below seven tenths it speaks against a pair."""
TEXT_FLOOR = 0.3
"""Below this likeness of texts nothing else makes a pair of indicators."""

_WEIGHTS: dict[str, tuple[float, float]] = {
    "target": (-0.7, 0.8),
    "owner": (-1.0, 0.6),
    "genitore": (-1.3, 1.6),
    "figli": (-3.0, 4.2),
    "obiettivi": (-3.0, 6.0),
    "settore": (-0.7, 0.8),
    "unita": (-1.5, 0.8),
    "codice": (0.0, 0.4),
}
"""For each piece of evidence what its absence and its presence are worth."""


def text_worth(likeness: Values) -> Values:
    """Return the log-odds that the likeness of two texts is worth."""
    x: Values
    y: Values
    x, y = _TEXT_CURVE.T
    piece = np.minimum(np.searchsorted(x[1:], likeness), len(x) - 2)
    beyond: Values = (likeness - x[piece]) * (y[piece + 1] - y[piece]) / (x[piece + 1] - x[piece])
    return y[piece] + beyond


def worth(evidence: Evidence) -> Values:
    """Return the log-odds of each pair with this evidence."""
    total = np.zeros(len(next(iter(evidence.values()))))
    for name, values in evidence.items():
        if name == "testo":
            part = text_worth(values)
        elif name == "algoritmo":
            part = 0.4 * text_worth(values)
        else:
            part = worth_of(name, values)
        total += np.where(np.isnan(values), 0.0, part)
    return total


def worth_of(name: str, value: Number) -> Number:
    """Return the log-odds that one piece of evidence other than a text is worth."""
    low, high = _WEIGHTS[name]
    return low + (high - low) * value


def probability(log_odds: float) -> float:
    """Return log-odds as a number from 0 to 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))


@dataclass(frozen=True, slots=True)
class Texts:
    """A level's texts of both sides, made comparable."""

    similarity: Similarity
    old: dict[str, Profile]
    new: dict[str, Profile]

    def sorts(self, old: Iterable[Node], new: Iterable[Node]) -> Sorts[Profile]:
        """Return which text each node has."""
        before, after = (
            as_places([self.old[n.key].number for n in old]),
            as_places([self.new[n.key].number for n in new]),
        )
        return Sorts(self.similarity.profiles, before, after)

    def swapped(self) -> Texts:
        """Return the texts from new to old."""
        return Texts(self.similarity, self.new, self.old)


def prepare_texts(old: dict[str, Node], new: dict[str, Node]) -> Texts:
    """Return the texts of a level, weighed by how rare their words are in both plans together."""
    similarity = Similarity([n.testo for n in (*old.values(), *new.values())])
    return Texts(
        similarity,
        {key: similarity.profile(node.testo) for key, node in old.items()},
        {key: similarity.profile(node.testo) for key, node in new.items()},
    )


def target_likeness(old: Target, new: Target, anni: Anni) -> float:
    """Return 1 for the same target after the roll of the year, 0.6 for the same kind and unit, 0.3 for the same kind."""
    if _same_writing(old.testo, new.testo, anni):
        return 1.0
    if old.tipo != new.tipo:
        return 0.0
    if _same_day(old, new) or (
        not isinstance(old.valore, date) and old.valore is not None and old.valore == new.valore
    ):
        return 1.0 if old.unita == new.unita else 0.6
    return 0.6 if old.unita == new.unita else 0.3


def _same_writing(old: str, new: str, anni: Anni) -> bool:
    return fold(old) == fold(new) or rolled_years(old, new, anni) is not None


def _same_day(old: Target, new: Target) -> bool:
    if not isinstance(old.valore, date) or not isinstance(new.valore, date):
        return False
    return (old.valore.month, old.valore.day) == (new.valore.month, new.valore.day)


class Owners:
    """Which units each plan names: a unit that the other plan does not know may have been renamed, so it says nothing."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = _units(old), _units(new)

    def likeness(self, old: Owner | None, new: Owner | None) -> float | None:
        """Return the share of units that two owners have in common, None where nothing can be said."""
        if old is None or new is None:
            return None
        if fold(old.testo) == fold(new.testo):
            return 1.0
        before, after = owner_units(old), owner_units(new)
        if before == after:
            return 1.0
        if not before <= self._new and not after <= self._old:
            return None
        return len(before & after) / len(before | after)


def owner_units(owner: Owner) -> frozenset[str]:
    """Return the ids of the units meant; the folded text where they were not resolved."""
    return frozenset(owner.unita or (fold(owner.testo),))


def _units(side: Side) -> frozenset[str]:
    return frozenset(unit for i in side.piano.iter_indicatori() if i.owner for unit in owner_units(i.owner))


LEVELS = (
    (Livello.OBIETTIVO, Livello.INDICATORE),
    (Livello.OBIETTIVO_INDIVIDUALE, Livello.INDICATORE_INDIVIDUALE),
)
"""The two trees of a plan: objectives over indicators."""
