"""Things one below the other -> those that may reach into a stretch of the page, without asking each of them.

Which of them really do is for the asker to decide.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Reach:
    """How far down the first of some things reach together, and how far up the last; quick where they go from top to bottom."""

    def __init__(self, extents: Sequence[tuple[float, float]]) -> None:
        """Take the upper and lower end of each."""
        self._ends = list(accumulate((bottom for _, bottom in extents), max))
        self._starts = list(accumulate((top for top, _ in reversed(extents)), min))[::-1]

    def between(self, top: float, bottom: float) -> range:
        """Return the numbers outside of which nothing reaches into the stretch from top to bottom."""
        return range(bisect_left(self._ends, top), bisect_right(self._starts, bottom))
