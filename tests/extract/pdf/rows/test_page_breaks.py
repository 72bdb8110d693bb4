"""What a page break leaves at the foot of a page: a header without rows, an open cell, a line that the frame leaves out."""

from __future__ import annotations

from pipeline.extract.pdf.page import Rule
from pipeline.extract.pdf.rows import find_rows

from .strips import Spot, cells, page_of, spread

XS = (35, 195, 435, 515, 650)
HEAD: list[Spot] = [(40, 50, "Obiettivo"), (200, 50, "Indicatore"), (440, 50, "Target"), (520, 50, "Owner")]


def entry(top: float, text: str, target: str = "", owner: str = "") -> list[Spot]:
    spots: list[Spot] = [(200, top, text), (440, top, target), (520, top, owner)]
    return [spot for spot in spots if spot[2]]


def head_at(top: float) -> list[Spot]:
    return [(x, top, text) for x, _, text in HEAD]


def frame(bottom: float) -> list[Rule]:
    return [Rule(False, XS[0], 45, bottom), Rule(False, XS[-1], 45, bottom)]


def test_a_header_at_the_foot_of_a_page_is_no_text_of_a_merged_cell() -> None:
    """The owner stands for the rows of both pages; the header that comes back above the break is none of them."""
    first = [*HEAD]
    for at in range(4):
        first += entry(80 + 30 * at, f"numero {at}", f"{at}", {0: "Legale", 2: "Staff"}.get(at, ""))
    second = [*HEAD]
    for at in range(4):
        second += entry(80 + 30 * at, f"tempo {at}", f"{at}", {1: "Legale", 3: "Staff"}.get(at, ""))
    rows = spread([page_of([*first, *head_at(200)]), page_of(second, numero=2, first=60)])
    owners = [[cell[3] for cell in row if cell[0] == 3] for row in rows]
    assert owners == [
        ["Owner"],
        ["Legale"],
        [],
        ["Staff"],
        [],
        ["Owner"],
        ["Owner"],
        ["+Staff"],
        ["Legale"],
        [],
        ["Staff"],
    ]


def test_a_header_that_comes_back_within_a_frame_is_a_row_by_itself() -> None:
    """Nothing is drawn below the header in the owner's column, and the owner above is merged: it is not the header's."""
    spots = [*HEAD, *entry(80, "numero", "1", "Legale"), *entry(105, "grado", "2", "Staff")]
    spots += [*head_at(130), *entry(160, "tempo", "3"), *entry(185, "costo", "4", "Legale")]
    rows = spread([page_of(spots, rules=frame(210))])
    assert rows[3] == [(0, 1, 1, "Obiettivo"), (1, 1, 1, "Indicatore"), (2, 1, 1, "Target"), (3, 1, 1, "Owner")]


def test_a_cell_that_the_last_rule_of_a_page_leaves_open_goes_on() -> None:
    """Rules bound groups of rows; the one at the foot of the page leaves the target open, so the target holds below the break."""
    sides = [Rule(True, y, XS[0], XS[-1]) for y in (45, 70, 150)]
    first = [*HEAD, (40.0, 80.0, "01.01 - Bandi"), *entry(80, "uno", "1", "Staff"), *entry(105, "due", "2", "Staff")]
    first += [*entry(130, "tre", "3", "Staff"), (40.0, 160.0, "01.02 - Sedi"), *entry(160, "quattro", "100%", "Staff")]
    second = [
        *HEAD,
        (40.0, 80.0, "01.03 - Uffici"),
        *entry(80, "cinque", "", "Staff"),
        *entry(105, "sei", "6", "Staff"),
    ]
    second += [(40.0, 130.0, "01.04 - Porti"), *entry(130, "sette", "7", "Staff"), *entry(155, "otto", "", "Staff")]
    second += [(40.0, 185.0, "01.05 - Reti"), *entry(185, "nove", "9", "Staff")]
    pages = [
        page_of(first, rules=[*sides, Rule(True, 180, XS[0], XS[2]), Rule(True, 180, XS[3], XS[-1])]),
        page_of(second, rules=[Rule(True, y, XS[0], XS[-1]) for y in (45, 70, 120, 175, 210)], numero=2, first=60),
    ]
    targets = [[cell[3] for cell in row if cell[0] == 2] for row in spread(pages)]
    assert targets[5:] == [["Target"], ["+100%"], ["6"], ["7"], [], ["9"]]


def test_a_line_below_the_frame_in_the_step_of_its_cell_is_the_cell_s() -> None:
    """A browser that cuts a row draws one line more than the cell's sides are long."""
    spots = [*HEAD, *entry(80, "uno", "1", "Staff"), (40, 105, "01.01 - Bandi e"), (40, 117, "altre azioni del")]
    spots += [*entry(105, "due", "2", "Legale"), (40, 129, "territorio"), (200, 160, "Nota in calce")]
    sides = [Rule(False, x, 45, 128) for x in XS]
    rows = cells([page_of(spots, rules=[*sides, *(Rule(True, y, XS[0], XS[-1]) for y in (45, 70, 100))])])
    assert rows[2:] == [
        [(0, "01.01 - Bandi e altre azioni del territorio"), (1, "due"), (2, "2"), (3, "Legale")],
        [(0, "Nota in calce")],
    ]


