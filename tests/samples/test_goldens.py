"""Goldens of the 2025 plan as it is read from the PDF: the outline of the tree, and every finding.

They show in a review what a change does to the output; what is right stands in ``tests/truth`` and ``samples/*.csv``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model import Piano

from .outline import findings, outline
from .reading import PDF, read_sample

GOLDENS: dict[str, Callable[[Piano], str]] = {"albero-2025.txt": outline, "rilievi-2025.txt": findings}
FOLDER = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("name", GOLDENS)
def test_golden(name: str, golden: Callable[[str, str], None]) -> None:
    golden(name, GOLDENS[name](read_sample(PDF)))


def test_no_golden_without_a_test_and_no_test_without_a_golden(request: pytest.FixtureRequest) -> None:
    assert sorted(path.name for path in FOLDER.glob("*.txt")) == sorted(GOLDENS) or request.config.getoption("--regen")


def test_the_outline_has_a_line_for_every_node() -> None:
    lines = outline(read_sample(PDF)).splitlines()
    nodes = [line for line in lines if "  ÷  " not in line]
    assert len(nodes) == 2 + 14 + 89 + 146 + 17 + 21
