"""Raw rows: what every extractor delivers and the normalizer reads.

A document is a sequence of rows in reading order. A table's row has cells at columns; a line of running text is a row of
one cell. No meaning is given here: which column is the target, which row is a header, is the normalizer's business.

Words are numbered once per document; every cell names its words, so that the ledger can say where each word went.
Cells, rows and their places are named tuples: a plan has thousands, and a frozen dataclass takes three times as long to make.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pipeline.model import Diagnostic, FonteDocumento, Provenance


class RowKind(StrEnum):
    """Where a row comes from."""

    TABELLA = "tabella"
    TESTO = "testo"


class FurnitureKind(StrEnum):
    """Why words are page furniture and no part of the plan."""

    INTESTAZIONE_PAGINA = "intestazione_pagina"
    PIE_PAGINA = "pie_pagina"
    NUMERO_PAGINA = "numero_pagina"
    TIMBRO = "timbro"
    FILIGRANA = "filigrana"
    INTESTAZIONE_COLONNE = "intestazione_colonne"
    INVISIBILE = "invisibile"
    FUORI_PAGINA = "fuori_pagina"
    RIGHELLO = "righello"
    NOTA = "nota"
    RIGA_RIPETUTA = "riga_ripetuta"
    RICHIAMO_NOTA = "richiamo_nota"
    BARRATO = "barrato"


class Giunzione(StrEnum):
    """How the text of a cell goes on from the cell above a page break, if it does."""

    SPAZIO = "spazio"
    UNITA = "unita"
    SENZA_TRATTINO = "senza_trattino"


_FEWEST = 2
"""So many texts printed again are no slip."""
_USUAL = 0.25
"""Texts are printed again as a rule where this share of the neighbours is equal; elsewhere they may hold for several rows."""


class Neighbours(NamedTuple):
    """How many texts of a column are printed again in the row below their own, and how many have another text below them."""

    again: int
    other: int

    @property
    def are_repeated(self) -> bool:
        """Whether each row prints its text, again where it is the same: one that has none is empty then."""
        return self.again >= _FEWEST and self.again >= _USUAL * (self.again + self.other)


class RawCell(NamedTuple):
    """A cell as the page shows it.

    ``colonna`` counts from 0 in the table's own grid, ``colonne`` is how many grid columns it covers, ``righe`` how many
    rows (a cell merged downwards stands once, in its first row). ``parole`` are the numbers of its words. ``ripresa`` marks the rest of
    a merged cell beyond a page break: it repeats the text that is printed on the other page. ``giunzione`` tells, for a cell that may
    go on from the page before, what stands between the two texts (None: the page does not tell), ``giunzione_dubbia`` that it
    is only the likeliest.
    """

    testo: str
    colonna: int
    colonne: int = 1
    righe: int = 1
    parole: tuple[int, ...] = ()
    grassetto: bool = False
    ripresa: bool = False
    giunzione: Giunzione | None = None
    giunzione_dubbia: bool = False
    fonte: Provenance = Provenance()


class RawRow(NamedTuple):
    """A row: its cells from left to right, empty ones left out. ``tabella`` and ``riga`` count from 1 (0: running text).

    ``inizio_pagina`` marks the first row of a table on a page, which may go on from the page before;
    ``intestazione`` a row that the document itself declares a header.
    """

    kind: RowKind
    cells: tuple[RawCell, ...]
    tabella: int = 0
    riga: int = 0
    larghezza: int = 1
    inizio_pagina: bool = False
    intestazione: bool = False
    fonte: Provenance = Provenance()


@dataclass(frozen=True, kw_only=True, slots=True)
class Furniture:
    """Words that belong to the page and not to the plan."""

    kind: FurnitureKind
    testo: str
    parole: tuple[int, ...]
    fonte: Provenance = field(default=Provenance(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class RawDocument:
    """A document read: its words, its rows in reading order, its page furniture and what was odd while reading."""

    fonte: FonteDocumento
    parole: tuple[str, ...]
    rows: tuple[RawRow, ...]
    arredo: tuple[Furniture, ...] = ()
    diagnostica: tuple[Diagnostic, ...] = ()
