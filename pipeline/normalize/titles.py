"""A title without its code and year mark: ``01.01 - Verifica dinamica al 31/12 (2025)`` -> ``Verifica dinamica al 31/12``, 2025.

A year is a mark where it closes the title, or the part of it before a bracket or a dash (``… di genere 2025 (CC inclusiva)``,
``… all'utenza 2025 - Regolazione``). It is none inside a sentence (``Azioni 2025 per il miglioramento``), in a date or a range
(``2024/2026``), or behind a preposition or month (``per l'anno 2025``, ``10 novembre 2022``).
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalize.lexicon import words
from pipeline.normalize.similarity import fold

_BEHIND_SPACE = re.compile(r"\s(?:19|20)\d\d")
_BRACKETED = re.compile(r"\s*\(\s*((?:19|20)\d\d)\s*\)(?=\s*$|\s*[-–—]+\s*$|\s+[-–—(])")
_BARE = re.compile(r"(?<![\d/.,\-–])\s+((?:19|20)\d\d)(?=\s*$|\s*[-–—]+\s*$|\s+[-–—]\s|\s+\()")
_DASHES = ("-", "–", "—")
_TRAILING_DASH = re.compile(r"\s+[-–—]+\s*$")


def split_year(title: str) -> tuple[str, int | None]:
    """Return the title without its year mark and trailing dash, and the year (None where it prints none)."""
    match = _find_mark(title)
    year = int(match[1]) if match else None
    if match:
        rest = title[match.end() :]
        title = title[: match.start()] + (rest if rest.strip(" -–—") else "")
    bare = title.strip()
    if not bare.endswith(_DASHES):
        return bare, year
    return _TRAILING_DASH.sub("", title).strip() or bare, year


def _find_mark(title: str) -> re.Match[str] | None:
    """Return the last year mark of a title."""
    marks = list(_BRACKETED.finditer(title)) if "(" in title else []
    if _BEHIND_SPACE.search(title):
        marks += [match for match in _BARE.finditer(title) if not _in_sentence(title[: match.start()])]
    return max(marks, key=lambda match: match.start(), default=None)


def _in_sentence(before: str) -> bool:
    """Say whether a year behind these words belongs to a sentence (``nel``, ``per l'anno``, ``10 novembre``)."""
    last = fold(before).split()[-2:]
    return not last or last[-1] in _binding() or " ".join(last) in _binding()


@cache
def _binding() -> frozenset[str]:
    return words("anno", "dopo")
