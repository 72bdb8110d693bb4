"""The meaning of a plan: targets and formulas typed, owners and codes led to units, acts and norms found.

In: a plan as the normalizer gives it, its texts as printed. Out: the same tree with what the texts mean beside them, and the
findings of the readers under the node they speak of. No text is changed, nothing is judged: that is for ``check``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.diagnostics import finding
from pipeline.meaning.formulas import find_indicatore_formula
from pipeline.meaning.owners import Registry, choose_registry, resolve_owner, unit_of_prefix
from pipeline.meaning.owners.prefixes import code_prefix
from pipeline.meaning.owners.spellings import spelling_findings
from pipeline.meaning.references import find_references
from pipeline.meaning.targets import parse_target
from pipeline.model import (
    Diagnostic,
    Formula,
    Indicatore,
    Obiettivo,
    ObiettivoIndividuale,
    Owner,
    Piano,
    Provenance,
    Riferimento,
    Settore,
)


class Lettura(NamedTuple):
    """What reading a plan needs (registry, year), the place that its findings go to, and the owners met so far by their text."""

    registry: Registry
    anno: int | None
    note: Callable[[Sequence[Diagnostic], str, Provenance], None]
    owner: dict[str, tuple[Owner, tuple[Diagnostic, ...]]]


def interpret(piano: Piano, *, registry: Registry | None = None) -> Piano:
    """Return the plan with targets, formulas, owners, units and references read.

    Without a registry the one shipped for the plan's body is used, else one proposed from the plan itself (REG001).
    Findings join ``diagnostica`` in the order of their nodes; interpreting an interpreted plan changes nothing.
    """
    found: list[Diagnostic] = []

    def note(diagnostics: Sequence[Diagnostic], nodo: str, fonte: Provenance) -> None:
        if diagnostics:  # seldom
            found.extend([replace(d, nodo=d.nodo or nodo, fonte=d.fonte or fonte) for d in diagnostics])

    chosen = registry if registry is not None else choose_registry(piano)
    lettura = Lettura(chosen, piano.anno, note, {})
    read = replace(
        piano,
        settori=tuple(_settore(settore, lettura) for settore in piano.settori),
        obiettivi_individuali=tuple(_individuale(o, lettura) for o in piano.obiettivi_individuali),
    )
    general = [*_proposal(read, chosen), *spelling_findings(read, chosen)]
    return replace(read, diagnostica=_merge(read, [*general, *found]))


def _settore(settore: Settore, lettura: Lettura) -> Settore:
    return replace(settore, obiettivi=tuple(_obiettivo(o, lettura) for o in settore.obiettivi))


def _obiettivo(obiettivo: Obiettivo, lettura: Lettura) -> Obiettivo:
    return Obiettivo(  # not by replace(), as indicators below
        codice=obiettivo.codice,
        testo=obiettivo.testo,
        nome=obiettivo.nome,
        anno=obiettivo.anno,
        riferimenti=find_references(obiettivo.testo),
        indicatori=tuple([_indicatore(i, lettura) for i in obiettivo.indicatori]),
        altri=obiettivo.altri,
        fonte=obiettivo.fonte,
    )


def _individuale(obiettivo: ObiettivoIndividuale, lettura: Lettura) -> ObiettivoIndividuale:
    unita = unit_of_prefix(obiettivo.codice, lettura.registry, lettura.anno)
    prefix = code_prefix(obiettivo.codice)
    if unita is None and prefix is not None:
        unknown = finding("REG002", prefisso=prefix, obiettivo=obiettivo.codice)
        lettura.note([unknown], obiettivo.codice, obiettivo.fonte)
    return replace(
        obiettivo,
        unita=unita,
        riferimenti=find_references(obiettivo.testo),
        indicatori=tuple(_indicatore(i, lettura) for i in obiettivo.indicatori),
    )


def _indicatore(indicatore: Indicatore, lettura: Lettura) -> Indicatore:
    target, doubts = parse_target(
        indicatore.target.testo,
        indicatore=indicatore.testo,
        algoritmo=indicatore.algoritmo or "",
        anno=lettura.anno,
    )
    lettura.note(doubts, indicatore.id, indicatore.fonte)
    return Indicatore(  # not by replace(), which takes three times as long: a plan has hundreds
        id=indicatore.id,
        testo=indicatore.testo,
        target=target,
        formula=_formula(indicatore, lettura),
        owner=_owner(indicatore, lettura),
        riferimenti=_references(indicatore),
        algoritmo=indicatore.algoritmo,
        altri=indicatore.altri,
        fonte=indicatore.fonte,
    )


def _formula(indicatore: Indicatore, lettura: Lettura) -> Formula | None:
    formula, doubts = find_indicatore_formula(indicatore.testo, indicatore.algoritmo)
    lettura.note(doubts, indicatore.id, indicatore.fonte)
    return formula


def _owner(indicatore: Indicatore, lettura: Lettura) -> Owner | None:
    if indicatore.owner is None:
        return None
    testo = indicatore.owner.testo
    if testo not in lettura.owner:  # a plan repeats a dozen owners hundreds of times
        lettura.owner[testo] = resolve_owner(testo, lettura.registry, anno=lettura.anno)
    owner, doubts = lettura.owner[testo]
    lettura.note(doubts, indicatore.id, indicatore.fonte)
    return owner


def _references(indicatore: Indicatore) -> tuple[Riferimento, ...]:
    named = find_references(indicatore.testo)
    if not indicatore.algoritmo:
        return named
    unique: dict[tuple[str, str], Riferimento] = {}
    for riferimento in (*named, *find_references(indicatore.algoritmo)):
        unique.setdefault((riferimento.tipo, riferimento.norma), riferimento)
    return tuple(unique.values())


def _proposal(piano: Piano, registry: Registry) -> list[Diagnostic]:
    named = any(i.owner is not None for i in piano.iter_indicatori()) or piano.obiettivi_individuali
    return [finding("REG001", numero=len(registry.unita))] if registry.proposto and named else []


def _merge(piano: Piano, found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Join findings to those of the reading, in the order of the nodes, what concerns the whole plan first."""
    order = {nodo: place for place, nodo in enumerate(_node_ids(piano), start=1)}
    new = [d for d in dict.fromkeys(found) if d not in piano.diagnostica]
    return tuple(sorted((*piano.diagnostica, *new), key=lambda d: order.get(d.nodo or "", 0)))


def _node_ids(piano: Piano) -> Iterable[str]:
    for settore in piano.settori:
        yield settore.codice
        for obiettivo in settore.obiettivi:
            yield from (obiettivo.codice, *(i.id for i in obiettivo.indicatori))
    for individuale in piano.obiettivi_individuali:
        yield from (individuale.codice, *(i.id for i in individuale.indicatori))
