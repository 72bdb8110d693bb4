"""Acts and norms at a place of a text, one reader for each way to write them (``profiles/riferimenti.toml``).

A cursor in; kind, normalised form and the cursor past the act out. A form without the particulars that its kind needs
is not an act: ``DM`` alone, ``24/2026``, ``SPID/CIE``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pipeline.meaning.references.european import read_celex
from pipeline.meaning.references.particulars import Estremi, read_particulars
from pipeline.meaning.references.tokens import Cursor
from pipeline.meaning.references.words import forms_of, kind_of, organs, words_of
from pipeline.profiles import read_profile


class Atto(NamedTuple):
    """An act found: its kind, its normalised form without article, and the cursor past it."""

    tipo: str
    norma: str
    dopo: Cursor


def read_act(cursor: Cursor, *, after_article: bool) -> Atto | None:
    """Return the act at the cursor, or None; some are acts only after an article (``art. 2190 c.c.``)."""
    readers: tuple[Callable[[Cursor], Atto | None], ...] = (_european, _numbered, _technical, _yearly)
    named = _named(cursor, after_article=after_article)
    return named or next((act for reader in readers if (act := reader(cursor)) is not None), None)


def _matching(cursor: Cursor, family: str, key: str = "forme") -> Iterator[tuple[dict[str, Any], Cursor]]:
    token = cursor.peek()
    for form, place in forms_of(family, key).get(token.forma if token else "", ()):
        after = cursor.match_form(form)
        if after is not None:
            yield kind_of(family, place), after


def _named(cursor: Cursor, *, after_article: bool) -> Atto | None:
    for kind, after in _matching(cursor, "codice"):
        return Atto(kind["tipo"], kind["norma"], after)
    for kind, after in _matching(cursor, "codice", "sigle"):
        if _is_capital(cursor, after):
            return Atto(kind["tipo"], kind["norma"], after)
    if after_article:
        for kind, after in _matching(cursor, "codice", "solo_con_articolo"):
            return Atto(kind["tipo"], kind["norma"], after)
    return None


def _is_capital(start: Cursor, end: Cursor) -> bool:
    words = [token for token in start.tokens[start.place : end.place] if token.tipo == "parola"]
    return all(token.testo.isupper() for token in words)


def _numbered(cursor: Cursor) -> Atto | None:
    for kind, after in _matching(cursor, "numerato"):
        if not _is_written_so(kind, cursor, after):
            continue
        slug, start = _organ(after) if kind.get("organi") else (None, after)
        found = read_particulars(start)
        if found is None or not _is_enough(kind, found[0], start):
            continue
        end = found[1]
        if slug is None and kind.get("organi"):
            slug, end = _organ(end)
        return Atto(kind["tipo"], _norma(kind, found[0], slug), end)
    return None


def _is_written_so(kind: dict[str, Any], start: Cursor, end: Cursor) -> bool:
    """Say whether the words have the capitals and the dot that their kind asks for: ``L. 241/1990``, not ``sala L 12``."""
    dotted = end.move(-1).is_sign(".") or not kind.get("punto")
    return dotted and (not kind.get("maiuscole") or _is_capital(start, end))


def _is_enough(kind: dict[str, Any], estremi: Estremi, start: Cursor) -> bool:
    """Say whether a kind can do with these particulars. A number alone must not go on as another quantity."""
    if estremi.numero is None:
        return start.word_in(words_of("del")) if kind.get("senza_numero") == "del" else "senza_numero" in kind
    if not estremi.quando:
        return bool(kind.get("senza_anno")) and len(estremi.numero) <= 4
    printed = [token.testo for token in start.tokens[start.place : start.place + 5]]
    return not kind.get("anno_intero") or str(estremi.anno) in printed or (estremi.anno or 1900) < 2000


def _organ(cursor: Cursor) -> tuple[str | None, Cursor]:
    """Read who acts: ``ANAC``, ``di Giunta camerale``; nobody and the same cursor where none is named."""
    start = cursor.skip_words(words_of("legami"), "'’")
    token = start.peek()
    for form, slug in organs().get(token.forma if token else "", ()):
        after = start.match_form(form)
        if after is not None:
            return slug, after
    return None, cursor


def _norma(kind: dict[str, Any], estremi: Estremi, organ: str | None) -> str:
    if "norma" in kind and estremi.quando:
        norma: str = kind["norma"].format(quando=estremi.quando, numero=estremi.numero or "")
        return norma.rstrip(";")
    key = kind["chiave"] + (f":{organ}" if organ else "")
    return f"{key}:{estremi.quando};{estremi.numero or ''}".rstrip(";")


def _european(cursor: Cursor) -> Atto | None:
    for kind, after in _matching(cursor, "europeo"):
        found = read_celex(after, kind["lettera"])
        if found is not None:
            return Atto(kind["tipo"], found[0], found[1])
    return None


def _yearly(cursor: Cursor) -> Atto | None:
    forms = list(_matching(cursor, "annuale"))
    forms += [(kind, after) for kind, after in _matching(cursor, "annuale", "sigle") if _is_capital(cursor, after)]
    for kind, after in forms:
        first = _full_year(after)
        if first is None:
            continue
        last = _full_year(after.move(2)) if after.move().is_sign("/-–") else None
        years = first if last is None else f"{first}-{last}"
        return Atto(kind["tipo"], f"{kind['chiave']}:{years}", after.move(1 if last is None else 3))
    return None


def _full_year(cursor: Cursor) -> str | None:
    token = cursor.peek()
    is_year = token is not None and token.tipo == "numero" and len(token.testo) == 4 and token.testo[:2] in ("19", "20")
    return token.testo if token is not None and is_year else None


def _technical(cursor: Cursor) -> Atto | None:
    """Read ``UNI PdR 125/2022``, ``UNI EN ISO 9001:2015``, ``ISO/IEC 27001``."""
    table = read_profile("riferimenti")["tecnico"]
    token = cursor.peek()
    if token is None or token.forma not in table["primi"] or not token.testo.isupper():
        return None
    series, place = [token.forma], cursor.move()
    while place.skip_signs("/-").word_in(tuple(table["seguenti"])):
        place = place.skip_signs("/-")
        word = place.peek()
        series.append(word.forma if word else "")
        place = place.move()
    number = place.peek()
    if number is None or number.tipo != "numero":
        return None
    anno = _full_year(place.move(2)) if place.move().is_sign("/:") else None
    if anno is None and (series == ["uni"] and _full_year(place) is not None):
        return None
    return Atto(table["tipo"], f"{'-'.join(series)}:{anno or ''};{number.testo}", place.move(1 if anno is None else 3))
