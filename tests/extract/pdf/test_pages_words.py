"""Words of a page: what parts them, what they look like, and that both engines see the same."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest

from pipeline.extract.pdf.page import Page, Word
from pipeline.extract.pdf.reading import read_pages
from pipeline.extract.pdf.words import SOFT_HYPHEN, baseline, ends_softly

from .pdf_maker import FONTS, cmap, form, make_pdf, text

Engine = Literal["pdfium", "pdfplumber"]

UNICODE_FONT = "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 3 0 R >>"
PLAIN_CODES = {code: code for code in range(32, 127)}


def page_of(pdf: bytes, engine: Engine) -> Page:
    (page,), _ = read_pages(pdf, "prova.pdf", engine=engine)
    return page


def texts(pdf: bytes, engine: Engine) -> list[str]:
    return [word.testo for word in page_of(pdf, engine).words]


def word(page: Page, testo: str) -> Word:
    (found,) = [word for word in page.words if word.testo == testo]
    return found


def test_words_are_numbered_through_the_document(engine: Engine) -> None:
    pages, _ = read_pages(make_pdf([text(50, 700, "uno due"), text(50, 700, "tre")]), "x.pdf", engine=engine)
    assert [(w.numero, w.testo) for page in pages for w in page.words] == [(0, "uno"), (1, "due"), (2, "tre")]


def test_box_reaches_from_pen_to_pen_around_the_baseline(engine: Engine) -> None:
    page = page_of(make_pdf([text(50, 700, "Target", size=10)]), engine)
    found = word(page, "Target")
    assert found.x0 == pytest.approx(50, abs=0.05)
    assert found.x1 == pytest.approx(50 + 28.9, abs=0.1)  # Helvetica: 611+556+333+556+556+278
    assert baseline(found) == pytest.approx(842 - 700, abs=0.05)
    assert (found.size, found.angle, found.bold) == (10, 0, False)


@pytest.mark.parametrize(("sign", "gap", "words"), [("\u2010", 1.5, 1), ("\u2010", 2.5, 2), ("-", 1.5, 2)])
def test_a_browser_hyphen_stays_with_its_word(engine: Engine, sign: str, gap: float, words: int) -> None:
    """PDFium leaves out the white beside some glyphs; a hyphen of the text's own stands apart only where it was written so."""
    end = 50 + 22.78  # Helvetica: 667+556+333+500+222
    table = cmap({**PLAIN_CODES, ord("X"): ord(sign)})
    content = text(50, 700, "Servi") + text(end + gap, 700, "X") + text(50, 688, "zio")
    assert len(texts(make_pdf([content], fonts=UNICODE_FONT, objects=[table]), engine)) == words + 1


def test_a_space_glyph_is_told_from_a_made_up_one(engine: Engine) -> None:
    pdf = make_pdf(
        [text(50, 700, "Servizio ") + text(50, 688, "Staff") + "BT /F1 10 Tf 50 600 Td [(uno) -600 (due)] TJ ET"]
    )
    page = page_of(pdf, engine)
    assert {w.testo: w.space_after for w in page.words} == {
        "Servizio": True,
        "Staff": False,
        "uno": False,
        "due": False,
    }


def test_cells_drawn_into_each_other_are_parted(engine: Engine) -> None:
    clipped = text(50, 700, "Settore") + text(82.5, 700, "Obiettivo") + text(118, 700, "Indicatore")
    assert sorted(texts(make_pdf([clipped]), engine)) == ["Indicatore", "Obiettivo", "Settore"]


@pytest.mark.parametrize(
    "content",
    [
        "BT /F1 10 Tf 50 700 Td [(Set) -120 (tore)] TJ ET",
        "BT /F1 10 Tf 50 700 Td [(Set) 60 (tore)] TJ ET",
        "BT /F1 10 Tf 4 Tc 50 700 Td (Settore) Tj ET",
        text(50, 700, "Set") + text(65.1, 700, "tore"),
    ],
    ids=["gap", "tight", "letterspaced", "two text objects"],
)
def test_kerning_parts_no_word(content: str, engine: Engine) -> None:
    assert texts(make_pdf([content]), engine) == ["Settore"]


def test_a_soft_hyphens_place_parts_no_spaced_letters(engine: Engine) -> None:
    """A browser draws a soft hyphen inside a word as a space glyph, and the next letter over it: no space was typed."""
    letters = "".join(text(50 + 10 * at, 700, sign, font="F3") for at, sign in enumerate("Set"))
    letters += text(80, 700, " ", font="F3")
    letters += "".join(text(80 + 10 * at, 700, sign, font="F3") for at, sign in enumerate("tore"))
    courier = "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    assert texts(make_pdf([letters], fonts=f"{FONTS} {courier}"), engine) == ["Settore"]


