"""The words of ``profiles/controlli.toml``, folded and ready to ask, and how a text is cut into words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from pipeline.profiles import read_profile

_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Return the text in lower case and without accents; punctuation stays."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    return _WORD.findall(fold(text))


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


@cache
def any_of(section: str, key: str) -> str:
    """Return a regular expression for any phrase of one list, the longest first."""
    phrases = sorted(listed(section, key), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases) + ")"
