"""Running lines of a part of the document: what some pages have and others lack, as where two offices' documents were joined.

Too few pages of the whole have such a line to tell it by its share. It is told by what frames the page: the text at the page's
edge, apart from all else and with nothing drawn further out, is the same on pages that follow one another. A row of a table that
repeats would have to repeat as a whole, as the first of every page, alone above white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.pdf.furniture_counts import counts_pages, is_counted_text
from pipeline.extract.pdf.furniture_marks import Mark
from pipeline.extract.pdf.furniture_segments import Segment
from pipeline.rows import FurnitureKind

FEWEST = 3
"""On so many pages that follow one another a text must frame the page."""


def find_in_sections(group: Sequence[Segment], filled: Sequence[int], first: int) -> list[Mark]:
    """Return the running lines among segments of one text and height.

    ``filled`` are the numbers of the pages that hold words, in order; ``first`` is the first page with this text at its head or
    foot: that one keeps a header, which may be a title.
    """
    if len(group) < FEWEST:
        return []
    return [
        Mark(kind, segment.page, segment.line.words)
        for run in _runs(group, filled)
        if len(run) >= FEWEST and not any(map(_is_header, run[:2])) and (kind := _kind(run)) is not None
        for segment in run
        if segment.page.numero != first or kind is not FurnitureKind.INTESTAZIONE_PAGINA
    ]


def _runs(group: Sequence[Segment], filled: Sequence[int]) -> Iterator[list[Segment]]:
    """Yield segments on pages that follow one another and are framed by the same text."""
    order = {numero: at for at, numero in enumerate(filled)}
    run: list[Segment] = []
    frame: str | None = None
    for segment in sorted(group, key=lambda one: one.page.numero):
        text = segment.zone.outer_text if segment.is_outer else None
        follows = run and order[segment.page.numero] - order[run[-1].page.numero] == 1
        if run and not (follows and text == frame):
            yield run
            run = []
        if text is not None:
            run.append(segment)
            frame = text
    yield run


def _is_header(segment: Segment) -> bool:
    """Tell whether what frames a segment's page is the header of a table's columns."""
    zone = segment.zone
    return any(row.top <= line.middle <= row.bottom for row in zone.headers for line in zone.outer)


def _kind(run: Sequence[Segment]) -> FurnitureKind | None:
    """Return what a run of segments is: their figures must stay the same from page to page, or count the pages."""
    counts = counts_pages(run)
    if counts and run[0].testo.isdecimal():
        return FurnitureKind.NUMERO_PAGINA
    if counts is None or (counts and not is_counted_text(run[0])):
        return None
    return FurnitureKind.INTESTAZIONE_PAGINA if run[0].at_top else FurnitureKind.PIE_PAGINA
