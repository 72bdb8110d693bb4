"""The two sides of a slash: do they make a ratio, and where does the numerator begin?

In: what stands left and right of a slash, within one stretch of text. Out: numerator and denominator, or None. The words
are data (``profiles/target.toml``, table ``formula``); what is judged is only where they stand.
"""

from __future__ import annotations

import itertools
from functools import cache
from typing import NamedTuple

from pipeline.meaning.formulas.groups import Brano
from pipeline.meaning.phrases import Frasario, plain
from pipeline.meaning.tokens import Tokens
from pipeline.profiles import read_profile

_SHORTEST_NAME = 4  # letters: shorter words (articles, "iv.", "di") name nothing that is counted
_SHARED_NAMES = 2  # with a count on neither or only the left side, so many names must come back


class Parole(NamedTuple):
    """The words of formulas: markers begin a count, amounts a measure; a marker behind a preposition begins nothing.

    ``aprono`` are the words that a count may open with: an article, or a marker's first. ``non_nomi`` name nothing that is counted.
    """

    marcatori: Frasario[str]
    aprono: frozenset[str]
    non_nomi: frozenset[str]
    grandezze: frozenset[str]
    articoli: frozenset[str]
    preposizioni: frozenset[str]
    su: frozenset[str]
    per_cento: Frasario[str]


@cache
def read_words() -> Parole:
    """Return the words of formulas, compiled once."""
    table = read_profile("target")["formula"]
    markers = plain(table["marcatori"])
    return Parole(
        marcatori=markers,
        aprono=frozenset([*markers.lunghe, *table["articoli"]]),
        non_nomi=frozenset([*itertools.chain(*markers.voci), *table["grandezze"], *table["preposizioni"]]),
        grandezze=frozenset(table["grandezze"]),
        articoli=frozenset(table["articoli"]),
        preposizioni=frozenset(table["preposizioni"]),
        su=frozenset(table["su"]),
        per_cento=plain(table["per_cento"]),
    )


def join_sides(left: Brano, right: Brano, *, strict: bool) -> tuple[Tokens, Tokens] | None:
    """Return numerator and denominator where both sides make a ratio. ``strict``: only with a count on both."""
    below = _without_percent(right)
    if strict and not _is_count(below):
        return None
    start = _first_count(left)
    if start is None:
        return None
    above = left.tokens[start:]
    if not above or not below:
        return None
    if strict:
        return (above, below) if _is_count(above) else None
    measures = [_is_count(side) or _is_measure(side) for side in (above, below)]
    return (above, below) if all(measures) or _repeats(above, below, measured_below=measures[1]) else None


def _without_percent(right: Brano) -> Tokens:
    """Return the denominator without the ``x 100`` of a percentage behind it."""
    phrases, tokens = read_words().per_cento, right.tokens
    if phrases.lunghe.keys().isdisjoint(right.testi):
        return tokens
    for at, token in enumerate(tokens):
        found = phrases.match(tokens, at) if token.testo in phrases.lunghe else None
        if found is not None and found[1] == len(tokens):
            return tokens[:at]
    return tokens


def _first_count(left: Brano) -> int | None:
    """Return where the numerator begins: the stretch's start, or its only count marker; None where two may begin it."""
    tokens = left.tokens
    if _is_count(tokens) or _is_measure(tokens):
        return 0
    opening = read_words().aprono
    places = [at for at, text in enumerate(left.testi) if text in opening and at and not left.profondita[at]]
    markers = [at for at in places if _begins_count(tokens, at)]
    if len(markers) > 1:
        return None
    return markers[0] if markers else 0


def _begins_count(tokens: Tokens, at: int) -> bool:
    before = tokens[at - 1]
    return _is_count(tokens, at) and before.testo not in read_words().preposizioni and before.testo != "/"


def _is_count(tokens: Tokens, at: int = 0) -> bool:
    """Tell whether a marker and a name stand at ``at``, not a figure (``n. 5``) or a sign (``N-1``)."""
    start = _behind_article(tokens, at)
    found = read_words().marcatori.match(tokens, start)
    return found is not None and found[1] < len(tokens) and tokens[found[1]].tipo == "word"


def _is_measure(tokens: Tokens) -> bool:
    start = _behind_article(tokens)
    here = tokens[start : start + 2]
    return len(here) == 2 and here[0].testo in read_words().grandezze and here[1].tipo == "word"


def _behind_article(tokens: Tokens, at: int = 0) -> int:
    return at + 1 if at < len(tokens) and tokens[at].testo in read_words().articoli else at


def _repeats(above: Tokens, below: Tokens, *, measured_below: bool) -> bool:
    """Tell whether the denominator names again, first, what the numerator names first.

    Behind a slash a count or an amount of the same thing is a ratio (``Richieste evase / totale richieste``). Without one,
    ``servizi esterni / servizi interni`` would pass, so a second name must come back as well.
    """
    names, again = _names(above), _names(below)
    if len(above) < 2 or len(below) < 2 or not names or not again or names[0] != again[0]:
        return False
    return measured_below or len(set(names) & set(again)) >= _SHARED_NAMES


def _names(tokens: Tokens) -> list[str]:
    """Return the stems of the names: the words without their last vowels, quantity words and prepositions left out."""
    other = read_words().non_nomi
    texts = [token.testo for token in tokens if token.tipo == "word" and len(token.testo) >= _SHORTEST_NAME]
    return [text.rstrip("aeiou") for text in texts if text not in other]
