"""The plan as the checks walk it: every objective of either kind, every text with the node it belongs to.

Comes in: a Piano. Goes out: iterators in the document's order. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Indicatore, Obiettivo, ObiettivoIndividuale, Piano, Provenance, Target

AnyObiettivo = Obiettivo | ObiettivoIndividuale


Testo = tuple[str, str, Provenance]
"""The node that a printed text belongs to, the text, and where it stands: a bare tuple, since every rule walks hundreds of them."""


def iter_all_obiettivi(piano: Piano) -> Iterator[AnyObiettivo]:
    """Yield the objectives of the settori, then the individual ones."""
    yield from piano.iter_obiettivi()
    yield from piano.obiettivi_individuali


def iter_titles(piano: Piano) -> Iterator[Testo]:
    """Yield the title of every settore and objective, without its code."""
    for settore in piano.settori:
        yield settore.codice, after_code(settore.testo, settore.codice), settore.fonte
        for obiettivo in settore.obiettivi:
            yield _title(obiettivo)
    for individuale in piano.obiettivi_individuali:
        yield _title(individuale)


def iter_texts(piano: Piano) -> Iterator[Testo]:
    """Yield the titles, and of every indicator its text and (where it says something else) its algoritmo."""
    yield from iter_titles(piano)
    for indicatore in piano.iter_indicatori():
        for text in indicator_texts(indicatore):
            yield indicatore.id, text, indicatore.fonte


def indicator_texts(indicatore: Indicatore) -> tuple[str, ...]:
    """Return the indicator's text and, where it differs, its algoritmo."""
    if indicatore.algoritmo and indicatore.algoritmo != indicatore.testo:
        return indicatore.testo, indicatore.algoritmo
    return (indicatore.testo,)


def single_targets(target: Target) -> tuple[Target, ...]:
    """Return the parts of a composite target, or the target itself."""
    if not target.parti:
        return (target,)
    return tuple(single for part in target.parti for single in single_targets(part))


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
    return obiettivo.codice, after_code(obiettivo.testo, obiettivo.codice), obiettivo.fonte
