"""Column edges: drawn where rules divide the header, else in the white between header words."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.page import Page, Rule
from pipeline.extract.pdf.rows.alignment import learn_columns
from pipeline.extract.pdf.rows.areas import lay_out
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.styles import group_styles

from .strips import Spot, cells, page_of

HEAD: list[Spot] = [(40, 50, "Obiettivo"), (200, 50, "Indicatore"), (440, 50, "Target"), (520, 50, "Owner")]
BODY: list[Spot] = [
    (40, 80, "01.01 - Bandi"),
    (200, 80, "numero di bandi pubblicati nel corso"),
    (440, 80, ">=5"),
    (520, 80, "Ufficio Legale"),
    (200, 110, "giorni per la risposta"),
    (440, 110, "<= 30 giorni"),
    (520, 110, "Promozione"),
]


def columns_of(*pages: Page) -> list[Columns]:
    """Return the columns of every style of these pages."""
    areas = [
        part
        for page in pages
        for part in lay_out(page, list(page.words), in_table=False).parts
        if not isinstance(part, tuple)
    ]
    return [learn_columns(style, None) for style in group_styles(areas)]


def grid_rules(xs: list[float]) -> list[Rule]:
    """Return vertical rules at ``xs`` and horizontal ones above, between and below the rows."""
    sides = [Rule(False, x, 45, 130) for x in xs]
    return sides + [Rule(True, y, xs[0], xs[-1]) for y in (45, 70, 100, 130)]


def test_edges_in_the_white_between_header_words() -> None:
    (columns,) = columns_of(page_of(HEAD + BODY))
    assert columns.roles == ("obiettivo", "indicatore", "target", "owner")
    assert columns.drawn == (True, False, False, False, True)
    for edge, left, right in zip(columns.edges[1:4], (105, 388, 500), (200, 440, 520), strict=True):
        assert left <= edge <= right


def test_short_entries_far_to_the_left_of_their_centred_header() -> None:
    """The widest white lies between the entries and their own header word: the column would have a header and no entries."""
    spots: list[Spot] = [(40, 50, "Indicatore"), (400, 50, "Target"), (600, 50, "Owner")]
    for at in range(5):
        spots += [
            (40, 80 + 30 * at, "numero di bandi pubblicati"),
            (230, 80 + 30 * at, f">={at}"),
            (520, 80 + 30 * at, "Staff"),
        ]
    rows = cells([page_of(spots)])[1:]
    assert rows == [[(0, "numero di bandi pubblicati"), (1, f">={at}"), (2, "Staff")] for at in range(5)]


def test_a_column_without_entries_takes_none_from_its_neighbour() -> None:
    spots: list[Spot] = [(40, 50, "Indicatore"), (400, 50, "Target"), (600, 50, "Owner")]
    for at in range(5):
        spots += [(110, 80 + 30 * at, "numero di bandi"), (560, 80 + 30 * at, "Staff")]
    assert cells([page_of(spots)])[1:] == [[(0, "numero di bandi"), (2, "Staff")]] * 5


def test_short_entries_between_two_headers_belong_to_the_one_they_stand_below() -> None:
    """The objectives run over the whole width: their column has no entries of its own, and takes none."""
    spots: list[Spot] = [(40, 50, "Settore"), (90, 50, "Obiettivo"), (210, 50, "Owner"), (330, 50, "Indicatore")]
    for at in range(5):
        spots += [
            (40, 80 + 40 * at, f"01.0{at + 1} - internazionalizzazione delle imprese"),
            (150, 100 + 40 * at, "Ufficio Legale"),
            (270, 100 + 40 * at, "numero di bandi pubblicati"),
        ]
    rows = cells([page_of(spots)])[1:]
    assert rows[1::2] == [[(2, "Ufficio Legale"), (3, "numero di bandi pubblicati")]] * 5


def test_drawn_sides_are_the_edges() -> None:
    (columns,) = columns_of(page_of(HEAD + BODY, rules=grid_rules([35, 195, 435, 515, 650])))
    assert columns.edges == (35, 195, 435, 515, 650)
    assert all(columns.drawn)


def test_rules_between_the_columns_leave_the_outer_edges_to_the_words() -> None:
    (columns,) = columns_of(page_of(HEAD + BODY, rules=[Rule(False, x, 45, 130) for x in (195, 435, 515)]))
    assert columns.edges[1:4] == (195, 435, 515)
    assert columns.roles == ("obiettivo", "indicatore", "target", "owner")


def test_header_words_that_are_a_text_of_one_drawn_cell_head_nothing() -> None:
    text: list[Spot] = [(200, 110, "tempistica di"), (200, 122, "target obiettivo"), (200, 134, "dei bandi")]
    rules = grid_rules([35, 195, 435, 515, 650])
    first = page_of(HEAD + BODY[:4], rules=rules)
    second = page_of([*text, (440, 110, "<= 30 giorni")], rules=rules, numero=2, first=50)
    (columns,) = columns_of(first, second)
    assert columns.edges == (35, 195, 435, 515, 650)


def test_a_frame_leaves_the_inner_edges_to_the_white() -> None:
    (columns,) = columns_of(page_of(HEAD + BODY, rules=grid_rules([35, 650])))
    assert columns.count == 4
    assert columns.drawn == (True, False, False, False, True)


def test_columns_are_learned_over_all_pages() -> None:
    """A word that reaches far on one page only moves the edge on the other as well."""
    rest: list[Spot] = [(440, 80, "5"), (520, 80, "Legale")]
    short = page_of([*HEAD, (200, 80, "bandi"), *rest])
    long = page_of([*HEAD, (200, 80, "numero dei bandi pubblicati entro il mese"), *rest], numero=2, first=50)
    reach = max(word.x1 for word in long.words if word.x0 < 440)
    (columns,) = columns_of(short, long)
    assert reach <= columns.edges[2] <= 440


def test_long_words_of_few_rows_are_no_part_of_a_river() -> None:
    """Titles run over the edge here and there, no further than to the targets; one target reaches far beyond its header's word."""
    spots: list[Spot] = [(40, 50, "Obiettivo"), (200, 50, "Indicatore"), (470, 50, "Target"), (540, 50, "Owner")]
    for at in range(60):
        spots += [(200, 80 + 12 * at, "numero di bandi pubblicati nel corso"), (540, 80 + 12 * at, "Ufficio Legale")]
        spots += [(438.5, 80 + 12 * at, ">=100,00%")] if at == 30 else [(471, 80 + 12 * at, "100%")]
    spots += [(368, 800, "bando"), (395, 812, "bando"), (422, 824, "ban")]
    (columns,) = columns_of(page_of(spots))
    assert 366 <= columns.edges[2] <= 439


