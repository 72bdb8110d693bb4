"""The kinds and words of ``profiles/riferimenti.toml``, ready to be matched."""

from __future__ import annotations

import re
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
def organs() -> tuple[tuple[str, str], ...]:
    """Return every form of every acting body with its slug, the longest first."""
    table: dict[str, list[str]] = read_profile("riferimenti")["organi"]
    forms = [(form, slug) for slug, names in table.items() for form in names]
    return tuple(sorted(forms, key=lambda item: (-len(item[0].split()), -len(item[0]), item)))


@cache
def first_words(*, figures: bool) -> frozenset[str]:
    """Return every word that an act, a norm or an article can start with.

    Without ``figures`` only a code can stand in the text (``codice civile``): all others have a number or a date.
    """
    forms = {form.split()[0] for form, _ in _starting_forms(figures=figures)}
    others = (*words_of("articolo"), *read_profile("riferimenti")["tecnico"]["primi"]) if figures else ()
    return frozenset(forms.union(others))


@cache
def openings(*, figures: bool) -> re.Pattern[str]:
    """Return the pattern of the places where one may start: elsewhere there is nothing to try.

    Asked for are a form's first word and the first letter of its second (or any that folding may make that one).
    """
    starts = {_opening(form, kind) for form, kind in _starting_forms(figures=figures)}
    if figures:
        starts.update(rf"{word}{_WORD_END}(?=[\s.]*\d)" for word in words_of("articolo"))
        starts.update(f"(?-i:{word.upper()}){_WORD_END}" for word in read_profile("riferimenti")["tecnico"]["primi"])
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(starts))})", re.IGNORECASE)


_WORD_END = r"(?![^\W\d_])"


def _opening(form: str, kind: dict[str, Any]) -> str:
    first, *others = form.split()
    if others:
        return rf"{first}{_WORD_END}(?=[\s.'’-]*(?:{others[0][0]}|[^\x00-\x7f]))"
    return rf"{first}{_WORD_END}" + (r"(?=\s*\.)" if kind.get("punto") else "")


def _starting_forms(*, figures: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the forms that may open an act, with their kinds; what is one only after an article opens none."""
    for family in ("numerato", "codice", "europeo", "annuale") if figures else ("codice",):
        for key in ("forme", "sigle"):
            for forms in forms_of(family, key).values():
                yield from ((form, kind_of(family, place)) for form, place in forms)
