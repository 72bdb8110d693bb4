"""Tables whose fills bound (nearly) every row, and what they leave out."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.extract.pdf.page import Fill, Rule
from pipeline.model import Piano

from .plans import grow
from .strips import Spot, cells, page_of, spread

HEAD: list[Spot] = [(40, 50, "Obiettivo"), (200, 50, "Indicatore"), (440, 50, "Target"), (520, 50, "Owner")]
STRIPE = 0xE8EEF7


def stripe(top: float, bottom: float) -> Fill:
    return Fill(35, top, 650, bottom, STRIPE)


def entry(top: float, text: str, target: str, owner: str = "Legale") -> list[Spot]:
    return [(200, top, text), (440, top, target), (520, top, owner)]


def heading(at: int) -> Spot:
    return (40, 80 + 40 * at, f"01.0{at + 1} - Bandi {'abcdef'[at]}")


def test_a_band_with_entries_of_several_rows_is_several_rows() -> None:
    """Headings are filled, rows are not: where an objective has one row its band is one, elsewhere the white parts the rows."""
    spots: list[Spot] = [*HEAD]
    for at in range(5):
        spots += [heading(at), *entry(100 + 40 * at, f"numero {at}", f"{at}")]
    spots += [(40, 280, "01.06 - Bandi f"), *entry(300, "numero 5", "5"), *entry(320, "numero 6", "6"), (440, 340, "7")]
    rows = cells([page_of(spots, fills=[stripe(77 + 40 * at, 93 + 40 * at) for at in range(6)])])
    assert rows[-3:] == [
        [(1, "numero 5"), (2, "5"), (3, "Legale")],
        [(1, "numero 6"), (2, "6"), (3, "Legale")],
        [(2, "7")],
    ]


def titled(rows: list[list[tuple[str, str]]]) -> list[list[tuple[int, str]]]:
    """Return the rows below the last title of a table whose titles are filled; ``rows`` are the targets and owners below each."""
    spots: list[Spot] = [*HEAD]
    tops: list[float] = []
    top = 60.0
    for at, own in enumerate(rows):
        top += 20
        tops.append(top)
        spots.append((40, top, f"01.0{at + 1} - Bandi"))
        for number, (target, owner) in enumerate(own):
            top += 20
            spots += [(200, top, f"numero {number}")]
            spots += [(x, top, text) for x, text in ((440.0, target), (520.0, owner)) if text]
    found = cells([page_of(spots, fills=[stripe(title - 3, title + 13) for title in tops])])
    return found[1 + sum(len(own) + 1 for own in rows[:-1]) + 1 :]


def test_a_band_whose_rows_lack_entries_in_turn_is_several_rows() -> None:
    one = [("1", "Legale")]
    rows = titled([one, one, one, one, [("", "Legale"), ("2", ""), ("3", "Legale")]])
    assert [text for row in rows for column, text in row if column == 1] == ["numero 0", "numero 1", "numero 2"]


def test_the_rest_of_a_row_is_no_part_of_the_row_below_it() -> None:
    """Headings are filled: on the next page the rest of a row stands in one band with the row that follows it."""
    spots: list[Spot] = [*HEAD]
    for at in range(5):
        spots += [heading(at), *entry(100 + 40 * at, f"numero {at}", f"{at}")]
    first = page_of(spots, fills=[stripe(77 + 40 * at, 93 + 40 * at) for at in range(5)])
    below = [
        (200, 50, "di pratiche"),
        *entry(70, "tempo", "6"),
        (40, 100, "01.06 - Bandi f"),
        *entry(120, "grado", "7"),
    ]
    second = page_of(below, fills=[stripe(97, 113)], numero=2, first=60)
    assert cells([first, second])[-4:-2] == [[(1, "di pratiche")], [(1, "tempo"), (2, "6"), (3, "Legale")]]


def test_titles_between_two_tables_are_no_part_of_the_row_above() -> None:
    spots: list[Spot] = []
    for at in range(4):
        top = 50 + 110 * at
        titles: list[Spot] = [
            (200, top + 60, f"0{at + 2} - Settore"),
            (200, top + 80, f"0{at + 2}.01 - Bandi per tutti"),
        ]
        spots += [(200, top, "Indicatore"), (440, top, "Target"), (520, top, "Owner")]
        spots += [*entry(top + 20, "numero a", "1"), *entry(top + 36, "numero b", "2"), *titles]
    rows = cells([page_of(spots, fills=[stripe(48 + 110 * at + 18, 48 + 110 * at + 34) for at in range(4)])])
    assert rows[2] == [(0, "numero b"), (1, "2"), (2, "Legale")]
    assert [row[0][1] for row in rows[3:5]] == ["02 - Settore", "02.01 - Bandi per tutti"]


def test_a_title_in_spaced_letters_is_no_part_of_the_row_above() -> None:
    """Its words stand as far apart as entries of neighbouring columns do, and end where a column starts."""
    spots: list[Spot] = []
    for at in range(4):
        top = 50 + 110 * at
        spots += [(40, top, "Owner"), (130, top, "Indicatore"), (440, top, "Target")]
        spots += [(40, top + 20, "Legale"), (130, top + 20, "numero a"), (440, top + 20, "1")]
        spots += [(40, top + 36, "Staff"), (130, top + 36, "numero b"), (440, top + 36, "2")]
        title = ((40, "02"), (56, "-"), (67, "Sviluppo"), (113, "del"), (134, "porto"))
        spots += [(x, top + 60, word) for x, word in title[: 5 if at == 0 else 3]]
    rows = cells([page_of(spots, fills=[stripe(48 + 110 * at + 18, 48 + 110 * at + 34) for at in range(4)])])
    assert rows[2:4] == [[(0, "Staff"), (1, "numero b"), (2, "2")], [(0, "02 - Sviluppo del porto")]]


def owners(piano: Piano) -> list[tuple[str, str, str]]:
    return [
        (leaf.testo, leaf.target.testo, leaf.owner.testo if leaf.owner else "")
        for settore in piano.settori
        for goal in settore.obiettivi
        for leaf in goal.indicatori
    ]


def test_a_target_that_stayed_above_the_page_break_is_its_indicators() -> None:
    """A row cut by the page with its entries at the foot of the upper part: what one part lacks the other has."""
    first = page_of(
        [*HEAD, (40, 80, "01.01 - Bandi"), *entry(100, "numero a", "1"), (440, 130, "2"), (520, 130, "Staff")]
    )
    second = page_of([(200, 50, "numero b"), *entry(80, "numero c", "3")], numero=2, first=40)
    piano = grow([first, second])
    assert owners(piano) == [("numero a", "1", "Legale"), ("numero b", "2", "Staff"), ("numero c", "3", "Legale")]
    assert "ALB005" in [found.codice for found in piano.diagnostica]


def test_an_owner_in_the_middle_of_a_drawn_group_is_the_owner_of_all_its_rows() -> None:
    """Rules bound headings and groups of rows: inside a group the owner is merged downwards as where nothing is drawn."""
    spots: list[Spot] = [*HEAD]
    for at in range(5):
        spots += [heading(at), *entry(100 + 40 * at, f"numero {at}", f"{at}")]
    spots += [(40, 280, "01.06 - Bandi f")]
    for at in range(4):
        spots += [(200, 300 + 20 * at, f"quota {at}"), (440, 300 + 20 * at, f"{at}")]
    spots += [(520, 330, "Anagrafe")]
    rows = spread([page_of(spots, fills=[stripe(77 + 40 * at, 93 + 40 * at) for at in range(6)])])
    assert [cell for row in rows for cell in row if cell[3] == "Anagrafe"] == [(3, 1, 4, "Anagrafe")]


def test_a_remark_below_the_last_row_is_a_row_by_itself() -> None:
    """It stands apart and runs over the columns' edges; no rule or fill ends the row above it."""
    spots: list[Spot] = [*HEAD]
    for at in range(5):
        spots += [heading(at), *entry(100 + 40 * at, f"numero {at}", f"{at}")]
    remark = "Nota: valori provvisori per tutte le sedi decentrate, da confermare"
    rows = cells([page_of([*spots, (40, 278, remark)], fills=[stripe(77 + 40 * at, 93 + 40 * at) for at in range(5)])])
    assert rows[-2:] == [[(1, "numero 4"), (2, "4"), (3, "Legale")], [(0, remark)]]


