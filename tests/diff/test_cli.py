"""albero diff and albero patch as a user types them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.codec import encode
from pipeline.model import Piano

from .generator import STRENGTHS, make_pair


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def save(path: Path, plan: Piano) -> str:
    path.write_text(json.dumps(encode(plan), ensure_ascii=False), encoding="utf-8")
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    pair = make_pair(STRENGTHS[1], 0)
    return save(tmp_path / "vecchio.json", pair.old), save(tmp_path / "nuovo.json", pair.new)


def test_text_goes_to_stdout(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", *files) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Confronto fra due piani")
    assert "\x1b" not in out
    assert err == ""


def test_exit_code_tells_of_changes(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", *files, "--exit-code") == 1
    assert run("diff", files[0], files[0], "--exit-code") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_other_forms_go_to_a_file(form: str, files: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / f"diff.{form}"
    assert run("diff", *files, "--format", form, "-o", str(target)) == 0
    first = target.read_bytes()
    assert run("diff", *files, "--format", form, "-o", str(target)) == 0
    assert target.read_bytes() == first


def test_patch_rebuilds_the_file(files: tuple[str, str], tmp_path: Path) -> None:
    changes, rebuilt = tmp_path / "diff.json", tmp_path / "rifatto.json"
    assert run("diff", *files, "--format", "json", "-o", str(changes)) == 0
    assert run("validate", str(changes)) == 0
    assert run("patch", files[0], str(changes), "-o", str(rebuilt)) == 0
    assert json.loads(rebuilt.read_text(encoding="utf-8")) == json.loads(Path(files[1]).read_text(encoding="utf-8"))


def test_patch_of_the_wrong_plan(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changes = tmp_path / "diff.json"
    run("diff", *files, "--format", "json", "-o", str(changes))
    assert run("patch", files[1], str(changes)) == 3
    assert "da un piano diverso" in capsys.readouterr().err
    assert run("patch", files[0], files[1]) == 3
    assert "non è il JSON di un confronto" in capsys.readouterr().err


def test_plans_of_different_bodies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = make_pair(STRENGTHS[0], 0)
    old = save(tmp_path / "a.json", pair.old)
    other = save(tmp_path / "b.json", replace(pair.new, ente="CCIAA di Pisa"))
    assert run("diff", old, other) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "enti diversi" in err
    assert run("diff", old, other, "--forza") == 0
    assert "attenzione: i due piani sono di enti diversi" in capsys.readouterr().err


def test_no_plan(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "nota.txt"
    note.write_text("Promemoria: comprare il pane.\n", encoding="utf-8")
    assert run("diff", files[0], str(note)) == 3
    assert run("diff", files[0], str(tmp_path / "manca.json")) == 3
    assert "albero: errore:" in capsys.readouterr().err


def test_a_schema_of_the_future(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(Path(files[1]).read_text(encoding="utf-8"))
    future = tmp_path / "futuro.json"
    future.write_text(json.dumps(document | {"versione_schema": "9.0"}), encoding="utf-8")
    assert run("diff", files[0], str(future)) == 3
    assert "più recente" in capsys.readouterr().err


def test_a_year_without_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "2024", "2025", "--archivio", str(tmp_path / "niente.sqlite")) == 3
    assert "non c'è ancora" in capsys.readouterr().err


def test_output_that_cannot_be_written(files: tuple[str, str], tmp_path: Path) -> None:
    assert run("diff", *files, "-o", str(tmp_path)) == 4
