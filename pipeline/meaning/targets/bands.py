"""Ranges and scales: ``tra 80% e 90%``, ``80-90%``, ``>= 90% = 3; < 80% = 0``, ``Valore risultato 3/2/1/0``.

In: tokens. Out: a ``soglia`` (or ``durata``) whose ``fasce`` hold the bands; it has no value of its own. A bound is
stored without saying whether it belongs to the band: the band's ``testo`` says so.
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.meaning.targets.quantities import prose_follows, read_operator, read_quantity, skip_empty, tipo_of
from pipeline.meaning.targets.reading import Contesto, Lettura, Quantita
from pipeline.meaning.targets.words import lessico
from pipeline.meaning.tokens import Tokens, printed
from pipeline.model import Direzione, Fascia, Target, TipoTarget

_POINTS = "punti"
_FEWEST_SCORES = 4  # without a word before them: three numbers between slashes are a date


def read_intervallo(tokens: Tokens, context: Contesto) -> Lettura | None:
    """Return the range that all the tokens print, or None."""
    found = _range(tokens)
    if found is None:
        return None
    low, high, end = found
    if end < len(tokens) and not prose_follows(tokens, end):
        return None
    band = Fascia(testo=printed(context.testo, tokens), minimo=low.valore, massimo=high.valore, punteggio=None)
    target = Target(testo="", tipo=tipo_of(high.unita), unita=high.unita, fasce=(band,))
    return Lettura(target=target, dubbi=low.dubbi + high.dubbi)


def _range(tokens: Tokens) -> tuple[Quantita, Quantita, int] | None:
    """Read two amounts in rising order with one unit: between words, or with a dash before the unit."""
    words = lessico()
    start = words.intervallo_prima.skip(tokens, 0)
    if not start and all(token.testo != "-" for token in tokens):  # most targets are no range
        return None
    first = read_quantity(tokens, skip_empty(tokens, start))
    if first is None:
        return None
    low, at = first
    after = words.intervallo_mezzo.skip(tokens, at) if start else _behind_dash(tokens, at)
    second = read_quantity(tokens, skip_empty(tokens, after)) if after > at else None
    if second is None:
        return None
    high, end = second
    high = high._replace(unita=high.unita or low.unita)
    agree = low.unita in (None, high.unita) and low.valore < high.valore
    years = high.may_be_year() or low._replace(unita=high.unita).may_be_year()
    return (low, high, end) if agree and not years and (start or high.unita) else None


def _behind_dash(tokens: Tokens, at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].testo == "-" else at


def read_fasce(tokens: Tokens, context: Contesto) -> Lettura | None:
    """Return the scale that all the tokens print, or None."""
    return _scores(tokens, context) or _table(tokens, context)


def _scores(tokens: Tokens, context: Contesto) -> Lettura | None:
    """Read ``Valore risultato 3/2/1/0``: the scores alone."""
    start = lessico().fasce.skip(tokens, 0)
    numbers, slashes = tokens[start::2], tokens[start + 1 :: 2]
    if len(numbers) != len(slashes) + 1 or len(numbers) < (2 if start else _FEWEST_SCORES):
        return None
    if any(token.testo != "/" for token in slashes) or not all(token.testo.isdigit() for token in numbers):
        return None
    values = [Decimal(token.testo) for token in numbers]
    if values not in (sorted(set(values)), sorted(set(values), reverse=True)):
        return None
    bands = tuple(
        Fascia(testo=printed(context.testo, (token,)), minimo=None, massimo=None, punteggio=value)
        for token, value in zip(numbers, values, strict=True)
    )
    return Lettura(target=Target(testo="", tipo=TipoTarget.SOGLIA, fasce=bands))


def _table(tokens: Tokens, context: Contesto) -> Lettura | None:
    """Read a table of bands with their scores, parted by semicolons."""
    parts = split_at(tokens, ";")
    if len(parts) < 2:
        return None
    read = [row for part in parts if (row := _row(part, context)) is not None]
    if len(read) < len(parts):
        return None
    units = {unit for _, unit in read if unit is not None}
    if len(units) > 1:
        return None
    bands = tuple(band for band, _ in read)
    unit = next(iter(units), None)
    target = Target(testo="", tipo=tipo_of(unit), unita=unit, direzione=_way(bands), fasce=bands)
    return Lettura(target=target)


def split_at(tokens: Tokens, sign: str) -> list[Tokens]:
    """Return the stretches between the signs, empty ones left out. A word parts only behind a space (not ``1e5``)."""
    parts: list[Tokens] = []
    start = 0
    for at, token in enumerate(tokens):
        if token.testo == sign and (token.tipo == "sign" or token.stacco):
            parts.append(tokens[start:at])
            start = at + 1
    parts.append(tokens[start:])
    return [part for part in parts if part]


def _row(tokens: Tokens, context: Contesto) -> tuple[Fascia, str | None] | None:
    words = lessico()
    for at in range(len(tokens) - 1, 0, -1):
        found = words.esiti.match(tokens, at)
        score = read_quantity(tokens, found[1]) if found else None
        if score is None or score[1] < len(tokens) or score[0].unita not in (None, _POINTS):
            continue
        bounds = _bounds(tokens[:at])
        if bounds is not None:
            low, high, unit = bounds
            text = printed(context.testo, tokens)
            return Fascia(testo=text, minimo=low, massimo=high, punteggio=score[0].valore), unit
    return None


def _bounds(tokens: Tokens) -> tuple[Decimal | None, Decimal | None, str | None] | None:
    between = _range(tokens)
    if between is not None and between[2] == len(tokens):
        return between[0].valore, between[1].valore, between[1].unita
    operator, at = read_operator(tokens, 0)
    found = read_quantity(tokens, at)
    if found is None or found[1] < len(tokens):
        return None
    amount = found[0]
    low = amount.valore if operator in (">=", ">", "=", None) else None
    high = amount.valore if operator in ("<=", "<", "=", None) else None
    return low, high, amount.unita


def _way(bands: tuple[Fascia, ...]) -> Direzione | None:
    """Return which way the scores rise: they are printed, so nothing is inferred."""
    placed = [(_place(band), band.punteggio) for band in bands if _place(band) is not None]
    in_order = [score for _, score in sorted(placed, key=lambda pair: pair[0] or (Decimal(0), 0))]
    scores = [score for score in in_order if score is not None]
    if scores == sorted(set(scores)):
        return Direzione.AUMENTA
    return Direzione.RIDUCE if scores == sorted(set(scores), reverse=True) else None


def _place(band: Fascia) -> tuple[Decimal, int] | None:
    """Return where a band lies on the scale: an open one lies beyond its only bound."""
    if band.minimo is not None and band.massimo is not None:
        return (band.minimo + band.massimo) / 2, 0
    if band.minimo is not None:
        return band.minimo, 1
    return (band.massimo, -1) if band.massimo is not None else None
