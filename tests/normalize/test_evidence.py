"""Without a plan's column headers, only indicators with targets make a plan."""

from __future__ import annotations

import pytest

from pipeline.normalize.evidence import is_plan
from pipeline.normalize.nodes import Branch, Leaf

SENTENCE = "Eventi per gli orafi della provincia"


def goal(*leaves: tuple[str, str], implicito: bool = False) -> Branch:
    """Return an objective with indicators, each a text and a target."""
    return Branch(testo="" if implicito else "Promozione", implicito=implicito, foglie=[Leaf(*leaf) for leaf in leaves])


@pytest.mark.parametrize("target", ["3", ">=50%", "entro il 30/06/2025", "SI", "100 %"])
def test_an_indicator_and_its_target_make_a_plan(target: str) -> None:
    assert is_plan([goal((SENTENCE, target))], headed=False)


def test_half_of_the_targets_are_enough_and_less_are_not() -> None:
    rest = goal(("Pratiche concluse in rete", ""), ("Ore di formazione", "da vedere"))
    assert is_plan([goal((SENTENCE, "3"), ("Tempestività dei pagamenti", "100%")), rest], headed=False)
    assert not is_plan([goal((SENTENCE, "3")), rest], headed=False)


def test_short_names_count_beside_a_told_indicator() -> None:
    assert is_plan([goal((SENTENCE, "3"), ("Puntualità", "≥95%"))], headed=False)
    assert not is_plan([goal(("Puntualità", "≥95%"))], headed=False)


@pytest.mark.parametrize(
    "leaf",
    [
        ("Anemia", ""),
        ("Disturbi del sangue e del sistema linfatico", "Comune"),
        ("Opzione del modulo", "Altra opzione"),
        ("scala", "1.5"),
        ("foglio", "270"),
        ("", "16.09.2018"),
        ("prenderanno parte a questa prova", "."),
        ("Modulo per la revisione delle pratiche", "-"),
    ],
)
def test_what_any_table_holds_makes_none(leaf: tuple[str, str]) -> None:
    assert not is_plan([goal(leaf, leaf)], headed=False)


def test_what_stands_under_no_objective_makes_none() -> None:
    assert not is_plan([goal((SENTENCE, "3"), implicito=True)], headed=False)


def test_headers_make_a_plan_of_any_objective() -> None:
    assert is_plan([goal()], headed=True)
    assert not is_plan([], headed=True)
