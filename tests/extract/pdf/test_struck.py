"""Struck-out words are no text of the plan, underlined ones are; rules of tables are neither; both engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest

from pipeline.extract.pdf.page import Page, Rule, Word
from pipeline.extract.pdf.struck import find_struck
from pipeline.model import Gravita
from pipeline.normalize import normalize
from pipeline.rows import FurnitureKind, RawDocument

from .pdf_maker import make_pdf, text
from .plan_row import COLUMNS, HEADER, HEADER_ROW, read

Engine = Literal["pdfium", "pdfplumber"]
Draw = Callable[[float, float, float], str]

ROW = ("01 Uno", "01.01 Primo", "Pratiche evase", "90%", "Ufficio")


def bar(x0: float, x1: float, y: float) -> str:
    """Return a thin filled rectangle, as LibreOffice and browsers draw."""
    return f"{x0} {y} {x1 - x0} 0.5 re f\n"


def stroke(x0: float, x1: float, y: float) -> str:
    """Return a line, as Word draws."""
    return f"0.5 w {x0} {y} m {x1} {y} l S\n"


def plan(drawn: str, row: tuple[str, ...] = ROW, below: str = "") -> bytes:
    """Return a plan of one row without rules (its baseline at 750), with what is drawn over it."""
    content = HEADER_ROW + "".join(text(x, 750, cell) for x, cell in zip(COLUMNS, row, strict=True) if cell)
    return make_pdf([content + below + drawn])


def told(document: RawDocument) -> list[tuple[str, str]]:
    return [(found.codice, dict(found.parametri).get("testo", "")) for found in document.diagnostica]


def struck(document: RawDocument) -> list[str]:
    return [piece.testo for piece in document.arredo if piece.kind is FurnitureKind.BARRATO]


@pytest.mark.parametrize("draw", [bar, stroke])
@pytest.mark.parametrize("height", [2.0, 2.9, 4.0])
def test_a_word_that_a_line_runs_through_is_not_read(draw: Draw, height: float, engine: Engine) -> None:
    document = read(plan(draw(240, 276.7, 750 + height)), engine)
    assert [cell.testo for cell in document.rows[-1].cells] == ["01 Uno", "01.01 Primo", "evase", "90%", "Ufficio"]
    assert struck(document) == ["Pratiche"]
    assert told(document) == [("LET114", "Pratiche")]
    assert {found.gravita for found in document.diagnostica} == {Gravita.AVVISO}


@pytest.mark.parametrize(
    "drawn",
    [
        bar(240, 305, 753),
        bar(240, 276.7, 753) + bar(279.5, 305, 753),
        bar(240, 307, 753),
        bar(240, 305, 753) + bar(240, 305, 751.8),
    ],
    ids=["one line", "word by word", "with the space behind", "twice"],
)
def test_a_struck_cell_is_empty(drawn: str, engine: Engine) -> None:
    document = read(plan(drawn), engine)
    assert [cell.testo for cell in document.rows[-1].cells] == ["01 Uno", "01.01 Primo", "90%", "Ufficio"]
    assert struck(document) == ["Pratiche evase"]
    assert told(document) == [("LET114", "Pratiche evase")]


def test_the_finding_names_the_node_though_the_words_stand_outside_it(engine: Engine) -> None:
    document = read(plan(bar(240, 268, 741), below=text(240, 738, "chiuse")), engine)
    piano = normalize(document)
    (leaf,) = piano.settori[0].obiettivi[0].indicatori
    assert leaf.testo == "Pratiche evase"
    assert [found.nodo for found in piano.diagnostica if found.codice == "LET114"] == [leaf.id]
    assert piano.copertura.non_assegnate == 0


def test_a_part_of_a_word_is_a_doubt_and_stays(engine: Engine) -> None:
    document = read(plan(bar(400, 414, 753), (*ROW[:3], "80%90%", ROW[4])), engine)
    assert document.rows[-1].cells[3].testo == "80%90%"
    assert told(document) == [("LET115", "80%90%")]


def test_a_line_through_a_whole_row_is_a_doubt_and_stays(engine: Engine) -> None:
    document = read(plan(bar(30, 560, 753)), engine)
    assert [cell.testo for cell in document.rows[-1].cells] == list(ROW)
    assert told(document) == [("LET115", " ".join(ROW))]


@pytest.mark.parametrize("height", [-0.5, -1.0, -1.9])
@pytest.mark.parametrize("draw", [bar, stroke])
def test_what_is_underlined_is_read_and_no_row_ends_there(draw: Draw, height: float, engine: Engine) -> None:
    below = text(240, 738, "nell'anno")
    row = (*ROW[:2], "Pratiche evase ", *ROW[3:])  # the space glyph tells that the break is between words
    document = read(plan(draw(240, 305, 750 + height), row, below=below), engine)
    assert [cell.testo for cell in document.rows[-1].cells][2] == "Pratiche evase nell'anno"
    assert told(document) == []


def test_a_struck_line_divides_no_row_of_a_grid(engine: Engine) -> None:
    """Nor does the white that it leaves: a struck word keeps its place."""
    grid = "".join(bar(38, 560, y) for y in (792, 772, 715, 695))
    grid += "".join(f"{x} 695 0.5 97 re f\n" for x in (38, 118, 238, 398, 478, 560))
    below = text(240, 738, "chiuse") + text(240, 726, "nell'anno")
    below += "".join(text(x, 702, cell) for x, cell in zip(COLUMNS[2:], ("Reclami", "5", "Staff"), strict=True))
    document = read(plan(grid + bar(240, 268, 741), below=below), engine)
    assert [[cell.testo for cell in row.cells] for row in document.rows] == [
        HEADER,
        ["01 Uno", "01.01 Primo", "Pratiche evase nell'anno", "90%", "Ufficio"],
        ["Reclami", "5", "Staff"],
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        bar(38, 560, 772) + bar(38, 560, 753) + bar(38, 560, 740),
        "".join(bar(38, 560, y) for y in (790, 753)) + "".join(f"{x} 740 0.5 50 re f\n" for x in (38, 560)),
        bar(38, 560, 745.5) + bar(38, 560, 760.5),
        bar(240, 300, 700),
        bar(240, 276.7, 757.5),
        "q 1 g " + bar(240, 276.7, 753) + "Q ",
        "q 1 1 0 rg 240 748 37 10 re f Q ",
    ],
    ids=[
        "rules of one table",
        "a frame's rule",
        "tight rows",
        "nothing there",
        "over the letters",
        "white",
        "highlighted",
    ],
)
def test_rules_of_tables_strike_nothing(drawn: str, engine: Engine) -> None:
    """A row too low for its text is crossed by its table's rules: they begin and end with other rules, not with words."""
    document = read(plan(drawn), engine)
    assert struck(document) == []
    assert "LET114" not in [code for code, _ in told(document)]
    assert {"Pratiche", "evase", "90%"} <= {
        word for row in document.rows for c in row.cells for word in c.testo.split()
    }


