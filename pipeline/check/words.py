"""The words of ``profiles/controlli.toml``, folded and ready to ask, and how a text is cut into words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from pipeline.profiles import read_profile

_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"\W")
_APART = bytes(code if _WORD.match(chr(code)) else ord(" ") for code in range(128)).ljust(256)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


_KEPT = 16384
"""Every rule asks the same texts again: so many are kept folded."""


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """Return the text in lower case and without accents; punctuation stays."""
    if text.isascii():
        return text.lower()
    return _BEYOND_ASCII.sub(lambda match: _without_accent(match[0]), text.casefold())  # few are beyond


@lru_cache(maxsize=1024)  # a document has some twenty of them, a thousand times
def _without_accent(sign: str) -> str:
    return "".join([char for char in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(char)])


@lru_cache(maxsize=_KEPT)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, in order."""
    bare = text.lower() if text.isascii() else _BEYOND_ASCII.sub(_letters, text.casefold())
    if bare.isascii():  # cut in a tenth of the time
        return tuple(bare.encode().translate(_APART).decode().split())
    return tuple(_WORD.findall(bare))


def _letters(match: re.Match[str]) -> str:
    """Return the letters of a sign without accents; a blank for one that parts words."""
    return _letters_of(match[0])


@lru_cache(maxsize=1024)
def _letters_of(sign: str) -> str:
    return _NO_WORD.sub(" ", _without_accent(sign))


def fold_words(text: str) -> str:
    """Return the words of a text, folded, parted by single spaces: what two equal texts have in common."""
    return " ".join(words_of(text))


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """Return one word list of the profile, folded."""
    return frozenset(fold(word) for word in setting(section, key))


def setting(section: str, key: str) -> Any:
    """Return one entry of the profile as it stands."""
    return read_profile("controlli")[section][key]


def ends_with_any_of(text: str, section: str, key: str) -> bool:
    """Say whether a folded text of single blanks ends with any phrase of one list."""
    form, longest = _endings(section, key)
    return form.search(text, max(0, len(text) - longest)) is not None  # what stands before is not worth a look


@cache
def _endings(section: str, key: str) -> tuple[re.Pattern[str], int]:
    """Return the regular expression that finds any phrase of one list at the end of a text, and the longest's letters."""
    phrases = sorted(listed(section, key), key=lambda phrase: (-len(phrase), phrase))
    forms = "|".join(re.escape(phrase) for phrase in phrases)
    return re.compile(rf"\b(?:{forms})$"), len(phrases[0])
