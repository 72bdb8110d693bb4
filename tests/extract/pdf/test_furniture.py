"""Page furniture: found by repetition, direction, place and colour; the plan's own words are left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.pdf.furniture import find_furniture, report_unseen, taken_words
from pipeline.extract.pdf.page import Page, Rule, Word
from pipeline.rows import Furniture, FurnitureKind

KINDS = FurnitureKind
WIDTH, HEIGHT = 842.0, 595.0


class Sheet:
    """Pages under construction: every ``line`` is words of 50 points' step on one baseline."""

    def __init__(self, pages: int) -> None:
        self.words: list[list[Word]] = [[] for _ in range(pages)]
        self.rules: list[list[Rule]] = [[] for _ in range(pages)]

    def line(
        self, page: int, top: float, text: str, *, x: float = 40, size: float = 10, angle: float = 0, **more: object
    ) -> None:
        for testo in text.split():
            width = 0.5 * size * len(testo)
            if angle == 90:
                box = (x, top - width, x + size, top)
                top -= width + 3
            else:
                box = (x, top, x + width, top + size)
                x += width + 3
            self.words[page - 1].append(Word(0, testo, *box, size, angle=angle, **more))  # type: ignore[arg-type]

    def body(self, page: int) -> None:
        for row in range(15):
            for column, x in enumerate((40, 200, 380, 560, 690)):
                self.line(page, 90 + 28 * row, f"cella{page}{chr(97 + row)}{'abcde'[column]} testo", x=x)

    def pages(self) -> list[Page]:
        numero, pages = 0, []
        for number, (words, rules) in enumerate(zip(self.words, self.rules, strict=True), 1):
            numbered = tuple(word._replace(numero=numero + at) for at, word in enumerate(words))
            numero += len(numbered)
            pages.append(Page(numero=number, width=WIDTH, height=HEIGHT, words=numbered, rules=tuple(rules)))
        return pages

    def find(self) -> list[tuple[FurnitureKind, int | None, str]]:
        return [(piece.kind, piece.fonte.pagina, piece.testo) for piece in find_furniture(self.pages())]


def filled(pages: int) -> Sheet:
    sheet = Sheet(pages)
    for page in range(1, pages + 1):
        sheet.body(page)
    return sheet


@pytest.mark.parametrize("pages", [1, 2, 3, 20])
@pytest.mark.parametrize("form", ["Pag. {} di {last}", "Pagina {}", "{}/{last}", "- {} -", "{}", "pag.{}"])
def test_page_numbers(form: str, pages: int) -> None:
    sheet = filled(pages)
    expected = []
    for page in range(1, pages + 1):
        printed = form.format(page, last=pages)
        sheet.line(page, 560, printed, x=400)
        expected.append((KINDS.NUMERO_PAGINA, page, printed))
    assert sheet.find() == expected


def test_running_lines_of_pages_shrunk_onto_larger_sheets() -> None:
    """No page holds text near the sheet's edges: the running lines stand at the edges of what all of them hold."""
    sheet = filled(4)
    for page in range(1, 5):
        sheet.line(page, 30, "Camera di Commercio", x=300)
        sheet.line(page, 560, f"Pag. {page} di 4", x=400)
    pages = [replace(page, width=4 * WIDTH, height=4 * HEIGHT) for page in sheet.pages()]
    assert [(piece.kind, piece.fonte.pagina) for piece in find_furniture(pages)] == [
        (KINDS.NUMERO_PAGINA, 1),
        *((kind, page) for page in (2, 3, 4) for kind in (KINDS.INTESTAZIONE_PAGINA, KINDS.NUMERO_PAGINA)),
    ]


def test_a_date_at_the_foot_of_a_page_is_no_page_number() -> None:
    """The last line of a cell may be a day and a month, the month as great as the document is long."""
    sheet = filled(12)
    sheet.line(3, 545, "31/12", x=200)
    sheet.line(5, 545, "3/12", x=200)
    assert sheet.find() == []


