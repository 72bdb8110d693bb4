"""Pages -> raw rows: the stages put together, and cells turned into rows with text and provenance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import attrgetter

from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.rows.alignment import learn_columns
from pipeline.extract.pdf.rows.areas import Area
from pipeline.extract.pdf.rows.blocks import lines_by_column
from pipeline.extract.pdf.rows.cards import learn_cards
from pipeline.extract.pdf.rows.carry import Found, carry_over
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.doubts import line_doubts, row_doubts
from pipeline.extract.pdf.rows.grid import Cell, build_cells
from pipeline.extract.pdf.rows.joining import join_lines, page_joint
from pipeline.extract.pdf.rows.laying import lay_out_pages
from pipeline.extract.pdf.rows.lines import Line, box_of, lines_of, read_lines
from pipeline.extract.pdf.rows.merged import Doubt
from pipeline.extract.pdf.rows.room import Room, find_rooms
from pipeline.extract.pdf.rows.running import Running, text_row
from pipeline.extract.pdf.rows.segment import Segmentation, segment_style
from pipeline.extract.pdf.rows.spelling import Spelling, Written, learn_spelling
from pipeline.extract.pdf.rows.styles import group_styles
from pipeline.model import Diagnostic, Provenance, Riquadro
from pipeline.rows import RawCell, RawRow, RowKind


@dataclass(kw_only=True, slots=True)
class _Writing:
    """What goes along while areas become rows: how the document breaks lines, the rows of each table so far, doubtful breaks."""

    spelling: Spelling
    counts: dict[int, int] = field(default_factory=dict)
    doubts: list[Diagnostic] = field(default_factory=list)

    def next_row(self, tabella: int) -> int:
        """Return the number of a table's next row."""
        self.counts[tabella] = number = self.counts.get(tabella, 0) + 1
        return number


def find_rows(
    pages: Sequence[Page], taken: frozenset[int], unread: frozenset[int] = frozenset()
) -> tuple[tuple[RawRow, ...], tuple[Diagnostic, ...]]:
    """Return the raw rows of a document in reading order, and what was doubtful about them.

    ``taken`` are the numbers of words that are page furniture already, ``unread`` those of words that keep their place in a cell, but
    are none of its text. Turned words that are no furniture come last on their page, as running text.
    """
    layouts = lay_out_pages(pages, taken)
    areas = [part for layout in layouts for part in layout.parts if isinstance(part, Area)]
    found, doubts = _find_cells(areas)
    if unread:
        _leave_out(unread, found.values())
    spelling = learn_spelling(
        [
            Written(cell.lines, _room_of(cell, item), cell.row == first, cell.row + cell.rows > last)
            for item in found.values()
            for first, last in [_body_rows(item)]
            for cell in item.cells
            if cell.lines
        ]
    )
    texts = {
        id(part): read_lines(lines_of(part), unread)
        for layout in layouts
        for part in layout.parts
        if not isinstance(part, Area)
    }
    labels = (cell.lines for item in found.values() for cell in item.cells if cell.lines and not _is_header(cell, item))
    running = Running(
        spelling, learn_cards(chain(*texts.values()), labels), max([one.tabella for one in found.values()], default=0)
    )
    rows: list[RawRow] = []
    writing = _Writing(spelling=spelling)
    before: Found | None = None
    for layout in layouts:
        for part in layout.parts:
            if isinstance(part, Area):
                item = found[id(part)]
                broken = before if before is not None and before.area.page is not item.area.page else None
                own = _table_rows(item, broken, writing)
                rows.extend(own)
                writing.doubts.extend(row_doubts(item, own))
                before = item
            else:
                rows.extend(running.rows_of(layout.page, texts[id(part)]))
        rows.extend(_turned_rows(layout.page, taken))
    return tuple(rows), (*doubts, *writing.doubts, *running.doubts)


def _find_cells(areas: Sequence[Area]) -> tuple[dict[int, Found], list[Diagnostic]]:
    """Return the cells of every area by the area's identity."""
    found: dict[int, Found] = {}
    doubts: list[Diagnostic] = []
    before: Columns | None = None
    tight = False
    for number, style in enumerate(group_styles(areas), 1):
        columns = learn_columns(style, None if style.stranger else before)
        before = before if style.stranger else columns
        lines = {id(area): lines_by_column(area.phrases, columns) for area in style.areas}
        segmentation = segment_style(style, columns, lines, tight=tight)
        tight = segmentation.tight
        for area in style.areas:
            found[id(area)] = _found(area, columns, segmentation, lines[id(area)], number)
        rooms = find_rooms(columns, [cell for area in style.areas for cell in found[id(area)].cells])
        for area in style.areas:
            found[id(area)].rooms = rooms
        doubts.extend(carry_over([found[id(area)] for area in style.areas], segmentation.middle))
    return found, doubts


def _leave_out(unread: frozenset[int], found: Iterable[Found]) -> None:
    """Take words that are not read out of their cells, now that every row has its place."""
    for item in found:
        item.cells = [replace(cell, lines=read_lines(cell.lines, unread)) for cell in item.cells]


