"""Cells: the elementary boxes between column edges and row cuts, joined where nothing divides them.

A cell is known by its first row and column and how many of each it covers; its words are those whose middle lies in it.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from operator import attrgetter

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.areas import TOUCH, Area
from pipeline.extract.pdf.rows.blocks import STRADDLE, heading_lines
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.cuts import Cut, is_covered, union
from pipeline.extract.pdf.rows.lines import Line, lines_of, part_at

TIGHT = 0.4
"""Words with less white than this (in sizes) between them are of one text, even where a drawn edge passes between them."""


@dataclass(kw_only=True, slots=True, eq=False)
class Cell:
    """A cell of an area's grid: first row and column, how many of each, and its lines.

    ``ragged``: not a rectangle; ``ripresa``: its text stands on another page.
    """

    row: int
    column: int
    rows: int
    columns: int
    lines: list[Line] = field(default_factory=list)
    ragged: bool = False
    ripresa: bool = False


class _Union:
    """Disjoint sets of elementary boxes."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, item: int) -> int:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        a, b = self.find(one), self.find(other)
        if a != b:
            self.parent[max(a, b)] = min(a, b)

    def groups(self) -> list[list[int]]:
        """Return the sets of several boxes, each in order; a set's lowest member is its root."""
        groups: dict[int, list[int]] = {}
        for item, parent in enumerate(self.parent):
            if item != parent:
                root = self.find(item)
                groups.setdefault(root, [root]).append(item)
        return sorted(groups.values())


def build_cells(area: Area, columns: Columns, cuts: Sequence[Cut], lines: Sequence[Sequence[Line]]) -> list[Cell]:
    """Return the cells, empty ones too, in reading order; ``lines`` are the area's, by column."""
    heights = [cut.y for cut in cuts]
    rows = zip(*(part_at(own, heights) for own in lines), strict=True)
    boxes = [box for row in rows for box in row]
    sets = _Union(len(boxes))
    _join_downwards(sets, cuts, columns.count)
    _join_across(sets, area, columns, heights)
    _join_headings(sets, area, columns, heights, boxes)
    return _collect(sets, boxes, columns.count)


def _join_downwards(sets: _Union, cuts: Sequence[Cut], count: int) -> None:
    for row, cut in enumerate(cuts):
        if all(cut.closed):
            continue
        for column, closed in enumerate(cut.closed):
            if not closed:
                sets.join(row * count + column, (row + 1) * count + column)


def _join_across(sets: _Union, area: Area, columns: Columns, heights: Sequence[float]) -> None:
    """Join neighbours where a drawn edge leaves out a row: cells merged across."""
    bounds = [area.top, *heights, area.bottom]
    for edge in range(1, columns.count):
        if not columns.drawn[edge]:
            continue
        stretches = union((r.start, r.end) for r in area.verticals if abs(r.at - columns.edges[edge]) <= 2 * TOUCH)
        if len(stretches) == 1 and stretches[0][0] <= min(bounds) and max(bounds) <= stretches[0][1]:
            continue  # drawn from head to foot
        for row, (top, bottom) in enumerate(itertools.pairwise(bounds)):
            if bottom - top > 1 and not is_covered(stretches, top, bottom):
                at = row * columns.count + edge
                sets.join(at - 1, at)


def _join_headings(
    sets: _Union, area: Area, columns: Columns, heights: Sequence[float], boxes: Sequence[Sequence[Line]]
) -> None:
    """Join the boxes that a heading runs over; a drawn edge between them counts for nothing where words stand on it."""
    drawn = [own and edge not in columns.crossed for edge, own in enumerate(columns.drawn)]
    if all(drawn):
        return
    headings = heading_lines(area.phrases, replace(columns, drawn=tuple(drawn)))
    own_words = {word.numero for line in headings for word in line.words}
    for part in itertools.chain.from_iterable(_undivided(line, columns) for line in headings):
        first = columns.index(_middle(part[0]))
        at = bisect_right(heights, (part[0].top + part[0].bottom) / 2) * columns.count
        reached = {at + columns.index(_middle(word)) for word in part[1:]} - {at + first}
        sides = columns.drawn[first + 1 : columns.index(_middle(part[-1])) + 1]
        if any(sides) and not all(_holds_only(boxes[place], own_words) for place in reached):
            continue  # a long word, beside a text that stands elsewhere in the next cell
        for place in reached:
            sets.join(at + first, place)


def _undivided(line: Line, columns: Columns) -> Iterable[Sequence[Word]]:
    """Cut a heading where a drawn edge stands in the white between two texts: there it is no edge that the heading runs over."""
    start = 0
    for at, (left, right) in enumerate(itertools.pairwise(line.words), 1):
        between = range(columns.index(_middle(left)) + 1, columns.index(_middle(right)) + 1)
        sides = [columns.edges[edge] for edge in between if columns.drawn[edge]]
        if sides and not _one_text(left, right) and any(left.x1 - STRADDLE <= x <= right.x0 + STRADDLE for x in sides):
            yield line.words[start:at]
            start = at
    yield line.words[start:]


def _one_text(left: Word, right: Word) -> bool:
    """Return whether two neighbours were drawn in one go, or stand closer than two cells' texts do."""
    return left.run == right.run >= 0 or right.x0 - left.x1 < TIGHT * left.size


def _middle(word: Word) -> float:
    return (word.x0 + word.x1) / 2


def _holds_only(lines: Iterable[Line], words: Set[int]) -> bool:
    return all(word.numero in words for line in lines for word in line.words)


def _collect(sets: _Union, boxes: Sequence[list[Line]], count: int) -> list[Cell]:
    """Return a cell for each set: its bounding rectangle and its lines."""
    groups = sets.groups()
    whole = {group[0]: _joined(group, boxes, count) for group in groups}
    joined = {at for group in groups for at in group}
    cells = [
        whole[at] if at in whole else Cell(row=at // count, column=at % count, rows=1, columns=1, lines=lines)
        for at, lines in enumerate(boxes)
        if at in whole or at not in joined
    ]
    return sorted(cells, key=attrgetter("row", "column")) if any(cell.ragged for cell in whole.values()) else cells


def _joined(group: Sequence[int], boxes: Sequence[list[Line]], count: int) -> Cell:
    columns = [at % count for at in group]
    top, left = group[0] // count, min(columns)
    height, width = group[-1] // count - top + 1, max(columns) - left + 1
    return Cell(
        row=top,
        column=left,
        rows=height,
        columns=width,
        lines=_lines_together([boxes[at] for at in group if boxes[at]]),
        ragged=height * width != len(group),
    )


def _lines_together(boxes: Sequence[list[Line]]) -> list[Line]:
    """Return the lines that the words of some boxes make together."""
    return boxes[0] if len(boxes) == 1 else lines_of(word for box in boxes for line in box for word in line.words)
