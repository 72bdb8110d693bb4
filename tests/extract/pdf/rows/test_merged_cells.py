"""Cells merged down and across, drawn or not, on one page and over a page break; headings over several columns."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.page import Rule
from pipeline.extract.pdf.rows import find_rows
from pipeline.model import Provenance

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


def test_a_heading_runs_over_drawn_sides_into_empty_neighbours() -> None:
    """A spreadsheet prints a long title over the sides of the empty cells beside it."""
    heading = "01.01 - Iniziative per la valorizzazione delle imprese"
    page = page_of(
        [*HEAD, (40, 80, heading), *entry(105, "numero", "5", "Legale"), (40, 130, "01.02 - Bandi")],
        rules=rules([45, 70, 100, 125, 150]),
    )
    assert spread([page])[1:] == [
        [(0, 2, 1, heading)],
        [(1, 1, 1, "numero"), (2, 1, 1, "5"), (3, 1, 1, "Legale")],
        [(0, 1, 1, "01.02 - Bandi")],
    ]


def test_a_long_word_over_a_side_leaves_the_text_beside_it_alone() -> None:
    """It reaches over the edge where the next cell has no line; the cell is not empty all the same."""
    lines = [
        (40.0, 80.0, "il piano"),
        (40.0, 92.0, "Legale_Segreteria_Anagrafica_GDTD_Staff"),
        (40.0, 104.0, "del mare"),
    ]
    page = page_of(
        [*HEAD, *lines, *entry(86, "numero", "5", "Legale"), (200, 98, "di bandi")],
        rules=rules([45, 70, 120]),
    )
    assert [cell[:3] for cell in spread([page])[1]] == [(0, 1, 1), (1, 1, 1), (2, 1, 1), (3, 1, 1)]


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


def test_the_rests_of_two_merged_cells_are_told_apart_where_no_rule_parts_them() -> None:
    """Some report programs draw nothing of a merged cell beyond the page break: two blanks side by side look like one cell."""
    head = [(40.0, 50.0, "Settore"), (200.0, 50.0, "Obiettivo"), (440.0, 50.0, "Indicatore"), (520.0, 50.0, "Target")]
    titles = [(40.0, 80.0, "01 - Bandi"), (200.0, 80.0, "01.01 - Fiere")]
    first = page_of(
        [*head, *titles, (440, 80, "uno"), (520, 80, "1"), (440, 105, "due"), (520, 105, "2")],
        rules=rules([45, 70, 100, 130], open_at={100: {0, 1}}),
    )
    drawn = rules([45, 70, 100, 130], open_at={70: {0, 1}, 100: {0}})
    gap = Rule(False, XS[1], 70, 130)
    second = page_of(
        [
            *[
                spot
                for at, n in enumerate(("tre", "sei", "otto"))
                for spot in ((440, 50 + 25 * at, n), (520, 50 + 25 * at, "3"))
            ],
            (200, 105, "01.02 - Mostre"),
        ],
        rules=[gap if rule == Rule(False, XS[1], 45, 130) else rule for rule in drawn],
        numero=2,
        first=40,
    )
    assert [[cell for cell in row if cell[0] < 2] for row in spread([first, second])[3:]] == [
        [(0, 1, 3, "+01 - Bandi"), (1, 1, 2, "+01.01 - Fiere")],
        [],
        [(1, 1, 1, "01.02 - Mostre")],
    ]


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
    assert doubts[0].fonte == Provenance(pagina=1, riquadro=(200, 105, 215, 115))  # the entry that got the text


@pytest.mark.parametrize("beside", [False, True])
def test_a_title_row_is_not_taken_back_to_the_page_before(beside: bool) -> None:
    """What stands at the head of a page beside an entry may belong to rows of the page before; a title stands above its rows."""
    spots = [*HEAD, (40, 95, "01 - Bandi"), *[s for at, n in enumerate("abcd") for s in entry(80 + 30 * at, n, "1")]]
    first = page_of(spots, rules=rules([45, 70, 100, 130, 160, 190, 199], open_at={100: {0}, 160: {0}, 190: {0}}))
    title = [(40.0, 52.0, "02 - Fiere"), *(entry(52, "e", "2") if beside else [])]
    second = page_of(
        [*title, *entry(80, "f", "2"), *entry(110, "g", "2")],
        rules=rules([45, 70, 100, 130], open_at={100: {0}}),
        numero=2,
        first=40,
    )
    taken = [(2, "+02 - Fiere")] if beside else []
    assert [(rows, text) for column, _, rows, text in spread([first, second])[3] if column == 0] == taken
    assert [doubt.codice for doubt in find_rows([first, second], frozenset())[1]] == (["RIG001"] if beside else [])


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


def columns_of(rows: list[list[tuple[int, int, int, str]]], column: int) -> list[tuple[int, int, int, str]]:
    """Return the cells of one column below the header."""
    return [cell for row in rows[1:] for cell in row if cell[0] == column]


def test_an_owner_in_the_middle_of_three_equal_rows_is_no_owner_of_the_middle_row() -> None:
    spots = [*HEAD, *[spot for at in range(6) for spot in entry(80 + 30 * at, f"numero {at}", f"{at}")]]
    spots += [(520, 110, "Legale"), (520, 200, "Staff")]
    assert columns_of(spread([page_of(spots)]), 3) == [(3, 1, 3, "Legale"), (3, 1, 3, "Staff")]


def test_an_owner_between_two_rows_far_apart_is_no_row() -> None:
    spots = [*HEAD, *[spot for at in range(6) for spot in entry(80 + 30 * at, f"numero {at}", f"{at}")]]
    spots += [(520, 95 + 60 * at, f"Legale {letter}") for at, letter in enumerate("ABC")]
    assert columns_of(spread([page_of(spots)]), 3) == [(3, 1, 2, f"Legale {letter}") for letter in "ABC"]


def test_an_owner_higher_than_its_first_row_does_not_draw_the_next_row_in() -> None:
    """A cut between two rows leaves whole the texts of other columns, wherever a merged cell's text stands."""
    spots: list[Spot] = [*HEAD]
    for at in range(6):
        top = 80 + 40 * at
        spots += [(40, top, f"obiettivo {at}"), (40, top + 12, "dei servizi"), *entry(top, f"numero {at}", f"{at}")]
        spots += [(200, top + 12, "di pratiche")]
    spots += [
        (520, 105 + 80 * at + 12 * line, text) for at in range(3) for line, text in enumerate(("Ufficio", f"{at}"))
    ]
    rows = spread([page_of(spots)])
    assert columns_of(rows, 0) == [(0, 1, 1, f"obiettivo {at} dei servizi") for at in range(6)]
    assert columns_of(rows, 3) == [(3, 1, 2, f"Ufficio {at}") for at in range(3)]


