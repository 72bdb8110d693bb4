"""Column edges: from vertical rules where they divide the header's words, else from header words and white rivers.

A *style* is a run of areas that show one table: the same sides, or one header and what follows it. Its columns are learned from all
its areas together, so a page where every row happens to be short is read like the others. What comes out is the x of every edge
and which of them are only inferred.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.areas import TOUCH, Area, cluster
from pipeline.extract.pdf.rows.header import HeaderCell, HeaderRow
from pipeline.extract.pdf.rows.phrases import phrases_of

BIN = 0.5
"""Rivers are looked for in steps of this many points."""
CROSSED = 0.04
"""A river may be crossed by this share of the words around it (headings that run over)."""
NEVER = -1000.0
"""Where the lines of a column start that has none of its own."""
MOSTLY = 0.7
"""A column's lines start at one place when this share of them does; else it may be centred."""
ALIGNED = 0.7
"""Lines that start within this many points of each other start at one place."""
NARROWEST_RIVER = 2.5
"""Without header words only a river at least this wide (points) parts two columns."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """The edges of a table's columns from left to right, and for each whether rules draw it.

    ``roles`` are the header's guesses, one a column (None unknown). ``starts`` is the x at which a column's lines start (None where
    they do not start at one place), ``rights`` how far to the right its text reaches; ``crossed`` are the edges that words stand on.
    """

    edges: tuple[float, ...]
    drawn: tuple[bool, ...]
    roles: tuple[str | None, ...]
    starts: tuple[float | None, ...] = ()
    rights: tuple[float, ...] = ()
    crossed: frozenset[int] = frozenset()
    inner: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the edges between columns at hand: they are asked for every word, several times."""
        object.__setattr__(self, "inner", self.edges[1:-1])

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.edges) - 1

    def index(self, x: float) -> int:
        """Return the column that holds x; words beyond the outer edges belong to the outer columns."""
        return bisect_right(self.inner, x)

    def part(self, words: Iterable[Word]) -> list[list[Word]]:
        """Return the words whose middle stands in each column."""
        own: list[list[Word]] = [[] for _ in range(self.count)]
        for word in words:
            own[bisect_right(self.inner, (word.x0 + word.x1) / 2)].append(word)
        return own


@dataclass(kw_only=True, slots=True)
class Style:
    """Areas that show one table, while its columns are learned."""

    areas: list[Area] = field(default_factory=list)
    header: HeaderRow | None = None
    frame: tuple[float, float] = (0.0, 0.0)
    sides: list[float] = field(default_factory=list)


def group_styles(areas: Iterable[Area]) -> list[Style]:
    """Group areas, in reading order, into styles."""
    styles: list[Style] = []
    for area in areas:
        header = area.header
        style = styles[-1] if styles else None
        if style is None or not _goes_on(style, area, header):
            style = _known_style(styles, area, header) or Style()
            if style not in styles or not style.areas:
                styles.append(style)
        _join(style, area, header)
    return styles


def _known_style(styles: Sequence[Style], area: Area, header: HeaderRow | None) -> Style | None:
    """Return an earlier style that shows the same header at the same place (tables that take turns)."""
    if header is None:
        return None
    return next((style for style in styles if style.header is not None and _goes_on(style, area, header)), None)


def _goes_on(style: Style, area: Area, header: HeaderRow | None) -> bool:
    if bool(style.sides) != bool(area.sides):
        return False
    if area.sides:
        return _same_sides(style.sides, area) and (header is None or _same_header(style.header, header))
    if header is None:
        return abs(style.areas[-1].page.width - area.page.width) < 3
    return _same_header(style.header, header) and abs(style.areas[-1].page.width - area.page.width) < 3


def _same_header(one: HeaderRow | None, other: HeaderRow | None) -> bool:
    if one is None or other is None:
        return False
    if one.roles != other.roles:
        return False
    return all(abs(a.x0 - b.x0) < 4 or abs(a.x1 - b.x1) < 4 for a, b in zip(one.cells, other.cells, strict=True))


