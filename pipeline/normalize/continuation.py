"""Rows split by a page break, put together again.

In: the readings in order. Out: the readings with split rows joined, and a finding for each break that could be read both ways.
Decided by roles: a row without a target after a whole one goes on with it; a whole row after a whole one is new. Text of a
heading's cell that goes on over the page is joined to that heading.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.diagnostics import finding
from pipeline.model import Diagnostic
from pipeline.normalize.habits import Habits
from pipeline.normalize.head import names_body
from pipeline.normalize.joining import join_pieces
from pipeline.normalize.late_rests import heading_before, lacks_code, put_piece, take_late_rests
from pipeline.normalize.likelihood import target_score
from pipeline.normalize.owners import may_be_another_owner, print_one_owner
from pipeline.normalize.repeated import NOWHERE_BESIDE, Beside, lacks_titles
from pipeline.normalize.roles import HEADINGS, VALUES, Piece, Reading, Ruolo
from pipeline.normalize.similarity import squeeze
from pipeline.rows import Giunzione, RowKind

_ENDS = (".", ";", ")", "%")
_DIGIT = re.compile(r"\d")
_CENTURY = re.compile(r"\d{1,2}/\d{1,2}/(?:19|20)")
_YEAR = re.compile(r"\d\d")


class Verdict(NamedTuple):
    """Whether two rows are one, and whether that is sure."""

    unite: bool
    certo: bool = True


def join_split_rows(
    readings: list[Reading], habits: Habits, ente: str | None = None
) -> tuple[list[Reading], list[Diagnostic]]:
    """Return the readings with rows joined that a page break split, and what was in doubt; ``ente`` is the plan's body."""
    joined: list[Reading] = []
    doubts: list[Diagnostic] = []
    beside = Beside(readings)
    broken = False
    for reading in readings:
        last = _last_row(joined) if reading.puo_continuare else None
        if last is None or not _same_table(joined[last], reading):
            own, late = take_late_rests(joined, reading, habits, ente)
            doubts += late
            if own is not None:
                joined.append(own._replace(dopo_salto=True) if broken else own)
                broken = False
            continue
        broken = True
        if _is_rest_across(joined[last], reading, ente):
            doubts += _say_capital(joined[last], reading)
            joined[last] = _add_rest(joined[last], reading)
            continue
        rest, continued = _continue_headings(joined, reading, habits, ente, doubts)
        if not rest.pieces and reading.pieces:
            doubts += [] if joined[last].is_heading else _say_capital(joined[last], reading)
            continue
        verdict = (
            Verdict(unite=True)
            if continued and not _both_whole(joined[last], rest)
            else judge(joined[last], rest, beside)
        )
        if not verdict.certo:
            doubts += _doubts(joined[last], rest, verdict)
        if verdict.unite:
            joined[last] = _merge(joined[last], rest)
        else:
            joined.append(rest._replace(dopo_salto=True))
            broken = False
    doubts += [doubt for reading in joined for piece in reading.pieces for doubt in piece.dubbi]
    return joined, doubts


def _is_rest_across(before: Reading, here: Reading, ente: str | None) -> bool:
    """Say whether a text over several columns is the rest of the coded heading above the break, over the same columns."""
    if here.nota != "titolo" or not before.is_heading or before.pieces[-1].code is None:
        return False
    above, below = _span(before), _span(here)
    return above == below is not None and below[1] > 1 and not names_body(here.pieces[0].testo, ente)


def _span(reading: Reading) -> tuple[int, int] | None:
    """Return the first column and the width of a row's only cell."""
    cells = reading.row.cells
    return (cells[0].colonna, cells[0].colonne) if len(cells) == 1 else None


def _add_rest(before: Reading, here: Reading) -> Reading:
    return before._replace(pieces=(*before.pieces[:-1], join_pieces(before.pieces[-1], here.pieces[0])))


def _say_capital(before: Reading, here: Reading) -> list[Diagnostic]:
    """Return a doubt where the rest of a heading, alone in its row, opens with a capital letter."""
    alone = len(here.pieces) == 1 and not here.pieces[0].ripresa and here.pieces[0].testo[:1].isupper()
    return _doubts(before, here, Verdict(unite=True, certo=False)) if alone else []


def _last_row(joined: list[Reading]) -> int | None:
    """Return the last reading of a table: a remark at the foot of the page does not part a row."""
    return next((n for n in range(len(joined) - 1, -1, -1) if joined[n].row.kind is RowKind.TABELLA), None)


def _same_table(before: Reading, here: Reading) -> bool:
    """Say whether both rows come from tables with the same columns."""
    if before.layout is None or here.layout is None:
        return False
    return [c.ruolo for c in before.layout.columns.values()] == [c.ruolo for c in here.layout.columns.values()]


