"""What the indicator's own words tell about a target: its unit, its direction, what it is measured against.

In: the indicator's text and ALGORITMO. Out: plain facts about the wording, from the phrases of ``profiles/target.toml``.
Whether a fact is used is the inference's business; a target's printed signs always come first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.meaning.formulas import find_formula
from pipeline.meaning.phrases import Frasario, phrase_of, plain
from pipeline.meaning.targets.words import lessico
from pipeline.meaning.tokens import Tokens, tokenize
from pipeline.model import Formula
from pipeline.profiles import read_profile

_HEAD = 4  # the words that say what an indicator is: "Percentuale di …", "Incremento percentuale …"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dicitura:
    """Facts about an indicator's wording.

    ``tempo`` is the unit where the indicator is a span of time waited for (empty: a time, but its unit is not told),
    ``erogato`` the unit where it is an amount of time given out, ``in_tutto`` True where the target says that of itself.
    """

    presente: bool = False
    tempo: str | None = None
    erogato: str | None = None
    in_tutto: bool = False
    percentuale: bool = False
    punti: bool = False
    euro: bool = False
    conteggio: bool = False
    rapporto: bool = False
    anno_precedente: bool = False
    variazione: bool = False
    al_ribasso: bool = False


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(phrase_of(text) for text in read_profile("target")["indicatore"][name])


def read_wording(indicatore: str, algoritmo: str, target: str) -> Dicitura:
    """Return the facts about an indicator's wording; of the target's own words only what they say about time given out."""
    tokens = tokenize(indicatore)
    both = (*tokens, *tokenize(algoritmo))
    formula = find_formula(algoritmo)[0] or find_formula(indicatore)[0]
    measured = tokenize(formula.numeratore) if formula else tokens
    return Dicitura(
        presente=bool(both),
        tempo=_time_unit(both) if formula is None else None,
        erogato=_given_unit(both) if formula is None else None,
        in_tutto=_says(tokenize(target), "tempo_erogato"),
        percentuale=_says(tokens[:_HEAD], "percentuale"),
        punti=_says(both, "punti") and formula is None,
        euro=_says(both, "euro") and formula is None,
        conteggio=_says(both[:3], "conteggio"),
        rapporto=formula is not None,
        anno_precedente=formula is not None and _yearly(formula),
        variazione=_says(tokens[:_HEAD], "variazione"),
        al_ribasso=(_says(measured, "riduce") or _says(tokens[:_HEAD], "tempo")) and not _says(measured, "aumenta"),
    )


def _yearly(formula: Formula) -> bool:
    """Tell whether a formula divides a year by the one before."""
    return _says(tokenize(formula.denominatore), "anno_precedente")


def _says(tokens: Tokens, name: str) -> bool:
    texts = tuple(token.testo for token in tokens)
    return any(_stands(phrase, texts) for phrase in _phrases(name))


def _stands(phrase: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    """Tell whether the phrase stands somewhere in the texts; a star at its end takes any ending of the last word."""
    open_end = phrase[-1] == "*"
    words = phrase[:-1] if open_end else phrase
    size = len(words)
    for at in range(len(texts) - size + 1):
        last = texts[at + size - 1]
        ends = last.startswith(words[-1]) if open_end else last == words[-1]
        if ends and texts[at : at + size - 1] == words[:-1]:
            return True
    return False


@cache
def _names_of_time() -> Frasario[str]:
    return plain(read_profile("target")["tempo"]["nominate"])


def _units_of_time(tokens: Tokens) -> Iterable[str]:
    """Yield the units of time that the wording names, other than in a count (``entro 10 gg``)."""
    words = lessico()
    for at in range(len(tokens)):
        named = _names_of_time().match(tokens, at)
        unit = words.unita.match(tokens, at)
        counted = at > 0 and tokens[at - 1].tipo == "num"
        if named and unit and not counted:
            yield unit[0]


def _time_unit(tokens: Tokens) -> str | None:
    """Return the unit of a span of time: the one that the wording names, or days; None where none is measured.

    Empty where it is not told: the wording names several, or a time is only the yardstick (``Rispetto dei tempi di …``).
    """
    if not _says(tokens, "tempo") or _counts_things(tokens):
        return None
    units = sorted(set(_units_of_time(tokens)))
    if len(units) > 1 or _says(tokens, "tempo_rispettato"):
        return ""
    return units[0] if units else str(read_profile("target")["tempo"]["ordinaria"])


def _counts_things(tokens: Tokens) -> bool:
    """Tell whether the indicator counts things rather than time (``N. pratiche con tempo di evasione …``)."""
    head = tokens[:_HEAD]
    return _says(head[:2], "conteggio") and not any(_units_of_time(head))


def _given_unit(tokens: Tokens) -> str | None:
    if not _says(tokens, "tempo_erogato"):
        return None
    return next(iter(_units_of_time(tokens)), None)
