"""Running headers, footers and page numbers: lines near a page's edge that come back on other pages at the same height.

Figures that count the pages are folded; any other figure must stay the same (a card per page headed `Obiettivo 01.02` is
content). Column headers are never taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
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

NEARLY_ALL = 0.9
"""On this share where it does not stand apart from the page's own text."""

APART = 1.6
"""A running line stands at least this far (in ems) from the text that it frames."""

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s.()\[\]|~–—-]*(?P<label>p(?:ag(?:ina|e)?)?\W{0,2}\s*)?(?P<page>\d+)"
    r"\s*(?:(?:di|su|of|/|-)\s*(?P<last>\d+))?[\s.()\[\]|~–—-]*",
    re.IGNORECASE,
)
"""A segment that is a page's number and nothing else."""

_LABELLED = re.compile(r"\bp(?:ag(?:ina|e)?)?\W{0,2}\s*#|#\s*(?:di|su|of|/)\s*#")
_TRAILING = re.compile(r"[–—|·•-]\s*#\s*$")
"""Where a figure that grows from page to page counts pages in a longer text; elsewhere it counts cards (`Obiettivo 3`)."""

BARE_ZONE = 0.1
"""A bare number is a page's number only this close to the edge (as a share of the page's height)."""


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
    def is_at_edge(self) -> bool:
        """Whether it stands apart from the page's text, at the very edge."""
        return self.inner >= APART and self.distance <= BARE_ZONE * self.page.height

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
    sizes = Counter(map(_format, pages))
    by_text: dict[tuple[bool, str], list[_Segment]] = defaultdict(list)
    for page, own in zip(pages, words, strict=True):
        for segment in _edge_segments(page, own):
            by_text[segment.at_top, segment.folded].append(segment)
    marks: list[Mark] = []
    for segments in by_text.values():
        groups = list(_same_height(segments))
        for group in groups:
            marks += _judge(group, _pages_with(group, groups, sizes), filled, len(pages))
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


def _pages_with(group: Sequence[_Segment], groups: Sequence[Sequence[_Segment]], sizes: Counter[_Format]) -> set[int]:
    """Return the pages that have a group's text: at its height, or at another one on most pages of another format."""
    on = {segment.page.numero for segment in group}
    if len(groups) == 1 or len(sizes) == 1 or not _fills_format(group, sizes):
        return on
    formats = set(map(_format_of, group))
    others = [one for one in groups if formats.isdisjoint(map(_format_of, one)) and _fills_format(one, sizes)]
    return on.union(segment.page.numero for other in others for segment in other)


def _fills_format(group: Sequence[_Segment], sizes: Counter[_Format]) -> bool:
    """Tell whether segments stand on most pages of their formats."""
    pages = sum(sizes[format_] for format_ in set(map(_format_of, group)))
    return len({segment.page.numero for segment in group}) >= MOST_PAGES * pages


_Format = tuple[int, int]
"""Width and height of a page, in whole points."""


def _format(page: Page) -> _Format:
    return round(page.width), round(page.height)


def _format_of(segment: _Segment) -> _Format:
    return _format(segment.page)


def _judge(group: Sequence[_Segment], on: set[int], filled: Sequence[int], total: int) -> list[Mark]:
    if len(on) == 1 and not group[0].numbers:
        return []  # comes nowhere again: most lines of a table are like that
    counts = _counts_pages(group)
    if counts is None:
        return []
    share = _share(on, filled)
    if counts and all(_is_page_number(segment, total, share) for segment in group):
        return [Mark(FurnitureKind.NUMERO_PAGINA, one.page, one.line.words) for one in group]
    if counts and not _is_counted_text(group[0]):
        return []
    first = min(segment.page.numero for segment in group)
    kept = group[0].at_top and filled[0] == first
    verdict = _repetition(len(on), share, group, keep_first=kept)
    if verdict is None or any(map(_is_column_header, group[:2])):
        return []
    return [
        Mark(verdict.kind, one.page, one.line.words)
        for one in group
        if not (verdict.keep_first and one.page.numero == first)
    ]


def _counts_pages(group: Sequence[_Segment]) -> bool | None:
    """Tell whether a figure in the segments counts the pages; None when figures change without counting them."""
    counts = False
    for part in _parts(group):
        for column in zip(*(segment.numbers for segment in part), strict=True):
            offsets = [value - segment.page.numero for value, segment in zip(column, part, strict=True)]
            if len(set(column)) == 1 and len(part) > 1:
                continue
            if len(set(offsets)) != 1:
                return None
            counts = True
    return counts


def _parts(group: Sequence[_Segment]) -> Iterator[Sequence[_Segment]]:
    """Cut a group where its numbers begin again at 1: a document put together from parts of three pages or so."""
    ordered = sorted(group, key=lambda segment: segment.page.numero)
    again = [
        at
        for at, (one, other) in enumerate(pairwise(ordered), 1)
        if any(old > 1 == new for old, new in zip(one.numbers, other.numbers, strict=True))
    ]
    if not _LABELLED.search(ordered[0].folded) or 3 * (len(again) + 1) > len(ordered):
        again = []
    yield from (ordered[first:end] for first, end in pairwise([0, *again, len(ordered)]))


def _is_page_number(segment: _Segment, total: int, share: float) -> bool:
    """Tell whether a segment is nothing but a page's number: labelled, or with the number of pages, or bare at the very edge.

    ``share`` tells on how many pages such a number stands: a bare one must be on most.
    """
    match = _PAGE_NUMBER.fullmatch(segment.testo)
    if match is None:
        return False
    if match["label"]:
        return True
    if match["last"]:
        return int(match["last"]) == total or share >= MOST_PAGES
    own = int(match["page"]) == segment.page.numero
    return (share >= MOST_PAGES or (total == 1 and own)) and segment.is_at_edge and not _is_in_grid(segment)


def _is_counted_text(segment: _Segment) -> bool:
    return bool(_LABELLED.search(segment.folded) or (not segment.at_top and _TRAILING.search(segment.folded)))


def _repetition(count: int, share: float, group: Sequence[_Segment], *, keep_first: bool) -> _Verdict | None:
    """Tell whether a text on ``count`` pages is a running one, and whether its first page keeps it.

    Text close to the page's own text, or within a grid, must be on nearly every page: equal rows may end several pages.
    """
    if count < 2:
        return None
    tight = min(segment.inner for segment in group) < APART or any(map(_is_in_grid, group))
    if share < (NEARLY_ALL if tight else MOST_PAGES) or (tight and count <= 3):
        return None
    kind = FurnitureKind.INTESTAZIONE_PAGINA if group[0].at_top else FurnitureKind.PIE_PAGINA
    return _Verdict(kind, keep_first)


def _share(on: set[int], filled: Sequence[int]) -> float:
    """Return on how many of the pages a text stands: of all, of all but the first, or of the odd or even ones if only there."""
    if len(filled) < 2:
        return 0.0
    classes = [filled, filled[1:]]
    classes += [
        [page for page in filled if page % 2 == side] for side in (0, 1) if all(page % 2 == side for page in on)
    ]
    return max(len(on & set(pages)) / len(pages) for pages in classes if len(pages) > 1)


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
