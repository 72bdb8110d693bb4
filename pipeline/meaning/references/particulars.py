"""The particulars of an act: its number, year or date - ``103/2024``, ``n. 23 del 10 novembre 2022``.

A cursor in, particulars and the cursor past them out. A number and a year that are only near each other are none.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pipeline.meaning.references.tokens import Cursor, parse_numeric_date
from pipeline.meaning.references.words import words_of

FIRST_YEAR, LAST_YEAR = 1860, 2099
SHORT_YEAR_TURN = 40
"""Two-digit years from 40 on are of the last century: 241/90, 33/13."""


class Estremi(NamedTuple):
    """Number, year and date of an act, each None where the text does not print it."""

    numero: str | None = None
    anno: int | None = None
    data: date | None = None

    @property
    def quando(self) -> str:
        """The date in ISO form, else the year, else nothing."""
        if self.data is not None:
            return self.data.isoformat()
        return "" if self.anno is None else str(self.anno)


Read = tuple[Estremi, Cursor]


def read_particulars(cursor: Cursor) -> Read | None:
    """Return the number, year or date at the cursor and the cursor past them, or None."""
    start = cursor.skip_signs(",:")
    return _number_first(start) or _date_first(start)


def _number_first(cursor: Cursor) -> Read | None:
    """Read ``[n.] 103/2024``, ``n. 23 del 10 novembre 2022``, ``n. 62 del 2013``, ``247``."""
    found = _number(cursor)
    if found is None or read_date(cursor) is not None:
        return None
    numero, after = found
    slash = after.skip_signs("/")
    if slash.place == after.place + 1:
        anno = _year(slash)
        return (Estremi(numero=numero, anno=anno), slash.move()) if anno is not None else None
    linked = after.skip_signs(",").skip_words(words_of("del"), "'’")
    dated = read_date(linked)
    if dated is not None:
        return Estremi(numero=numero, data=dated[0]), dated[1]
    anno = _year(linked, full=True) if linked.place > after.place else None
    if anno is not None:
        return Estremi(numero=numero, anno=anno), linked.move()
    return Estremi(numero=numero), after


def _date_first(cursor: Cursor) -> Read | None:
    """Read ``[del] 12 luglio 2024, n. 103``, ``del 2013, n. 62``, ``del 19.12.2024``."""
    linked = cursor.skip_words(words_of("del"), "'’")
    dated = read_date(linked)
    if dated is not None:
        numbered = _number(dated[1].skip_signs(","), marked=True)
        numero, end = numbered if numbered is not None else (None, dated[1])
        return Estremi(numero=numero, data=dated[0]), end
    anno = _year(linked, full=True)
    numbered = _number(linked.move().skip_signs(","), marked=True) if anno is not None else None
    return (Estremi(numero=numbered[0], anno=anno), numbered[1]) if numbered is not None else None


def _number(cursor: Cursor, *, marked: bool = False) -> tuple[str, Cursor] | None:
    """Read ``n. 23``, ``n° 23`` or - unless it must be ``marked`` - ``23``."""
    start = cursor.skip_words(words_of("numero"))
    has_mark = start.place > cursor.place
    start = start.skip_signs(".°") if has_mark else start
    token = start.peek()
    if token is None or token.tipo != "numero" or (marked and not has_mark):
        return None
    return token.testo.lstrip("0") or "0", start.move()


def _year(cursor: Cursor, *, full: bool = False) -> int | None:
    token = cursor.peek()
    if token is None or token.tipo != "numero":
        return None
    if len(token.testo) == 4 and FIRST_YEAR <= int(token.testo) <= LAST_YEAR:
        return int(token.testo)
    if len(token.testo) == 2 and not full:
        return int(token.testo) + (1900 if int(token.testo) >= SHORT_YEAR_TURN else 2000)
    return None


def read_date(cursor: Cursor) -> tuple[date, Cursor] | None:
    """Return the date at the cursor, in figures or with its month in words, and the cursor past it, or None."""
    token = cursor.peek()
    if token is None:
        return None
    if token.tipo == "data":
        day = parse_numeric_date(token.testo)
        return (day, cursor.move()) if day is not None else None
    month = cursor.move().skip_signs("°º")
    year = month.move()
    if token.tipo != "numero" or not month.word_in(words_of("mesi")):
        return None
    return _verbal_date(token.testo, month, year)


def _verbal_date(day: str, month: Cursor, year: Cursor) -> tuple[date, Cursor] | None:
    name, figure = month.peek(), _year(year, full=True)
    if name is None or figure is None:
        return None
    try:
        return date(figure, words_of("mesi").index(name.forma) + 1, int(day)), year.move()
    except ValueError:
        return None