def page(*rules: Rule) -> Page:
    words = (Word(0, "uno", 50, 92.2, 70, 102.2, 10.0), Word(1, "due", 73, 92.2, 93, 102.2, 10.0))
    return Page(numero=1, width=595, height=842, words=words, rules=rules)


def test_a_page_without_such_rules_is_the_same_page() -> None:
    pages = (page(Rule(True, 90.0, 40, 500), Rule(True, 110.0, 40, 500), Rule(False, 40.0, 90, 110)),)
    assert find_struck(pages) == (pages, [], [])
    assert find_struck(pages)[0][0] is pages[0]


def test_only_the_rules_that_strike_are_taken() -> None:
    strike, border = Rule(True, 97.0, 50, 94), Rule(True, 110.0, 40, 500)
    (cleaned,), (mark,), _ = find_struck((page(strike, border),))
    assert cleaned.rules == (border,)
    assert [word.testo for word in mark.words] == ["uno", "due"]


def test_a_rule_between_two_sides_is_a_border_whatever_it_crosses() -> None:
    sides = [Rule(False, x, 80.0, 120.0) for x in (40.0, 103.0)]
    crossing = page(Rule(True, 97.0, 40.0, 103.0), *sides)
    assert find_struck((crossing,)) == ((crossing,), [], [])
