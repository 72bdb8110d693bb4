"""Bands: the words of an area between each two drawn boundaries, and where a boundary leaves a column open."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.areas import Area
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.cuts import Cut
from pipeline.extract.pdf.rows.lines import Line, lines_of
from pipeline.extract.pdf.rows.seeds import Stretch


class Band(NamedTuple):
    """The words between two drawn boundaries, and the lines that they make in each column."""

    words: list[Word]
    lines: list[list[Line]]


def find_bands(area: Area, columns: Columns, cuts: Sequence[Cut], anchor: int) -> list[Band]:
    """Return an area's bands with their lines."""
    return [Band(words, [lines_of(own) for own in columns.part(words)]) for words in bands_of(area, cuts, anchor)]


def bands_of(area: Area, cuts: Sequence[Cut], anchor: int) -> list[list[Word]]:
    """Return an area's words between each two cuts that bound the anchor column; empty ones and the header's are left out."""
    heights = [cut.y for cut in cuts if cut.closed[anchor]]
    bands: list[list[Word]] = [[] for _ in range(len(heights) + 1)]
    for word in area.words:
        bands[bisect_right(heights, (word.top + word.bottom) / 2)].append(word)
    top, bottom = (area.header.top, area.header.bottom) if area.header else (0.0, 0.0)
    return [band for band in bands if band and not (top <= band[0].top and band[-1].bottom <= bottom)]


def open_links(
    flows: Sequence[Sequence[Stretch]], stretches: dict[int, list[Stretch]], drawn: dict[int, list[Cut]]
) -> frozenset[tuple[int, int]]:
    """Return the stretches, numbered through all flows, and the columns in which nothing is drawn between them and the next one."""
    numbers = {id(stretch): at for at, stretch in enumerate(stretch for flow in flows for stretch in flow)}
    links: set[tuple[int, int]] = set()
    for key, parts in stretches.items():
        for above, below in itertools.pairwise(parts):
            if id(above) in numbers:
                top, bottom = above.seeds[-1].blocks[0].middle, below.seeds[0].blocks[0].middle
                cuts = [cut.closed for cut in drawn[key] if top < cut.y < bottom]
                links |= {
                    (numbers[id(above)], column)
                    for column, closed in enumerate(zip(*cuts, strict=True))
                    if not any(closed)
                }
    return frozenset(links)
