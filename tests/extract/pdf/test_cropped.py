"""Tables that the page's edge cuts: the crop box hides words of a table, or only what stands around it."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf import Engine, read_pdf
from pipeline.model import Diagnostic

from .pdf_maker import make_pdf, text

COLUMNS = (50, 200, 340, 420)
HEAD = ("Obiettivo", "Indicatore", "Target", "Owner")
ROWS = [(f"01.0{n} - Bando {n}", f"numero di bandi {n}", f"{n}0%", f"Ufficio {'ABCDE'[n]}") for n in range(5)]


def line(height: float, cells: tuple[str, ...]) -> str:
    return "".join(text(x, height, cell) for x, cell in zip(COLUMNS, cells, strict=True))


def table(top: float = 700) -> str:
    """A table without rules: its header, and five rows below it."""
    return line(top, HEAD) + "".join(line(top - 20 * at, row) for at, row in enumerate(ROWS, 1))


def cut(contents: list[str], crop: str, engine: Engine) -> list[Diagnostic]:
    document = read_pdf(make_pdf(contents, page=f"/CropBox [{crop}]"), "piano.pdf", engine=engine)
    return [found for found in document.diagnostica if found.codice == "LET113"]


def places(found: Diagnostic) -> list[tuple[int, int]]:
    """Left and top of the cells that a finding is about, in whole points."""
    assert found.fonte is not None
    boxes = [place.riquadro for place in (found.fonte, *found.fonte.continua)]
    return [(round(box[0]), round(box[1])) for box in boxes if box is not None]


def test_a_column_beyond_the_side_is_a_doubt_of_every_row(engine: Engine) -> None:
    (found,) = cut([table()], "0 0 400 842", engine)
    assert dict(found.parametri) == {"pagina": "1", "parole": "11"}
    assert places(found) == [(340, 134 + 20 * at) for at in range(6)]  # the last column that is seen, and its header


def test_a_text_that_goes_on_beyond_the_side_is_a_doubt_of_its_row(engine: Engine) -> None:
    (found,) = cut([table() + text(462, 620, "Staff")], "0 0 470 842", engine)
    assert dict(found.parametri) == {"pagina": "1", "parole": "1"}
    assert places(found) == [(420, 214)]


def test_rows_beyond_the_foot_are_a_doubt_of_the_last_one_seen(engine: Engine) -> None:
    (found,) = cut([table()], "0 630 595 842", engine)  # two rows are hidden, of eleven words each
    assert dict(found.parametri) == {"pagina": "1", "parole": "22"}
    assert sorted(places(found)) == [(x, 194) for x in COLUMNS]


def test_rows_beyond_the_head_are_a_doubt_of_the_rows_on_both_sides(engine: Engine) -> None:
    """What is hidden may be the rest of the last row on the page before: nobody sees where a row begins."""
    going_on = "".join(line(680 - 20 * at, row) for at, row in enumerate(ROWS))
    (found,) = cut([table(640), going_on], "0 0 595 655", engine)
    assert dict(found.parametri) == {"pagina": "2", "parole": "22"}
    assert sorted(places(found)) == [(x, top) for x in COLUMNS for top in (7, 107)]
    assert found.fonte is not None
    assert [place.pagina for place in found.fonte.continua] == [2] * 3 + [1] * 4


def test_one_line_beyond_the_foot_close_to_its_cell(engine: Engine) -> None:
    (found,) = cut([table() + text(200, 588, "pubblicati")], "0 595 595 842", engine)
    assert places(found) == [(200, 234)]


@pytest.mark.parametrize(
    "around",
    [
        text(50, 560, "bozza.doc"),
        text(430, 680, "prova") + text(435, 640, "colore"),
        text(300, 790, "Camera di Commercio"),
    ],
    ids=["slug below the first column", "marks beside two rows", "header above"],
)
def test_what_stands_around_a_table_cuts_none(around: str, engine: Engine) -> None:
    own = make_pdf([table().replace("Ufficio", "Uff.") + around], page="/CropBox [0 580 480 760]")
    document = read_pdf(own, "piano.pdf", engine=engine)
    assert [found.codice for found in document.diagnostica if found.codice == "LET113"] == []


def test_lines_that_the_next_page_prints_again_are_not_missing(engine: Engine) -> None:
    """Some programs draw the lines at a page break on both pages, whole."""
    below = line(585, ROWS[0])
    again = line(820, ROWS[0]) + table(750)
    assert cut([table() + below, again], "0 595 595 842", engine) == []
    assert [
        found.fonte and found.fonte.pagina for found in cut([table() + below, table()], "0 595 595 842", engine)
    ] == [1]


def test_pages_without_words_off_the_sheet_are_not_looked_at(engine: Engine) -> None:
    assert cut([table(), table()], "0 0 595 842", engine) == []
