"""The first row of a page: what a merged cell repeats there is no text of the row's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.normalize import normalize

from .layouts import told
from .sheet import Box, Place, Sheet
from .test_other_bodies import found

FIVE: list[Place] = ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"]
HEADER = ["Indicatore", "Owner", "Target"]
STAFF = "Servizio Promozione"


def test_a_title_beside_the_rest_of_an_owner_is_a_title() -> None:
    """The owner's merged cell seems to go on over the page, but a coded title stands there: the next table's."""
    sheet = Sheet().text("Piano della Performance 2025", "01 - Sviluppo", "01.01 - Bandi 2025")
    lines = [HEADER, ["numero di bandi", STAFF, "5"], ["01.02 - Sedi 2025", STAFF, ""], HEADER, ["spesa", STAFF, "80%"]]
    document = sheet.table(lines, breaks=[2]).done()
    rows = [
        row._replace(cells=(row.cells[0], row.cells[1]._replace(ripresa=True))) if row.riga == 3 else row
        for row in document.rows
    ]
    assert [(row[2], row[4]) for row in told(normalize(replace(document, rows=tuple(rows))))] == [
        ("01.01", "numero di bandi"),
        ("01.02", "spesa"),
    ]


def test_titles_alone_below_the_break_belong_to_the_values_above_it() -> None:
    """Titles stand on every row, at the foot of their cells: a page break leaves a row's values above, its titles below."""
    rows = [["01 - Sviluppo", f"01.{at:02} - Bandi", f"numero {at}", STAFF, "5"] for at in range(1, 13)]
    cut = [["", "", *rows[3][2:]], [*rows[3][:2], "", "", ""]]
    lines = [["Settore", "Obiettivo", *HEADER], *rows[:3], *cut, *rows[4:]]
    piano = normalize(Sheet().text("Piano della Performance 2025").table(lines, breaks=[5]).done())
    assert [(row[2], row[4]) for row in told(piano)] == [(f"01.{at:02}", f"numero {at}") for at in range(1, 13)]
    assert [finding.codice for finding in piano.diagnostica] == ["ALB005"]


def plan(*, alone: bool) -> list[list[Place]]:
    """Return a plan whose objectives stand in the row of their first indicator, or in rows of their own."""
    rows: list[list[Place]] = [FIVE]
    for at in range(1, 7):
        title: list[Place] = ["01 - Reti" if at == 1 else "", f"01.0{at} - Fibra {at}"]
        rows += [[*title, "", "", ""], ["", "", f"Comuni {at}", "12", STAFF]] if alone else []
        rows += [] if alone else [[*title, f"Comuni {at}", "12", STAFF]]
    return rows


def test_headings_alone_below_a_break_belong_to_the_row_above_that_has_none() -> None:
    """Headings stand beside their first indicator everywhere: here they were too high for the room left on the page."""
    torn: list[list[Place]] = [["", "", "Scuole", "3", STAFF], ["", "01.07 - Scuole raggiunte", "", "", ""]]
    last: list[Place] = ["", "", "Classi", "4", STAFF]
    piano = normalize(Sheet().table([*plan(alone=False), *torn, last], breaks=[8]).done())
    assert [(row[2], row[4]) for row in told(piano)[-2:]] == [("01.07", "Scuole"), ("01.07", "Classi")]
    assert "ALB005" in found(piano)


def test_headings_in_rows_of_their_own_below_a_break_head_what_follows() -> None:
    rows: list[list[Place]] = [*plan(alone=True), ["", "", "Scuole", "3", STAFF], ["", "01.07 - Classi", "", "", ""]]
    piano = normalize(Sheet().table([*rows, ["", "", "Classi", "4", STAFF]], breaks=[14]).done())
    assert [(row[2], row[4]) for row in told(piano)[-2:]] == [("01.06", "Scuole"), ("01.07", "Classi")]
    assert "ALB005" not in found(piano)


def test_a_target_above_a_break_and_repeated_below_it_is_the_one_of_the_indicator_there() -> None:
    rows: list[list[Place]] = [
        *plan(alone=False),
        ["", "", "", "30", STAFF],
        ["", "01.07 - Scuole", "Scuole raggiunte", "30", ""],
    ]
    document = Sheet().table(rows, breaks=[8]).done()
    last = document.rows[-1]
    repeated = tuple(cell._replace(ripresa=cell.testo == "30") for cell in last.cells)
    piano = normalize(replace(document, rows=(*document.rows[:-1], last._replace(cells=repeated))))
    assert [(row[2], row[4], row[5]) for row in told(piano)[-2:]] == [
        ("01.06", "Comuni 6", "12"),
        ("01.07", "Scuole raggiunte", "30"),
    ]


