"""Titles that ran out of their cell: into the next column, or into a row of their own.

In: the readings in order. Out: the same with such titles whole again, each join that could be something else with a finding. Only
titles that carry codes are mended: what follows one without a code of its own is its rest, or nothing that is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.diagnostics import finding
from pipeline.model import Diagnostic
from pipeline.normalize.habits import Habits
from pipeline.normalize.head import names_body
from pipeline.normalize.joining import join_pieces
from pipeline.normalize.roles import HEADINGS, Piece, Reading, Ruolo

_NEARLY_ALL = 0.8


def mend_titles(
    readings: Sequence[Reading], habits: Habits, ente: str | None
) -> tuple[list[Reading], list[Diagnostic]]:
    """Return the readings with titles whole, and what was in doubt; ``ente`` is the plan's body."""
    mended: list[Reading] = []
    doubts: list[Diagnostic] = []
    alone = _stand_alone(readings)
    for reading in readings:
        whole = _mend_row(reading, habits) if reading.pieces and reading.pieces[0].ruolo in alone else reading
        if whole is not reading:
            doubts.append(_doubt(reading.pieces[0], reading.pieces[1], reading))
        if mended and _is_rest(mended[-1], whole, habits, ente):
            title, rest = mended[-1].pieces[-1], whole.pieces[0]
            if rest.testo[:1].isupper():
                doubts.append(_doubt(title, rest, whole))
            mended[-1] = mended[-1]._replace(pieces=(*mended[-1].pieces[:-1], join_pieces(title, rest)))
            continue
        mended.append(whole)
    return mended, doubts


def _stand_alone(readings: Sequence[Reading]) -> frozenset[Ruolo]:
    """Return the levels whose coded titles the document prints nearly all in rows of their own."""
    coded, alone = Counter[Ruolo](), Counter[Ruolo]()
    for reading in readings:
        for piece in reading.pieces:
            if piece.code and piece.ruolo in HEADINGS and not piece.ripresa:
                coded[piece.ruolo] += 1
                alone[piece.ruolo] += reading.is_heading
    return frozenset(role for role, count in coded.items() if alone[role] >= _NEARLY_ALL * count)


def _mend_row(reading: Reading, habits: Habits) -> Reading:
    """Join a text in small letters, alone beside a coded title and without target, to that title."""
    printed = [
        piece for piece in reading.pieces if not piece.ripresa
    ]  # the rest of a merged cell above is no text of the row
    if len(printed) != 2 or reading.nota:
        return reading
    title, rest = printed
    targets = reading.layout is not None and reading.layout.has(Ruolo.TARGET)
    coded = title.ruolo in HEADINGS and title.code is not None
    if not coded or not _may_be_rest(title, rest, habits) or not rest.testo[:1].islower() or not targets:
        return reading
    return reading._replace(pieces=(join_pieces(title, rest),))


def _may_be_rest(title: Piece, rest: Piece, habits: Habits) -> bool:
    """Say whether a text in the next column may be a title's: an indicator's, or an objective's where it lacks the others' code."""
    if rest.ruolo is Ruolo.OBIETTIVO:
        return title.ruolo is Ruolo.SETTORE and rest.code is None and habits.is_coded(Ruolo.OBIETTIVO)
    return rest.ruolo is Ruolo.INDICATORE


def _is_rest(before: Reading, here: Reading, habits: Habits, ente: str | None) -> bool:
    """Say whether a row holds nothing but more of the coded title right above it, in the same column of one table."""
    if here.puo_continuare or len(here.pieces) != 1 or here.nota or before.nota or not before.is_heading:
        return False
    title, rest = before.pieces[-1], here.pieces[0]
    same = rest.ruolo is title.ruolo and rest.code is None and before.row.tabella == here.row.tabella > 0
    return same and title.code is not None and habits.is_coded(rest.ruolo) and not names_body(rest.testo, ente)


def _doubt(title: Piece, rest: Piece, reading: Reading) -> Diagnostic:
    return finding("ALB005", fonte=reading.row.fonte, prima=title.testo, dopo=rest.testo)
