"""The words of column headers: whether a word stands in one, begins one, or is one by itself, and the role of a header's text.

They come from profiles/intestazioni.toml. Where header rows stand on a page is told elsewhere (``header``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.profiles import read_profile
from pipeline.profiles.folding import fold, without_remarks

_KEPT = 16384
"""So many words are remembered with their answers: more than a plan has different ones."""
SHORTEST_STRONG = 3
"""A word of fewer letters makes no header row likely."""
SHORTEST_CLIPPED = 5
"""A header word cut off by its column is known by at least this many letters."""
LINE_HYPHENS = "-\u2010\u2011\u00ad"
"""Signs at which a header word may go on in the next line."""


@cache
def _synonyms() -> dict[str, str]:
    """Return folded header -> role."""
    profile = read_profile("intestazioni")
    table = {fold(text): roles[0] for text, roles in profile["ambigui"].items()}
    for role, texts in profile["ruoli"].items():
        table.update({fold(text): role for text in texts})
    return table


@cache
def _squeezed() -> dict[str, str]:
    """Return folded header of some letters, without its spaces -> role: a narrow column breaks words (``Set tor e``)."""
    squeezed = ((text.replace(" ", ""), role) for text, role in _synonyms().items())
    return {text: role for text, role in squeezed if len(text) >= SHORTEST_CLIPPED}


@cache
def _clipped() -> dict[str, str]:
    """Return what is left of a folded header of one word where its column cuts it off -> role, the first header's that fits."""
    clipped: dict[str, str] = {}
    for known, role in _synonyms().items():
        for end in range(SHORTEST_CLIPPED, len(known) + 1) if " " not in known else ():
            clipped.setdefault(known[:end], role)
    return clipped


@cache
def _vocabulary() -> frozenset[str]:
    """Return every word that stands in a header."""
    return frozenset(word for text in _synonyms() for word in text.split())


@cache
def _beginnings() -> frozenset[str]:
    """Return the beginnings of those words, of two letters or more: what a narrow column leaves on one line."""
    return frozenset(word[:end] for word in _vocabulary() for end in range(2, len(word)))


@cache
def _whole_or_clipped() -> frozenset[str]:
    """Return those words and what may be left of them where a column cuts them off, if long enough to tell."""
    return _vocabulary() | {start for start in _beginnings() if len(start) >= SHORTEST_CLIPPED}


@lru_cache(maxsize=_KEPT)
def begins_header_word(text: str) -> bool:
    """Return whether a word of two letters or more, a hyphen aside, begins a longer header word."""
    return fold(text.rstrip(LINE_HYPHENS)) in _beginnings()


@lru_cache(maxsize=_KEPT)
def is_header_word(text: str) -> bool:
    """Return whether the word stands in a known header, whole or cut off by its column. Years and signs count as well."""
    folded = fold(text)
    if folded.isalpha():  # one word, as nearly all are
        return folded in _whole_or_clipped()
    words = folded.split()
    if all(word.isdigit() and len(word) == 4 for word in words):
        return not any(c.isdigit() for c in text) or len(folded) == 4
    return _whole_or_clipped().issuperset(words)


def is_whole_header_word(text: str) -> bool:
    """Return whether the word stands whole in a known header, and is long enough to be put together from parts."""
    return len(text) >= SHORTEST_CLIPPED and fold(text) in _vocabulary()


@lru_cache(maxsize=_KEPT)
def is_strong(text: str) -> bool:
    """Return whether a word is a header by itself (``Target``), and no small word of one (``Fonte dei dati``)."""
    return len(text) >= SHORTEST_STRONG and is_header_word(text) and role_of(text) is not None


@lru_cache(maxsize=_KEPT)
def role_of(text: str) -> str | None:
    """Return the role of a header text: known, known without its year, cut off, or misspelt by a letter or two."""
    folded = re.sub(r"\b(19|20)\d\d\b", "", fold(text)).strip()
    table = _synonyms()
    role = table.get(folded) or _squeezed().get(folded.replace(" ", ""))
    if role is not None:
        return role
    bare = without_remarks(text)
    if bare != text:
        return role_of(bare)
    if folded in _clipped() or len(folded) < SHORTEST_CLIPPED:
        return _clipped().get(folded)
    from rapidfuzz import fuzz, process  # here: most headers are known as they stand

    best = process.extractOne(folded, table.keys(), scorer=fuzz.ratio, score_cutoff=88)
    return table[best[0]] if best else None


def opens_header(text: str) -> bool:
    """Return whether a text is a header, or the first words of a known one."""
    return role_of(text) is not None or any(known.startswith(fold(text) + " ") for known in _synonyms())
