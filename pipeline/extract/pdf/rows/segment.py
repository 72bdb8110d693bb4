"""Where the rows of a table end: what the page draws, and what the white between lines tells where it draws nothing.

Decided for a whole style at once: a table whose rules bound every row is taken at its word; in one whose rules bound only groups
of rows, or nothing, rows are inferred between the rules.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.areas import Area
from pipeline.extract.pdf.rows.blocks import Block, blocks_by_column
from pipeline.extract.pdf.rows.columns import Columns, Style, anchor_of
from pipeline.extract.pdf.rows.cuts import Cut, drawn_cuts, merge_cuts
from pipeline.extract.pdf.rows.gaps import blocks_of, cell_leading
from pipeline.extract.pdf.rows.lines import Line, lines_of
from pipeline.extract.pdf.rows.merged import (
    MIDDLE_FIT,
    below_groups,
    is_sparse,
    middle_groups,
    open_cuts,
    starts_rows,
)
from pipeline.extract.pdf.rows.seeds import Metrics, Stretch, cuts_between, find_seeds
from pipeline.extract.pdf.rows.split import ended_parts, usual_stand
from pipeline.model import Diagnostic

DENSE = 0.75
"""Rules bound every row when they make at least this share of the rows that the white between lines would make."""
FILLED_DOWN = ("target", "owner")
"""Columns whose empty entries in a merged table stand for the entry above (a settore or obiettivo goes on by itself)."""


@dataclass(kw_only=True, slots=True)
class Segmentation:
    """The cuts of every area of a style (by the area's identity), and what was doubtful."""

    cuts: dict[int, list[Cut]]
    anchor: int
    doubts: list[Diagnostic] = field(default_factory=list)


def segment_style(style: Style, columns: Columns) -> Segmentation:
    """Return where the rows of all areas of a style end."""
    drawn = {id(area): drawn_cuts(area, columns) for area in style.areas}
    anchor = anchor_of(columns, (word for area in style.areas for word in area.words))
    bands = {id(area): _bands(area, drawn[id(area)], anchor) for area in style.areas}
    lines = [_column_lines(words, columns, anchor) for parts in bands.values() for words in parts]
    leading = cell_leading(lines)
    if _dense(lines, leading):
        return Segmentation(cuts=drawn, anchor=anchor)
    metrics = _measure(style, columns, anchor, leading, lines)
    stretches = {key: [find_seeds(words, columns, metrics) for words in parts] for key, parts in bands.items()}
    inferred = _infer_cuts(stretches, columns, anchor)
    return Segmentation(cuts={key: merge_cuts(cuts, inferred[key]) for key, cuts in drawn.items()}, anchor=anchor)


def _bands(area: Area, cuts: Sequence[Cut], anchor: int) -> list[list[Word]]:
    """Return an area's words between each two cuts that bound the anchor column; empty stretches are left out."""
    heights = [cut.y for cut in cuts if cut.closed[anchor]]
    bands: list[list[Word]] = [[] for _ in range(len(heights) + 1)]
    for word in area.words:
        bands[bisect_right(heights, (word.top + word.bottom) / 2)].append(word)
    return [band for band in bands if band]


def _column_lines(words: Sequence[Word], columns: Columns, column: int) -> list[Line]:
    return lines_of(word for word in words if columns.index((word.x0 + word.x1) / 2) == column)


def _dense(bands: Sequence[Sequence[Line]], leading: float) -> bool:
    """Return whether the drawn bands are the rows. ``bands`` are the anchor's lines in each."""
    inferred = sum(max(1, len(blocks_of(lines, leading))) for lines in bands)
    return len(bands) >= DENSE * inferred


def _measure(style: Style, columns: Columns, anchor: int, leading: float, bands: Sequence[Sequence[Line]]) -> Metrics:
    """Return what the whole table tells about distances."""
    gaps = [
        below[0].top - above[-1].bottom
        for lines in bands
        for above, below in itertools.pairwise(blocks_of(lines, leading))
    ]
    size = max((line.size for lines in bands for line in lines[:1]), default=10.0)
    return Metrics(
        leading=leading,
        white=_usual_white(style, columns, leading),
        anchor=anchor,
        tight=_stacked_entries(style, columns, leading) > sum(gap < size for gap in gaps),
        stands=usual_stand(_single_entries(style, columns, anchor, leading)),
    )


def _usual_white(style: Style, columns: Columns, leading: float) -> float:
    """Return the usual white between rows: the median height of the page's empty stretches between blocks."""
    gaps: list[float] = []
    for area in style.areas:
        blocks = [block for own in blocks_by_column(area.words, columns, leading) for block in own]
        reached = float("inf")
        for block in sorted(blocks, key=lambda block: block.top):
            if block.top > reached:
                gaps.append(block.top - reached)
            reached = max(block.bottom, reached if reached != float("inf") else block.bottom)
    gaps.sort()
    return gaps[len(gaps) // 2] if gaps else 0.0


def _stacked_entries(style: Style, columns: Columns, leading: float) -> int:
    """Count how often an entry of the target (or owner) column follows another without any white between them."""
    column = next((columns.roles.index(role) for role in FILLED_DOWN if role in columns.roles), None)
    if column is None:
        return 0
    blocks = (part for area in style.areas for part in blocks_of(_column_lines(area.words, columns, column), leading))
    return sum(len(ended_parts(block, columns.rights[column])) - 1 for block in blocks)


def _single_entries(style: Style, columns: Columns, anchor: int, leading: float) -> Iterator[tuple[Block, Block]]:
    """Yield the anchor's blocks that have exactly one entry of the target (or owner) column beside them."""
    column = next((columns.roles.index(role) for role in FILLED_DOWN if role in columns.roles), None)
    if column is None:
        return
    for area in style.areas:
        blocks = blocks_by_column(area.words, columns, leading)
        for block in blocks[anchor]:
            beside = [entry for entry in blocks[column] if entry.beside(block)]
            if len(beside) == 1 and sum(beside[0].beside(other) for other in blocks[anchor]) == 1:
                yield block, beside[0]


def _infer_cuts(stretches: dict[int, list[Stretch]], columns: Columns, anchor: int) -> dict[int, list[Cut]]:
    """Return the inferred cuts of every area, with merged columns open inside their cells."""
    cuts = {id(stretch): cuts_between(stretch, columns) for parts in stretches.values() for stretch in parts}
    everything = [stretch for parts in stretches.values() for stretch in parts]
    for column in range(columns.count):
        if column == anchor:
            continue
        for stretch, groups in _merged_groups(everything, columns, column, anchor):
            cuts[id(stretch)] = open_cuts(cuts[id(stretch)], groups, column)
    return {key: [cut for stretch in parts for cut in cuts[id(stretch)]] for key, parts in stretches.items()}


def _merged_groups(
    stretches: Sequence[Stretch], columns: Columns, column: int, anchor: int
) -> list[tuple[Stretch, list[tuple[int, int]]]]:
    """Return the groups of rows that each cell of a merged column covers; nothing for a column that is not merged."""
    if not is_sparse(stretches, column, anchor):
        return []
    if not starts_rows(stretches, column):
        fitted = [(stretch, *middle_groups(stretch, column)) for stretch in stretches]
        errors = sorted(error for _, groups, error in fitted if groups)
        if errors and errors[len(errors) // 2] <= MIDDLE_FIT:
            return [(stretch, groups) for stretch, groups, _ in fitted]
    if columns.roles[column] in FILLED_DOWN:
        return [(stretch, below_groups(stretch, column)) for stretch in stretches]
    return []
