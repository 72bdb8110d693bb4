"""The roles that cells play, and the small values that carry them from stage to stage."""

from __future__ import annotations

from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from pipeline.model import Diagnostic, Provenance
from pipeline.normalize.codes import Code
from pipeline.rows import Giunzione, RawCell, RawRow


class Ruolo(StrEnum):
    """What a cell says. ``LIVELLO`` is a level between settore and objective, ``ALTRO`` a column without a noun."""

    SETTORE = "settore"
    LIVELLO = "livello"
    OBIETTIVO = "obiettivo"
    INDIVIDUALE = "obiettivo_individuale"
    INDICATORE = "indicatore"
    ALGORITMO = "algoritmo"
    TARGET = "target"
    OWNER = "owner"
    CODICE = "codice"
    CODICE_SETTORE = "codice_settore"
    CODICE_INDICATORE = "codice_indicatore"
    ENTE = "ente"
    ALTRO = "altro"


_NOWHERE = Provenance()
HEADINGS = (Ruolo.SETTORE, Ruolo.LIVELLO, Ruolo.OBIETTIVO, Ruolo.INDIVIDUALE)
_HEADINGS = frozenset(HEADINGS)
VALUES = (Ruolo.INDICATORE, Ruolo.ALGORITMO, Ruolo.TARGET, Ruolo.OWNER)


class Column(NamedTuple):
    """A column of a table: what it holds, its printed header, the year that the header names.

    ``composta``: its header holds the words of several columns (``Settor Obiettiv Indicatore``), headings stand in it too.
    """

    ruolo: Ruolo
    intestazione: str = ""
    anno: int | None = None
    composta: bool = False


_role_of = attrgetter("ruolo")


class Layout(NamedTuple):
    """The columns of a table, by their place in its grid. ``certo``: read from a header, or inherited from one.

    ``dubbio``: no header tells which of two columns of prose holds the indicators.
    """

    columns: dict[int, Column]
    larghezza: int
    certo: bool = True
    dubbio: bool = False

    @property
    def individuale(self) -> bool:
        """Say whether the table holds individual objectives."""
        return self.has(Ruolo.INDIVIDUALE)

    def has(self, ruolo: Ruolo) -> bool:
        """Say whether a column plays the role."""
        return ruolo in map(_role_of, self.columns.values())

    def place(self, ruolo: Ruolo) -> int | None:
        """Return the first column of the role."""
        return next((place for place, column in sorted(self.columns.items()) if column.ruolo is ruolo), None)


class Piece(NamedTuple):
    """A text with its role: one cell, or several that were joined (``parole`` holds the words of all).

    ``ripresa`` marks a text printed before a page break, repeated for the rest of its merged cell; ``giunzione`` how a text goes on
    from the page before, ``giunzione_dubbia`` that this is not sure; ``dubbi`` are the findings about texts joined so.
    """

    ruolo: Ruolo
    testo: str
    parole: tuple[int, ...]
    code: Code | None = None
    intestazione: str = ""
    righe: int = 1
    fonte: Provenance = _NOWHERE
    ripresa: bool = False
    giunzione: Giunzione | None = None
    giunzione_dubbia: bool = False
    dubbi: tuple[Diagnostic, ...] = ()


class Reading(NamedTuple):
    """A row read: its pieces, and the row they come from.

    ``nota`` is set for a row that is (or may be) outside the tree: ``nota``, ``totale``, ``testo``, or ``titolo`` for a title
    without code whose level the whole document must tell. ``puo_continuare`` marks a row that the row before may go on in,
    ``dopo_salto`` the first row behind a page break that is one of its own, ``dubbio`` one whose cells could be read another way.
    """

    row: RawRow
    pieces: tuple[Piece, ...]
    layout: Layout | None = None
    nota: str | None = None
    puo_continuare: bool = False
    dopo_salto: bool = False
    dubbio: bool = False

    def find(self, ruolo: Ruolo) -> Piece | None:
        """Return the first piece of the role."""
        for piece in self.pieces:
            if piece.ruolo is ruolo:
                return piece
        return None

    @property
    def is_heading(self) -> bool:
        """Say whether the row holds titles only."""
        return bool(self.pieces) and _HEADINGS.issuperset(map(_role_of, self.pieces))


def place_of(cell: RawCell, row: RawRow) -> Provenance:
    """Return where a cell stands: its own place, or its row's."""
    return cell.fonte if cell.fonte.pagina is not None or cell.fonte != _NOWHERE else row.fonte


def make_piece(ruolo: Ruolo, cell: RawCell, row: RawRow, *, code: Code | None = None, intestazione: str = "") -> Piece:
    """Return the piece that a cell becomes."""
    return Piece(  # by place: every cell becomes one
        ruolo,
        " ".join(cell.testo.split()),
        cell.parole,
        code,
        intestazione,
        cell.righe,
        place_of(cell, row),
        cell.ripresa,
        cell.giunzione,
        cell.giunzione_dubbia,
    )
