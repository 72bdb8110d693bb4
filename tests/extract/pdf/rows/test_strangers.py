"""Pages without header and rules between those of a table: more of it, or another table that nothing announces."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.rows import find_rows

from .strips import Spot, page_of

HEAD: list[Spot] = [(40, 50, "Obiettivo"), (200, 50, "Indicatore"), (440, 50, "Target"), (520, 50, "Owner")]


def plan_page(number: int, *, header: bool = False, moved: float = 0.0) -> Page:
    """Return a page of the plan: five rows, and the title of an objective."""
    spots = [*HEAD] if header else []
    spots.append((40, 80, f"01.0{number} - Bandi"))
    for at in range(5):
        top = 105 + 25 * at
        spots += [(200, top, f"numero di bandi {at}"), (440, top, f"{at}"), (520, top, "Ufficio Legale")]
    return page_of([(x + moved, top, text) for x, top, text in spots], numero=number, first=1000 * number)


def budget(top: float, xs: tuple[float, ...]) -> list[Spot]:
    rows = [("Missione", "Programma", "Stanziamento", "Impegni")]
    rows += [(f"0{at}1", f"Sviluppo delle imprese {at}", f"{at}50.000,00", f"{at}20.000,00") for at in range(1, 6)]
    return [(x, top + 25 * at, text) for at, row in enumerate(rows) for x, text in zip(xs, row, strict=True)]


def budget_page(number: int, xs: tuple[float, ...] = (40, 120, 380, 600)) -> Page:
    return page_of(budget(80, xs), numero=number, first=1000 * number)


def tables_of(pages: list[Page]) -> list[set[int]]:
    """Return for each page the numbers of the tables that its rows are of."""
    rows, _ = find_rows(pages, frozenset())
    return [{row.tabella for row in rows if row.fonte.pagina == page.numero} for page in pages]


@pytest.mark.parametrize("left", [40.0, 60.0])
def test_a_table_whose_lines_start_elsewhere_is_another_one(left: float) -> None:
    xs = (left, 120.0, 380.0, 600.0)
    pages = [plan_page(1, header=True), plan_page(2), budget_page(3, xs), budget_page(4, xs), plan_page(5)]
    assert tables_of(pages) == [{1}, {1}, {2}, {2}, {1}]
    rows, _ = find_rows(pages, frozenset())
    own = [[cell.testo for cell in row.cells] for row in rows if row.tabella == 2]
    assert own[0] == ["Missione", "Programma", "Stanziamento", "Impegni"]
    assert own[1] == ["011", "Sviluppo delle imprese 1", "150.000,00", "120.000,00"]


def test_a_table_that_shares_the_first_columns_but_not_that_of_the_indicators_is_another_one() -> None:
    pages = [plan_page(1, header=True), plan_page(2), budget_page(3, (40, 300, 360, 519))]
    assert tables_of(pages) == [{1}, {1}, {2}]


def test_a_page_moved_for_binding_is_of_the_same_table() -> None:
    assert tables_of([plan_page(1, header=True), plan_page(2, moved=12), plan_page(3)]) == [{1}, {1}, {1}]


def test_a_page_with_few_lines_is_of_the_same_table() -> None:
    short = page_of([(200, 80, "numero di sedi"), (445, 80, "3"), (530, 80, "Legale")], numero=2, first=2000)
    assert tables_of([plan_page(1, header=True), short]) == [{1}, {1}]


@pytest.mark.parametrize("header", [False, True])
def test_a_table_below_the_last_row_of_the_plan_is_another_one(header: bool) -> None:
    """It may have a title of its own, which goes with it."""
    spots = [*HEAD] if header else []
    spots += [(200, 85, "numero di fiere"), (440, 85, "3"), (520, 85, "Legale"), (40, 195, "Quadro delle risorse")]
    last = page_of([*spots, *budget(220, (40, 120, 380, 600))], numero=3, first=3000)
    rows, _ = find_rows([plan_page(1, header=True), plan_page(2, header=header), last], frozenset())
    own = [[cell.testo for cell in row.cells] for row in rows if row.fonte.pagina == 3 and row.tabella == 2]
    assert own[:2] == [["Quadro delle risorse"], ["Missione", "Programma", "Stanziamento", "Impegni"]]
    assert [cell.testo for cell in rows[-8].cells] == ["numero di fiere", "3", "Legale"]
