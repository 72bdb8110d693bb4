"""Both documents of 2024 give the plan of the hand-made tables, node by node: portrait, merged cells, two-line repeated header."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from pipeline.model import Gravita, Indicatore, Piano
from pipeline.read import read_plan

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LABEL = "Ricostruzione a scopo di prova - non è il piano approvato"
Line = tuple[str | None, ...]


@cache
def read(name: str) -> Piano:
    return read_plan((SAMPLES / name).read_bytes(), name)


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def positions(codes: list[str]) -> list[str]:
    """Return the ids of indicators from the codes of their objectives: the code, a slash, the position."""
    return [f"{code}/{codes[: n + 1].count(code)}" for n, code in enumerate(codes)]


@pytest.fixture(params=["allegato-2024.docx", "allegato-2024.pdf"])
def piano(request: pytest.FixtureRequest) -> Piano:
    return read(request.param)


def owner(indicatore: Indicatore) -> str | None:
    return indicatore.owner.testo if indicatore.owner else None


def test_every_node_of_the_plan(piano: Piano) -> None:
    table = rows("righe-2024.csv")
    ids = positions([r["obiettivo_codice"] for r in table])
    wanted = [(*r.values(), key) for r, key in zip(table, ids, strict=True)]
    assert [
        (s.codice, s.testo, o.codice, o.testo, i.testo, i.target.testo, owner(i), i.id)
        for s in piano.settori
        for o in s.obiettivi
        for i in o.indicatori
    ] == wanted


def test_every_individual_objective(piano: Piano) -> None:
    table = rows("individuali-2024.csv")
    ids = positions([r["codice"] for r in table])
    keys = ("codice", "obiettivo", "indicatore", "algoritmo", "target")
    wanted = [(*(r[key] for key in keys), i) for r, i in zip(table, ids, strict=True)]
    assert [
        (o.codice, o.testo, i.testo, i.algoritmo, i.target.testo, i.id)
        for o in piano.obiettivi_individuali
        for i in o.indicatori
    ] == wanted


def test_as_many_nodes_as_were_made(piano: Piano) -> None:
    goals = [o for s in piano.settori for o in s.obiettivi]
    assert (len(piano.settori), len(goals), len(piano.obiettivi_individuali)) == (13, 84, 16)
    assert sum(len(o.indicatori) for o in goals) == 126
    assert sum(len(o.indicatori) for o in piano.obiettivi_individuali) == 19


def test_the_plan_says_its_year_and_what_it_is(piano: Piano) -> None:
    """Made for testing: whoever opens it, or the data read from it, is told."""
    assert (piano.anno, piano.ente) == (2024, "CCIAA Maremma e Tirreno")
    assert piano.titolo is not None
    assert piano.titolo.startswith("Piano della Performance 2024")
    assert LABEL in piano.titolo
    assert piano.atto is not None
    assert piano.atto.testo == "All.1 D GC 30/01/2024"


def test_nothing_is_lost(piano: Piano) -> None:
    assert [d.messaggio for d in piano.diagnostica if d.gravita is Gravita.ERRORE] == []
    assert piano.copertura is not None
    assert piano.copertura.non_assegnate == 0
