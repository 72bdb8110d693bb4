"""The plan as the checks walk it: every objective of either kind, every text with the node it belongs to.

Comes in: a Piano. Goes out: iterators in the document's order. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model import Indicatore, Obiettivo, ObiettivoIndividuale, Piano, Provenance, Target

AnyObiettivo = Obiettivo | ObiettivoIndividuale


class Testo(NamedTuple):
    """A printed text and where it belongs."""

    nodo: str
    testo: str
    fonte: Provenance


def iter_all_obiettivi(piano: Piano) -> Iterator[AnyObiettivo]:
    """Yield the objectives of the settori, then the individual ones."""
    yield from piano.iter_obiettivi()
    yield from piano.obiettivi_individuali


def iter_titles(piano: Piano) -> Iterator[Testo]:
    """Yield the title of every settore and objective, without its code."""
    for settore in piano.settori:
        yield Testo(nodo=settore.codice, testo=after_code(settore.testo, settore.codice), fonte=settore.fonte)
        for obiettivo in settore.obiettivi:
            yield _title(obiettivo)
    for individuale in piano.obiettivi_individuali:
        yield _title(individuale)


def iter_texts(piano: Piano) -> Iterator[Testo]:
    """Yield the titles, and of every indicator its text and (where it says something else) its algoritmo."""
    yield from iter_titles(piano)
    for indicatore in piano.iter_indicatori():
        yield from indicator_texts(indicatore)


def indicator_texts(indicatore: Indicatore) -> Iterator[Testo]:
    """Yield the indicator's text and, where it differs, its algoritmo."""
    yield Testo(nodo=indicatore.id, testo=indicatore.testo, fonte=indicatore.fonte)
    if indicatore.algoritmo and indicatore.algoritmo != indicatore.testo:
        yield Testo(nodo=indicatore.id, testo=indicatore.algoritmo, fonte=indicatore.fonte)


def iter_targets(target: Target) -> Iterator[Target]:
    """Yield the parts of a composite target, or the target itself."""
    if target.parti:
        for part in target.parti:
            yield from iter_targets(part)
    else:
        yield target


def after_code(testo: str, codice: str) -> str:
    """Return a title without its printed code (``testo`` unchanged where it does not start with it)."""
    return testo[len(codice) :] if codice and testo.startswith(codice) else testo


def node_order(piano: Piano) -> dict[str, int]:
    """Return the place of every node in the document, by its code or id (the first where one stands twice)."""
    order: dict[str, int] = {}
    for settore in piano.settori:
        order.setdefault(settore.codice, len(order))
        for obiettivo in settore.obiettivi:
            _place(obiettivo, order)
    for individuale in piano.obiettivi_individuali:
        _place(individuale, order)
    return order


def _place(obiettivo: AnyObiettivo, order: dict[str, int]) -> None:
    order.setdefault(obiettivo.codice, len(order))
    for indicatore in obiettivo.indicatori:
        order.setdefault(indicatore.id, len(order))


def _title(obiettivo: AnyObiettivo) -> Testo:
    return Testo(nodo=obiettivo.codice, testo=after_code(obiettivo.testo, obiettivo.codice), fonte=obiettivo.fonte)