def test_a_title_that_runs_over_a_column_tells_nothing_of_how_wide_it_is() -> None:
    spots = [
        *HEAD,
        *BODY,
        (
            40.0,
            140.0,
            "01.02 - Bandi e azioni per le imprese del territorio e per le reti dei servizi del mare e di là da esso vicini",
        ),
    ]
    (columns,) = columns_of(page_of(spots))
    assert columns.rights[2] == 495  # the end of `<= 30 giorni`


def test_pages_without_header_take_the_columns_of_the_table_before() -> None:
    second = page_of([(200, 40, "tempo medio"), (440, 40, "<=3"), (520, 40, "Staff")], numero=2, first=60)
    assert cells([page_of(HEAD + BODY), second])[-1] == [(1, "tempo medio"), (2, "<=3"), (3, "Staff")]


def test_another_header_makes_another_style() -> None:
    other: list[Spot] = [(40, 300, "Indicatore"), (300, 300, "Algoritmo"), (560, 300, "Target")]
    found = columns_of(page_of(HEAD + BODY + other))
    assert [columns.roles for columns in found] == [
        ("obiettivo", "indicatore", "target", "owner"),
        ("indicatore", "algoritmo", "target"),
    ]


@pytest.mark.parametrize(("x", "column"), [(-100, 0), (50, 0), (300, 1), (460, 2), (600, 3), (2000, 3)])
def test_the_column_of_a_place(x: float, column: int) -> None:
    columns = Columns(edges=(35, 195, 435, 515, 650), drawn=(True,) * 5, roles=(None,) * 4)
    assert columns.index(x) == column


def flush_right(x1: float, y: float, entry: str) -> Spot:
    """Return where a word starts that ends at x1."""
    return (x1 - 5 * len(entry), y, entry)


