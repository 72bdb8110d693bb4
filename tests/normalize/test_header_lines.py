"""Headers of two lines, one of them over the whole width, and headers repeated on every page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.normalize import normalize

from .sheet import Box, Place, Sheet
from .test_other_bodies import found, outline

HEADER: list[Place] = ["Codice", "Obiettivo operativo", "Struttura responsabile", "Indicatore", "Valore atteso"]
ROWS: list[list[Place]] = [
    [Box("01 - Reti", colonne=5), None, None, None, None],
    ["01.01", "Estendere la fibra", "Ufficio Reti", "Comuni raggiunti dalla rete", "12"],
]
WIDE: list[Place] = [Box("Area strategica", colonne=5), None, None, None, None]
MORE: list[Place] = ["01.02", "Aprire i dati", "Ufficio Dati", "Dati pubblicati", "5"]


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet().text("Piano della performance 2025", "Area strategica").table([HEADER, *ROWS, MORE]),
        Sheet().text("Piano della performance 2025").table([WIDE, HEADER, *ROWS, WIDE, HEADER, MORE], breaks=[4]),
        Sheet().table([HEADER, *ROWS]).text("Area strategica").table([HEADER, MORE]),
    ],
    ids=["line", "cell", "between"],
)
def test_the_upper_line_of_a_header_is_furniture(sheet: Sheet) -> None:
    piano = normalize(sheet.done())
    assert [line[:3] for line in outline(piano)] == [
        ("Reti", "Estendere la fibra", "Comuni raggiunti dalla rete"),
        ("Reti", "Aprire i dati", "Dati pubblicati"),
    ]
    assert found(piano) == set()
    assert piano.copertura.non_assegnate == 0
    assert piano.copertura.arredo >= 2 + len(HEADER)  # its two words, and a word at least of each column


GROUPS: list[Place] = [Box("Programmazione", colonne=3), None, None, Box("Misurazione", colonne=2), None]


@pytest.mark.parametrize(
    ("rows", "breaks"),
    [([GROUPS, HEADER, *ROWS, MORE], []), ([GROUPS, HEADER, *ROWS, GROUPS, HEADER, MORE], [4])],
    ids=["once", "every page"],
)
def test_names_of_groups_of_columns_are_furniture(rows: list[list[Place]], breaks: list[int]) -> None:
    piano = normalize(Sheet().text("Piano della performance 2025").table(rows, breaks=breaks).done())
    assert [line[:3] for line in outline(piano)] == [
        ("Reti", "Estendere la fibra", "Comuni raggiunti dalla rete"),
        ("Reti", "Aprire i dati", "Dati pubblicati"),
    ]
    assert found(piano) == set()


def test_the_rest_of_a_row_above_a_header_that_comes_back_is_no_name_of_a_group() -> None:
    rest: list[Place] = ["", "per tutte le imprese", "", "e dei borghi", ""]
    rows = [HEADER, *ROWS, rest, HEADER, MORE]
    piano = normalize(Sheet().text("Piano della performance 2025").table(rows, breaks=[3]).done())
    assert outline(piano)[0][1:3] == (
        "Estendere la fibra per tutte le imprese",
        "Comuni raggiunti dalla rete e dei borghi",
    )


@pytest.mark.parametrize("marks", [["(1)", "(2)", "(3)", "(4)", "(5)"], ["a", "b", "c", "d", "e"], list("12345")])
def test_numbers_of_columns_below_a_header_are_furniture(marks: list[Place]) -> None:
    piano = normalize(Sheet().text("Piano della performance 2025").table([HEADER, marks, *ROWS, MORE]).done())
    assert [line[2] for line in outline(piano)] == ["Comuni raggiunti dalla rete", "Dati pubblicati"]
    assert found(piano) == set()


def test_a_remark_in_brackets_is_no_part_of_a_header_word() -> None:
    header: list[Place] = [
        "Codice",
        "Obiettivo operativo (2025)",
        "Servizio (o ufficio)",
        "Indicatore",
        "Target (% o n.)",
    ]
    piano = normalize(Sheet().text("Piano della performance 2025").table([header, *ROWS, MORE]).done())
    assert outline(piano)[1] == ("Reti", "Aprire i dati", "Dati pubblicati", "5", "Ufficio Dati")


def test_abbreviated_header_words() -> None:
    header: list[Place] = ["Cod.", "Ob. oper.", "Resp.", "Indic.", "Val. att."]
    piano = normalize(Sheet().text("Piano della performance 2025").table([header, *ROWS, MORE]).done())
    assert outline(piano)[1] == ("Reti", "Aprire i dati", "Dati pubblicati", "5", "Ufficio Dati")


def test_the_last_line_of_a_title_is_no_line_of_the_header_below_it() -> None:
    """The title wraps before a word that headers have, too; close below its first line it is the title's."""
    document = (
        Sheet()
        .text("Piano della performance 2025", "01 - Reti e banche dei", "Servizi")
        .table([HEADER, *ROWS[1:]])
        .done()
    )
    rows = list(document.rows)
    for at, top in ((1, 100.0), (2, 114.0)):
        fonte = rows[at].fonte._replace(riquadro=(50.0, top, 200.0, top + 12.0))
        rows[at] = rows[at]._replace(fonte=fonte, cells=(rows[at].cells[0]._replace(fonte=fonte),))
    piano = normalize(replace(document, rows=tuple(rows)))
    assert [settore.testo for settore in piano.settori] == ["01 - Reti e banche dei Servizi"]