def test_the_narrow_spaces_of_a_shrunk_line_part_words(engine: Engine) -> None:
    """TeX shrinks a space of a quarter to 0.15 em, and draws no glyph for it."""
    line = "BT /F1 10 Tf 50 700 Td [(Servizio) -150 (di) -150 (supporto)] TJ ET"
    assert texts(make_pdf([line]), engine) == ["Servizio", "di", "supporto"]


@pytest.mark.parametrize("offset", [0.0, 0.3, 0.6])
def test_fake_bold_is_one_bold_word(offset: float, engine: Engine) -> None:
    page = page_of(
        make_pdf([text(50, 700, "Settore") + text(50, 600, "altro") + text(50 + offset, 700, "Settore")]), engine
    )
    assert {w.testo: w.bold for w in page.words} == {"Settore": True, "altro": False}
    assert len(page.words) == 2


def test_bold_by_font_and_by_stroke(engine: Engine) -> None:
    page = page_of(
        make_pdf(
            [
                text(50, 700, "font", font="F2")
                + "q "
                + text(50, 600, "tratto", before="2 Tr")
                + "Q "
                + text(50, 500, "no")
            ]
        ),
        engine,
    )
    assert {w.testo: w.bold for w in page.words} == {"font": True, "tratto": True, "no": False}


def test_ligatures_come_apart(engine: Engine) -> None:
    table = cmap({**PLAIN_CODES, 0x7E: 0xFB01})
    assert texts(make_pdf([text(50, 700, "veri~ca")], fonts=UNICODE_FONT, objects=[table]), engine) == ["verifica"]


def test_a_soft_hyphen_within_a_ligature_is_not_printed(engine: Engine) -> None:
    """A browser draws `t`, soft hyphen, `t` as one glyph where the line does not end there; the hyphen is none of the word."""
    table = cmap({**PLAIN_CODES, 0x7E: 0x7474}).replace("<7474>", "<007400AD0074>")
    content = text(50, 700, "Se~ore ca~o-") + text(50, 688, "lico")
    found = texts(make_pdf([content], fonts=UNICODE_FONT, objects=[table]), engine)
    assert found == ["Settore", "catto-", "lico"]


def test_a_ligature_with_a_soft_hyphen_is_not_read_backwards() -> None:
    """PDFium turns the letters told beside a glyph whose number is that of an Arabic letter; pdfminer gives that no width."""
    table = cmap({**PLAIN_CODES, 0x7E: 0x08B0})
    told = "/Span << /ActualText <FEFF007400AD00740069> >> BDC " + text(71.1, 700, "~") + " EMC "
    content = text(50, 700, "Obie") + told + text(76.9, 700, "vo") + text(50, 688, "sotto")
    assert texts(make_pdf([content], fonts=UNICODE_FONT, objects=[table]), "pdfium") == ["Obiettivo", "sotto"]


def test_letters_told_beside_a_ligature_without_a_code(engine: Engine) -> None:
    """A browser draws the ligature, and the soft hyphen in it as a space glyph that the next letter is drawn over."""
    told = "/Span << /ActualText <FEFF007400AD0074> >> BDC " + text(60, 700, "~ ") + " EMC "
    widths = f"/FirstChar 32 /LastChar 126 /Widths [{'500 ' * 95}] >>"
    font = UNICODE_FONT.replace("Helvetica", "Prova").replace("3 0 R >>", f"3 0 R {widths}")
    content = text(50, 700, "Se") + told + text(65, 700, "ore")
    pdf = make_pdf([content], fonts=font, objects=[cmap({**PLAIN_CODES, 0x7E: 0})])
    assert texts(pdf, engine) == ["Settore"]


@pytest.mark.parametrize("soft_code", [False, True])
def test_a_hyphen_is_a_hyphen_whatever_its_code(soft_code: bool, engine: Engine) -> None:
    table = cmap({**PLAIN_CODES, 0x2D: 0xAD if soft_code else 0x2D})
    content = text(50, 700, "Anagrafico-Certificativo") + text(50, 600, "Anagrafico-") + text(50, 588, "Certificativo")
    found = texts(make_pdf([content], fonts=UNICODE_FONT, objects=[table]), engine)
    assert found == ["Anagrafico-Certificativo", "Anagrafico-", "Certificativo"]
    assert not ends_softly(found[1])


