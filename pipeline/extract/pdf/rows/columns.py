"""A table's columns as they are handed on: their edges from left to right, and what the text tells about each.

How they are found is told elsewhere: ``edges`` finds them, ``alignment`` asks the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.extract.pdf.page import Word


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """The edges of a table's columns from left to right, and for each whether rules draw it.

    ``roles`` are the header's guesses, one a column (None unknown). ``starts`` is the x at which a column's lines start (None where
    they do not start at one place), ``rights`` how far to the right its text reaches; ``crossed`` are the edges that words stand on.
    """

    edges: tuple[float, ...]
    drawn: tuple[bool, ...]
    roles: tuple[str | None, ...]
    starts: tuple[float | None, ...] = ()
    rights: tuple[float, ...] = ()
    crossed: frozenset[int] = frozenset()
    inner: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the edges between columns at hand: they are asked for every word, several times."""
        object.__setattr__(self, "inner", self.edges[1:-1])

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.edges) - 1

    def index(self, x: float) -> int:
        """Return the column that holds x; words beyond the outer edges belong to the outer columns."""
        return bisect_right(self.inner, x)

    def part(self, words: Iterable[Word]) -> list[list[Word]]:
        """Return the words whose middle stands in each column."""
        own: list[list[Word]] = [[] for _ in range(self.count)]
        for word in words:
            own[bisect_right(self.inner, (word.x0 + word.x1) / 2)].append(word)
        return own


def anchor_of(columns: Columns, words: Iterable[Word]) -> int:
    """Return the column that has an entry in every row: the indicator's, else the one with the most text."""
    if "indicatore" in columns.roles:
        return columns.roles.index("indicatore")
    letters = [0] * columns.count
    for word in words:
        letters[columns.index((word.x0 + word.x1) / 2)] += len(word.testo)
    return max(range(columns.count), key=lambda column: letters[column])
