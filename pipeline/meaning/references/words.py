"""The kinds and words of ``profiles/riferimenti.toml``, ready to be matched."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline.profiles import read_profile


@cache
def words_of(key: str) -> tuple[str, ...]:
    """Return a list of words of the grammar, in the file's order."""
    return tuple(read_profile("riferimenti")["parole"][key])


@cache
def forms_of(family: str, key: str = "forme") -> tuple[tuple[str, int], ...]:
    """Return every form of a family with its kind's place in the file, the longest first."""
    kinds: list[dict[str, Any]] = read_profile("riferimenti")[family]
    forms = [(form, place) for place, kind in enumerate(kinds) for form in kind.get(key, ())]
    return tuple(sorted(forms, key=lambda item: (-len(item[0].split()), -len(item[0]), item)))


def kind_of(family: str, place: int) -> dict[str, Any]:
    """Return a kind of a family by its place in the file."""
    kind: dict[str, Any] = read_profile("riferimenti")[family][place]
    return kind


@cache
def organs() -> tuple[tuple[str, str], ...]:
    """Return every form of every acting body with its slug, the longest first."""
    table: dict[str, list[str]] = read_profile("riferimenti")["organi"]
    forms = [(form, slug) for slug, names in table.items() for form in names]
    return tuple(sorted(forms, key=lambda item: (-len(item[0].split()), -len(item[0]), item)))