def test_lines_below_an_open_cell_beside_closed_ones() -> None:
    """The last rule closes the other columns; the title's cell goes on below it, for two more lines."""
    spots = [*HEAD, *entry(80, "uno", "1", "Staff"), (40, 105, "01.01 - Bandi e"), (40, 117, "altre azioni del")]
    spots += [*entry(105, "due", "2", "Legale"), (40, 129, "territorio e"), (40, 141, "del mare")]
    lines = [Rule(True, y, XS[0], XS[-1]) for y in (45, 70, 100)]
    page = page_of(spots, rules=[*(Rule(False, x, 45, 128) for x in XS), *lines, Rule(True, 128, XS[1], XS[-1])])
    assert cells([page])[2][0] == (0, "01.01 - Bandi e altre azioni del territorio e del mare")


def test_a_line_below_a_closed_frame_is_no_text_of_it() -> None:
    spots = [*HEAD, *entry(80, "uno", "1", "Staff"), (40, 105, "01.01 - Bandi e"), (40, 117, "altre azioni del")]
    spots += [*entry(105, "due", "2", "Legale"), (40, 129, "territorio")]
    sides = [Rule(False, x, 45, 128) for x in XS]
    rows = cells([page_of(spots, rules=[*sides, *(Rule(True, y, XS[0], XS[-1]) for y in (45, 70, 100, 128))])])
    assert rows[-1] == [(0, "territorio")]


def test_a_title_that_makes_its_row_higher_upwards_is_no_text_of_the_next() -> None:
    """Texts stand at the foot of their rows: the middle of a long one is far above its row's other texts."""
    spots: list[Spot] = [(40, 50, "Settore"), (200, 50, "Obiettivo"), (400, 50, "Indicatore"), (600, 50, "Target")]
    for at in range(4):
        top = 75 + 170 * at
        spots += [(40, top, f"0{at + 1} - Sviluppo delle imprese del territorio e loro reti")]
        spots += [(200, top + 30 + 12 * line, "parole del titolo") for line in range(4)]
        spots += [
            (400, top + 66, "numero di bandi"),
            (600, top + 66, "5"),
            (400, top + 90, "tempo medio"),
            (600, top + 90, "6"),
        ]
        spots += [(200, top + 102, "altro obiettivo"), (200, top + 114, "del settore")]
        spots += [(400, top + 114, "grado di spesa"), (600, top + 114, "7")]
    goals = [cell[3] for row in spread([page_of(spots)]) for cell in row if cell[0] == 1]
    assert goals[1:] == [" ".join(["parole del titolo"] * 4), "altro obiettivo del settore"] * 4


def test_a_merged_row_at_the_foot_of_a_page_is_no_part_of_the_row_below() -> None:
    """Entries stand at the top: a row without any is one of a merged cell, and the next page's first row has its own."""
    first, second = [*HEAD], [*HEAD]
    for at in range(6):
        spots = [(40.0, 80 + 40.0 * at, f"01.0{at} - Bandi e sedi"), (200.0, 80 + 40.0 * at, "numero delle pratiche")]
        first += [*spots, (200.0, 92 + 40.0 * at, "dei servizi")]
        second += [*spots, (200.0, 92 + 40.0 * at, "dei bandi")]
        first += [(440.0, 80 + 40.0 * at, f"{at}")] if at < 5 else []
        second += [(440.0, 80 + 40.0 * at, f"{at}")]
        first += [(520.0, 80 + 40.0 * at, "Legale")] if at in (0, 2) else []
        second += [(520.0, 80 + 40.0 * at, "Staff")] if at in (0, 3) else []
    rows = spread([page_of(first), page_of(second, numero=2, first=200)])
    assert [cell for row in rows[1:7] for cell in row if cell[0] == 3] == [(3, 1, 2, "Legale"), (3, 1, 4, "Legale")]


def test_a_row_of_which_only_the_padding_has_sides_is_the_tables_last() -> None:
    """A page break cut it above its first line: the short cells stand there all the same, the sides end with the padding."""
    lines = [Rule(True, y, XS[0], XS[-1]) for y in (45, 70, 100, 130)]
    sides = [Rule(False, x, 45, 134) for x in XS]
    spots = [*HEAD, *entry(80, "numero", "1", "Legale"), *entry(105, "tempo", "2", "Staff")]
    page = page_of([*spots, (440, 135, "3"), (520, 135, "Anagrafe")], rules=[*lines, *sides])
    assert cells([page])[-1] == [(2, "3"), (3, "Anagrafe")]


def test_a_note_below_a_closed_table_is_no_row_of_it() -> None:
    lines = [Rule(True, y, XS[0], XS[-1]) for y in (45, 70, 100, 130)]
    sides = [Rule(False, x, 45, 130) for x in XS]
    spots = [*HEAD, *entry(80, "numero", "1", "Legale"), *entry(105, "tempo", "2", "Staff")]
    rows, _ = find_rows([page_of([*spots, (440, 135, "nota")], rules=[*lines, *sides])], frozenset())
    assert rows[-1].tabella == 0