@pytest.mark.parametrize(("producer", "end"), [("LibreOffice 25.2", SOFT_HYPHEN), ("Skia/PDF m140", "-")])
def test_a_hyphen_drawn_by_itself_at_a_line_end_is_the_programs(producer: str, end: str, engine: Engine) -> None:
    content = text(50, 700, "digitaliz") + text(83.34, 700, "-") + text(50, 688, "zazione")
    first, second = texts(make_pdf([content], producer=producer), engine)
    assert (first, second) == ("digitaliz" + end, "zazione")
    assert ends_softly(first) is (end == SOFT_HYPHEN)


def test_a_programs_hyphen_is_known_beside_another_cell(engine: Engine) -> None:
    """The next cell's text stands on the same level, so that the line does not seem to end at the hyphen."""
    content = text(50, 700, "digitaliz") + text(83.34, 700, "-") + text(150, 700, "Ufficio") + text(50, 688, "zazione")
    first, second, *_ = texts(make_pdf([content], producer="LibreOffice 25.2"), engine)
    assert (first, second) == ("digitaliz" + SOFT_HYPHEN, "Ufficio")


def test_a_programs_hyphen_may_stand_a_little_behind_its_word(engine: Engine) -> None:
    """Of narrow letters a hair is as wide as a space: PDFium sees a blank before the hyphen."""
    content = text(50, 700, "digitaliz", before="70 Tz") + text(74.34, 700, "-", before="70 Tz") + text(50, 688, "zare")
    assert texts(make_pdf([content], producer="LibreOffice 25.2"), engine) == ["digitaliz" + SOFT_HYPHEN, "zare"]


@pytest.mark.parametrize("step", [2.5, 4.0])
def test_a_title_in_spaced_letters_is_words(step: float, engine: Engine) -> None:
    widths = {"A": 6.67, "l": 2.22, "b": 5.56, "e": 5.56, "r": 3.33, "o": 5.56, "d": 5.56, "a": 5.56}
    content, x = "", 50.0
    for char in "Albero della":
        if char != " ":
            content += text(round(x, 2), 700, char)
        x += widths.get(char, 2.78 + step) + step
    assert texts(make_pdf([content + text(50, 600, "sotto")]), engine) == ["Albero", "della", "sotto"]


def test_single_letters_that_were_typed_stay(engine: Engine) -> None:
    assert texts(make_pdf([text(50, 700, "a b c d e f g h")]), engine) == list("abcdefgh")


def test_unseen_text_is_marked_and_kept(engine: Engine) -> None:
    content = (
        "q 3 Tr " + text(50, 700, "modo") + "Q q 1 g " + text(50, 600, "bianco") + "Q "
        "q 0 0 1 rg 40 490 200 20 re f 1 g " + text(50, 500, "chiaro") + "Q "
        "q 0 0 1 rg 40 390 200 20 re f " + text(50, 400, "blu") + "Q " + text(50, 300, "nero")
    )
    page = page_of(make_pdf([content]), engine)
    assert {w.testo: w.invisible for w in page.words} == {
        "modo": True,
        "bianco": True,
        "chiaro": False,
        "blu": True,
        "nero": False,
    }


def test_colours_are_rgb(engine: Engine) -> None:
    page = page_of(make_pdf(["q 1 0 0 rg " + text(50, 700, "rosso") + "Q " + text(50, 600, "nero")]), engine)
    assert {w.testo: w.colour for w in page.words} == {"rosso": 0xFF0000, "nero": 0}


def test_text_in_a_form_is_read(engine: Engine) -> None:
    inner = form(
        text(10, 10, "dentro"),
        "/BBox [0 0 200 50] /Matrix [1 0 0 1 40 600] /Resources << /Font << "
        "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
    )
    page = page_of(make_pdf(["/X1 Do "], objects=[inner], resources="/XObject << /X1 3 0 R >>"), engine)
    found = word(page, "dentro")
    assert [found.x0, baseline(found)] == pytest.approx([50, 842 - 610], abs=0.1)


def test_characters_outside_the_basic_plane_do_not_shift_boxes(engine: Engine) -> None:
    table = cmap({**PLAIN_CODES, 0x7E: 0x1D400}).replace("<1D400>", "<D835DC00>")
    page = page_of(make_pdf([text(50, 700, "~ dopo")], fonts=UNICODE_FONT, objects=[table]), engine)
    found = word(page, "dopo")
    assert found.x1 - found.x0 == pytest.approx(22.24, abs=0.1)


