"""The parts of lines near a page's edges that might be running lines: a page comes in, segments go out.

Most of them are a table's own and are looked at once, by their text; so all else is worked out only when asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.pdf.furniture_frame import ZONE, Frame, words_left
from pipeline.extract.pdf.page import Page, Rule, Word
from pipeline.extract.pdf.rows.header import HeaderRow, find_header_rows
from pipeline.extract.pdf.rows.lines import Line, line_of, lines_of

SEGMENT_GAP = 1.5
"""White wider than this (in ems) parts what stands left, in the middle and right in a running line."""

APART = 1.6
"""A running line stands at least this far (in ems) from the text that it frames."""

BARE_ZONE = 0.1
"""A bare number is a page's number only this close to the edge (as a share of the page's height)."""

ALIGNED = 1.0
"""Entries of a column start at one place to within this many points."""

_NUMBER = re.compile(r"\d+")


class Zone:
    """The lines near one edge of a page; the rest is looked for when one of its segments asks, and once for all of them."""

    def __init__(self, page: Page, lines: Sequence[Line], frame: Frame, *, at_top: bool) -> None:
        self.page = page
        self.lines = lines
        self.frame = frame
        self.at_top = at_top

    @cached_property
    def headers(self) -> list[HeaderRow]:
        """The header rows of a table's columns among its words."""
        return find_header_rows([word for line in self.lines for word in line.words])

    @cached_property
    def uprights(self) -> list[Rule]:
        """The vertical rules of its page."""
        return [rule for rule in self.page.rules if not rule.horizontal]

    @cached_property
    def outer(self) -> Sequence[Line]:
        """The lines from the edge to the white before the page's own text; none where a table might begin there.

        That is where no white follows, where a rule runs between them and the edge, and no nearer to the edge than a table may.
        """
        lines = self.lines if self.at_top else self.lines[::-1]
        end = next((end for end, pair in enumerate(pairwise(lines), 1) if white_between(*pair) >= APART), 0)
        return lines[:end] if end and self._is_outermost(lines[0]) else ()

    @cached_property
    def outer_text(self) -> str:
        """The text of its outer lines, figures folded."""
        return fold(" ".join([word.testo for line in self.outer for word in line.words]))

    def _is_outermost(self, line: Line) -> bool:
        """Tell whether a line is near the edge, with no rule along it between the two."""
        frame, at_top = self.frame, self.at_top
        distance = line.bottom - frame.top if at_top else frame.bottom - line.bottom
        return distance <= BARE_ZONE * frame.height and not any(
            rule.horizontal
            and (rule.at < line.middle if at_top else rule.at > line.middle)
            and min(rule.end, line.x1) > max(rule.start, line.x0)
            for rule in self.page.rules
        )


class Segment(NamedTuple):
    """A part of a line near an edge, ``at`` in the lines of its zone; what few segments are asked for is found when asked."""

    page: Page
    at_top: bool
    zone: Zone
    at: int
    words: tuple[Word, ...]
    testo: str

    @property
    def line(self) -> Line:
        """The segment as a line of its own."""
        return line_of(self.words)

    @property
    def distance(self) -> float:
        """How far its foot is from the edge of the page, or of what all pages hold."""
        foot = max(word.bottom for word in self.words)
        frame = self.zone.frame
        return foot - frame.top if self.at_top else frame.bottom - foot

    @property
    def inner(self) -> float:
        """The white between its line and the next one away from the edge, in ems."""
        other = self.at + 1 if self.at_top else self.at - 1
        if not 0 <= other < len(self.lines):
            return APART
        return white_between(self.lines[self.at], self.lines[other])

    @property
    def numbers(self) -> tuple[int, ...]:
        """The figures in its text."""
        return tuple(int(number) for number in _NUMBER.findall(self.testo))

    @property
    def lines(self) -> Sequence[Line]:
        """The lines of its zone, from top to bottom."""
        return self.zone.lines

    @property
    def is_at_edge(self) -> bool:
        """Whether it stands apart from the page's text, at the very edge."""
        return self.inner >= APART and self.distance <= BARE_ZONE * self.zone.frame.height

    @property
    def is_under_header(self) -> bool:
        """Whether it belongs to the header row of a table's columns or, near the page's head, stands below one: in the table."""
        middle = self.line.middle
        return any(row.top <= middle and (self.at_top or middle <= row.bottom) for row in self.zone.headers)

    @property
    def is_in_grid(self) -> bool:
        """Whether a vertical rule passes its line and goes on to other lines."""
        if not self.zone.uprights:
            return False
        line = self.line
        return any(
            rule.start <= line.middle <= rule.end and rule.end - rule.start > 3 * line.size
            for rule in self.zone.uprights
        )

    @property
    def is_outer(self) -> bool:
        """Whether its line is among the outer ones of its zone, and no vertical rule passes it."""
        from_edge = self.at if self.at_top else len(self.lines) - 1 - self.at
        return from_edge < len(self.zone.outer) and not self.is_in_grid

    @property
    def is_in_column(self) -> bool:
        """Whether another line of its zone has a part that starts where it starts."""
        left = self.words[0].x0
        others = (line for at, line in enumerate(self.lines) if at != self.at)
        return any(abs(piece[0].x0 - left) <= ALIGNED for line in others for piece in _pieces(line))

    @property
    def folded(self) -> str:
        """The text with its figures folded to 0, so that equal texts have as many of them."""
        return fold(self.testo)


def fold(text: str) -> str:
    """Return a text with its figures folded to 0."""
    return _NUMBER.sub("0", text.casefold())


def white_between(line: Line, other: Line) -> float:
    """Return how far the feet of two lines are apart, in ems."""
    return abs(line.bottom - other.bottom) / max(line.size, other.size)


def edge_segments(page: Page, taken: Set[int], frame: Frame) -> Iterator[Segment]:
    """Yield what stands near the top and the bottom of a page's frame, without the words ``taken`` already."""
    deep = ZONE * frame.height
    head, foot = frame.top + deep, frame.bottom - deep
    zones = [word for word in page.words if word.bottom < head], [word for word in page.words if word.top > foot]
    for at_top, near in zip((True, False), zones, strict=True):
        zone = Zone(page, lines_of(words_left(near, taken)), frame, at_top=at_top)
        for at, line in enumerate(zone.lines):
            for piece in _pieces(line):
                yield Segment(page, at_top, zone, at, piece, " ".join([word.testo for word in piece]))


def _pieces(line: Line) -> Iterator[tuple[Word, ...]]:
    """Cut a line where the white between two words is wider than ``SEGMENT_GAP``."""
    start = 0
    for at, (left, right) in enumerate(pairwise(line.words), 1):
        white = right.x0 - left.x1
        if white > SEGMENT_GAP * left.size and white > SEGMENT_GAP * right.size:
            yield line.words[start:at]
            start = at
    yield line.words[start:]
