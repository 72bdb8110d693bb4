"""indicatori.csv and albero.json: same bytes twice, every cell comes back, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schema.plans import piani

from pipeline.codec import decode
from pipeline.export import render_csv, render_json, write_outputs
from pipeline.export.cells import shield, unshield
from pipeline.export.frames import frames
from pipeline.export.rows_csv import COLUMNS, iter_rows, read_csv
from pipeline.model import Piano


@given(st.text())
def test_a_shielded_cell_comes_back(text: str) -> None:
    """Property: reading takes away exactly what writing put there."""
    assert unshield(shield(text)) == text


@given(st.text())
def test_no_shielded_cell_is_run(text: str) -> None:
    """Property: no cell starts with a sign that a spreadsheet takes for a formula."""
    assert not shield(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+10% sul 2018", "'+10% sul 2018"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("'a", "''a"),
        (">=80%", ">=80%"),
    ],
)
def test_shields(text: str, cell: str) -> None:
    assert shield(text) == cell


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(piani, st.booleans())
def test_every_csv_comes_back(piano: Piano, excel: bool) -> None:
    """Property: read_csv gives the rows that were written, in either form."""
    text = render_csv(piano, excel=excel)
    assert read_csv(text) == list(iter_rows(piano))
    assert read_csv("\ufeff" + text) == list(iter_rows(piano))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(piani)
def test_rfc_4180(piano: Piano) -> None:
    """Property: each record ends with CRLF and has as many fields as the header."""
    text = render_csv(piano)
    assert text.endswith("\r\n")
    assert {len(record) for record in csv.reader(io.StringIO(text, newline=""), strict=True)} == {len(COLUMNS)}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(piani)
def test_json_comes_back_and_two_runs_give_equal_bytes(piano: Piano) -> None:
    """Property: two runs give equal bytes."""
    text = render_json(piano)
    assert text == render_json(piano)
    assert text.endswith("}\n")
    assert decode(json.loads(text)) == piano


def test_a_plan_that_breaks_its_schema_is_not_written(tmp_path: Path, small: Piano) -> None:
    broken = replace(small, anno=99999)
    with pytest.raises(ValueError, match="breaks its schema"):
        write_outputs(broken, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_outputs(tmp_path: Path, small: Piano) -> None:
    paths = write_outputs(small, tmp_path)
    assert [path.name for path in paths] == ["albero.json", "indicatori.csv"]
    raw = paths[1].read_bytes()
    assert raw.startswith(b"tipo,settore_codice,")
    assert write_outputs(small, tmp_path, excel=True)[1].read_bytes().startswith(b"\xef\xbb\xbftipo;settore_codice;")


def test_frames_hold_texts(small: Piano) -> None:
    tables = frames(small)
    assert sorted(tables) == ["diagnostica", "indicatori", "obiettivi", "obiettivi_individuali", "settori"]
    row = tables["indicatori"].iloc[0]
    assert (row["settore_codice"], row["target"], row["owner"]) == ("010", "=80%", "NA")
    assert tables["diagnostica"].empty
    assert list(tables["diagnostica"].columns) == ["codice", "gravita", "nodo", "messaggio"]


def test_pandas_is_not_imported_on_the_way_of_extract() -> None:
    import subprocess
    import sys

    code = (
        "import sys, pipeline.cli, pipeline.cli.extract, pipeline.read, pipeline.export; print('pandas' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "False"
