"""Lines between the tables of a plan: which of them make an indicator, and which are titles or remarks."""

from __future__ import annotations

import pytest

from pipeline.model import Formato
from pipeline.normalize import normalize

from .sheet import Box, Place, Sheet
from .test_other_bodies import found, outline

HEADER: list[Place] = ["Codice", "Obiettivo", "Owner", "Indicatore", "Target"]
SETTORE: list[Place] = [Box("01 - Reti", colonne=5), None, None, None, None]
ROW: list[Place] = ["01.01", "Estendere la fibra", "Servizio Promozione", "Comuni raggiunti dalla rete", "12"]
INDIVIDUAL: list[list[Place]] = [
    ["OBIETTIVO INDIVIDUALE", "INDICATORE", "ALGORITMO", "TARGET"],
    ["EQ_A_01 - Seguire il cantiere", "Relazioni consegnate", "numero", "2"],
]


@pytest.mark.parametrize("second", ["Servizio Staff", "EQ Servizio Promozione"])
def test_titles_below_a_table_are_no_indicator(second: str) -> None:
    sheet = Sheet(Formato.DOCX).table([HEADER, SETTORE, ROW]).text("Titolo di parte", second).table(INDIVIDUAL)
    piano = normalize(sheet.done())
    assert [i.testo for i in piano.iter_indicatori()] == ["Comuni raggiunti dalla rete", "Relazioni consegnate"]
    assert "COP003" in found(piano)
    assert piano.copertura.non_assegnate == 0


def test_a_line_below_a_table_with_its_target_is_an_indicator() -> None:
    sheet = Sheet(Formato.DOCX).table([HEADER, SETTORE, ROW])
    piano = normalize(sheet.text("Scuole raggiunte dalla rete", "31/12/2025", "Servizio Staff").done())
    assert outline(piano)[1][2:] == ("Scuole raggiunte dalla rete", "31/12/2025", "Servizio Staff")


def test_a_plan_in_lines_may_lack_a_target() -> None:
    lines = ["01 - Reti", "01.01 - Fibra", "Comuni raggiunti dalla rete", "Servizio Promozione"]
    lines += ["01.02 - Scuole", "Scuole raggiunte dalla rete ottica", "12", "Servizio Promozione"]
    piano = normalize(Sheet(Formato.TESTO).text("Albero della performance 2025", *lines).done())
    assert [(i, t) for *_, i, t, _ in outline(piano)] == [
        ("Comuni raggiunti dalla rete", ""),
        ("Scuole raggiunte dalla rete ottica", "12"),
    ]


@pytest.mark.parametrize("caption", ["Tabella 2 - Obiettivi e indicatori", "Tab. n. 2: le reti"])
def test_a_tables_caption_is_no_title(caption: str) -> None:
    second: list[Place] = ["01.02", "Portare la fibra", "Servizio Staff", "Scuole raggiunte dalla rete", "8"]
    rows: list[list[Place]] = [[Box(caption, colonne=5), None, None, None, None], HEADER, second]
    piano = normalize(Sheet().text("Piano 2025").table([HEADER, SETTORE, ROW, *rows]).done())
    assert [goal.codice for settore in piano.settori for goal in settore.obiettivi] == ["01.01", "01.02"]
    assert found(piano) == {"COP002"}  # a remark


def test_an_objective_about_tables_is_a_title() -> None:
    title: list[Place] = ["", "Tabella dei procedimenti rivista", "", "", ""]
    row: list[Place] = ["", "", "Servizio Staff", "Procedimenti rivisti", "8"]
    piano = normalize(Sheet().text("Piano 2025").table([HEADER, SETTORE, ROW, title, row]).done())
    assert [goal.nome for settore in piano.settori for goal in settore.obiettivi][
        -1
    ] == "Tabella dei procedimenti rivista"