@pytest.mark.parametrize(
    ("codes", "printed"),
    [
        ("66006900", "prefisso"),
        ("74007400", "prettsso"),
        ("6600CF00", "preffisso"),
        ("6600D200", "prefflsso"),
        ("7400DD00", "prettisso"),
        ("6600DD00", "preftisso"),
    ],
)
def test_letters_of_a_ligature_whose_bytes_changed_places(codes: str, printed: str, engine: Engine) -> None:
    """Some versions of Ghostscript write a ligature's codes so: two letters each turned over, of three the last two added up."""
    pdf = make_pdf([text(50, 700, "preXsso")], fonts=UNICODE_FONT, objects=[cmap({**PLAIN_CODES, ord("X"): codes})])
    assert texts(pdf, engine) == [printed]


def test_a_control_code_is_no_white(engine: Engine) -> None:
    """A font without a map gives a letter the number of a control code, some of which Python takes for white space."""
    for code in (0x01, 0x02, 0x0B, 0x1C):
        pdf = make_pdf([text(50, 700, "veriXca")], fonts=UNICODE_FONT, objects=[cmap({**PLAIN_CODES, ord("X"): code})])
        assert texts(pdf, engine) == [f"veri{chr(0x2400 + code)}ca"]


def test_a_control_code_at_the_end_of_a_word_is_no_hyphen(engine: Engine) -> None:
    """PDFium tells a hyphen at a line's end by the number 2, which a font without a map may give to a degree sign."""
    content = text(50, 700, "nX atti, veri-") + text(50, 688, "fica NX") + text(50, 676, "imprese")
    pdf = make_pdf([content], fonts=UNICODE_FONT, objects=[cmap({**PLAIN_CODES, ord("X"): 2})])
    assert texts(pdf, engine) == ["n\u2402", "atti,", "veri-", "fica", "N\u2402", "imprese"]


@pytest.mark.parametrize("told", [True, False], ids=["told by the text", "told by the font"])
@pytest.mark.parametrize("matrix", ["0.5 0 0 0.5 40 600", "0 0.8 -0.8 0 300 300"])
def test_a_ligature_in_a_form_stands_where_the_form_is_put(matrix: str, told: bool, engine: Engine) -> None:
    """A protocol stamp often draws the whole page as a form, a little smaller; a browser told the letters beside the glyph."""
    ligature = f"/Span << /ActualText (fi) >> BDC {text(30, 10, 'X')} EMC "
    parts = text(10, 10, "veri") + ligature + text(35, 10, "care dopo Xno")
    letters = parts if told else text(10, 10, "veriXcare dopo Xno")
    widths = f"/FirstChar 32 /LastChar 126 /Widths [{'500 ' * 95}] >>"
    font = UNICODE_FONT.replace("Helvetica", "Prova").replace("3 0 R >>", f"4 0 R {widths}")
    inner = form(letters, f"/BBox [0 0 200 50] /Resources << /Font << {font} >> >>")
    table = cmap({**PLAIN_CODES, ord("X"): "00660069"})
    pdf = make_pdf([f"{matrix} cm /X1 Do "], objects=[inner, table], resources="/XObject << /X1 3 0 R >>")
    words = page_of(pdf, engine).words
    assert [word.testo for word in words] == ["verificare", "dopo", "fino"]
    along = [word.x0 - before.x1 for before, word in pairwise(words)]
    assert along == pytest.approx([5 * 0.5, 5 * 0.5] if matrix.startswith("0.5") else [5 * 0.8, 5 * 0.8], abs=0.5)


def in_letters(x: float, y: float, words: str) -> str:
    """Return content that draws every letter in a go of its own, and no space; the face gives all of them one width."""
    return "".join(text(x + 6 * at, y, sign, font="F3") for at, sign in enumerate(words) if sign != " ")


@pytest.mark.parametrize("turn", ["0.82 0.57 -0.57 0.82", "1 0 0 1"], ids=["oblique", "level"])
def test_letters_beside_one_of_a_watermark_are_no_tangle(engine: Engine, turn: str) -> None:
    """PDFium takes what is drawn behind a letter of a watermark for one line with it, and sorts two lines by x: `0al7te`."""
    mark = f"BT /F1 110 Tf {turn} 250 690 Tm (A) Tj ET\n"
    lines = in_letters(50, 700, "07 Giustizia") + in_letters(50, 688, "alternativa") + in_letters(50, 676, "e mercato")
    courier = "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    found = texts(make_pdf([mark + lines], fonts=f"{FONTS} {courier}"), engine)
    assert [testo for testo in found if testo != "A"] == ["07", "Giustizia", "alternativa", "e", "mercato"]
