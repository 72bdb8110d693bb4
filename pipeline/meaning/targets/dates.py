"""Deadlines: ``31/12/2025``, ``31.12``, ``entro il 30 giugno``, ``I semestre 2025``.

In: tokens and the year of the plan. Out: a ``scadenza``. A year or a day that is not printed is marked as inferred; a day
and month without any year stays without value. A day that no calendar has is a finding, and a pair of small numbers that
may be a date or a fraction (``10/12``) is left as text. Whether the date lies in the plan's year is not judged here.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pipeline.meaning.targets.quantities import prose_follows
from pipeline.meaning.targets.reading import (
    AMBIGUO,
    IMPOSSIBILE,
    SENZA_ANNO,
    YEARS,
    Contesto,
    Dubbio,
    Lettura,
    textual,
)
from pipeline.meaning.targets.words import lessico
from pipeline.meaning.tokens import Tokens
from pipeline.model import Direzione, Target, TipoTarget

_SHORT_YEARS = range(2010, 2060)


class Giorno(NamedTuple):
    """A day as printed: ``giorno`` None means the month's last, ``anno`` None that no year is printed.

    ``certo`` is False where the same signs may be a fraction or a decimal number.
    """

    giorno: int | None
    mese: int
    anno: int | None
    certo: bool = True


def read_scadenza(tokens: Tokens, context: Contesto) -> Lettura | None:
    """Return the deadline that all the tokens print, or None."""
    operator, at = _operator(tokens)
    start = _introduction(tokens, at)
    if start == 0 and not _opens_day(tokens):
        return None
    for day, end in _days(tokens, start):
        if end == len(tokens) or prose_follows(tokens, end):
            announced = start > 0
            return _deadline(day, operator, context, announced=announced)
    return None


def _operator(tokens: Tokens) -> tuple[str | None, int]:
    sign = tokens[0].testo if tokens else ""
    if sign in ("<=", "<"):
        return sign, 1
    found = lessico().operatori.match(tokens)
    return found if found and found[0] == "<=" else (None, 0)


def _introduction(tokens: Tokens, at: int) -> int:
    words = lessico()
    while (after := words.date_introducono.skip(tokens, at)) > at:
        at = after
    return at


def _deadline(day: Giorno, operator: str | None, context: Contesto, *, announced: bool) -> Lettura:
    if not day.certo and day.anno is None and not announced:
        return textual(AMBIGUO, "TGT002", lettura="testo, non come data")
    year = day.anno or context.anno
    if year is None:
        target = Target(
            testo="", tipo=TipoTarget.SCADENZA, operatore=operator, direzione=Direzione.ENTRO, motivo=SENZA_ANNO
        )
        return Lettura(target=target, dubbi=(Dubbio(codice="TGT004"),))
    last = calendar.monthrange(year, day.mese)[1] if 1 <= day.mese <= 12 else 0
    number = day.giorno or last
    if not 1 <= number <= last:
        return textual(IMPOSSIBILE, "TGT003")
    printed_whole = day.giorno is not None and day.anno is not None
    target = Target(
        testo="",
        tipo=TipoTarget.SCADENZA,
        operatore=operator,
        valore=date(year, day.mese, number),
        direzione=Direzione.ENTRO,
        inferito=() if printed_whole else ("valore",),
    )
    return Lettura(target=target)


def _opens_day(tokens: Tokens) -> bool:
    """Tell whether a day may open the text, announced by nothing: most texts open as an amount."""
    words = lessico()
    if not tokens or tokens[0].tipo != "num":
        return bool(tokens) and (tokens[0].testo in words.mesi or tokens[0].testo in words.ordinali)
    return "." in tokens[0].testo or (len(tokens) > 1 and tokens[1].testo in words.dopo_giorno)


def _days(tokens: Tokens, at: int) -> Iterator[tuple[Giorno, int]]:
    """Yield every way to read a day at ``at``, with the place behind it."""
    for read in (_iso, _slashed, _dotted, _worded, _month_only, _period, _year_end):
        found = read(tokens, at)
        if found is not None:
            yield found


def _integer(tokens: Tokens, at: int, digits: range) -> int | None:
    if at >= len(tokens) or tokens[at].tipo != "num":
        return None
    text = tokens[at].testo
    return int(text) if text.isdigit() and len(text) in digits else None


def _year(tokens: Tokens, at: int) -> int | None:
    """Return the year of four digits, or of two (of this century), at ``at``."""
    number = _integer(tokens, at, range(2, 5, 2))
    if number is None:
        return None
    return _known_year(tokens[at].testo)


def _known_year(text: str) -> int | None:
    """Return a year of four digits, or of two where they say a year of our time (``07.03.01`` is a code)."""
    if len(text) == 4:
        return int(text) if int(text) in YEARS else None
    return 2000 + int(text) if 2000 + int(text) in _SHORT_YEARS else None


def _full_year(tokens: Tokens, at: int) -> tuple[int | None, int]:
    """Return the year of four digits at ``at``, over the words that lead to it, and the place behind."""
    after = lessico().anno_parole.skip(tokens, at)
    number = _integer(tokens, after, range(4, 5))
    return (number, after + 1) if number in YEARS else (None, at)


def _iso(tokens: Tokens, at: int) -> tuple[Giorno, int] | None:
    texts = [token.testo for token in tokens[at : at + 5]]
    if len(texts) < 5 or texts[1] != "-" or texts[3] != "-":
        return None
    year, month, day = (_integer(tokens, at + step, digits) for step, digits in ((0, range(4, 5)), (2, _DD), (4, _DD)))
    if year not in YEARS or month is None or day is None:
        return None
    return Giorno(giorno=day, mese=month, anno=year), at + 5


_DD = range(1, 3)


def _slashed(tokens: Tokens, at: int) -> tuple[Giorno, int] | None:
    day, month = _integer(tokens, at, _DD), _integer(tokens, at + 2, _DD)
    if day is None or month is None:
        return None
    separator = tokens[at + 1].testo
    if separator not in ("/", "-"):
        return None
    if at + 4 < len(tokens) and tokens[at + 3].testo == separator:
        year = _year(tokens, at + 4)
        return (Giorno(giorno=day, mese=month, anno=year), at + 5) if year else None
    if separator == "-":
        return None
    year, end = _full_year(tokens, at + 3)
    return Giorno(giorno=day, mese=month, anno=year, certo=_looks_like_date(tokens[at].testo, day, month)), end


def _looks_like_date(printed_day: str, day: int, month: int) -> bool:
    """Tell whether two numbers are day and month rather than a fraction: a day over 12, or a written zero."""
    return day > 12 or not 1 <= month <= 12 or printed_day.startswith("0")


def _dotted(tokens: Tokens, at: int) -> tuple[Giorno, int] | None:
    if at >= len(tokens) or tokens[at].tipo != "num":
        return None
    parts = tokens[at].testo.split(".")
    if not all(part.isdigit() for part in parts):
        return None
    if len(parts) == 3 and len(parts[0]) <= 2 and len(parts[1]) <= 2 and len(parts[2]) in (2, 4):
        known = _known_year(parts[2])
        return (Giorno(giorno=int(parts[0]), mese=int(parts[1]), anno=known), at + 1) if known else None
    if (
        len(parts) == 2
        and all(len(part) == 2 for part in parts)
        and 1 <= int(parts[0]) <= 31
        and 1 <= int(parts[1]) <= 12
    ):
        year, end = _full_year(tokens, at + 1)
        return Giorno(giorno=int(parts[0]), mese=int(parts[1]), anno=year, certo=False), end
    return None


def _month(tokens: Tokens, at: int) -> int | None:
    return lessico().mesi.get(tokens[at].testo) if at < len(tokens) else None


def _worded(tokens: Tokens, at: int) -> tuple[Giorno, int] | None:
    day = _integer(tokens, at, _DD)
    if day is None:
        return None
    at += 2 if at + 1 < len(tokens) and tokens[at + 1].testo == "°" else 1
    month = _month(tokens, at)
    if month is None:
        return None
    year, end = _full_year(tokens, at + 1)
    return Giorno(giorno=day, mese=month, anno=year), end


def _month_only(tokens: Tokens, at: int) -> tuple[Giorno, int] | None:
    month = _month(tokens, at)
    if month is None:
        return _month_in_digits(tokens, at)
    year, end = _full_year(tokens, at + 1)
    return Giorno(giorno=None, mese=month, anno=year), end


def _month_in_digits(tokens: Tokens, at: int) -> tuple[Giorno, int] | None:
    """Read ``06/2025``: the month's last day."""
    month, year = _integer(tokens, at, _DD), _integer(tokens, at + 2, range(4, 5))
    if month is None or not 1 <= month <= 12 or year not in YEARS or tokens[at + 1].testo != "/":
        return None
    return Giorno(giorno=None, mese=month, anno=year), at + 3


