"""A small typesetter: a table's cells become engine-neutral pages, in any style, cut where a test wants it.

The font gives every letter the same width. Words wrap; a word wider than its cell is cut between letters, and one with a hyphen
after it, as word processors do. A row may be cut between two pages: each page shows some of every cell's lines. A cell merged
downwards shows its text in its part on the first page, and what does not fit there on the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from normalize.sheet import Box, Place

from pipeline.extract.pdf.page import Fill, Page, Rule, Word

Table = Sequence[Sequence[Place]]
Cut = tuple[int, int]
"""Where a page ends: before which row of the table (the header is row 0), and how many lines of that row still stand above."""

LETTER, SPACE = 0.5, 0.28
STRIPE = 0xE8EEF7
FIVE_WIDTHS = (110.0, 150.0, 240.0, 62.0, 100.0)
FOUR_WIDTHS = (170.0, 210.0, 210.0, 72.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """How a table is set. Lengths in points; ``leading`` in sizes. ``rules``: griglia, orizzontali, zebra, cornice, nessuna.

    ``align`` is where text stands in a cell that is higher (top, middle, bottom); ``soft_spaces``: a space glyph is drawn at a
    soft line end.
    """

    widths: tuple[float, ...] = FIVE_WIDTHS
    size: float = 9.0
    leading: float = 1.15
    pad_x: float = 4.0
    pad_y: float = 2.0
    rules: str = "griglia"
    align: str = "top"
    repeat_header: bool = False
    soft_spaces: bool = True
    margin: float = 40.0

    @property
    def pitch(self) -> float:
        """Return the distance of two lines of a cell."""
        return self.leading * self.size


class Piece(NamedTuple):
    """A run of letters of a line and whether a space follows it in the text."""

    testo: str
    spaced: bool


Lines = list[list[Piece]]


def wrap(text: str, width: float, style: Style) -> Lines:
    """Return the lines of a text in a cell's inner width."""
    lines: Lines = [[]]
    used = 0.0
    for word in text.split():
        pieces = _breakable(word)
        for number, part in enumerate(pieces):
            spaced = number == len(pieces) - 1
            gap = SPACE * style.size if lines[-1] and lines[-1][-1].spaced else 0.0
            if lines[-1] and used + gap + _length(part, style) > width:
                lines.append([])
                used, gap = 0.0, 0.0
            used = _put(lines, part, spaced, used + gap, width, style)
    return [line for line in lines if line]


def _put(lines: Lines, part: str, spaced: bool, used: float, width: float, style: Style) -> float:
    """Put a part at the end of the last line; return where the line ends. A part wider than a line is cut between letters."""
    room = max(1, int(width / (LETTER * style.size)))
    while len(part) > room:
        lines[-1].append(Piece(part[:room], False))
        lines.append([])
        part, used = part[room:], 0.0
    line = lines[-1]
    if line and not line[-1].spaced:
        line[-1] = Piece(line[-1].testo + part, spaced)
    else:
        line.append(Piece(part, spaced))
    return used + _length(part, style)


def _breakable(word: str) -> list[str]:
    """Cut a word after its inner hyphens."""
    parts: list[str] = [""]
    for letter in word:
        parts[-1] += letter
        if letter == "-" and len(parts[-1]) > 1:
            parts.append("")
    return [part for part in parts if part]


def _length(text: str, style: Style) -> float:
    return len(text) * LETTER * style.size


class Part(NamedTuple):
    """A row's part on a page: which of its lines, and where."""

    row: int
    first: int
    last: int
    top: float
    bottom: float


