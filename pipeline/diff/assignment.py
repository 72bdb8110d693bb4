"""The best assignment of a sparse graph: which pairs together have the highest score, leaving out who has no good partner.

In: scores of possible pairs; only positive ones count, and staying alone costs nothing. Out: the pairs of the assignment with the
highest total. Exact (shortest augmenting paths with prices), deterministic: ties go to the lower number.
"""

from __future__ import annotations

from heapq import heappop, heappush

Edges = dict[int, dict[int, float]]
"""Rows to columns to scores."""

_ALONE = -1
"""The place of a row that stays alone."""


def assign(edges: Edges) -> dict[int, int]:
    """Return the column of each paired row, so that the sum of the scores is highest.

    Args:
        edges: for each row the columns it may go with and the score; pairs that score 0 or less are never made.
    """
    solver = _Solver({row: {c: s for c, s in cells.items() if s > 0} for row, cells in edges.items()})
    for row in sorted(edges):
        solver.add(row)
    return {row: column for row, column in sorted(solver.column_of.items()) if column != _ALONE}


class _Solver:
    """Rows are added one by one; each finds the cheapest way in, which may push others to their second choice."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.column_of: dict[int, int] = {}
        self.row_of: dict[int, int] = {}
        self.price: dict[int, float] = {}

    def add(self, start: int) -> None:
        """Pair ``start``, or leave it or a row that it pushes out alone, whichever keeps the total highest."""
        distance: dict[int, float] = {}
        came_from: dict[int, int] = {}
        closed: set[int] = set()
        heap: list[tuple[float, int]] = []
        row, base = start, 0.0
        best_alone, alone_row = 0.0, start
        best_alone = self._offer(row, base, 0.0, distance, came_from, heap, closed)
        while heap:
            cost, column = heappop(heap)
            if column in closed:
                continue
            if cost >= best_alone:
                break
            closed.add(column)
            owner = self.row_of.get(column)
            if owner is None:
                self._raise_prices(closed, distance, cost)
                self._augment(start, column, came_from)
                return
            row_cost = cost + self._slack(owner, column)
            alone = self._offer(owner, row_cost, best_alone, distance, came_from, heap, closed)
            if alone < best_alone:
                best_alone, alone_row = alone, owner
        self._raise_prices(closed, distance, best_alone)
        self._leave_alone(start, alone_row, came_from)

    def _slack(self, row: int, column: int) -> float:
        """Return what the row gains back by giving up its column."""
        return self.edges[row][column] - self.price.get(column, 0.0)

    def _offer(
        self,
        row: int,
        base: float,
        limit: float,
        distance: dict[int, float],
        came_from: dict[int, int],
        heap: list[tuple[float, int]],
        closed: set[int],
    ) -> float:
        """Reach the row's columns from ``base`` (a cost: lost score); return the cost of leaving the row alone.

        Columns that cost as much as leaving a row alone (``limit``, or this one) are never taken: they are left out.
        """
        prices, known = self.price.get, distance.get
        least = min(base, limit)
        for column, score in self.edges[row].items():
            cost = base - score + prices(column, 0.0)
            if cost < least and column not in closed and cost < known(column, least):
                distance[column] = cost
                came_from[column] = row
                heappush(heap, (cost, column))
        return base

    def _raise_prices(self, closed: set[int], distance: dict[int, float], reached: float) -> None:
        for column in closed:
            self.price[column] = self.price.get(column, 0.0) + reached - distance[column]

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