def test_page_numbers_may_start_late_and_stand_alternately() -> None:
    sheet = filled(7)
    for page in range(2, 8):
        sheet.line(page, 560, str(page - 1), x=40 if page % 2 else 780)
    assert [(kind, page) for kind, page, _ in sheet.find()] == [(KINDS.NUMERO_PAGINA, page) for page in range(2, 8)]


def test_a_running_header_stays_on_the_first_page() -> None:
    sheet = filled(4)
    for page in range(1, 5):
        sheet.line(page, 30, "Albero della Performance 2025", x=200)
        sheet.line(page, 45, "All.1.1 D GC 29/07/2025", x=600)
    found = sheet.find()
    assert {page for _, page, _ in found} == {2, 3, 4}
    assert {kind for kind, _, _ in found} == {KINDS.INTESTAZIONE_PAGINA}
    assert len(found) == 6


def test_a_running_footer_goes_from_the_first_page_on() -> None:
    sheet = filled(3)
    for page in range(1, 4):
        sheet.line(page, 565, "Camera di Commercio via Roma 1", x=300)
    assert sheet.find() == [(KINDS.PIE_PAGINA, page, "Camera di Commercio via Roma 1") for page in (1, 2, 3)]


def test_first_page_different_and_odd_even() -> None:
    sheet = filled(9)
    sheet.line(1, 30, "Albero della Performance 2025", size=16)
    for page in range(2, 10):
        sheet.line(page, 30, "Piano 2025" if page % 2 else "Camera di Commercio", x=500)
    found = sheet.find()
    assert [page for _, page, _ in found] == list(range(2, 10))
    assert "Albero della Performance 2025" not in {text for _, _, text in found}


def test_a_number_beside_a_changing_text_is_taken_alone() -> None:
    sheet = filled(3)
    for page, name in enumerate(("Anagrafe", "Bilancio", "Cultura"), 1):
        sheet.line(page, 30, f"Settore {name}")
        sheet.line(page, 30, f"Pag. {page}", x=700)
    assert [text for _, _, text in sheet.find()] == ["Pag. 1", "Pag. 2", "Pag. 3"]


def test_cards_with_a_code_at_their_head_are_content() -> None:
    sheet = filled(5)
    for page in range(1, 6):
        sheet.line(page, 30, f"Obiettivo 01.{page * 2:02}")
    assert sheet.find() == []


def test_a_repeated_column_header_is_no_furniture() -> None:
    sheet = filled(6)
    for page in range(1, 7):
        for x, name in zip(
            (40, 200, 380, 560, 690), ("Settore", "Obiettivo", "Indicatore", "Target", "Owner"), strict=True
        ):
            sheet.line(page, 60, name, x=x)
    assert sheet.find() == []


@pytest.mark.parametrize("headed", [True, False])
def test_what_stands_below_a_repeated_column_header_is_no_running_line(headed: bool) -> None:
    """All rows have one owner, and the first of every page stands at one height below the header."""
    sheet = filled(6)
    for page in range(1, 7):
        names = (
            ("Settore", "Obiettivo", "Indicatore", "Target", "Owner")
            if headed
            else ("Ente", "Piano", "Anno", "Atto", "Uso")
        )
        for x, name in zip((40, 200, 380, 560, 690), names, strict=True):
            sheet.line(page, 40, name, x=x)
        sheet.line(page, 65, "Ufficio Legale", x=690)
    taken = [(page, text) for _, page, text in sheet.find() if text == "Ufficio Legale"]
    assert taken == ([] if headed else [(page, "Ufficio Legale") for page in range(2, 7)])


@pytest.mark.parametrize(("beside", "taken"), [("Ente", 5), ("", 5), ("indicatore {}", 0)])
def test_one_owner_in_the_first_row_of_every_page_is_content(beside: str, taken: int) -> None:
    """Close to the page's own text, a running line comes back as a whole."""
    sheet = filled(6)
    for page in range(1, 7):
        sheet.line(page, 76, beside.format("abcdef"[page - 1]), x=40)
        sheet.line(page, 76, "Ufficio Legale", x=690)
    assert sum(text == "Ufficio Legale" for _, _, text in sheet.find()) == taken


