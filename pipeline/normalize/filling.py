"""Values printed once for several rows: a cell merged downwards, or left blank below its first print.

In: readings in order. Out: the indicator, target and owner texts of each, filled where a merged cell covers the row. An owner
that no merged cell explains is taken from the row above in the same objective, with a finding, unless the document prints the owner of
every row; a target never is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.diagnostics import finding
from pipeline.model import Diagnostic
from pipeline.normalize.owners import NO_OWNERS, Owners
from pipeline.normalize.roles import Piece, Reading, Ruolo


class Filled(NamedTuple):
    """The texts of one indicator, and what was doubtful about them."""

    indicatore: str
    target: str
    owner: str | None
    diagnostica: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class _Cover:
    """A printed cell of several rows and the last row that it covers. ``oltre``: it went on over a page break, its end is unknown."""

    piece: Piece
    tabella: int
    ultima: int
    oltre: bool = False


@dataclass(slots=True)
class Filling:
    """What the last rows printed in each column that is filled down.

    ``for_all``: the owner stands beside a heading, ``of_settore`` is that beside the settore's.
    """

    owners: Owners = NO_OWNERS
    covers: dict[Ruolo, _Cover] = field(default_factory=dict)
    owner: Piece | None = None
    of_settore: Piece | None = None
    for_all: bool = False
    last: tuple[int, int] = (0, 0)

    def clear(self) -> None:
        """Forget the owners above: another settore begins. Merged cells go on."""
        self.owner = self.of_settore = None

    def open_goal(self) -> None:
        """Go back to the owner printed beside the settore, if there is one: another objective begins."""
        self.owner, self.for_all = self.of_settore, True

    def set_owner(self, piece: Piece, *, of_settore: bool) -> None:
        """Remember an owner printed beside a heading: it answers for the indicators below, of a settore for those of all objectives."""
        self.owner, self.for_all = piece, True
        self.of_settore = piece if of_settore else self.of_settore
        self.covers.pop(Ruolo.OWNER, None)

    def pass_row(self, reading: Reading) -> None:
        """Remember where the walk is: a merged cell that reached the last row may go on over a page break."""
        self.last = (reading.row.tabella, reading.row.riga)

    def fill(self, reading: Reading, goal: str) -> Filled:
        """Return the texts of the row's indicator."""
        doubts: list[Diagnostic] = []
        indicator = self._value(reading, Ruolo.INDICATORE, doubts)
        target = self._value(reading, Ruolo.TARGET, doubts)
        owned = _has_owners(reading)
        owner = self._value(reading, Ruolo.OWNER, doubts) if owned else reading.find(Ruolo.OWNER)
        if indicator is None:
            doubts.append(
                finding("ALB010", fonte=reading.row.fonte, target=target.testo if target else "", obiettivo=goal)
            )
        if owner is not None:
            self.owner, self.for_all = owner, False
        elif self.owner is not None and (self.for_all or (owned and not self.owners.on_every_row)):
            owner = self.owner
            doubts.append(_taken(reading, owner))
        return Filled(
            indicator.testo if indicator else "",
            target.testo if target else "",
            owner.testo if owner else None,
            tuple(doubts),
        )

    def _value(self, reading: Reading, role: Ruolo, doubts: list[Diagnostic]) -> Piece | None:
        """Return the row's own piece, or the merged cell that covers it."""
        row = reading.row
        own = reading.find(role)
        if own is not None:
            if own.righe > 1:
                self.covers[role] = _Cover(own, row.tabella, row.riga + own.righe - 1)
            else:
                self.covers.pop(role, None)
            return own
        cover = self.covers.get(role)
        if cover is None:
            return None
        if not cover.oltre and row.tabella == cover.tabella and row.riga <= cover.ultima:
            return cover.piece
        reaches = self.last[0] == cover.tabella and self.last[1] <= cover.ultima
        if not cover.oltre and not (reading.dopo_salto and reaches):
            return None
        cover.oltre = True
        if role is not Ruolo.INDICATORE:
            doubts.append(_taken(reading, cover.piece))
        return cover.piece


def _taken(reading: Reading, piece: Piece) -> Diagnostic:
    own = reading.find(Ruolo.INDICATORE)  # the row's other cells may hold for several rows
    place = own.fonte if own is not None and not own.ripresa else reading.row.fonte
    return finding("ALB007", fonte=place, campo=piece.ruolo.value, testo=piece.testo)


def _has_owners(reading: Reading) -> bool:
    """Say whether the table has owners at all: individual objectives have none."""
    return reading.layout is None or reading.layout.has(Ruolo.OWNER)
