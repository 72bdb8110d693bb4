"""Header rows: which lines are headers, and where their words stand."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.rows.header import find_header_rows
from pipeline.extract.pdf.rows.header_words import is_header_word, role_of

from .strips import Spot, words_at

FIVE: list[Spot] = [
    (40, 50, "Settore"),
    (150, 50, "Obiettivo"),
    (300, 50, "Indicatore"),
    (540, 50, "Target"),
    (610, 50, "Owner"),
]


def roles(spots: list[Spot]) -> list[tuple[str | None, ...]]:
    return [row.roles for row in find_header_rows(words_at(spots))]


def test_a_header_on_one_line() -> None:
    (row,) = find_header_rows(words_at(FIVE))
    assert row.roles == ("settore", "obiettivo", "indicatore", "target", "owner")
    assert (row.top, row.bottom) == (50, 60)
    assert [cell.x0 for cell in row.cells] == [40, 150, 300, 540, 610]


def test_header_cells_of_two_lines() -> None:
    spots = [
        *FIVE[:2],
        (300, 44, "Indicatore di"),
        (300, 56, "risultato"),
        (540, 50, "Target"),
        (610, 44, "Struttura"),
        (610, 56, "responsabile"),
    ]
    (row,) = find_header_rows(words_at(spots))
    assert [cell.testo for cell in row.cells][2:] == ["Indicatore di risultato", "Target", "Struttura responsabile"]


def test_headers_cut_off_by_their_columns() -> None:
    assert roles([(40, 50, "Settore"), (80, 50, "Obiettiv"), (130, 50, "Indicato"), (180, 50, "Target")]) == [
        ("settore", "obiettivo", "indicatore", "target")
    ]


def test_headers_with_only_a_space_between_them() -> None:
    assert roles([(300, 50, "Indicatore"), (540, 50, "Target Owner")]) == [("indicatore", "target", "owner")]


def test_a_header_word_cut_by_a_hyphen() -> None:
    spots = [(40, 50, "Obiettivo individua\u2010"), (40, 62, "le"), (300, 62, "Indicatore"), (540, 62, "Target")]
    (row,) = find_header_rows(words_at(spots))
    assert [cell.testo for cell in row.cells] == ["Obiettivo individuale", "Indicatore", "Target"]
    assert row.roles[0] == "obiettivo_individuale"


NARROW: list[Spot] = [
    (40, 38, "Set"),
    (40, 50, "to"),
    (40, 62, "re"),
    (70, 44, "Obietti"),
    (80, 56, "vo"),
    (300, 50, "Indicatore"),
    (540, 50, "Target"),
]


def test_header_words_broken_without_a_hyphen() -> None:
    """A narrow column breaks its header's words where it is full; the parts put together are the word."""
    assert roles(NARROW) == [("settore", "obiettivo", "indicatore", "target")]


def test_a_narrow_header_may_have_many_lines() -> None:
    spots = [
        *(
            (40, top, part)
            for top, part in [(50, "Set\u2010"), (62, "tore"), (74, "stra\u2010"), (86, "tegi\u2010"), (98, "co")]
        ),
        *((x, 50, text) for x, _, text in FIVE[1:4]),
        (610, 50, "Struttura"),
        (610, 62, "responsabile"),
    ]
    (row,) = find_header_rows(words_at(spots))
    assert [cell.testo for cell in row.cells] == [
        "Settore strategico",
        "Obiettivo",
        "Indicatore",
        "Target",
        "Struttura responsabile",
    ]


def test_header_cells_of_one_two_and_three_lines_in_the_middle_of_the_row() -> None:
    """Their lines stand at five heights; no cell has more than three."""
    spots = [
        *[(40, 38, "Area"), (40, 50, "Strat"), (40, 62, "egica")],
        (100, 50, "Obiettivo"),
        (250, 50, "Indicatore"),
        *[(500, 44, "Risultato"), (500, 56, "atteso")],
    ]
    (row,) = find_header_rows(words_at(spots))
    assert [cell.testo for cell in row.cells] == ["Area Strat egica", "Obiettivo", "Indicatore", "Risultato atteso"]


def test_beginnings_of_header_words_beside_whole_ones() -> None:
    spots: list[Spot] = [
        (40, 50, "Set-"),
        (90, 50, "Obi-"),
        (300, 50, "Indicatore"),
        (540, 50, "Target"),
        (40, 61, "tore"),
        (90, 61, "ettivo"),
    ]
    assert roles(spots) == [("settore", "obiettivo", "indicatore", "target")]


def test_parts_in_other_columns_make_no_header_word() -> None:
    """`Set` and `tore` do not stand below each other; the line with them is no header line."""
    spots: list[Spot] = [
        (40, 38, "Set"),
        (300, 38, "tore"),
        (40, 50, "to"),
        (200, 50, "Indicatore"),
        (540, 50, "Target"),
    ]
    assert roles(spots) == []


def test_the_rest_of_a_cell_right_below_a_header_is_no_part_of_it() -> None:
    """A browser leaves no white above what a page break left over; `performance` stands in other headers, not in this one."""
    (row,) = find_header_rows(words_at([*FIVE, (40, 61, "performance")]))
    assert row.cells[0].testo == "Settore"


def test_a_sentence_with_header_words_is_no_header() -> None:
    assert roles([(40, 50, "Il target di ogni indicatore si legge accanto al suo obiettivo nel piano")]) == []


def test_one_role_is_no_header() -> None:
    assert roles([(40, 50, "Obiettivo"), (300, 50, "Obiettivi")]) == []


def test_words_of_another_direction_are_left_out() -> None:
    assert find_header_rows([word._replace(angle=90.0) for word in words_at(FIVE)]) == []


def test_every_header_of_a_page_is_found_from_the_top() -> None:
    rows = find_header_rows(words_at([*FIVE, (40, 80, "01 - Sviluppo"), *((x, 200, text) for x, _, text in FIVE)]))
    assert [row.top for row in rows] == [50, 200]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Target", "target"),
        ("Target 2025", "target"),
        ("INDICATORI", "indicatore"),
        ("Indicatre", "indicatore"),
        ("Responsabile", "owner"),
        ("Respons", "owner"),
        ("Resp onsa bile", "owner"),
        ("Target (% o n.)", "target"),
        ("(Target)", "target"),
        ("Tar", None),
        ("Pratiche", None),
    ],
)
def test_roles_of_header_texts(text: str, role: str | None) -> None:
    assert role_of(text) == role


@pytest.mark.parametrize(
    ("text", "known"), [("Obiettivo", True), ("Obiettiv", True), ("2025", True), ("Pratiche", False), ("12", False)]
)
def test_header_words(text: str, known: bool) -> None:
    assert is_header_word(text) is known


def test_a_cut_header_word_above_and_below_the_line_of_the_others() -> None:
    """Header cells of one line stand in the middle of the row, between the halves of a cut word."""
    spots = [
        (40, 50, "Area stra-"),
        (40, 60, "tegica"),
        (120, 55, "Indicatore"),
        (340, 55, "Target"),
        (440, 55, "Owner"),
    ]
    (row,) = find_header_rows(words_at(spots))
    assert [cell.testo for cell in row.cells] == ["Area strategica", "Indicatore", "Target", "Owner"]
