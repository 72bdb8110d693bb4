"""Two halves of a text made one: with a space, or none where the break was inside a word."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Provenance
from pipeline.normalize.roles import Piece
from pipeline.rows import Giunzione

_INSIDE_WORD = re.compile(r"(?:\w-|/|_)$")


def join_texts(first: str, second: str, giunzione: Giunzione | None = None) -> str:
    """Return both texts as one: ``Anagrafico-`` + ``Certificativo`` without a space, all else with one, unless the page tells."""
    if not first or not second:
        return first or second
    if giunzione is Giunzione.SENZA_TRATTINO:
        return first[:-1] + second
    if giunzione is not None:
        return first + second if giunzione is Giunzione.UNITA else f"{first} {second}"
    inside = _INSIDE_WORD.search(first) and second[:1].isalnum()
    return f"{first}{second}" if inside else f"{first} {second}"


def join_places(first: Provenance, second: Provenance) -> Provenance:
    """Return the first place, with the second as where it goes on."""
    if second == Provenance():
        return first
    return replace(first, continua=(*first.continua, replace(second, continua=()), *second.continua))


def join_pieces(first: Piece, second: Piece) -> Piece:
    """Return two halves of one text as one piece."""
    return first._replace(
        testo=join_texts(first.testo, second.testo, second.giunzione),
        parole=first.parole + second.parole,
        code=first.code or second.code,
        righe=max(first.righe, second.righe),
        fonte=join_places(first.fonte, second.fonte),
    )