def test_entries_flush_right_a_narrow_white_before_the_next_column() -> None:
    """`100%` and `Servizio` stand nearer than half their size, yet farther apart than words, and in one place on every line."""
    spots: list[Spot] = [(40, 50, "Indicatore"), (300, 50, "Target"), (420, 50, "Owner")]
    for at in range(6):
        y = 80 + 30 * at
        spots += [(40, y, "numero di bandi"), flush_right(344, y, f">={at + 8}"), (348.4, y, "Servizio di Staff")]
    rows = cells([page_of(spots)])[1:]
    assert rows == [[(0, "numero di bandi"), (1, f">={at + 8}"), (2, "Servizio di Staff")] for at in range(6)]


def test_titles_that_run_over_are_not_cut_where_a_column_has_no_entries() -> None:
    """Between words of one title there is an ordinary space, wherever the edge stands."""
    spots: list[Spot] = [(40, 50, "Obiettivo"), (150, 50, "Indicatore"), (440, 50, "Target")]
    for at in range(6):
        y = 80 + 40 * at
        spots += [
            (40, y, f"01.0{at} - Bandi e contributi alle imprese"),
            (150, y + 20, "numero"),
            (440, y + 20, f">={at}"),
        ]
    titles = [row for row in cells([page_of(spots)])[1:] if len(row) == 1]
    assert [text for ((_, text),) in titles] == [f"01.0{at} - Bandi e contributi alle imprese" for at in range(6)]


def test_a_title_goes_on_where_a_column_happens_to_start() -> None:
    """`Digitale` stands just where targets start, one space behind the title's other words: no cell's text comes so near."""
    spots: list[Spot] = [(40, 50, "Indicatore"), (185, 50, "Target"), (400, 50, "Owner")]
    for at in range(6):
        y = 80 + 40 * at
        title = "10.11 - Ente per la Transizione Digitale" if at == 3 else f"10.0{at} - Bandi"
        spots += [(40, y, title), (40, y + 20, "numero"), (185, y + 20, f">={at}"), (400, y + 20, "Staff")]
    rows = cells([page_of(spots)])
    assert (185.0, "Digitale") in [(word.x0, word.testo) for word in page_of(spots).words]
    assert rows[7] == [(0, "10.11 - Ente per la Transizione Digitale")]


def test_an_entry_a_space_behind_a_text_is_one_where_others_stand_beside_it() -> None:
    spots: list[Spot] = [(40, 50, "Indicatore"), (185, 50, "Target"), (400, 50, "Owner")]
    for at in range(6):
        y = 80 + 40 * at
        text = "tempo medio per la cui risposta" if at == 3 else "numero"
        spots += [(40, y, text), (185, y, f">={at}"), (400, y, "Staff")]
    assert cells([page_of(spots)])[4][1:] == [(1, ">=3"), (2, "Staff")]


def box(top: float) -> list[Rule]:
    """Return the sides of a stamp's box at a page's head."""
    sides = [Rule(False, x, top, top + 30) for x in (500.0, 700.0)]
    return sides + [Rule(True, y, 500, 700) for y in (top, top + 30)]


def test_a_boxed_stamp_beside_a_table_without_sides() -> None:
    """The stamp is running text; the table is read by its header, and goes on beside the stamp of the next page."""
    rows: list[Spot] = []
    for at in range(4):
        rows += [
            (40, 80 + 30 * at, "numero di bandi pubblicati"),
            (440, 80 + 30 * at, f">={at}"),
            (520, 80 + 30 * at, "Staff"),
        ]
    head: list[Spot] = [(40, 50, "Indicatore"), (440, 50, "Target"), (520, 50, "Owner")]
    first = page_of([(510, 15, "Prot. 7421 del 30/07/2025"), *head, *rows], rules=box(5))
    second = page_of([(510, 70, "Prot. 7421 del 30/07/2025"), *rows[3:]], rules=box(60), numero=2, first=100)
    read = cells([first, second])
    body = [[(0, "numero di bandi pubblicati"), (1, f">={at}"), (2, "Staff")] for at in range(4)]
    stamp = [(0, "Prot. 7421 del 30/07/2025")]
    assert read == [stamp, [(0, "Indicatore"), (1, "Target"), (2, "Owner")], *body, stamp, *body[1:]]
