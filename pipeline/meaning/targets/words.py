"""The words of targets (``profiles/target.toml``) as tables that match tokens.

In: the profile. Out: one ``Lessico`` of phrase tables. Which table is asked when is the grammar's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from pipeline.meaning.phrases import Frasario, frasario, phrase_of, phrases, plain
from pipeline.profiles import read_profile


class Lessico(NamedTuple):
    """All word tables of the target grammar.

    ``paragonano`` are the first words of what tells of a change behind an amount, ``dopo_giorno`` what may stand behind a day or
    an ordinal in figures.
    """

    operatori: Frasario[str]
    operatori_dopo: Frasario[str]
    unita: Frasario[str]
    unita_tempo: frozenset[str]
    numeri: Mapping[str, Decimal]
    articoli: frozenset[str]
    moltiplicatori: Frasario[str]
    moltiplicatori_euro: Frasario[str]
    booleani: Frasario[bool]
    mancanti: Frasario[str]
    variazioni: Frasario[str]
    variazioni_dopo: Frasario[str]
    riferimenti: Frasario[str]
    riferimenti_deboli: Frasario[str]
    paragonano: frozenset[str]
    nomi_riferimento: Frasario[str]
    mesi: Mapping[str, int]
    date_introducono: Frasario[str]
    anno_dopo: frozenset[str]
    anno_parole: Frasario[str]
    periodi: Mapping[str, int]
    ordinali: Mapping[str, int]
    dopo_giorno: frozenset[str]
    vuote: frozenset[str]
    non_nomi: frozenset[str]
    capovolgono: frozenset[str]
    intervallo_prima: Frasario[str]
    intervallo_mezzo: Frasario[str]
    fasce: Frasario[str]
    esiti: Frasario[str]


@cache
def lessico() -> Lessico:
    """Return the words of ``profiles/target.toml``, compiled once."""
    profile = read_profile("target")
    dates, words, references = profile["date"], profile["parole"], profile["riferimenti"]
    after = phrases(profile["variazioni_dopo"])
    strong, weak = plain(references["introducono"]), plain(references["introducono_deboli"])
    return Lessico(
        operatori=phrases(profile["operatori"]),
        operatori_dopo=phrases(profile["operatori_dopo"]),
        unita=phrases(profile["unita"]),
        unita_tempo=frozenset(profile["tempo"]["unita"]),
        numeri={word: Decimal(value) for word, value in profile["numeri"]["valori"].items()},
        articoli=frozenset(profile["numeri"]["articoli"]),
        moltiplicatori=phrases(profile["moltiplicatori"]),
        moltiplicatori_euro=phrases(profile["moltiplicatori_euro"]),
        booleani=_booleans(profile["booleani"]),
        mancanti=phrases(profile["mancanti"]),
        variazioni=phrases(profile["variazioni"]),
        variazioni_dopo=after,
        riferimenti=strong,
        riferimenti_deboli=weak,
        paragonano=frozenset([*after.lunghe, *strong.lunghe, *weak.lunghe]),
        nomi_riferimento=_names(references),
        mesi=_months(dates),
        date_introducono=plain(dates["introducono"]),
        anno_dopo=frozenset(dates["anno_dopo"]),
        anno_parole=plain(dates["anno"]),
        periodi=dates["periodi"],
        ordinali=dates["ordinali"],
        dopo_giorno=frozenset(["/", "-", "°", *_months(dates), *dates["periodi"]]),
        vuote=frozenset(words["vuote"]),
        non_nomi=frozenset(words["non_nomi"]),
        capovolgono=frozenset(words["capovolgono"]),
        intervallo_prima=plain(words["intervallo_prima"]),
        intervallo_mezzo=plain(words["intervallo_mezzo"]),
        fasce=plain(words["fasce"]),
        esiti=plain(words["esiti"]),
    )


def _booleans(table: Mapping[str, Iterable[str]]) -> Frasario[bool]:
    return frasario({phrase_of(text): meaning == "vero" for meaning, texts in table.items() for text in texts})


def _names(references: Mapping[str, Any]) -> Frasario[str]:
    names = {phrase_of(name): name for name in references["nomi"]}
    synonyms = {phrase_of(text): name for name, texts in references["sinonimi"].items() for text in texts}
    return frasario({**names, **synonyms})


def _months(dates: Mapping[str, Any]) -> dict[str, int]:
    both = (dates["mesi"], dates["mesi_brevi"])
    return {name: number for names in both for number, name in enumerate(names, start=1)}
