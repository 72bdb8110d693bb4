"""Where tables stand on a page: stretches of the page that rules enclose, or that follow a row of header words.

An ``Area`` is one table's part of one page. Text above, between and below areas is running text. Nothing is decided here about
columns or rows.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from pipeline.extract.pdf.page import Page, Rule, Word
from pipeline.extract.pdf.rows.gaps import LARGEST_LEADING, PIXEL
from pipeline.extract.pdf.rows.header import HeaderRow, find_header_rows
from pipeline.extract.pdf.rows.lines import lines_of, split_at_gaps
from pipeline.extract.pdf.rows.phrases import Phrase, phrases_of

TOUCH = 2.5
"""Rules whose ends lie this near (points) touch."""
EDGE = 1.5
"""Sides that reach this far (points) below the last horizontal rule bound a row that it does not close."""
SHORTEST_SIDE = 6.0
"""A vertical rule shorter than this (points) is no side of a cell."""
FRAME = 2
"""A frame has so many sides; more part columns."""
APART = 0.7
"""Words that stand closer than this share of their height are of one text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """One table's part of a page. ``phrases`` are those that its words make.

    ``sides`` are the x of its vertical rules, ``header`` is its header row if it has one here; ``places`` are those at which its lines
    start and end, where they were counted already.
    """

    page: Page
    top: float
    bottom: float
    left: float
    right: float
    words: tuple[Word, ...]
    phrases: Sequence[Phrase]
    verticals: tuple[Rule, ...] = ()
    horizontals: tuple[Rule, ...] = ()
    sides: tuple[float, ...] = ()
    header: HeaderRow | None = None
    places: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A page cut into areas and the words outside them, in reading order."""

    page: Page
    parts: tuple[Area | tuple[Word, ...], ...] = field(default=())


def cluster(values: list[float], tolerance: float) -> list[float]:
    """Return the middles of the groups that sorted values make when neighbours differ by at most ``tolerance``."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _stretches(verticals: list[Rule]) -> list[tuple[float, float]]:
    """Return the (top, bottom) stretches of the page that vertical rules cover without a break."""
    stretches: list[list[float]] = []
    for rule in sorted(verticals, key=lambda rule: rule.start):
        if stretches and rule.start <= stretches[-1][1] + TOUCH:
            stretches[-1][1] = max(stretches[-1][1], rule.end)
        else:
            stretches.append([rule.start, rule.end])
    return [(top, bottom) for top, bottom in stretches]


_top, _bottom = attrgetter("top"), attrgetter("bottom")


def _words_between(words: list[Word], top: float, bottom: float) -> tuple[Word, ...]:
    """Return the words whose middle stands between two heights: at a glance all, on a page that is nothing but its table."""
    if words and top <= min(map(_top, words)) and max(map(_bottom, words)) <= bottom:
        return tuple(words)
    return tuple([word for word in words if top <= (word.top + word.bottom) / 2 <= bottom])


def _ruled_areas(page: Page, words: list[Word], top: float, bottom: float) -> list[Area]:
    """Return the areas between ``top`` and ``bottom`` when at least two vertical rules bound some of its words.

    There is one, unless a header comes back farther down: what it heads is an area of its own.
    """
    verticals = tuple(
        rule for rule in page.rules if not rule.horizontal and rule.start < bottom - 1 and rule.end > top + 1
    )
    sides = cluster([rule.at for rule in verticals if rule.end - rule.start >= SHORTEST_SIDE], TOUCH)
    if len(sides) < 2:
        return []
    horizontals = tuple(rule for rule in page.rules if rule.horizontal and top - TOUCH <= rule.at <= bottom + TOUCH)
    inside = _words_between(words, top - TOUCH, bottom + TOUCH)
    if not inside:
        return []
    found = find_header_rows(inside, [rule.at for rule in horizontals])
    headers = [header for header in found if not _stands_in_cell(header, sides)]
    left, right = _open_sides(inside, sides, headers)
    area = Area(
        page=page,
        top=top,
        bottom=bottom,
        left=min([left, *(rule.start for rule in horizontals)]),
        right=max([right, *(rule.end for rule in horizontals)]),
        words=inside,
        phrases=phrases_of(inside),
        verticals=verticals,
        horizontals=horizontals,
        sides=tuple(sides),
        header=headers[0] if headers else None,
    )
    return [area] if len(headers) < 2 else list(_at_headers(area, headers))


