"""The assignment is the best one: compared with trying all."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diff.assignment import assign

_SCORES = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(-3, 9).map(float), max_size=14)


def _total(edges: dict[int, dict[int, float]], pairs: dict[int, int]) -> float:
    return sum(edges[row][column] for row, column in pairs.items())


def _best(edges: dict[int, dict[int, float]]) -> float:
    """The highest total of all ways to give five columns, or none, to the rows."""
    return max(
        sum(max(0.0, edges.get(row, {}).get(column, 0.0)) for row, column in enumerate(columns))
        for columns in permutations(range(5))
    )


@given(_SCORES)
def test_no_other_assignment_scores_higher(scores: dict[tuple[int, int], float]) -> None:
    edges: dict[int, dict[int, float]] = {row: {} for row in range(5)}
    for (row, column), score in scores.items():
        edges[row][column] = score
    found = assign(edges)
    assert len(set(found.values())) == len(found)
    assert all(edges[row][column] > 0 for row, column in found.items())
    assert _total(edges, found) == _best(edges)


def test_best_first_is_not_best_overall() -> None:
    assert assign({0: {0: 9.0, 1: 8.0}, 1: {0: 8.0}}) == {0: 1, 1: 0}


def test_a_row_without_columns_stays_alone() -> None:
    assert assign({0: {}, 1: {3: -1.0}, 2: {3: 1.0}}) == {2: 3}
