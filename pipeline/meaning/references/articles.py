"""Articles: ``art. 2190``, ``artt. 5 e 6``, ``art. 19, comma 2, lett. a)``, ``art. 4-bis``.

A cursor in; the partitions in their normalised form (``art19-com2-leta``) and the cursor past them out.
"""

from __future__ import annotations

from pipeline.meaning.references.tokens import Cursor
from pipeline.meaning.references.words import words_of


def read_articles(cursor: Cursor) -> tuple[tuple[str, ...], Cursor] | None:
    """Return the articles at the cursor and the cursor past them, or None."""
    if not cursor.word_in(words_of("articolo")):
        return None
    first = _numbered(cursor.move().skip_signs("."))
    if first is None:
        return None
    numbers, end = [first[0]], first[1]
    while (further := _numbered(_past_and(end))) is not None and _past_and(end).place > end.place:
        numbers.append(further[0])
        end = further[1]
    detail, end = _detail(end)
    return tuple(f"art{number}{detail if len(numbers) == 1 else ''}" for number in numbers), end


def _past_and(cursor: Cursor) -> Cursor:
    return cursor.skip_words(("e", "ed"), ",")


def _numbered(cursor: Cursor) -> tuple[str, Cursor] | None:
    """Read ``4``, ``4-bis``, ``4 bis``."""
    token = cursor.peek()
    if token is None or token.tipo != "numero":
        return None
    after = cursor.move()
    suffix = after.skip_signs("-–")
    if suffix.word_in(words_of("suffissi")):
        word = suffix.peek()
        return token.testo + (word.forma if word else ""), suffix.move()
    return token.testo, after


def _detail(cursor: Cursor) -> tuple[str, Cursor]:
    """Read ``, comma 2`` and ``, lett. a)``; return nothing and the same cursor where there is none."""
    comma, end = "", cursor
    start = cursor.skip_signs(",")
    if start.word_in(words_of("comma")):
        found = _numbered(start.move().skip_signs("."))
        if found is not None:
            comma, end = f"-com{found[0]}", found[1]
    letter = end.skip_signs(",")
    if letter.word_in(words_of("lettera")):
        mark = letter.move().skip_signs(".").peek()
        if mark is not None and mark.tipo == "parola" and len(mark.forma) <= 2:
            return f"{comma}-let{mark.forma}", letter.move().skip_signs(".").move().skip_signs(")")
    return comma, end
