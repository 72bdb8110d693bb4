"""What owners printed one below the other tell: whether a row without one has none, and whether two rows can be one.

In: readings. Out: yes or no. An owner that holds for several rows is printed once; where the rows of an objective print the same owner
one below the other, an empty cell says that there is none. Nor does the half of a row that a page break cut print the owner again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.normalize.lexicon import starting_word
from pipeline.normalize.roles import HEADINGS, Piece, Reading, Ruolo
from pipeline.rows import Neighbours


class Owners:
    """The owners of a document's rows, one below the other."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        """Take all readings of a document."""
        self._readings = readings

    @cached_property
    def on_every_row(self) -> bool:
        """Whether the same owner is printed again in the next row of the same objective as a rule."""
        equal = list(self._neighbours())
        return Neighbours(sum(equal), len(equal) - sum(equal)).are_repeated

    def _neighbours(self) -> Iterator[bool]:
        """Yield for each two rows of an objective that follow each other, each with an owner of its own, whether it is the same."""
        for above, below in itertools.pairwise(self._readings):
            upper, lower = _own(above), _own(below)
            if upper is not None and lower is not None and _is_below(above, below):
                yield upper == lower


def _own(reading: Reading) -> str | None:
    """Return the owner of an indicator's row that is printed for this row alone."""
    owner = _printed(reading)
    if owner is None or owner.righe > 1 or reading.nota or reading.find(Ruolo.INDICATORE) is None:
        return None
    return owner.testo


def _is_below(above: Reading, below: Reading) -> bool:
    """Say whether a row goes on below the titles of the row above, in the same table."""
    if above.row.tabella != below.row.tabella:
        return False
    titles = ((below.find(role), above.find(role)) for role in HEADINGS)
    return all(own is None or (upper is not None and own.testo == upper.testo) for own, upper in titles)


NO_OWNERS = Owners(())


def print_one_owner(before: Reading, here: Reading) -> bool:
    """Say whether two rows of indicators both print the same owner, the second for itself alone: no half of a row prints it again."""
    upper, lower = _printed(before), _printed(here)
    if upper is None or lower is None or not all(row.find(Ruolo.INDICATORE) for row in (before, here)):
        return False
    return upper.testo == lower.testo and lower.righe == 1


def may_be_another_owner(here: Reading) -> bool:
    """Say whether a row prints an owner that need not be the rest of the one above: it opens as the name of a unit does."""
    owner = _printed(here)
    return owner is not None and starting_word(owner.testo, "owner") is not None


def _printed(reading: Reading) -> Piece | None:
    """Return the row's own owner, not one repeated from before the page break."""
    owner = reading.find(Ruolo.OWNER)
    return None if owner is None or owner.ripresa else owner
