"""Every sample gives the plan that a person counted and transcribed from the published text."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date

import pytest

from pipeline.codec import encode
from pipeline.model import Formato, Gravita, Piano
from pipeline.schema import validate

from .reading import DOCX, PDF, SAMPLES, TESTO, goals_of, read_sample, sample_bytes
from .truth_rows import ATTO, ENTE, ROOT, TITOLO, differences, read_rows

CODES = (ROOT / "tests/truth/codici-2025.txt").read_text(encoding="utf-8").splitlines()
FORMATS = {PDF: (Formato.PDF, 21), DOCX: (Formato.DOCX, None), TESTO: (Formato.TESTO, None)}


@pytest.fixture(params=SAMPLES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def piano(name: str) -> Piano:
    return read_sample(name)


def test_as_many_objectives_and_indicators_as_counted_by_hand(piano: Piano) -> None:
    counted = {
        row["settore"]: (int(row["obiettivi"]), int(row["indicatori"]))
        for row in read_rows("tests/truth/conteggi-2025.csv")
    }
    areas = {key: value for key, value in counted.items() if not key.startswith("individuali")}
    found = {s.codice: (len(s.obiettivi), sum(len(o.indicatori) for o in s.obiettivi)) for s in piano.settori}
    assert found == areas
    assert [sum(column) for column in zip(*areas.values(), strict=True)] == [89, 146]


def test_as_many_individual_objectives_in_each_table_as_counted_by_hand(piano: Piano) -> None:
    """The five tables are one for each unit, in the plan's order."""
    rows = [row for row in read_rows("tests/truth/conteggi-2025.csv") if row["settore"].startswith("individuali")]
    counted = [(int(row["obiettivi"]), int(row["indicatori"])) for row in rows]
    goals, leaves = Counter[str | None](), Counter[str | None]()
    for goal in piano.obiettivi_individuali:
        goals[goal.unita] += 1
        leaves[goal.unita] += len(goal.indicatori)
    assert [(goals[unit], leaves[unit]) for unit in goals] == counted
    assert (goals.total(), leaves.total()) == (17, 21)


def test_every_code_in_the_order_of_the_document(piano: Piano) -> None:
    assert len(CODES) == 89 + 17
    assert [o.codice for o in goals_of(piano)] == CODES


def test_every_text_of_every_node(piano: Piano) -> None:
    assert differences(piano) == []


def test_the_hand_made_rows_are_whole() -> None:
    """The truth itself: as many rows as were counted, so that an empty table cannot pass."""
    assert len(read_rows("samples/righe-2025.csv")) == 146
    assert len(read_rows("samples/individuali-2025.csv")) == 21


def test_the_three_trees_are_equal_but_for_provenance() -> None:
    trees = [read_sample(name) for name in SAMPLES]
    assert trees[0] == trees[1] == trees[2]
    places = [[settore.fonte for settore in tree.settori] for tree in trees]
    assert places[0] != places[1] != places[2]


def test_the_three_trees_say_the_same_of_the_plan() -> None:
    told = [[(d.codice, d.nodo, d.messaggio) for d in read_sample(name).diagnostica] for name in SAMPLES]
    assert told[0] == told[1] == told[2]


def test_title_body_year_and_act(piano: Piano) -> None:
    assert (piano.titolo, piano.ente, piano.anno) == (TITOLO, ENTE, 2025)
    assert piano.atto is not None
    assert (piano.atto.testo, piano.atto.allegato, piano.atto.organo) == (ATTO, "1.1", "Giunta camerale")
    assert piano.atto.data == date(2025, 7, 29)


def test_the_source_is_named(name: str, piano: Piano) -> None:
    sha256 = hashlib.sha256(sample_bytes(name)).hexdigest()
    source = piano.fonte
    assert (source.file, source.sha256, source.formato, source.pagine) == (name, sha256, *FORMATS[name])


def test_no_finding_of_severity_errore(piano: Piano) -> None:
    assert [d for d in piano.diagnostica if d.gravita is Gravita.ERRORE] == []


def test_the_json_is_valid_and_says_the_counts(piano: Piano) -> None:
    document = json.loads(json.dumps(encode(piano), allow_nan=False))
    assert validate(document) == ()
    goals = [goal for settore in document["settori"] for goal in settore["obiettivi"]]
    assert (len(document["settori"]), len(goals)) == (14, 89)
    assert sum(len(goal["indicatori"]) for goal in goals) == 146
