"""How much room a column has is told by its own lines, and a break that nothing tells is a finding with its place."""

from __future__ import annotations

from pipeline.extract.pdf.rows import find_rows

from .strips import Spot, page_of

HEADER: list[Spot] = [(50, 50, "Obiettivo"), (250, 50, "Indicatore"), (400, 50, "Target")]


def entries(*indicatori: tuple[str, ...]) -> list[Spot]:
    """Return one entry below the other: an objective, an indicator of some lines, a target."""
    spots: list[Spot] = []
    for at, lines in enumerate(indicatori):
        top = 80 + 40 * at
        spots += [(50, top, f"01.0{at} - Azioni"), (400, top, "90%")]
        spots += [(250, top + 12 * line, text) for line, text in enumerate(lines)]
    return spots


def test_a_doubtful_break_is_found_with_its_place() -> None:
    page = page_of([*HEADER, *entries(("Automatica", "mente"), ("Tempo", "medio"))])
    rows, doubts = find_rows([page], frozenset())
    assert [(d.codice, d.fonte.pagina, d.fonte.riga, d.fonte.colonna) for d in doubts if d.fonte] == [
        ("RIG002", 1, 2, 2)
    ]
    assert "«Automatica» e la successiva comincia con «mente»" in doubts[0].messaggio
    assert any(cell.testo == "Automatica mente" for row in rows for cell in row.cells)


def test_a_heading_that_runs_over_makes_no_room() -> None:
    """A title over all columns reaches further than the column's own text: a cut word fills its line all the same."""
    title: Spot = (50, 68, "Settore delle azioni per il sostegno alle imprese e ai lavoratori")
    cut = ("Automatica", "mente")
    with_title = page_of([*HEADER, title, *entries(cut, ("Tempo", "medio"))])
    without = page_of([*HEADER, *entries(cut, ("Tempo", "medio"))])
    found = [[d.codice for d in find_rows([page], frozenset())[1]] for page in (with_title, without)]
    assert found == [["RIG002"], ["RIG002"]]


def test_a_doubtful_break_at_a_page_end_goes_along_with_the_cell() -> None:
    """Whether the cell goes on at all is not known here: nothing is said, but who joins them knows of the doubt."""
    for end, doubtful in (("Automatica", True), ("Auto", False)):
        first = page_of([*HEADER, *entries(("Documenti",), (end,))])
        second = page_of([(250, 50, "mente"), (250, 62, "letta"), *entries(("Tempo",))], numero=2, first=100)
        rows, doubts = find_rows([first, second], frozenset())
        found = [cell for row in rows for cell in row.cells if cell.testo == "mente letta"]
        assert ([cell.giunzione_dubbia for cell in found], doubts) == ([doubtful], ())