def _same_sides(sides: Sequence[float], area: Area) -> bool:
    """Return whether the area's frame is the style's and one set of sides is part of the other."""
    if abs(sides[0] - area.sides[0]) > 2 * TOUCH or abs(sides[-1] - area.sides[-1]) > 2 * TOUCH:
        return False
    few, many = sorted((list(sides), list(area.sides)), key=len)
    return all(any(abs(x - other) <= 2 * TOUCH for other in many) for x in few)


def _join(style: Style, area: Area, header: HeaderRow | None) -> None:
    style.areas.append(area)
    style.header = style.header or header
    style.sides = cluster([*style.sides, *area.sides], TOUCH) if area.sides else style.sides


def learn_columns(style: Style, before: Columns | None) -> Columns:
    """Return the columns of a style with what its text tells about them; see ``_find_edges``."""
    words = _body(style)
    phrases = phrases_of(words)
    columns = _find_edges(style, words, before)
    starts = _starts(columns, phrases)
    if NEVER in starts and style.header is not None:
        columns = _beside_headers(columns, style.header.cells, phrases, starts)
        starts = _starts(columns, phrases)
    rights, crossed = _rights(columns, phrases)
    return replace(columns, starts=starts, rights=rights, crossed=crossed)


def _find_edges(style: Style, words: Sequence[Word], before: Columns | None) -> Columns:
    """Return the columns of a style, whose ``words`` stand below its headers.

    ``before`` are those of the table before it, for a table that shows no header.
    Sides that divide every header word from the next are taken as they are; otherwise the missing edges are looked for in the
    white between header words.
    """
    left = min(area.left for area in style.areas)
    right = max(area.right for area in style.areas)
    cells = style.header.cells if style.header else ()
    sides = _outer(style.sides, left, right)
    if len(sides) > 2 and not _undivided(sides, cells):
        return _with_roles(sides, [True] * len(sides), cells)
    if len(cells) >= 2:
        return _from_header(words, sides, cells)
    return _from_rivers(words, sides, before)


def _outer(sides: Sequence[float], left: float, right: float) -> list[float]:
    """Return the sides with the table's outer edges added where it is open at the side."""
    inner = [x for x in sides if left + TOUCH < x < right - TOUCH]
    return [left, *inner, right]


def _undivided(sides: Sequence[float], cells: Sequence[HeaderCell]) -> bool:
    """Return whether two header cells stand between the same two sides."""
    middles = [(cell.x0 + cell.x1) / 2 for cell in cells]
    return any(sum(low < x < high for x in middles) > 1 for low, high in itertools.pairwise(sides))


def _with_roles(edges: Sequence[float], drawn: Sequence[bool], cells: Sequence[HeaderCell]) -> Columns:
    roles: list[str | None] = [None] * (len(edges) - 1)
    for cell in cells:
        middle = (cell.x0 + cell.x1) / 2
        for column, (low, high) in enumerate(itertools.pairwise(edges)):
            if low <= middle < high and roles[column] is None:
                roles[column] = cell.role
    return Columns(edges=tuple(edges), drawn=tuple(drawn), roles=tuple(roles))


def _coverage(lefts: Iterable[float], rights: Iterable[float], left: float, right: float) -> list[int]:
    """Return for every step of x, from ``left`` to ``right``, how many of the words between these two cover it.

    ``lefts`` and ``rights`` are where the words start and end.
    """
    change = [0] * (int((right - left) / BIN) + 2)
    for step, times in Counter([int((x - left) / BIN) for x in lefts]).items():
        change[step] += times
    for step, times in Counter([int((x - left) / BIN) for x in rights]).items():
        change[step + 1] -= times
    return list(itertools.accumulate(change))


def _body(style: Style) -> list[Word]:
    """Return the words of a style that stand below its header rows."""
    words: list[Word] = []
    for area in style.areas:
        header = area.header
        floor = header.bottom if header else 0.0
        below = (word for word in area.words if word.top > floor or word.top > floor - 0.5 * word.size)
        words += below if header else area.words
    return words


