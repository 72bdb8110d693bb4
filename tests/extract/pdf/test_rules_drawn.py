"""Rules and fills: what a page draws as lines, whatever it draws them with."""

from __future__ import annotations

from typing import Literal

import pytest

from pipeline.extract.pdf.page import Page, Rule
from pipeline.extract.pdf.reading import read_pages
from pipeline.extract.pdf.rules import merge_rules

from .pdf_maker import form, make_pdf, text

Engine = Literal["pdfium", "pdfplumber"]


def drawn(content: str, engine: Engine, objects: tuple[str, ...] = (), resources: str = "") -> Page:
    pdf = make_pdf([text(10, 10, "x") + content], objects=objects, resources=resources)
    (page,), _ = read_pages(pdf, "prova.pdf", engine=engine)
    return page


def outline(page: Page) -> list[tuple[str, int, int, int]]:
    return [("-" if r.horizontal else "|", round(r.at), round(r.start), round(r.end)) for r in page.rules]


ONE_LINE = [("-", 142, 100, 300)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0.5 w 100 700 m 300 700 l S", ONE_LINE),
        ("100 699.75 200 0.5 re f", ONE_LINE),
        ("0.5 w 100 700 m 200 700 l S 200 700 m 300 700 l S", ONE_LINE),
        ("0.5 w 100 700 m 300 700 l S 100 700 m 300 700 l S", ONE_LINE),
        ("0.5 w [3 2] 0 d 100 700 m 300 700 l S", ONE_LINE),
        ("100 699.5 m 300 699.5 l 299 700.5 l 101 700.5 l f", ONE_LINE),
        ("1 w 100 700.3 m 300 700.3 l 300 700 300 700 300 699.7 c 100 699.7 l h S", ONE_LINE),
        ("1 G 0.5 w 100 700 m 300 700 l S", []),
        ("100 700 m 300 700 l n", []),
        ("100 700 m 300 600 l S", []),
        ("0.5 w 100 700 m 300 700 l 300 600 l S", [("-", 142, 100, 300), ("|", 300, 142, 242)]),
    ],
    ids=[
        "line",
        "thin rectangle",
        "line by cell",
        "twice",
        "dashed",
        "mitred border",
        "stroked border with a rounded corner",
        "white",
        "not painted",
        "slanted",
        "polyline",
    ],
)
def test_rules(content: str, expected: list[tuple[str, int, int, int]], engine: Engine) -> None:
    assert outline(drawn(content, engine)) == expected


def test_a_stroked_rectangle_has_four_borders(engine: Engine) -> None:
    assert outline(drawn("0.5 w 100 600 200 100 re S", engine)) == [
        ("-", 142, 100, 300),
        ("-", 242, 100, 300),
        ("|", 100, 142, 242),
        ("|", 300, 142, 242),
    ]


def test_a_coloured_area_is_a_fill_and_white_is_none(engine: Engine) -> None:
    page = drawn("q 0.8 g 100 600 200 100 re f 1 g 100 400 200 100 re f Q", engine)
    (fill,) = page.fills
    assert (round(fill.x0), round(fill.top), round(fill.x1), round(fill.bottom), fill.colour) == (
        100,
        142,
        300,
        242,
        0xCCCCCC,
    )
    assert page.rules == ()


def test_a_form_is_drawn_where_its_matrix_says(engine: Engine) -> None:
    inner = form("0.5 w 0 0 m 100 0 l S", "/BBox [-1 -1 300 300] /Matrix [2 0 0 2 0 0]")
    content = "q 1 0 0 1 100 700 cm /X1 Do Q "
    page = drawn(content, engine, objects=(inner,), resources="/XObject << /X1 3 0 R >>")
    assert outline(page) == ONE_LINE


def test_curves_are_no_rules(engine: Engine) -> None:
    assert drawn("100 700 m 150 750 250 750 300 700 c S", engine).rules == ()


def test_merging_joins_what_touches_and_keeps_what_does_not() -> None:
    pieces = [Rule(True, 10, 0, 50), Rule(True, 10.3, 50.5, 100), Rule(True, 10, 120, 150), Rule(True, 30, 0, 50)]
    assert [(r.start, r.end) for r in merge_rules(pieces)] == [(0, 100), (120, 150), (0, 50)]


def dots(count: int, step: float) -> str:
    return " ".join(f"{100 + step * at:.2f} 699.5 1 1 re f" for at in range(count))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (dots(101, 2), [("-", 142, 100, 301)]),
        (" ".join(f"200 {700 - 2 * at} 1 1 re f" for at in range(51)), [("|", 200, 141, 242)]),
        (dots(5, 2), []),
        (dots(30, 20), []),
        (dots(40, 1), []),
    ],
    ids=["across", "down", "few", "far apart", "touching"],
)
def test_a_dotted_border_is_a_rule(content: str, expected: list[tuple[str, int, int, int]], engine: Engine) -> None:
    assert outline(drawn(content, engine)) == expected