def test_a_header_word_that_stands_above_no_header_is_a_remark() -> None:
    piano = normalize(Sheet().table([HEADER, *ROWS]).text("Area strategica", "La fine del piano").done())
    assert [d.codice for d in piano.diagnostica] == ["COP003", "COP003"]


def test_a_misspelt_header_is_said_once_for_each_spelling() -> None:
    first: list[Place] = ["Codice", "Obbiettivo operativo", *HEADER[2:]]
    second: list[Place] = ["Codice", "Obiettivo operativvo", *HEADER[2:]]
    rows: list[list[Place]] = [
        first,
        *ROWS,
        first,
        MORE,
        second,
        ["01.03", "Radio", "Ufficio Reti", "Ponti accesi", "2"],
    ]
    piano = normalize(Sheet().table(rows, breaks=[3, 5]).done())
    assert [d.codice for d in piano.diagnostica] == ["ALB001", "ALB001"]


def test_a_row_split_by_a_break_goes_on_behind_both_lines_of_the_header() -> None:
    first: list[Place] = ["01.02", "Aprire i dati", "Ufficio Dati", "Dati pubblicati e", ""]
    rest: list[Place] = ["", "", "", "aggiornati", "5"]
    rows = [WIDE, HEADER, *ROWS, first, WIDE, HEADER, rest]
    piano = normalize(Sheet().table(rows, breaks=[5]).done())
    assert [line[2:4] for line in outline(piano)] == [
        ("Comuni raggiunti dalla rete", "12"),
        ("Dati pubblicati e aggiornati", "5"),
    ]


def test_the_rest_of_an_objective_under_a_header_is_no_line_of_it() -> None:
    """`Obiettivo` over the last words `operativo 2025` of an objective that a page break cut reads like a header in two lines."""
    header: list[Place] = ["Obiettivo", "Indicatore", "Target"]
    rows: list[list[Place]] = [
        header,
        [Box("01.01 - Estendere la rete del sistema idrico", colonne=3), None, None],
        ["", "Comuni raggiunti dalla rete", "12"],
        header,
        [Box("01.02 - Sostituire le macchine del sistema", colonne=3), None, None],
        header,
        [Box("operativo 2025", colonne=1), "", ""],
        ["", "Macchine sostituite nelle sedi", "90%"],
    ]
    piano = normalize(Sheet().table(rows, breaks=[3, 5]).done())
    assert [(o.codice, o.nome) for s in piano.settori for o in s.obiettivi] == [
        ("01.01", "Estendere la rete del sistema idrico"),
        ("01.02", "Sostituire le macchine del sistema operativo"),
    ]
    assert piano.copertura.arredo == 3 * len(header)


def test_the_first_words_of_a_torn_row_are_no_header() -> None:
    """`Tempistica di | < | Ufficio` is like a target's header beside an owner's; the row goes on below the true header."""
    header: list[Place] = ["Obiettivo", "Indicatore", "Target", "Owner"]
    rows: list[list[Place]] = [
        header,
        ["01.01 - Estendere la rete idrica", "Comuni raggiunti dalla rete", "12", "Ufficio Reti"],
        ["", "Tempistica di", "<", "Ufficio"],
        header,
        ["", "posa dei tubi nei borghi", "2 gg", "Dati"],
    ]
    piano = normalize(Sheet().table(rows, breaks=[3]).done())
    assert [line[2:5] for line in outline(piano)] == [
        ("Comuni raggiunti dalla rete", "12", "Ufficio Reti"),
        ("Tempistica di posa dei tubi nei borghi", "< 2 gg", "Ufficio Dati"),
    ]
