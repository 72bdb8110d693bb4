"""Empty cells below an entry, where nothing is drawn between rows: the rest of its cell, or no entry."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.rows import find_rows
from pipeline.rows import Neighbours

from .plans import grow
from .strips import Spot, page_of, spread

HEAD: list[Spot] = [(40, 50, "Obiettivo"), (200, 50, "Indicatore"), (440, 50, "Target"), (520, 50, "Owner")]


def plan(owners: list[str], goals: dict[int, str] | None = None, *, pitch: float = 30) -> list[Spot]:
    """Return a table without rules: a row for each owner ("" none), and the objectives beside some of them."""
    spots = [*HEAD]
    for at, owner in enumerate(owners):
        top = 80 + pitch * at
        spots += [(200, top, f"numero {at}"), (440, top, f"{at}"), *([(520.0, top, owner)] if owner else [])]
        spots += [(40.0, top, goal) for goal in [(goals or {}).get(at)] if goal]
    return spots


def owners_of(spots: list[Spot]) -> list[list[tuple[int, str]]]:
    """Return for each row of a page how many rows its owner's cell covers, and the owner."""
    return [[(rows, text) for column, _, rows, text in row if column == 3] for row in spread([page_of(spots)])[1:]]


def test_empty_cells_are_empty_where_owners_are_printed_row_after_row() -> None:
    owners = ["Legale", "Legale", "", "Staff", "Staff", "Staff", "", "Legale"]
    assert owners_of(plan(owners)) == [[(1, owner)] if owner else [] for owner in owners]
    assert not find_rows([page_of(plan(owners))], frozenset())[1]


def test_empty_cells_are_empty_where_texts_at_the_foot_of_their_rows_are_printed_again() -> None:
    spots = plan(["Legale", "Legale", "", "Staff", "Staff", "", "Legale"], pitch=40)
    spots += [(200, top - 12, "incremento del") for x, top, _ in spots if x == 200 and top > 60]
    assert [bool(own) for own in owners_of(spots)] == [True, True, False, True, True, False, True]


def test_empty_first_rows_below_titles_are_no_cells_of_texts_at_the_foot() -> None:
    """Merged cells whose texts stand at their foot would explain the empty rows above them, and so most of these."""
    spots = [*HEAD]
    for at, owner in enumerate(["", "Legale", "Legale", "", "Staff", "Staff", "", "Staff", ""]):
        top = 106 + 40 * at + 26 * (at // 3)
        spots += [(40, top - 26, f"01.0{at} - Bandi")] if at % 3 == 0 else []
        spots += [(200, top, "incremento del"), (200, top + 12, f"numero {at}"), (440, top + 12, f"{at}")]
        spots += [(520.0, top + 12, owner)] if owner else []
    rows = [row for row in owners_of(spots) if row]
    assert rows == [[(1, owner)] for owner in ("Legale", "Legale", "Staff", "Staff", "Staff")]


def test_empty_targets_are_empty_where_targets_are_printed_row_after_row() -> None:
    spots = [*HEAD]
    for at, target in enumerate(["100%", "100%", "", "80%", "80%", "", "90%"]):
        top = 80 + 30 * at
        spots += [(200, top, f"numero {at}"), (520, top, "Legale"), *([(440.0, top, target)] if target else [])]
    targets = [(rows, text) for row in spread([page_of(spots)])[1:] for column, _, rows, text in row if column == 2]
    assert targets == [(1, "100%"), (1, "100%"), (1, "80%"), (1, "80%"), (1, "90%")]


def test_one_owner_printed_again_makes_the_shared_ones_doubtful() -> None:
    spots = plan(["Legale", "", "Staff", "Staff", "", "Anagrafe", ""])
    assert owners_of(spots) == [[(2, "Legale")], [], [(1, "Staff")], [(2, "Staff")], [], [(2, "Anagrafe")], []]
    doubts = find_rows([page_of(spots)], frozenset())[1]
    assert [(doubt.codice, doubt.fonte and doubt.fonte.riga) for doubt in doubts] == [
        ("RIG003", riga) for riga in (3, 6, 8)
    ]
    assert dict(doubts[0].parametri) == {"campo": "owner", "testo": "Legale", "altri": "«-»"}


@pytest.mark.parametrize("repeated", [False, True])
def test_an_owner_printed_again_for_another_objective_leaves_cells_merged(repeated: bool) -> None:
    """Cells are merged inside their objective only, whose title is printed once or on every row."""
    goals = {0: "Bandi", 1: "Fiere", 3: "Mostre", 4: "Musei"} | ({2: "Fiere", 5: "Musei"} if repeated else {})
    spots = plan(["Legale", "Legale", "", "Staff", "Staff", ""], goals)
    assert owners_of(spots) == [[(1, "Legale")], [(2, "Legale")], [], [(1, "Staff")], [(2, "Staff")], []]


def test_an_owner_printed_again_above_a_title_in_the_middle_of_its_rows_leaves_cells_merged() -> None:
    """Which rows are of one objective is told by its merged cell: its title stands beside the second of its three rows."""
    spots = plan(
        ["Legale", "", "Staff", "Staff", "", "Studi", "Studi", "", "Ambiente"], {1: "Bandi", 4: "Fiere", 7: "Musei"}
    )
    own = [
        [(2, "Legale")],
        [],
        [(1, "Staff")],
        [(2, "Staff")],
        [],
        [(1, "Studi")],
        [(2, "Studi")],
        [],
        [(1, "Ambiente")],
    ]
    assert owners_of(spots) == own


@pytest.mark.parametrize("count", [2, 8])
def test_shared_owners_are_doubtful_until_chance_cannot_have_put_them_there(count: int) -> None:
    """An owner at the first row of each objective: two of them may be chance, eight are not."""
    spots = [*HEAD]
    for at in range(count):
        top = 80 + 60 * at
        spots += [(40, top, f"01.0{at} - Bandi"), (200, top + 22, "numero"), (200, top + 42, "tempo")]
        spots += [(440, top + 22, "1"), (440, top + 42, "2"), (520, top + 22, f"Ufficio {at}")]
    doubts = find_rows([page_of(spots)], frozenset())[1]
    assert [doubt.codice for doubt in doubts] == (["RIG003"] * 2 if count == 2 else [])


@pytest.mark.parametrize(
    ("again", "other", "repeat"), [(0, 30, False), (1, 0, False), (2, 0, True), (2, 6, True), (2, 20, False)]
)
def test_texts_printed_again_now_and_then_are_slips(again: int, other: int, repeat: bool) -> None:
    assert Neighbours(again, other).are_repeated is repeat


def test_an_owner_taken_from_the_row_above_is_a_finding_about_its_indicator() -> None:
    """Titles on every row make it wide: the middle of the whole row is no place of the indicator's."""
    owners = ["Legale", "Staff", "Legale", "Anagrafe", "Studi", "Legale", "Studi", ""]
    spots: list[Spot] = [(40, 50, "Obiettivo"), (240, 50, "Owner"), (440, 50, "Indicatore"), (600, 50, "Target")]
    for at, owner in enumerate(owners):
        top = 80 + 30 * at
        spots += [(40, top, "01.01 - Sviluppo delle imprese"), (440, top, f"numero {at}"), (600, top, f"{at}")]
        spots += [(240.0, top, owner)] if owner else []
    piano = grow([page_of(spots)])
    leaves = piano.settori[0].obiettivi[0].indicatori
    assert [leaf.owner and leaf.owner.testo for leaf in leaves] == [*owners[:-1], "Studi"]
    assert [found.nodo for found in piano.diagnostica if found.codice == "ALB007"] == ["01.01/8"]
