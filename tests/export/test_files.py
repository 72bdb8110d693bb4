"""Files whole or not at all: what can go wrong while writing, and what is left then."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, OutputError
from pipeline.export.files import write_file, write_files


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_into_a_new_folder(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "a" / "b", {"x.json": b"1", "y.csv": b"2"})
    assert [path.read_bytes() for path in paths] == [b"1", b"2"]
    assert names(tmp_path / "a" / "b") == ["x.json", "y.csv"]


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    write_file(tmp_path / "x", b"old")
    write_file(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"new"


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="non si può scrivere «") as caught:
        write_files(tmp_path / "out", {"x": b"1"})
    assert caught.value.exit_code is ExitCode.OUTPUT
    with pytest.raises(OutputError, match="una parte del percorso non è una cartella"):
        write_files(tmp_path / "out" / "deeper", {"x": b"1"})


def test_a_folder_in_the_files_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "y").mkdir()
    with pytest.raises(OutputError, match="è una cartella"):
        write_files(tmp_path, {"x": b"1", "y": b"2"})
    assert names(tmp_path) == ["y"]


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> tuple[int, str]:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(OutputError, match="permesso negato"):
        write_files(tmp_path, {"x": b"1"})
    assert names(tmp_path) == []


def test_a_full_disk_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_file(tmp_path / "out" / "x", b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="il disco è pieno"):
        write_files(tmp_path / "out", {"x": b"new", "y": b"2"})
    assert names(tmp_path / "out") == ["x"]
    assert (tmp_path / "out" / "x").read_bytes() == b"old"
    with pytest.raises(OutputError):
        write_files(tmp_path / "fresh" / "er", {"x": b"1"})
    assert names(tmp_path) == ["out"]


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path / "out", {"x": b"1"})
    assert names(tmp_path) == []
