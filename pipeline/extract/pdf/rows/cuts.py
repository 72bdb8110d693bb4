"""Row boundaries: those that the page draws (rules and the edges of fills), ready to be joined by inferred ones.

A ``Cut`` is a height on the page and, column by column, whether the row really ends there: a cell merged downwards is open at the
cuts that it covers.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.pdf.page import Fill
from pipeline.extract.pdf.rows.areas import Area
from pipeline.extract.pdf.rows.columns import Columns

SAME_HEIGHT = 2.0
"""Rules whose heights differ by less than this (points) are one boundary."""
COVERS = 0.6
"""A rule bounds a column when it covers this share of its width (an underline does not)."""
LOWEST_FILL = 6.0
"""A fill lower than this (points) is a rule or a decoration, not a row's background."""


Span = tuple[float, float]
"""Start and end of a stretch."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A row boundary at height ``y``; ``closed`` tells for each column whether it ends there."""

    y: float
    closed: tuple[bool, ...]


def drawn_cuts(area: Area, columns: Columns) -> list[Cut]:
    """Return the cuts that rules and fills draw inside an area, from top to bottom. Those that bound no column are left out."""
    strokes = [(rule.at, rule.start, rule.end) for rule in area.horizontals]
    fills = _row_fills(area)
    for fill in fills:
        strokes.append((fill.top, fill.x0, fill.x1))
        strokes.append((fill.bottom, fill.x0, fill.x1))
    cuts: list[Cut] = []
    bounded: dict[tuple[Span, ...], tuple[bool, ...]] = {}  # most rules of a table have the same ends
    for height, spans in _by_height(strokes):
        if spans not in bounded:
            bounded[spans] = tuple([is_covered(spans, low, high) for low, high in itertools.pairwise(columns.edges)])
        if True in bounded[spans]:
            cuts.append(Cut(height, bounded[spans]))
    return _open_in_fills(cuts, fills, area, columns)


def _open_in_fills(cuts: list[Cut], fills: Sequence[Fill], area: Area, columns: Columns) -> list[Cut]:
    """Return the cuts, open where a shaded cell goes on beside the row that it starts in.

    Spreadsheets shade all cells of a row that have one colour in one go: a cell merged downwards starts in the row's fill and goes on
    in one of its own, of the same colour. Where all fills are as wide as their cells, one that ends is a cell that ends.
    """
    wide = [fill for fill in fills if _shades_entries(fill, area, columns)]
    if not wide:
        return cuts
    opened: list[Cut] = []
    for cut in cuts:
        above = [fill for fill in fills if abs(fill.bottom - cut.y) <= SAME_HEIGHT]
        below = [fill for fill in fills if abs(fill.top - cut.y) <= SAME_HEIGHT]
        within = {
            column
            for one, other in itertools.product(above, below)
            if one.colour == other.colour and (one in wide) != (other in wide)
            for column in _shaded(other if one in wide else one, columns)
            if columns.edges[column] > (one if one in wide else other).x0 - SAME_HEIGHT
        }
        opened.append(replace(cut, closed=tuple(own and at not in within for at, own in enumerate(cut.closed))))
    return opened


def _shades_entries(fill: Fill, area: Area, columns: Columns) -> bool:
    """Return whether a fill shades several cells of a row of entries: texts in several columns, none of which runs over an edge."""
    if len(_shaded(fill, columns)) < 2:
        return False
    own = [phrase for phrase in area.phrases if fill.top < phrase.middle < fill.bottom]
    places = [(columns.index(phrase.x0 + 1), columns.index(phrase.x1 - 1)) for phrase in own]
    return all(first == last for first, last in places) and len({first for first, _ in places}) > 1


def _shaded(fill: Fill, columns: Columns) -> list[int]:
    """Return the columns that a fill shades."""
    span = ((fill.x0, fill.x1),)
    return [at for at, (low, high) in enumerate(itertools.pairwise(columns.edges)) if is_covered(span, low, high)]


def _row_fills(area: Area) -> list[Fill]:
    """Return the fills that may be a row's or a cell's background."""
    page = area.page
    return [
        fill
        for fill in page.fills
        if fill.bottom - fill.top >= LOWEST_FILL
        and fill.top < area.bottom + SAME_HEIGHT
        and fill.bottom > area.top - SAME_HEIGHT
        and (fill.bottom - fill.top) * (fill.x1 - fill.x0) < 0.8 * page.width * page.height
    ]


def _by_height(strokes: Sequence[tuple[float, float, float]]) -> list[tuple[float, tuple[Span, ...]]]:
    """Group strokes (height, start, end) by height."""
    groups: list[tuple[list[float], list[Span]]] = []
    for height, start, end in sorted(strokes):
        if groups and height - groups[-1][0][-1] <= SAME_HEIGHT:
            groups[-1][0].append(height)
            groups[-1][1].append((start, end))
        else:
            groups.append(([height], [(start, end)]))
    return [(sum(heights) / len(heights), union(spans)) for heights, spans in groups]


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch or overlap as one."""
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)


def is_covered(spans: Iterable[Span], low: float, high: float) -> bool:
    """Return whether spans that do not touch each other cover enough of the stretch from low to high."""
    total = 0.0
    for start, end in spans:
        if start < high and end > low:
            total += min(end, high) - max(start, low)
    return total >= COVERS * (high - low)


def merge_cuts(drawn: Sequence[Cut], inferred: Sequence[Cut]) -> list[Cut]:
    """Return all cuts from top to bottom."""
    return sorted([*drawn, *inferred], key=lambda cut: cut.y)


def close_between(cuts: Sequence[Cut], top: float, bottom: float, column: int) -> list[Cut]:
    """Return the cuts, those between two heights closed in a column."""
    return [
        replace(cut, closed=(*cut.closed[:column], True, *cut.closed[column + 1 :])) if top < cut.y < bottom else cut
        for cut in cuts
    ]
