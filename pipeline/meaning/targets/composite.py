"""Composite targets: ``1) +10% sul 2018 2) +10% sul 2018``, ``30/06 e 31/12``, ``31/12/2025; 30/6/2025``.

In: tokens and the productions for a single target. Out: a target with ``parti``. Once the indicator's wording has filled
the parts, ``summarize`` closes it: of its own it says what all its parts say, and parts of different kinds make it
``testuale``, with its parts typed and a finding. Where a part cannot be read, the whole stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from pipeline.meaning.targets.bands import split_at
from pipeline.meaning.targets.reading import MISTO, Contesto, Dubbio, Lettura
from pipeline.meaning.tokens import Tokens, printed
from pipeline.model import Target, TipoTarget

Singolo = Callable[[Tokens, Contesto], Lettura | None]
_SEPARATORS = (";", "e", "ed", ",", "+")
_ORDER = ("tipo", "operatore", "valore", "unita", "direzione", "riferimento")


def read_composto(tokens: Tokens, context: Contesto, single: Singolo) -> Lettura | None:
    """Return the composite that all the tokens print, or None. The first way to part it that reads whole is taken."""
    for parts in _partings(tokens):
        readings = _read_parts(parts, context, single)
        if readings is not None:
            return _compose(parts, readings, context)
    return None


def _partings(tokens: Tokens) -> Iterator[list[Tokens]]:
    numbered = _enumerated(tokens)
    if len(numbered) > 1:
        yield numbered
    for separator in _SEPARATORS:
        parts = split_at(tokens, separator)
        if len(parts) > 1:
            yield parts


def _enumerated(tokens: Tokens) -> list[Tokens]:
    """Part ``1) … 2) …`` (or ``a) … b) …``); empty where the text does not begin with the first mark."""
    starts: list[int] = []
    for at in range(len(tokens) - 1):
        if tokens[at + 1].testo == ")" and tokens[at].testo in _mark(len(starts)):
            starts.append(at)
    if not starts or starts[0] != 0:
        return []
    ends = [*starts[1:], len(tokens)]
    parts = [tokens[start + 2 : end] for start, end in zip(starts, ends, strict=True)]
    return [_without_comma(part) for part in parts]


def _mark(index: int) -> tuple[str, str]:
    return str(index + 1), chr(ord("a") + index)


def _without_comma(part: Tokens) -> Tokens:
    return part[:-1] if part and part[-1].testo in (";", ",") else part


def _read_parts(parts: list[Tokens], context: Contesto, single: Singolo) -> list[Lettura] | None:
    """Read every part, from the last: a date without a year takes that of the date behind it (``30/06 e 31/12/2024``)."""
    readings: list[Lettura] = []
    year = context.anno
    for part in reversed(parts):
        reading = single(part, context._replace(anno=year)) if part else None
        if reading is None or reading.target.tipo in (TipoTarget.TESTUALE, TipoTarget.ASSENTE):
            return None
        if isinstance(reading.target.valore, date):
            year = reading.target.valore.year
        readings.insert(0, reading)
    return readings


def _compose(parts: list[Tokens], readings: list[Lettura], context: Contesto) -> Lettura:
    targets = tuple(
        replace(reading.target, testo=printed(context.testo, part))
        for part, reading in zip(parts, readings, strict=True)
    )
    doubts = tuple(doubt for reading in readings for doubt in reading.dubbi)
    return Lettura(target=Target(testo="", parti=targets), dubbi=doubts)


def summarize(parts: tuple[Target, ...]) -> Lettura:
    """Return the composite of finished parts: it says what all of them say, or that they are of different kinds."""
    if len({part.tipo for part in parts}) > 1:
        target = Target(testo="", tipo=TipoTarget.TESTUALE, parti=parts, motivo=MISTO)
        return Lettura(target=target, dubbi=(Dubbio(codice="TGT007"),))
    first = parts[0]
    shared = {
        name: getattr(first, name)
        for name in (*_ORDER, "motivo")
        if all(getattr(part, name) == getattr(first, name) for part in parts)
    }
    inferred = {name for part in parts for name in part.inferito}
    names = tuple(name for name in _ORDER if name in inferred)
    return Lettura(target=Target(testo="", parti=parts, inferito=names, **shared))
