"""The first row of a page: what a merged cell repeats there is no text of the row's own."""

from __future__ import annotations

from dataclasses import replace

from pipeline.normalize import normalize

from .layouts import told
from .sheet import Sheet

HEADER = ["Indicatore", "Owner", "Target"]
STAFF = "Servizio Promozione"


def test_a_title_beside_the_rest_of_an_owner_is_a_title() -> None:
    """The owner's merged cell seems to go on over the page, but a coded title stands there: the next table's."""
    sheet = Sheet().text("Piano della Performance 2025", "01 - Sviluppo", "01.01 - Bandi 2025")
    lines = [HEADER, ["numero di bandi", STAFF, "5"], ["01.02 - Sedi 2025", STAFF, ""], HEADER, ["spesa", STAFF, "80%"]]
    document = sheet.table(lines, breaks=[2]).done()
    rows = [
        replace(row, cells=(row.cells[0], replace(row.cells[1], ripresa=True))) if row.riga == 3 else row
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
