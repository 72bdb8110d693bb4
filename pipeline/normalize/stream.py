"""The whole document as readings in order: tables with their layouts, text between them, headers and rulers set aside.

In: a document's rows and habits. Out: the readings, and the words that are furniture (headers, rulers). Rows of the head
(title, body, act) are given by index and left out here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.normalize.cards import label_of
from pipeline.normalize.codes import parse_code
from pipeline.normalize.columns import find_layout
from pipeline.normalize.habits import Habits
from pipeline.normalize.headers import Header, find_header, make_card_header, read_label, runs_together
from pipeline.normalize.inner_headers import keep_titles
from pipeline.normalize.other_tables import is_other_table
from pipeline.normalize.prose import is_next_line, read_lines
from pipeline.normalize.roles import Layout, Reading, Ruolo
from pipeline.normalize.spread import part_spread_headers
from pipeline.normalize.tables import counts_columns, is_ruler, read_row
from pipeline.rows import Furniture, FurnitureKind, RawDocument, RawRow, RowKind

_LABEL_LINES = 3
_MOST_HEADER_ROWS = 4


@dataclass(slots=True)
class Stream:
    """What the walk collects: readings, furniture, and the headers met (with their first row)."""

    readings: list[Reading] = field(default_factory=list)
    arredo: list[Furniture] = field(default_factory=list)
    layouts: dict[int, Layout] = field(default_factory=dict)
    last: Layout | None = None


def find_headers(document: RawDocument, anno: int | None, cards: frozenset[int] = frozenset()) -> dict[int, Header]:
    """Return every column header, by the index of its first row. ``cards`` are rows made of the labels of cards.

    A header that comes back is as high everywhere as it is most often: a row more is the table's own (`operativo 2025`, left over
    from the page before, under `Obiettivo`).
    """
    rows = document.rows
    headers = _walk_headers(rows, anno, {}, cards)
    heights: dict[str, Counter[int]] = defaultdict(Counter)
    for n, header in headers.items():
        heights[_printed(rows[n])][header.rows] += 1
    most = {text: _usual_height(counts) for text, counts in heights.items() if len(counts) > 1}
    return _walk_headers(rows, anno, most, cards) if most else headers


def _printed(row: RawRow) -> str:
    return "\n".join(cell.testo for cell in row.cells)


def _usual_height(counts: Counter[int]) -> int:
    """Return how many rows a header has most often, the fewest of equals."""
    return min(counts, key=lambda rows: (-counts[rows], rows))


def _walk_headers(
    rows: Sequence[RawRow], anno: int | None, most: Mapping[str, int], cards: frozenset[int]
) -> dict[int, Header]:
    """Return the headers; those with the first rows of ``most`` have no more rows than it says."""
    headers: dict[int, Header] = {}
    last: tuple[int, Header] | None = None
    index = 0
    while index < len(rows):
        if index in cards:
            headers[index] = _card_header(rows[index], anno)
            index += 1
            continue
        header = _header_at(rows, index, anno, most)
        if header and rows[index].intestazione and last is not None and last[0] == rows[index].tabella:
            header = header._replace(layout=keep_titles(header.layout, last[1].layout))
        if header and not _is_another(header, rows[index], last):
            header = None
        if header:
            headers[index] = header
            last = (rows[index].tabella, header)
        index += header.rows if header else 1
    return headers


def _card_header(row: RawRow, anno: int | None) -> Header:
    labels = {cell.colonna: label for cell in row.cells if (label := label_of(cell.testo))}
    return make_card_header(row, labels, anno)


def find_header_lines(document: RawDocument, headers: dict[int, Header]) -> frozenset[int]:
    """Return the rows right above a header that are its upper line: one header word over the whole width, or names of its groups."""
    above = {n - 1 for n in headers if n > 0 and n - 1 not in headers}
    rows = document.rows
    words = [n for n in above if len(cells := rows[n].cells) == 1 and read_label(cells[0].testo)]
    lines = {n for n in words if n == 0 or not _ends_title(rows[n - 1], rows[n])}
    words_alone = [n for n, header in headers.items() if not header.layout.columns]
    return frozenset(lines | _group_names(rows, above, words_alone))


def _group_names(rows: Sequence[RawRow], above: Iterable[int], words_alone: Iterable[int]) -> set[int]:
    """Return the rows, of those above a header, that name groups of its columns (`Programmazione`, `Misurazione`).

    They come back with it at the head of pages, or open their table with a cell over several columns. ``words_alone`` are rows of
    header words that name no columns.
    """
    tops = [n for n in above if len(rows[n].cells) > 1 and rows[n].tabella == rows[n + 1].tabella and _is_bare(rows[n])]
    opening = {n for n in tops if n == 0 or rows[n - 1].tabella != rows[n].tabella}
    heads = [n for n in tops if n in opening or rows[n].inizio_pagina]
    times = Counter(_printed(rows[n]) for n in (*heads, *words_alone))
    wide = {n for n in opening if any(cell.colonne > 1 for cell in rows[n].cells)}
    return {n for n in heads if n in wide or times[_printed(rows[n])] > 1}


def _is_bare(row: RawRow) -> bool:
    """Say whether a row has no text that carries a code."""
    return not any(parse_code(cell.testo) for cell in row.cells)


def _ends_title(before: RawRow, row: RawRow) -> bool:
    """Say whether a line of text close below a coded title is the last word or two of it."""
    if before.kind is not RowKind.TESTO or row.kind is not RowKind.TESTO:
        return False
    code = parse_code(before.cells[0].testo)
    return code is not None and code.certo and is_next_line(before, row)


def _is_another(header: Header, row: RawRow, last: tuple[int, Header] | None) -> bool:
    """Say whether a header may follow another in one table: it repeats that one, or has three columns of its own.

    Where words are only like those of headers (``Tempistica di``, torn from its row), what the table has no name for does not count.
    """
    if last is None or last[0] != row.tabella:
        return True
    roles = [column.ruolo for column in header.layout.columns.values()]
    own = [role for role in roles if role is not Ruolo.ALTRO] if header.refusi else roles
    return len(own) >= _LABEL_LINES or roles == [column.ruolo for column in last[1].layout.columns.values()]


def _header_at(rows: Sequence[RawRow], index: int, anno: int | None, most: Mapping[str, int]) -> Header | None:
    row = rows[index]
    if row.kind is not RowKind.TABELLA or not row.cells:
        return None
    hinted = row.intestazione or any(read_label(cell.testo) for cell in row.cells) or runs_together(row)
    if not hinted:
        return None
    stop = index + 1
    limit = most.get(_printed(row), _MOST_HEADER_ROWS) if most else _MOST_HEADER_ROWS
    while stop < len(rows) and stop < index + limit and rows[stop].tabella == row.tabella:
        stop += 1
    header = find_header(rows[index:stop], 0, anno)
    below = index + header.rows if header else len(rows)
    counted = below < len(rows) and rows[below].tabella == row.tabella and counts_columns(rows[below])
    return header._replace(rows=header.rows + 1) if header and counted else header


def read_stream(document: RawDocument, headers: dict[int, Header], head: frozenset[int], habits: Habits) -> Stream:
    """Return the readings of everything but the head."""
    lines = find_header_lines(document, headers)
    stream = Stream(arredo=[_furniture(document.rows[n], FurnitureKind.INTESTAZIONE_COLONNE) for n in sorted(lines)])
    indexed = [(n, row) for n, row in enumerate(_hand_on(document.rows, lines)) if n not in head | lines and row.cells]
    for is_text, group in groupby(indexed, key=lambda item: item[1].kind is RowKind.TESTO):
        if is_text:
            _read_text([row for _, row in group], stream, habits)
        else:
            for _, table in groupby(group, key=lambda item: item[1].tabella):
                _read_table(list(table), headers, stream, habits)
    return stream


def _hand_on(rows: Sequence[RawRow], lines: frozenset[int]) -> list[RawRow]:
    """Return the rows, the header below a line that begins a page beginning it instead."""
    begun = {n + 1 for n in lines if rows[n].inizio_pagina}
    return [row._replace(inizio_pagina=True) if n in begun else row for n, row in enumerate(rows)]


def _read_text(rows: list[RawRow], stream: Stream, habits: Habits) -> None:
    """Read lines of text, header words and rulers among them set aside."""
    kept: list[RawRow] = []
    for labelled, group in groupby(rows, key=lambda row: read_label(row.cells[0].testo) is not None):
        lines = list(group)
        if labelled and len(lines) >= _LABEL_LINES:
            stream.arredo += [_furniture(row, FurnitureKind.INTESTAZIONE_COLONNE) for row in lines]
            continue
        kept += lines
    for row in [row for row in kept if is_ruler(row) or runs_together(row)]:
        stream.arredo.append(
            _furniture(row, FurnitureKind.RIGHELLO if is_ruler(row) else FurnitureKind.INTESTAZIONE_COLONNE)
        )
        kept.remove(row)
    stream.readings += read_lines(kept, stream.last, habits)


def _furniture(row: RawRow, kind: FurnitureKind) -> Furniture:
    return Furniture(
        kind=kind,
        testo=" ".join(cell.testo for cell in row.cells),
        parole=tuple(word for cell in row.cells for word in cell.parole),
        fonte=row.fonte,
    )


def _read_table(rows: list[tuple[int, RawRow]], headers: dict[int, Header], stream: Stream, habits: Habits) -> None:
    """Read one table, piece by piece between its headers."""
    continues = False
    piece: list[tuple[RawRow, bool]] = []
    layout: Layout | None = None
    skip = 0
    for index, row in rows:
        continues = continues or row.inizio_pagina
        if index in headers:
            _read_piece(piece, layout, stream, habits)
            piece, skip = [], headers[index].rows
            continues = continues and _same_columns(headers[index].layout, stream.last)
            layout = headers[index].layout if headers[index].layout.columns else None
        if skip or is_ruler(row):
            kind = FurnitureKind.INTESTAZIONE_COLONNE if skip else FurnitureKind.RIGHELLO
            stream.arredo.append(_furniture(row, kind))
            skip = max(0, skip - 1)
            continue
        piece.append((row, continues))
        continues = False
    _read_piece(piece, layout, stream, habits)


def _same_columns(layout: Layout, before: Layout | None) -> bool:
    """Say whether a header repeats the one in force: the same roles in the same order."""
    if before is None:
        return False
    mine, theirs = ([c.ruolo for _, c in sorted(item.columns.items())] for item in (layout, before))
    return mine == theirs or not layout.columns


def _read_piece(rows: list[tuple[RawRow, bool]], layout: Layout | None, stream: Stream, habits: Habits) -> None:
    if layout is None and stream.last is not None and is_other_table([row for row, _ in rows], habits):
        stream.readings += [Reading(row=row, pieces=(), nota="testo") for row, _ in rows]
        return
    if layout is None and rows:
        width = max(row.larghezza for row, _ in rows)
        layout = find_layout([row for row, _ in rows], stream.layouts.get(width, stream.last), habits)
    if layout is None:
        return
    layout = part_spread_headers([row for row, _ in rows], layout, habits)
    stream.last = layout
    stream.layouts[layout.larghezza] = layout
    for row, continues in rows:
        reading = read_row(row, layout, habits)
        stream.readings.append(reading._replace(puo_continuare=True) if continues else reading)