def rows_with(*below: Spot) -> list[list[tuple[int, str]]]:
    """Return the rows of a table whose headings are filled, and of texts that stand apart from its rows."""
    spots: list[Spot] = [*HEAD]
    for at in range(5):
        spots += [(40, 80 + 60 * at, f"01.0{at + 1} - Bandi"), *entry(100 + 60 * at, f"numero {at}", f"{at}")]
    return cells([page_of([*spots, *below], fills=[stripe(77 + 60 * at, 93 + 60 * at) for at in range(5)])])


def test_a_remark_in_the_indicators_column_is_a_row_by_itself() -> None:
    """It runs over no edge; nothing ends the row above it, and no cell of the table has paragraphs."""
    rows = rows_with((200, 360, "Nota: valori provvisori"))
    assert rows[-2:] == [[(1, "numero 4"), (2, "4"), (3, "Legale")], [(1, "Nota: valori provvisori")]]


def test_a_paragraph_below_the_last_row_is_its_own_where_cells_have_paragraphs() -> None:
    rows = rows_with((200, 360, "per le sedi"), (200, 180, "di cui nuovi"))
    assert rows[-1] == [(1, "numero 4 per le sedi"), (2, "4"), (3, "Legale")]


def shaded(column: tuple[float, float], tops: list[float]) -> list[Fill]:
    return [Fill(column[0], top, column[1], bottom, STRIPE) for top, bottom in pairwise(tops)]


