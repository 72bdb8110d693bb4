"""The nouns of a performance plan: Piano > Settore > Obiettivo > Indicatore(target, owner).

What was printed (``testo``) and what was understood stand side by side. Absent is ``None``. Every node carries its
provenance (``fonte``), which is left out of equality: two plans are equal when they say the same, wherever they say it.
Nothing here reads or writes files; ``codec`` turns these values into JSON-ready dictionaries and back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

Riquadro = tuple[float, float, float, float]
"""A box on a page as (x0, top, x1, bottom), in points from the page's top left corner as a reader sees it."""

VERSIONE_SCHEMA = "1.0"


class Formato(StrEnum):
    """The kinds of document that can be read, recognised by content."""

    PDF = "pdf"
    DOCX = "docx"
    TESTO = "testo"


class Gravita(StrEnum):
    """How serious a finding is. ``ERRORE`` makes the command exit with 1."""

    INFO = "info"
    AVVISO = "avviso"
    ERRORE = "errore"


class TipoTarget(StrEnum):
    """What a target asks for."""

    SOGLIA = "soglia"
    SCADENZA = "scadenza"
    DURATA = "durata"
    BOOLEANO = "booleano"
    RELATIVO = "relativo"
    TESTUALE = "testuale"
    ASSENTE = "assente"


class Direzione(StrEnum):
    """Which way is better."""

    AUMENTA = "aumenta"
    RIDUCE = "riduce"
    ENTRO = "entro"


class MetodoOwner(StrEnum):
    """How an owner's text was led back to units of the registry."""

    ESATTO = "esatto"
    ALIAS = "alias"
    FUZZY = "fuzzy"
    INSIEME = "insieme"
    NON_RISOLTO = "non_risolto"


class Provenance(NamedTuple):
    """Where something stands in the document: page and box (PDF), table/row/cell (DOCX) or line (text).

    Counts start at 1. A node that goes on elsewhere (over a page break) lists the other places in ``continua``.
    """

    pagina: int | None = None
    riquadro: Riquadro | None = None
    tabella: int | None = None
    riga: int | None = None
    colonna: int | None = None
    linea: int | None = None
    continua: tuple[Provenance, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Campo:
    """The text of a column that the tree has no noun for (weight, baseline, notes …), under its printed header."""

    intestazione: str
    testo: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Riferimento:
    """An act or norm named in a text: as printed, its kind (``decreto-legislativo``…) and its normalised form."""

    testo: str
    tipo: str
    norma: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Formula:
    """A ratio that the text prints: numerator and denominator as printed."""

    numeratore: str
    denominatore: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Fascia:
    """One band of a scale: from ``minimo`` to ``massimo`` (either may be open) gives ``punteggio``."""

    testo: str
    minimo: Decimal | None
    massimo: Decimal | None
    punteggio: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RiferimentoRelativo:
    """What a relative target is measured against: a year, or words (``baseline``, ``anno precedente``)."""

    anno: int | None = None
    testo: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What an indicator should reach: as printed, and typed. ``tipo`` is None while it has not been typed.

    ``valore`` is a number (Decimal), a date for ``scadenza``, a bool for ``booleano``; ``inferito`` names the fields that
    the target itself does not print. ``parti`` holds the single targets of a composite one, ``fasce`` its bands,
    ``motivo`` why it is ``assente`` or ``testuale``.
    """

    testo: str
    tipo: TipoTarget | None = None
    operatore: str | None = None
    valore: Decimal | date | bool | None = None
    unita: str | None = None
    direzione: Direzione | None = None
    inferito: tuple[str, ...] = ()
    riferimento: RiferimentoRelativo | None = None
    parti: tuple[Target, ...] = ()
    fasce: tuple[Fascia, ...] = ()
    motivo: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidato:
    """A unit that an owner's text may mean, with its score from 0 to 100."""

    unita: str
    punteggio: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Owner:
    """Who answers for an indicator: as printed, and the sorted ids of the units meant.

    ``metodo`` is None while the owner has not been looked up; ``candidati`` names the possible units of an unresolved one.
    """

    testo: str
    unita: tuple[str, ...] = ()
    metodo: MetodoOwner | None = None
    punteggio: float | None = None
    candidati: tuple[Candidato, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicatore:
    """A measure of an objective. ``id`` is the objective's code, a slash and the position from 1 (``01.13/2``).

    ``algoritmo`` is printed only for individual objectives (and by bodies that have such a column).
    """

    id: str
    testo: str
    target: Target
    owner: Owner | None = None
    algoritmo: str | None = None
    formula: Formula | None = None
    riferimenti: tuple[Riferimento, ...] = ()
    altri: tuple[Campo, ...] = ()
    fonte: Provenance = field(default=Provenance(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Obiettivo:
    """An objective: ``testo`` as printed, ``nome`` without code, separator and year mark, ``anno`` the year it prints."""

    codice: str
    testo: str
    nome: str
    anno: int | None = None
    indicatori: tuple[Indicatore, ...] = ()
    riferimenti: tuple[Riferimento, ...] = ()
    altri: tuple[Campo, ...] = ()
    fonte: Provenance = field(default=Provenance(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ObiettivoIndividuale:
    """An individual objective: its code leads to a settore (``10``) and to a unit of the registry."""

    codice: str
    testo: str
    nome: str
    anno: int | None = None
    settore: str | None = None
    unita: str | None = None
    ente: str | None = None
    indicatori: tuple[Indicatore, ...] = ()
    riferimenti: tuple[Riferimento, ...] = ()
    altri: tuple[Campo, ...] = ()
    fonte: Provenance = field(default=Provenance(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settore:
    """A top-level area of the plan with its objectives."""

    codice: str
    testo: str
    nome: str
    obiettivi: tuple[Obiettivo, ...] = ()
    altri: tuple[Campo, ...] = ()
    fonte: Provenance = field(default=Provenance(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Atto:
    """The act that approves the plan, as printed and in its parts."""

    testo: str
    allegato: str | None = None
    organo: str | None = None
    data: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FonteDocumento:
    """The document read: its name without folders, sha256 (hex), format and number of pages (None for text)."""

    file: str
    sha256: str
    formato: Formato
    pagine: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostic:
    """A finding: something odd in the document, with a stable code. ``parametri`` fill the message in any language."""

    codice: str
    gravita: Gravita
    messaggio: str
    suggerimento: str
    nodo: str | None = None
    parametri: tuple[tuple[str, str], ...] = ()
    fonte: Provenance | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Copertura:
    """The ledger: every word of the document is in a node, in the page furniture, or not assigned (a finding)."""

    parole: int
    nei_nodi: int
    arredo: int
    non_assegnate: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Piano:
    """A performance plan, whole: what it says, where it comes from, what is odd in it, what was read."""

    ente: str | None
    anno: int | None
    titolo: str | None
    atto: Atto | None
    fonte: FonteDocumento = field(compare=False)
    settori: tuple[Settore, ...] = ()
    obiettivi_individuali: tuple[ObiettivoIndividuale, ...] = ()
    diagnostica: tuple[Diagnostic, ...] = field(default=(), compare=False)
    copertura: Copertura = field(compare=False)

    def iter_obiettivi(self) -> Iterator[Obiettivo]:
        """Yield every objective of the settori, in the document's order."""
        return chain.from_iterable(map(attrgetter("obiettivi"), self.settori))

    def iter_indicatori(self) -> Iterator[Indicatore]:
        """Yield every indicator, those of the settori first, then the individual ones."""
        return chain.from_iterable(
            map(attrgetter("indicatori"), chain(self.iter_obiettivi(), self.obiettivi_individuali))
        )
