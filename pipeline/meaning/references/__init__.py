"""Acts and norms named in a text, as structured references with a normalised form.

In: any text. Out: one ``Riferimento`` for each act or norm, in the order of the text, each once. An article without its
act, a number with a slash and a plan's own documents are no references: it refuses to guess.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from pipeline.meaning.references.acts import Atto, read_act
from pipeline.meaning.references.articles import read_articles
from pipeline.meaning.references.tokens import Cursor, tokenize
from pipeline.meaning.references.words import openings, words_of
from pipeline.model import Riferimento
from pipeline.profiles import read_profile

__all__ = ["find_references"]


@lru_cache(maxsize=512)  # a plan says much twice, and next year's says it again
def find_references(testo: str) -> tuple[Riferimento, ...]:
    """Return the acts and norms that a text names; one named twice stands once, as first printed.

    ``norma`` is a URN of the Italian standard (``urn:nir:stato:decreto.legislativo:2024;103``, articles behind ``~``),
    a CELEX number, or ``kind:year;number`` where neither exists; what the text does not print is left out.
    """
    figures = _FIGURE.search(testo) is not None
    found = (_coded(testo) if figures else []) + _written(testo, figures=figures)
    if not found:
        return ()
    unique: dict[tuple[str, str], Riferimento] = {}
    for _, riferimento in sorted(found, key=lambda item: item[0]):
        unique.setdefault((riferimento.tipo, riferimento.norma), riferimento)
    return tuple(unique.values())


Found = tuple[int, Riferimento]


def _coded(testo: str) -> list[Found]:
    if _any_pattern().search(testo) is None:
        return []
    return [
        (match.start(), Riferimento(testo=match[0], tipo=tipo, norma=f"{key}:{''.join(match[0].split())}"))
        for tipo, key, pattern in _patterns()
        for match in pattern.finditer(testo)
    ]


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (kind["tipo"], kind["chiave"], re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))
        for kind in _punctual()
        for pattern in kind["schemi"]
    )


@cache
def _any_pattern() -> re.Pattern[str]:
    """Return one pattern for all, without a look at the letters around: it finds their places in a tenth of the time."""
    return re.compile("|".join(f"(?:{pattern})" for kind in _punctual() for pattern in kind["schemi"]))


def _punctual() -> list[dict[str, Any]]:
    kinds: list[dict[str, Any]] = read_profile("riferimenti")["puntuale"]
    return kinds


_FIGURE = re.compile(r"\d")
_APART = bytes(code if chr(code).islower() else ord(" ") for code in range(128)).ljust(256)  # acts are of plain letters


def _written(testo: str, *, figures: bool) -> list[Found]:
    starts = _starts(testo, figures=figures)
    if not starts:  # most texts name no act: not worth taking apart
        return []
    found: list[Found] = []
    tokens = tokenize(testo, min(starts))
    place = 0
    while place < len(tokens):
        read = _act_at(Cursor(tokens, place)) if tokens[place].inizio in starts else None
        if read is None:
            place += 1
            continue
        act, parts = read
        first = tokens[place].inizio
        printed = testo[first : act.dopo.end]
        for part in parts or ("",):
            norma = f"{act.norma}~{part}" if part else act.norma
            found.append((first, Riferimento(testo=printed, tipo=act.tipo, norma=norma)))
        place = act.dopo.place
    return found


def _starts(testo: str, *, figures: bool) -> set[int]:
    """Return the places of a text where an act may start."""
    words = openings(figures=figures)
    small = _lowered(testo)
    there = _plain_words(small)
    if words.keys().isdisjoint(there):
        return set()
    return {
        match.start()
        for word in words.keys() & there
        for match in _whole_word(word).finditer(small)
        if _follow(words[word]).match(testo, match.end())
    }


def _plain_words(small: str) -> list[str]:
    """Return the runs of plain letters of a text in small letters."""
    return small.encode("ascii", "replace").translate(_APART).decode().split()


def _lowered(testo: str) -> str:
    """Return the text in small letters, each in its place (``İ`` has a small form of two signs)."""
    small = testo.lower()
    return small if len(small) == len(testo) else "".join([char.lower()[0] for char in testo])


@cache
def _whole_word(word: str) -> re.Pattern[str]:
    """Return the pattern of a word that is no part of another; the word stands first, since so it is looked for quickest."""
    return re.compile(rf"{word}(?<![^\W\d_]{word})(?![^\W\d_])")


@cache
def _follow(text: str) -> re.Pattern[str]:
    return re.compile(text)


def _act_at(cursor: Cursor) -> tuple[Atto, tuple[str, ...]] | None:
    return _with_article(cursor) or _bare(cursor)


def _with_article(cursor: Cursor) -> tuple[Atto, tuple[str, ...]] | None:
    """Read ``art. 2190 c.c.``, ``art. 19, comma 2, del D.Lgs. 91/2011``."""
    articles = read_articles(cursor)
    if articles is None:
        return None
    act = read_act(articles[1].skip_words(words_of("legami"), ",'’"), after_article=True)
    return (act, articles[0]) if act is not None else None


def _bare(cursor: Cursor) -> tuple[Atto, tuple[str, ...]] | None:
    """Read ``D.Lgs. 103/2024``, and ``D.Lgs. 150/2009, art. 10`` unless that article is another act's."""
    act = read_act(cursor, after_article=False)
    if act is None:
        return None
    behind = act.dopo.skip_signs(",")
    articles = read_articles(behind)
    if articles is None or _with_article(behind) is not None:
        return act, ()
    return Atto(act.tipo, act.norma, articles[1]), articles[0]
