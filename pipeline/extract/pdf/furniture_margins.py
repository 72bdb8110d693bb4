"""Running headers, footers and page numbers: lines near a page's edge that come back on other pages at the same height.

Figures that count the pages are folded; any other figure must stay the same (a card per page headed `Obiettivo 01.02` is
content). Column headers are never taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.extract.pdf.furniture_marks import Mark
from pipeline.extract.pdf.page import Page, Word
from pipeline.extract.pdf.rows.header import find_header_rows
from pipeline.extract.pdf.rows.lines import Line, lines_of, split_at_gaps
from pipeline.rows import FurnitureKind

ZONE = 0.2
"""How far from an edge (as a share of the page's height) a running line may stand."""

SEGMENT_GAP = 1.5
"""White wider than this (in ems) parts what stands left, in the middle and right in a running line."""

SAME_HEIGHT = 3.0
"""Running lines keep their distance from the edge to within this many points."""

MOST_PAGES = 0.6
"""On this share of the pages (or of the odd, the even, or all but the first) a line must come back."""

APART = 1.6
"""A running line stands at least this far (in ems) from the text that it frames."""

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:p(?:ag(?:ina)?)?\W{0,2}\s*)?(?P<page>\d+)\s*(?:(?:di|su|of|/|-)\s*(?P<last>\d+))?\W*", re.IGNORECASE
)
_SHORT_LABEL = 14
"""A segment with a page's number and no more letters than this is a page number (`Pagina # di #`)."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Segment:
    """A part of a line near an edge; ``distance`` is from that edge to the baseline, ``inner`` the white on its other side."""

    page: Page
    line: Line
    at_top: bool
    distance: float
    inner: float
    testo: str
    numbers: tuple[int, ...]
    near: Sequence[Word]

    @property
    def folded(self) -> str:
        """The text with its figures folded."""
        return _NUMBER.sub("#", self.testo.casefold())


class _Verdict(NamedTuple):
    kind: FurnitureKind
    keep_first: bool


def find_running(pages: Sequence[Page], words: Sequence[Sequence[Word]]) -> list[Mark]:
    """Return running headers, footers and page numbers; ``words`` are each page's upright words that are left."""
    filled = [page.numero for page, own in zip(pages, words, strict=True) if own]
    by_text: dict[tuple[bool, str], list[_Segment]] = defaultdict(list)
    for page, own in zip(pages, words, strict=True):
        for segment in _edge_segments(page, own):
            by_text[segment.at_top, segment.folded].append(segment)
    marks: list[Mark] = []
    for segments in by_text.values():
        for group in _same_height(segments):
            marks += _judge(group, filled, len(pages))
    return marks


def _edge_segments(page: Page, words: Sequence[Word]) -> Iterator[_Segment]:
    zone = ZONE * page.height
    for at_top in (True, False):
        near = [word for word in words if (word.bottom < zone if at_top else word.top > page.height - zone)]
        lines = lines_of(near)
        for at, line in enumerate(lines):
            inner = _inner_gap(lines, at, at_top)
            for piece in split_at_gaps(line, SEGMENT_GAP):
                text = " ".join(word.testo for word in piece.words)
                yield _Segment(
                    page=page,
                    line=piece,
                    at_top=at_top,
                    distance=piece.bottom if at_top else page.height - piece.bottom,
                    inner=inner,
                    testo=text,
                    numbers=tuple(int(number) for number in _NUMBER.findall(text)),
                    near=near,
                )


def _inner_gap(lines: Sequence[Line], at: int, at_top: bool) -> float:
    """Return the white between a line and the next one away from the edge, in ems."""
    other = at + 1 if at_top else at - 1
    if not 0 <= other < len(lines):
        return APART
    upper, lower = (lines[at], lines[other]) if at_top else (lines[other], lines[at])
    return (lower.bottom - upper.bottom) / max(upper.size, lower.size)


def _same_height(segments: Sequence[_Segment]) -> Iterator[list[_Segment]]:
    """Group segments of one text by their distance from the edge."""
    group: list[_Segment] = []
    for segment in sorted(segments, key=lambda segment: (segment.distance, segment.page.numero)):
        if group and segment.distance - group[0].distance > SAME_HEIGHT:
            yield group
            group = []
        group.append(segment)
    if group:
        yield group


def _judge(group: Sequence[_Segment], filled: Sequence[int], total: int) -> list[Mark]:
    counts = _counts_pages(group)
    if counts is None:
        return []
    if counts and _letters(group[0].folded) <= _SHORT_LABEL and (len(group) > 1 or _is_page_number(group[0], total)):
        return [Mark(FurnitureKind.NUMERO_PAGINA, one.page, one.line.words) for one in group]
    verdict = _repetition({segment.page.numero for segment in group}, filled, group)
    if verdict is None or any(map(_is_column_header, group[:2])):
        return []
    first = min(segment.page.numero for segment in group)
    return [
        Mark(verdict.kind, one.page, one.line.words)
        for one in group
        if not (verdict.keep_first and one.page.numero == first)
    ]


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


def _counts_pages(group: Sequence[_Segment]) -> bool | None:
    """Tell whether a figure in the segments counts the pages; None when figures change without counting them."""
    counts = False
    for column in zip(*(segment.numbers for segment in group), strict=True):
        offsets = [value - segment.page.numero for value, segment in zip(column, group, strict=True)]
        if len(set(column)) == 1 and len(group) > 1:
            continue
        if len(set(offsets)) != 1:
            return None
        counts = True
    return counts


def _is_page_number(segment: _Segment, total: int) -> bool:
    """Tell whether a lone segment is its page's number: it says so, or it gives the number of pages, or stands apart."""
    match = _PAGE_NUMBER.fullmatch(segment.testo)
    if match is None or int(match["page"]) != segment.page.numero:
        return False
    if match["last"]:
        return int(match["last"]) == total
    return segment.inner >= APART and not _is_in_grid(segment)


def _repetition(on: set[int], filled: Sequence[int], group: Sequence[_Segment]) -> _Verdict | None:
    kind = FurnitureKind.INTESTAZIONE_PAGINA if group[0].at_top else FurnitureKind.PIE_PAGINA
    if len(on) < 2:
        return None
    wide = any(
        len(pages) > 1 and len(on & pages) >= MOST_PAGES * len(pages)
        for pages in (
            set(filled),
            set(filled[1:]),
            {numero for numero in filled if numero % 2},
            {numero for numero in filled if numero % 2 == 0},
        )
    )
    apart = min(segment.inner for segment in group) >= APART and not any(map(_is_in_grid, group))
    if wide and (apart or len(on) > 2):
        return _Verdict(kind, keep_first=group[0].at_top and filled[0] in on)
    if apart and len(on) > 2 and len(on) >= 0.8 * (max(on) - min(on) + 1):
        return _Verdict(kind, keep_first=group[0].at_top)
    return None


def _is_column_header(segment: _Segment) -> bool:
    """Tell whether the segment belongs to the header row of a table's columns."""
    return any(row.top <= segment.line.middle <= row.bottom for row in find_header_rows(segment.near))


def _is_in_grid(segment: _Segment) -> bool:
    """Tell whether a vertical rule passes the segment's line and goes on to other lines."""
    line = segment.line
    return any(
        not rule.horizontal and rule.start <= line.middle <= rule.end and rule.end - rule.start > 3 * line.size
        for rule in segment.page.rules
    )
