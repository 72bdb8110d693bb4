"""Archives that cannot be used: a clear message, the right exit code, nothing touched."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from diff.plans import sample_plan

from pipeline.archive import connection as opening
from pipeline.archive import open_archive
from pipeline.cli import main
from pipeline.codec import encode
from pipeline.errors import InputError, OutputError

PLAN = sample_plan()


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def plan_file(tmp_path: Path) -> str:
    path = tmp_path / "piano.json"
    path.write_text(json.dumps(encode(PLAN)), encoding="utf-8")
    return str(path)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archivio.sqlite"
    with open_archive(path) as found:
        found.store(PLAN, "0.1.0")
    return path


def test_a_file_that_is_no_database(tmp_path: Path, plan_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lettera.txt"
    path.write_text("Gentile dottoressa, in allegato il piano.\n" * 20, encoding="utf-8")
    before = path.read_bytes()
    for arguments in (("ingest", plan_file), ("list",), ("show", "2025")):
        assert run(*arguments, "--archivio", str(path)) == 3
        assert "non è un archivio di albero" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_database_of_another_program(tmp_path: Path, plan_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "contabilita.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE fatture (numero INTEGER)")
    other.close()
    before = path.read_bytes()
    assert run("ingest", plan_file, "--archivio", str(path)) == 3
    assert "non è un archivio di albero" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_an_archive_of_a_later_version(archive: Path, plan_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(archive) as later:
        later.execute("PRAGMA user_version = 99")
    later.close()
    before = archive.read_bytes()
    for arguments in (("ingest", plan_file), ("list",)):
        assert run(*arguments, "--archivio", str(archive)) == 3
        assert "più recente (99)" in capsys.readouterr().err
    assert archive.read_bytes() == before


def test_a_damaged_archive(archive: Path, plan_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray(archive.read_bytes())
    content[4096 : len(content) - 4096] = b"\xa5" * (len(content) - 8192)
    archive.write_bytes(content)
    for arguments in (("ingest", plan_file), ("list",), ("history", "--obiettivo", "01.01")):
        assert run(*arguments, "--archivio", str(archive)) == 3
        assert "danneggiato" in capsys.readouterr().err
    assert archive.read_bytes() == bytes(content)


def test_an_archive_in_use(archive: Path) -> None:
    other = sqlite3.connect(archive, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    before = archive.read_bytes()
    with pytest.raises(OutputError, match="in uso da un altro programma"), open_archive(archive, timeout=0.05):
        raise AssertionError("the archive was opened")
    with pytest.raises(InputError, match="in uso"), open_archive(archive, create=False, timeout=0.05):
        raise AssertionError("the archive was opened")
    other.execute("ROLLBACK")
    other.close()
    assert archive.read_bytes() == before


def test_a_full_disk(archive: Path) -> None:
    """A limit on the file's size stands for the full disk: SQLite reports both alike."""
    before = archive.read_bytes()
    with open_archive(archive) as found:
        pages = found._connection.execute("PRAGMA page_count").fetchone()[0]
        found._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(OutputError, match="disco è pieno"):
            found.store(replace(PLAN, anno=2026), "0.1.0")
        assert len(found.plans()) == 1
    assert archive.read_bytes() == before


def test_a_folder_that_cannot_be_made(tmp_path: Path, plan_file: str) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    assert run("ingest", plan_file, "--archivio", str(blocked / "archivio.sqlite")) == 4


def test_a_folder_in_the_archives_place(tmp_path: Path, plan_file: str) -> None:
    assert run("ingest", plan_file, "--archivio", str(tmp_path)) == 4
    assert run("list", "--archivio", str(tmp_path)) == 3


def test_no_archive_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "archivio.sqlite"
    for arguments in (("list",), ("show", "2025"), ("history", "--owner", "x"), ("diff", "2024", "2025")):
        assert run(*arguments, "--archivio", str(missing)) == 3
        assert "non c'è ancora" in capsys.readouterr().err
    assert not missing.exists()


def test_a_wrong_file_among_good_ones_stores_nothing(tmp_path: Path, plan_file: str) -> None:
    target = tmp_path / "nuovo.sqlite"
    assert run("ingest", plan_file, str(tmp_path / "manca.json"), "--archivio", str(target)) == 3
    assert not target.exists()


def test_tables_are_made_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(script: str) -> list[str]:
        return ["CREATE TABLE archivio (chiave TEXT)", "CREATE TABLE archivio (chiave TEXT)"]

    path = tmp_path / "a.sqlite"
    monkeypatch.setattr(opening, "_statements", broken)
    with pytest.raises(sqlite3.OperationalError, match="already exists"), open_archive(path):
        raise AssertionError("the archive was opened")
    monkeypatch.undo()
    with open_archive(path) as found:
        assert found.plans() == ()
