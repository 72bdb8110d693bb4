"""Header cells that stand over several columns of values, as where each cell of a table holds a table of its own.

In: the rows below a header and its layout. Out: the layout with those columns told apart by their content. A header over the two
halves of one column (each row has a cell in one of them) says the same of both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.normalize.columns import infer_layout
from pipeline.normalize.habits import Habits
from pipeline.normalize.roles import Column, Layout, Ruolo
from pipeline.rows import RawCell, RawRow

_MOST = 0.5
"""In this share of the rows at least two cells stand below one header."""


def part_spread_headers(rows: Sequence[RawRow], layout: Layout, habits: Habits) -> Layout:
    """Return the layout with a role for each column below the one header of indicators that stands over several."""
    columns = layout.columns
    if not layout.certo or all(cell.colonna in columns for row in rows for cell in row.cells):
        return layout
    below: dict[int, list[RawRow]] = defaultdict(list)
    for row in rows:
        for place, cells in _by_header(row, columns).items():
            below[place].append(row._replace(cells=tuple(cells)))
    for place, parts in below.items():
        shared = Counter(len(part.cells) > 1 for part in parts)
        if _holds_indicators(place, layout) and shared[True] >= _MOST * len(parts):
            return _parted(layout, place, parts, habits)
    return layout


def _by_header(row: RawRow, columns: dict[int, Column]) -> dict[int, list[RawCell]]:
    """Return a row's cells by the place of the header that they stand below, or that begins to the left of them."""
    by_header: dict[int, list[RawCell]] = defaultdict(list)
    for cell in row.cells:
        places = [place for place in columns if place <= cell.colonna]
        if places:
            by_header[max(places)].append(cell)
    return by_header


def _holds_indicators(place: int, layout: Layout) -> bool:
    role = layout.columns[place].ruolo
    return role is Ruolo.INDICATORE or (role is Ruolo.ALTRO and not layout.has(Ruolo.INDICATORE))


def _parted(layout: Layout, place: int, parts: Sequence[RawRow], habits: Habits) -> Layout:
    """Return the layout with the columns below one header told by their content; roles that others have are taken."""
    found = infer_layout(parts, layout.larghezza, habits, with_algorithm=layout.individuale)
    taken = {column.ruolo for at, column in layout.columns.items() if at != place}
    own = {
        at: column if column.ruolo not in taken else Column(ruolo=Ruolo.ALTRO) for at, column in found.columns.items()
    }
    return layout._replace(columns=dict(sorted({**layout.columns, **own}.items())), dubbio=found.dubbio)