def _from_header(words: Sequence[Word], sides: Sequence[float], cells: Sequence[HeaderCell]) -> Columns:
    """Put an edge between each two header cells: a drawn side where one stands, else the clearest river."""
    lefts, rights = [word.x0 for word in words], [word.x1 for word in words]
    left = min([sides[0], *lefts, *[cell.x0 for cell in cells]])
    right = max([sides[-1], *rights, *[cell.x1 for cell in cells]])
    covered = _coverage(lefts, rights, left, right)
    edges, drawn = [left - 0.5], [sides[0] - left < TOUCH]
    for one, other in itertools.pairwise(cells):
        low, high = (one.x1, other.x0) if one.x1 + 1 < other.x0 else (one.x0 + 1, other.x1 - 1)
        low = max(low, edges[-1] + 1)
        between = [x for x in sides if one.x0 < x < other.x1 and low <= x <= high]
        edges.append(between[0] if between else _river(words, covered, left, low, high, other.x0))
        drawn.append(bool(between))
    edges.append(right + 0.5)
    drawn.append(True)
    return _with_roles(edges, drawn, cells)


def _beside_headers(
    columns: Columns, cells: Sequence[HeaderCell], phrases: Sequence[Sequence[Word]], starts: Sequence[float | None]
) -> Columns:
    """Return the columns with an edge moved for each that has a header and no entries, where the other side of a river has them.

    A header in the middle of a wide column may stand far from short entries at the column's left: the widest white is then between
    the two, and no edge. The entries tell by starting all at one place; a move that leaves the column beside without any is none.
    """
    if len(cells) != columns.count:
        return columns
    for column in range(1, columns.count):
        if starts[column] == NEVER and not columns.drawn[column]:
            place = _common_start(phrases, cells[column - 1].x1, columns.edges[column])
            edges = (*columns.edges[:column], place - 0.5, *columns.edges[column + 1 :]) if place else columns.edges
            moved = replace(columns, edges=edges)
            if sum(start == NEVER for start in _starts(moved, phrases)) < sum(start == NEVER for start in starts):
                columns = moved
    return columns


def _common_start(phrases: Iterable[Sequence[Word]], low: float, high: float) -> float | None:
    """Return the place between two x at which nearly all lines start that start between them."""
    count = Counter(round(phrase[0].x0, 1) for phrase in phrases if low < phrase[0].x0 < high)
    return _peak(count) if count else None


def _river(
    words: Sequence[Word], covered: Sequence[int], left: float, low: float, high: float, fallback: float
) -> float:
    """Return the x between ``low`` and ``high`` that the fewest words cross, at the right end of the widest such river."""
    first = max(0, int((low - left) / BIN))
    last = min(len(covered) - 1, int((high - left) / BIN))
    if first >= last:
        return fallback - 0.5
    window = covered[first : last + 1]
    least = min(window)
    for limit in (least, least + CROSSED * len(words) / 20):
        start, end = _widest(window, limit)
        if (end - start) * BIN >= NARROWEST_RIVER:
            break
    if limit > least:  # the bank of a river that headings cross may be the long words of a column that few rows have
        first, window = first + start, window[start:end]
        start, end = _widest(window, (min(window) + limit) / 2)
    return left + (first + end) * BIN - min(1.0, (end - start) * BIN / 2)


def _widest(window: Sequence[int], limit: float) -> tuple[int, int]:
    """Return the (start, end) of the widest stretch that is crossed at most so often, the last of equals."""
    return max(_runs([value <= limit for value in window]), key=lambda run: (run[1] - run[0], run[1]))


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the (start, end) of every run of true flags."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            runs.append((start, at))
            start = None
    return runs


def _from_rivers(words: Sequence[Word], sides: Sequence[float], before: Columns | None) -> Columns:
    """Return the columns of a table without header: those of the table before where they fit, else its rivers."""
    if before is not None:
        fitted = _fitted(before, words, sides)
        if fitted is not None:
            return fitted
    if len(sides) > 2:
        return Columns(edges=tuple(sides), drawn=(True,) * len(sides), roles=(None,) * (len(sides) - 1))
    lefts, rights = [word.x0 for word in words], [word.x1 for word in words]
    left, right = min(lefts), max(rights)
    covered = _coverage(lefts, rights, left, right)
    limit = CROSSED * max(covered)
    inner = [
        left + end * BIN - 1
        for start, end in _runs([value <= limit for value in covered])
        if (end - start) * BIN >= NARROWEST_RIVER and start > 0 and end < len(covered) - 2
    ]
    edges = [left - 0.5, *inner, right + 0.5]
    return Columns(edges=tuple(edges), drawn=(True, *(False for _ in inner), True), roles=(None,) * (len(edges) - 1))


