"""Pictures of pages: what was found is drawn where it stands, and twice the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import OutputError
from pipeline.extract.pdf.canvas import DOTS, Canvas, Colour
from pipeline.extract.pdf.draw import KINDS, RULE, TABLES, draw_page, draw_pages, iter_drawings
from pipeline.extract.pdf.page import Page, Rule, Word
from pipeline.model import Provenance
from pipeline.rows import Furniture, FurnitureKind, RawCell, RawRow, RowKind

from .pdf_maker import make_pdf, text

TWO_PAGES = make_pdf(
    [
        text(50, 500, "Obiettivo") + text(200, 500, "Indicatore") + text(400, 500, "Target") + text(200, 470, "bandi"),
        text(200, 500, "pratiche") + text(400, 500, "100%"),
    ]
)
WORD = Word(0, "Target", 50, 50, 80, 60, 10)


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def row_at(box: tuple[float, float, float, float], *, ripresa: bool = False) -> RawRow:
    fonte = Provenance(pagina=1, riquadro=box)
    return RawRow(
        kind=RowKind.TABELLA,
        cells=(RawCell(testo="x", colonna=0, fonte=fonte, ripresa=ripresa),),
        tabella=1,
        riga=1,
        fonte=fonte,
    )


def draw(page: Page, *rows: RawRow, furniture: tuple[Furniture, ...] = ()) -> Image.Image:
    canvas = Canvas(Image.new("RGB", (round(page.width * DOTS), round(page.height * DOTS)), (255, 255, 255)))
    return picture(draw_page(canvas, page, rows, furniture))


def near(image: Image.Image, x: float, y: float, colour: Colour) -> bool:
    """Say whether a point or one beside it (in dots) has a colour, or nearly so."""
    spots = [(round(x * DOTS) + a, round(y * DOTS) + b) for a in range(-2, 3) for b in range(-2, 3)]
    pixels = [image.getpixel(spot) for spot in spots]
    return any(isinstance(p, tuple) and max(abs(p[n] - colour[n]) for n in range(3)) < 40 for p in pixels)


def test_rules_rows_and_furniture_are_drawn_where_they_stand() -> None:
    page = Page(numero=1, width=300, height=200, words=(WORD,), rules=(Rule(True, 100, 20, 280),))
    footer = Furniture(
        kind=FurnitureKind.PIE_PAGINA, testo="x", parole=(1,), fonte=Provenance(pagina=1, riquadro=(20, 150, 60, 160))
    )
    image = draw(page, row_at((150, 50, 200, 60)), furniture=(footer,))
    assert near(image, 200, 100, RULE)
    assert near(image, 175, 49, TABLES[0])
    assert near(image, 40, 149, KINDS[FurnitureKind.PIE_PAGINA][0])
    assert not near(image, 250, 170, TABLES[0])


def test_the_rest_of_a_merged_cell_is_drawn_on_its_own_page_only() -> None:
    page = Page(numero=1, width=300, height=200, words=(WORD,))
    assert not near(draw(page, row_at((150, 50, 200, 60), ripresa=True)), 175, 49, TABLES[0])


def test_the_legend_names_only_what_the_page_has() -> None:
    plain = Page(numero=1, width=300, height=200, words=(WORD,))
    ruled = Page(numero=1, width=300, height=200, words=(WORD,), rules=(Rule(True, 100, 20, 280),))
    assert draw(ruled, row_at((150, 50, 200, 60))).height >= draw(plain).height


def test_every_kind_of_furniture_has_its_colour_and_name() -> None:
    assert set(KINDS) == set(FurnitureKind)


def test_a_document_gives_one_picture_a_page_and_twice_the_same(tmp_path: Path) -> None:
    paths = draw_pages(TWO_PAGES, "piano.pdf", tmp_path / "immagini")
    assert [path.name for path in paths] == ["pagina-001.png", "pagina-002.png"]
    assert [path.read_bytes() for path in paths] == list(iter_drawings(TWO_PAGES, "piano.pdf"))
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "occupato").write_text("")
    with pytest.raises(OutputError, match="occupato"):
        draw_pages(TWO_PAGES, "piano.pdf", tmp_path / "occupato" / "immagini")