def _period(tokens: Tokens, at: int) -> tuple[Giorno, int] | None:
    """Read ``I semestre``, ``1° trimestre 2025``, ``ultimo quadrimestre``: the period's last day."""
    number, at = _ordinal(tokens, at)
    months = lessico().periodi.get(tokens[at].testo) if at < len(tokens) else None
    if number is None or months is None or number * months > 12:
        return None
    year, end = _full_year(tokens, at + 1)
    return Giorno(giorno=None, mese=number * months or 12, anno=year), end


def _ordinal(tokens: Tokens, at: int) -> tuple[int | None, int]:
    """Return the ordinal at ``at`` (0: the last one) and the place behind it and its sign."""
    number = _integer(tokens, at, range(1, 2))
    if number is None and at < len(tokens):
        number = lessico().ordinali.get(tokens[at].testo)
    return number, at + (2 if at + 1 < len(tokens) and tokens[at + 1].testo == "°" else 1)


def _year_end(tokens: Tokens, at: int) -> tuple[Giorno, int] | None:
    """Read ``entro l'anno``, ``entro il 2025``: the year's last day.

    A bare year, or one that counts (``entro 2000 giorni``), is none.
    """
    if at == 0:
        return None
    if tokens[at - 1].testo == "anno":
        at -= 1
    if at < len(tokens) and tokens[at].testo == "anno":
        year, end = _full_year(tokens, at + 1)
        return Giorno(giorno=None, mese=12, anno=year), end
    year, end = _full_year(tokens, at)
    announced = tokens[at - 1].testo in lessico().anno_dopo and end == len(tokens)
    return (Giorno(giorno=None, mese=12, anno=year), end) if year and announced else None
