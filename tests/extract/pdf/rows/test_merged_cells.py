"""Cells merged down and across, drawn or not, on one page and over a page break; headings over several columns."""

from __future__ import annotations

from pipeline.extract.pdf.page import Rule
from pipeline.extract.pdf.rows import find_rows

from .strips import Spot, cells, page_of, spread

XS = (35, 195, 435, 515, 650)
HEAD: list[Spot] = [(40, 50, "Obiettivo"), (200, 50, "Indicatore"), (440, 50, "Target"), (520, 50, "Owner")]


def entry(top: float, text: str, target: str, owner: str = "") -> list[Spot]:
    return [(200, top, text), (440, top, target), *([(520.0, top, owner)] if owner else [])]


def rules(heights: list[float], *, open_at: dict[float, set[int]] | None = None) -> list[Rule]:
    """Return a grid's rules; ``open_at`` names for a height the columns that no rule closes there."""
    sides = [Rule(False, x, heights[0], heights[-1]) for x in XS]
    closed = [(y, column) for y in heights for column in range(4) if column not in (open_at or {}).get(y, set())]
    return sides + [Rule(True, y, XS[column], XS[column + 1]) for y, column in closed]


def test_a_cell_merged_down_in_a_grid_stands_in_its_first_row() -> None:
    page = page_of(
        [*HEAD, (40, 92, "01 - Bandi"), *entry(80, "numero", "5", "Legale"), *entry(105, "tempo", "6", "Staff")],
        rules=rules([45, 70, 100, 130], open_at={100: {0}}),
    )
    assert spread([page])[1:] == [
        [(0, 1, 2, "01 - Bandi"), (1, 1, 1, "numero"), (2, 1, 1, "5"), (3, 1, 1, "Legale")],
        [(1, 1, 1, "tempo"), (2, 1, 1, "6"), (3, 1, 1, "Staff")],
    ]


def test_a_cell_merged_across_where_the_side_leaves_out_a_row() -> None:
    sides = [Rule(False, x, top, bottom) for x in XS[1:-1] for top, bottom in ((45, 70), (100, 130))]
    outer = [Rule(False, x, 45, 130) for x in (XS[0], XS[-1])]
    lines = [Rule(True, y, XS[0], XS[-1]) for y in (45, 70, 100, 130)]
    page = page_of(
        [*HEAD, (40, 80, "01 - Sviluppo delle imprese"), *entry(105, "numero", "5", "Legale")],
        rules=sides + outer + lines,
    )
    assert spread([page])[1] == [(0, 4, 1, "01 - Sviluppo delle imprese")]


def test_owners_in_the_middle_of_their_rows_without_rules() -> None:
    spots = [*HEAD]
    for at in range(6):
        spots += entry(80 + 18 * at, f"numero {at}", f"{at}")
    spots += [(520, 89 + 36 * at, name) for at, name in enumerate(("Legale", "Staff", "Anagrafe"))]
    owners = [[cell for cell in row if cell[0] == 3] for row in spread([page_of(spots)])[1:]]
    assert owners == [[(3, 1, 2, "Legale")], [], [(3, 1, 2, "Staff")], [], [(3, 1, 2, "Anagrafe")], []]


def test_an_owner_at_the_top_stands_for_the_rows_below_it() -> None:
    spots = [*HEAD]
    for at in range(6):
        spots += entry(80 + 30 * at, f"numero {at}", f"{at}", {0: "Legale", 3: "Staff"}.get(at, ""))
    owners = [cell for row in spread([page_of(spots)])[1:] for cell in row if cell[0] == 3]
    assert owners == [(3, 1, 3, "Legale"), (3, 1, 3, "Staff")]


def test_a_heading_runs_over_its_empty_neighbours() -> None:
    heading = "01.01 - Iniziative per la ripresa delle imprese del territorio"
    spots = [*HEAD, (40, 80, heading)]
    for at in range(4):
        spots += entry(110 + 30 * at, f"numero {at}", "5", "Legale")
    rows = spread([page_of(spots)])
    assert rows[1] == [(0, 2, 1, heading)]


def test_the_rest_of_a_merged_cell_repeats_its_text_and_says_so() -> None:
    owner = [(520.0, 105.0, "Ufficio Legale")]
    first = page_of(
        [*HEAD, (40, 80, "01 - Bandi"), *entry(80, "uno", "1"), *entry(105, "due", "2"), *owner],
        rules=rules([45, 70, 100, 130], open_at={100: {0, 3}}),
    )
    second = page_of(
        [*entry(50, "tre", "3"), *entry(80, "quattro", "4")],
        rules=rules([45, 70, 100], open_at={70: {0, 3}}),
        numero=2,
        first=40,
    )
    rows = spread([first, second])
    assert rows[3] == [(0, 1, 2, "+01 - Bandi"), (1, 1, 1, "tre"), (2, 1, 1, "3"), (3, 1, 2, "+Ufficio Legale")]
    assert rows[4] == [(1, 1, 1, "quattro"), (2, 1, 1, "4")]


def test_text_taken_back_to_the_page_before_is_a_doubt() -> None:
    first = page_of(
        [*HEAD, (40, 80, "01 - Bandi"), *entry(80, "uno", "1", "Staff"), *entry(105, "due", "2")],
        rules=rules([45, 70, 100, 130]),
    )
    second = page_of(
        [*entry(50, "tre", "3"), *entry(80, "quattro", "4"), (520, 65, "Legale")],
        rules=rules([45, 70, 100], open_at={70: {0, 3}}),
        numero=2,
        first=40,
    )
    rows, doubts = find_rows([first, second], frozenset())
    assert rows[2].cells[-1].ripresa
    assert [doubt.codice for doubt in doubts] == ["RIG001"]


def test_words_outside_every_table_are_running_text() -> None:
    page = page_of([(40, 20, "Albero della Performance 2025"), *HEAD, *entry(80, "numero", "5", "Legale")])
    rows, _ = find_rows([page], frozenset())
    assert [row.tabella for row in rows] == [0, 1, 1]
    assert cells([page])[0] == [(0, "Albero della Performance 2025")]


def test_furniture_is_left_out() -> None:
    page = page_of([*HEAD, *entry(80, "numero", "5", "Legale")])
    rows, _ = find_rows([page], frozenset({word.numero for word in page.words if word.testo == "Legale"}))
    assert [cell.testo for cell in rows[-1].cells] == ["numero", "5"]


def test_titles_one_above_the_other_in_a_drawn_band_are_rows() -> None:
    heights = (45, 70, 120, 150, 180)
    lines = [Rule(True, y, XS[0], XS[-1]) for y in heights]
    sides = [Rule(False, x, heights[0], heights[-1]) for x in (XS[0], XS[-1])]
    titles = [(40, 78, "01 - Sviluppo"), (40, 100, "01.01 - Bandi")]
    entries = [*entry(125, "numero", "5", "Legale"), *entry(155, "tempo", "6", "Staff")]
    page = page_of([*HEAD, *titles, *entries], rules=lines + sides)
    assert cells([page])[1:3] == [[(0, "01 - Sviluppo")], [(0, "01.01 - Bandi")]]
