"""The vocabularies of ``profiles/lessico.toml``, folded and ready to ask."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pipeline.normalize.similarity import fold
from pipeline.profiles import read_profile


@cache
def words(section: str, key: str) -> frozenset[str]:
    """Return one word list, folded."""
    return frozenset(fold(word) for word in read_profile("lessico")[section][key])


class Starts(NamedTuple):
    """The entries of a list, each with a space behind it, the longest first, and the letters that they begin with."""

    entries: tuple[str, ...]
    letters: frozenset[str]


@cache
def _starts(section: str, key: str) -> Starts:
    listed = words(section, key)
    entries = tuple(sorted((word + " " for word in listed), key=lambda word: (-len(word), word)))
    return Starts(entries, first_letters(listed))


def first_letters(entries: Iterable[str]) -> frozenset[str]:
    """Return the letters that folded texts begin with."""
    return frozenset(entry[:1] for entry in entries)


def opens_otherwise(text: str, letters: frozenset[str]) -> bool:
    """Say whether a text begins, for sure, with none of the letters: what saves to fold most."""
    first = text[:1]
    return first.isascii() and first.isalnum() and first.lower() not in letters


def starting_word(text: str, section: str, key: str = "inizi") -> str | None:
    """Return the longest entry of the list that the text starts with (whole words), or None."""
    entries, letters = _starts(section, key)
    if opens_otherwise(text, letters):  # most
        return None
    folded = fold(text) + " "
    if not folded.startswith(entries):
        return None
    return next(word.strip() for word in entries if folded.startswith(word))


@cache
def table(section: str, key: str) -> tuple[tuple[str, str], ...]:
    """Return one word table as (folded words, what they stand for), the longest first."""
    entries: dict[str, str] = read_profile("lessico")[section][key]
    return tuple(
        sorted(((fold(word), name) for word, name in entries.items()), key=lambda item: (-len(item[0]), item[0]))
    )
