"""Tables that are no part of the plan: a budget or a list of staff behind the plan's own tables.

In: the rows of a table without a header of the plan's. Out: whether it heads its columns with names of its own. What it says is not
read; its rows stay visible as texts that have no place in the tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalize.habits import Habits
from pipeline.normalize.headers import read_label
from pipeline.normalize.likelihood import target_score
from pipeline.normalize.roles import Ruolo
from pipeline.rows import RawCell, RawRow

_VALUES = frozenset((Ruolo.INDICATORE, Ruolo.TARGET))
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_MOST_TITLES = 2
_MOST_WORDS = 4
_MOSTLY = 0.6


def is_other_table(rows: Sequence[RawRow], habits: Habits) -> bool:
    """Say whether a table opens with names of columns that no plan has, short texts above cells of which one column has numbers."""
    if not rows or rows[0].riga != 1:
        return False
    head = next((n for n, row in enumerate(rows[: _MOST_TITLES + 1]) if len(row.cells) >= _FEWEST_COLUMNS), None)
    if head is None or len(rows) - head <= _FEWEST_ROWS or any(len(row.cells) > 1 for row in rows[:head]):
        return False
    cells, below = rows[head].cells, rows[head + 1 :]
    headed = {cell.colonna for cell in cells}
    if not all(_may_head(cell, habits) for cell in cells) or any(
        c.colonna not in headed for row in below for c in row.cells
    ):
        return False
    return any(_holds_numbers(below, column) for column in sorted(headed))


def _may_head(cell: RawCell, habits: Habits) -> bool:
    """Say whether a cell may name a column, though none of a plan's: a few words, no value and no code."""
    text = cell.testo
    label = read_label(text)
    value = label is not None and not _VALUES.isdisjoint(label.ruoli)
    named = text[:1].isupper() and len(text.split()) <= _MOST_WORDS and not value
    owned = len(text.split()) > 1 and habits.owner_score(text) > 0
    return named and not owned and target_score(_without_year(text)) <= 0 and habits.code_of(text) is None


def _without_year(text: str) -> str:
    return " ".join(word for word in text.split() if not (word.isdecimal() and len(word) == len("2025")))


def _holds_numbers(rows: Sequence[RawRow], column: int) -> bool:
    """Say whether most cells of a column are numbers."""
    texts = [cell.testo for row in rows for cell in row.cells if cell.colonna == column]
    return len(texts) >= _FEWEST_ROWS and sum(target_score(text) > 0 for text in texts) >= _MOSTLY * len(texts)
