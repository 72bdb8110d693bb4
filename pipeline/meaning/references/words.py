"""The kinds and words of ``profiles/riferimenti.toml``, ready to be matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from pipeline.profiles import read_profile

Forma = tuple[str, ...]
"""The words of a form."""

Meant = TypeVar("Meant", int, str)


@cache
def words_of(key: str) -> tuple[str, ...]:
    """Return a list of words of the grammar, in the file's order."""
    return tuple(read_profile("riferimenti")["parole"][key])


@cache
def forms_of(family: str, key: str = "forme") -> dict[str, tuple[tuple[Forma, int], ...]]:
    """Return a family's forms, each with its kind's place in the file, by their first word; the longest first."""
    kinds: list[dict[str, Any]] = read_profile("riferimenti")[family]
    forms = [(form, place) for place, kind in enumerate(kinds) for form in kind.get(key, ())]
    return _by_first_word(forms)


def kind_of(family: str, place: int) -> dict[str, Any]:
    """Return a kind of a family by its place in the file."""
    kind: dict[str, Any] = read_profile("riferimenti")[family][place]
    return kind


@cache
def organs() -> dict[str, tuple[tuple[Forma, str], ...]]:
    """Return every form of every acting body with its slug, by its first word; the longest first."""
    table: dict[str, list[str]] = read_profile("riferimenti")["organi"]
    return _by_first_word([(form, slug) for slug, names in table.items() for form in names])


def _by_first_word(forms: Sequence[tuple[str, Meant]]) -> dict[str, tuple[tuple[Forma, Meant], ...]]:
    """Return forms, cut into their words, with what they mean, by their first word; the longest first."""
    found: dict[str, list[tuple[Forma, Meant]]] = {}
    for form, meant in sorted(forms, key=lambda item: (-len(item[0].split()), -len(item[0]), item)):
        cut = tuple(form.split())
        found.setdefault(cut[0], []).append((cut, meant))
    return {first: tuple(alike) for first, alike in found.items()}


@cache
def openings(*, figures: bool) -> dict[str, str]:
    """Return every word that an act, a norm or an article can start with, and the pattern of what must follow it.

    Elsewhere there is nothing to try. Without ``figures`` only a code can stand in the text (``codice civile``): all others
    have a number or a date. The patterns are texts: a plan meets few of the words, and only theirs are compiled.
    """
    follow: dict[str, set[str]] = {}
    for form, kind in _starting_forms(figures=figures):
        follow.setdefault(form[0], set()).add(_follow(form, kind))
    if figures:
        follow.update({word: {r"[\s.]*\d"} for word in words_of("articolo")})
        follow.update({word: {""} for word in read_profile("riferimenti")["tecnico"]["primi"]})
    return {word: "|".join(sorted(patterns)) for word, patterns in follow.items()}


def _follow(form: Forma, kind: dict[str, Any]) -> str:
    """Return the pattern of what stands behind a form's first word: its second's first letter, folded or not, or its stop."""
    if len(form) > 1:
        letter = form[1][0]
        return rf"[\s.'’-]*(?:[{letter}{letter.upper()}]|[^\x00-\x7f])"
    return r"\s*\." if kind.get("punto") else ""


def _starting_forms(*, figures: bool) -> Iterator[tuple[Forma, dict[str, Any]]]:
    """Yield the forms that may open an act, with their kinds; what is one only after an article opens none."""
    for family in ("numerato", "codice", "europeo", "annuale") if figures else ("codice",):
        for key in ("forme", "sigle"):
            for forms in forms_of(family, key).values():
                yield from ((form, kind_of(family, place)) for form, place in forms)
