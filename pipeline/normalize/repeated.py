"""Titles that a table repeats on every row, and rows that a page break parted from theirs.

In: readings. Out: which titles stand beside every indicator, and whether two halves of a row are one. A row whose texts stand at the
foot of their cells is cut so: its values above the page break, its longer titles below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalize.roles import HEADINGS, Reading, Ruolo

_NEARLY_EVERY = 0.9


def titles_of_rows(readings: Sequence[Reading]) -> frozenset[Ruolo]:
    """Return the titles that stand beside nearly every indicator of the tables that have a column for them."""
    rows = [
        reading for reading in readings if reading.find(Ruolo.INDICATORE) is not None and reading.layout is not None
    ]
    return frozenset(role for role in HEADINGS if _is_repeated(role, rows))


def _is_repeated(role: Ruolo, rows: Sequence[Reading]) -> bool:
    own = [reading for reading in rows if reading.layout is not None and reading.layout.has(role)]
    return bool(own) and sum(reading.find(role) is not None for reading in own) >= _NEARLY_EVERY * len(own)


def lacks_titles(before: Reading, here: Reading, titles: frozenset[Ruolo]) -> bool:
    """Say whether values stand above the page break without the titles that every row has, and those titles alone below it."""
    above = {piece.ruolo for piece in before.pieces}
    return (
        here.is_heading
        and {piece.ruolo for piece in here.pieces} <= titles
        and above.isdisjoint(HEADINGS)
        and Ruolo.INDICATORE in above
    )