def _continue_headings(
    joined: list[Reading], here: Reading, habits: Habits, ente: str | None, doubts: list[Diagnostic]
) -> tuple[Reading, bool]:
    """Join texts without code in heading columns to the heading that they go on with.

    Returns what is left of the row, and whether it goes on with a heading printed in the very row before: then all of it does. A
    heading in a row of its own, with other rows behind it, was whole rather: what is joined to it is added to ``doubts``.
    """
    left: list[Piece] = []
    same_row = False
    for piece in here.pieces:
        target = heading_before(joined, piece.ruolo) if lacks_code(piece, habits) else None
        # where titles stand in rows of their own, one behind indicators is another text, not the rest of the title above
        finished = target is not None and here.is_heading and target[0] != _last_row(joined)
        finished = finished and target is not None and joined[target[0]].is_heading
        finished = finished or names_body(piece.testo, ente)
        if target is None or finished or here.nota:
            left.append(piece)
            continue
        index, before = target
        if squeeze(before.testo) == squeeze(piece.testo):
            half = before._replace(parole=before.parole + piece.parole)
        else:
            half = join_pieces(before, piece)
            if joined[index].is_heading and index != _last_row(joined):
                doubts.append(finding("ALB005", fonte=piece.fonte, prima=before.testo, dopo=piece.testo))
        put_piece(joined, index, before, half)
        same_row = same_row or (index == _last_row(joined) and before.righe == 1 and not joined[index].is_heading)
    return here._replace(pieces=tuple(left)), same_row


def judge(before: Reading, here: Reading, beside: Beside = NOWHERE_BESIDE) -> Verdict:
    """Return whether ``here``, the first row on a page, goes on with the row ``before``; ``beside``: titles in rows of values."""
    headings = [piece for piece in here.pieces if piece.ruolo in HEADINGS and not piece.ripresa]
    if not here.nota and not before.nota and (_complete_each_other(before, here) or lacks_titles(before, here, beside)):
        return Verdict(unite=True, certo=False)
    if here.nota or before.nota or any(piece.code for piece in headings):
        return Verdict(unite=False)
    if here.is_heading:
        return _judge_titles(before, here)
    if headings and _printed(here, Ruolo.TARGET) is not None and not _is_half(before, here):
        return Verdict(unite=False)
    if before.find(Ruolo.INDICATORE) is None and before.is_heading:
        return Verdict(unite=False)
    return _judge_values(before, here, beside)


def _complete_each_other(before: Reading, here: Reading) -> bool:
    """Say whether a target without indicator stands above the page break, and an indicator without target below it."""
    above, below = _values(before), _values(here)
    return (
        Ruolo.TARGET in above
        and Ruolo.INDICATORE not in above
        and Ruolo.INDICATORE in below
        and _printed(here, Ruolo.TARGET) is None
    )


def _judge_titles(before: Reading, here: Reading) -> Verdict:
    """Decide about a title without code: behind a title of its own kind it goes on, surely so in small letters."""
    same = [piece.ruolo for piece in before.pieces] == [piece.ruolo for piece in here.pieces]
    if not before.is_heading or not same:
        return Verdict(unite=False)
    return Verdict(unite=True, certo=here.pieces[0].testo[:1].islower())


def _judge_values(before: Reading, here: Reading, beside: Beside) -> Verdict:
    """Decide by which values stand where: those of a whole row stand once."""
    mine, theirs = _values(here), _values(before)
    target, earlier = _printed(here, Ruolo.TARGET), before.find(Ruolo.TARGET)
    if target is None and here.find(Ruolo.TARGET) is not None:
        return _judge_below_merged(before, here, beside)
    if (target is None or earlier is None) and print_one_owner(before, here):
        return Verdict(unite=False, certo=False)
    if target is None:
        copied = here.find(Ruolo.OWNER) is not None and _printed(here, Ruolo.OWNER) is None
        open_ended = (earlier is None or copied or may_be_another_owner(here)) and Ruolo.INDICATORE in mine
        return Verdict(unite=True, certo=not (open_ended and _reads_whole(before, here)))
    if earlier is None:
        plain = Ruolo.INDICATORE not in mine or not _reads_whole(before, here)
        return Verdict(unite=True, certo=Ruolo.INDICATORE in theirs and plain)
    if _is_half(before, here):
        return Verdict(unite=True)
    if Ruolo.INDICATORE not in mine:
        return Verdict(unite=True, certo=False)
    return Verdict(unite=False)


def _both_whole(before: Reading, here: Reading) -> bool:
    """Say whether both rows print a whole target: then only the heading's merged cell goes on, and the rows are two."""
    printed = _printed(here, Ruolo.TARGET) is not None and before.find(Ruolo.TARGET) is not None
    return printed and not _is_half(before, here)


