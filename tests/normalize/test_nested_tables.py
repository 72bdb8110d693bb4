"""A table in each cell of another: its header beside the titles, or no header but the one word over all its columns."""

from __future__ import annotations

import pytest

from pipeline.normalize import normalize

from .sheet import Box, Place, Sheet
from .test_other_bodies import Outline, found, outline

WHOLE: Outline = [
    ("Sviluppo", "Bandi", "Bandi pubblicati", "4", "Area I"),
    ("Sviluppo", "Bandi", "Tempo medio di istruttoria", "<= 30 gg", "Area II"),
    ("Sviluppo", "Fiere", "Fiere tenute nel territorio", "2", "Area I"),
]


@pytest.mark.parametrize("printed", ["Indicatori", "Indicatori, target e responsabili"])
def test_one_header_over_the_columns_of_an_inner_table(printed: str) -> None:
    """Their content tells which column holds the indicators, which the targets."""
    rows: list[list[Place]] = [
        ["Settore", "Obiettivo", Box(printed, colonne=4), None, None, None],
        ["01 - Sviluppo", "01.01 - Bandi", "", "Bandi pubblicati", "4", "Area I"],
        ["01 - Sviluppo", "01.01 - Bandi", "", "Tempo medio di istruttoria", "<= 30 gg", "Area II"],
        ["01 - Sviluppo", "01.02 - Fiere", "", "Fiere tenute nel territorio", "2", "Area I"],
    ]
    piano = normalize(Sheet().text("Piano della performance 2024").table(rows).done())
    assert outline(piano) == WHOLE
    assert found(piano) == set()


def test_an_inner_header_beside_its_title() -> None:
    """The header of an inner table is none of the outer one: the titles beside it are titles."""
    head: list[Place] = ["Indicatore", "Target", "Owner"]
    rows: list[list[Place]] = [
        ["Settore", "Obiettivo", Box("Indicatori", colonne=3), None, None],
        [Box("01 - Sviluppo", righe=3), Box("01.01 - Bandi", righe=3), *head],
        [None, None, "Bandi pubblicati", "4", "Area I"],
        [None, None, "Tempo medio di istruttoria", "<= 30 gg", "Area II"],
        [Box("01 - Sviluppo", righe=2), Box("01.02 - Fiere", righe=2), *head],
        [None, None, "Fiere tenute nel territorio", "2", "Area I"],
    ]
    piano = normalize(Sheet().text("Piano della performance 2024").table(rows).done())
    assert outline(piano) == WHOLE
    assert found(piano) == set()
    assert piano.copertura.non_assegnate == 0


def test_a_header_with_a_column_that_nobody_knows_is_one() -> None:
    rows: list[list[Place]] = [
        ["Obiettivo", "Semaforo", "Indicatore", "Target"],
        ["01.01 - Bandi", "verde", "Bandi pubblicati", "4"],
    ]
    piano = normalize(Sheet().text("Piano della performance 2024").table(rows).done())
    assert [i.altri[0].intestazione for i in piano.iter_indicatori()] == ["Semaforo"]


def test_the_rest_of_a_cell_below_a_break_under_a_wider_header() -> None:
    """The grid of the inner table puts the cell beside the place where the header begins."""
    rows: list[list[Place]] = [
        ["Settore", "Obiettivo", Box("Indicatore", colonne=3), None, None, Box("Target", colonne=2), None],
        ["01 - Sviluppo", "01.01 - Bandi", "", "Bandi pubblicati nel corso dell'anno", "", "4", ""],
        ["", "", "", "2024", "", "", ""],
    ]
    piano = normalize(Sheet().text("Piano della performance 2024").table(rows, breaks=[2]).done())
    assert [i.testo for i in piano.iter_indicatori()] == ["Bandi pubblicati nel corso dell'anno 2024"]


def card(settore: str, obiettivo: str, *rows: list[Place]) -> list[list[Place]]:
    """Return an objective's card: labels beside its titles, a header, its indicators."""
    return [
        ["Settore", Box(settore, colonne=2), None],
        ["Obiettivo", Box(obiettivo, colonne=2), None],
        ["Indicatore", "Target", "Owner"],
        *rows,
    ]


def test_cards_with_labels_beside_the_titles() -> None:
    """A title whose code has no dash behind it is known by its label, where others have one."""
    bandi: list[list[Place]] = [
        ["Bandi pubblicati", "4", "Area I"],
        ["Tempo medio di istruttoria", "<= 30 gg", "Area II"],
    ]
    rows = card("01 - Sviluppo", "01.01 - Bandi", *bandi)
    rows += card("01 - Sviluppo", "01.02 Fiere", ["Fiere tenute nel territorio", "2", "Area I"])
    piano = normalize(Sheet().text("Piano della performance 2024").table(rows).done())
    assert outline(piano) == WHOLE
    assert found(piano) == set()
    assert piano.copertura.non_assegnate == 0


def test_one_label_beside_a_code_is_an_entry() -> None:
    rows: list[list[Place]] = [
        ["Obiettivo", "Indicatore", "Target"],
        ["01.01 - Bandi", "Bandi pubblicati", "4"],
        ["Obiettivo", "01.02 - Fiere", ""],
    ]
    piano = normalize(Sheet().text("Piano della performance 2024").table(rows).done())
    assert "01.02 - Fiere" not in [goal.testo for settore in piano.settori for goal in settore.obiettivi]
