"""Running headers, footers and page numbers: lines near a page's edge that come back on other pages at the same height.

Figures that count the pages are folded; any other figure must stay the same (a card per page headed `Obiettivo 01.02` is
content). Column headers are never taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from operator import itemgetter
from typing import NamedTuple

from pipeline.extract.pdf.furniture_counts import counts_pages, is_counted_text
from pipeline.extract.pdf.furniture_frame import Format, find_frames, format_of, is_left
from pipeline.extract.pdf.furniture_marks import Mark
from pipeline.extract.pdf.furniture_sections import find_in_sections
from pipeline.extract.pdf.furniture_segments import APART, Segment, edge_segments, fold
from pipeline.extract.pdf.page import Page
from pipeline.rows import FurnitureKind

SAME_HEIGHT = 3.0
"""Running lines keep their distance from the edge to within this many points."""

MOST_PAGES = 0.6
"""On this share of the pages (or of the odd, the even, or all but the first) a line must come back."""

NEARLY_ALL = 0.9
"""On this share where it does not stand apart from the page's own text."""

FEWEST = 2
"""A part that is numbered by itself has at least so many pages."""

_PAGE_NUMBER = re.compile(
    r"[\s.()\[\]|~–—-]*(?P<label>p(?:ag(?:ina|e)?)?\W{0,2}\s*)?(?P<page>\d+)"
    r"\s*(?:(?:di|su|of|/|-)\s*(?P<last>\d+))?[\s.()\[\]|~–—-]*",
    re.IGNORECASE,
)
"""A segment that is a page's number and nothing else."""


class _Filled(NamedTuple):
    """The numbers of the pages that hold words, and how many of them are even and odd."""

    pages: tuple[int, ...]
    sides: tuple[int, int]


class _Verdict(NamedTuple):
    kind: FurnitureKind
    keep_first: bool


def find_running(pages: Sequence[Page], taken: Set[int]) -> list[Mark]:
    """Return running headers, footers and page numbers among upright words; ``taken`` are the numbers of words left out."""
    numbers = tuple(page.numero for page in pages if any(is_left(word, taken) for word in page.words))
    odd = sum(number % 2 for number in numbers)
    filled = _Filled(numbers, (len(numbers) - odd, odd))
    sizes = Counter(map(format_of, pages))
    frames = find_frames(pages, taken)
    by_text: dict[tuple[bool, str], list[Segment]] = defaultdict(list)
    for page in pages:
        for segment in edge_segments(page, taken, frames[format_of(page)]):
            by_text[segment.at_top, segment.folded].append(segment)
    marks: list[Mark] = []
    for segments in by_text.values():
        if len(segments) > 1 or _may_be_page_number(segments[0]):  # most lines of a table are neither
            groups = list(_same_height(segments))
            first = segments[0].page.numero
            for group in groups:
                running = _judge(group, _pages_with(group, groups, sizes), filled, len(pages))
                marks += running or find_in_sections(group, numbers, first)
    return marks


def _may_be_page_number(segment: Segment) -> bool:
    return _PAGE_NUMBER.fullmatch(segment.testo) is not None


