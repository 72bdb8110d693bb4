"""Nodes by number: the nodes of a level are numbered in the order of their keys, and a pair of them is one number, its code.

In: the nodes of a level of both plans. Out: numbers, and figures for many pairs at once: in plans of ten thousand indicators a look
at each pair by itself is what takes the time. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from pipeline.diff.nodes import Livello, Node, Side

Places = npt.NDArray[np.int64]
"""Numbers of nodes, or codes of pairs."""
Values = npt.NDArray[np.float64]
"""A figure for each of as many pairs; NaN where nothing can be said."""

ALONE = -1
"""The place of a node that is not there."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grid:
    """The nodes of a level of both plans, by place, and where each key stands."""

    livello: Livello
    old: tuple[Node, ...]
    new: tuple[Node, ...]
    old_places: dict[str, int]
    new_places: dict[str, int]

    @property
    def width(self) -> int:
        """By how much the code of a pair grows with the place of its old node."""
        return max(1, len(self.new))

    def split(self, codes: Places) -> tuple[Places, Places]:
        """Return the old and the new places of pairs."""
        rows, columns = np.divmod(codes, self.width)
        return rows, columns

    def keys(self, codes: Places) -> list[tuple[str, str]]:
        """Return the keys of pairs."""
        rows, columns = self.split(codes)
        return [(self.old[a].key, self.new[b].key) for a, b in zip(rows.tolist(), columns.tolist(), strict=True)]

    def same_key(self) -> list[int]:
        """Return the pairs of nodes that have one key."""
        here, there = self.old_places, self.new_places
        return [place * self.width + there[key] for key, place in here.items() if key in there]

    def same_keys(self, codes: Places) -> Values:
        """Return 1 for each pair of nodes that have one key, 0 for the others."""
        return np.isin(codes, self.same_key()).astype(np.float64)

    def children(self) -> tuple[Places, Places]:
        """Return how many children each node has, in the old plan and in the new one."""
        return as_places([len(n.figli) for n in self.old]), as_places([len(n.figli) for n in self.new])

    def parents(self, above: Grid) -> tuple[Places, Places]:
        """Return the place of each node's parent in the level above, in the old plan and in the new one."""
        return (
            as_places([above.old_places[n.genitore] for n in self.old]),
            as_places([above.new_places[n.genitore] for n in self.new]),
        )


def make_grid(livello: Livello, old: Side, new: Side) -> Grid:
    """Return the nodes of a level by place."""
    before, after = (tuple(sorted(side.nodes[livello].values(), key=lambda n: n.key)) for side in (old, new))
    return Grid(livello, before, after, *({n.key: place for place, n in enumerate(nodes)} for nodes in (before, after)))


def agree(found: Places, expected: Places) -> Values:
    """Return 1 where two places are the same, 0 elsewhere."""
    same: Values = np.equal(found, expected).astype(np.float64)
    return same


def as_places(numbers: Sequence[int]) -> Places:
    """Return numbers as an array."""
    return np.array(numbers, dtype=np.int64)


def in_order(codes: Iterable[int]) -> Places:
    """Return the codes of pairs in the order of their nodes' keys."""
    return as_places(sorted(codes))


@dataclass(frozen=True, slots=True)
class Sorts(Generic[T]):
    """What the nodes of a level have of one kind (their target, say), each distinct one once, and which one each node has."""

    distinct: Sequence[T]
    old: Places
    new: Places

    def judge(self, rows: Places, columns: Places, opinion: Callable[[T, T], float | None]) -> Values:
        """Return what is thought of each pair of nodes, asking once for those who have the same (None: nothing)."""
        if not len(rows):
            return np.empty(0)
        asked, which = np.unique(self.old[rows] * len(self.distinct) + self.new[columns], return_inverse=True)
        first, second = np.divmod(asked, len(self.distinct))
        told = [
            opinion(self.distinct[a], self.distinct[b]) for a, b in zip(first.tolist(), second.tolist(), strict=True)
        ]
        return np.array(told, dtype=np.float64)[which]


def sort_out(old: Sequence[T], new: Sequence[T], name: Callable[[T], Hashable]) -> Sorts[T]:
    """Return what the nodes have, by place; two are one when they have the same ``name``."""
    numbers: dict[Hashable, int] = {}
    distinct: list[T] = []

    def number(value: T) -> int:
        found = numbers.setdefault(name(value), len(distinct))
        if found == len(distinct):
            distinct.append(value)
        return found

    return Sorts(distinct, *(as_places([number(value) for value in values]) for values in (old, new)))
