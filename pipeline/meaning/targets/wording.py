"""What the indicator's own words tell about a target: its unit, its direction, what it is measured against.

In: the indicator's text and ALGORITMO. Out: plain facts about the wording, from the phrases of ``profiles/target.toml``.
Whether a fact is used is the inference's business; a target's printed signs always come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.meaning.formulas import find_formula
from pipeline.meaning.phrases import Frasario, phrase_of, plain
from pipeline.meaning.targets.words import lessico
from pipeline.meaning.tokens import Tokens, tokenize
from pipeline.model import Formula
from pipeline.profiles import read_profile

_HEAD = 4  # the words that say what an indicator is: "Percentuale di …", "Incremento percentuale …"
_ANY_ENDING = "*"


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


Texts = tuple[str, ...]


class Frasi(NamedTuple):
    """Phrases to look for: those that begin with a whole word, by that word, and the stems that any word may begin with."""

    per_parola: Mapping[str, tuple[Texts, ...]]
    radici: Texts


@cache
def _phrases(name: str) -> Frasi:
    by_word: dict[str, tuple[Texts, ...]] = {}
    stems: list[str] = []
    for text in read_profile("target")["indicatore"][name]:
        phrase = phrase_of(text)
        if len(phrase) == 2 and phrase[1] == _ANY_ENDING:
            stems.append(phrase[0])
        else:
            by_word[phrase[0]] = (*by_word.get(phrase[0], ()), phrase)
    return Frasi(per_parola=by_word, radici=tuple(stems))


def read_wording(indicatore: str, algoritmo: str, target: str) -> Dicitura:
    """Return the facts about an indicator's wording; of the target's own words only what they say about time given out."""
    tokens = tokenize(indicatore)
    both = (*tokens, *tokenize(algoritmo))
    formula = find_formula(algoritmo)[0] or find_formula(indicatore)[0]
    texts, all_texts = _texts(tokens), _texts(both)
    head = texts[:_HEAD]
    measured = _texts(tokenize(formula.numeratore)) if formula else texts
    return Dicitura(
        presente=bool(both),
        tempo=_time_unit(both, all_texts) if formula is None else None,
        erogato=_given_unit(both, all_texts) if formula is None else None,
        in_tutto=_says(_texts(tokenize(target)), "tempo_erogato"),
        percentuale=_says(head, "percentuale"),
        punti=formula is None and _says(all_texts, "punti"),
        euro=formula is None and _says(all_texts, "euro"),
        conteggio=_says(all_texts[:3], "conteggio"),
        rapporto=formula is not None,
        anno_precedente=formula is not None and _yearly(formula),
        variazione=_says(head, "variazione"),
        al_ribasso=(_says(measured, "riduce") or _says(head, "tempo")) and not _says(measured, "aumenta"),
    )


def _texts(tokens: Tokens) -> Texts:
    return tuple([token.testo for token in tokens])


def _yearly(formula: Formula) -> bool:
    """Tell whether a formula divides a year by the one before."""
    return _says(_texts(tokenize(formula.denominatore)), "anno_precedente")


def _says(texts: Texts, name: str) -> bool:
    by_word, stems = _phrases(name)
    if not by_word.keys().isdisjoint(texts):  # seldom: most texts hold no first word of a phrase
        places = ((at, phrase) for at, text in enumerate(texts) for phrase in by_word.get(text, ()))
        if any(_stands(phrase, texts, at) for at, phrase in places):
            return True
    return bool(stems) and any(text.startswith(stems) for text in texts)


def _stands(phrase: Texts, texts: Texts, at: int) -> bool:
    """Tell whether the phrase stands at ``at``; a star at its end takes any ending of the last word."""
    if phrase[-1] != _ANY_ENDING:
        return texts[at : at + len(phrase)] == phrase
    last = len(phrase) - 2
    end = at + last
    return end < len(texts) and texts[at:end] == phrase[:last] and texts[end].startswith(phrase[last])


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


def _time_unit(tokens: Tokens, texts: Texts) -> str | None:
    """Return the unit of a span of time: the one that the wording names, or days; None where none is measured.

    Empty where it is not told: the wording names several, or a time is only the yardstick (``Rispetto dei tempi di …``).
    """
    if not _says(texts, "tempo") or _counts_things(tokens, texts):
        return None
    units = sorted(set(_units_of_time(tokens)))
    if len(units) > 1 or _says(texts, "tempo_rispettato"):
        return ""
    return units[0] if units else str(read_profile("target")["tempo"]["ordinaria"])


def _counts_things(tokens: Tokens, texts: Texts) -> bool:
    """Tell whether the indicator counts things rather than time (``N. pratiche con tempo di evasione …``)."""
    return _says(texts[:2], "conteggio") and not any(_units_of_time(tokens[:_HEAD]))


def _given_unit(tokens: Tokens, texts: Texts) -> str | None:
    if not _says(texts, "tempo_erogato"):
        return None
    return next(iter(_units_of_time(tokens)), None)
