"""Header rows found on a page: lines whose words all are column headers, and where each header word stands.

What a header word is, is told elsewhere (``header_words``). The roles found here only tell how many columns there are, where, and
which of them has one entry a row; what a column means is decided by the normalizer.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.header_words import (
    LINE_HYPHENS,
    begins_header_word,
    is_header_word,
    is_strong,
    is_whole_header_word,
    opens_header,
    role_of,
)
from pipeline.extract.pdf.rows.lines import Line, is_gap, line_of, lines_of, split_at_gaps

CORE = frozenset({"settore", "obiettivo", "obiettivo_individuale", "indicatore", "algoritmo", "target", "owner"})
SIDE_BY_SIDE = 3.0
"""Header words whose feet differ by no more than this (points) may be of one row."""
LIKELY = 0.6
"""Of the words at their height at least this share are header words, or begin one: in a table's texts few are."""
GAP = 0.6
"""White wider than this share of the words' size parts two header words."""
MOST_PARTS = 4
"""Into so many lines a narrow column may break a header word."""


class HeaderCell(NamedTuple):
    """A column header: its words' extent in x, its text, and its role (None when unknown)."""

    x0: float
    x1: float
    testo: str
    role: str | None


class HeaderRow(NamedTuple):
    """A header row: its extent in y and its cells from left to right."""

    top: float
    bottom: float
    cells: tuple[HeaderCell, ...]

    @property
    def roles(self) -> tuple[str | None, ...]:
        """The roles of the cells."""
        return tuple(cell.role for cell in self.cells)


def _is_header_line(line: Line, cut: frozenset[int]) -> bool:
    """Return whether the words of a line are header words; ``cut`` are the numbers of those that are parts of one."""
    known = sum(word.numero in cut or is_header_word(word.testo) for word in line.words)
    return known >= 0.8 * len(line.words)


