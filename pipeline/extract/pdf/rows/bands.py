"""Bands: the lines of an area between each two drawn boundaries, and where a boundary leaves a column open."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.cuts import Cut
from pipeline.extract.pdf.rows.header import HeaderRow
from pipeline.extract.pdf.rows.lines import Line, part_at
from pipeline.extract.pdf.rows.phrases import Phrase
from pipeline.extract.pdf.rows.seeds import Stretch


class Band(NamedTuple):
    """What stands between two drawn boundaries: their heights, and the lines of each column."""

    top: float
    bottom: float
    lines: tuple[list[Line], ...]

    @property
    def words(self) -> list[Word]:
        """The words in reading order."""
        return sorted((word for own in self.lines for line in own for word in line.words), key=_numero)

    def among(self, phrases: Iterable[Phrase]) -> list[Phrase]:
        """Return those of the area's phrases that stand in the band."""
        return [phrase for phrase in phrases if self.top <= phrase.middle < self.bottom]


_numero = attrgetter("numero")


def find_bands(
    lines: Sequence[Sequence[Line]], header: HeaderRow | None, cuts: Sequence[Cut], anchor: int
) -> list[Band]:
    """Return an area's bands, between each two cuts that bound the anchor column; empty ones and the header's are left out.

    ``lines`` are the area's, by column.
    """
    heights = [cut.y for cut in cuts if cut.closed[anchor]]
    bounds = itertools.pairwise([float("-inf"), *heights, float("inf")])
    rows = zip(*(part_at(own, heights) for own in lines), strict=True)
    bands = [Band(top, bottom, own) for (top, bottom), own in zip(bounds, rows, strict=True)]
    return [band for band in bands if any(band.lines) and not (header is not None and _is_in(band, header))]


def _is_in(band: Band, header: HeaderRow) -> bool:
    """Return whether a band has nothing but the header."""
    if band.top >= header.bottom:
        return False
    words = band.words
    return header.top <= words[0].top and words[-1].bottom <= header.bottom


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