@pytest.mark.parametrize(("x", "taken"), [(690, 0), (640, 4)])
def test_one_owner_in_first_rows_far_apart_is_content(x: float, taken: int) -> None:
    """A running line beside a changing text does not start where a column's entries do."""
    sheet = filled(5)
    for page in range(1, 6):
        sheet.line(page, 62, f"indicatore {'abcdef'[page - 1]}", x=40)
        sheet.line(page, 62, "Ufficio Legale", x=x)
    assert sum(text == "Ufficio Legale" for _, _, text in sheet.find()) == taken


def test_equal_rows_at_the_foot_of_a_table_are_content() -> None:
    sheet = filled(6)
    for page in range(1, 7):
        sheet.rules[page - 1] += [Rule(False, x, 80, 575) for x in (35, 195, 375, 555, 685, 800)]
    for page in (3, 4, 5):
        sheet.line(page, 540, "100%", x=560)
        sheet.line(page, 540, "Servizio Staff", x=690)
    assert sheet.find() == []


def test_a_letterhead_in_a_box_is_a_header() -> None:
    sheet = filled(6)
    for page in range(1, 7):
        sheet.rules[page - 1] += [Rule(False, x, 5, 70) for x in (35, 400, 800)]
        sheet.line(page, 30, "Camera di Commercio")
        sheet.line(page, 30, "Documento interno", x=500)
    assert [(kind, page) for kind, page, _ in sheet.find()] == [
        (KINDS.INTESTAZIONE_PAGINA, page) for page in range(2, 7) for _ in range(2)
    ]


def test_a_stamp_along_the_margin() -> None:
    sheet = filled(2)
    sheet.line(1, 400, "Prot. 0012345 del 29/07/2025", x=10, angle=90)
    assert sheet.find() == [(KINDS.TIMBRO, 1, "Prot. 0012345 del 29/07/2025")]


def test_a_settore_written_upwards_in_its_cell_is_content() -> None:
    sheet = filled(2)
    sheet.line(1, 400, "Semplificazione Amministrativa", x=60, angle=90)
    sheet.line(2, 300, "Ambiente", x=60, angle=90)
    assert sheet.find() == []


def test_watermarks_across_and_behind() -> None:
    sheet = filled(3)
    for page in (1, 2, 3):
        sheet.line(page, 300, "BOZZA", x=300, size=80, angle=45.0)
        sheet.line(page, 200, "COPIA", x=180, size=60, colour=0xDDDDDD)
    assert [(kind, text) for kind, _, text in sheet.find()] == [
        (KINDS.FILIGRANA, "BOZZA"),
        (KINDS.FILIGRANA, "COPIA"),
    ] * 3


def test_a_watermark_below_the_text_of_a_short_page() -> None:
    """Nothing runs over it there; it is light, large, and at the same place where text does."""
    sheet = Sheet(3)
    sheet.body(1)
    sheet.body(2)
    sheet.line(3, 100, "ultima riga della tabella")
    for page in (1, 2, 3):
        sheet.line(page, 200, "COPIA", x=180, size=60, colour=0xDDDDDD)
    assert [(kind, text) for kind, _, text in sheet.find()] == [(KINDS.FILIGRANA, "COPIA")] * 3


def test_a_large_title_is_no_watermark() -> None:
    sheet = filled(3)
    sheet.line(1, 40, "Albero della Performance 2025", size=24)
    assert sheet.find() == []


def test_unseen_and_off_page_text_is_kept_in_the_ledger_and_reported() -> None:
    sheet = filled(2)
    sheet.line(2, 200, "nascosto", x=700, invisible=True)
    sheet.line(2, 700, "fuori", x=700)
    assert [(kind, text) for kind, _, text in sheet.find()] == [
        (KINDS.INVISIBILE, "nascosto"),
        (KINDS.FUORI_PAGINA, "fuori"),
    ]
    (report,) = report_unseen(find_furniture(sheet.pages()))
    assert (report.codice, dict(report.parametri)) == ("LET107", {"pagina": "2", "parole": "2"})


