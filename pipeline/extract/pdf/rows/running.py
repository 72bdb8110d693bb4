"""Running text -> raw rows: a row for each line that no table holds, and tables of labels and values where they are cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.rows.cards import CardRow, Cards
from pipeline.extract.pdf.rows.doubts import line_doubts
from pipeline.extract.pdf.rows.joining import Joint, join_lines, join_words, running_joint
from pipeline.extract.pdf.rows.lines import Line, box_of
from pipeline.extract.pdf.rows.room import Room
from pipeline.extract.pdf.rows.spelling import Spelling
from pipeline.extract.pdf.words import SOFT_HYPHEN
from pipeline.model import Diagnostic, Provenance
from pipeline.rows import RawCell, RawRow, RowKind


@dataclass(slots=True)
class Running:
    """How a document's running text becomes rows. ``cards`` are those it has; ``tables``: so many tables are numbered already.

    ``rows`` are those of the last of them, ``last`` the row of a card that ends the last stretch, which stands on ``page``.
    """

    spelling: Spelling
    cards: Cards | None
    tables: int
    rows: int = 0
    page: int = 0
    last: CardRow | None = None
    doubts: list[Diagnostic] = field(default_factory=list)

    def rows_of(self, page: Page, lines: Sequence[Line]) -> Iterator[RawRow]:
        """Yield the rows of a stretch of page."""
        if self.cards is None or not lines:
            yield from self._text_rows(page, lines)
            return
        before = self.last if self.page != page.numero else None
        found = self.cards.find(lines, before)
        goes_on = before is not None and isinstance(found[0], CardRow) and not found[0].cells[0]
        self.page, self.last = page.numero, found[-1] if isinstance(found[-1], CardRow) else None
        for in_card, parts in groupby(found, key=lambda part: isinstance(part, CardRow)):
            own = list(parts)
            if not in_card:
                yield from self._text_rows(page, [part for part in own if isinstance(part, Line)])
                continue
            if not goes_on:
                self.tables, self.rows = self.tables + 1, 0
            for part in own:
                if isinstance(part, CardRow):
                    self.rows += 1
                    yield self._card_row(page, part)._replace(inizio_pagina=goes_on)
                goes_on = False

    def _text_rows(self, page: Page, lines: Sequence[Line]) -> Iterator[RawRow]:
        """Yield lines of running text; who puts them together is told how a line's end goes on."""
        above: Line | None = None
        for line in lines:
            onward = running_joint(above, line, self.spelling) if above is not None else None
            yield text_row(page, line, onward)
            above = line

    def _card_row(self, page: Page, row: CardRow) -> RawRow:
        number = self.rows
        ends = [*(own[0].x0 if own else page.width for own in row.cells[1:]), page.width]
        cells = tuple(
            self._card_cell(page, own, Room(own[0].x0, end), number, place)
            for place, (own, end) in enumerate(zip(row.cells, ends, strict=True))
            if own
        )
        lines = [line for own in row.cells for line in own]
        fonte = Provenance(pagina=page.numero, riquadro=box_of(lines), tabella=self.tables, riga=number)
        return RawRow(
            kind=RowKind.TABELLA, cells=cells, tabella=self.tables, riga=number, larghezza=len(row.cells), fonte=fonte
        )

    def _card_cell(self, page: Page, lines: Sequence[Line], room: Room, number: int, place: int) -> RawCell:
        words = [word for line in lines for word in line.words]
        joined = join_lines(lines, self.spelling, room)
        box = box_of(lines)
        fonte = Provenance(pagina=page.numero, riquadro=box, tabella=self.tables, riga=number, colonna=place + 1)
        self.doubts += line_doubts(joined, fonte)
        return RawCell(
            testo=joined.testo,
            colonna=place,
            parole=tuple(word.numero for word in words),
            grassetto=all(word.bold for word in words),
            fonte=fonte,
        )


def text_row(page: Page, line: Line, onward: Joint | None = None) -> RawRow:
    """Return a line of running text as a row of one cell; ``onward`` is how the line above goes on in it."""
    fonte = Provenance(pagina=page.numero, riquadro=box_of([line]))
    cell = RawCell(
        testo=join_words(line.words).replace(SOFT_HYPHEN, "-"),
        colonna=0,
        parole=tuple(word.numero for word in line.words),
        grassetto=all(word.bold for word in line.words),
        giunzione=onward.kind if onward is not None else None,
        giunzione_dubbia=onward is not None and not onward.sure,
        fonte=fonte,
    )
    return RawRow(kind=RowKind.TESTO, cells=(cell,), fonte=fonte)
