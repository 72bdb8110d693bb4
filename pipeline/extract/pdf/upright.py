"""From a PDF's own coordinates to the page as a reader holds it: origin top left, /Rotate applied, text upright.

A page's content may be drawn turned (a landscape table on a portrait sheet without /Rotate): the direction that most of
its text runs in decides how far the whole page is turned. What a page's text says is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1: y upwards in PDF space, downwards in page space."""

Place = Callable[[float, float, float, float], Box]
"""Maps two corners in PDF space to a box in page space."""

MAIN_SHARE = 0.6
"""How much of a page's text must run in one direction before the page is turned to it."""


class Frame(NamedTuple):
    """The visible part of a page in PDF space and how far it is turned clockwise to be upright (0, 90, 180, 270)."""

    x0: float
    y0: float
    x1: float
    y1: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height as displayed, in points."""
        wide, high = self.x1 - self.x0, self.y1 - self.y0
        return (high, wide) if self.turn % 180 else (wide, high)

    def place(self) -> Place:
        """Return the function that maps a box in PDF space (any two corners) to the page."""
        x0, y0, x1, y1, turn = self

        def place(a: float, b: float, c: float, d: float) -> Box:
            if c < a:
                a, c = c, a
            if d < b:
                b, d = d, b
            if turn == 0:
                return (a - x0, y1 - d, c - x0, y1 - b)
            if turn == 90:
                return (b - y0, a - x0, d - y0, c - x0)
            if turn == 180:
                return (x1 - c, b - y0, x1 - a, d - y0)
            return (y1 - d, x1 - c, y1 - b, x1 - a)

        return place


def snap_angle(angle: float) -> float:
    """Return ``angle`` in [0, 360), moved to the next multiple of 90 when less than a degree away."""
    nearest = round(angle / 90) * 90
    return float(nearest % 360) if abs(angle - nearest) < 1 else round(angle % 360, 1)


def main_direction(letters: Mapping[float, int], rotation: int) -> int:
    """Return the turn that makes most letters upright: ``letters`` counts them by angle, ``rotation`` is /Rotate."""
    total = sum(letters.values())
    for angle in (rotation, 0, 90, 180, 270):
        if letters.get(float(angle), 0) > MAIN_SHARE * total:
            return angle
    return rotation


def count_letters(runs: Iterable[tuple[float, int]]) -> dict[float, int]:
    """Sum letters by the angle they are written at."""
    counts: dict[float, int] = {}
    for angle, letters in runs:
        counts[angle] = counts.get(angle, 0) + letters
    return counts
