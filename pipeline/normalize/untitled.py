"""Titles without a code: which level they name, or that they are no titles.

In: the readings in order. Out: the same readings, each title made a heading, a body's name or a remark. A title names the level
that neither a column nor codes give; where both levels are given, the text is outside the tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalize.habits import Habits
from pipeline.normalize.lexicon import starting_word
from pipeline.normalize.roles import Layout, Piece, Reading, Ruolo
from pipeline.rows import RowKind

_LONGEST_TITLE = 240


def resolve_titles(readings: Sequence[Reading], habits: Habits) -> list[Reading]:
    """Return the readings with every title without code given its level."""
    return [_resolve(readings, n, habits) for n in range(len(readings))]


def _resolve(readings: Sequence[Reading], index: int, habits: Habits) -> Reading:
    reading = readings[index]
    if reading.nota != "titolo":
        return _body_row(reading, habits)
    piece = reading.pieces[0]
    layout = _layout_after(readings, index)
    role = _level(readings, index, layout, habits)
    if role is None or len(piece.testo) > _LONGEST_TITLE:
        return reading._replace(nota="testo")
    return reading._replace(pieces=(piece._replace(ruolo=role),), nota=None)


def _body_row(reading: Reading, habits: Habits) -> Reading:
    """Make an uncoded text alone in a heading's column a body's name where headings carry codes."""
    if reading.nota or len(reading.pieces) != 1:
        return reading
    piece: Piece = reading.pieces[0]
    heading = piece.ruolo in (Ruolo.SETTORE, Ruolo.OBIETTIVO, Ruolo.INDIVIDUALE)
    if not heading or piece.code or not habits.is_coded(piece.ruolo):
        return reading
    if piece.ruolo is Ruolo.INDIVIDUALE or starting_word(piece.testo, "ente"):
        return reading._replace(pieces=(piece._replace(ruolo=Ruolo.ENTE),))
    return reading


def _layout_after(readings: Sequence[Reading], index: int) -> Layout | None:
    """Return the layout of the first row behind a title that is no title."""
    own = readings[index].layout
    if own is not None:
        return own
    following = (r for r in readings[index + 1 :] if r.nota != "titolo")
    return next((r.layout for r in following if r.layout is not None), None)


def _level(readings: Sequence[Reading], index: int, layout: Layout | None, habits: Habits) -> Ruolo | None:
    """Return the level that a title names: the one that is given nowhere else."""
    piece = readings[index].pieces[0]
    if layout is not None and layout.individuale and (starting_word(piece.testo, "ente") or habits.individuali):
        return Ruolo.ENTE if readings[index].row.kind is RowKind.TABELLA else None
    settore_known = habits.is_coded(Ruolo.SETTORE) or (layout is not None and layout.has(Ruolo.SETTORE))
    goal_known = habits.is_coded(Ruolo.OBIETTIVO) or (layout is not None and _has_goals(layout))
    if layout is None or (settore_known and goal_known):
        return None
    if settore_known or goal_known:
        alone = not _is_title(readings, index + 1)
        level = Ruolo.OBIETTIVO if settore_known else Ruolo.SETTORE
        return level if alone else None
    if _is_title(readings, index + 1):
        return Ruolo.SETTORE if not _is_title(readings, index + 2) else None
    return Ruolo.OBIETTIVO


def _has_goals(layout: Layout) -> bool:
    return layout.has(Ruolo.OBIETTIVO) or layout.has(Ruolo.INDIVIDUALE)


def _is_title(readings: Sequence[Reading], index: int) -> bool:
    return index < len(readings) and readings[index].nota == "titolo"