def test_an_owner_that_may_stand_for_two_rows_or_three_is_a_doubt() -> None:
    spots = [*HEAD, *[spot for at in range(7) for spot in entry(80 + 18 * at, f"numero {at}", f"{at}")]]
    spots += [(520, 89, "Legale"), (520, 125, "Staff"), (520, 165.5, "Anagrafe")]
    doubts = find_rows([page_of(spots)], frozenset())[1]
    assert [(doubt.codice, doubt.fonte and doubt.fonte.riga) for doubt in doubts] == [
        ("RIG003", riga) for riga in (6, 7, 8)
    ]
    assert {doubt.fonte and doubt.fonte.colonna for doubt in doubts} == {
        2
    }  # the row's own entry, not the cell over several
    assert dict(doubts[0].parametri)["campo"] == "owner"


def test_rows_of_one_line_without_white_between_them() -> None:
    spots = [*HEAD, *[s for at in range(6) for s in entry(80 + 15 * at, f"numero {at}", f"{at}", "Ufficio Legale")]]
    assert list(cells([page_of(spots)])[1:]) == [
        [(1, f"numero {at}"), (2, f"{at}"), (3, "Ufficio Legale")] for at in range(6)
    ]


def test_a_merged_cell_goes_on_over_the_page_as_far_as_its_rows_do() -> None:
    """The rest of a cell has its text though the rest of another row stands first on the page."""
    spots: list[Spot] = [*HEAD]
    for at in range(4):
        spots += entry(80 + 30 * at, f"numero {at}", f"{at}")
    spots += [(520, 95, "Legale"), (520, 140, "Staff")]
    first = page_of(spots)
    second = page_of(
        [*entry(50, "numero 4", "4"), *entry(80, "numero 5", "5"), *entry(110, "numero 6", "6"), (520, 95, "Staff")],
        numero=2,
        first=40,
    )
    rows = spread([first, second])
    assert columns_of(rows, 3)[0] == (3, 1, 2, "Legale")
    assert {cell[3].strip("+") for cell in columns_of(rows, 3)} == {"Legale", "Staff"}


def test_a_blank_drawn_cell_beside_several_rows_goes_on_from_the_page_before() -> None:
    """Its first row on the page may be the rest of a row: what tells is that the cell is blank beside several rows."""
    first = page_of(
        [*HEAD, *entry(80, "zero", "0", "Staff"), *entry(105, "uno", "1"), *entry(135, "due", "2", "Legale")],
        rules=rules([45, 70, 100, 130, 160], open_at={100: {3}}),
    )
    second = page_of(
        [(200, 50, "di pratiche"), *entry(80, "tre", "3"), *entry(105, "sei", "6"), *entry(130, "otto", "8", "Staff")],
        rules=rules([45, 75, 100, 125, 150], open_at={75: {3}, 100: {3}}),
        numero=2,
        first=40,
    )
    rows = spread([first, second])
    assert [cell for row in rows[4:] for cell in row if cell[0] == 3] == [(3, 1, 3, "+Legale"), (3, 1, 1, "Staff")]


