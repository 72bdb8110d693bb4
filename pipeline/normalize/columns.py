"""What a table without a header holds: the layout of the table before it, or columns told by their content.

In: the rows of a table. Out: a layout. A layout found by content is marked unsure (``certo=False``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.normalize.align import align
from pipeline.normalize.habits import Habits
from pipeline.normalize.likelihood import prose_score, target_score
from pipeline.normalize.roles import Column, Layout, Ruolo
from pipeline.rows import RawRow

_ORDERS = (
    (Ruolo.OBIETTIVO, Ruolo.INDICATORE, Ruolo.TARGET, Ruolo.OWNER),
    (Ruolo.OBIETTIVO, Ruolo.INDICATORE, Ruolo.OWNER, Ruolo.TARGET),
    (Ruolo.OWNER, Ruolo.OBIETTIVO, Ruolo.INDICATORE, Ruolo.TARGET),
)
_ORDERS_WITH_ALGORITHM = (
    (Ruolo.INDICATORE, Ruolo.ALGORITMO, Ruolo.TARGET, Ruolo.OWNER),
    (Ruolo.INDICATORE, Ruolo.ALGORITMO, Ruolo.OWNER, Ruolo.TARGET),
)
_ENOUGH_ROWS = 6
SECOND_PROSE = -1.5
"""What it costs to read a prose column as an objective or an algorithm: the indicator comes first."""


def score_role(text: str, role: Ruolo, habits: Habits) -> float:
    """Return how likely a text plays a role by its content alone."""
    if role is Ruolo.TARGET:
        return target_score(text)
    if role is Ruolo.OWNER:
        return habits.owner_score(text)
    if role is Ruolo.INDICATORE:
        return prose_score(text) - max(0.0, habits.owner_score(text) - 1.0)
    return prose_score(text) + SECOND_PROSE


def orders(habits: Habits, *, with_algorithm: bool) -> tuple[tuple[Ruolo, ...], ...]:
    """Return the orders in which columns stand, the usual one first; objectives that carry codes are never guessed."""
    if with_algorithm:
        return _ORDERS_WITH_ALGORITHM
    if habits.is_coded(Ruolo.OBIETTIVO):
        return tuple(tuple(role for role in order if role is not Ruolo.OBIETTIVO) for order in _ORDERS)
    return _ORDERS


def find_layout(rows: Sequence[RawRow], before: Layout | None, habits: Habits) -> Layout:
    """Return the layout of a table that prints no header."""
    width = max((row.larghezza for row in rows), default=1)
    if before is not None and before.columns and before.larghezza == width and _fits(rows, before, habits):
        return before
    with_algorithm = _names_individuals(rows, habits) or (before is not None and before.has(Ruolo.ALGORITMO))
    return infer_layout(rows, width, habits, with_algorithm=with_algorithm)


def _names_individuals(rows: Sequence[RawRow], habits: Habits) -> bool:
    """Say whether the titles of a table are those of individual objectives, which print how each indicator is reckoned."""
    codes = [code for row in rows for cell in row.cells[:1] if (code := habits.code_of(cell.testo))]
    return bool(codes) and all(habits.level_of(code) is Ruolo.INDIVIDUALE for code in codes)


def _fits(rows: Sequence[RawRow], layout: Layout, habits: Habits) -> bool:
    """Say whether the content of most rows agrees with the columns: the targets stand where targets should."""
    place = layout.place(Ruolo.TARGET)
    texts = [cell.testo for row in rows for cell in row.cells if cell.colonna == place]
    values = [cell.testo for row in rows for cell in row.cells if not habits.code_of(cell.testo)]
    elsewhere = sum(1 for text in values if target_score(text) > 0) - sum(1 for text in texts if target_score(text) > 0)
    return not values or sum(1 for text in texts if target_score(text) > 0) >= elsewhere


def infer_layout(rows: Sequence[RawRow], width: int, habits: Habits, *, with_algorithm: bool) -> Layout:
    """Return the columns as their content tells them, in the likeliest order; a doubt where other texts stand beside the indicators."""
    texts = _column_texts(rows, habits)
    places = sorted(texts)

    def score(n: int, role: Ruolo) -> float:
        sample = texts[places[n]]
        mean = sum(score_role(text, role, habits) for text in sample) / len(sample)
        return mean * min(len(sample), _ENOUGH_ROWS)

    readings = [align(len(places), order, score) for order in orders(habits, with_algorithm=with_algorithm)]
    best = max(readings, key=lambda reading: reading.totale)
    columns = {place: Column(ruolo=role or Ruolo.ALTRO) for place, role in zip(places, best.ruoli, strict=True)}
    beside = {place for place, column in columns.items() if column.ruolo in (Ruolo.ALGORITMO, Ruolo.ALTRO)}
    doubtful = any(score(n, Ruolo.TARGET) <= 0 for n, place in enumerate(places) if place in beside)
    return Layout(columns=columns, larghezza=width, certo=False, dubbio=doubtful)


def _column_texts(rows: Sequence[RawRow], habits: Habits) -> dict[int, list[str]]:
    """Return the texts of each column that are no coded headings, of rows with more than one cell (or of all)."""
    full = [row for row in rows if len(row.cells) > 1] or list(rows)
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for row in full:
        for cell in row.cells:
            if not habits.code_of(cell.testo):
                texts[cell.colonna].append(cell.testo)
    return dict(texts)
