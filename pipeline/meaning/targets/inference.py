"""What the target does not print, taken from the indicator's wording and marked in ``inferito``.

In: a target read and the facts about its indicator's wording. Out: the target with unit, direction and reference filled
where something tells them. The order for the direction: the printed operator or sign, then the unit, then the wording.
An operator is never inferred. Where two units are possible none is taken, and a finding says so.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from pipeline.meaning.targets.composite import summarize
from pipeline.meaning.targets.quantities import tipo_of
from pipeline.meaning.targets.reading import Dubbio, Lettura
from pipeline.meaning.targets.wording import Dicitura
from pipeline.meaning.targets.words import lessico
from pipeline.model import Direzione, RiferimentoRelativo, Target, TipoTarget

_FIELDS = ("tipo", "operatore", "valore", "unita", "direzione", "riferimento")
_LARGEST_YEARLY_RATIO = 2  # a year over the one before, doubled at most; above it the number may be a percentage
_PREVIOUS_YEAR = "anno precedente"
_MORE_IS_BETTER = ("%", "n", "punti", "rapporto")


def is_inferable(target: Target) -> bool:
    """Say whether the wording may tell something about a target: a number, a time, a change, or parts that may be these."""
    return bool(target.parti) or target.tipo in (TipoTarget.RELATIVO, TipoTarget.SOGLIA, TipoTarget.DURATA)


def infer(reading: Lettura, wording: Dicitura) -> Lettura:
    """Return the reading with what the wording tells; a composite one in each of its parts."""
    target = reading.target
    if target.parti:
        parts = [infer(Lettura(target=part), wording) for part in target.parti]
        whole = summarize(tuple(part.target for part in parts))
        in_parts = (doubt for part in parts for doubt in part.dubbi)
        return whole._replace(dubbi=(*reading.dubbi, *in_parts, *whole.dubbi))
    if not is_inferable(target):
        return reading
    if target.tipo is TipoTarget.RELATIVO:
        return Lettura(target=_relative(target, wording), dubbi=reading.dubbi)
    typed, doubts = _with_unit(target, wording)
    return Lettura(target=_with_direction(_as_change(typed, wording), wording), dubbi=reading.dubbi + doubts)


@lru_cache(maxsize=512)  # a plan repeats a few dozen targets, and there are few ways to fill them
def _fill(target: Target, **fields: object) -> Target:
    """Return the target with the fields, marked as inferred."""
    inferred = {*target.inferito, *fields}
    return replace(target, inferito=tuple(name for name in _FIELDS if name in inferred), **fields)  # type: ignore[arg-type]


def _with_unit(target: Target, wording: Dicitura) -> tuple[Target, tuple[Dubbio, ...]]:
    """Fill the unit of a bare number; an ``N.`` gives way where the wording says that a time or a score is counted."""
    if target.unita in lessico().unita_tempo:
        given = wording.in_tutto or wording.erogato == target.unita
        return (replace(target, tipo=TipoTarget.SOGLIA) if given else target), ()
    if target.unita not in (None, "n"):
        return target, ()
    unit = _measured_unit(target, wording)
    if unit is not None:
        kind = TipoTarget.SOGLIA if wording.erogato else tipo_of(unit)
        filled = _fill(target, unita=unit)
        return (filled if filled.tipo is kind else replace(filled, tipo=kind)), ()
    if target.unita == "n" or not wording.presente:
        return target, ()
    return _counted_unit(target, wording)


def _measured_unit(target: Target, wording: Dicitura) -> str | None:
    """Return the unit of a measure, not of a count, that the wording tells."""
    if wording.erogato:
        return wording.erogato
    if wording.tempo is not None and target.operatore not in (">=", ">"):
        return wording.tempo or None
    return "punti" if wording.punti else None


def _counted_unit(target: Target, wording: Dicitura) -> tuple[Target, tuple[Dubbio, ...]]:
    """Return the bare number as ratio, percentage, money or count; where it may be two of these, as it is."""
    value = target.valore
    if not isinstance(value, Decimal):
        return target, ()
    if wording.percentuale or wording.rapporto:
        return _share(target, value, wording)
    if wording.tempo == "":
        return target, (Dubbio(codice="TGT005"),)
    if wording.euro:
        return _fill(target, unita="euro"), ()
    is_count = value == value.to_integral_value() or wording.conteggio
    return (_fill(target, unita="n") if is_count else target), ()


def _share(target: Target, value: Decimal, wording: Dicitura) -> tuple[Target, tuple[Dubbio, ...]]:
    largest = _LARGEST_YEARLY_RATIO if wording.anno_precedente else 1
    if abs(value) <= largest:
        return _fill(target, unita="rapporto"), ()
    if wording.percentuale:
        return _fill(target, unita="%"), ()
    return target, (Dubbio(codice="TGT005"),)


def _as_change(target: Target, wording: Dicitura) -> Target:
    """Read ``>= 3%`` as a change where the indicator is one: an increase in per cent of a year over the one before."""
    asks_more = target.operatore in (">=", ">", None)
    if not (target.unita == "%" and asks_more and wording.variazione and wording.anno_precedente):
        return target
    if not isinstance(target.valore, Decimal) or target.valore < 0:
        return target
    reference = RiferimentoRelativo(testo=_PREVIOUS_YEAR)
    return _fill(target, tipo=TipoTarget.RELATIVO, riferimento=reference)


def _with_direction(target: Target, wording: Dicitura) -> Target:
    if target.direzione is not None:  # its operator tells
        return target
    told = _told_direction(target, wording)
    return _fill(target, direzione=told) if told else target


def _told_direction(target: Target, wording: Dicitura) -> Direzione | None:
    """Return the direction by unit and wording, None where neither tells."""
    if target.tipo is TipoTarget.DURATA:
        return Direzione.RIDUCE
    if target.fasce:
        return None
    if wording.al_ribasso or target.valore == 0:
        return Direzione.RIDUCE
    known = target.unita in _MORE_IS_BETTER or wording.presente or wording.in_tutto
    return Direzione.AUMENTA if known and target.unita != "euro" else None


def _relative(target: Target, wording: Dicitura) -> Target:
    """Fill what a printed change is measured against, where the indicator's formula tells."""
    if target.riferimento is None and wording.anno_precedente:
        return _fill(target, riferimento=RiferimentoRelativo(testo=_PREVIOUS_YEAR))
    return target
