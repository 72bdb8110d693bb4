"""Rests of titles that stand below the first row of their page.

A title that a page break cuts goes on above its next one: mostly in the page's first row, but where texts stand in the middle or at
the foot of merged cells, farther down. Where titles carry codes, a text without one above the first coded title of a page is such a
rest; each is a finding. In: the readings so far and the next one. What stands in a page's first row is decided in ``continuation``.
"""

from __future__ import annotations

from pipeline.diagnostics import finding
from pipeline.model import Diagnostic
from pipeline.normalize.habits import Habits
from pipeline.normalize.head import names_body
from pipeline.normalize.joining import join_pieces
from pipeline.normalize.roles import HEADINGS, Piece, Reading, Ruolo


def take_late_rests(
    joined: list[Reading], here: Reading, habits: Habits, ente: str | None
) -> tuple[Reading | None, list[Diagnostic]]:
    """Join, in place, the rests of titles in a row to the titles; return what is left of the row (None: nothing), and findings.

    ``joined`` are the readings above, ``ente`` is the plan's body.
    """
    bare = [piece for piece in here.pieces if piece.ruolo in HEADINGS and piece.code is None]  # seldom any
    if here.nota or not any(lacks_code(piece, habits) for piece in bare):
        return here, []
    left: list[Piece] = []
    doubts: list[Diagnostic] = []
    for piece in here.pieces:
        title = _title_of(joined, piece, habits, ente, alone=len(here.pieces) == 1)
        if title is None:
            left.append(piece)
            continue
        index, before = title
        put_piece(joined, index, before, join_pieces(before, piece))
        doubts.append(finding("ALB005", fonte=piece.fonte, prima=before.testo, dopo=piece.testo))
    return (here._replace(pieces=tuple(left)) if left else None), doubts


def _title_of(
    joined: list[Reading], piece: Piece, habits: Habits, ente: str | None, *, alone: bool
) -> tuple[int, Piece] | None:
    """Return the title, last on the page before, that a text goes on with; one alone in its row opens in small letters."""
    opens = piece.testo[:1].isupper()
    if not lacks_code(piece, habits) or (opens and alone) or names_body(piece.testo, ente):
        return None
    title = heading_before(joined, piece.ruolo)
    if title is None or title[1].code is None or title[1].fonte.pagina is None or title[1].fonte.continua:
        return None
    return title if piece.fonte.pagina == title[1].fonte.pagina + 1 else None


def lacks_code(piece: Piece, habits: Habits) -> bool:
    """Say whether a title has no code where those of its level have."""
    return piece.ruolo in HEADINGS and piece.code is None and not piece.ripresa and habits.is_coded(piece.ruolo)


def heading_before(joined: list[Reading], role: Ruolo) -> tuple[int, Piece] | None:
    """Return the last reading with a title of that role, and the title."""
    for index in range(len(joined) - 1, -1, -1):
        piece = joined[index].find(role)
        if piece is not None:
            return index, piece
    return None


def put_piece(joined: list[Reading], index: int, before: Piece, after: Piece) -> None:
    """Put a piece into a reading in the place of another, in place."""
    pieces = tuple(after if piece is before else piece for piece in joined[index].pieces)
    joined[index] = joined[index]._replace(pieces=pieces)
