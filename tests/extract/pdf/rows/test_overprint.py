"""A line drawn farther than its column reaches: which text object drew a word tells it from the text beside it."""

from __future__ import annotations

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.overprint import end_at_neighbours

from .strips import Spot, page_of

HEAD: list[Spot] = [(40, 50, "Indicatore"), (240, 50, "Target"), (340, 50, "Owner")]


def drawn(*texts: Spot) -> list[Word]:
    """Return the words of texts that were drawn one after the other, each in one go."""
    words: list[Word] = []
    for run, spot in enumerate(texts):
        words += [word._replace(run=run) for word in page_of([spot]).words]
    return words


def test_a_stretched_line_ends_where_the_text_beside_it_begins() -> None:
    """One of its words stands across that place, another behind it; the line above and the text itself stay."""
    above: Spot = (40, 68, "numero di bandi pubblicati nel corso dell'anno e oltre")
    words = drawn(above, (40, 80, "numero di bandi pubblicati nel corso dell'anno in"), (240, 80, "100%"))
    placed = end_at_neighbours(words)
    moved = [(word.testo, word.x0, word.x1) for word, new in zip(words, placed, strict=True) if word is not new]
    assert moved == [("dell'anno", 210, 255), ("in", 257.5, 267.5)]
    assert [(word.x0, word.x1) for word in placed if word.testo in ("dell'anno", "in")][1:] == [
        (210, 238.5),
        (238.5, 238.5),
    ]


def test_a_text_drawn_twice_and_texts_side_by_side_stay_where_they_are() -> None:
    words = drawn(*HEAD, (40.4, 50, "Indicatore"), (90, 50, "2025"))
    assert end_at_neighbours(words) is words


def test_words_of_unknown_origin_stay_where_they_are() -> None:
    words = list(page_of([(40, 50, "numero di bandi"), (70, 50, "100%")]).words)
    assert end_at_neighbours(words) is words
