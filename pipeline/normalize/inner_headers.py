"""Column headers that stand beside other things: where each cell of a table holds a table of its own, its header is in the title's row.

In: rows. Out: the same, each such row parted into the header and the titles below it. A title is known by its code, or because its
cell goes on beside the rows that the header heads; a header that only has a column nobody knows is none of these. A header word that
goes on so (`Indicatori`, beside `Descrizione` and `Target`) names the whole table: it is parted as well, and stands above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.normalize.codes import parse_code
from pipeline.normalize.headers import read_label
from pipeline.normalize.roles import HEADINGS, Layout, Ruolo
from pipeline.rows import RawCell, RawRow, RowKind

_FEWEST = 2
_VALUES = frozenset((Ruolo.INDICATORE, Ruolo.TARGET))


def part_inner_headers(rows: tuple[RawRow, ...]) -> tuple[RawRow, ...]:
    """Return the rows with column headers parted from the titles beside them."""
    parts = {
        n: parts
        for n, row in enumerate(rows)
        if len(row.cells) > _FEWEST and (parts := _parts(row, rows[n + 1 : n + 2]))
    }
    if not parts:
        return rows
    return tuple(part for n, row in enumerate(rows) for part in parts.get(n, (row,)))


def keep_titles(inner: Layout, outer: Layout | None) -> Layout:
    """Return the layout of an inner header with the columns of titles that the header around it names."""
    if outer is None or any(inner.has(role) for role in HEADINGS):
        return inner
    titles = {
        place: column
        for place, column in outer.columns.items()
        if column.ruolo in HEADINGS and place < min(inner.columns, default=0)
    }
    return inner._replace(columns={**titles, **inner.columns})


def _parts(row: RawRow, below: Sequence[RawRow]) -> tuple[RawRow, ...]:
    """Return what a row is parted into, nothing where it stays whole; ``below`` is the next row, if there is one."""
    if row.kind is not RowKind.TABELLA:
        return ()
    if _heads_beside_title(row):
        return tuple(_header_and_titles(row))
    if _is_named_at_side(row, below):
        return tuple(_name_and_header(row))
    return ()


def _is_named_at_side(row: RawRow, below: Sequence[RawRow]) -> bool:
    """Say whether a row is a header but for its first cell, a header word that goes on beside the rows below.

    Where nothing tells that it goes on, it has to be one word of two for the indicators, with nothing below it.
    """
    name, *header = row.cells
    if read_label(name.testo) is None:  # nearly always
        return False
    labels = [read_label(cell.testo) for cell in row.cells]
    if not all(labels) or any(cell.righe > 1 or cell.colonne > 1 for cell in header):
        return False
    named = [Ruolo.INDICATORE in label.ruoli for label in labels if label]
    empty = any(other.tabella == row.tabella and other.cells[0].colonna > name.colonna for other in below)
    return name.righe > 1 or (empty and named[0] and any(named[1:]))


def _name_and_header(row: RawRow) -> Iterator[RawRow]:
    yield row._replace(kind=RowKind.TESTO, cells=row.cells[:1], tabella=0)
    yield row._replace(cells=row.cells[1:], inizio_pagina=False, intestazione=True)


def _heads_beside_title(row: RawRow) -> bool:
    titles, labels = _divided(row)
    if not titles or len(labels) < _FEWEST or titles[-1].colonna > labels[0].colonna:
        return False
    roles = {role for cell in labels if (label := read_label(cell.testo)) for role in label.ruoli}
    return bool(roles & _VALUES) and all(map(_is_title, titles))


def _divided(row: RawRow) -> tuple[Sequence[RawCell], Sequence[RawCell]]:
    """Return a row's cells that are no column headers, and those that are."""
    labels = [cell for cell in row.cells if read_label(cell.testo)]
    return [cell for cell in row.cells if cell not in labels], labels


def _is_title(cell: RawCell) -> bool:
    code = parse_code(cell.testo)
    return cell.ripresa or cell.righe > 1 or (code is not None and code.certo)


def _header_and_titles(row: RawRow) -> Iterator[RawRow]:
    titles, labels = _divided(row)
    yield row._replace(cells=tuple(labels), intestazione=True)
    below = tuple(cell._replace(righe=max(1, cell.righe - 1)) for cell in titles)
    yield row._replace(cells=below, inizio_pagina=False, intestazione=False)
