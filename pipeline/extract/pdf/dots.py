"""Dotted borders: small marks side by side come in, the rules that they draw go out.

A browser draws a dotted border as one small square for each dot. Marks that touch, or that stand alone, draw no border.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.pdf.page import Rule

FEWEST = 8
"""Fewer marks in a row are no rule."""

FARTHEST = 2.5
"""Dots of one border are no further apart than so many times their size."""


class Dot(NamedTuple):
    """A mark's box, in page space."""

    x0: float
    top: float
    x1: float
    bottom: float


def dotted_rules(dots: Iterable[Dot]) -> Iterator[Rule]:
    """Yield the rules that dots draw, horizontal ones first."""
    marks = sorted(set(dots))
    for horizontal in (True, False):
        lines: defaultdict[float, list[tuple[float, float]]] = defaultdict(list)
        for x0, top, x1, bottom in marks:
            height, ends = ((top + bottom) / 2, (x0, x1)) if horizontal else ((x0 + x1) / 2, (top, bottom))
            lines[round(2 * height) / 2].append(ends)
        for height, spans in sorted(lines.items()):
            if len(spans) >= FEWEST:
                yield from _rules_on(horizontal, height, sorted(spans))


def _rules_on(horizontal: bool, height: float, spans: Sequence[tuple[float, float]]) -> Iterator[Rule]:
    """Yield the rules of dots at one height."""
    row = [spans[0]]
    for span in (*spans[1:], (float("inf"), float("inf"))):
        size = row[-1][1] - row[-1][0]
        if span[0] - row[-1][1] <= FARTHEST * size:
            row.append(span)
            continue
        apart = sum(right[0] > left[1] for left, right in pairwise(row))
        if apart >= FEWEST - 1:
            yield Rule(horizontal, height, row[0][0], row[-1][1], size)
        row = [span]
