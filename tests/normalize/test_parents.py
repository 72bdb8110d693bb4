"""The codes of objectives name their settore, wherever the settore's own text stands."""

from __future__ import annotations

from pipeline.model import Gravita
from pipeline.normalize import normalize

from .sheet import Box, Place, Sheet
from .test_other_bodies import codes, found, outline

HEADER: list[Place] = ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"]


def row(settore: str, obiettivo: str, indicatore: str) -> list[Place]:
    return [settore, obiettivo, indicatore, "12", "Ufficio Reti"]


MIDDLE: list[list[Place]] = [
    HEADER,
    row("01 - Reti", "01.01 - Fibra", "Comuni raggiunti dalla rete"),
    row("", "01.02 - Radio", "Ponti radio accesi"),
    row("", "02.01 - Scuole", "Classi incontrate"),
    row("02 - Lavoro", "", "Studenti incontrati"),
    row("", "02.02 - Imprese", "Imprese incontrate"),
]


def test_a_settore_beside_its_second_row() -> None:
    piano = normalize(Sheet().table(MIDDLE).done())
    assert [line[:3] for line in outline(piano)] == [
        ("Reti", "Fibra", "Comuni raggiunti dalla rete"),
        ("Reti", "Radio", "Ponti radio accesi"),
        ("Lavoro", "Scuole", "Classi incontrate"),
        ("Lavoro", "Scuole", "Studenti incontrati"),
        ("Lavoro", "Imprese", "Imprese incontrate"),
    ]
    assert [s.testo for s in piano.settori] == ["01 - Reti", "02 - Lavoro"]
    assert found(piano) == {"ALB019"}
    assert piano.copertura.non_assegnate == 0


def test_a_settore_beside_its_third_row_is_said_once() -> None:
    late = [*MIDDLE[:4], row("", "02.02 - Imprese", "Imprese incontrate"), row("02 - Lavoro", "", "Contratti firmati")]
    piano = normalize(Sheet().table(late).done())
    assert codes(piano) == ["01.01", "01.02", "02.01", "02.02"]
    assert [len(s.obiettivi) for s in piano.settori] == [2, 2]
    assert [d.codice for d in piano.diagnostica] == ["ALB019"]


def test_an_objective_below_another_settore_goes_home_and_is_said() -> None:
    rows = [*MIDDLE[:3], row("02 - Lavoro", "02.01 - Scuole", "Classi incontrate")]
    rows += [row("", "01.03 - Satellite", "Antenne montate"), row("", "02.02 - Imprese", "Imprese incontrate")]
    piano = normalize(Sheet().table(rows).done())
    assert [s.nome for s in piano.settori] == ["Reti", "Lavoro"]
    assert [o.codice for o in piano.settori[0].obiettivi] == ["01.01", "01.02", "01.03"]
    assert [o.codice for o in piano.settori[1].obiettivi] == ["02.01", "02.02"]
    told = [(d.codice, d.gravita) for d in piano.diagnostica]
    assert told == [("ALB020", Gravita.AVVISO)]


def test_codes_of_another_numbering_move_nothing() -> None:
    rows = [HEADER, row("1 - Reti", "2.1 - Fibra", "Comuni raggiunti"), row("", "3.4 - Radio", "Ponti accesi")]
    rows += [row("2 - Lavoro", "1.1 - Scuole", "Classi incontrate"), row("3 - Sport", "1.2 - Gare", "Gare tenute")]
    piano = normalize(Sheet().table(rows).done())
    assert [[o.codice for o in s.obiettivi] for s in piano.settori] == [["2.1", "3.4"], ["1.1"], ["1.2"]]


TITLES: list[list[Place]] = [
    ["Indicatore", "Target", "Owner"],
    [Box("11 - Comunicazione", colonne=3), None, None],
    [Box("11.01 - Sito", colonne=3), None, None],
    ["Pagine aggiornate", "12", "Ufficio Reti"],
    [Box("11.02 - Sala", colonne=3), None, None],
    ["Sedie cambiate nella sala", "31/12/2025", "Ufficio Reti"],
]


def titles(alone: str) -> list[str]:
    rows: list[list[Place]] = [*TITLES, [alone, "", ""], ["Campagne svolte sui canali", "2", "Ufficio Reti"]]
    return codes(normalize(Sheet().table(rows).done()))


def test_a_code_without_dash_that_goes_on_with_the_numbers_is_a_title() -> None:
    assert titles("11.03 Promozione canali social") == ["11.01", "11.02", "11.03"]


def test_a_number_that_goes_on_with_nothing_is_no_title() -> None:
    assert titles("11.07 Promozione canali social") == ["11.01", "11.02"]
    assert titles("2.14 Promozione canali social") == ["11.01", "11.02"]


def test_a_settore_without_code_and_objectives_may_be_the_rest_of_the_title_above() -> None:
    """Two pages on one sheet: the foot of the upper one, and a header, part a title from its rest."""
    rows: list[list[Place]] = [
        *MIDDLE[:3],
        ["02 - Lavoro e Impresa", "", "", "", ""],
        ["", "", "", "", "Pag. 2 di 21"],
        ["Sociale", "", "", "", ""],
        row("", "02.01 - Scuole", "Classi incontrate"),
        row("03 - Musei", "03.01 - Mostre", "Mostre aperte"),
    ]
    piano = normalize(Sheet().table(rows).done())
    (doubt,) = [d for d in piano.diagnostica if d.codice == "ALB021"]
    assert (doubt.nodo, dict(doubt.parametri)) == ("02", {"testo": "02 - Lavoro e Impresa", "resto": "Sociale"})
