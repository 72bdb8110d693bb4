"""Columns of numbers that count the rows (``N.``), and are no codes of objectives.

Readings come in; in those of a table whose objectives carry codes of their own, or have several numbers each, the numbers go out as
the indicators'. What a code column is called is not decided here (``headers``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.normalize.roles import Piece, Reading, Ruolo

_ONE_IN = 10
"""One objective in so many with several numbers is enough: most have one indicator only."""


class _Goal(NamedTuple):
    """An objective's own code (None: it prints none), and the numbers beside its rows."""

    code: str | None
    numbers: frozenset[str]


def number_rows(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings, the numbers of rows as codes of indicators."""
    headers = dict.fromkeys(piece.intestazione for reading in readings if (piece := reading.find(Ruolo.CODICE)))
    counting = {header for header in headers if _counts_rows(_goals(readings, header))}
    return [_numbered(reading, counting) for reading in readings] if counting else list(readings)


def _goals(readings: Sequence[Reading], header: str) -> Iterable[_Goal]:
    """Yield the objectives beside which numbers under a header stand."""
    goal: Piece | None = None
    numbers: set[str] = set()
    for reading in readings:
        if reading.nota:
            continue
        own = reading.find(Ruolo.OBIETTIVO) or reading.find(Ruolo.INDIVIDUALE)
        if own is not None and (goal is None or own.testo != goal.testo):
            yield _Goal(goal.code.testo if goal and goal.code else None, frozenset(numbers))
            goal, numbers = own, set()
        number = reading.find(Ruolo.CODICE)
        if number is not None and number.intestazione == header:
            numbers.add(number.testo)
    yield _Goal(goal.code.testo if goal and goal.code else None, frozenset(numbers))


def _counts_rows(found: Iterable[_Goal]) -> bool:
    """Say whether numbers are not the objectives' codes: most of these have another one, or some of them several numbers."""
    goals = [goal for goal in found if goal.numbers]
    otherwise = sum(goal.code is not None and goal.code not in goal.numbers for goal in goals)
    several = sum(len(goal.numbers) > 1 for goal in goals)
    return otherwise * 2 > len(goals) or several * _ONE_IN >= len(goals) > 0


def _numbered(reading: Reading, counting: set[str]) -> Reading:
    number = reading.find(Ruolo.CODICE)
    if number is None or number.intestazione not in counting:
        return reading
    as_row = number._replace(ruolo=Ruolo.CODICE_INDICATORE)
    return reading._replace(pieces=tuple(as_row if piece is number else piece for piece in reading.pieces))
