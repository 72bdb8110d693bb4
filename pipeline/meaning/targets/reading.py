"""What the productions of the grammar hand to each other: a target read so far, and the doubts of reading it.

Nothing is read here. A production takes all its tokens or gives None; it never raises.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from pipeline.model import Target, TipoTarget

AMBIGUO = "si legge in più modi"
IMPOSSIBILE = "data impossibile"
SCONOSCIUTA = "notazione sconosciuta"
PROSA = "parole senza misura"
PIU_VALORI = "più valori nella cella"
MISTO = "composto di tipi diversi"
SENZA_ANNO = "anno non indicato"


YEARS = range(1990, 2100)
"""The numbers of four digits that may be years."""


class Dubbio(NamedTuple):
    """A doubt: the code of the finding, and what fills its message beside the target's text."""

    codice: str
    parametri: tuple[tuple[str, str], ...] = ()


class Lettura(NamedTuple):
    """A target read, with its doubts. The target's ``testo`` is filled in by the caller."""

    target: Target
    dubbi: tuple[Dubbio, ...] = ()


class Quantita(NamedTuple):
    """An amount: the number, its unit (None when none is printed), its doubts.

    ``anno`` is True for four digits together that may be a year as well (``2024``, not ``2.024``).
    """

    valore: Decimal
    unita: str | None = None
    anno: bool = False
    dubbi: tuple[Dubbio, ...] = ()

    def may_be_year(self) -> bool:
        """Tell whether nothing says that the number is no year."""
        return self.anno and self.unita is None


class Contesto(NamedTuple):
    """What a production may know beside its tokens: the printed text and the year of the plan."""

    testo: str
    anno: int | None = None


def ambiguous(read_as: str) -> Dubbio:
    """Return the doubt of a notation with two readings; ``read_as`` tells which one was taken."""
    return Dubbio(codice="TGT002", parametri=(("lettura", read_as),))


def textual(reason: str, code: str, **parameters: str) -> Lettura:
    """Return a target that stays text, with the finding that says why."""
    doubt = Dubbio(codice=code, parametri=tuple(sorted(parameters.items())))
    return Lettura(target=Target(testo="", tipo=TipoTarget.TESTUALE, motivo=reason), dubbi=(doubt,))