def _same_height(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Group segments of one text by their distance from the edge."""
    placed = sorted(((segment.distance, segment.page.numero, segment) for segment in segments), key=itemgetter(0, 1))
    group: list[Segment] = []
    first = 0.0
    for distance, _, segment in placed:
        if group and distance - first > SAME_HEIGHT:
            yield group
            group = []
        first = first if group else distance
        group.append(segment)
    yield group


def _pages_with(group: Sequence[Segment], groups: Sequence[Sequence[Segment]], sizes: Counter[Format]) -> set[int]:
    """Return the pages that have a group's text: at its height, or at another one on most pages of another format."""
    on = {segment.page.numero for segment in group}
    if len(groups) == 1 or len(sizes) == 1 or not _fills_format(group, sizes):
        return on
    formats = set(map(_format_of, group))
    others = [one for one in groups if formats.isdisjoint(map(_format_of, one)) and _fills_format(one, sizes)]
    return on.union(segment.page.numero for other in others for segment in other)


def _fills_format(group: Sequence[Segment], sizes: Counter[Format]) -> bool:
    """Tell whether segments stand on most pages of their formats."""
    pages = sum(sizes[format_] for format_ in set(map(_format_of, group)))
    return len({segment.page.numero for segment in group}) >= MOST_PAGES * pages


def _format_of(segment: Segment) -> Format:
    return format_of(segment.page)


def _judge(group: Sequence[Segment], on: set[int], filled: _Filled, total: int) -> list[Mark]:
    if len(on) == 1 and not _may_be_page_number(group[0]):
        return []  # comes nowhere again
    counts = counts_pages(group)
    if counts is None:
        return []
    share = _share(on, filled)
    if counts and (_number_a_part(group) or all(_is_page_number(segment, total, share) for segment in group)):
        return [Mark(FurnitureKind.NUMERO_PAGINA, one.page, one.line.words) for one in group]
    if counts and not is_counted_text(group[0]):
        return []
    first = min(segment.page.numero for segment in group)
    kept = group[0].at_top and filled.pages[0] == first
    verdict = _repetition(len(on), share, group, keep_first=kept)
    if verdict is None or any(segment.is_under_header for segment in group[:2]):
        return []
    return [
        Mark(verdict.kind, one.page, one.line.words)
        for one in group
        if not (verdict.keep_first and one.page.numero == first)
    ]


def _number_a_part(group: Sequence[Segment]) -> bool:
    """Tell whether segments number pages that follow one another from the first to the last (`1/3`, `2/3`, `3/3`) of a part."""
    matches = [(segment.page.numero, _PAGE_NUMBER.fullmatch(segment.testo)) for segment in group]
    told = sorted((page, int(match["page"]), int(match["last"])) for page, match in matches if match and match["last"])
    if len(told) < len(group) or len(told) < FEWEST:
        return False
    first, last = told[0][0], len(told)
    return told == [(first + at, at + 1, last) for at in range(last)]


def _is_page_number(segment: Segment, total: int, share: float) -> bool:
    """Tell whether a segment is nothing but a page's number: labelled, or with the number of pages, or bare at the very edge.

    ``share`` tells on how many pages such a number stands: a bare one must be on most. No page is numbered beyond the last one (`31/12`
    is a date).
    """
    match = _PAGE_NUMBER.fullmatch(segment.testo)
    if match is None:
        return False
    if match["label"]:
        return True
    own = int(match["page"]) == segment.page.numero
    if match["last"]:
        in_range = int(match["page"]) <= int(match["last"])
        return in_range and ((own and int(match["last"]) == total) or share >= MOST_PAGES)
    return (share >= MOST_PAGES or (total == 1 and own)) and segment.is_at_edge and not segment.is_in_grid


def _repetition(count: int, share: float, group: Sequence[Segment], *, keep_first: bool) -> _Verdict | None:
    """Tell whether a text on ``count`` pages is a running one, and whether its first page keeps it.

    Text close to the page's own text, or within a grid, must be on nearly every page: equal rows may end several pages. What comes
    back without all that stands on its line is no entry of a column either: all rows may have one owner.
    """
    if count < 2 or share < MOST_PAGES:
        return None
    whole = _is_whole(group)
    nearly_all = share >= NEARLY_ALL and count > 3 and whole
    close = min(segment.inner for segment in group) < APART or any(segment.is_in_grid for segment in group)
    if close and not nearly_all:
        return None
    if not whole and 2 * sum(segment.is_in_column for segment in group) >= len(group):
        return None
    kind = FurnitureKind.INTESTAZIONE_PAGINA if group[0].at_top else FurnitureKind.PIE_PAGINA
    return _Verdict(kind, keep_first)


def _is_whole(group: Sequence[Segment]) -> bool:
    """Tell whether most lines of a group's segments are equal from end to end."""
    lines = Counter(fold(" ".join(word.testo for word in one.lines[one.at].words)) for one in group)
    return max(lines.values()) >= MOST_PAGES * len(group)


def _share(on: set[int], filled: _Filled) -> float:
    """Return on how many of the pages a text stands: of all, of all but the first, or of the odd or even ones if only there."""
    pages, sides = filled
    classes = [(len(on), len(pages)), (len(on - {pages[0]}), len(pages) - 1)]
    classes += [(len(on), count) for side, count in enumerate(sides) if all(page % 2 == side for page in on)]
    return max((standing / count for standing, count in classes if count > 1), default=0.0)
