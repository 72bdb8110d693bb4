"""A raw document while it is read: rows, furniture and findings come in, words are numbered on the way."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from pipeline.extract.words import Words, clean, fold
from pipeline.model import Diagnostic, FonteDocumento, Formato, Provenance
from pipeline.rows import Furniture, FurnitureKind, RawCell, RawDocument, RawRow, RowKind


class Field(NamedTuple):
    """The text of one cell before its words are numbered, at grid column ``colonna`` (from 0)."""

    testo: str
    colonna: int
    colonne: int = 1
    righe: int = 1
    grassetto: bool = False


class Draft:
    """What has been read so far. Rows and furniture must come in reading order: that is the order of the words."""

    def __init__(self) -> None:
        self.diagnostica: list[Diagnostic] = []
        self._words = Words()
        self._rows: list[RawRow] = []
        self._furniture: list[Furniture] = []
        self._tables = 0

    def open_table(self) -> int:
        """Return the number of the next table, from 1."""
        self._tables += 1
        return self._tables

    def add_line(self, text: str, fonte: Provenance, *, bold: bool = False) -> None:
        """Add a line of running text; an empty one is left out."""
        folded = fold(clean(text))
        if folded:
            cell = RawCell(testo=folded, colonna=0, parole=self._words.take(folded), grassetto=bold, fonte=fonte)
            self._rows.append(RawRow(kind=RowKind.TESTO, cells=(cell,), fonte=fonte))

    def add_row(self, fields: list[Field], width: int, fonte: Provenance, **marks: bool) -> None:
        """Add a table's row; ``fonte`` tells table and row. Empty fields are left out, and a row with no text at all."""
        cells = tuple(
            RawCell(
                testo=folded,
                colonna=field.colonna,
                colonne=field.colonne,
                righe=field.righe,
                parole=self._words.take(folded),
                grassetto=field.grassetto,
                fonte=_in_column(fonte, field.colonna + 1),
            )
            for field in fields
            if (folded := fold(clean(field.testo)))
        )
        if cells:
            row = RawRow(
                kind=RowKind.TABELLA,
                cells=cells,
                tabella=fonte.tabella or 0,
                riga=fonte.riga or 0,
                larghezza=width,
                inizio_pagina=marks.get("inizio_pagina", False),
                intestazione=marks.get("intestazione", False),
                fonte=fonte,
            )
            self._rows.append(row)

    def add_furniture(self, kind: FurnitureKind, text: str, fonte: Provenance) -> int:
        """Add words that are no part of the plan; return how many they are."""
        folded = fold(clean(text))
        numbers = self._words.take(folded)
        if numbers:
            self._furniture.append(Furniture(kind=kind, testo=folded, parole=numbers, fonte=fonte))
        return len(numbers)

    def finish(self, data: bytes, name: str, formato: Formato) -> RawDocument:
        """Return the document read from ``data``."""
        return RawDocument(
            fonte=FonteDocumento(file=name, sha256=sha256(data).hexdigest(), formato=formato),
            parole=self._words.all(),
            rows=tuple(self._rows),
            arredo=tuple(self._furniture),
            diagnostica=tuple(self.diagnostica),
        )


def _in_column(fonte: Provenance, column: int) -> Provenance:
    return Provenance(pagina=fonte.pagina, tabella=fonte.tabella, riga=fonte.riga, colonna=column, linea=fonte.linea)
