"""The archive's verbs as a user types them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from diff.generator import STRENGTHS, make_pair

from pipeline.cli import main
from pipeline.codec import encode
from pipeline.model import Piano


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


PAIR = make_pair(STRENGTHS[1], 2)


def save(path: Path, plan: Piano) -> str:
    path.write_text(json.dumps(encode(plan)), encoding="utf-8")
    return str(path)


@pytest.fixture
def archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "archivio.sqlite")
    files = save(tmp_path / "2025.json", PAIR.old), save(tmp_path / "2026.json", PAIR.new)
    assert run("ingest", *files, "--archivio", path) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1].split(" (")[0] for line in out] == ["archiviato", "archiviato"]
    return path


def test_ingest_again(archive: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ingest", str(tmp_path / "2025.json"), "--archivio", archive) == 0
    assert "già in archivio, nulla è cambiato" in capsys.readouterr().out


def test_a_plan_without_year_and_body_is_stored_with_a_word(
    archive: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nameless = save(tmp_path / "anonimo.json", replace(PAIR.old, ente=None, anno=None))
    assert run("ingest", nameless, "--archivio", archive) == 0
    err = capsys.readouterr().err
    assert "ARC001" in err
    assert "ARC002" in err


def test_list(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "--archivio", archive) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:9] for line in lines] == ["* 2025 v1", "* 2026 v1"]
    assert run("list", "--archivio", archive, "--format", "json") == 0
    assert [plan["anno"] for plan in json.loads(capsys.readouterr().out)] == [2025, 2026]


def test_show(archive: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "2025", "--archivio", archive) == 0
    out = capsys.readouterr().out
    assert out.startswith("CCIAA Maremma e Tirreno · 2025 · All.1.1 D GC 29/07/2025\n01 - Semplificazione")
    assert run("show", "2026", "--format", "json", "--archivio", archive) == 0
    assert json.loads(capsys.readouterr().out) == encode(PAIR.new)


def test_diff_of_two_years(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "2025", "2026", "--archivio", archive, "--exit-code") == 1
    assert "2025 (All.1.1 D GC 29/07/2025) → 2026" in capsys.readouterr().out


def test_history(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, following = next((a, b) for a, b in sorted(PAIR.obiettivi) if a != b and not a.startswith("EQ"))
    assert run("history", "--obiettivo", f"2025:{code}", "--archivio", archive, "--format", "json") == 0
    stops = json.loads(capsys.readouterr().out)
    assert [(s["anno"], s["id"]) for s in stops] == [(2025, code), (2026, following)]
    assert run("history", "--owner", "Ufficio GDTD", "--archivio", archive) == 0
    assert capsys.readouterr().out.startswith("2025  ufficio-gdtd\n")


def test_history_of_what_is_not_there(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("history", "--obiettivo", "77.77", "--archivio", archive) == 3
    assert "77.77" in capsys.readouterr().err
    assert run("history", "--archivio", archive) == 2
    assert run("history", "--obiettivo", "01.01", "--owner", "x", "--archivio", archive) == 2
