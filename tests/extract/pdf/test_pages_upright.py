"""Pages as a reader holds them: /Rotate, content drawn turned, crop boxes, words that stay turned."""

from __future__ import annotations

import math
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.reading import read_pages
from pipeline.extract.pdf.upright import Frame, main_direction, snap_angle
from pipeline.extract.pdf.words import baseline

from .pdf_maker import make_pdf, text, turned

Engine = Literal["pdfium", "pdfplumber"]
LINES = [("Settore", 0), ("Obiettivo", 20), ("Indicatore", 40)]


def page_of(pdf: bytes, engine: Engine) -> Page:
    (page,), _ = read_pages(pdf, "prova.pdf", engine=engine)
    return page


def along(turn: int) -> tuple[float, float]:
    return (round(math.cos(math.radians(turn))), round(math.sin(math.radians(turn))))


def turned_lines(turn: int) -> str:
    """Three lines and a rule 100 points from the left and the top, as seen when the 600 x 800 sheet is turned back."""
    if turn == 0:
        return "".join(text(100, 700 - down, line) for line, down in LINES) + "100 640 m 300 640 l S "
    if turn == 90:  # upwards along the left side
        return "".join(turned(100 + down, 100, line, along(90)) for line, down in LINES) + "160 100 m 160 300 l S "
    if turn == 180:
        return "".join(turned(500, 100 + down, line, along(180)) for line, down in LINES) + "300 160 m 500 160 l S "
    return "".join(turned(500 - down, 700, line, along(270)) for line, down in LINES) + "440 500 m 440 700 l S "


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("flagged", [True, False], ids=["with /Rotate", "without"])
def test_content_comes_out_upright(turn: int, flagged: bool, engine: Engine) -> None:
    page = page_of(
        make_pdf([turned_lines(turn)], box="[0 0 600 800]", page=f"/Rotate {turn}" if flagged else ""), engine
    )
    assert (page.width, page.height) == ((600, 800) if turn % 180 == 0 else (800, 600))
    assert page.turned == (0 if flagged else turn)
    assert [w.testo for w in sorted(page.words, key=baseline)] == [line for line, _ in LINES]
    for word, (_, down) in zip(sorted(page.words, key=baseline), LINES, strict=True):
        assert word.angle == 0
        assert word.x0 == pytest.approx(100, abs=0.1)
        assert baseline(word) == pytest.approx(100 + down, abs=0.1)
    (rule,) = page.rules
    assert rule.horizontal
    assert [rule.at, rule.start, rule.end] == pytest.approx([160, 100, 300], abs=1.1)


WIDTHS = {"o": 5.56, "t": 2.78, "b": 5.56, "r": 3.33, "e": 5.56}
"""Helvetica's, at ten points."""


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("flagged", [True, False], ids=["against /Rotate", "without"])
def test_words_set_letter_by_letter_stay_whole_on_a_turned_page(turn: int, flagged: bool, engine: Engine) -> None:
    """Browsers place letters one by one; the sheet was put into the scanner or the binder the other way up."""
    step = (1, 0) if flagged else along(turn)
    content, pen = "", 0.0
    for letter in "ottobre":
        content += turned(300 + step[0] * pen, 400 + step[1] * pen, letter, step)
        pen += WIDTHS[letter]
    page = page_of(make_pdf([content], page=f"/Rotate {turn}" if flagged else ""), engine)
    assert [(word.testo, word.angle) for word in page.words] == [("ottobre", 0)]
    assert page.turned == ((-turn) % 360 if flagged else turn)


def test_a_stamp_keeps_its_angle(engine: Engine) -> None:
    content = "".join(text(100, 700 - 12 * n, "Indicatore e obiettivo del settore") for n in range(5))
    page = page_of(make_pdf([content + turned(30, 300, "Prot. 123", along(90))]), engine)
    assert {w.angle for w in page.words if w.testo in ("Prot.", "123")} == {90}
    assert page.turned == 0


def test_the_crop_box_is_the_page(engine: Engine) -> None:
    content = text(150, 700, "dentro il foglio") + text(20, 20, "fuori")
    page = page_of(make_pdf([content], page="/CropBox [100 100 500 800]"), engine)
    assert (page.width, page.height) == (400, 700)
    inside = next(w for w in page.words if w.testo == "dentro")
    outside = next(w for w in page.words if w.testo == "fuori")
    assert [inside.x0, baseline(inside)] == pytest.approx([50, 100], abs=0.1)
    assert outside.x1 < 0 or outside.top > page.height


def test_a_media_box_may_start_anywhere(engine: Engine) -> None:
    page = page_of(make_pdf([text(-50, 100, "Settore")], box="[-100 -100 400 700]"), engine)
    (word,) = page.words
    assert (page.width, page.height) == (500, 800)
    assert [word.x0, baseline(word)] == pytest.approx([50, 600], abs=0.1)


def test_angles_snap_to_right_ones_only_when_close() -> None:
    assert [snap_angle(angle) for angle in (0.4, -0.4, 89.5, 359.7, 45.0, -90)] == [0, 0, 90, 0, 45.0, 270]


def test_the_flag_decides_when_no_direction_has_most_letters() -> None:
    assert main_direction({0.0: 10, 90.0: 10}, 270) == 270
    assert main_direction({0.0: 10, 90.0: 100}, 0) == 90
    assert main_direction({}, 90) == 90


@given(st.sampled_from([0, 90, 180, 270]), st.tuples(*[st.floats(0, 500)] * 4))
def test_turning_keeps_the_size_of_boxes(turn: int, corners: tuple[float, float, float, float]) -> None:
    """Placing a box on the page turns it, and changes neither its area nor that it lies on the page."""
    frame = Frame(0, 0, 600, 800, turn)
    x0, top, x1, bottom = frame.place()(*corners)
    a, b, c, d = corners
    sides = sorted((abs(a - c), abs(b - d)))
    assert sorted((x1 - x0, bottom - top)) == pytest.approx(sides, abs=1e-6)
    width, height = frame.size
    assert -1e-9 <= x0 <= x1 <= width + 1e-9
    assert -1e-9 <= top <= bottom <= height + 1e-9
