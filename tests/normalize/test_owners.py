"""Rows without an owner: that of the row above, or none where the document prints the owner of every row."""

from __future__ import annotations

import pytest

from pipeline.model import Piano
from pipeline.normalize import normalize

from .sheet import Box, Place, Sheet

HEADER: list[Place] = ["Obiettivo", "Indicatore", "Target", "Owner"]


def read(owners: list[Place], goals: dict[int, str] | None = None) -> Piano:
    """Return the tree of a table with a row for each owner; ``goals`` are the objectives printed in some of them."""
    printed = goals or {0: "01.01 - Bandi"}
    rows = [[printed.get(at, ""), f"numero di bandi {at}", f"{at}", owner] for at, owner in enumerate(owners)]
    return normalize(Sheet().text("Piano della Performance 2025", "01 - Sviluppo").table([HEADER, *rows]).done())


def owners_of(piano: Piano) -> list[str]:
    leaves = [leaf for settore in piano.settori for goal in settore.obiettivi for leaf in goal.indicatori]
    return [leaf.owner.testo if leaf.owner else "" for leaf in leaves]


def taken(piano: Piano) -> int:
    return sum(found.codice == "ALB007" for found in piano.diagnostica)


@pytest.mark.parametrize("repeated", [False, True])
def test_a_row_without_owner_has_none_where_equal_owners_are_printed_again(repeated: bool) -> None:
    owners: list[Place] = ["Legale", "Legale", "", "Staff", "Staff", ""]
    goals = dict.fromkeys(range(6), "01.01 - Bandi") if repeated else None
    assert owners_of(read(owners, goals)) == owners
    assert taken(read(owners, goals)) == 0


def test_a_row_without_owner_has_that_of_the_row_above_where_none_is_printed_again() -> None:
    piano = read(["Legale", "", "Staff", "", "Studi", "Legale"])
    assert owners_of(piano) == ["Legale", "Legale", "Staff", "Staff", "Studi", "Legale"]
    assert taken(piano) == 2


def test_the_owner_of_another_objective_says_nothing() -> None:
    goals = {0: "01.01 - Bandi", 1: "01.02 - Fiere", 3: "01.03 - Musei", 4: "01.04 - Mostre"}
    piano = read(["Legale", "Legale", "", "Staff", "Staff", ""], goals)
    assert owners_of(piano) == ["Legale", "Legale", "Legale", "Staff", "Staff", "Staff"]
    assert taken(piano) == 2


def test_merged_owners_hold_for_their_rows_though_others_are_printed_again() -> None:
    owners: list[Place] = [Box("Legale", righe=2), None, "Staff", "Staff", "Staff", ""]
    assert owners_of(read(owners)) == ["Legale", "Legale", "Staff", "Staff", "Staff", ""]