class Typesetter:
    """A table while it is set; ``cut_at`` does the work."""

    def __init__(self, table: Table, style: Style) -> None:
        self.table = table
        self.style = style
        self.edges = [style.margin]
        for width in style.widths:
            self.edges.append(self.edges[-1] + width)
        self.lines = {(r, c): self._wrapped(box, c) for r, c, box in self._boxes()}
        self.heights = self._row_lines()
        self.numero = 0

    def _boxes(self) -> Iterator[tuple[int, int, Box]]:
        for row, places in enumerate(self.table):
            for column, place in enumerate(places):
                if place is not None:
                    yield row, column, Box(place) if isinstance(place, str) else place

    def _wrapped(self, box: Box, column: int) -> Lines:
        width = self.edges[column + box.colonne] - self.edges[column] - 2 * self.style.pad_x
        return wrap(box.testo, width, self.style)

    def _row_lines(self) -> list[int]:
        """Return how many lines high each row is; a merged cell that needs more makes its last row higher."""
        heights = [1] * len(self.table)
        for row, column, box in self._boxes():
            if box.righe == 1:
                heights[row] = max(heights[row], len(self.lines[row, column]))
        for row, column, box in self._boxes():
            missing = len(self.lines[row, column]) - sum(heights[row : row + box.righe])
            heights[row + box.righe - 1] += max(0, missing)
        return heights

    def cut_at(self, cuts: Sequence[Cut] = ()) -> tuple[Page, ...]:
        """Return the pages of the table, cut at ``cuts`` (in order)."""
        self.numero = 0
        shown: dict[tuple[int, int], int] = {}
        spread = [self._spread(parts) for parts in self._parts(cuts)]
        width = self.edges[-1] + self.style.margin
        height = max(parts[-1].bottom for parts in spread) + self.style.margin
        return tuple(
            Page(
                numero=number,
                width=width,
                height=height,
                words=tuple(self._words(parts, shown)),
                rules=tuple(self._rules(parts)),
                fills=tuple(self._fills(parts)),
            )
            for number, parts in enumerate(spread, 1)
        )

    def overflow(self, row: int) -> int:
        """Return how many lines of cells merged over the top of a row have no room above it."""
        missing = 0
        for first, column, box in self._boxes():
            if first < row < first + box.righe:
                room = sum(self.heights[first:row]) + int(2 * self.style.pad_y * (row - first - 1) / self.style.pitch)
                missing += max(0, len(self.lines[first, column]) - room)
        return missing

    def _parts(self, cuts: Sequence[Cut]) -> Iterator[list[tuple[int, int, int]]]:
        """Yield for each page its rows as (row, first line, behind the last line)."""
        start: Cut = (0, 0)
        for number, (row, lines) in enumerate([*cuts, (len(self.table), 0)]):
            page = [(0, 0, self.heights[0])] if number and self.style.repeat_header else []
            for at in range(start[0], row + (lines > 0)):
                first = start[1] if at == start[0] else 0
                last = lines if at == row else self.heights[at]
                page.append((at, first, last))
            start = (row, lines)
            yield page

    def _spread(self, page: Sequence[tuple[int, int, int]]) -> list[Part]:
        top = self.style.margin
        parts = []
        for row, first, last in page:
            bottom = top + (last - first) * self.style.pitch + 2 * self.style.pad_y
            parts.append(Part(row, first, last, top, bottom))
            top = bottom
        return parts

    def _words(self, parts: Sequence[Part], shown: dict[tuple[int, int], int]) -> Iterator[Word]:
        """Yield the words of a page, cell by cell; ``shown`` counts the lines of merged cells that earlier pages showed."""
        seen: set[tuple[int, int]] = set()
        for part in parts:
            for row, column, box in self._boxes():
                key = (row, column)
                if not row <= part.row < row + box.righe or key in seen:
                    continue
                seen.add(key)
                own = [p for p in parts if row <= p.row < row + box.righe]
                yield from self._cell_words(own, key, box, shown)

    def _cell_words(
        self, own: Sequence[Part], key: tuple[int, int], box: Box, shown: dict[tuple[int, int], int]
    ) -> Iterator[Word]:
        lines = self.lines[key]
        if box.righe == 1:
            lines = lines[own[0].first : own[0].last]
        else:
            done = shown.get(key, 0)
            room = int((own[-1].bottom - own[0].top - 2 * self.style.pad_y) / self.style.pitch + 1e-6)
            lines = lines[done : done + room]
            shown[key] = done + len(lines)
        slack = own[-1].bottom - own[0].top - 2 * self.style.pad_y - len(lines) * self.style.pitch
        y = own[0].top + self.style.pad_y + {"top": 0.0, "middle": slack / 2, "bottom": slack}[self.style.align]
        for line in lines:
            yield from self._line_words(line, self.edges[key[1]] + self.style.pad_x, y)
            y += self.style.pitch

    def _line_words(self, line: Sequence[Piece], x: float, y: float) -> Iterator[Word]:
        size = self.style.size
        for number, piece in enumerate(line):
            inner = number < len(line) - 1
            end = x + _length(piece.testo, self.style)
            spaced = piece.spaced and (inner or self.style.soft_spaces)
            yield Word(self.numero, piece.testo, x, y, end, y + size, size, space_after=spaced)
            self.numero += 1
            x = end + SPACE * size

    def _rules(self, parts: Sequence[Part]) -> Iterator[Rule]:
        left, right, top, bottom = self.edges[0], self.edges[-1], parts[0].top, parts[-1].bottom
        if self.style.rules in ("griglia", "cornice"):
            yield from (Rule(True, y, left, right) for y in (top, bottom))
            yield from (Rule(False, x, top, bottom) for x in (left, right))
        if self.style.rules == "orizzontali":
            yield Rule(True, bottom, left, right)
        if self.style.rules in ("griglia", "orizzontali"):
            for at, part in enumerate(parts):
                yield from self._borders(part, parts[at - 1] if at else None)

    def _borders(self, part: Part, above: Part | None) -> Iterator[Rule]:
        """Yield the rules above and, in a grid, left of every cell of a row's part that stands below ``above``."""
        broken = above is None or above.row != part.row - 1 or part.first > 0
        for row, column, box in self._boxes():
            if not row <= part.row < row + box.righe:
                continue
            if row == part.row or broken:
                yield Rule(True, part.top, self.edges[column], self.edges[column + box.colonne])
            if column and self.style.rules == "griglia":
                yield Rule(False, self.edges[column], part.top, part.bottom)

    def _fills(self, parts: Sequence[Part]) -> Iterator[Fill]:
        """Yield the stripe of every other row, cell by cell; a merged cell has its first row's."""
        if self.style.rules != "zebra":
            return
        for row, column, box in self._boxes():
            own = [p for p in parts if row <= p.row < row + box.righe]
            if own and row % 2 == 0:
                right = self.edges[column + box.colonne]
                yield Fill(self.edges[column], own[0].top, right, own[-1].bottom, STRIPE)


