"""How much room the lines of a column have: cells come in, from where to where their text may stand goes out.

The widest line that a column has tells how wide it is at least; where its white ends, only rules would tell. Whether a word was
cut for want of room is not decided here (``joining``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.grid import Cell
from pipeline.extract.pdf.rows.lines import Line

WIDE = 1.6
"""How much wider than its word's other letters an m or a w is."""

NARROW = 0.55
"""How wide a narrow letter is, measured by an ordinary one."""

NARROW_LETTERS = frozenset("fijlrtI.,:;'!|()[]/-")
"""The letters and signs that are narrow in nearly every type."""

OVER = 1.0
"""Text may reach this far (points) over its column's edge."""


class Room(NamedTuple):
    """Where lines may stand; ``ragged``: they do not start at one place (centred, flush right), so white on their left is room too."""

    left: float
    right: float
    ragged: bool = False

    def slack(self, line: Line) -> float:
        """Return how much of the room a line leaves."""
        return self.right - line.x1 + (max(0.0, line.x0 - self.left) if self.ragged else 0.0)

    def fits(self, above: Line, below: Line) -> bool:
        """Return whether the last word of one line and the first of the next would fit on a line as one."""
        end, start = above.words[-1], below.words[0]
        return (end.x1 - end.x0) + (start.x1 - start.x0) <= self.right - self.left

    def is_full(self, above: Line, below: Line) -> bool:
        """Return whether not one letter of the next line had room at the end of a line, as far as its letters' mean width tells."""
        wide = WIDE if below.words[0].testo[0] in "mwMW" else 1
        return self.slack(above) <= wide * _letter(below.words[0])

    def may_be_full(self, above: Line, below: Line) -> bool:
        """Return whether a wide letter of the next line had no room at the end of a line."""
        return self.slack(above) <= WIDE * _letter(below.words[0])

    def is_just_full(self, above: Line, below: Line) -> bool:
        """Return whether the first letter of the next line had no room at the end of a line, as far as its shape tells."""
        return self.slack(above) <= _first_letter(below.words[0])


def _letter(word: Word) -> float:
    """Return the mean width of a word's letters."""
    return (word.x1 - word.x0) / len(word.testo)


def _first_letter(word: Word) -> float:
    """Return the width of a word's first letter, as far as the usual proportions of letters tell."""
    return (word.x1 - word.x0) * _share(word.testo[0]) / sum(map(_share, word.testo))


def _share(letter: str) -> float:
    """Return how wide a letter is, measured by an ordinary one."""
    return WIDE if letter in "mwMW" else NARROW if letter in NARROW_LETTERS else 1.0


def find_rooms(columns: Columns, cells: Iterable[Cell]) -> tuple[Room, ...]:
    """Return the room of each column, from the lines of cells that cover no other column."""
    by_column: list[list[Line]] = [[] for _ in range(columns.count)]
    for cell in cells:
        if cell.lines and cell.columns == 1:
            limit = columns.edges[cell.column + 1] + OVER
            by_column[cell.column] += [line for line in cell.lines if line.x1 <= limit]
    return tuple(_room(columns, column, lines) for column, lines in enumerate(by_column))


def _room(columns: Columns, column: int, lines: Sequence[Line]) -> Room:
    if not lines:
        return Room(columns.edges[column], columns.edges[column])
    start = columns.starts[column]
    return Room(min([line.x0 for line in lines]), max([line.x1 for line in lines]), ragged=start is None)
