"""Give cells their roles by an order-preserving alignment: the best sum of scores, found exactly.

In: how many cells, the roles in the order in which columns usually stand, and a score for each pair. Out: one role (or None)
for each cell, the sum, and the margin over the next best reading. A role is given at most once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.normalize.roles import Ruolo

Score = Callable[[int, Ruolo], float]
UNPLACED = -3.0
"""What a cell costs that finds no role."""


class Alignment(NamedTuple):
    """One role for each cell, the sum of the scores, and how far behind the next best reading is."""

    ruoli: tuple[Ruolo | None, ...]
    totale: float
    margine: float


def align(count: int, roles: Sequence[Ruolo], score: Score) -> Alignment:
    """Return the best assignment of ``count`` cells to ``roles``, both kept in their order."""
    best, total = _best(count, roles, score)
    rivals = (_best(count, roles, _without(score, n, role))[1] for n, role in enumerate(best) if role is not None)
    return Alignment(best, total, total - max(rivals, default=total - 9.0))


def _without(score: Score, cell: int, role: Ruolo) -> Score:
    """Return the scores with one pair forbidden."""
    return lambda n, r: float("-inf") if (n, r) == (cell, role) else score(n, r)


def _best(count: int, roles: Sequence[Ruolo], score: Score) -> tuple[tuple[Ruolo | None, ...], float]:
    """Fill the table of best sums for the first cells and the first roles."""
    table: list[list[tuple[float, tuple[Ruolo | None, ...]]]] = [[(0.0, ())] * (len(roles) + 1)]
    for n in range(count):
        row = [(table[n][0][0] + UNPLACED, (*table[n][0][1], None))]
        for k, role in enumerate(roles, 1):
            placed = (table[n][k - 1][0] + score(n, role), (*table[n][k - 1][1], role))
            unplaced = (table[n][k][0] + UNPLACED, (*table[n][k][1], None))
            row.append(max(row[k - 1], placed, unplaced, key=lambda item: item[0]))
        table.append(row)
    total, chosen = table[count][len(roles)]
    return chosen, total
