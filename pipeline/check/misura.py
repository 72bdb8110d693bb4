"""Can it be measured? Target, owner, a percentage of something, a number of something, a share within 100, more than dates.

QUA401 to QUA406. Judged on the typed target: one that has not been typed raises nothing but QUA401, and only where its cell
is empty. An objective without indicators is reported where the tree is built (ALB015).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.check.nodes import iter_all_obiettivi, single_targets
from pipeline.check.ratio import has_ratio
from pipeline.check.words import fold, listed, setting, words_of
from pipeline.diagnostics import finding
from pipeline.model import Diagnostic, Indicatore, Piano, Target, TipoTarget

_HUNDRED = Decimal(100)


def missing_target(piano: Piano) -> Iterator[Diagnostic]:
    """QUA401: the target is empty, or says that there is none."""
    for indicatore in piano.iter_indicatori():
        target = indicatore.target
        if target.tipo is TipoTarget.ASSENTE or not target.testo.strip():
            yield finding("QUA401", nodo=indicatore.id, fonte=indicatore.fonte)


def missing_owner(piano: Piano) -> Iterator[Diagnostic]:
    """QUA402: an indicator of a settore has no owner, in a plan that names owners."""
    indicatori = [i for obiettivo in piano.iter_obiettivi() for i in obiettivo.indicatori]
    if not any(_has_owner(indicatore) for indicatore in indicatori):
        return
    for indicatore in indicatori:
        if not _has_owner(indicatore):
            yield finding("QUA402", nodo=indicatore.id, fonte=indicatore.fonte)


def percentage_of_nothing(piano: Piano) -> Iterator[Diagnostic]:
    """QUA403: a percentage, and no ratio in text or algoritmo."""
    for indicatore in piano.iter_indicatori():
        if any(_is_threshold(t, "%") for t in single_targets(indicatore.target)) and not has_ratio(indicatore):
            yield _about_target("QUA403", indicatore)


def number_without_unit(piano: Piano) -> Iterator[Diagnostic]:
    """QUA404: a number of nobody knows what."""
    for indicatore in piano.iter_indicatori():
        unclear = any(_lacks_unit(target, indicatore) for target in single_targets(indicatore.target))
        if unclear and not has_ratio(indicatore):
            yield _about_target("QUA404", indicatore)


def share_over_hundred(piano: Piano) -> Iterator[Diagnostic]:
    """QUA405: a share of a total is to pass 100."""
    for indicatore in piano.iter_indicatori():
        if any(_passes_hundred(t) for t in single_targets(indicatore.target)) and not _may_pass_hundred(indicatore):
            yield _about_target("QUA405", indicatore)


def only_dates(piano: Piano) -> Iterator[Diagnostic]:
    """QUA406: every target of an objective is a date."""
    for obiettivo in iter_all_obiettivi(piano):
        kinds = {indicatore.target.tipo for indicatore in obiettivo.indicatori}
        if kinds == {TipoTarget.SCADENZA}:
            yield finding("QUA406", nodo=obiettivo.codice, fonte=obiettivo.fonte, numero=len(obiettivo.indicatori))


def _has_owner(indicatore: Indicatore) -> bool:
    return indicatore.owner is not None and bool(indicatore.owner.testo.strip())


def _is_threshold(target: Target, unita: str | None) -> bool:
    return target.tipo is TipoTarget.SOGLIA and target.unita == unita and target.valore is not None


def _lacks_unit(target: Target, indicatore: Indicatore) -> bool:
    """Tell whether a number has no unit: none at all, or a count that was inferred where the text counts nothing."""
    if _is_threshold(target, None):
        return True
    counted = _is_threshold(target, "n") and "unita" in target.inferito
    opening = words_of(indicatore.testo)[: int(setting("unita", "parole"))]
    return counted and any(word in listed("unita", "astratte") for word in opening)


def _passes_hundred(target: Target) -> bool:
    if not _is_threshold(target, "%") or not isinstance(target.valore, Decimal) or target.valore < _HUNDRED:
        return False
    return target.operatore in {">=", ">"} or (target.valore > _HUNDRED and target.operatore in {"=", None})


def _may_pass_hundred(indicatore: Indicatore) -> bool:
    text = fold(f"{indicatore.testo} {indicatore.algoritmo or ''}")
    return any(word in text for word in listed("oltre_cento", "parole"))


def _about_target(codice: str, indicatore: Indicatore) -> Diagnostic:
    return finding(codice, nodo=indicatore.id, fonte=indicatore.fonte, target=indicatore.target.testo)
