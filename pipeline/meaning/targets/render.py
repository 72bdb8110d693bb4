"""A typed target as canonical text: ``>= 80 %``, ``<= 22 giorni``, ``31/12/2025``, ``aumento 10 % rispetto a 2018``.

In: a typed target. Out: text that the grammar reads as the same values. What was inferred is printed like the rest, so
that the text can stand by itself; ``testuale`` and what has no value keep the document's own words.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.meaning.targets.numbers import render_numeral
from pipeline.meaning.targets.quantities import tipo_of
from pipeline.meaning.targets.reading import YEARS
from pipeline.model import Direzione, Fascia, RiferimentoRelativo, Target, TipoTarget

_WAYS = {Direzione.AUMENTA: "aumento", Direzione.RIDUCE: "riduzione"}


def render_target(target: Target) -> str:
    """Return the canonical text of a typed target."""
    if target.parti:
        return "; ".join(render_target(part) for part in target.parti)
    if target.fasce:
        return _bands(target)
    if isinstance(target.valore, bool):
        return "SI" if target.valore else "NO"
    if isinstance(target.valore, date):
        return _joined(target.operatore, target.valore.strftime("%d/%m/%Y"))
    if not isinstance(target.valore, Decimal):
        return " ".join(target.testo.split())
    amount = _joined(target.operatore, _amount(target.valore, target.unita))
    if target.tipo is TipoTarget.SOGLIA and tipo_of(target.unita) is TipoTarget.DURATA:
        amount = f"{amount} in tutto"  # hours that are given out, not waited for
    if target.tipo is not TipoTarget.RELATIVO or target.direzione is None:
        return amount
    return _joined(_WAYS.get(target.direzione), amount, _reference(target.riferimento))


def _amount(value: Decimal, unit: str | None) -> str:
    """Return a number with its unit; one that might be taken for a year is grouped (``2.024``)."""
    return _joined(render_numeral(value, grouped=unit is None and value in YEARS), unit)


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _reference(reference: RiferimentoRelativo | None) -> str | None:
    if reference is None:
        return None
    return _joined("rispetto a", reference.testo, str(reference.anno) if reference.anno else None)


def _bands(target: Target) -> str:
    if all(band.minimo is None and band.massimo is None for band in target.fasce):
        return "valore risultato " + "/".join(
            render_numeral(b.punteggio) for b in target.fasce if b.punteggio is not None
        )
    rows = [_joined(_bounds(band, target.unita), _score(band)) for band in target.fasce]
    return "; ".join(rows)


def _bounds(band: Fascia, unit: str | None) -> str:
    low, high = (_amount(v, unit) if v is not None else None for v in (band.minimo, band.massimo))
    if low and high:
        return low if low == high else f"tra {low} e {high}"
    return f">= {low}" if low else f"<= {high}"


def _score(band: Fascia) -> str | None:
    return f"= {render_numeral(band.punteggio)}" if band.punteggio is not None else None
