"""Goldens cannot be forgotten: a missing one fails, a changed one fails, and a run that rewrites them fails as well."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TEST = """
def test_it(golden):
    golden("saluto.txt", "buongiorno\\n")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with our conftest, one test and no golden yet."""
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path / "conftest.py")
    (tmp_path / "test_it.py").write_text(TEST, encoding="utf-8")
    (tmp_path / "golden").mkdir()
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return tmp_path


def _pytest(project: Path, *options: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_a_missing_golden_fails(project: Path) -> None:
    code, told = _pytest(project)
    assert code == 1
    assert "saluto.txt: no such golden" in told


def test_a_changed_golden_fails(project: Path) -> None:
    (project / "golden/saluto.txt").write_text("buonasera\n", encoding="utf-8")
    code, told = _pytest(project)
    assert code == 1
    assert "buonasera" in told


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "xdist"])
def test_regen_writes_lists_and_still_fails(project: Path, workers: tuple[str, ...]) -> None:
    code, told = _pytest(project, "--regen", *workers)
    assert code == 1
    assert "rewritten: tests/golden/saluto.txt" in told
    assert (project / "golden/saluto.txt").read_text(encoding="utf-8") == "buongiorno\n"
    assert _pytest(project)[0] == 0


def test_regen_fails_even_when_nothing_changed(project: Path) -> None:
    (project / "golden/saluto.txt").write_text("buongiorno\n", encoding="utf-8")
    code, told = _pytest(project, "--regen")
    assert code == 1
    assert "0 goldens rewritten" in told