def _stands_in_cell(header: HeaderRow, sides: Sequence[float]) -> bool:
    """Return whether words that might head columns are a text of one drawn cell: between the same two sides, a space apart."""
    if len(sides) <= FRAME:
        return False
    one_cell = len({bisect_right(sides, (cell.x0 + cell.x1) / 2) for cell in header.cells}) == 1
    close = APART * (header.bottom - header.top)
    return one_cell and all(0 <= right.x0 - left.x1 < close for left, right in itertools.pairwise(header.cells))


def _open_sides(words: Sequence[Word], sides: Sequence[float], headers: Sequence[HeaderRow]) -> tuple[float, float]:
    """Return where a table ends at the left and right: beyond its outer sides, where a column stands there that draws none."""
    low, high = sides[0], sides[-1]
    heads = [cell for header in headers for cell in header.cells]
    if min([cell.x1 for cell in heads], default=high) <= low:
        low = min(word.x0 for word in words)
    if max([cell.x0 for cell in heads], default=low) >= high:
        high = max(word.x1 for word in words)
    return low, high


def _at_headers(area: Area, headers: Sequence[HeaderRow]) -> Iterator[Area]:
    """Cut an area above each header but the first."""
    heights = [area.top, *(header.top - 0.5 for header in headers[1:]), area.bottom]
    for header, (top, bottom) in zip(headers, itertools.pairwise(heights), strict=True):
        first, last = top == area.top, bottom == area.bottom
        words = tuple(
            word
            for word in area.words
            if (first or (word.top + word.bottom) / 2 >= top) and (last or (word.top + word.bottom) / 2 < bottom)
        )
        yield replace(
            area,
            top=top,
            bottom=bottom,
            words=words,
            phrases=phrases_of(words),
            verticals=tuple(rule for rule in area.verticals if rule.start < bottom - 1 and rule.end > top + 1),
            horizontals=tuple(rule for rule in area.horizontals if top - TOUCH <= rule.at <= bottom + TOUCH),
            header=header,
        )


def _open_area(page: Page, words: tuple[Word, ...], header: HeaderRow | None) -> Area:
    """Return the area of words that no vertical rule encloses."""
    horizontals = tuple(rule for rule in page.rules if rule.horizontal)
    phrases = phrases_of(words)
    top, bottom = min(map(_top, phrases)), max(map(_bottom, phrases))
    inside = tuple(rule for rule in horizontals if top - 30 <= rule.at <= bottom + 30)
    return Area(
        page=page,
        top=top,
        bottom=bottom,
        left=min([phrase.x0 for phrase in phrases]),
        right=max([phrase.x1 for phrase in phrases]),
        words=words,
        phrases=phrases,
        horizontals=inside,
        header=header,
    )


def _split_by_headers(page: Page, words: list[Word], *, in_table: bool) -> list[Area | tuple[Word, ...]]:
    """Cut words that no vertical rule encloses at their header rows; what stands above the first one is running text."""
    parts: list[Area | tuple[Word, ...]] = []
    headers = find_header_rows(words, [rule.at for rule in page.rules if rule.horizontal])
    headed = _headed(words, [header.top - 0.5 for header in headers])
    before = tuple(headed[0])
    if before:
        parts.append(_open_area(page, before, None) if in_table else before)
    parts += [_open_area(page, tuple(own), header) for header, own in zip(headers, headed[1:], strict=True)]
    return parts


def _headed(words: list[Word], tops: Sequence[float]) -> list[list[Word]]:
    """Return the words above the first of some heights and those below each: at a glance, on a page that starts with its header."""
    if len(tops) == 1 and tops[0] <= min(map(_top, words)):
        return [[], words]
    headed: list[list[Word]] = [[] for _ in range(len(tops) + 1)]
    for word in words:
        headed[bisect_right(tops, (word.top + word.bottom) / 2)].append(word)
    return headed


def lay_out(page: Page, words: list[Word], *, in_table: bool) -> Layout:
    """Cut a page into areas and running text.

    ``words`` are the page's upright words without furniture; ``in_table`` tells that a table without sides was going on at the
    end of the page before, so that words before the first header belong to it.
    """
    areas: list[Area] = []
    verticals = [r for r in page.rules if not r.horizontal and r.end - r.start >= SHORTEST_SIDE]
    for top, bottom in _stretches(verticals):
        areas += _ruled_areas(page, words, top, bottom)
    if not areas:
        return Layout(page=page, parts=tuple(_split_by_headers(page, words, in_table=in_table)))
    if len(areas) == 1 and len(areas[0].words) == len(words):
        return Layout(page=page, parts=(areas[0],))
    taken = {word.numero for area in areas for word in area.words}
    loose = [word for word in words if word.numero not in taken]
    beside = _beside_boxes(page, words, areas, loose, in_table=in_table)
    if beside is not None:
        return Layout(page=page, parts=tuple(beside))
    if loose:
        areas[-1], loose = _with_overflow(areas[-1], loose)
    return Layout(page=page, parts=tuple(_interleave(areas, loose)))


