"""The findings of reading targets and formulas: each example of the rules raises what it says, and the other does not."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Rule, all_rules
from pipeline.meaning.formulas import find_formula
from pipeline.meaning.targets import parse_target

RULES = [rule for rule in all_rules().values() if rule.codice.startswith(("TGT", "FOR"))]


def _raised(rule: Rule, example: str) -> list[str]:
    if rule.codice.startswith("FOR"):
        return [finding.codice for finding in find_formula(example)[1]]
    text, _, indicator = example.partition(" | ")
    return [finding.codice for finding in parse_target(text, indicatore=indicator)[1]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.codice))
def test_examples_of_the_rule(rule: Rule) -> None:
    assert rule.codice in _raised(rule, rule.positivo)
    assert _raised(rule, rule.negativo) == []


def test_a_finding_names_the_target_it_is_about() -> None:
    _, (found,) = parse_target("3 su\n4  uffici")
    assert "«3 su 4 uffici»" in found.messaggio


def test_one_doubt_is_said_once() -> None:
    _, findings = parse_target("8.61; 8.61")
    assert [finding.codice for finding in findings] == ["TGT002"]
