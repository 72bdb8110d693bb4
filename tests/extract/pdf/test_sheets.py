"""Two pages per sheet: read one after the other, and found again where they lie on the sheets."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf import Engine, read_pdf
from pipeline.extract.pdf.page import Fill, Page, Rule
from pipeline.extract.pdf.sheets import part_sheets
from pipeline.rows import RawDocument

from .pdf_maker import make_pdf, text

SHEET = "[0 0 842 595]"
COLUMNS = (30, 130, 260, 330)
HEAD = ("Obiettivo", "Indicatore", "Target", "Owner")
HALF = 421.0


def line(height: float, cells: tuple[str, ...], left: float) -> str:
    return "".join(text(left + x, height, cell, size=8) for x, cell in zip(COLUMNS, cells, strict=True))


def page(number: int, left: float, *, header: bool = True) -> str:
    """A page of six rows, its number at the foot."""
    rows = [
        (f"0{number}.0{n} - Bando {n}", f"bandi numero {number}{n}", f"{number}{n}%", f"Ufficio {'ABCD'[number - 1]}")
        for n in range(6)
    ]
    drawn = line(540, HEAD, left) if header else ""
    drawn += "".join(line(500 - 40 * at, row, left) for at, row in enumerate(rows))
    return drawn + text(left + 190, 20, f"Pag. {number} di 4", size=8)


def read(contents: list[str], engine: Engine) -> RawDocument:
    return read_pdf(make_pdf(contents, box=SHEET), "piano.pdf", engine=engine)


def codes(document: RawDocument) -> list[str]:
    return [found.codice for found in document.diagnostica]


@pytest.mark.parametrize("header", [True, False], ids=["header on every page", "header on the first page"])
def test_two_pages_side_by_side_are_read_one_after_the_other(header: bool, engine: Engine) -> None:
    sheets = [
        page(1, 0) + page(2, HALF, header=header),
        page(3, 0, header=header) + page(4, HALF, header=header),
    ]
    document = read(sheets, engine)
    bodies = [row for row in document.rows if row.cells[0].testo != "Obiettivo"]
    assert [row.cells[0].testo for row in bodies] == [f"0{p}.0{n} - Bando {n}" for p in range(1, 5) for n in range(6)]
    assert {len(row.cells) for row in document.rows} == {4}
    assert [row.fonte.pagina for row in bodies] == [1] * 12 + [2] * 12
    assert [round(row.fonte.riquadro[0]) for row in bodies if row.fonte.riquadro] == ([30] * 6 + [451] * 6) * 2
    assert [(piece.testo, piece.fonte.pagina) for piece in document.arredo] == [
        (f"Pag. {p} di 4", sheet) for p, sheet in ((1, 1), (2, 1), (3, 2), (4, 2))
    ]
    assert document.fonte.pagine == 2
    assert codes(document) == ["LET116"]
    assert [document.parole[n] for n in bodies[-1].cells[1].parole] == ["bandi", "numero", "45"]


def test_a_last_sheet_may_carry_one_page(engine: Engine) -> None:
    document = read([page(1, 0) + page(2, HALF), page(3, 0)], engine)
    assert codes(document) == ["LET116"]
    assert dict(document.diagnostica[0].parametri) == {"fogli": "2", "pagine": "3"}


def test_one_table_with_white_in_the_middle_is_one_page(engine: Engine) -> None:
    """The right half has other columns than the left one, and heads them otherwise."""
    wide = (*HEAD[:2], "Target", "Owner")
    places = (30, 150, 450, 640)
    rows = [wide, *[(f"01.0{n} - Bando", f"bandi {n}", f"{n}0%", "Staff") for n in range(6)]]
    drawn = "".join(
        text(x, 540 - 40 * at, cell, size=8) for at, row in enumerate(rows) for x, cell in zip(places, row, strict=True)
    )
    document = read([drawn, drawn], engine)
    assert codes(document) == []
    assert [cell.testo for cell in document.rows[1].cells] == ["01.00 - Bando", "bandi 0", "00%", "Staff"]


@pytest.mark.parametrize(
    "across",
    [
        {"rules": (Rule(True, 300, 100, 700),)},
        {"fills": (Fill(100, 300, 700, 320, 0xEEEEEE),)},
    ],
)
def test_what_is_drawn_across_the_middle_holds_a_sheet_together(across: dict[str, tuple[Rule | Fill, ...]]) -> None:
    from pipeline.extract.pdf.reading import read_pages

    (sheet,), _ = read_pages(make_pdf([page(1, 0) + page(2, HALF)], box=SHEET), "piano.pdf")
    assert len(part_sheets((sheet,)).pages) == 2
    held = Page(numero=1, width=sheet.width, height=sheet.height, words=sheet.words, **across)  # type: ignore[arg-type]
    assert part_sheets((held,)).pages == (held,)


TALL = "[0 0 595 1190]"


def upper_or_lower(number: int, bottom: float, *, last: int = 4) -> str:
    """A page of six rows on the half of a tall sheet that begins at ``bottom``, its number at the foot."""
    rows = [(f"0{number}.0{n} - Bando {n}", f"bandi {number}{n}", f"{n}0%", f"Ufficio {n}") for n in range(6)]
    drawn = "".join(line(bottom + 540 - 40 * at, row, 0) for at, row in enumerate([HEAD, *rows]))
    return drawn + text(190, bottom + 20, f"Pag. {number} di {last}", size=8)


def test_two_pages_one_above_the_other_are_read_one_after_the_other(engine: Engine) -> None:
    sheets = [upper_or_lower(n, 595) + upper_or_lower(n + 1, 0) for n in (1, 3)]
    document = read_pdf(make_pdf(sheets, box=TALL), "piano.pdf", engine=engine)
    assert codes(document) == ["LET116"]
    assert [(piece.testo, piece.fonte.pagina) for piece in document.arredo] == [
        (f"Pag. {p} di 4", sheet) for p, sheet in ((1, 1), (2, 1), (3, 2), (4, 2))
    ]
    bodies = [row for row in document.rows if row.cells[0].testo != "Obiettivo"]
    assert [row.cells[0].testo for row in bodies] == [f"0{p}.0{n} - Bando {n}" for p in range(1, 5) for n in range(6)]
    places = [row.fonte.riquadro for row in bodies[:12] if row.fonte.riquadro]
    assert [round(box[1]) for box in places] == [89 + 40 * n + 595 * half for half in (0, 1) for n in range(6)]


def test_one_page_with_two_tables_above_each_other_is_one(engine: Engine) -> None:
    drawn = upper_or_lower(1, 595) + upper_or_lower(2, 0).replace("Pag. 2 di 4", "")
    document = read_pdf(make_pdf([drawn], box=TALL), "piano.pdf", engine=engine)
    assert "LET116" not in codes(document)
