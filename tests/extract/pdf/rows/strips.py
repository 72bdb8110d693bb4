"""Words by hand: a page from lines of text at given places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from pipeline.extract.pdf.page import Fill, Page, Rule, Word
from pipeline.extract.pdf.rows import find_rows

SIZE = 10.0
Spot = tuple[float, float, str]
"""x, top and text of a run of words on one line."""


def words_at(spots: Iterable[Spot], *, size: float = SIZE, soft: bool = False) -> list[Word]:
    """Return the words of runs of text: letters are half the size wide, spaces a quarter; ``soft``: with a space at the end."""
    numbers = count()
    words: list[Word] = []
    for x, top, text in spots:
        texts = text.split()
        for at, testo in enumerate(texts):
            end = x + 0.5 * size * len(testo)
            spaced = soft or at < len(texts) - 1
            words.append(Word(next(numbers), testo, x, top, end, top + size, size, space_after=spaced))
            x = end + 0.25 * size
    return words


def page_of(
    spots: Iterable[Spot], *, rules: Sequence[Rule] = (), fills: Sequence[Fill] = (), numero: int = 1, first: int = 0
) -> Page:
    """Return a page with these words, numbered from ``first``."""
    words = tuple(word._replace(numero=word.numero + first) for word in words_at(spots))
    return Page(numero=numero, width=800, height=600, words=words, rules=tuple(rules), fills=tuple(fills))


def cells(pages: Sequence[Page]) -> list[list[tuple[int, str]]]:
    """Return every row as (column, text) of its cells."""
    rows, _ = find_rows(pages, frozenset())
    return [[(cell.colonna, cell.testo) for cell in row.cells] for row in rows]


def spread(pages: Sequence[Page]) -> list[list[tuple[int, int, int, str]]]:
    """Return every row as (column, columns, rows, text) of its cells; a cell's rest on another page is marked with a plus."""
    rows, _ = find_rows(pages, frozenset())
    return [[(c.colonna, c.colonne, c.righe, "+" * c.ripresa + c.testo) for c in row.cells] for row in rows]
