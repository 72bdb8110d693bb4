"""Findings and the nodes that they are about, by their place on the page."""

from __future__ import annotations

from pipeline.diagnostics import finding
from pipeline.model import Indicatore, Obiettivo, Provenance, Settore, Target
from pipeline.normalize.places import name_nodes


def place(page: int, *box: float) -> Provenance:
    x0, top, x1, bottom = box
    return Provenance(pagina=page, riquadro=(x0, top, x1, bottom))


INDICATOR = Indicatore(id="01.01/1", testo="n. visite", target=Target(testo="3"), fonte=place(1, 200, 50, 500, 80))
GOAL = Obiettivo(
    codice="01.01", testo="01.01 - Musei", nome="Musei", indicatori=(INDICATOR,), fonte=place(1, 100, 20, 500, 100)
)
AREA = Settore(codice="01", testo="01 - Cultura", nome="Cultura", obiettivi=(GOAL,), fonte=place(1, 10, 20, 90, 60))


def named(*places: Provenance, codice: str = "LET109") -> str | None:
    first, *others = places
    fonte = Provenance(pagina=first.pagina, riquadro=first.riquadro, continua=tuple(others))
    found = finding(codice, fonte=fonte, parola="proge", forse="progetti")
    return name_nodes([found], [AREA], [])[0].nodo


def test_the_smallest_node_around_the_place_is_named() -> None:
    assert named(place(1, 210, 60, 240, 70)) == "01.01/1"
    assert named(place(1, 110, 30, 140, 40)) == "01.01"
    assert named(place(1, 20, 30, 40, 40)) == "01"


def test_a_place_in_no_node_leaves_the_finding_without() -> None:
    assert named(place(1, 210, 300, 240, 310)) is None
    assert named(place(2, 210, 60, 240, 70)) is None


def test_the_first_place_that_lies_in_a_node_counts() -> None:
    assert named(place(2, 0, 0, 9, 9), place(1, 210, 60, 240, 70)) == "01.01/1"


def test_a_doubtful_word_is_told_for_each_node_that_has_it() -> None:
    here, again, other, nowhere = (
        place(1, *box) for box in ((210, 60, 240, 70), (250, 60, 290, 70), (110, 30, 140, 40), (210, 300, 240, 310))
    )
    doubt = finding("LET109", fonte=nowhere._replace(continua=(here, other, again)), parola="proge", forse="progetti")
    found = name_nodes([doubt], [AREA], [])
    assert [d.nodo for d in found] == ["01.01/1", "01.01"]
    assert [d.fonte for d in found] == [here._replace(continua=(again,)), other]


def test_a_repaired_word_is_told_once() -> None:
    fonte = place(1, 210, 60, 240, 70)._replace(continua=(place(1, 110, 30, 140, 40),))
    mended = finding("LET106", fonte=fonte, prima="proge", dopo="progetti", volte=2)
    assert [d.nodo for d in name_nodes([mended], [AREA], [])] == ["01.01/1"]


def test_what_names_its_node_keeps_it_and_the_ledger_is_left_alone() -> None:
    own = finding("LET109", nodo="02", fonte=place(1, 210, 60, 240, 70), parola="proge", forse="progetti")
    page = finding("LET103", fonte=Provenance(pagina=1), pagina=1)
    assert name_nodes([own, page], [AREA], []) == (own, page)
