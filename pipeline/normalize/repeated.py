"""Titles that stand in rows of values, and rows that a page break parted from theirs.

In: readings. Out: which titles stand beside every indicator, or beside the first one of theirs, and whether two halves of a row are
one. A row whose texts stand at the foot of their cells, or whose longer texts have no room left, is cut so: its values above the page
break, its longer titles below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from pipeline.normalize.roles import HEADINGS, Reading, Ruolo

_NEARLY_EVERY = 0.9
_MOSTLY = 0.8
_OFTEN = 5
_BESIDE = (*HEADINGS, Ruolo.OWNER)


class _Row(NamedTuple):
    """A reading and the roles that it prints."""

    ruoli: set[Ruolo]
    reading: Reading


class Beside:
    """Texts that stand beside indicators, counted when they are asked for: few rows at a page break ask."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        """Take all readings of a document."""
        self._readings = readings

    @cached_property
    def _rows(self) -> list[_Row]:
        return [_Row({piece.ruolo for piece in reading.pieces}, reading) for reading in self._readings]

    @cached_property
    def ovunque(self) -> frozenset[Ruolo]:
        """The titles, and the owner, that stand beside nearly every indicator of the tables that have a column for them."""
        return _repeated(self._rows)

    @cached_property
    def primo(self) -> frozenset[Ruolo]:
        """The titles that hardly ever stand alone: beside the first of their indicators."""
        return frozenset(role for role in HEADINGS if _stands_beside(role, self._rows))


NOWHERE_BESIDE = Beside(())


def _repeated(rows: Sequence[_Row]) -> frozenset[Ruolo]:
    """Return the titles, and the owner, that nearly every indicator has beside it, of those in whose table they have a column."""
    printed, possible = Counter[Ruolo](), Counter[Ruolo]()
    indicators = [row for row in rows if Ruolo.INDICATORE in row.ruoli]
    for layout, group in groupby(indicators, key=lambda row: row.reading.layout):
        own = [row.ruoli for row in group]
        for role in _BESIDE:
            if layout is not None and layout.has(role):
                possible[role] += len(own)
                printed[role] += sum(role in roles for roles in own)
    return frozenset(role for role, count in possible.items() if printed[role] >= _NEARLY_EVERY * count)


def _stands_beside(role: Ruolo, rows: Sequence[_Row]) -> bool:
    """Say whether a title, where it is printed, nearly always has values beside it."""
    beside = [not reading.is_heading for roles, reading in rows if role in roles and not reading.nota]
    return len(beside) >= _OFTEN and sum(beside) >= _MOSTLY * len(beside)


def lacks_titles(before: Reading, here: Reading, titles: Beside) -> bool:
    """Say whether values stand above the page break without the titles that their row may have, and those titles alone below it.

    A title that only the first of its rows has must carry a code: without one it may be the rest of another.
    """
    above = {piece.ruolo for piece in before.pieces}
    return (
        here.is_heading
        and all(
            piece.ruolo in titles.ovunque or (piece.ruolo in titles.primo and piece.code is not None)
            for piece in here.pieces
        )
        and above.isdisjoint(HEADINGS)
        and Ruolo.INDICATORE in above
    )
