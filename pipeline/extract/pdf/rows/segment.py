"""Where the rows of a table end: what the page draws, and what the white between lines tells where it draws nothing.

Decided for a whole style at once: a table whose rules bound every row is taken at its word; in one whose rules bound only groups
of rows, or nothing, rows are inferred between the rules.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.extract.pdf.rows.areas import Area
from pipeline.extract.pdf.rows.bands import find_bands, open_links
from pipeline.extract.pdf.rows.blocks import Block, blocks_by_column
from pipeline.extract.pdf.rows.columns import Columns, anchor_of
from pipeline.extract.pdf.rows.cuts import Cut, drawn_cuts, merge_cuts
from pipeline.extract.pdf.rows.density import is_dense
from pipeline.extract.pdf.rows.drawn import complete
from pipeline.extract.pdf.rows.gaps import blocks_of, cell_leading
from pipeline.extract.pdf.rows.lines import Line
from pipeline.extract.pdf.rows.merged import Doubt, Merged, merged_columns
from pipeline.extract.pdf.rows.reach import Reach
from pipeline.extract.pdf.rows.runs import Table, survey
from pipeline.extract.pdf.rows.seeds import Metrics, Stretch, cuts_between, find_seeds
from pipeline.extract.pdf.rows.split import ended_parts, entry_columns, usual_stand
from pipeline.extract.pdf.rows.styles import Style
from pipeline.extract.pdf.rows.tiling import Stand


@dataclass(kw_only=True, slots=True)
class Segmentation:
    """The cuts of every area of a style, its anchor column, and its merged columns.

    All by the area's identity: ``cuts``; ``going_on``, whether the last inferred cell of a merged column goes on in the next area;
    ``doubts``, the doubtful rows. ``middle`` are the merged columns whose text stands in the middle of its cell, or may (rules bound
    the cells).
    """

    cuts: dict[int, list[Cut]]
    anchor: int
    middle: frozenset[int]
    tight: bool
    going_on: dict[int, dict[int, bool]] = field(default_factory=dict)
    doubts: dict[int, list[Doubt]] = field(default_factory=dict)


def segment_style(
    style: Style, columns: Columns, lines: Mapping[int, Sequence[Sequence[Line]]], *, tight: bool
) -> Segmentation:
    """Return where the rows of all areas of a style end.

    ``lines`` are those of each area, by the area's identity, by column; ``tight`` is what the table before was, for one too small
    to tell.
    """
    drawn = {id(area): drawn_cuts(area, columns) for area in style.areas}
    anchor = anchor_of(columns, (word for area in style.areas for word in area.words))
    drawn = {id(area): _around_header(area, columns, drawn[id(area)]) for area in style.areas}
    bands = {id(area): find_bands(lines[id(area)], area.header, drawn[id(area)], anchor) for area in style.areas}
    texts = [band.lines[anchor] for parts in bands.values() for band in parts]
    target = columns.roles.index("target") if "target" in columns.roles else None
    leading = cell_leading([band.lines for parts in bands.values() for band in parts], target)
    if is_dense(texts, len(style.areas), leading):
        doubts = complete(style, columns, drawn, lines, bands, anchor, leading)
        middle = frozenset(range(columns.count))
        return Segmentation(cuts=drawn, anchor=anchor, middle=middle, tight=False, doubts=doubts)
    metrics = _measure([lines[id(area)] for area in style.areas], columns, anchor, leading, texts, tight=tight)
    stretches = {
        id(area): [find_seeds(band.among(area.phrases), band.lines, columns, metrics) for band in bands[id(area)]]
        for area in style.areas
    }
    return _infer(style, columns, metrics, drawn, stretches)


def _infer(
    style: Style,
    columns: Columns,
    metrics: Metrics,
    drawn: dict[int, list[Cut]],
    stretches: dict[int, list[Stretch]],
) -> Segmentation:
    """Return the segmentation of a table whose rows and merged cells must be told from its texts."""
    flows = _flows(style, stretches, drawn, metrics.anchor)
    entries = frozenset(entry_columns(columns))
    links = open_links(flows, stretches, drawn)
    table = survey(
        flows, metrics.anchor, columns.count, entries, leading=metrics.leading, links=links, stands=metrics.stands
    )
    merged = merged_columns(table, columns)
    inside = {
        id(stretch): {column.column: column.inside(at) for column in merged}
        for at, stretch in enumerate(table.stretches)
    }
    for key, parts in stretches.items():
        inferred = [cut for stretch in parts for cut in cuts_between(stretch, columns, inside.get(id(stretch), {}))]
        drawn[key] = merge_cuts(drawn[key], inferred)
    found = Segmentation(
        cuts=drawn,
        anchor=metrics.anchor,
        middle=frozenset(column.column for column in merged if column.stand is not Stand.FIRST_TOP),
        tight=metrics.tight,
    )
    _note_merged(found, table, merged, stretches)
    return found


def _around_header(area: Area, columns: Columns, cuts: list[Cut]) -> list[Cut]:
    """Return the drawn cuts with one above and one below the header row: it is known to be a row by itself.

    What some columns draw in the white below it (the top of a shaded cell) is the end of the header in all.
    """
    header = area.header
    if header is None:
        return cuts
    closed = (True,) * columns.count
    if any(cut.y > header.bottom and not all(cut.closed) for cut in cuts):
        first = min((word.top for word in area.words if word.top > header.bottom - 1), default=header.bottom)
        cuts = [Cut(cut.y, closed) if header.bottom < cut.y < first else cut for cut in cuts]
    return merge_cuts(cuts, [Cut(header.top - 0.1, closed), Cut(header.bottom + 0.1, closed)])


def _measure(
    areas: Sequence[Sequence[Sequence[Line]]],
    columns: Columns,
    anchor: int,
    leading: float,
    bands: Sequence[Sequence[Line]],
    *,
    tight: bool,
) -> Metrics:
    """Return what the whole table tells about distances; ``areas`` are the lines of each area, by column."""
    gaps = [
        below[0].top - above[-1].bottom
        for lines in bands
        for above, below in itertools.pairwise(blocks_of(lines, leading))
    ]
    size = max((line.size for lines in bands for line in lines[:1]), default=10.0)
    parted = sum(gap < size for gap in gaps)
    blocks = [blocks_by_column(lines, leading) for lines in areas]
    stacked = _stacked_entries(blocks, columns)
    return Metrics(
        leading=leading,
        white=_usual_white(blocks),
        anchor=anchor,
        tight=stacked > parted if stacked + parted else tight,
        gapless=not gaps,
        stands=usual_stand(_single_entries(blocks, columns, anchor)),
    )


def _usual_white(areas: Sequence[Sequence[Sequence[Block]]]) -> float:
    """Return the usual white between rows: the median height of the areas' empty stretches between blocks (by column)."""
    gaps: list[float] = []
    for columns in areas:
        reached = float("inf")
        for block in sorted((block for own in columns for block in own), key=lambda block: block.top):
            if block.top > reached:
                gaps.append(block.top - reached)
            reached = max(block.bottom, reached if reached != float("inf") else block.bottom)
    gaps.sort()
    return gaps[len(gaps) // 2] if gaps else 0.0


def _stacked_entries(areas: Sequence[Sequence[Sequence[Block]]], columns: Columns) -> int:
    """Count how often an entry of the target (or owner) column follows another without any white between them."""
    column = next(iter(entry_columns(columns)), None)
    if column is None:
        return 0
    return sum(
        len(ended_parts(block.lines, columns.rights[column])) - 1 for blocks in areas for block in blocks[column]
    )


def _single_entries(
    areas: Sequence[Sequence[Sequence[Block]]], columns: Columns, anchor: int
) -> Iterator[tuple[Block, Block]]:
    """Yield the anchor's blocks that have exactly one entry of the target (or owner) column beside them."""
    column = next(iter(entry_columns(columns)), None)
    if column is None:
        return
    for blocks in areas:
        reach = Reach([(entry.top, entry.bottom) for entry in blocks[column]])
        pairs = [
            (block, entry)
            for block in blocks[anchor]
            for at in reach.between(block.top, block.bottom)
            if (entry := blocks[column][at]).beside(block)
        ]
        texts, entries = Counter(id(block) for block, _ in pairs), Counter(id(entry) for _, entry in pairs)
        yield from (pair for pair in pairs if texts[id(pair[0])] == entries[id(pair[1])] == 1)


def _note_merged(
    found: Segmentation, table: Table, merged: Sequence[Merged], stretches: dict[int, list[Stretch]]
) -> None:
    """Write down for each area where its merged cells go on in the next one, and its doubtful rows."""
    numbers = {id(stretch): at for at, stretch in enumerate(table.stretches)}
    for key, parts in stretches.items():
        own = [numbers[id(stretch)] for stretch in parts if id(stretch) in numbers]
        found.going_on[key] = {column.column: own[-1] in column.going_on for column in merged} if own else {}
        found.doubts[key] = [doubt for column in merged for doubt in column.doubts if doubt.stretch in own]


def _flows(
    style: Style, stretches: dict[int, list[Stretch]], drawn: dict[int, list[Cut]], anchor: int
) -> list[list[Stretch]]:
    """Group stretches that follow each other over page breaks: where nothing is drawn in the areas' bodies, or at the break."""
    flows: list[list[Stretch]] = []
    going_on = False
    for area in style.areas:
        header = area.header
        parts = [part for part in stretches[id(area)] if header is None or part.seeds[0].top > header.bottom - 1]
        if not parts:
            continue  # a header at the foot of a page has its rows on the next one
        heights = [cut.y for cut in drawn[id(area)] if cut.closed[anchor]]
        whole = len(parts) == 1
        if going_on and (whole or header is not None or heights[0] > parts[0].seeds[0].top):
            flows[-1].append(parts[0])
            flows += [[part] for part in parts[1:]]
        else:
            flows += [[part] for part in parts]
        going_on = whole or heights[-1] < parts[-1].seeds[-1].top
    return flows
