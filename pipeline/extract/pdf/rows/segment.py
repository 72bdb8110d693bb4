"""Where the rows of a table end: what the page draws, and what the white between lines tells where it draws nothing.

Decided for a whole style at once: a table whose rules bound every row is taken at its word; in one whose rules bound only groups
of rows, or nothing, rows are inferred between the rules.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.areas import Area
from pipeline.extract.pdf.rows.blocks import Block, blocks_by_column, heading_lines
from pipeline.extract.pdf.rows.columns import Columns, Style, anchor_of, follows
from pipeline.extract.pdf.rows.cuts import Cut, drawn_cuts, merge_cuts
from pipeline.extract.pdf.rows.gaps import blocks_of, cell_leading, pitch
from pipeline.extract.pdf.rows.lines import Line, lines_of
from pipeline.extract.pdf.rows.merged import (
    MIDDLE_FIT,
    MOST,
    Group,
    below_groups,
    is_sparse,
    middle_groups,
    open_cuts,
    row_fit,
    top_fit,
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
    """The cuts of every area of a style (by the area's identity), its anchor column, and what was doubtful.

    ``middle`` are the merged columns whose text stands in the middle of its cell, or may (rules bound the cells).
    """

    cuts: dict[int, list[Cut]]
    anchor: int
    middle: frozenset[int]
    tight: bool
    doubts: list[Diagnostic] = field(default_factory=list)


def segment_style(style: Style, columns: Columns, *, tight: bool) -> Segmentation:
    """Return where the rows of all areas of a style end; ``tight`` is what the table before was, for one too small to tell."""
    drawn = {id(area): drawn_cuts(area, columns) for area in style.areas}
    anchor = anchor_of(columns, (word for area in style.areas for word in area.words))
    bands = {id(area): _bands(area, drawn[id(area)], anchor) for area in style.areas}
    by_column = {key: [_lines_by_column(words, columns) for words in parts] for key, parts in bands.items()}
    lines = [own[anchor] for parts in by_column.values() for own in parts]
    leading = cell_leading(column for parts in by_column.values() for own in parts for column in own)
    drawn = {id(area): _around_header(area, columns, drawn[id(area)]) for area in style.areas}
    if _dense(lines, leading):
        for area in style.areas:
            missing = _missing_cuts(bands[id(area)], by_column[id(area)], columns, anchor, leading)
            drawn[id(area)] = merge_cuts(drawn[id(area)], missing)
        return Segmentation(cuts=drawn, anchor=anchor, middle=frozenset(range(columns.count)), tight=False)
    bands = {id(area): _bands(area, drawn[id(area)], anchor) for area in style.areas}
    metrics = _measure(style, columns, anchor, leading, lines, tight=tight)
    stretches = {key: [find_seeds(words, columns, metrics) for words in parts] for key, parts in bands.items()}
    inferred, middle = _infer_cuts(style, stretches, columns, anchor)
    return Segmentation(
        cuts={key: merge_cuts(cuts, inferred[key]) for key, cuts in drawn.items()},
        anchor=anchor,
        middle=middle,
        tight=metrics.tight,
    )


def _around_header(area: Area, columns: Columns, cuts: list[Cut]) -> list[Cut]:
    """Return the drawn cuts with one above and one below the header row: it is known to be a row by itself."""
    header = area.header
    if header is None:
        return cuts
    closed = (True,) * columns.count
    return merge_cuts(cuts, [Cut(header.top - 0.1, closed), Cut(header.bottom + 0.1, closed)])


def _bands(area: Area, cuts: Sequence[Cut], anchor: int) -> list[list[Word]]:
    """Return an area's words between each two cuts that bound the anchor column; empty ones and the header's are left out."""
    heights = [cut.y for cut in cuts if cut.closed[anchor]]
    bands: list[list[Word]] = [[] for _ in range(len(heights) + 1)]
    for word in area.words:
        bands[bisect_right(heights, (word.top + word.bottom) / 2)].append(word)
    top, bottom = (area.header.top, area.header.bottom) if area.header else (0.0, 0.0)
    return [band for band in bands if band and not (top <= band[0].top and band[-1].bottom <= bottom)]


def _column_lines(words: Sequence[Word], columns: Columns, column: int) -> list[Line]:
    return lines_of(word for word in words if columns.index((word.x0 + word.x1) / 2) == column)


def _lines_by_column(words: Sequence[Word], columns: Columns) -> list[list[Line]]:
    """Return the lines of every column of a band."""
    own: list[list[Word]] = [[] for _ in range(columns.count)]
    for word in words:
        own[columns.index((word.x0 + word.x1) / 2)].append(word)
    return [lines_of(column) for column in own]


def _dense(bands: Sequence[Sequence[Line]], leading: float) -> bool:
    """Return whether the drawn bands are the rows. ``bands`` are the anchor's lines in each."""
    inferred = sum(max(1, len(blocks_of(lines, leading))) for lines in bands)
    return len(bands) >= DENSE * inferred


def _missing_cuts(
    bands: Sequence[Sequence[Word]],
    by_column: Sequence[Sequence[Sequence[Line]]],
    columns: Columns,
    anchor: int,
    leading: float,
) -> list[Cut]:
    """Return the cuts that a drawn table leaves out: bands that plainly hold several rows, titles and notes between tables."""
    entries = [at for at, role in enumerate(columns.roles) if role in FILLED_DOWN]
    metrics = Metrics(leading=leading, white=0.0, anchor=anchor, tight=False, stands=None, gapless=False)
    cuts: list[Cut] = []
    for words, own in zip(bands, by_column, strict=True):
        texts = len(blocks_of(own[anchor], leading))
        if texts > 1 and any(len(blocks_of(own[column], leading)) == texts for column in entries):
            cuts += cuts_between(find_seeds(words, columns, metrics), columns)
        elif _has_gap(own, leading):
            titles = not any(own[column] for column in (anchor, *entries))
            cuts += _stacked_cuts(words, columns, leading, titles=titles)
    return cuts


def _has_gap(own: Sequence[Sequence[Line]], leading: float) -> bool:
    """Return whether two neighbouring lines of a band, in whatever column, stand further apart than lines of one cell."""
    lines = sorted((line for column in own for line in column), key=lambda line: line.bottom)
    return any(pitch(above, below) > leading for above, below in itertools.pairwise(lines))


def _stacked_cuts(words: Sequence[Word], columns: Columns, leading: float, *, titles: bool) -> list[Cut]:
    """Return cuts between texts that stand apart, one above the other, alone in a drawn band.

    ``titles``: nothing stands in the columns of entries; otherwise one of the texts must run over a column's edge.
    """
    if not titles and not heading_lines(words, replace(columns, drawn=(False,) * len(columns.drawn))):
        return []
    lines = lines_of(words)
    if _side_by_side(lines):
        return []
    return [
        Cut((above.bottom + below.top) / 2, (True,) * columns.count)
        for above, below in itertools.pairwise(lines)
        if pitch(above, below) > leading and below.top > above.bottom
    ]


def _side_by_side(lines: Sequence[Line]) -> int:
    """Count the lines that have a wide gap in them: entries of different columns."""
    return sum(any(not follows(left, right) for left, right in itertools.pairwise(line.words)) for line in lines)


def _measure(
    style: Style, columns: Columns, anchor: int, leading: float, bands: Sequence[Sequence[Line]], *, tight: bool
) -> Metrics:
    """Return what the whole table tells about distances."""
    gaps = [
        below[0].top - above[-1].bottom
        for lines in bands
        for above, below in itertools.pairwise(blocks_of(lines, leading))
    ]
    size = max((line.size for lines in bands for line in lines[:1]), default=10.0)
    parted = sum(gap < size for gap in gaps)
    stacked = _stacked_entries(style, columns, leading)
    return Metrics(
        leading=leading,
        white=_usual_white(style, columns, leading),
        anchor=anchor,
        tight=stacked > parted if stacked + parted else tight,
        gapless=not gaps,
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


def _infer_cuts(
    style: Style, stretches: dict[int, list[Stretch]], columns: Columns, anchor: int
) -> tuple[dict[int, list[Cut]], frozenset[int]]:
    """Return the inferred cuts of every area, merged columns open inside their cells, and the columns with text in the middle."""
    cuts = {id(stretch): cuts_between(stretch, columns) for parts in stretches.values() for stretch in parts}
    flows = _flows(style, stretches)
    everything = [stretch for flow in flows for stretch in flow]
    middle: set[int] = set()
    for column in range(columns.count):
        if column == anchor or not is_sparse(everything, column, anchor):
            continue
        others = _other_entries(columns, column)
        groups = _middle_cells(flows, column, others)
        if groups:
            middle.add(column)
        elif columns.roles[column] in FILLED_DOWN:
            groups = [below_groups(stretch, column, others) for stretch in everything]
        for stretch, own in zip(everything, groups, strict=False):
            cuts[id(stretch)] = open_cuts(cuts[id(stretch)], own, column)
    by_area = {key: [cut for stretch in parts for cut in cuts[id(stretch)]] for key, parts in stretches.items()}
    return by_area, frozenset(middle)


def _flows(style: Style, stretches: dict[int, list[Stretch]]) -> list[list[Stretch]]:
    """Group stretches that follow each other over page breaks: areas with nothing drawn in their body are one flow."""
    flows: list[list[Stretch]] = []
    going_on = False
    for area in style.areas:
        header = area.header
        parts = [part for part in stretches[id(area)] if header is None or part.seeds[0].top > header.bottom - 1]
        whole = len(parts) == 1
        if whole and going_on:
            flows[-1].append(parts[0])
        else:
            flows += [[part] for part in parts]
        going_on = whole
    return flows


def _other_entries(columns: Columns, column: int) -> frozenset[int]:
    """Return the other columns of short entries, for a column of short entries; nothing for the others."""
    if columns.roles[column] not in FILLED_DOWN:
        return frozenset()
    return frozenset(at for at, role in enumerate(columns.roles) if role in FILLED_DOWN and at != column)


def _middle_cells(flows: Sequence[Sequence[Stretch]], column: int, others: frozenset[int]) -> list[list[Group]]:
    """Return the groups of rows of a column whose text stands in the middle of its cells; nothing for any other column.

    That reading must hold for half of the blocks, and for more than "each block starts a row" does.
    """
    stretches = [stretch for flow in flows for stretch in flow]
    tops = top_fit(stretches, column)
    if max(tops, row_fit(stretches, column)) >= MOST:
        return []
    fitted = [middle_groups(flow, column, others) for flow in flows]
    errors = [error for _, left in fitted for error in left]
    middles = sum(error <= MIDDLE_FIT for error in errors) / max(1, len(errors))
    if middles < 0.5 or middles <= tops:
        return []
    return [groups for by_stretch, _ in fitted for groups in by_stretch]
