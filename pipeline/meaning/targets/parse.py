"""The grammar's top: which production reads a whole target.

    target    := missing | boolean | scale | single | composite
    single    := deadline | range | change | threshold
    composite := (mark single)+ | single (separator single)+

Productions are tried in this order, and each takes the whole text or nothing; what none takes stays ``testuale``, with a
finding that says why. Nothing is ever read by halves.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pipeline.diagnostics import finding
from pipeline.meaning.targets.bands import read_fasce, read_intervallo
from pipeline.meaning.targets.composite import read_composto
from pipeline.meaning.targets.dates import read_scadenza
from pipeline.meaning.targets.inference import infer, is_inferable
from pipeline.meaning.targets.quantities import OPERATORS, read_quantity, read_soglia
from pipeline.meaning.targets.reading import PIU_VALORI, PROSA, SCONOSCIUTA, Contesto, Dubbio, Lettura, textual
from pipeline.meaning.targets.relative import read_relativo
from pipeline.meaning.targets.wording import Dicitura
from pipeline.meaning.targets.words import lessico
from pipeline.meaning.tokens import Tokens, tokenize
from pipeline.model import Diagnostic, Target, TipoTarget

_NOTHING = "non indicato"
_DASHES = frozenset("-_.…*")
_PROSE_SIGNS = frozenset("(),;:'\"/-°")
_SHORTEST_PROSE = 4  # letters: shorter words alone (gg, N.) are a notation without its number


def parse_target(
    testo: str, *, indicatore: str = "", algoritmo: str = "", anno: int | None = None
) -> tuple[Target, tuple[Diagnostic, ...]]:
    """Type a target as printed.

    Args:
        testo: the target's cell.
        indicatore: the indicator's text, from which a unit or a direction that is not printed may be inferred.
        algoritmo: the indicator's ALGORITMO column, where the document has one.
        anno: the plan's year, for dates that print none.

    Returns:
        The typed target (``tipo`` is never None), and the findings about doubts of reading it. They name no node.
    """
    reading = _reading(testo, anno)
    if is_inferable(reading.target):  # of a date or a yes the wording tells nothing
        reading = _inferred(reading, indicatore, algoritmo, testo)
    findings = tuple(dict.fromkeys(_finding(doubt, testo) for doubt in reading.dubbi)) if reading.dubbi else ()
    target = reading.target
    return target if target.testo == testo else replace(target, testo=testo), findings


@lru_cache(maxsize=512)  # a plan repeats a few dozen targets (SI, 100%, 31/12/2025) over and over
def _reading(testo: str, anno: int | None) -> Lettura:
    reading = _read(_trimmed(tokenize(testo)), Contesto(testo=testo, anno=anno))
    return reading._replace(target=replace(reading.target, testo=testo))


@lru_cache(maxsize=512)  # next year's plan says it again
def _inferred(reading: Lettura, indicatore: str, algoritmo: str, testo: str) -> Lettura:
    return infer(reading, Dicitura(indicatore, algoritmo, testo))


def _trimmed(tokens: Tokens) -> Tokens:
    """Return the tokens without the commas and semicolons at the end, which part nothing."""
    end = len(tokens)
    while end and tokens[end - 1].testo in (";", ","):
        end -= 1
    return tokens[:end]


def _finding(doubt: Dubbio, testo: str) -> Diagnostic:
    parameters: dict[str, object] = {"testo": " ".join(testo.split()), **dict(doubt.parametri)}
    return finding(doubt.codice, nodo=None, fonte=None, **parameters)


def _read(tokens: Tokens, context: Contesto) -> Lettura:
    return (
        _missing(tokens)
        or _boolean(tokens)
        or read_fasce(tokens, context)
        or _single(tokens, context)
        or read_composto(tokens, context, _part)
        or _unread(tokens)
    )


def _single(tokens: Tokens, context: Contesto) -> Lettura | None:
    return (
        read_scadenza(tokens, context)
        or read_intervallo(tokens, context)
        or read_relativo(tokens)
        or read_soglia(tokens)
    )


def _part(tokens: Tokens, context: Contesto) -> Lettura | None:
    return _boolean(tokens) or _single(tokens, context)


def _missing(tokens: Tokens) -> Lettura | None:
    blank = all(token.testo in _DASHES for token in tokens)
    reason = _NOTHING if blank else lessico().mancanti.match_whole(tokens)
    return Lettura(target=Target(testo="", tipo=TipoTarget.ASSENTE, motivo=reason)) if reason else None


def _boolean(tokens: Tokens) -> Lettura | None:
    """Read ``SI``, or a pair like ``SI/NO``: what a yes-or-no target asks for is the yes, but that is inferred."""
    words = lessico().booleani
    value = words.match_whole(tokens)
    if value is not None:
        return Lettura(target=Target(testo="", tipo=TipoTarget.BOOLEANO, valore=value))
    if len(tokens) == 3 and tokens[1].testo in ("/", "-") and words.match(tokens, 0) and words.match(tokens, 2):
        return Lettura(target=Target(testo="", tipo=TipoTarget.BOOLEANO, valore=True, inferito=("valore",)))
    return None


def _unread(tokens: Tokens) -> Lettura:
    """Return the text as text, with the finding that tells a wish from a notation not known."""
    if _several_values(tokens):
        return textual(PIU_VALORI, "TGT008")
    if _is_prose(tokens):
        return textual(PROSA, "TGT006")
    return textual(SCONOSCIUTA, "TGT001")


def _is_prose(tokens: Tokens) -> bool:
    """Tell whether the text holds words and no measure: no digit, number word or sign that may be one."""
    words = [token.testo for token in tokens if token.tipo == "word"]
    signs = all(token.testo in _PROSE_SIGNS for token in tokens if token.tipo == "sign")
    counts = any(word in lessico().numeri and word not in lessico().articoli for word in words)
    only = all(token.tipo != "num" for token in tokens)
    return only and signs and not counts and any(len(word) >= _SHORTEST_PROSE for word in words)


def _several_values(tokens: Tokens) -> bool:
    """Tell whether the cell holds amounts side by side: the target and the results of other years."""
    at = 1 if tokens and tokens[0].testo in OPERATORS else 0
    count = 0
    while found := read_quantity(tokens, at):
        count, at = count + 1, found[1]
    return count > 1 and at == len(tokens)
