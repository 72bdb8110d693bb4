"""The findings on the 2025 plan against those that a person found in it, rule by rule."""

from __future__ import annotations

import csv
from collections import Counter

from pipeline.check import check

from .build import ROOT, plan_2025

TRUTH = ROOT / "tests" / "truth" / "rilievi-2025.csv"
PRECISION = 0.95


def _truth() -> set[tuple[str, str]]:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        return {(row["codice"], row["nodo"]) for row in csv.DictReader(file)}


def _found() -> set[tuple[str, str]]:
    return {(diagnostic.codice, diagnostic.nodo or "") for diagnostic in check(plan_2025())}


def test_every_rule_is_right_at_least_nineteen_times_in_twenty() -> None:
    truth, found = _truth(), _found()
    wrong = Counter(codice for codice, _ in found - truth)
    raised = Counter(codice for codice, _ in found)
    poor = {codice: sorted(found - truth) for codice in wrong if 1 - wrong[codice] / raised[codice] < PRECISION}
    assert poor == {}


def test_nothing_that_a_person_found_is_missed() -> None:
    assert sorted(_truth() - _found()) == []
