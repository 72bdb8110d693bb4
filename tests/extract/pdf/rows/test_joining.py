"""Lines of a cell become its text as the author wrote it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.extract.pdf.rows.joining import Spelling, join_lines, learn_spelling
from pipeline.extract.pdf.rows.lines import Line, line_of

from .strips import words_at

CASES = Path(__file__).with_name("giunte.csv")


def stack(*texts: str, soft: bool = False) -> list[Line]:
    """Return lines of text below each other, from x 50."""
    return [line_of(words_at([(50, 100 + 12 * at, text)], soft=soft)) for at, text in enumerate(texts)]


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["regola"])
def test_line_breaks(case: dict[str, str]) -> None:
    lines = stack(case["riga_sopra"], case["riga_sotto"], soft=case["spazio"] == "sì")
    spelling = Spelling(draws_spaces=False, words=frozenset({"procedimento", "pratiche"}))
    assert join_lines(lines, spelling, 400) == case["atteso"]


@pytest.mark.parametrize(
    ("draws_spaces", "expected"), [(True, "Efficacia/efficienza"), (False, "Efficacia/ efficienza")]
)
def test_a_slash_joins_where_the_document_draws_its_spaces(draws_spaces: bool, expected: str) -> None:
    spelling = Spelling(draws_spaces=draws_spaces, words=frozenset())
    assert join_lines(stack("Efficacia/", "efficienza"), spelling, 400) == expected


def test_a_slash_joins_a_word_that_the_document_writes_whole() -> None:
    spelling = Spelling(draws_spaces=False, words=frozenset({"efficacia/efficienza"}))
    assert join_lines(stack("Efficacia/", "efficienza"), spelling, 400) == "Efficacia/efficienza"


def test_a_word_too_long_for_its_column_is_put_together() -> None:
    spelling = Spelling(draws_spaces=True, words=frozenset())
    assert join_lines(stack("Digitalizzaz", "ione"), spelling, 111) == "Digitalizzazione"
    assert join_lines(stack("Digitalizzaz", "ione"), spelling, 400) == "Digitalizzaz ione"


def test_known_words_are_not_put_together() -> None:
    spelling = Spelling(draws_spaces=False, words=frozenset({"digitalizzate", "imprese"}))
    assert join_lines(stack("digitalizzate", "imprese"), spelling, 116) == "digitalizzate imprese"


def test_no_lines_make_no_text() -> None:
    assert join_lines([], Spelling(draws_spaces=False, words=frozenset()), 400) == ""


def test_what_a_document_tells_about_its_line_ends() -> None:
    softly = [stack("numero di pratiche", "evase nel", soft=True)] * 4
    spelling = learn_spelling(softly)
    assert spelling.draws_spaces
    assert spelling.knows("(Numero)")
    assert not spelling.knows("pratiche"), "the last word of a broken line may be half a word"
    assert not learn_spelling([stack("numero di pratiche", "evase nel")] * 4).draws_spaces