def _beside_boxes(
    page: Page, words: list[Word], areas: Sequence[Area], loose: list[Word], *, in_table: bool
) -> list[Area | tuple[Word, ...]] | None:
    """Return the parts of a page whose sides are those of boxes (a stamp, a letterhead) beside a table that has none; else None.

    The boxes have no header and fewer words than stand outside them, and there a table starts, or goes on from the page before. What
    they hold is running text.
    """
    if any(area.header is not None for area in areas) or 2 * sum(len(area.words) for area in areas) > len(loose):
        return None
    if not in_table and not find_header_rows(loose, [rule.at for rule in page.rules if rule.horizontal]):
        return None
    held = [
        tuple(word for word in area.words if area.sides[0] < word.x1 and word.x0 < area.sides[-1]) for area in areas
    ]
    taken = {word.numero for own in held for word in own}
    outside = [word for word in words if word.numero not in taken]
    rules = tuple(rule for rule in page.rules if rule.horizontal and not any(_draws(area, rule) for area in areas))
    return [*filter(None, held), *_split_by_headers(replace(page, rules=rules), outside, in_table=in_table)]


def _draws(box: Area, rule: Rule) -> bool:
    """Return whether a horizontal rule is one of a box's."""
    within = box.sides[0] - TOUCH <= rule.start and rule.end <= box.sides[-1] + TOUCH
    return within and box.top - TOUCH <= rule.at <= box.bottom + TOUCH


def _with_overflow(area: Area, loose: list[Word]) -> tuple[Area, list[Word]]:
    """Return a page's last area with the lines of a cell that its sides leave out, and the words left.

    Where a page break cuts a row, a browser may draw more lines than the cell's sides are long: they go on in the step of the two
    lines above it, from the same place; or it is the first of its row, of which no more than the padding has sides.
    """
    near = [word for word in loose if area.bottom < word.bottom < area.bottom + 2 * word.size]
    taken: set[int] = set()
    for line in lines_of(near):
        for piece in split_at_gaps(line, 1.0):
            if _goes_on(area, piece.words[0]) or _opens_row(area, piece.words[0]):
                taken |= {word.numero for word in piece.words}
    if not taken:
        return area, loose
    own = tuple(word for word in loose if word.numero in taken)
    words = area.words + own
    bottom = max(word.bottom for word in own)
    sides = tuple(r._replace(end=bottom) if r.end > area.bottom - TOUCH else r for r in area.verticals)
    whole = replace(area, words=words, phrases=phrases_of(words), bottom=bottom, verticals=sides)
    return _with_overflow(whole, [word for word in loose if word.numero not in taken])


def _goes_on(area: Area, word: Word) -> bool:
    """Return whether a line that starts with a word goes on in the step of the last two lines above it that start there."""
    feet = sorted(other.bottom for other in area.words if abs(other.x0 - word.x0) < 1)[-2:]
    if len(feet) < 2 or any(rule.at > feet[1] and rule.start <= word.x0 <= rule.end for rule in area.horizontals):
        return False
    step = word.bottom - feet[1]
    return step < LARGEST_LEADING * word.size and abs(step - (feet[1] - feet[0])) < PIXEL


def _opens_row(area: Area, word: Word) -> bool:
    """Return whether a line that starts with a word is the first of a row that no rule closes, and starts where others do."""
    floor = max((rule.at for rule in area.horizontals), default=area.top)
    if not EDGE < area.bottom - floor < word.size or word.top < floor:
        return False
    return sum(abs(other.x0 - word.x0) < 1 for other in area.words) > 1


def _interleave(areas: list[Area], loose: list[Word]) -> list[Area | tuple[Word, ...]]:
    """Return the areas with the words outside them put where they stand: above, between, below."""
    parts: list[Area | tuple[Word, ...]] = []
    for area in areas:
        above = tuple(word for word in loose if (word.top + word.bottom) / 2 < area.top)
        if above:
            parts.append(above)
            loose = [word for word in loose if (word.top + word.bottom) / 2 >= area.top]
        parts.append(area)
    if loose:
        parts.append(tuple(loose))
    return parts
