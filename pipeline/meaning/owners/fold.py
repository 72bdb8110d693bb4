"""Names made comparable: folded words, the kind of unit they start with, and what must never be matched loosely.

Text in, values out. Nothing here knows a registry; likeness is decided elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.profiles import read_profile

_DOTTED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,2}\.){2,}")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))
_SIGNS = {ord("&"): " e ", ord("ª"): " ", ord("º"): " ", ord("°"): " "}
_WORD = re.compile(r"[^\W_]+")


class Nome(NamedTuple):
    """A name taken apart.

    ``testa`` is the kind of unit (``servizio``) or None, ``parole`` the telling words in their order, ``designazioni``
    the figures, numerals and letters that must be equal before any likeness counts.
    """

    testa: str | None
    parole: tuple[str, ...]
    designazioni: tuple[str, ...]

    @property
    def has_words(self) -> bool:
        """Say whether there is more than designations to go by."""
        return len(self.parole) > len(self.designazioni)


@lru_cache(maxsize=4096)
def fold_words(testo: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and punctuation; ``G.D.T.D.`` is one word."""
    seen = testo if testo.isascii() else testo.translate(_INVISIBLE)
    joined = _DOTTED.sub(lambda match: match[0].replace(".", "") + " ", seen) if "." in seen else seen
    return tuple(_WORD.findall(_bare(joined)))


def _bare(testo: str) -> str:
    """Return the text in small letters, without accents."""
    if testo.isascii():  # most: the only sign that stands for a word is looked for, not each character asked
        return testo.replace("&", _SIGNS[ord("&")]).lower()
    plain = unicodedata.normalize("NFKD", testo.translate(_SIGNS))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def fold(testo: str) -> str:
    """Return the folded words with one space between; folding twice changes nothing."""
    return " ".join(fold_words(testo))


@lru_cache(maxsize=4096)
def parse_nome(testo: str) -> Nome:
    """Take a name apart. ``Servizio`` alone has a kind and no words."""
    words = fold_words(testo)
    testa, length = match_head(words)
    parole: list[str] = []
    designazioni: list[str] = []
    rest = words[length:]
    for place, word in enumerate(rest):
        marked = (place == 0 and testa is not None) or (place == len(rest) - 1 and place > 0)
        designation = _designation(word, marked=marked)
        if designation is not None:
            designazioni.append(designation)
            parole.append(designation)
        elif word not in _vocabulary("vuote"):
            parole.append(word)
    return Nome(testa, tuple(parole), tuple(designazioni))


def match_head(words: tuple[str, ...]) -> tuple[str | None, int]:
    """Return the kind of unit that the words start with and how many words say so; (None, 0) when none does."""
    for length in (3, 2, 1):
        kind = _heads().get(" ".join(words[:length])) if len(words) >= length else None
        if kind is not None:
            return kind, length
    return None, 0


@cache
def head_words() -> frozenset[str]:
    """Return the full words (no abbreviations) that start a unit's name."""
    return frozenset(form for form in _heads() if " " not in form and len(form) > 3)


@cache
def _heads() -> dict[str, str]:
    heads: dict[str, list[str]] = read_profile("owner")["teste"]
    return {form: kind for kind, forms in heads.items() for form in forms}


@cache
def _vocabulary(key: str) -> frozenset[str]:
    return frozenset(read_profile("owner")["parole"][key])


@cache
def _numbers() -> dict[str, str]:
    parole = read_profile("owner")["parole"]
    numbers = {word: str(place) for place, word in enumerate(parole["romani"], start=1)}
    for place, words in enumerate(parole["ordinali"], start=1):
        numbers |= dict.fromkeys(words, str(place))
    return numbers


def _designation(word: str, *, marked: bool) -> str | None:
    """Return a designation in its one form (``ii`` and ``02`` are ``2``), or None for a word.

    A letter that is also an article or a conjunction counts only where it is ``marked``: after the kind, or last.
    """
    if not word.isalpha() and any(char.isdigit() for char in word):
        return word.lstrip("0") or "0"
    if len(word) == 1 and not marked and word in _vocabulary("vuote"):
        return None
    if word in _numbers():
        return _numbers()[word]
    return word if len(word) == 1 or word in _vocabulary("marche") else None