def _found(
    area: Area, columns: Columns, segmentation: Segmentation, lines: Sequence[Sequence[Line]], tabella: int
) -> Found:
    cuts = segmentation.cuts[id(area)]
    heights = [cut.y for cut in cuts]
    doubts: dict[int, list[Doubt]] = {}
    for doubt in segmentation.doubts.get(id(area), ()):
        doubts.setdefault(bisect_right(heights, doubt.height), []).append(doubt)
    return Found(
        area=area,
        columns=columns,
        anchor=segmentation.anchor,
        cells=build_cells(area, columns, cuts, lines),
        tabella=tabella,
        going_on=segmentation.going_on.get(id(area), {}),
        doubts=doubts,
    )


def _table_rows(found: Found, broken: Found | None, writing: _Writing) -> list[RawRow]:
    """Return an area's rows; rows are numbered on through all areas of a table.

    ``broken`` is the last area of the page before, for the first one of a page: its last cells may go on here.
    """
    ends = _last_lines(broken) if broken is not None else {}
    by_row: dict[int, list[Cell]] = {}
    for cell in found.cells:
        if not cell.lines:
            continue
        by_row.setdefault(cell.row, []).append(cell)
    present = sorted(by_row)
    rows: list[RawRow] = []
    for at, row in enumerate(present):
        number = writing.next_row(found.tabella)
        cells = tuple(
            _raw_cell(cell, found, number, bisect_left(present, cell.row + cell.rows) - at, writing, ends)
            for cell in by_row[row]
        )
        rows.append(
            RawRow(
                kind=RowKind.TABELLA,
                cells=cells,
                tabella=found.tabella,
                riga=number,
                larghezza=found.columns.count,
                inizio_pagina=at == 0 and broken is not None,
                fonte=Provenance(
                    pagina=found.area.page.numero,
                    riquadro=_hull(c.fonte.riquadro for c in cells),
                    tabella=found.tabella,
                    riga=number,
                ),
            )
        )
    return rows


def _last_lines(found: Found) -> dict[int, Line]:
    """Return the last line of each column of an area."""
    ends: dict[int, Line] = {}
    for cell in found.cells:
        if cell.lines and not cell.ripresa:
            ends[cell.column] = cell.lines[-1]
    return ends


def _raw_cell(cell: Cell, found: Found, number: int, rows: int, writing: _Writing, ends: dict[int, Line]) -> RawCell:
    """Return a cell as it is handed on; the first of its column on a page takes its column's entry out of ``ends``."""
    in_header = _is_header(cell, found)
    end = None if cell.ripresa or in_header else ends.pop(cell.column, None)
    room = _room_of(cell, found)
    joined = join_lines(cell.lines, writing.spelling, room)
    fonte = Provenance(
        pagina=found.area.page.numero,
        riquadro=None if cell.ripresa else box_of(cell.lines),  # its words stand on another page
        tabella=found.tabella,
        riga=number,
        colonna=cell.column + 1,
    )
    if joined.doubts and not (cell.ripresa or in_header):
        writing.doubts += line_doubts(joined, fonte)
    onward = page_joint(end, cell.lines[0], writing.spelling, room) if end is not None else None
    words = [word for line in cell.lines for word in line.words]
    return RawCell(
        testo=joined.testo,
        colonna=cell.column,
        colonne=cell.columns,
        righe=rows,
        parole=tuple(map(_numero, words)),
        grassetto=all(map(_bold, words)),
        ripresa=cell.ripresa,
        giunzione=onward.kind if onward is not None else None,
        giunzione_dubbia=onward is not None and not onward.sure,
        fonte=fonte,
    )


def _body_rows(found: Found) -> tuple[int, int]:
    """Return an area's first and last row below its header: those that a page break may have cut."""
    rows = [cell.row for cell in found.cells if cell.lines and not _is_header(cell, found)]
    return (min(rows), max(rows)) if rows else (0, 0)


def _is_header(cell: Cell, found: Found) -> bool:
    header = found.area.header
    return header is not None and cell.lines[-1].bottom <= header.bottom + 1


def _room_of(cell: Cell, found: Found) -> Room:
    """Return where the lines of a cell may stand."""
    if cell.columns == 1:
        return found.rooms[cell.column]
    left = min((line.x0 for line in cell.lines), default=0.0)
    return Room(left, found.columns.edges[cell.column + cell.columns])


_angle, _numero, _bold = attrgetter("angle"), attrgetter("numero"), attrgetter("bold")


def _turned_rows(page: Page, taken: frozenset[int]) -> list[RawRow]:
    if not any(map(_angle, page.words)):
        return []
    turned = [word for word in page.words if word.angle != 0 and word.numero not in taken]
    return [text_row(page, line) for line in lines_of(turned)]


def _hull(boxes: Iterable[Riquadro | None]) -> Riquadro | None:
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