def typeset(table: Table, style: Style, cuts: Sequence[Cut] = ()) -> tuple[Page, ...]:
    """Return the pages of a table."""
    return Typesetter(table, style).cut_at(cuts)


def all_cuts(table: Table, style: Style) -> list[Cut]:
    """Return every place where a page may end below the table's first row: between rows and inside each row."""
    heights = Typesetter(table, style).heights
    return [(row, lines) for row in range(1, len(table)) for lines in range(heights[row]) if (row, lines) != (1, 0)]


def moved(pages: Sequence[Page], *, dx: float = 0.0, dy: float = 0.0, scale: float = 1.0) -> tuple[Page, ...]:
    """Return the pages with everything on them scaled, then shifted."""

    def x(at: float) -> float:
        return at * scale + dx

    def y(at: float) -> float:
        return at * scale + dy

    return tuple(
        Page(
            numero=page.numero,
            width=page.width * scale + max(0.0, dx),
            height=page.height * scale + max(0.0, dy),
            words=tuple(
                w._replace(x0=x(w.x0), top=y(w.top), x1=x(w.x1), bottom=y(w.bottom), size=w.size * scale)
                for w in page.words
            ),
            rules=tuple(
                Rule(True, y(r.at), x(r.start), x(r.end))
                if r.horizontal
                else Rule(False, x(r.at), y(r.start), y(r.end))
                for r in page.rules
            ),
            fills=tuple(Fill(x(f.x0), y(f.top), x(f.x1), y(f.bottom), f.colour) for f in page.fills),
        )
        for page in pages
    )
