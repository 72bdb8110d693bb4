"""The best assignment of a sparse graph: which pairs together have the highest score, leaving out who has no good partner.

In: scores of possible pairs; only positive ones count, and staying alone costs nothing. Out: the pairs of the assignment with the
highest total. Exact (shortest augmenting paths with prices), deterministic: ties go to the lower number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import inf

Edges = dict[int, dict[int, float]]
"""Rows to columns to scores."""

_ALONE = -1
"""The place of a row that stays alone."""
_FAR = inf
"""What a column costs that was not reached."""


def assign(edges: Edges) -> dict[int, int]:
    """Return the column of each paired row, so that the sum of the scores is highest.

    Args:
        edges: for each row the columns it may go with and the score; pairs that score 0 or less are never made.
    """
    solver = _Solver(edges)
    for row in sorted(edges):
        solver.add(row)
    return {row: column for row, column in sorted(solver.column_of.items()) if column != _ALONE}


@dataclass(slots=True)
class _Search:
    """A row's search for a way in: what each column costs, whose it was before, and what the best way known yet costs."""

    distance: dict[int, float] = field(default_factory=dict)
    came_from: dict[int, int] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    heap: list[tuple[float, int]] = field(default_factory=list)
    limit: float = 0.0


class _Solver:
    """Rows are added one by one; each finds the cheapest way in, which may push others to their second choice."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.best_first = {
            row: sorted([(score, column) for column, score in cells.items() if score > 0], reverse=True)
            for row, cells in edges.items()
        }
        self.column_of: dict[int, int] = {}
        self.row_of: dict[int, int] = {}
        self.price: dict[int, float] = {}

    def add(self, start: int) -> None:
        """Pair ``start``, or leave it or a row that it pushes out alone, whichever keeps the total highest."""
        search = _Search()
        best_alone, alone_row = 0.0, start
        self._offer(start, 0.0, search)
        while search.heap:
            cost, column = heappop(search.heap)
            if column in search.closed:
                continue
            if cost >= best_alone:
                break
            search.closed.add(column)
            owner = self.row_of.get(column)
            if owner is None:
                self._raise_prices(search, cost)
                self._augment(start, column, search.came_from)
                return
            alone = cost + self._slack(owner, column)
            if alone < best_alone:
                best_alone, alone_row = alone, owner
                search.limit = min(alone, search.limit)
            self._offer(owner, alone, search)
        self._raise_prices(search, best_alone)
        self._leave_alone(start, alone_row, search.came_from)

    def _slack(self, row: int, column: int) -> float:
        """Return what the row gains back by giving up its column."""
        return self.edges[row][column] - self.price.get(column, 0.0)

    def _offer(self, row: int, base: float, search: _Search) -> None:
        """Reach the row's columns from ``base`` (a cost: lost score, and what leaving the row alone costs).

        Columns that cost more than a way in that is known already are left out: they are never taken.
        """
        limit, known, closed = search.limit, search.distance.get, search.closed
        for score, column in self.best_first[row]:
            if base - score > limit:
                return  # prices only add to the cost, and those that follow score less
            cost = base - score + self.price.get(column, 0.0)
            if cost <= limit and cost < known(column, _FAR) and column not in closed:
                search.distance[column], search.came_from[column] = cost, row
                heappush(search.heap, (cost, column))
                if column not in self.row_of:
                    search.limit = limit = cost

    def _raise_prices(self, search: _Search, reached: float) -> None:
        for column in search.closed:
            self.price[column] = self.price.get(column, 0.0) + reached - search.distance[column]

    def _augment(self, start: int, column: int, came_from: dict[int, int]) -> None:
        while True:
            row = came_from[column]
            previous = self.column_of.get(row, _ALONE)
            self.column_of[row], self.row_of[column] = column, row
            if row == start:
                return
            column = previous

    def _leave_alone(self, start: int, alone: int, came_from: dict[int, int]) -> None:
        if alone == start:
            self.column_of[start] = _ALONE
            return
        freed = self.column_of[alone]
        self.column_of[alone] = _ALONE
        del self.row_of[freed]
        self._augment(start, freed, came_from)
