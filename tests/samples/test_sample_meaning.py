"""What the nodes of the plan mean, from the document to the tree: typed targets, formulas, owners, units, references, findings.

Every value is held to a table that a person made (tests/truth); the other tests of these tables read single texts.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from pipeline.model import Indicatore, Piano, Target

from .reading import PDF, goals_of, read_sample
from .truth_rows import read_rows

TARGETS = {row["testo"]: row for row in read_rows("tests/truth/target-2025.csv")}
FIELDS = ("tipo", "operatore", "valore", "unita", "direzione", "inferito", "riferimento")


@pytest.fixture(scope="module")
def piano() -> Piano:
    return read_sample(PDF)


def test_every_target_is_typed_as_by_hand(piano: Piano) -> None:
    targets = [indicatore.target for indicatore in piano.iter_indicatori()]
    assert (len(targets), {target.testo for target in targets}) == (167, set(TARGETS))
    assert len(TARGETS) == 65
    wrong = {t.testo: _typed(t) for t in targets if _typed(t) != {key: TARGETS[t.testo][key] for key in FIELDS}}
    assert wrong == {}


def _typed(target: Target) -> dict[str, str]:
    value, reference = target.valore, target.riferimento
    number = format(value.normalize(), "f") if isinstance(value, Decimal) else ""
    words = f"{reference.testo or ''} {reference.anno or ''}".strip() if reference else ""
    return {
        "tipo": str(target.tipo),
        "operatore": target.operatore or "",
        "valore": value.isoformat() if isinstance(value, date) else number,
        "unita": target.unita or "",
        "direzione": target.direzione or "",
        "inferito": " ".join(target.inferito),
        "riferimento": words,
    }


def test_every_formula_is_the_one_found_by_hand_and_no_other(piano: Piano) -> None:
    truth = {row["id"]: (row["numeratore"], row["denominatore"]) for row in read_rows("tests/truth/formule-2025.csv")}
    found = {indicatore.id: _ratio(indicatore) for indicatore in piano.iter_indicatori()}
    assert found == truth
    assert Counter(ratio == ("", "") for ratio in truth.values()) == {True: 130, False: 37}


def _ratio(indicatore: Indicatore) -> tuple[str, str]:
    formula = indicatore.formula
    return (formula.numeratore, formula.denominatore) if formula else ("", "")


def test_every_owner_means_the_units_written_down_by_hand(piano: Piano) -> None:
    rows = [row for row in read_rows("tests/truth/owner-2025.csv") if row["colonna"] == "owner"]
    truth = {row["testo"]: (row["metodo"], tuple(sorted(row["unita"].split()))) for row in rows}
    owners = [i.owner for i in piano.iter_indicatori() if i.owner is not None]
    assert {o.testo: (str(o.metodo), o.unita) for o in owners} == truth
    assert Counter(o.testo for o in owners) == {row["testo"]: int(row["volte"]) for row in rows}
    everyone, but_staff = truth["Tutti i servizi"][1], truth["Tutti i servizi (No Servizio Staff)"][1]
    assert set(everyone) - set(but_staff) == {"servizio-staff"}


def test_every_individual_objective_has_its_unit_and_its_settore(piano: Piano) -> None:
    """The number behind the unit's prefix is the settore's: EQ_BP_10_03_02 belongs to 10."""
    rows = [row for row in read_rows("tests/truth/owner-2025.csv") if row["colonna"] == "prefisso"]
    units = {row["testo"]: row["unita"] for row in rows}
    for goal in piano.obiettivi_individuali:
        prefix, number = goal.codice.removeprefix("EQ_").split("_")[:2]
        assert (goal.unita, goal.settore) == (units[prefix], number), goal.codice


def test_every_reference_is_the_one_found_by_hand(piano: Piano) -> None:
    truth = [
        (row["nodo"], row["testo"], row["tipo"], row["norma"]) for row in read_rows("tests/truth/riferimenti-2025.csv")
    ]
    nodes = [(goal.codice, goal.riferimenti) for goal in goals_of(piano)]
    nodes += [(indicatore.id, indicatore.riferimenti) for indicatore in piano.iter_indicatori()]
    assert sorted((node, r.testo, r.tipo, r.norma) for node, found in nodes for r in found) == sorted(truth)


def test_every_finding_on_the_plan_is_one_that_a_person_made(piano: Piano) -> None:
    truth = sorted((row["codice"], row["nodo"]) for row in read_rows("tests/truth/rilievi-2025.csv"))
    assert sorted((d.codice, d.nodo or "") for d in piano.diagnostica if d.codice.startswith("QUA")) == truth


def test_what_was_odd_in_reading_is_the_mistyped_header_alone(piano: Piano) -> None:
    odd = [d for d in piano.diagnostica if not d.codice.startswith("QUA")]
    assert [d.codice for d in odd] == ["ALB001"]
    assert "OBBIETTIVO INDIVIDUALI" in odd[0].messaggio
