"""Whether a document prints the owner of every row, so that a row without one has none.

In: all readings. Out: a yes or no, looked for only when a row lacks its owner. An owner that holds for several rows is printed once;
where the rows of an objective print the same owner one below the other, an empty cell says that there is none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.normalize.roles import HEADINGS, Reading, Ruolo
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
    owner = reading.find(Ruolo.OWNER)
    alone = owner is not None and owner.righe == 1 and not owner.ripresa and not reading.nota
    return owner.testo if owner is not None and alone and reading.find(Ruolo.INDICATORE) is not None else None


def _is_below(above: Reading, below: Reading) -> bool:
    """Say whether a row goes on below the titles of the row above, in the same table."""
    if above.row.tabella != below.row.tabella:
        return False
    titles = ((below.find(role), above.find(role)) for role in HEADINGS)
    return all(own is None or (upper is not None and own.testo == upper.testo) for own, upper in titles)


NO_OWNERS = Owners(())
