"""The program run as a user runs it, in an empty folder: in this process, or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import albero
from pipeline.cli.ending import run as run_to_end

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run ``albero`` in this process and an empty folder; what it prints is read from the streams themselves."""

    def albero_here(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfdbinary.readouterr()
        code = run_to_end(albero, [str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return subprocess.CompletedProcess(["albero"], code, out.decode("utf-8"), err.decode("utf-8"))

    return albero_here


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Run ``albero`` in a process of its own and an empty folder; ``stdin`` may be bytes."""

    def albero_there(*arguments: object, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(SAMPLES.parent), **environment},
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return albero_there
