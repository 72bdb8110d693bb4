"""Raw documents built by hand: lines of text and tables of cells, words numbered as extractors do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import FonteDocumento, Formato, Provenance
from pipeline.rows import RawCell, RawDocument, RawRow, RowKind


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its text, how many columns and rows it covers."""

    testo: str
    colonne: int = 1
    righe: int = 1


Place = Box | str | None
"""A place of a table's row: a cell, a plain text ("" for an empty cell), or None where a merged cell covers it."""


class Sheet:
    """A document while it is built."""

    def __init__(self, formato: Formato = Formato.PDF) -> None:
        self.formato = formato
        self.words: list[str] = []
        self.rows: list[RawRow] = []
        self.page = 1
        self._table = 0
        self._line = 0
        self._fresh = True

    def text(self, *lines: str) -> Sheet:
        """Add lines of running text."""
        for line in lines:
            self._line += 1
            fonte = Provenance(pagina=self.page, linea=self._line)
            cell = RawCell(testo=line, colonna=0, parole=self._take(line), fonte=fonte)
            self.rows.append(RawRow(kind=RowKind.TESTO, cells=(cell,), fonte=fonte))
        return self

    def table(self, rows: Sequence[Sequence[Place]], *, breaks: Sequence[int] = (), width: int = 0) -> Sheet:
        """Add a table; a new page begins before each row whose index is in ``breaks``."""
        self._table += 1
        width = width or max(len(row) for row in rows)
        for number, places in enumerate(rows):
            if number in breaks:
                self.page += 1
            self._row(places, width, number + 1, first=number == 0 or number in breaks)
        return self

    def _row(self, places: Sequence[Place], width: int, number: int, *, first: bool) -> None:
        cells = []
        fonte = Provenance(pagina=self.page, tabella=self._table, riga=number)
        for column, place in enumerate(places):
            box = Box(place) if isinstance(place, str) else place
            if box is None or not box.testo:
                continue
            cells.append(
                RawCell(
                    testo=box.testo,
                    colonna=column,
                    colonne=box.colonne,
                    righe=box.righe,
                    parole=self._take(box.testo),
                    fonte=fonte,
                )
            )
        if cells:
            self.rows.append(
                RawRow(
                    kind=RowKind.TABELLA,
                    cells=tuple(cells),
                    tabella=self._table,
                    riga=number,
                    larghezza=width,
                    inizio_pagina=first,
                    fonte=fonte,
                )
            )

    def _take(self, text: str) -> tuple[int, ...]:
        start = len(self.words)
        self.words += text.split()
        return tuple(range(start, len(self.words)))

    def done(self) -> RawDocument:
        """Return the document."""
        fonte = FonteDocumento(file="piano.pdf", sha256="0" * 64, formato=self.formato, pagine=self.page)
        return RawDocument(fonte=fonte, parole=tuple(self.words), rows=tuple(self.rows))