def _fitted(before: Columns, words: Sequence[Word], sides: Sequence[float]) -> Columns | None:
    """Return the columns before, where they stood or stretched to this page's width, if few words cross their edges."""
    left, right = min(sides[0], *(w.x0 for w in words)), max(sides[-1], *(w.x1 for w in words))
    scale = (right - left) / (before.edges[-1] - before.edges[0])
    stretched = tuple(left + (x - before.edges[0]) * scale for x in before.edges)
    best: Columns | None = None
    fewest = 0.08 * len(words)
    for edges in (before.edges, stretched):
        crossing = sum(word.x0 + 1 < x < word.x1 - 1 for word in words for x in edges[1:-1])
        if crossing <= fewest:
            fewest = crossing - 1
            best = Columns(edges=edges, drawn=before.drawn, roles=before.roles)
    return best


def _starts(columns: Columns, phrases: Iterable[Sequence[Word]]) -> tuple[float | None, ...]:
    """Return where the lines of each column start: the x at which far more lines start than at any other.

    A column in which hardly any line starts (all its text runs over from the left) has its start outside the page.
    """
    counts: list[Counter[float]] = [Counter() for _ in range(columns.count)]
    for x, times in Counter([phrase[0].x0 for phrase in phrases]).items():
        counts[columns.index(x + 1)][round(x, 1)] += times
    few = 0.02 * sum(count.total() for count in counts)
    return tuple(NEVER if count.total() <= few else _peak(count) for count in counts)


def _peak(count: Counter[float]) -> float | None:
    place, _ = max(count.items(), key=lambda item: (item[1], -item[0]))
    near = sum(n for at, n in count.items() if abs(at - place) <= ALIGNED)
    return place if near >= 3 and near >= MOSTLY * count.total() else None


def _rights(columns: Columns, phrases: Iterable[Sequence[Word]]) -> tuple[tuple[float, ...], frozenset[int]]:
    """Return how far to the right the text of each column reaches, and the edges that words reach over."""
    rights = list(columns.edges[:-1])
    crossed: set[int] = set()
    for column, word in _ends(columns, phrases):
        end = word.x1
        if rights[column] < end:
            if end <= columns.edges[column + 1] + 1:
                rights[column] = end
            else:
                crossed.add(column + 1)
    return tuple(rights), frozenset(crossed - {columns.count})


def _ends(columns: Columns, phrases: Iterable[Sequence[Word]]) -> Iterator[tuple[int, Word]]:
    """Yield the words that may reach farthest in their column, with the column: the last two of a phrase that keeps to one.

    Where edges are only inferred, words of a title that began farther to the left are no text of the column.
    """
    drawn = all(columns.drawn)
    for phrase in phrases:
        first, last = phrase[0], phrase[-1]
        column = columns.index((first.x0 + first.x1) / 2)
        if first is last:
            yield column, first
        elif (last.x0 + last.x1) / 2 < columns.edges[column + 1]:
            yield column, phrase[-2]
            yield column, last
        else:
            places = [(columns.index((word.x0 + word.x1) / 2), word) for word in phrase]
            yield from (place for place in places if drawn or place[0] == column)


def anchor_of(columns: Columns, words: Iterable[Word]) -> int:
    """Return the column that has an entry in every row: the indicator's, else the one with the most text."""
    if "indicatore" in columns.roles:
        return columns.roles.index("indicatore")
    letters = [0] * columns.count
    for word in words:
        letters[columns.index((word.x0 + word.x1) / 2)] += len(word.testo)
    return max(range(columns.count), key=lambda column: letters[column])
