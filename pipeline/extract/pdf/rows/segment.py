"""Where the rows of a table end: what the page draws, and what the white between lines tells where it draws nothing.

Decided for a whole style at once: a table whose rules bound every row is taken at its word; in one whose rules bound only groups
of rows, or nothing, rows are inferred between the rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.areas import Area
from pipeline.extract.pdf.rows.columns import Columns, Style, anchor_of
from pipeline.extract.pdf.rows.cuts import Cut, drawn_cuts, merge_cuts
from pipeline.extract.pdf.rows.gaps import cell_leading
from pipeline.extract.pdf.rows.infer import cuts_between, find_seeds
from pipeline.extract.pdf.rows.lines import Line, lines_of
from pipeline.model import Diagnostic

DENSE = 0.75
"""Rules bound every row when they make at least this share of the rows that the white between lines would make."""


@dataclass(kw_only=True, slots=True)
class Segmentation:
    """The cuts of every area of a style (by the area's identity), and what was doubtful."""

    cuts: dict[int, list[Cut]] = field(default_factory=dict)
    doubts: list[Diagnostic] = field(default_factory=list)


def segment_style(style: Style, columns: Columns) -> Segmentation:
    """Return where the rows of all areas of a style end."""
    drawn = {id(area): drawn_cuts(area, columns) for area in style.areas}
    anchor = anchor_of(columns, (word for area in style.areas for word in area.words))
    bands = {id(area): _bands(area, drawn[id(area)], anchor) for area in style.areas}
    leading = cell_leading(_anchor_lines(words, columns, anchor) for parts in bands.values() for words in parts)
    inferred: dict[int, list[Cut]] = {}
    rows_drawn = rows_inferred = 0
    for area in style.areas:
        cuts: list[Cut] = []
        for words in bands[id(area)]:
            seeds, spanning = find_seeds(words, columns, anchor, leading)
            cuts.extend(cuts_between(seeds, spanning, columns))
            rows_drawn += 1
            rows_inferred += len(seeds)
        inferred[id(area)] = cuts
    dense = rows_drawn >= DENSE * rows_inferred
    return Segmentation(cuts={key: cuts if dense else merge_cuts(cuts, inferred[key]) for key, cuts in drawn.items()})


def _bands(area: Area, cuts: Sequence[Cut], anchor: int) -> list[list[Word]]:
    """Return an area's words between each two cuts that bound the anchor column; empty stretches are left out."""
    heights = [cut.y for cut in cuts if cut.closed[anchor]]
    bands: list[list[Word]] = [[] for _ in range(len(heights) + 1)]
    for word in area.words:
        bands[bisect_right(heights, (word.top + word.bottom) / 2)].append(word)
    return [band for band in bands if band]


def _anchor_lines(words: Sequence[Word], columns: Columns, anchor: int) -> list[Line]:
    return lines_of(word for word in words if columns.index((word.x0 + word.x1) / 2) == anchor)
