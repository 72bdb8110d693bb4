"""The other verbs, wrong usage, and how a run ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.cli import albero
from pipeline.cli.ending import run as run_to_end
from pipeline.cli.group import VERBS
from pipeline.errors import ExitCode

from .conftest import SAMPLES, Run


@pytest.fixture
def plan(run: Run, samples: Path, tmp_path: Path) -> Path:
    run("extract", samples / "allegato-2025.docx", "-o", "piano")
    return tmp_path / "piano" / "albero.json"


def test_validate(run: Run, plan: Path) -> None:
    done = run("validate", plan)
    assert (done.returncode, done.stdout) == (0, "albero.json: valido (schema albero 1.0)\n")
    document = json.loads(plan.read_text(encoding="utf-8"))
    del document["settori"][0]["obiettivi"][0]["indicatori"][0]["target"]["tipo"]
    plan.write_text(json.dumps(document), encoding="utf-8")
    done = run("validate", plan)
    assert done.returncode == 3
    place = "$.settori[0].obiettivi[0].indicatori[0].target"
    assert done.stdout == f"albero.json: {place}: manca la chiave «tipo» (nodo 01.01/1)\n"
    assert "1 difetto" in done.stderr


def test_check_reads_an_albero_json_like_its_document(run: Run, samples: Path, plan: Path) -> None:
    lines = run("check", plan).stdout.splitlines()
    assert lines == run("check", samples / "allegato-2025.docx").stdout.splitlines()
    assert all(line.startswith("allegato-2025.docx:") for line in lines)


def test_check_formats_and_filters(run: Run, plan: Path) -> None:
    assert {line.split()[1] for line in run("check", plan, "--select", "ALB001,COP").stdout.splitlines()} == {"ALB001"}
    assert "ALB001" not in run("check", plan, "--ignore", "ALB").stdout
    assert json.loads(run("check", plan, "--format", "sarif").stdout)["version"] == "2.1.0"
    assert json.loads(run("check", plan, "--format", "json").stdout)["file"] == "allegato-2025.docx"
    assert "The column header" in run("check", plan, "--lingua", "en").stdout
    assert run("check", plan, "--select", "XYZ").returncode == 2


def test_explain(run: Run) -> None:
    done = run("explain", "cop001")
    assert done.returncode == 0
    assert done.stdout.startswith("COP001 parole-non-assegnate (dalla 0.1)\n")
    assert "Severity: errore" in run("explain", "COP001", "--lingua", "en").stdout
    done = run("explain", "COP00")
    assert done.returncode == 2
    assert "Forse COP001" in done.stderr


def test_rows(run: Run, samples: Path) -> None:
    done = run("rows", samples / "allegato-2025.docx")
    assert done.returncode == 0
    assert "[0] Settore | [1] Obiettivo | [2] Indicatore | [3] Target | [4] Owner" in done.stdout
    rows = json.loads(run("rows", samples / "allegato-2025.docx", "--format", "json").stdout)
    assert rows["fonte"]["file"] == "allegato-2025.docx"
    assert rows["righe"][2]["celle"][4]["testo"] == "Owner"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["exract"], "il comando exract non esiste"),
        (["extract"], "manca l'argomento FILE"),
        (["extract", "x", "--engin", "y"], "l'opzione --engin non esiste"),
        (["extract", "x", "--engine", "y"], "--engine: i valori possibili sono pdfium, pdfplumber"),
        (["rows", "x", "y"], "argomento di troppo: y"),
        (["extract", "x", "-o"], "l'opzione -o va scritta con il suo valore"),
    ],
)
def test_wrong_usage_is_said_in_italian(arguments: list[str], message: str, run: Run) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"albero: errore: {message}")
    assert len(done.stderr.splitlines()) == 1


def test_help_and_version(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Uso: albero [OPZIONI] COMANDO")
    for verb in VERBS:
        assert f"  {verb} " in done.stdout
    assert run("--version").stdout.startswith("albero ")
    bare = run()
    assert (bare.returncode, bare.stdout) == (2, "")
    assert bare.stderr.startswith("Uso: ")


@pytest.mark.parametrize("name", sorted(VERBS))
def test_every_verb_loads_and_its_help_is_italian(name: str) -> None:
    context = click.Context(albero, info_name="albero")
    command = albero.get_command(context, name)
    assert command is not None
    text = command.get_help(click.Context(command, info_name=name, parent=context))
    assert text.startswith("Uso: ")
    assert "Options" not in text
    assert "Show this message" not in text


def test_a_closed_pipe_is_no_fault(samples: Path) -> None:
    """Fault injection: the reader of stdout is gone before the first line."""
    command = [sys.executable, "-m", "pipeline", "rows", str(samples / "allegato-2025.docx")]
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=SAMPLES.parent)
    assert reader.stdout is not None
    assert reader.stderr is not None
    reader.stdout.close()
    stderr = reader.stderr.read().decode()
    reader.stderr.close()
    assert reader.wait() == 0
    assert "Traceback" not in stderr
    assert "Broken" not in stderr


def raising(error: BaseException) -> click.Command:
    def callback() -> None:
        raise error

    return click.Command("prova", callback=callback)


def test_a_bug_of_ours_is_one_line_and_70(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALBERO_DEBUG", raising=False)
    assert run_to_end(raising(ZeroDivisionError("division\nby zero")), []) == ExitCode.BUG
    stderr = capsys.readouterr().err
    assert stderr.startswith("albero: errore interno: ZeroDivisionError division by zero. ")
    assert len(stderr.splitlines()) == 1
    monkeypatch.setenv("ALBERO_DEBUG", "1")
    assert run_to_end(raising(ZeroDivisionError()), []) == ExitCode.BUG
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_and_no_memory(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_to_end(raising(KeyboardInterrupt()), []) == 130
    assert run_to_end(raising(MemoryError()), []) == ExitCode.INPUT
    assert capsys.readouterr().err.startswith("albero: interrotto.\nalbero: errore: la memoria non basta")


def test_output_is_utf_8_whatever_the_console(samples: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp850", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "pipeline", "rows", str(samples / "allegato-2025.docx")]
    done = subprocess.run(command, capture_output=True, cwd=SAMPLES.parent, env=environment, check=True)
    assert "≥3" in done.stdout.decode("utf-8")
