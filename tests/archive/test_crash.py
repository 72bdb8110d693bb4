"""A crash at any point leaves the old or the new state."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from diff.generator import STRENGTHS, make_pair

from pipeline.archive import open_archive
from pipeline.codec import encode
from pipeline.model import Piano

ROOT = Path(__file__).resolve().parents[2]
TIMES = 50


def check(path: Path, plans: dict[int | None, Piano]) -> set[int | None]:
    """The archive is sound, and every plan in it is whole; returns the years that are in it."""
    if not path.exists():
        return set()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.close()
    if not tables:
        return set()
    with open_archive(path, create=False) as archive:
        found = archive.plans()
        for scheda in found:
            stored, meant = archive.plan_by_id(scheda.id), plans[scheda.anno]
            assert encode(stored) == encode(meant)
            assert scheda.obiettivi == len(list(meant.iter_obiettivi()))
            assert scheda.indicatori == sum(len(o.indicatori) for o in meant.iter_obiettivi())
    return {scheda.anno for scheda in found}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork: Windows has no SIGKILL to be survived")
def test_killing_ingest_at_random_moments_never_leaves_a_half_stored_plan(tmp_path: Path) -> None:
    pair = make_pair(STRENGTHS[2], 0)
    # a few settori are enough, and make fifty runs quick
    plans = {plan.anno: replace(plan, settori=plan.settori[:3]) for plan in (pair.old, pair.new)}
    files = []
    for year, plan in plans.items():
        file = tmp_path / f"{year}.json"
        file.write_text(json.dumps(encode(plan)), encoding="utf-8")
        files.append(str(file))
    archive = tmp_path / "archivio.sqlite"
    command = [sys.executable, str(Path(__file__).parent / "killer.py"), str(archive), "2025", str(TIMES), *files]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    seen: list[set[int | None]] = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        for line in process.stdout:
            if line.startswith("killed"):
                assert int(line.split()[1]) >= TIMES // 4
                break
            seen.append(check(archive, plans))
            if seen[-1] == set(plans):  # done once: begin again with no archive
                archive.unlink()
            process.stdin.write("\n")
            process.stdin.flush()
    assert process.returncode == 0
    assert len(seen) == TIMES
    assert all(before <= after for before, after in pairwise(seen) if before != set(plans))
    assert set() in seen
