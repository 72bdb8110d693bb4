"""Every rule on its own examples, and on turns of phrase that must not deceive it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check import all_findings, check
from pipeline.check.rules import CHECKS
from pipeline.diagnostics import all_rules
from pipeline.meaning.interpret import interpret
from pipeline.model import Diagnostic, Gravita, Piano, Target

from .build import plan, plan_2025, read_example

QUALITY = [codice for codice in all_rules() if codice.startswith("QUA")]
HERE = Path(__file__).parent


def _raised(codice: str, example: str, anno: int | None = 2025) -> list[Diagnostic]:
    return list(CHECKS[codice](read_example(example, anno)))


def _cases() -> list[dict[str, str]]:
    with (HERE / "casi.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _both(example: str) -> tuple[Piano, Piano]:
    """Return the example typed by hand, and as the readers of meanings type it."""
    return read_example(example), interpret(read_example(example))


def test_every_quality_rule_has_its_function_and_the_other_way_round() -> None:
    assert sorted(CHECKS) == QUALITY


@pytest.mark.parametrize("codice", QUALITY)
def test_positive_example_raises_the_rule(codice: str) -> None:
    for piano in _both(all_rules()[codice].positivo):
        assert [diagnostic.codice for diagnostic in CHECKS[codice](piano)] == [codice]


@pytest.mark.parametrize("codice", QUALITY)
def test_negative_example_does_not(codice: str) -> None:
    for piano in _both(all_rules()[codice].negativo):
        assert list(CHECKS[codice](piano)) == []


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case['codice']}: {case['nota']}")
def test_case(case: dict[str, str]) -> None:
    for piano in _both(case["piano"].replace(" ¶ ", "\n")):
        found = CHECKS[case["codice"]](piano)
        assert " ".join(diagnostic.nodo or "-" for diagnostic in found) == case["nodi"]


def test_an_empty_plan_raises_nothing() -> None:
    assert check(plan()) == ()


@pytest.mark.parametrize("codice", ["QUA101", "QUA102", "QUA103"])
def test_without_a_year_of_the_plan_no_year_is_wrong(codice: str) -> None:
    assert _raised(codice, all_rules()[codice].positivo, anno=None) == []


def test_an_untyped_target_is_not_judged() -> None:
    piano = read_example("03.04 - Patrimonio | Collaborazione per il recupero | 100% | Servizio Segreteria")
    settore = piano.settori[0]
    obiettivo = settore.obiettivi[0]
    untyped = replace(obiettivo.indicatori[0], target=Target(testo="100%"))
    changed = plan([replace(settore, obiettivi=(replace(obiettivo, indicatori=(untyped,)),))])
    assert not [d for d in check(changed) if d.codice.startswith("QUA4")]


def test_findings_come_in_the_order_of_the_document_and_no_error_among_them() -> None:
    piano = plan_2025()
    found = check(piano)
    nodes = [o.codice for o in piano.iter_obiettivi()] + [o.codice for o in piano.obiettivi_individuali]
    places = [nodes.index(d.nodo.split("/")[0]) for d in found if d.nodo]
    assert places == sorted(places)
    assert all(diagnostic.gravita is not Gravita.ERRORE for diagnostic in found)


def test_all_findings_keeps_what_reading_found_and_renews_its_own() -> None:
    piano = read_example(all_rules()["QUA301"].positivo)
    own = check(piano)
    read = replace(own[0], codice="ALB001")
    assert all_findings(replace(piano, diagnostica=(read, *own))) == (read, *own)


def test_a_bracket_that_the_formula_reports_is_not_reported_again() -> None:
    piano = read_example(all_rules()["QUA302"].positivo)
    (own,) = CHECKS["QUA302"](piano)
    known = replace(own, codice="FOR002")
    assert list(CHECKS["QUA302"](replace(piano, diagnostica=(known,)))) == []


@given(st.permutations(range(4)))
def test_the_same_action_is_found_in_any_order(order: list[int]) -> None:
    """Of two texts neither is the original: which comes first changes only which of them is named."""
    lines = [
        "11.03 - Dialogo | Revisione segnaletica ambientale per migliorare l'accessibilità | 31/12/2025 | A",
        "13.02 - Sedi | Revisione segnaletica ambientale | 31/12/2025 | B",
        "13.03 - Spazi | Definizione interventi sede Livorno e cronoprogramma | 31/05/2025 | B",
        "13.04 - Lavori | Riprogettazione dell'archivio di deposito della sede di Livorno | 31/12/2025 | C",
    ]
    found = _raised("QUA501", "\n".join(lines[place] for place in order))
    pairs = [{diagnostic.nodo, dict(diagnostic.parametri)["altro"]} for diagnostic in found]
    assert pairs == [{"11.03/1", "13.02/1"}]