def test_no_word_is_taken_twice() -> None:
    sheet = filled(5)
    for page in range(1, 6):
        sheet.line(page, 30, "Camera di Commercio")
        sheet.line(page, 300, "BOZZA", x=300, size=80, angle=45.0)
        sheet.line(page, 560, f"Pag. {page} di 5", x=400)
    found: tuple[Furniture, ...] = find_furniture(sheet.pages())
    numbers = [numero for piece in found for numero in piece.parole]
    assert len(numbers) == len(set(numbers)) == len(taken_words(found))


def test_page_numbers_begin_again_in_an_appended_part() -> None:
    """A figure counts the pages though it starts again at 1; one that starts again all the time counts something else."""
    sheet = filled(9)
    for page in range(1, 10):
        sheet.line(page, 560, f"Pag. {page if page < 6 else page - 5} di 9", x=400)
    assert [page for _, page, _ in sheet.find()] == [*range(1, 10)]
    cards = filled(9)
    for page in range(1, 10):
        cards.line(page, 560, f"fase {2 - page % 2}/2", x=400)
    assert cards.find() == []


def test_a_part_numbered_by_itself_close_below_its_table() -> None:
    """Too few pages have such numbers to tell them by their share; they go from the first to the last of the part."""
    sheet = filled(12)
    for page in (1, 2, 3):
        sheet.line(page, 500, f"{page}/3", x=700)
    sheet.line(6, 500, "1/3", x=700)
    assert sheet.find() == []
    sheet.words[5].pop()
    assert sheet.find() == [(KINDS.NUMERO_PAGINA, page, f"{page}/3") for page in (1, 2, 3)]


def test_running_lines_stand_elsewhere_on_pages_of_another_format() -> None:
    sheet = filled(6)
    for page in range(1, 7):
        sheet.line(page, 20 if page < 4 else 32, "Ente - Piano", x=400)
        sheet.line(page, 560 if page < 4 else 548, str(page), x=780)
    mixed = [replace(page, width=1190.0) if page.numero < 4 else page for page in sheet.pages()]
    taken = [(piece.kind, piece.fonte.pagina) for piece in find_furniture(mixed)]
    assert sorted(page for kind, page in taken if kind is KINDS.NUMERO_PAGINA and page) == [*range(1, 7)]
    assert sorted(page for kind, page in taken if kind is KINDS.INTESTAZIONE_PAGINA and page) == [2, 3, *range(4, 7)]


def test_a_heading_of_some_pages_of_one_format_is_content() -> None:
    """Pages of one format at the end that all begin with one heading: it says what stands below, not what the pages are."""
    sheet = filled(12)
    for page in range(9, 13):
        sheet.line(page, 70, "Incarichi del settore", x=40)
    pages = [replace(page, width=1190.0) if page.numero < 9 else page for page in sheet.pages()]
    assert find_furniture(pages) == ()


def joined(header: str, first: int, last: int, *, pages: int = 12, top: float = 20) -> Sheet:
    """Pages of which only those from ``first`` to ``last`` are headed by a text."""
    sheet = filled(pages)
    for page in range(first, last + 1):
        sheet.line(page, top, header, x=300)
    return sheet


@pytest.mark.parametrize(("first", "last"), [(1, 4), (1, 6), (4, 7), (10, 12)])
def test_a_running_header_of_a_part_of_the_document_stays_on_its_first_page(first: int, last: int) -> None:
    """Documents of two offices were joined: four of twelve pages, or fewer, have a header."""
    taken = [(KINDS.INTESTAZIONE_PAGINA, page, "Ente - Piano 2025") for page in range(first + 1, last + 1)]
    assert joined("Ente - Piano 2025", first, last).find() == taken


def test_running_footers_and_numbers_of_a_part_of_the_document() -> None:
    sheet = filled(12)
    for page in range(8, 12):
        sheet.line(page, 550, "Ufficio Legale", x=300)
        sheet.line(page, 565, str(page - 7), x=400)
    assert sheet.find() == [
        piece
        for page in range(8, 12)
        for piece in ((KINDS.PIE_PAGINA, page, "Ufficio Legale"), (KINDS.NUMERO_PAGINA, page, str(page - 7)))
    ]


