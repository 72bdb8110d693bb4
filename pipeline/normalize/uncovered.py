"""Indicators without an objective beside them that may not be more of the one above: two doubts that a merged cell leaves.

In: readings. Out: a finding for each such row. In tables whose objectives stand in cells merged over their rows, a row that no cell
reaches has lost its own objective, or never had one. And an objective that starts a page may have had no room where its first rows
stand, at the foot of the page before: some programs move the whole text on. Where every row is as high as the objective beside it,
cells are not merged, and nothing is doubtful.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.diagnostics import finding
from pipeline.model import Diagnostic, Provenance, Riquadro
from pipeline.normalize.roles import Piece, Reading, Ruolo

_SELDOM = 0.2
"""Rows that no cell covers are doubtful where they are at most so many for each that one covers."""
_TOUCH = 1.0
"""Texts that overlap by less than this (points) stand one below the other."""
_NOTHING = "-"


class _Row(NamedTuple):
    """A row of values without an objective, and the objective above it."""

    reading: Reading
    sopra: str


@dataclass(slots=True)
class _Walk:
    """What the rows of all tables told so far, by table: how many a cell covers, which none does, which may belong to the next page.

    ``foot`` are those since the last objective that its cell does not cover.
    """

    covered: Counter[int] = field(default_factory=Counter)
    outside: defaultdict[int, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    moved: defaultdict[int, list[tuple[_Row, str]]] = field(default_factory=lambda: defaultdict(list))
    reaching: set[int] = field(default_factory=set)
    above: tuple[Reading, Piece] | None = None
    foot: list[_Row] = field(default_factory=list)

    def take(self, reading: Reading) -> None:
        """Take the next reading of a table."""
        goal = reading.find(Ruolo.OBIETTIVO)
        if goal is not None:
            self._note_moved(reading, goal)
            self.above, self.foot = None if reading.is_heading else (reading, goal), []
        elif self.above is not None and reading.find(Ruolo.INDICATORE) is not None:
            self._note_below(reading, *self.above)

    def _note_below(self, reading: Reading, first: Reading, goal: Piece) -> None:
        """Note whether the cell, or the text, of the objective above reaches down to a row."""
        tabella = reading.row.tabella
        if tabella != first.row.tabella:
            return
        if reading.row.riga < first.row.riga + goal.righe:
            self.covered[tabella] += 1
        else:
            self.foot.append(_Row(reading, goal.testo))
            self.outside[tabella].append(self.foot[-1])
        text, own = _box(goal.fonte), _box(_indicator(reading))
        if text and own and goal.fonte.pagina == _indicator(reading).pagina and text[3] > own[1] + _TOUCH:
            self.reaching.add(tabella)

    def _note_moved(self, reading: Reading, goal: Piece) -> None:
        """Note the rows at the foot of the page before that leave an objective at the top of a page no room beside them."""
        text = _box(goal.fonte)
        if not self.foot or text is None or goal.ripresa or not self._is_next_page(goal):
            return
        for row in _too_low(self.foot, text[3] - text[1]):
            self.moved[reading.row.tabella].append((row, goal.testo))

    def _is_next_page(self, goal: Piece) -> bool:
        return goal.fonte.pagina == (_indicator(self.foot[-1].reading).pagina or 0) + 1

    def doubts(self) -> Iterator[Diagnostic]:
        """Yield the findings of all tables, one a row."""
        found: dict[Provenance, Diagnostic] = {}
        for tabella, rows in self.outside.items():
            if len(rows) <= _SELDOM * self.covered[tabella]:
                found |= {row.reading.row.fonte: _doubt(row, _NOTHING) for row in rows}
        for tabella, moved in self.moved.items():
            if tabella in self.reaching:
                found |= {row.reading.row.fonte: _doubt(row, f"«{text}»") for row, text in moved}
        yield from found.values()


def find_uncovered(readings: Iterable[Reading]) -> list[Diagnostic]:
    """Return a doubt for each row of values that may not belong to the objective above it."""
    walk = _Walk()
    for reading in readings:
        if reading.row.tabella and not reading.nota:
            walk.take(reading)
    return list(walk.doubts())


def _too_low(rows: Sequence[_Row], height: float) -> Iterator[_Row]:
    """Yield the last rows of a page that, together with those below them, are lower than a height."""
    foot = 0.0
    for row in reversed(rows):
        own = _box(row.reading.row.fonte)
        if own is None:
            return
        foot = foot or own[3]
        if foot - own[1] > height - _TOUCH:
            return
        yield row


def _indicator(reading: Reading) -> Provenance:
    """Return where the indicator of a row stands."""
    piece = reading.find(Ruolo.INDICATORE)
    return piece.fonte if piece is not None else reading.row.fonte


def _box(fonte: Provenance) -> Riquadro | None:
    return fonte.riquadro


def _doubt(row: _Row, altri: str) -> Diagnostic:
    return finding("RIG003", fonte=row.reading.row.fonte, campo=Ruolo.OBIETTIVO.value, testo=row.sopra, altri=altri)
