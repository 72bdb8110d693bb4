"""Headings cut by a page break: their rest, without a code, is theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.normalize import normalize
from pipeline.rows import Giunzione, RawCell, RawDocument

from .sheet import Box, Place, Sheet
from .test_other_bodies import found

Grid = list[list[Place]]

HEADER: list[Place] = ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"]
FULL: list[Place] = ["01 - Reti", "01.01 - Fibra", "Comuni raggiunti dalla rete", "12", "Ufficio Reti"]
MORE: list[Place] = ["", "", "Scuole raggiunte dalla rete", "3", "Ufficio Reti"]
LAST: list[Place] = ["02 - Lavoro", "02.01 - Scuole", "Classi incontrate", "4", "Ufficio Reti"]


def wide(text: str) -> list[Place]:
    return [Box(text, colonne=5), None, None, None, None]


def joined(document: RawDocument, giunzione: Giunzione, *, dubbia: bool = False) -> RawDocument:
    """Return the document with a word about how the first row of each page goes on."""
    rows = [
        row._replace(cells=tuple(c._replace(giunzione=giunzione, giunzione_dubbia=dubbia) for c in row.cells))
        if row.inizio_pagina and row.riga > 1
        else row
        for row in document.rows
    ]
    return replace(document, rows=tuple(rows))


@pytest.mark.parametrize(("first", "rest"), [("02 - Lavoro e", "giovani"), ("02.01 - Scuole e", "studenti")])
def test_a_heading_over_the_width_goes_on_beyond_the_break(first: str, rest: str) -> None:
    rows: Grid = [HEADER, FULL, wide(first), wide(rest), ["", "02.02 - Gare", "Gare tenute", "4", "Ufficio Reti"]]
    piano = normalize(Sheet().table(rows, breaks=[3]).done())
    texts = [*(s.testo for s in piano.settori), *(o.testo for o in piano.iter_obiettivi())]
    assert f"{first} {rest}" in texts
    assert not found(piano) & {"COP003", "ALB003"}
    assert piano.copertura.non_assegnate == 0


def test_the_page_tells_how_the_rest_is_joined() -> None:
    rows: Grid = [HEADER, FULL, wide("02 - Lavoro e gio-"), wide("vani"), ["", *LAST[1:]]]
    document = joined(Sheet().table(rows, breaks=[3]).done(), Giunzione.SENZA_TRATTINO)
    assert [s.testo for s in normalize(document).settori] == ["01 - Reti", "02 - Lavoro e giovani"]


@pytest.mark.parametrize(
    ("above", "below", "targets"),
    [
        ("31/12/2", "025", ["31/12/2025"]),
        ("31/12/2025", "31/12/2025", ["31/12/2025", "31/12/2025"]),
        ("10", "20", ["10", "20"]),
    ],
)
def test_a_target_cut_inside_by_a_page_break_is_one(above: str, below: str, targets: list[str]) -> None:
    """Where the page tells that a word may go on, the rows are one if only the whole target makes good sense."""
    rows: Grid = [HEADER, [*FULL[:3], above, "Ufficio"], ["", "", "e dalla fibra", below, "Reti"], LAST]
    document = Sheet().table(rows, breaks=[2]).done()
    split = [row._replace(cells=tuple(map(_cut_target, row.cells))) if row.riga == 3 else row for row in document.rows]
    piano = normalize(replace(document, rows=tuple(split)))
    assert [i.target.testo for i in piano.settori[0].obiettivi[0].indicatori] == targets


@pytest.mark.parametrize(("below", "doubts"), [("", 1), ("12", 0)])
def test_a_doubtful_join_over_a_page_break_is_a_finding_where_the_texts_are_joined(below: str, doubts: int) -> None:
    rows: Grid = [
        HEADER,
        [*FULL[:2], "Bandi letti automatica", "7", "Ufficio Reti"],
        ["", "", "mente", below, ""],
        LAST,
    ]
    document = joined(Sheet().table(rows, breaks=[2]).done(), Giunzione.SPAZIO, dubbia=True)
    piano = normalize(document)
    messages = [d.messaggio for d in piano.diagnostica if d.codice == "RIG002"]
    assert len(messages) == doubts
    assert all("«automatica mente»" in message for message in messages)


def _cut_target(cell: RawCell) -> RawCell:
    return cell._replace(giunzione=Giunzione.UNITA if cell.colonna == 3 else Giunzione.SPAZIO)


def test_another_width_or_no_break_is_no_rest() -> None:
    narrow: list[Place] = [Box("La parte che segue è nuova", colonne=3), None, None, "", ""]
    for second, breaks in ((narrow, [3]), (wide("La parte che segue è nuova"), [])):
        rows: Grid = [HEADER, FULL, wide("02 - Lavoro"), second, ["", *LAST[1:]]]
        piano = normalize(Sheet().table(rows, breaks=breaks).done())
        assert [s.testo for s in piano.settori] == ["01 - Reti", "02 - Lavoro"]
        assert "COP003" in found(piano)


@pytest.mark.parametrize(("rest", "doubt"), [("e radio", set()), ("Radio", {"ALB005"})])
def test_the_rest_of_a_merged_objective_alone_on_the_next_page(rest: str, doubt: set[str]) -> None:
    rows: Grid = [HEADER, FULL, MORE, ["", rest, "", "", ""], MORE, LAST]
    piano = normalize(Sheet().table(rows, breaks=[3]).done())
    assert [(o.testo, len(o.indicatori)) for o in piano.iter_obiettivi()] == [
        (f"01.01 - Fibra {rest}", 3),
        ("02.01 - Scuole", 1),
    ]
    assert found(piano) == doubt


def test_behind_indicators_a_title_in_a_row_of_its_own_is_another_text() -> None:
    alone: Grid = [["01 - Reti", "", "", "", ""], ["", "01.01 - Fibra", "", "", ""]]
    rows: Grid = [HEADER, *alone, MORE, ["", "Radio", "", "", ""], MORE, ["", *LAST[1:]]]
    piano = normalize(Sheet().table(rows, breaks=[4]).done())
    assert [o.nome for o in piano.iter_obiettivi()][:2] == ["Fibra", "Radio"]
    assert "ALB003" in found(piano)


def test_a_remark_over_columns_of_titles_is_no_title() -> None:
    remark: list[Place] = ["Nota: dati", "rilevati a maggio", "", "", ""]
    piano = normalize(Sheet().table([HEADER, FULL, LAST, remark]).done())
    assert [s.testo for s in piano.settori] == ["01 - Reti", "02 - Lavoro"]
    assert [o.testo for o in piano.iter_obiettivi()] == ["01.01 - Fibra", "02.01 - Scuole"]
    assert "COP002" in found(piano)


def test_a_heading_repeated_below_the_break_takes_no_rest_of_an_indicator() -> None:
    """Where titles stand in rows of their own, a text in small letters beside one may be its rest; not beside a repeated one."""
    before: Grid = [["01 - Reti", "", "", "", ""], ["", "01.01 - Fibra", "", "", ""], ["", "", *FULL[2:]]]
    titles: Grid = [["02 - Lavoro", "", "", "", ""], ["", "02.01 - Scuole", "", "", ""]]
    cut: Grid = [
        ["", "", "Classi incontrate nelle", "4", "Ufficio Reti"],
        ["02 - Lavoro", "", "scuole della costa", "", ""],
    ]
    document = Sheet().table([HEADER, *before, *titles, *cut, ["", "", *FULL[2:]]], breaks=[7]).done()
    rows = [
        row._replace(cells=(row.cells[0]._replace(ripresa=True, parole=()), *row.cells[1:])) if row.riga == 8 else row
        for row in document.rows
    ]
    piano = normalize(replace(document, rows=tuple(rows)))
    assert [s.testo for s in piano.settori] == ["01 - Reti", "02 - Lavoro"]
    assert "Classi incontrate nelle scuole della costa" in [i.testo for i in piano.iter_indicatori()]
    assert "ALB005" not in found(piano)


def test_a_settore_cut_by_a_column_is_whole_where_settori_stand_alone() -> None:
    """Objectives stand beside their indicators all the same: each level has its own habit."""
    settori = [f"0{n} - Settore numero {n}" for n in range(1, 7)]
    rows: Grid = [["Obiettivo", "Indicatore", "Target", "Owner"]]
    for n, settore in enumerate(settori, 1):
        cut: list[Place] = (
            ["05 - Settore", "numero 5", "", ""] if n == 5 else [Box(settore, colonne=4), None, None, None]
        )
        rows += [cut, [f"0{n}.01 - Rete", f"Comuni della zona {n}", "12", "Ufficio Reti"]]
    piano = normalize(Sheet().table(rows).done())
    assert [s.testo for s in piano.settori] == settori
    assert "ALB005" in found(piano)


def test_what_joins_a_heading_with_rows_behind_it_is_told() -> None:
    """Headings stand in rows of their own; below the break an entry shifted to the left stands in their column."""
    rows: Grid = [HEADER, ["01 - Reti", "", "", "", ""]]
    for at in range(1, 5):
        rows += [["", f"01.0{at} - Fibra {at}", "", "", ""], ["", "", f"Comuni {at}", "12", "Ufficio Reti"]]
    rows += [["", "Ufficio Reti", "Scuole raggiunte", "", ""], ["", "", "dalla rete", "3", ""]]
    piano = normalize(Sheet().table(rows, breaks=[10]).done())
    told = [dict(finding.parametri) for finding in piano.diagnostica if finding.codice == "ALB005"]
    assert {"prima": "01.04 - Fibra 4", "dopo": "Ufficio Reti"} in told


@pytest.mark.parametrize(
    ("rest", "settore", "doubt"),
    [
        ("e Digitale", "01 - Reti e Digitale", "ALB005"),
        ("Digitale", "01 - Reti", "ALB003"),
        ("01.00 - digitale", "01 - Reti", None),
    ],
)
def test_a_settore_that_runs_into_the_objectives_column_is_whole(rest: str, settore: str, doubt: str | None) -> None:
    """What stands in small letters beside it has no code, and all objectives have one; in capitals it may be an objective."""
    rows: Grid = [HEADER, ["01 - Reti", rest, "", "", ""]]
    for at in range(1, 7):
        rows += [["", f"01.0{at} - Fibra {at}", "", "", ""], ["", "", f"Comuni {at}", "12", "Ufficio Reti"]]
    piano = normalize(Sheet().table(rows).done())
    assert [s.testo for s in piano.settori] == [settore]
    assert ({"ALB003", "ALB005"} & found(piano)) == ({doubt} if doubt else set())