def _cut_words(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the words that are parts of a header word, broken over the lines of a narrow column."""
    cut: set[int] = set()
    for at, line in enumerate(lines):
        if _has_beginning(line):
            for piece in split_at_gaps(line, GAP):
                if begins_header_word(piece.words[-1].testo):
                    cut.update(word.numero for word in _parts_of_word(piece, lines[at:]))
    return frozenset(cut)


def _has_beginning(line: Line) -> bool:
    """Return whether a run of words on the line ends in one that begins a header word."""
    return begins_header_word(line.words[-1].testo) or any(
        begins_header_word(left.testo) and is_gap(left, right, GAP) for left, right in itertools.pairwise(line.words)
    )


def _parts_of_word(piece: Line, lines: Iterable[Line]) -> list[Word]:
    """Return the parts of the header word that starts with the last word of a run, none if it does not go on in other lines."""
    parts, found = [piece.words[-1]], 0
    for line in lines:
        if line.bottom <= piece.middle or line.top > piece.bottom + 0.5 * line.size:
            continue
        for other in split_at_gaps(line, GAP):
            if not _stands_below(piece, other):
                continue
            parts.append(other.words[0])
            if _make_header_word(parts):
                found = len(parts)
            if len(other.words) > 1 or len(parts) == MOST_PARTS:
                return parts[:found]
            piece = other
    return parts[:found]


def _stands_below(above: Line, below: Line) -> bool:
    """Return whether a run of words may be the next line of a cell."""
    lower = above.middle < below.top <= above.bottom + 0.5 * below.size
    return lower and above.x0 < below.x1 and below.x0 < above.x1


def _make_header_word(parts: Sequence[Word]) -> bool:
    """Return whether parts make a header word: a known one as it stands or, if each goes on at a hyphen, one cut off as well."""
    whole = "".join(part.testo.rstrip(LINE_HYPHENS) for part in parts)
    if all(part.testo[-1] in LINE_HYPHENS for part in parts[:-1]):
        return is_header_word(whole)
    return is_whole_header_word(whole)


def _split_known(piece: Line) -> list[Line]:
    """Cut a run of words that is no header as a whole where its parts are: ``Target Owner`` in narrow columns."""
    if len(piece.words) < 2 or role_of(" ".join(word.testo for word in piece.words)) is not None:
        return [piece]
    for cut in range(1, len(piece.words)):
        left = " ".join(word.testo for word in piece.words[:cut])
        right = " ".join(word.testo for word in piece.words[cut:])
        if role_of(left) is not None and is_header_word(piece.words[cut].testo) and role_of(right) is not None:
            return [line_of(piece.words[:cut]), *_split_known(line_of(piece.words[cut:]))]
    return [piece]


def _header_cells(lines: Sequence[Line]) -> tuple[HeaderCell, ...]:
    """Group the words of header lines by overlap in x; a cell's lines are read from top to bottom."""
    pieces = [part for line in lines for piece in split_at_gaps(line, GAP) for part in _split_known(piece)]
    groups: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if groups and len(lines) > 1 and piece.x0 < max(p.x1 for p in groups[-1]) - 1 and _stacked(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return tuple(_header_cell(group) for group in groups)


def _stacked(group: Sequence[Line], piece: Line) -> bool:
    """Return whether the piece stands above or below all of the group."""
    return all(abs(piece.middle - other.middle) > 0.5 * piece.size for other in group)


def _header_cell(group: Sequence[Line]) -> HeaderCell:
    ordered = sorted(group, key=lambda piece: piece.top)
    text = re.sub(rf"(?<=\w)[{LINE_HYPHENS}] (?=\w)", "", " ".join(w.testo for piece in ordered for w in piece.words))
    return HeaderCell(min(p.x0 for p in group), max(p.x1 for p in group), text, role_of(text))


def find_header_rows(words: Sequence[Word], bounds: Sequence[float] = ()) -> list[HeaderRow]:
    """Return the header rows among these words, from top to bottom.

    A header row is one to four neighbouring lines of which four words in five are header words and whose cells have at least two
    of the plan's roles. ``bounds`` are heights that no header reaches over: those of horizontal rules.
    """
    lines, cut = _candidates(words)
    rows: list[HeaderRow] = []
    block: list[Line] = []
    for line in [*lines, None]:
        near = line is not None and bool(block) and _is_near(block[-1], line, bounds)
        if line is not None and near and _has_room(line, block, cut) and _completes(line, block, cut):
            block.append(line)
            continue
        if block:
            rows.extend(_row_of(block))
        block = [line] if line is not None else []
    return rows


def _has_room(line: Line, block: Sequence[Line], cut: frozenset[int]) -> bool:
    """Return whether a header may have one more line: its cells have four at most, not counting lines of parts of words alone.

    Cells of one, two and three lines, each in the middle of the row, stand at five heights.
    """
    if len(block) < 4:
        return True
    above = (other for other in block if other.x0 < line.x1 and other.x1 > line.x0)
    return sum(any(word.numero not in cut for word in other.words) for other in above) < 4


def _is_near(above: Line, below: Line, bounds: Sequence[float]) -> bool:
    """Return whether two lines stand as lines of one row do, with nothing drawn between them."""
    if below.top - above.bottom > 0.5 * below.size:
        return False
    return not any(above.middle < bound < below.middle for bound in bounds)


def _completes(line: Line, block: Sequence[Line], cut: frozenset[int]) -> bool:
    """Return whether a line may be the next of a header.

    Years alone are only below a header that they can belong to (``Target 2025``); words alone in one column, which are none of its
    header, are left over there from the page before. ``cut`` are the numbers of parts of words.
    """
    above = [word for other in block for word in other.words if word.x0 < line.x1 and word.x1 > line.x0]
    if all(word.testo.isdigit() for word in line.words):
        return any(role_of(word.testo) in ("target", "altro") for word in above)
    if len(split_at_gaps(line, GAP)) > 1 or any(word.numero in cut for word in line.words):
        return True
    head = " ".join(word.testo for word in above)
    return role_of(head) is None or opens_header(" ".join([head, *(word.testo for word in line.words)]))


def _candidates(words: Sequence[Word]) -> tuple[list[Line], frozenset[int]]:
    """Return the lines that may belong to a header, and the words in them that are parts of one.

    Only lines near two header words that stand side by side are built.
    """
    pairs = _strong_pairs(words)
    if not pairs:
        return [], frozenset()
    ordered = sorted(words, key=_foot)
    feet = [word.bottom for word in ordered]
    bands = [low for low, high in pairs if _is_likely(ordered[bisect_left(feet, low) : bisect_right(feet, high)])]
    if not bands:
        return [], frozenset()
    reach = 6 * max(map(_size, words))
    around = ordered[bisect_left(feet, bands[0] - reach) : bisect_right(feet, bands[-1] + reach)]
    bands.append(float("inf"))
    lines = lines_of(_near(around, bands, 6))
    cut = _cut_words(lines)
    near = [line for line in lines if _near(line.words, bands, 3) or (cut and _has_any(line, cut))]
    return [line for line in near if _is_header_line(line, cut)], cut


def _strong_pairs(words: Iterable[Word]) -> list[tuple[float, float]]:
    """Return the heights at which two words that are headers by themselves stand side by side, each pair once, from the top."""
    strong = sorted(word.bottom for word in words if is_strong(word.testo) and word.angle == 0)
    pairs = itertools.pairwise(strong)
    return list(dict.fromkeys(pair for pair in pairs if pair[1] - pair[0] <= SIDE_BY_SIDE))


_foot, _size = attrgetter("bottom"), attrgetter("size")


def _is_likely(words: Sequence[Word]) -> bool:
    """Return whether words at one height may be a header's."""
    known = sum(is_header_word(word.testo) or begins_header_word(word.testo) for word in words)
    return known >= LIKELY * len(words)


def _has_any(line: Line, numbers: frozenset[int]) -> bool:
    """Return whether a line has one of the words of these numbers."""
    return any(word.numero in numbers for word in line.words)


def _near(words: Iterable[Word], bands: Sequence[float], lines: int) -> list[Word]:
    """Return the words that stand within so many lines of one of the heights, the last of which is beyond the page."""
    near: list[Word] = []
    for word in words:
        bottom, reach = word.bottom, lines * word.size
        if bands[bisect_left(bands, bottom - reach)] <= bottom + reach:
            near.append(word)
    return near


def _row_of(block: Sequence[Line]) -> list[HeaderRow]:
    cells = _header_cells(block)
    core = {cell.role for cell in cells} & CORE
    if len(core) < 2 or len(cells) < 2:
        return [] if len(block) < 2 else [row for line in block for row in _row_of([line])]
    return [HeaderRow(min(line.top for line in block), max(line.bottom for line in block), cells)]
