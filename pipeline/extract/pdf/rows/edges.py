"""Column edges: from vertical rules where they divide the header's words, else from header words and white rivers.

A style and the words below its headers come in; the x of every edge goes out, and which of them are only inferred.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.areas import TOUCH
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.header import HeaderCell
from pipeline.extract.pdf.rows.styles import Style

BIN = 0.5
"""Rivers are looked for in steps of this many points."""
CROSSED = 0.04
"""A river may be crossed by this share of the words around it (headings that run over)."""
NARROWEST_RIVER = 2.5
"""Without header words only a river at least this wide (points) parts two columns."""


def find_edges(style: Style, words: Sequence[Word], before: Columns | None) -> Columns:
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
    starts, ends = [x - left for x in sorted(lefts)], [x - left for x in sorted(rights)]
    steps = range(int((right - left) / BIN) + 2)
    return [bisect_left(starts, (step + 1) * BIN) - bisect_left(ends, step * BIN) for step in steps]


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
