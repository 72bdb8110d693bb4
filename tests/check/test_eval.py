"""The figures that ``tools/eval_findings.py`` prints."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.codec import encode
from pipeline.diagnostics import finding

from .build import ROOT, plan_2025, read_example


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("eval_findings", ROOT / "tools" / "eval_findings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_right_wrong_and_missing_are_told_apart(tool: ModuleType) -> None:
    found = [finding("QUA401", nodo="1/1"), finding("QUA401", nodo="1/2"), finding("QUA402", nodo="1/1")]
    truth = {("QUA401", "1/1"), ("QUA401", "1/3"), ("QUA401", "1/4"), ("QUA402", "1/1"), ("QUA303", "2")}
    figures = {rule.codice: rule for rule in tool.measure(found, truth)}
    assert [(code, rule.precision, round(rule.recall, 2)) for code, rule in figures.items()] == [
        ("QUA303", 1.0, 0.0),
        ("QUA401", 0.5, 0.33),
        ("QUA402", 1.0, 1.0),
    ]
    assert figures["QUA401"].sbagliati == (("QUA401", "1/2"),)
    assert figures["QUA401"].mancanti == (("QUA401", "1/3"), ("QUA401", "1/4"))


def test_the_plan_passes_and_one_wrong_finding_fails(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "albero.json"
    plan.write_text(json.dumps(encode(plan_2025())), encoding="utf-8")
    assert tool.main([str(plan)]) == 0
    assert "sbagliato:" not in capsys.readouterr().out
    plan.write_text(json.dumps(encode(read_example("01.02 - Azioni per per le imprese"))), encoding="utf-8")
    assert tool.main([str(plan)]) == 1
    assert "sbagliato: QUA301 01.02" in capsys.readouterr().out
