"""The README tells the truth: its commands exist, its output is the program's, its exit codes are all there."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.cli.group import VERBS
from pipeline.errors import ExitCode

from .conftest import Run

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def blocks() -> list[list[str]]:
    """Return the indented blocks, their indent taken off."""
    found = re.findall(r"(?:^    .*\n)+", README, flags=re.MULTILINE)
    return [[line[4:] for line in block.splitlines()] for block in found]


def test_every_command_is_told_and_exists() -> None:
    told = set(re.findall(r"`albero ([a-z]+)", README)) | set(re.findall(r"`(list|show|history)`", README))
    assert told == set(VERBS)


def test_every_exit_code_is_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, flags=re.MULTILINE)}
    assert told == {int(code) for code in ExitCode}


def test_the_output_shown_is_the_programs(run: Run, samples: Path, tmp_path: Path) -> None:
    """When this fails because findings changed, run the command and put its three lines into the README."""
    done = run("extract", samples / "allegato-2025.pdf")
    shown = next(block for block in blocks() if block[0].startswith("14 settori"))
    assert shown == done.stderr.splitlines()[-3:]
    head = next(block for block in blocks() if block[0] == "{")
    written = (tmp_path / "out" / "allegato-2025" / "albero.json").read_text(encoding="utf-8").splitlines()
    assert head == written[: len(head)]
