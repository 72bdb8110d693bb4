"""Columns of numbers (``N.``): those of rows are no codes of objectives."""

from __future__ import annotations

import pytest

from pipeline.normalize import normalize

from .sheet import Box, Place, Sheet

HEADER: list[Place] = ["Obiettivo", "N.", "Indicatore", "Target", "Owner"]


def plan(*rows: list[Place]) -> list[tuple[str, str, int]]:
    """Return code, text and number of indicators of every objective of one settore's table."""
    title: list[Place] = [Box("01 - Imprese", colonne=5), None, None, None, None]
    piano = normalize(Sheet().text("Piano della performance 2025").table([HEADER, title, *rows]).done())
    return [(goal.codice, goal.testo, len(goal.indicatori)) for goal in piano.iter_obiettivi()]


def test_numbers_of_rows_beside_coded_objectives() -> None:
    """The title's own code is the objective's; what counts the rows stays beside the indicator."""
    assert plan(
        ["01.01 - Bandi", "1", "Bandi pubblicati", "4", "Ufficio Unico"],
        ["01.02 - Corsi", "2", "Corsi tenuti", "3", "Ufficio Unico"],
    ) == [("01.01", "01.01 - Bandi", 1), ("01.02", "01.02 - Corsi", 1)]


def test_numbers_of_rows_beside_objectives_without_code() -> None:
    """An objective that has several numbers has none of them for a code."""
    assert plan(
        [Box("Sostenere le imprese", righe=2), "1", "Bandi pubblicati", "4", "Ufficio Unico"],
        [None, "2", "Tempo medio di istruttoria", "30 giorni", "Ufficio Unico"],
        ["Formare gli operatori", "3", "Corsi tenuti", "3", "Ufficio Unico"],
    ) == [("01.01", "Sostenere le imprese", 2), ("01.02", "Formare gli operatori", 1)]


@pytest.mark.parametrize("code", ["7", "OB7", "01.07"])
def test_one_number_an_objective_is_its_code(code: str) -> None:
    assert plan(
        [Box("Sostenere le imprese", righe=2), Box(code, righe=2), "Bandi pubblicati", "4", "Ufficio Unico"],
        [None, None, "Tempo medio di istruttoria", "30 giorni", "Ufficio Unico"],
    ) == [(code, "Sostenere le imprese", 2)]


def test_a_code_column_that_says_the_titles_code_again() -> None:
    assert plan(["01.01 - Bandi", "01.01", "Bandi pubblicati", "4", "Ufficio Unico"]) == [("01.01", "01.01 - Bandi", 1)]
