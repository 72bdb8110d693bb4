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
def forms_of(family: str, key: str = "forme") -> dict[str, tuple[tuple[str, int], ...]]:
    """Return a family's forms, each with its kind's place in the file, by their first word; the longest first."""
    kinds: list[dict[str, Any]] = read_profile("riferimenti")[family]
    forms = [(form, place) for place, kind in enumerate(kinds) for form in kind.get(key, ())]
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for form, place in sorted(forms, key=lambda item: (-len(item[0].split()), -len(item[0]), item)):
        found[form.split()[0]] = (*found.get(form.split()[0], ()), (form, place))
    return found


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


@cache
def first_words(*, figures: bool = True) -> frozenset[str]:
    """Return every word that an act, a norm or an article can start with: at all others there is nothing to try.

    Without ``figures`` only a code can stand in the text (``codice civile``): all others have a number or a date.
    """
    families = ("numerato", "codice", "europeo", "annuale") if figures else ("codice",)
    keys = ("forme", "sigle", "solo_con_articolo")
    starts = {word for family in families for key in keys for word in forms_of(family, key)}
    if not figures:
        return frozenset(starts)
    return frozenset(starts | set(words_of("articolo")) | set(read_profile("riferimenti")["tecnico"]["primi"]))
