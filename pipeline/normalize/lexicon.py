"""The vocabularies of ``profiles/lessico.toml``, folded and ready to ask."""

from __future__ import annotations

from functools import cache

from pipeline.normalize.similarity import fold
from pipeline.profiles import read_profile


@cache
def words(section: str, key: str) -> frozenset[str]:
    """Return one word list, folded."""
    return frozenset(fold(word) for word in read_profile("lessico")[section][key])


@cache
def _starts(section: str, key: str) -> tuple[str, ...]:
    return tuple(sorted((word + " " for word in words(section, key)), key=lambda word: (-len(word), word)))


def starting_word(text: str, section: str, key: str = "inizi") -> str | None:
    """Return the longest entry of the list that the text starts with (whole words), or None."""
    folded = fold(text) + " "
    starts = _starts(section, key)
    if not folded.startswith(starts):  # most
        return None
    return next(word.strip() for word in starts if folded.startswith(word))


@cache
def table(section: str, key: str) -> tuple[tuple[str, str], ...]:
    """Return one word table as (folded words, what they stand for), the longest first."""
    entries: dict[str, str] = read_profile("lessico")[section][key]
    return tuple(
        sorted(((fold(word), name) for word, name in entries.items()), key=lambda item: (-len(item[0]), item[0]))
    )
