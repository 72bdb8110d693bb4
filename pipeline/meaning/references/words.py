"""The kinds and words of ``profiles/riferimenti.toml``, ready to be matched."""

from __future__ import annotations

from collections.abc import Iterator
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
def organs() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return every form of every acting body with its slug, by its first word; the longest first."""
    table: dict[str, list[str]] = read_profile("riferimenti")["organi"]
    forms = [(form, slug) for slug, names in table.items() for form in names]
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for form, slug in sorted(forms, key=lambda item: (-len(item[0].split()), -len(item[0]), item)):
        found[form.split()[0]] = (*found.get(form.split()[0], ()), (form, slug))
    return found


@cache
def openings(*, figures: bool) -> dict[str, str]:
    """Return every word that an act, a norm or an article can start with, and the pattern of what must follow it.

    Elsewhere there is nothing to try. Without ``figures`` only a code can stand in the text (``codice civile``): all others
    have a number or a date. The patterns are texts: a plan meets few of the words, and only theirs are compiled.
    """
    follow: dict[str, set[str]] = {}
    for form, kind in _starting_forms(figures=figures):
        follow.setdefault(form.split()[0], set()).add(_follow(form, kind))
    if figures:
        follow.update({word: {r"[\s.]*\d"} for word in words_of("articolo")})
        follow.update({word: {""} for word in read_profile("riferimenti")["tecnico"]["primi"]})
    return {word: "|".join(sorted(patterns)) for word, patterns in follow.items()}


def _follow(form: str, kind: dict[str, Any]) -> str:
    """Return the pattern of what stands behind a form's first word: its second's first letter, folded or not, or its stop."""
    others = form.split()[1:]
    if others:
        letter = others[0][0]
        return rf"[\s.'’-]*(?:[{letter}{letter.upper()}]|[^\x00-\x7f])"
    return r"\s*\." if kind.get("punto") else ""


def _starting_forms(*, figures: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the forms that may open an act, with their kinds; what is one only after an article opens none."""
    for family in ("numerato", "codice", "europeo", "annuale") if figures else ("codice",):
        for key in ("forme", "sigle"):
            for forms in forms_of(family, key).values():
                yield from ((form, kind_of(family, place)) for form, place in forms)
