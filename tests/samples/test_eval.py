"""``make eval``: the summary is true, and a goal that is missed makes it exit with 1."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import ModuleType

import pytest

from pipeline.model import Piano

from .reading import PDF, read_sample
from .truth_rows import ROOT


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    monkeypatch.syspath_prepend(str(ROOT))
    module = __import__("eval")
    for name in ("eval", "eval_diff", "eval_findings", "eval_meaning"):
        monkeypatch.setitem(sys.modules, name, sys.modules[name])  # gone again after the test
    assert isinstance(module, ModuleType)
    return module


def test_every_goal_is_met_on_the_committed_plan(tool: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(1) == 0
    summary = capsys.readouterr().out.partition("obiettivi raggiunti:")[2]
    assert summary.count("sì ") == 4
    assert "NO" not in summary


def test_a_missed_goal_is_named_and_exits_with_1(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tool, "read_plan", lambda _data, _name: _without_references(read_sample(PDF)))
    assert tool.main(1) == 1
    told = capsys.readouterr().out
    assert "riferimenti: manca 01.03 | dpr 247" in told
    assert "NO   owner e riferimenti" in told


def _without_references(piano: Piano) -> Piano:
    first, *rest = piano.settori
    return replace(piano, settori=(replace(first, obiettivi=()), *rest))
