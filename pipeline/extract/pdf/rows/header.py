"""Header rows found on a page: lines whose words all are column headers, and where each header word stands.

The words come from profiles/intestazioni.toml. The roles found here only tell how many columns there are, where, and which of
them has one entry a row; what a column means is decided by the normalizer.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.lines import Line, is_gap, line_of, lines_of, split_at_gaps
from pipeline.profiles import read_profile
from pipeline.profiles.folding import fold

CORE = frozenset({"settore", "obiettivo", "obiettivo_individuale", "indicatore", "algoritmo", "target", "owner"})
SIDE_BY_SIDE = 3.0
"""Header words whose feet differ by no more than this (points) may be of one row."""
GAP = 0.6
"""White wider than this share of the words' size parts two header words."""
SHORTEST_STRONG = 3
"""A word of fewer letters makes no header row likely."""
SHORTEST_CLIPPED = 5
"""A header word cut off by its column is known by at least this many letters."""
LINE_HYPHENS = "-\u2010\u2011\u00ad"
"""Signs at which a header word may go on in the next line."""
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


@cache
def _synonyms() -> dict[str, str]:
    """Return folded header -> role."""
    profile = read_profile("intestazioni")
    table = {fold(text): roles[0] for text, roles in profile["ambigui"].items()}
    for role, texts in profile["ruoli"].items():
        table.update({fold(text): role for text in texts})
    return table


@cache
def _squeezed() -> dict[str, str]:
    """Return folded header of some letters, without its spaces -> role: a narrow column breaks words (``Set tor e``)."""
    squeezed = ((text.replace(" ", ""), role) for text, role in _synonyms().items())
    return {text: role for text, role in squeezed if len(text) >= SHORTEST_CLIPPED}


@cache
def _vocabulary() -> frozenset[str]:
    """Return every word that stands in a header."""
    return frozenset(word for text in _synonyms() for word in text.split())


@cache
def _beginnings() -> frozenset[str]:
    """Return what may be left of those words where a column cuts them off: their beginnings, if long enough to tell."""
    return frozenset(word[:end] for word in _vocabulary() for end in range(SHORTEST_CLIPPED, len(word) + 1))


@cache
def _is_beginning(text: str) -> bool:
    """Return whether a word of two letters or more, a hyphen aside, begins a longer header word."""
    folded = fold(text.rstrip(LINE_HYPHENS))
    longer = (known for known in _vocabulary() if known.startswith(folded) and known != folded)
    return len(folded) > 1 and next(longer, None) is not None


@cache
def is_header_word(text: str) -> bool:
    """Return whether the word stands in a known header, whole or cut off by its column. Years and signs count as well."""
    folded = fold(text)
    words = folded.split()
    if not words or all(word.isdigit() and len(word) == 4 for word in words):
        return not any(c.isdigit() for c in text) or len(folded) == 4
    return all(word in _vocabulary() or word in _beginnings() for word in words)


@cache
def _is_strong(text: str) -> bool:
    """Return whether a word is a header by itself (``Target``), and no small word of one (``Fonte dei dati``)."""
    return len(text) >= SHORTEST_STRONG and is_header_word(text) and role_of(text) is not None


@cache
def role_of(text: str) -> str | None:
    """Return the role of a header text: known, known without its year, cut off, or misspelt by a letter or two."""
    folded = re.sub(r"\b(19|20)\d\d\b", "", fold(text)).strip()
    table = _synonyms()
    if folded in table or folded.replace(" ", "") in _squeezed():
        return table.get(folded) or _squeezed()[folded.replace(" ", "")]
    if len(folded) < SHORTEST_CLIPPED:
        return None
    for known, role in table.items():
        if " " not in known and known.startswith(folded):
            return role
    from rapidfuzz import fuzz, process  # here: most headers are known as they stand

    best = process.extractOne(folded, table.keys(), scorer=fuzz.ratio, score_cutoff=88)
    return table[best[0]] if best else None


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
                if _is_beginning(piece.words[-1].testo):
                    cut.update(word.numero for word in _parts_of_word(piece, lines[at:]))
    return frozenset(cut)


def _has_beginning(line: Line) -> bool:
    """Return whether a run of words on the line ends in one that begins a header word."""
    return _is_beginning(line.words[-1].testo) or any(
        _is_beginning(left.testo) and is_gap(left, right, GAP) for left, right in itertools.pairwise(line.words)
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
    return len(whole) >= SHORTEST_CLIPPED and fold(whole) in _vocabulary()


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
        if line is not None and near and _has_room(block, cut) and _completes(line, block):
            block.append(line)
            continue
        if block:
            rows.extend(_row_of(block))
        block = [line] if line is not None else []
    return rows


def _has_room(block: Sequence[Line], cut: frozenset[int]) -> bool:
    """Return whether a header may have one more line; lines of nothing but parts of words do not count."""
    return len(block) < 4 or sum(any(word.numero not in cut for word in line.words) for line in block) < 4


def _is_near(above: Line, below: Line, bounds: Sequence[float]) -> bool:
    """Return whether two lines stand as lines of one row do, with nothing drawn between them."""
    if below.top - above.bottom > 0.5 * below.size:
        return False
    return not any(above.middle < bound < below.middle for bound in bounds)


def _completes(line: Line, block: Sequence[Line]) -> bool:
    """Return whether a line may be the next of a header; years alone only below a header that they can belong to (``Target 2025``)."""
    if not all(word.testo.isdigit() for word in line.words):
        return True
    above = [word for other in block for word in other.words if word.x0 < line.x1 and word.x1 > line.x0]
    return any(role_of(word.testo) in ("target", "altro") for word in above)


def _candidates(words: Sequence[Word]) -> tuple[list[Line], frozenset[int]]:
    """Return the lines that may belong to a header, and the words in them that are parts of one.

    Only lines near two header words that stand side by side are built.
    """
    feet = sorted(word.bottom for word in words if _is_strong(word.testo) and word.angle == 0)
    bands = [foot for foot, following in itertools.pairwise(feet) if following - foot <= SIDE_BY_SIDE]
    if not bands:
        return [], frozenset()
    bands.append(float("inf"))
    lines = lines_of(_near(words, bands, 6))
    cut = _cut_words(lines)
    near = [line for line in lines if _near(line.words, bands, 3) or (cut and _has_any(line, cut))]
    return [line for line in near if _is_header_line(line, cut)], cut


def _has_any(line: Line, numbers: frozenset[int]) -> bool:
    """Return whether a line has one of the words of these numbers."""
    return any(word.numero in numbers for word in line.words)


def _near(words: Iterable[Word], bands: Sequence[float], lines: int) -> list[Word]:
    """Return the words that stand within so many lines of one of the heights, the last of which is beyond the page."""
    return [
        word
        for word in words
        if bands[bisect_left(bands, word.bottom - (reach := lines * word.size))] <= word.bottom + reach
    ]


def _row_of(block: Sequence[Line]) -> list[HeaderRow]:
    cells = _header_cells(block)
    core = {cell.role for cell in cells} & CORE
    if len(core) < 2 or len(cells) < 2:
        return [] if len(block) < 2 else [row for line in block for row in _row_of([line])]
    return [HeaderRow(min(line.top for line in block), max(line.bottom for line in block), cells)]