def test_a_column_that_draws_no_edge_has_rows_where_another_one_is_shaded() -> None:
    """Only the indicators' cells are shaded; targets and owners stand beside each, with nothing drawn between them."""
    spots: list[Spot] = [*HEAD, (40, 80, "01.01 - Bandi")]
    for at in range(4):
        spots += entry(80 + 30 * at, f"numero {at}", f"{at}", f"Ufficio {at}")
    rows = cells([page_of(spots, fills=shaded((195, 435), [77 + 30 * at for at in range(5)]))])
    assert [[text for _, text in row][-3:] for row in rows[1:]] == [
        [f"numero {at}", f"{at}", f"Ufficio {at}"] for at in range(4)
    ]


def test_the_top_of_a_shaded_cell_below_the_header_parts_no_row() -> None:
    """Objectives and targets are shaded, from a little below the header on; the indicators' first row starts there too."""
    spots: list[Spot] = [*HEAD]
    for at in range(4):
        spots += [(40, 80 + 30 * at, f"01.0{at + 1} - Bandi"), *entry(80 + 30 * at, f"numero {at}", f"{at}")]
    tops = [72.0 + 30 * at for at in range(5)]
    rows = cells([page_of(spots, fills=[*shaded((35, 195), tops), *shaded((435, 515), tops)])])
    assert rows[1] == [(0, "01.01 - Bandi"), (1, "numero 0"), (2, "0"), (3, "Legale")]


def test_a_title_below_the_texts_of_its_band_is_a_row_by_itself() -> None:
    """Rules are drawn below titles only: a band holds an indicator, and at its foot the title of the next one."""
    spots: list[Spot] = [*HEAD]
    for at in range(5):
        spots += [(40, 80 + 50 * at, f"01.0{at + 1} - Bandi"), *entry(105 + 50 * at, f"numero {at}", f"{at}")]
    rules = [Rule(True, 95 + 50 * at, 35, 650) for at in range(5)]
    rows = cells([page_of(spots, rules=[Rule(True, 65, 35, 650), *rules])])
    assert rows[1:5] == [
        [(0, "01.01 - Bandi")],
        [(1, "numero 0"), (2, "0"), (3, "Legale")],
        [(0, "01.02 - Bandi")],
        [(1, "numero 1"), (2, "1"), (3, "Legale")],
    ]


GROUPS = (2, 3, 2, 2, 2)
"""How many rows of the table below each objective has."""


def in_one_go(first: bool) -> list[Fill]:
    """Return the stripes of ``GROUPS`` as a spreadsheet shades them: a row's cells in one go, the rest of a merged cell by itself.

    Rows are 30 points high; every second one is shaded, and a merged cell is as the row that it starts in.
    """
    fills: list[Fill] = []
    row = 0
    for count in GROUPS:
        title = row % 2 == (0 if first else 1)
        for at in range(row, row + count):
            top, bottom, own = 77.0 + 30 * at, 107.0 + 30 * at, at % 2 == (0 if first else 1)
            if own:
                fills.append(Fill(35 if title else 195, top, 650, bottom, STRIPE))
            elif title:
                fills.append(Fill(35, top, 195, bottom, STRIPE))
        row += count
    return fills


@pytest.mark.parametrize("first", [True, False])
def test_a_shaded_cell_goes_on_beside_the_row_whose_fill_it_starts_in(first: bool) -> None:
    """Objectives stand at the foot of their cells: without the fills each would begin in the last of its rows."""
    spots: list[Spot] = [*HEAD]
    row = 0
    for number, count in enumerate(GROUPS):
        for at in range(row, row + count):
            spots += entry(90 + 30 * at, f"numero {at}", f"{at}")
        row += count
        spots.append((40, 90 + 30 * (row - 1), f"01.0{number + 1} - Bandi {'abcde'[number]}"))
    rows = spread([page_of(spots, fills=in_one_go(first))])[1:]
    titles = [(at, count, text) for at, own in enumerate(rows) for column, _, count, text in own if column == 0]
    assert titles == [
        (sum(GROUPS[:number]), count, f"01.0{number + 1} - Bandi {'abcde'[number]}")
        for number, count in enumerate(GROUPS)
    ]


def test_an_open_cell_with_one_text_is_all_that_texts() -> None:
    """Most texts stand at the foot; the last cell goes on behind the page break, with its text at the top of this part of it."""
    spots: list[Spot] = [*HEAD]
    fills: list[Fill] = []
    for number in range(6):
        top = 77.0 + 60 * number
        fills.append(Fill(195, top, 650, top + 30, STRIPE))
        fills += [Fill(35, top, 195, top + 60, STRIPE)] if number in (0, 3, 5) else []
        spots += [*entry(top + 15, f"numero {number}", "1"), *entry(top + 45, "grado", "2")]
        title = top + (6 if number == 5 else 35)
        spots += [(40, title, f"01.0{number + 1} - Bandi"), (40, title + 12, "per le imprese")]
    rows = spread([page_of(spots, fills=fills)])[1:]
    titles = [[(count, text) for column, _, count, text in own if column == 0] for own in rows]
    assert titles == [own for number in range(1, 7) for own in ([(2, f"01.0{number} - Bandi per le imprese")], [])]
