"""Which settore an objective belongs to by its own code: ``02.01`` to ``02``, wherever the heading ``02 - …`` was read.

In: the readings in order. Out: the headings of settori by code, and whether the objectives' codes decide. They decide where they
are a habit: nearly all name a settore that the document prints, and most stand below it. Where each heading's text really stands
(in the middle of a merged cell, beside a later row) is not decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.normalize.codes import Code, parse_code
from pipeline.normalize.nodes import Branch, make_branch
from pipeline.normalize.roles import Piece, Reading, Ruolo

_NEARLY_ALL = 0.8
_MOST = 0.5


class Areas(NamedTuple):
    """The headings of settori by code, each with its code's own cell; ``decidono``: the objectives' codes tell the settore."""

    headings: Mapping[str, tuple[Piece, str | None]]
    decidono: bool

    def names(self, code: str | None) -> bool:
        """Say whether a code is one of a printed heading."""
        return code in self.headings

    def open(self, code: str) -> Branch:
        """Return the node of a printed heading."""
        return make_branch(*self.headings[code])


def learn_areas(readings: Sequence[Reading]) -> Areas:
    """Return the settori of a document and whether its objectives' codes tell them."""
    headings: dict[str, tuple[Piece, str | None]] = {}
    pairs: list[tuple[str | None, str | None]] = []
    above: str | None = None
    for reading in readings:
        if reading.nota:
            continue
        settore, goal = reading.find(Ruolo.SETTORE), reading.find(Ruolo.OBIETTIVO)
        if settore is not None:
            own = _own_cell(reading, Ruolo.CODICE_SETTORE)
            above = own or (settore.code.testo if settore.code else None)
            if above is not None:
                headings.setdefault(above, (settore, own))
        code = goal and code_of(goal, _own_cell(reading, Ruolo.CODICE))
        if code:
            pairs.append((parent_of(code), above))
    return Areas(headings, _is_habit(pairs, headings))


def _own_cell(reading: Reading, role: Ruolo) -> str | None:
    piece = reading.find(role)
    return piece.testo if piece else None


def _is_habit(pairs: Sequence[tuple[str | None, str | None]], headings: Mapping[str, object]) -> bool:
    """Say whether nearly all codes name a printed settore, and most the one that they stand below."""
    known = sum(parent in headings for parent, _ in pairs)
    below = sum(parent in headings and parent == above for parent, above in pairs)
    return bool(pairs) and known >= _NEARLY_ALL * len(pairs) and below >= _MOST * len(pairs)


def code_of(goal: Piece, own: str | None) -> Code | None:
    """Return an objective's code: in its title, or in a cell of its own."""
    return goal.code or (parse_code(own) if own else None)


def parent_of(code: Code | None) -> str | None:
    """Return the settore that an objective's own code names (``01.02`` -> ``01``), or None."""
    if code is None or code.profondita < 2 or not code.testo.startswith(code.parti[0] + "."):
        return None
    return code.testo.rpartition(".")[0]
