"""The findings on the 2025 plan against those that a person found in it, rule by rule."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from pipeline.check import check
from pipeline.meaning.interpret import interpret
from pipeline.model import Piano

from .build import ROOT, plan_2025

TRUTH = ROOT / "tests" / "truth" / "rilievi-2025.csv"
PRECISION = 0.95


def _truth() -> set[tuple[str, str]]:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        return {(row["codice"], row["nodo"]) for row in csv.DictReader(file)}


def _found(piano: Piano) -> set[tuple[str, str]]:
    return {(diagnostic.codice, diagnostic.nodo or "") for diagnostic in check(piano)}


@pytest.fixture(scope="module", params=["by-hand", "as-read"])
def piano(request: pytest.FixtureRequest) -> Piano:
    """Return the plan with targets and formulas of the hand-made truth, and with those that the readers find."""
    return plan_2025() if request.param == "by-hand" else interpret(plan_2025())


def test_every_rule_is_right_at_least_nineteen_times_in_twenty(piano: Piano) -> None:
    truth, found = _truth(), _found(piano)
    wrong = Counter(codice for codice, _ in found - truth)
    raised = Counter(codice for codice, _ in found)
    poor = {codice: sorted(found - truth) for codice in wrong if 1 - wrong[codice] / raised[codice] < PRECISION}
    assert poor == {}


def test_nothing_that_a_person_found_is_missed(piano: Piano) -> None:
    assert sorted(_truth() - _found(piano)) == []