def test_the_rest_of_a_title_stands_below_the_first_row_of_the_page() -> None:
    """A merged title is cut by the page break; its rest stands beside the second row of the next page."""
    lines = [
        ["Settore", "Obiettivo", *HEADER],
        ["01 - Sviluppo delle reti", "01.01 - Bandi", "numero di bandi", STAFF, "5"],
        ["02 - Promozione del", "02.01 - Fiere", "numero di fiere", STAFF, "6"],
        ["", "02.02 - Mostre", "numero di mostre", STAFF, "7"],
        ["territorio e del mare", "02.03 - Sale", "sale aperte", STAFF, "8"],
        ["03 - Bilancio", "03.01 - Conti", "conti chiusi", STAFF, "9"],
    ]
    piano = normalize(Sheet().text("Piano della Performance 2025").table(lines, breaks=[3]).done())
    assert [settore.testo for settore in piano.settori] == [
        "01 - Sviluppo delle reti",
        "02 - Promozione del territorio e del mare",
        "03 - Bilancio",
    ]
    assert [finding.codice for finding in piano.diagnostica] == ["ALB005"]


def test_a_text_alone_that_opens_with_a_capital_is_no_rest() -> None:
    lines = [
        ["Settore", "Obiettivo", *HEADER],
        ["01 - Sviluppo", "01.01 - Bandi", "numero di bandi", STAFF, "5"],
        ["", "01.02 - Fiere", "numero di fiere", STAFF, "6"],
        ["Altre sedi", "", "", "", ""],
        ["02 - Bilancio", "02.01 - Conti", "conti chiusi", STAFF, "9"],
    ]
    piano = normalize(Sheet().text("Piano della Performance 2025").table(lines, breaks=[2]).done())
    assert piano.settori[0].testo == "01 - Sviluppo"


def test_a_sentence_that_opens_with_a_body_is_no_body_s_name() -> None:
    """The rest of a title, below the page break, begins with the body that the title speaks of."""
    rest = "Camera di commercio, con iniziative per i libri e i documenti antichi che sono scelti fra quelli di archivio e biblioteca"
    lines = [
        ["Obiettivo", *HEADER],
        ["01.01 - Bandi", "", "", ""],
        ["", "numero di bandi", STAFF, "5"],
        ["01.02 - Promozione del patrimonio della", "", "", ""],
        [rest, "", "", ""],
        ["", "numero di mostre", STAFF, "6"],
    ]
    piano = normalize(Sheet().text("Piano della Performance 2025", "01 - Sviluppo").table(lines, breaks=[4]).done())
    assert [row[3] for row in told(piano)] == ["01.01 - Bandi", f"01.02 - Promozione del patrimonio della {rest}"]


def test_a_year_that_a_narrow_column_cut_goes_on_below_the_break() -> None:
    lines: list[list[Place]] = [
        ["Obiettivo", *HEADER],
        ["01.01 - Bandi", "numero di bandi", STAFF, "31/12/2025"],
        ["", "controllo delle pratiche e", STAFF, "31/12/20"],
        ["", "interventi correttivi", "", "25"],
        ["", "Numero di sedi", STAFF, "25"],
    ]
    piano = normalize(Sheet().text("Piano della Performance 2025", "01 - Sviluppo").table(lines, breaks=[3]).done())
    assert [row[4:6] for row in told(piano)] == [
        ("numero di bandi", "31/12/2025"),
        ("controllo delle pratiche e interventi correttivi", "31/12/2025"),
        ("Numero di sedi", "25"),
    ]


def test_a_row_cut_under_a_copy_of_its_owner_has_the_owner_once() -> None:
    """The owner's cell is printed below the break; its part above it is empty, and got a copy of the text."""
    rows: list[list[Place]] = [
        *plan(alone=False),
        ["", "01.07 - Scuole", "numero di", "", STAFF],
        ["", "", "scuole", "3", STAFF],
    ]
    document = Sheet().table(rows, breaks=[8]).done()
    cut = document.rows[-2]
    copied = tuple(cell._replace(ripresa=cell.testo == STAFF) for cell in cut.cells)
    piano = normalize(replace(document, rows=(*document.rows[:-2], cut._replace(cells=copied), document.rows[-1])))
    assert told(piano)[-1][2:] == ("01.07", "01.07 - Scuole", "numero di scuole", "3", STAFF)


