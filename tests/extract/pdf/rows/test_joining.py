"""Lines of a cell become its text as the author wrote it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.extract.pdf.rows.joining import join_lines, learn_spelling
from pipeline.extract.pdf.rows.lines import Line, line_of

from .strips import words_at

CASES = Path(__file__).with_name("giunte.csv")
WIDE = 400.0


def stack(*texts: str, soft: bool = False) -> list[Line]:
    """Return lines of text below each other, from x 50."""
    return [line_of(words_at([(50, 100 + 12 * at, text)], soft=soft)) for at, text in enumerate(texts)]


def cell(lines: list[Line], right: float = WIDE) -> tuple[list[Line], float, bool]:
    """Return a cell as ``learn_spelling`` takes it: its lines, how far they may reach, and that no page break cut it."""
    return lines, right, False


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["regola"])
def test_line_breaks(case: dict[str, str]) -> None:
    lines = stack(case["riga_sopra"], case["riga_sotto"], soft=case["spazio"] == "sì")
    spelling = learn_spelling([cell(lines), *([cell(stack(case["documento"]))] if case["documento"] else [])])
    assert join_lines(lines, spelling, WIDE) == case["atteso"]


def test_a_slash_joins_where_the_document_draws_its_spaces() -> None:
    softly = [cell(stack("numero di pratiche", "evase nel", soft=True))] * 5
    assert join_lines(stack("Efficacia/", "efficienza"), learn_spelling(softly), WIDE) == "Efficacia/efficienza"
    plain = [cell(stack("numero di pratiche", "evase nel"))] * 5
    assert join_lines(stack("Efficacia/", "efficienza"), learn_spelling(plain), WIDE) == "Efficacia/ efficienza"


def test_a_word_too_long_for_its_column_is_put_together() -> None:
    right = 111.0
    context = [cell(stack("numero di", "pratiche", soft=True), right)] * 5
    cut = stack("Digitalizzaz", "ione")
    assert (
        join_lines(cut, learn_spelling([*context, cell(stack("ogni Digitalizzazione"))]), right) == "Digitalizzazione"
    )


def test_no_lines_make_no_text() -> None:
    assert join_lines([], learn_spelling([]), WIDE) == ""


def test_what_a_document_tells_about_its_line_ends() -> None:
    spelling = learn_spelling([cell(stack("numero di pratiche", "evase nel", soft=True))] * 5)
    assert spelling.draws_spaces
    assert spelling.knows("(Numero)")
    assert not spelling.knows("bandi")
    assert not learn_spelling([cell(stack("numero di pratiche", "evase nel"))] * 5).draws_spaces


def test_half_words_at_full_lines_are_not_learned() -> None:
    full = stack("ogni Digitalizzaz", "ione digitale")
    spelling = learn_spelling([cell(full, full[0].x1)])
    assert spelling.knows("digitale")
    assert not spelling.knows("ione")
    assert not spelling.knows("Digitalizzaz")
