"""The program works where there is no source tree and no make: built, installed with pip, run from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .reading import TESTO
from .truth_rows import ROOT


def _run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COVERAGE", "PIP_"))}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env=kept | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which pip put the wheel and nothing else."""
    built, target = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("installed")
    _run("-m", "hatchling", "build", "--target", "wheel", "--directory", str(built), cwd=ROOT)
    (wheel,) = built.glob("*.whl")
    options = ("--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", "--target", str(target))
    _run("-m", "pip", "install", *options, str(wheel), cwd=built)
    return target


def test_extract_runs_from_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    where = "import pipeline; print(pipeline.__file__)"
    assert Path(_run("-c", where, cwd=tmp_path, PYTHONPATH=str(installed)).stdout.strip()).is_relative_to(installed)
    sample = ROOT / "samples" / TESTO
    done = _run("-m", "pipeline", "extract", str(sample), "-o", "fatto", cwd=tmp_path, PYTHONPATH=str(installed))
    assert "14 settori, 89 obiettivi, 146 indicatori, 17 obiettivi individuali con 21 indicatori" in done.stderr
    assert done.stdout == ""
    assert {path.name for path in (tmp_path / "fatto").iterdir()} >= {"albero.json", "indicatori.csv"}
    assert len(json.loads((tmp_path / "fatto/albero.json").read_text(encoding="utf-8"))["settori"]) == 14


def test_schemas_rules_and_registries_are_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pipeline").rglob("*")
        if path.is_file() and path.suffix not in (".pyc", ".pyo")
    }
    assert sources - names == set()
    assert {f"pipeline/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.json")} - names == set()
    _run("-m", "pipeline", "explain", "TGT001", cwd=tmp_path, PYTHONPATH=str(installed))
