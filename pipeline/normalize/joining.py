"""Two halves of a text made one: with a space, or none where the break was inside a word."""

from __future__ import annotations

import re

from pipeline.diagnostics import finding
from pipeline.model import Diagnostic, Provenance
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
    return first._replace(continua=(*first.continua, second._replace(continua=()), *second.continua))


def join_pieces(first: Piece, second: Piece) -> Piece:
    """Return two halves of one text as one piece, with a finding where the page does not tell for sure how they join."""
    return first._replace(
        testo=join_texts(first.testo, second.testo, second.giunzione),
        parole=first.parole + second.parole,
        code=first.code or second.code,
        righe=max(first.righe, second.righe),
        fonte=join_places(first.fonte, second.fonte),
        dubbi=(*first.dubbi, *second.dubbi, *_doubts(first, second)),
    )


def _doubts(first: Piece, second: Piece) -> list[Diagnostic]:
    if not (second.giunzione_dubbia and first.testo and second.testo):
        return []
    end, start = first.testo.split()[-1], second.testo.split()[0]
    letto = join_texts(end, start, second.giunzione)
    return [finding("RIG002", fonte=second.fonte, prima=end, dopo=start, letto=letto)]
