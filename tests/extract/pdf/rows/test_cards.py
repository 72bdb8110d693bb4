"""Cards without rules: labels with their values beside them, in lines that no table holds."""

from __future__ import annotations

from pipeline.extract.pdf.rows import find_rows
from pipeline.rows import RowKind

from .strips import Spot, page_of

Rows = list[list[str]]

STEP = 20.0
LEFT, VALUE = 40.0, 160.0


def card(top: float, *rows: tuple[str, str]) -> list[Spot]:
    """Return a label and a value on each line."""
    return [(x, top + STEP * n, text) for n, row in enumerate(rows) for x, text in zip((LEFT, VALUE), row, strict=True)]


def read(spots: list[Spot]) -> tuple[Rows, list[RowKind]]:
    """Return the texts and the kinds of a page's rows; all its words are in them."""
    page = page_of(spots)
    rows, _ = find_rows([page], frozenset())
    numbers = [number for row in rows for cell in row.cells for number in cell.parole]
    assert sorted(numbers) == sorted(word.numero for word in page.words)
    return [[cell.testo for cell in row.cells] for row in rows], [row.kind for row in rows]


FIRST = card(50, ("Obiettivo", "Fibra nei comuni"), ("Indicatore 1", "Comuni raggiunti"), ("Target 2025", "12"))
SECOND = card(130, ("Obiettivo", "Catalogo aperto"), ("Indicatore 1", "Insiemi di dati"), ("Target 2025", "≥5"))
TEXTS = [
    ["Obiettivo", "Fibra nei comuni"],
    ["Indicatore 1", "Comuni raggiunti"],
    ["Target 2025", "12"],
    ["Obiettivo", "Catalogo aperto"],
    ["Indicatore 1", "Insiemi di dati"],
    ["Target 2025", "≥5"],
]


def test_labels_and_values_are_cells() -> None:
    texts, kinds = read([*FIRST, *SECOND])
    assert texts == TEXTS
    assert set(kinds) == {RowKind.TABELLA}


def test_one_card_alone_stays_text() -> None:
    """A glossary looks the same: nothing is told from labels that do not come back."""
    texts, kinds = read(FIRST)
    assert set(kinds) == {RowKind.TESTO}
    assert texts[0] == ["Obiettivo Fibra nei comuni"]


def test_labels_of_indicators_and_targets_are_enough() -> None:
    titles: list[Spot] = [(LEFT, 30, "01.01 - Fibra"), (LEFT, 110, "01.02 - Catalogo")]
    below = [spot for spot in (*FIRST, *SECOND) if spot[1] not in (50.0, 130.0)]
    texts, _ = read([*titles, *below])
    assert texts == [["01.01 - Fibra"], *TEXTS[1:3], ["01.02 - Catalogo"], *TEXTS[4:]]


def test_a_value_and_a_label_of_two_lines() -> None:
    more = card(212, ("Struttura", "Ufficio Reti e"))
    wrapped = [(LEFT, 222.0, "responsabile"), (VALUE, 222.0, "sistemi")]
    texts, _ = read([*FIRST, *SECOND, *more, *wrapped])
    assert texts == [*TEXTS, ["Struttura responsabile", "Ufficio Reti e sistemi"]]


def test_a_label_that_no_profile_knows_is_one_by_its_place() -> None:
    more = card(210, ("Missione", "011 - Competitività"))
    texts, kinds = read([*FIRST, *SECOND, *more])
    assert texts == [*TEXTS, ["Missione", "011 - Competitività"]]
    assert set(kinds) == {RowKind.TABELLA}


def test_a_label_that_fills_its_column_is_cut_where_values_start() -> None:
    tight: list[Spot] = [(50, 210, "Struttura responsabile"), (VALUE, 210, "Ufficio Reti")]
    texts, _ = read([*FIRST, *SECOND, *tight])
    assert texts == [*TEXTS, ["Struttura responsabile", "Ufficio Reti"]]


def test_a_value_goes_on_over_a_page_break() -> None:
    """Its rest is a row of the same table, below the value; what stands elsewhere is text."""
    cut = [*FIRST, *SECOND, *card(210, ("Indicatore 2", "Insiemi di dati"))]
    for x, table in ((VALUE, 1), (LEFT, 0)):
        pages = [
            page_of(cut),
            page_of([(x, 50, "aperti a tutti"), *card(70, ("Target 2025", "7"))], numero=2, first=100),
        ]
        rows, _ = find_rows(pages, frozenset())
        rest = next(row for row in rows if row.fonte.pagina == 2)
        assert (rest.tabella, [cell.testo for cell in rest.cells]) == (table, ["aperti a tutti"])
        assert rest.inizio_pagina is (table == 1)
        assert rest.cells[0].colonna == table


def test_text_around_cards_is_text() -> None:
    title: list[Spot] = [(LEFT, 20, "Albero della performance")]
    note: list[Spot] = [(LEFT, 400, "Le schede sono approvate dalla Giunta.")]
    texts, kinds = read([*title, *FIRST, *SECOND, *note])
    assert texts == [["Albero della performance"], *TEXTS, ["Le schede sono approvate dalla Giunta."]]
    assert [kinds[0], kinds[-1]] == [RowKind.TESTO] * 2
