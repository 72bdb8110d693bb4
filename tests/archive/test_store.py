"""Plans in and out of the archive: versions, readings, years, SQL."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from diff.generator import STRENGTHS, make_pair
from diff.plans import sample_plan

from pipeline.archive import Archive, history_of_objective, history_of_unit, open_archive
from pipeline.archive.store import Stato
from pipeline.codec import encode
from pipeline.diagnostics import finding
from pipeline.errors import InputError
from pipeline.model import Atto, Piano

PLAN = replace(sample_plan(), diagnostica=(finding("ARC002", file="piano.pdf"),))
AMENDED = replace(
    PLAN,
    atto=Atto(testo="All.1 D GC 30/09/2025", data=date(2025, 9, 30)),
    fonte=replace(PLAN.fonte, sha256="b" * 64),
    settori=PLAN.settori[:-1],
)


def stored(path: Path, *plans: Piano) -> list[Stato]:
    with open_archive(path) as archive:
        return [archive.store(plan, "0.1.0").stato for plan in plans]


def test_a_plan_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "in una cartella nuova" / "archivio.sqlite"
    assert stored(path, PLAN) == [Stato.NUOVO]
    with open_archive(path, create=False) as archive:
        assert encode(archive.plan(2025)) == encode(PLAN)


def test_the_same_plan_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    stored(path, PLAN)
    before = path.read_bytes()
    renamed = replace(PLAN, fonte=replace(PLAN.fonte, file="copia.txt"))
    assert stored(path, PLAN, renamed) == [Stato.INVARIATO, Stato.INVARIATO]
    assert path.read_bytes() == before


def test_another_act_of_the_year_is_a_new_version(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    assert stored(path, PLAN, AMENDED) == [Stato.NUOVO, Stato.NUOVA_VERSIONE]
    with open_archive(path, create=False) as archive:
        assert archive.plan(2025) == AMENDED
        assert archive.plan(2025, versione=1) == PLAN
        assert [(s.versione, s.in_vigore) for s in archive.plans()] == [(1, False), (2, True)]


def test_the_act_in_force_is_the_last_by_its_date(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    stored(path, AMENDED, PLAN)
    with open_archive(path, create=False) as archive:
        assert archive.plan(2025) == AMENDED


def test_another_reading_of_the_act_is_kept_beside(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    better = replace(PLAN, fonte=replace(PLAN.fonte, sha256="c" * 64), titolo="Albero della Performance")
    assert stored(path, PLAN, better, PLAN) == [Stato.NUOVO, Stato.NUOVA_LETTURA, Stato.INVARIATO]
    with open_archive(path, create=False) as archive:
        assert archive.plan(2025) == better
        assert [s.lettura for s in archive.plans()] == [1, 2]


def test_two_bodies_in_one_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    pisa = replace(PLAN, ente="CCIAA di Pisa")
    assert stored(path, PLAN, pisa) == [Stato.NUOVO, Stato.NUOVO]
    with open_archive(path, create=False) as archive:
        with pytest.raises(InputError, match="più enti"):
            archive.plan(2025)
        assert archive.plan(2025, ente="pisa") == pisa


def test_a_year_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    stored(path, PLAN)
    with open_archive(path, create=False) as archive, pytest.raises(InputError, match=r"2019.*Ci sono: 2025"):
        archive.plan(2019)


def test_tables_and_views_say_what_the_plan_says(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    stored(path, PLAN, AMENDED)
    connection = sqlite3.connect(path)

    def one(sql: str) -> object:
        return connection.execute(sql).fetchone()[0]

    assert one("SELECT count(*) FROM settori WHERE piano = 1") == 14
    assert one("SELECT count(*) FROM obiettivi WHERE piano = 1") == 89
    assert one("SELECT count(*) FROM indicatori WHERE piano = 1 AND obiettivo IS NOT NULL") == 146
    assert one("SELECT count(*) FROM indicatori WHERE piano = 1 AND obiettivo_individuale IS NOT NULL") == 21
    assert one("SELECT count(*) FROM ultime_versioni") == 1
    assert one("SELECT count(*) FROM albero") == 146 - 3 + 21
    assert one("SELECT target_valore FROM indicatori WHERE piano = 1 AND chiave = '09.14/1'") == "2"
    assert (
        one("SELECT indicatori FROM carico_unita WHERE unita = 'ufficio-gdtd'") == 34
    )  # 23 of its own, 2 with others, 9 of all
    assert one("SELECT giorno FROM scadenze ORDER BY giorno") == "2025-02-28"
    assert one("SELECT codice FROM segnalazioni WHERE piano = 1") == "ARC002"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_every_table_view_and_column_is_documented(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    stored(path)
    guide = (Path(__file__).resolve().parents[2] / "docs" / "archivio.md").read_text(encoding="utf-8")
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    assert names
    for name in names:
        assert f"`{name}`" in guide
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        assert [c for c in columns if f"`{c}`" not in guide] == []
    connection.close()


# histories -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def two_years(tmp_path: Path) -> tuple[Archive, Piano, Piano, dict[str, str]]:
    pair = make_pair(STRENGTHS[1], 2)
    path = tmp_path / "a.sqlite"
    stored(path, pair.old, pair.new)
    with open_archive(path, create=False) as archive:
        return archive, archive.plan(2025), archive.plan(2026), dict(pair.obiettivi)


def test_an_objective_is_followed_both_ways(two_years: tuple[Archive, Piano, Piano, dict[str, str]]) -> None:
    _, old, new, links = two_years
    before, after = next((a, b) for a, b in sorted(links.items()) if a != b and not a.startswith("EQ"))
    stops = history_of_objective([old, new], before, 2025)
    assert [(s.piano.anno, s.chiave) for s in stops] == [(2025, before), (2026, after)]
    assert history_of_objective([old, new], after, 2026) == stops
    assert any(c.tipo == "rinumerato" for c in stops[1].cambiamenti)
    assert history_of_objective([old, new], "77.77") == ()


def test_an_objective_that_ended_ends(two_years: tuple[Archive, Piano, Piano, dict[str, str]]) -> None:
    _, old, new, links = two_years
    gone = next(o.codice for o in old.iter_obiettivi() if o.codice not in links)
    assert [s.piano.anno for s in history_of_objective([old, new], gone, 2025)] == [2025]


def test_a_unit_is_followed_through_its_renaming() -> None:
    pair = make_pair(STRENGTHS[2], 0)
    rename = next(e for e in pair.edits if e.tipo == "unita_rinominata")
    assert rename.vecchio is not None
    stops = history_of_unit([pair.old, pair.new], rename.vecchio)
    assert [s.chiave for s in stops] == [rename.vecchio, rename.nuovo]
    assert stops == history_of_unit([pair.old, pair.new], rename.nuovo or "")
    assert any(c.tipo == "unita_rinominata" for c in stops[1].cambiamenti)
    assert len(stops[1].indicatori) > 4
    assert history_of_unit([pair.old, pair.new], "ufficio-che-non-c-e") == ()
