"""European acts: ``Reg. UE 2016/679``, ``Regolamento (CE) n. 1907/2006``, ``direttiva 2014/24/UE``.

A cursor past the kind's word in; the CELEX number and the cursor past the act out.
"""

from __future__ import annotations

from pipeline.meaning.references.tokens import Cursor
from pipeline.meaning.references.words import words_of

FIRST_YEAR = 1952
YEAR_COMES_FIRST_SINCE = 2015


def read_celex(cursor: Cursor, letter: str) -> tuple[str, Cursor] | None:
    """Return the CELEX number of the act at the cursor and the cursor past it, or None.

    The Union must be named, before the numbers or after them.
    """
    start, named = _union(cursor)
    start = start.skip_words(words_of("numero"), ".°")
    first, slash, second = start.peek(), start.move(), start.peek(2)
    if first is None or second is None or not slash.is_sign("/") or {first.tipo, second.tipo} != {"numero"}:
        return None
    end = start.move(3)
    if end.is_sign("/") and end.move().word_in(words_of("unione")):
        end, named = end.move(2), True
    numbers = _order(first.testo, second.testo, directive=letter == "L") if named else None
    return (f"celex:3{numbers[0]}{letter}{numbers[1]:04d}", end) if numbers is not None else None


def _union(cursor: Cursor) -> tuple[Cursor, bool]:
    inside = cursor.skip_signs("(.")
    if not inside.word_in(words_of("unione")):
        return cursor, False
    return inside.move().skip_signs(".,)"), True


def _order(first: str, second: str, *, directive: bool) -> tuple[int, int] | None:
    """Return (year, number). The year comes first since 2015, and always did in directives."""
    years = [_year(first), _year(second)]
    if years[0] is not None and (years[1] is None or years[0] >= YEAR_COMES_FIRST_SINCE or directive):
        return years[0], int(second)
    return (years[1], int(first)) if years[1] is not None else None


def _year(figures: str) -> int | None:
    number = int(figures)
    if len(figures) == 2:
        return 1900 + number if number >= FIRST_YEAR % 100 else None
    return number if len(figures) == 4 and FIRST_YEAR <= number <= 2099 else None