def test_texts_in_one_open_drawn_cell_that_stand_nowhere_are_doubts() -> None:
    """A drawn cell that holds several texts is several cells; where they end may not be told, and then is said."""
    entries = [spot for at in range(4) for spot in entry(80 + 30 * at, f"numero {at}", f"{at}", "Staff")]
    page = page_of(
        [*HEAD, *entries, (40, 87, "01 - Bandi"), (40, 161, "02 - Imprese")],
        rules=rules([45, 70, 100, 130, 160, 190], open_at={100: {0}, 130: {0}, 160: {0}}),
    )
    doubts = find_rows([page], frozenset())[1]
    assert {doubt.codice for doubt in doubts} == {"RIG003"}
    assert {dict(doubt.parametri)["campo"] for doubt in doubts} == {"obiettivo"}


def test_an_owner_above_the_entry_of_the_first_row_is_no_row() -> None:
    """It stands beside another text of that row."""
    spots: list[Spot] = [*HEAD, (520, 80, "Legale"), (520, 92, "e Contratti")]
    for at in range(4):
        top = 80 + 60 * at
        spots += [(40, top + 12 * line, part) for line, part in enumerate(("01 - Bandi", "per le", "imprese", f"{at}"))]
        spots += entry(top + 36, f"numero {at}", f"{at}", "" if at == 0 else "Staff")
    rows = spread([page_of(spots)])[1:]
    assert len(rows) == 4
    assert [[cell[3] for cell in row if cell[0] == 3] for row in rows] == [
        ["Legale e Contratti"],
        ["Staff"],
        ["Staff"],
        ["Staff"],
    ]


def test_texts_at_the_foot_of_rows_that_nothing_tells_apart_are_merged_cells_and_doubts() -> None:
    """Cells stand at the foot of their rows; the blank rows may be the first of their cells, or blank: few are."""
    spots: list[Spot] = [*HEAD]
    for at in range(6):
        top = 80 + 40 * at
        spots += [
            (200, top, "numero di"),
            (200, top + 12, f"pratiche {at}"),
            (440, top + 12, f"{at}"),
            (520, top + 12, "Staff"),
        ]
        spots += [] if at in (1, 3) else [(40, top + 12, f"01.0{at} - Bandi")]
    rows, doubts = find_rows([page_of(spots)], frozenset())
    texts = [cell.testo for row in rows[1:] for cell in row.cells if cell.colonna == 0]
    assert texts == ["01.00 - Bandi", "01.02 - Bandi", "01.04 - Bandi", "01.05 - Bandi"]
    assert [cell.righe for row in rows[1:] for cell in row.cells if cell.colonna == 0] == [1, 2, 2, 1]
    assert [doubt.codice for doubt in doubts] == ["RIG003", "RIG003"]


def test_an_objective_that_reaches_beside_the_next_row_leaves_the_other_cells_whole() -> None:
    """The cut between the rows stands below the formula's second line, though the objective's third one is lower still."""
    spots: list[Spot] = [
        (50, 100, "Obiettivo"),
        (300, 100, "Indicatore"),
        (500, 100, "Algoritmo"),
        (700, 100, "Target"),
    ]
    for top, goal in ((130, "tutela"), (240, "mercato")):
        spots += [(50, top, f"{goal} dei"), (50, top + 10.5, "consumatori e"), (50, top + 21, "imprese")]
        spots += [(300, top, "incontri tenuti"), (500, top, "incontri anno /"), (500, top + 10.5, "incontri previsti")]
        spots += [
            (700, top, "5"),
            (300, top + 29.5, "seminari"),
            (500, top + 29.5, "seminari svolti"),
            (700, top + 29.5, "3"),
        ]
    rows = spread([page_of(spots)])
    assert rows[1][2:] == [(2, 1, 1, "incontri anno / incontri previsti"), (3, 1, 1, "5")]
    assert (2, 1, 1, "seminari svolti") in rows[2]


def test_a_title_beside_a_merged_cell_is_a_row_where_it_has_room_between_the_entries() -> None:
    """The settore stands in the middle of its rows, and reaches from the title down beside the next indicator."""
    spots: list[Spot] = [(40, 50, "Settore"), (150, 50, "Obiettivo"), (300, 50, "Indicatore"), (560, 50, "Target")]
    for at in range(4):
        top = 80 + 120 * at
        for number in range(2):
            spots += [
                (150, top + 60 * number, f"01.{at}{number} - Bandi"),
                (300, top + 60 * number + 30, "numero di bandi"),
            ]
            spots += [(560, top + 60 * number + 30, f"{number}")]
        spots += [
            (40, top + 60 + 11 * line, text) for line, text in enumerate((f"0{at} - Sviluppo", "delle", "imprese"))
        ]
    rows = cells([page_of(spots)])[1:]
    goals = [[text for column, text in row if column == 1] for row in rows]
    assert goals == [
        [f"01.{at}{number} - Bandi"] if row == 0 else [] for at in range(4) for number in (0, 1) for row in (0, 1)
    ]