def split_below_target(owner: str) -> list[str]:
    """Return the indicators of a plan with a target merged over a page break, where the row below it has this owner."""
    rows: list[Sequence[Place]] = [HEADER, *([f"numero {at}", STAFF, f"{at}"] for at in range(1, 9))]
    rows += [["verifiche di cui al D.Lgs.", STAFF, "100%"], ["103/2024 nei termini", owner, "100%"]]
    sheet = Sheet().text("Piano della Performance 2025", "01 - Sviluppo", "01.01 - Bandi 2025").table(rows, breaks=[10])
    document = sheet.done()
    last = document.rows[-1]
    last = last._replace(cells=(*last.cells[:-1], last.cells[-1]._replace(ripresa=True)))
    piano = normalize(replace(document, rows=(*document.rows[:-1], last)))
    texts = [indicatore.testo for indicatore in piano.settori[0].obiettivi[0].indicatori[8:]]
    return [*texts, *sorted(f"{d.codice} {d.nodo}" for d in piano.diagnostica if d.codice in ("ALB005", "ALB006"))]


def test_a_row_below_a_merged_target_that_lacks_its_owner_too_is_the_rest_of_the_row_above() -> None:
    assert split_below_target("")[0] == "verifiche di cui al D.Lgs. 103/2024 nei termini"


def test_a_row_below_a_merged_target_with_an_owner_of_its_own_is_a_row() -> None:
    assert split_below_target(STAFF)[:2] == ["verifiche di cui al D.Lgs.", "103/2024 nei termini"]


def test_a_row_cut_beside_an_owner_merged_over_it_and_the_next_row_has_the_owner_once() -> None:
    """What is left of the row stands beside the owner of the row below, as if both were one cell: no owner is the same name twice."""
    lines: list[list[Place]] = [
        ["Settore", "Obiettivo", *HEADER],
        ["01 - Sviluppo", "01.01 - Bandi", "numero di bandi", STAFF, "5"],
        ["", "", "tempo medio di", STAFF, "6"],
        ["", "", "risposta alle imprese", Box(STAFF, righe=2), ""],
        ["", "", "grado di soddisfazione", None, "7"],
    ]
    piano = normalize(Sheet().text("Piano della Performance 2025").table(lines, breaks=[3]).done())
    assert [(row[4], row[6]) for row in told(piano)] == [
        ("numero di bandi", STAFF),
        ("tempo medio di risposta alle imprese", STAFF),
        ("grado di soddisfazione", STAFF),
    ]
    assert piano.copertura.non_assegnate == 0


def test_a_row_that_reads_whole_beside_a_copied_owner_joins_the_row_above_with_a_doubt() -> None:
    """Owner and target are merged over the page break; a target's rest leaves nothing behind, an owner's is copied."""
    rows: list[Sequence[Place]] = [HEADER, *([f"numero {at}", STAFF, f"{at}"] for at in range(1, 9))]
    rows.append(["Monitoraggio del piano", STAFF, ""])
    sheet = Sheet().text("Piano della Performance 2025", "01 - Sviluppo", "01.01 - Bandi 2025").table(rows, breaks=[9])
    document = sheet.done()
    last = document.rows[-1]
    last = last._replace(cells=(last.cells[0], last.cells[1]._replace(ripresa=True)))
    piano = normalize(replace(document, rows=(*document.rows[:-1], last)))
    assert "ALB005" in found(piano)
    assert told(piano)[-1][4] == "numero 8 Monitoraggio del piano"


def broken_at(above: list[Place], below: list[Place]) -> list[tuple[str, ...]]:
    """Return what a table tells whose third row stands at the foot of a page and whose fourth at the head of the next."""
    rows: list[list[Place]] = [["01 - Reti", "01.01 - Fibra", "Comuni", "12", STAFF], ["", "", "Scuole", "3", STAFF]]
    piano = normalize(Sheet().table([FIVE, *rows, above, below, ["", "", "Classi", "4", STAFF]], breaks=[4]).done())
    codes = {found.codice for found in piano.diagnostica if found.codice.startswith("ALB")}
    return [tuple(row[4:7]) for row in told(piano)[2:-1]] + [tuple(codes)]


@pytest.mark.parametrize(("upper", "lower"), [("", "8"), ("8", "")])
def test_rows_with_the_same_owner_on_either_side_of_a_break_are_two(upper: str, lower: str) -> None:
    """One of them has no target, and the second opens in small letters; half a row would not print its owner again."""
    above: list[Place] = ["", "", "diffusione dei bandi", upper, STAFF]
    below: list[Place] = ["", "", "eventi sulla doppia transizione", lower, STAFF]
    assert broken_at(above, below) == [
        ("diffusione dei bandi", upper, STAFF),
        ("eventi sulla doppia transizione", lower, STAFF),
        ("ALB006",),
    ]


@pytest.mark.parametrize("owner", [STAFF, ""])
def test_a_row_without_target_and_with_another_owner_below_a_break_is_a_doubt(owner: str) -> None:
    above: list[Place] = ["", "", "predisposizione di un prontuario", "8", owner]
    below: list[Place] = ["", "", "Applicazione della metodologia", "", "Ufficio Legale"]
    assert broken_at(above, below)[-1] == ("ALB005",)
