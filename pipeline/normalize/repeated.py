"""Titles that stand in rows of values, and rows that a page break parted from theirs.

In: readings. Out: which titles stand beside every indicator, or beside the first one of theirs, and whether two halves of a row are
one. A row whose texts stand at the foot of their cells, or whose longer texts have no room left, is cut so: its values above the page
break, its longer titles below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.normalize.roles import HEADINGS, Reading, Ruolo

_NEARLY_EVERY = 0.9
_MOSTLY = 0.8
_OFTEN = 5


class Beside(NamedTuple):
    """Titles that stand beside indicators: ``ovunque`` on every row, ``primo`` hardly ever in a row of their own."""

    ovunque: frozenset[Ruolo]
    primo: frozenset[Ruolo]


NOWHERE_BESIDE = Beside(frozenset(), frozenset())


def titles_of_rows(readings: Sequence[Reading]) -> Beside:
    """Return the titles that stand beside nearly every indicator of the tables that have a column for them, or beside the first."""
    rows = [
        reading for reading in readings if reading.find(Ruolo.INDICATORE) is not None and reading.layout is not None
    ]
    return Beside(
        ovunque=frozenset(role for role in HEADINGS if _is_repeated(role, rows)),
        primo=frozenset(role for role in HEADINGS if _stands_beside(role, readings)),
    )


def _is_repeated(role: Ruolo, rows: Sequence[Reading]) -> bool:
    own = [reading for reading in rows if reading.layout is not None and reading.layout.has(role)]
    return bool(own) and sum(reading.find(role) is not None for reading in own) >= _NEARLY_EVERY * len(own)


def _stands_beside(role: Ruolo, readings: Sequence[Reading]) -> bool:
    """Say whether a title, where it is printed, nearly always has values beside it."""
    titled = [reading for reading in readings if reading.find(role) is not None and not reading.nota]
    return len(titled) >= _OFTEN and sum(not reading.is_heading for reading in titled) >= _MOSTLY * len(titled)


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
