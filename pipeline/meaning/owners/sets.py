"""Owner cells that hold more than a name: what is left out, what stands in brackets, what is listed, who is a person.

Text in, pieces out, as printed. Which pieces mean a unit is for ``resolve`` to say.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.meaning.owners.fold import fold, fold_words, head_words
from pipeline.profiles import read_profile

MOST_PIECES = 12
"""A cell with more pieces is prose, not a list of owners."""
LONGEST = 600
"""So is a cell with more characters: only a name that it is as a whole is looked for."""

_BRACKETS = re.compile(r"^(?P<fuori>[^()\[\]]+)[(\[](?P<dentro>[^()\[\]]+)[)\]]\s*$")
_LIST_SIGN = re.compile(r"\s*[_/,;+|\n•]\s*|\s+(?:e|ed|&)\s+", re.IGNORECASE)
_PATH_SIGN = re.compile(r"\s+[-–—>]\s+|\s*>\s*")


class Pezzo(NamedTuple):
    """A piece of a cell, from character ``inizio`` to ``fine``.

    ``percorso``: what parts it from the piece before may also lead from a unit down to one of its own
    (``Area A - Servizio B``).
    """

    inizio: int
    fine: int
    percorso: bool


def split_exclusion(testo: str) -> tuple[str, str] | None:
    """Return what a cell names and what it takes out (``Tutti i servizi``, ``Servizio Staff``), or None."""
    match = _exclusion().match(testo)
    if match is None or not fold(match["fuori"]):
        return None
    return match["fuori"].strip(" -–,;"), match["escluse"].strip()


@cache
def _exclusion() -> re.Pattern[str]:
    phrases = sorted(read_profile("owner")["insiemi"]["esclusioni"], key=len, reverse=True)
    words = "|".join(re.sub(" ", r"['’\\s]+", re.escape(p).replace(r"\ ", " ")) for p in phrases)
    return re.compile(
        rf"^(?P<fuori>[^()\[\]]+?)\s*(?:[(\[]\s*|[\s,;:–-])(?:{words})(?![^\W_])[\s.:'’]*(?P<escluse>[^()\[\]]+?)\s*[)\]]?\s*$",
        re.IGNORECASE,
    )


def split_brackets(testo: str) -> tuple[str, str] | None:
    """Return what stands before a closing bracket pair and what in it, or None."""
    match = _BRACKETS.match(testo)
    return (match["fuori"].strip(), match["dentro"].strip()) if match else None


def is_person(testo: str) -> bool:
    """Say whether a piece starts with the title of a person."""
    words = fold_words(testo)
    titles = read_profile("owner")["parole"]["titoli"]
    return any(" ".join(words[:length]) in titles and len(words) > length for length in (1, 2))


def split_pieces(testo: str) -> tuple[Pezzo, ...]:
    """Cut a cell at every sign that may part two owners, and before every kind of unit (``… Servizio B``).

    Names may hold such signs themselves: the pieces are atoms to be joined again.
    """
    cuts = [(match.start(), match.end(), False) for match in _LIST_SIGN.finditer(testo)]
    cuts += [(match.start(), match.end(), True) for match in _PATH_SIGN.finditer(testo)]
    cuts += [(place, place, True) for place in _head_starts(testo)]
    pieces: list[Pezzo] = []
    start, percorso = 0, False
    for begin, end, path in sorted(cuts):
        if fold(testo[start:begin]):
            pieces.append(Pezzo(start, begin, percorso))
            percorso = path
        else:
            percorso = percorso and path
        start = max(start, end)
    if fold(testo[start:]):
        pieces.append(Pezzo(start, len(testo), percorso))
    return tuple(pieces)


def _head_starts(testo: str) -> list[int]:
    """Return where a kind of unit starts a further name: ``Servizio A Servizio B``."""
    starts: list[int] = []
    previous = ""
    for match in re.finditer(r"[^\W_]+", testo):
        word = fold(match[0])
        after_blank = testo[match.start() - 1 : match.start()] == " "
        if after_blank and previous and word in head_words() and previous not in _binding():
            starts.append(match.start())
        previous = word
    return starts


@cache
def _binding() -> frozenset[str]:
    """Return the words after which a kind does not start a name: ``Responsabile del Servizio``, ``Tutti i servizi``."""
    return frozenset(read_profile("owner")["parole"]["vuote"]) | head_words()
