"""What the indicator's own words tell about a target: its unit, its direction, what it is measured against.

In: the indicator's text and ALGORITMO. Out: plain facts about the wording, from the phrases of ``profiles/target.toml``.
Whether a fact is used is the inference's business; a target's printed signs always come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from pipeline.meaning.formulas import find_formula
from pipeline.meaning.phrases import Frasario, phrase_of, plain
from pipeline.meaning.targets.words import lessico
from pipeline.meaning.tokens import Tokens, compose, first_texts, tokenize
from pipeline.model import Formula
from pipeline.profiles import read_profile
from pipeline.profiles.folding import fold

_HEAD = 4  # the words that say what an indicator is: "Percentuale di …", "Incremento percentuale …"
_COUNT = 3  # the words that say that things are counted: "N. di …"
_ANY_ENDING = "*"


Texts = tuple[str, ...]


class Frasi(NamedTuple):
    """Phrases to look for: those that begin with a whole word, by that word, and the stems that any word may begin with.

    ``indizi`` are one word of every phrase that has words, ``segni`` the phrases of one sign: where none of them stands, in the
    folded text or in the printed one, no phrase does.
    """

    per_parola: Mapping[str, tuple[Texts, ...]]
    radici: Texts
    indizi: Texts
    segni: Texts


@cache
def _phrases(name: str) -> Frasi:
    by_word: dict[str, tuple[Texts, ...]] = {}
    stems: list[str] = []
    all_phrases = [phrase_of(text) for text in read_profile("target")["indicatore"][name]]
    for phrase in all_phrases:
        if len(phrase) == 2 and phrase[1] == _ANY_ENDING:
            stems.append(phrase[0])
        else:
            by_word[phrase[0]] = (*by_word.get(phrase[0], ()), phrase)
    clues = [_clue(phrase) for phrase in all_phrases]
    signs = tuple(phrase[0] for phrase, clue in zip(all_phrases, clues, strict=True) if not clue)
    words = tuple(sorted({clue for clue in clues if clue}))
    return Frasi(per_parola=by_word, radici=tuple(stems), indizi=words, segni=signs)


def _clue(phrase: Texts) -> str:
    """Return the longest word of a phrase, among those that folding a text leaves as they are; empty for a sign."""
    return max((text for text in phrase if fold(text) == text), key=len, default="")


class Dicitura:
    """Facts about an indicator's wording, each looked for when it is asked: most targets print all that they need."""

    def __init__(self, indicatore: str, algoritmo: str, target: str) -> None:
        """Take the texts; of the target's own words only what they say about time given out counts."""
        self._indicatore, self._algoritmo, self._target = indicatore, algoritmo, target
        self._folded = fold(f"{indicatore} {algoritmo}")
        self._composed = compose(f"{indicatore} {algoritmo}")

    @cached_property
    def _tokens(self) -> Tokens:
        return (*tokenize(self._indicatore), *tokenize(self._algoritmo))

    @cached_property
    def _texts(self) -> Texts:
        return _texts(self._tokens)

    @cached_property
    def _head(self) -> Texts:
        return first_texts(self._indicatore, _HEAD)

    def _may_say(self, name: str) -> bool:
        """Tell whether some phrase may stand in the texts: most say nothing of the kind, and are not taken apart."""
        phrases = _phrases(name)
        return any(map(self._folded.__contains__, phrases.indizi)) or any(
            map(self._composed.__contains__, phrases.segni)
        )

    def _says(self, name: str) -> bool:
        return self._may_say(name) and _says(self._texts, name)

    def _opens(self, name: str) -> bool:
        return self._may_say(name) and _says(self._head, name)

    @cached_property
    def _measured(self) -> Texts:
        return _texts(tokenize(self._formula.numeratore if self._formula else self._indicatore))

    def _measures(self, name: str) -> bool:
        return self._may_say(name) and _says(self._measured, name)

    @cached_property
    def _formula(self) -> Formula | None:
        return find_formula(self._algoritmo)[0] or find_formula(self._indicatore)[0]

    @property
    def presente(self) -> bool:
        """Whether there are words at all."""
        return bool(first_texts(self._indicatore, 1) or first_texts(self._algoritmo, 1))

    @property
    def rapporto(self) -> bool:
        """Whether a ratio is printed."""
        return self._formula is not None

    @property
    def tempo(self) -> str | None:
        """The unit where the indicator is a span of time waited for (empty: a time, but its unit is not told)."""
        return _time_unit(self._tokens, self._texts) if not self.rapporto and self._says("tempo") else None

    @property
    def erogato(self) -> str | None:
        """The unit where the indicator is an amount of time given out."""
        return _first_unit(self._tokens) if not self.rapporto and self._says("tempo_erogato") else None

    @property
    def in_tutto(self) -> bool:
        """Whether the target itself says that it is time given out."""
        return _says(_texts(tokenize(self._target)), "tempo_erogato")

    @property
    def percentuale(self) -> bool:
        """Whether the indicator opens as a percentage."""
        return self._opens("percentuale")

    @property
    def punti(self) -> bool:
        """Whether a score is measured."""
        return not self.rapporto and self._says("punti")

    @property
    def euro(self) -> bool:
        """Whether money is measured."""
        return not self.rapporto and self._says("euro")

    @property
    def conteggio(self) -> bool:
        """Whether the indicator opens as a count."""
        return self._may_say("conteggio") and _says(self._texts[:_COUNT], "conteggio")

    @property
    def anno_precedente(self) -> bool:
        """Whether the ratio divides a year by the one before."""
        return self._formula is not None and _says(_texts(tokenize(self._formula.denominatore)), "anno_precedente")

    @property
    def variazione(self) -> bool:
        """Whether the indicator opens as a change."""
        return self._opens("variazione")

    @property
    def al_ribasso(self) -> bool:
        """Whether lower is better."""
        lower = self._measures("riduce") or self._opens("tempo")
        return lower and not self._measures("aumenta")


def _texts(tokens: Tokens) -> Texts:
    return tuple([token.testo for token in tokens])


def _says(texts: Texts, name: str) -> bool:
    by_word, stems, *_ = _phrases(name)
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
    names, units = _names_of_time(), lessico().unita
    for at, token in enumerate(tokens):
        if token.testo not in names.lunghe:
            continue
        named, unit = names.match(tokens, at), units.match(tokens, at)
        counted = at > 0 and tokens[at - 1].tipo == "num"
        if named and unit and not counted:
            yield unit[0]


def _time_unit(tokens: Tokens, texts: Texts) -> str | None:
    """Return the unit of a span of time that the wording speaks of: the one that it names, or days; None where things are counted.

    Empty where it is not told: the wording names several, or a time is only the yardstick (``Rispetto dei tempi di …``).
    """
    if _counts_things(tokens, texts):
        return None
    units = sorted(set(_units_of_time(tokens)))
    if len(units) > 1 or _says(texts, "tempo_rispettato"):
        return ""
    return units[0] if units else str(read_profile("target")["tempo"]["ordinaria"])


def _counts_things(tokens: Tokens, texts: Texts) -> bool:
    """Tell whether the indicator counts things rather than time (``N. pratiche con tempo di evasione …``)."""
    return _says(texts[:2], "conteggio") and not any(_units_of_time(tokens[:_HEAD]))


def _first_unit(tokens: Tokens) -> str | None:
    return next(iter(_units_of_time(tokens)), None)