def test_a_header_that_the_first_page_has_elsewhere_is_kept_there() -> None:
    sheet = joined("Ente - Piano", 2, 5)
    sheet.line(1, 50, "Ente - Piano", x=300)
    assert [page for _, page, _ in sheet.find()] == [2, 3, 4, 5]


@pytest.mark.parametrize("top", [66, 70])
def test_what_begins_where_a_table_may_is_no_header_of_a_part(top: float) -> None:
    assert joined("Servizio Staff", 4, 7, top=top).find() == []


def test_what_two_pages_share_or_pages_apart_is_no_header_of_a_part() -> None:
    assert joined("Ente - Piano", 4, 5).find() == []
    sheet = filled(12)
    for page in (3, 4, 8, 9):
        sheet.line(page, 20, "Ente - Piano", x=300)
    assert sheet.find() == []


def test_equal_entries_in_the_first_row_of_some_pages_are_content() -> None:
    """The target of the first row, or its owner, is the same on pages that follow one another; the row is not."""
    sheet = joined("100%", 4, 7)
    for page in range(4, 8):
        sheet.line(page, 20, f"indicatore {'abcd'[page - 4]}", x=40)
    assert sheet.find() == []


def test_equal_first_rows_of_a_ruled_table_are_content() -> None:
    """Nothing is drawn between a running header and the page's edge, and no column's edge passes it."""
    ruled, grid = joined("Tutti i servizi", 4, 7), joined("Tutti i servizi", 4, 7)
    for page in range(4, 8):
        ruled.rules[page - 1].append(Rule(True, 18, 35, 800))
        grid.rules[page - 1].append(Rule(False, 290, 18, 575))
    assert ruled.find() == grid.find() == []


def test_a_part_with_a_column_header_at_the_head_of_its_pages_keeps_it() -> None:
    sheet = joined("Indicatore", 4, 7)
    for page in range(4, 8):
        sheet.line(page, 20, "Obiettivo", x=40)
        sheet.line(page, 20, "Target", x=560)
    assert sheet.find() == []


def test_cards_of_a_part_counted_by_their_figure_are_content() -> None:
    sheet = filled(12)
    for page in range(4, 9):
        sheet.line(page, 20, f"Scheda {page} Anagrafe", x=40)
    assert sheet.find() == []


def test_a_number_sign_is_no_figure() -> None:
    sheet = filled(3)
    for page, foot in enumerate(("#", "5", "a # 1"), 1):
        sheet.line(page, 570, foot)
    assert sheet.find() == []


def torn(step: float = 405.0) -> Sheet:
    """Three pages whose breaks cut through a line, which both pages print; ``step``: the second copies' distance at the last one."""
    sheet = filled(3)
    sheet.line(1, 490, "prima riga tagliata")
    sheet.line(2, 85, "prima riga tagliata")
    sheet.line(2, 490, "seconda riga tagliata")
    sheet.line(2, 494, "accanto", x=380)
    sheet.line(3, 490 - step, "seconda riga tagliata")
    sheet.line(3, 494 - step, "accanto", x=380)
    return sheet


def test_a_line_that_a_page_break_cuts_through_is_printed_twice_and_read_once() -> None:
    assert torn().find() == [
        (KINDS.RIGA_RIPETUTA, 2, "prima riga tagliata"),
        (KINDS.RIGA_RIPETUTA, 3, "seconda riga tagliata accanto"),
    ]


def test_equal_rows_at_a_page_break_are_two_rows() -> None:
    assert torn(step=409.0).find() == []  # copies of cut lines lie equally far apart on all pages
    more = torn()
    more.line(3, 86, "altro", x=560)
    assert more.find() == []  # what is cut is all that stands there


def test_a_first_line_that_the_page_before_has_below_its_edge_is_content() -> None:
    """What stands off the page is furniture already, and is no second print of anything."""
    sheet = filled(2)
    sheet.line(1, 700, "prima")
    sheet.line(2, 80, "prima")
    assert [(kind, text) for kind, _, text in sheet.find()] == [(KINDS.FUORI_PAGINA, "prima")]