def _is_half(before: Reading, here: Reading) -> bool:
    """Say whether two target texts are halves of one (``>=`` / ``90%``, ``100,00`` / ``%``, ``31/12/`` / ``2025``).

    Where the page tells that a word goes on (``31/12/2`` / ``025``), the whole must be a better target than either half.
    """
    first, second = before.find(Ruolo.TARGET), _printed(here, Ruolo.TARGET)
    if first is None or second is None:
        return False
    if _is_cut_year(first.testo, second.testo):
        return not _reads_whole(before, here)
    if second.giunzione is Giunzione.UNITA:
        halves = max(target_score(first.testo), target_score(second.testo))
        if target_score(first.testo + second.testo) > halves:
            return True
    if not _DIGIT.search(first.testo):
        return target_score(f"{first.testo} {second.testo}") > max(0.0, target_score(first.testo))
    return first.testo.endswith(("/", ",")) or (
        not _DIGIT.search(second.testo) and target_score(f"{first.testo} {second.testo}") > 0
    )


def _is_cut_year(first: str, second: str) -> bool:
    """Say whether two texts are a date whose year a narrow column cut (``31/12/20`` / ``25``)."""
    return _CENTURY.fullmatch(first) is not None and _YEAR.fullmatch(second) is not None


def _judge_below_merged(before: Reading, here: Reading, beside: Beside) -> Verdict:
    """Decide about a row under a target merged over the page break: only its other texts tell, so it is never quite sure.

    Where every row has an owner, one that lacks it as well is the rest of the row above.
    """
    indicator = _printed(here, Ruolo.INDICATORE)
    if indicator is None:
        return Verdict(unite=True)
    whole = _reads_whole(before, here)
    if Ruolo.OWNER in beside.ovunque and here.find(Ruolo.OWNER) is None and before.find(Ruolo.OWNER) is not None:
        return Verdict(unite=True, certo=not whole)
    return Verdict(unite=not whole, certo=whole and _printed(here, Ruolo.OWNER) is not None)


def _printed(reading: Reading, role: Ruolo) -> Piece | None:
    """Return the row's own text in a role, not one repeated from before the page break."""
    piece = reading.find(role)
    return None if piece is None or piece.ripresa else piece


def _values(reading: Reading) -> set[Ruolo]:
    return {piece.ruolo for piece in reading.pieces if piece.ruolo in VALUES and not piece.ripresa}


def _reads_whole(before: Reading, here: Reading) -> bool:
    """Say whether both indicator texts could stand alone: the second opens like a sentence, or the first closes one."""
    first, second = before.find(Ruolo.INDICATORE), here.find(Ruolo.INDICATORE)
    if first is None or second is None:
        return False
    return second.testo[:1].isupper() or first.testo.endswith(_ENDS)


def _merge(before: Reading, here: Reading) -> Reading:
    """Return two halves of a row as one."""
    pieces = list(before.pieces)
    offset = here.row.riga - before.row.riga if here.row.tabella == before.row.tabella else 0
    for piece in here.pieces:
        same = ((piece.ruolo, piece.intestazione) == (p.ruolo, p.intestazione) for p in pieces)
        match = next((n for n, fits in enumerate(same) if fits), None)
        if match is None:
            pieces.append(piece._replace(righe=offset + piece.righe) if piece.righe > 1 else piece)
            continue
        rest = piece._replace(giunzione=Giunzione.UNITA) if _is_cut_year(pieces[match].testo, piece.testo) else piece
        whole = pieces[match] if piece.ripresa or _is_copy(pieces[match], piece) else _joined(pieces[match], rest)
        # a merged cell whose rest covers more rows of the new page covers them from its first row on
        pieces[match] = whole._replace(righe=offset + piece.righe) if piece.righe > 1 else whole
    return before._replace(pieces=tuple(pieces), dubbio=before.dubbio or here.dubbio)


def _joined(first: Piece, second: Piece) -> Piece:
    """Return two halves of a text as one. No text is the same thing twice: there, one is that of a cell merged over rows below."""
    if first.testo == second.testo:
        return first._replace(parole=first.parole + second.parole)
    return join_pieces(first, second)


def _is_copy(first: Piece, second: Piece) -> bool:
    """Say whether the upper half only holds a copy of what the lower one prints: a merged cell that a page break cuts."""
    return first.ripresa and first.testo == second.testo


def _doubts(before: Reading, here: Reading, verdict: Verdict) -> list[Diagnostic]:
    """Return the doubt about two rows: once for the one that they became, for each of the two that were left apart."""
    first, second = _excerpt(before), _excerpt(here)
    if verdict.unite:
        return [finding("ALB005", fonte=here.row.fonte, prima=first, dopo=second)]
    return [finding("ALB006", fonte=reading.row.fonte, prima=first, dopo=second) for reading in (before, here)]


def _excerpt(reading: Reading) -> str:
    text = " | ".join(piece.testo for piece in reading.pieces)
    return text if len(text) <= 80 else f"{text[:79]}…"
