"""Targets against the tables typed by hand: the 2025 plan, and the notations of other bodies."""

from __future__ import annotations

import pytest

from pipeline.meaning.targets import parse_target, render_target
from pipeline.model import TipoTarget

from .cells import Riga, Row, cells, plan_rows, table

PLAN = {row["testo"]: row for row in table("target-2025.csv")}
NOTATIONS = table("notazioni.csv")


def _wanted(row: Row) -> Row:
    return {name: cell for name, cell in row.items() if name not in {"testo", "esempio", "indicatore", "anno"}}


def _typed_fields(row: Row) -> Row:
    return {name: cell for name, cell in row.items() if name not in {"inferito", "rilievi"}}


def test_the_table_holds_the_65_distinct_targets_of_the_plan() -> None:
    rows = plan_rows()
    assert len(rows) == 167
    assert len(PLAN) == 65
    assert {row.target for row in rows} == set(PLAN)
    by_id = {row.id: row.target for row in rows}
    assert all(by_id[row["esempio"]] == text for text, row in PLAN.items())


@pytest.mark.parametrize("row", plan_rows(), ids=lambda row: str(row.id))
def test_every_indicator_of_the_2025_plan(row: Riga) -> None:
    target, findings = parse_target(row.target, indicatore=row.indicatore, algoritmo=row.algoritmo, anno=2025)
    wanted = _wanted(PLAN[row.target])
    assert {name: cell for name, cell in cells(target, findings).items() if name in wanted} == wanted
    assert target.testo == row.target


@pytest.mark.parametrize("row", NOTATIONS, ids=lambda row: f"{row['testo']}|{row['indicatore']}")
def test_notation(row: Row) -> None:
    anno = int(row["anno"]) if row["anno"] else None
    target, findings = parse_target(row["testo"], indicatore=row["indicatore"], anno=anno)
    assert cells(target, findings) == _wanted(row)


def test_no_target_stays_text_without_a_finding() -> None:
    for row in NOTATIONS:
        target, findings = parse_target(row["testo"], indicatore=row["indicatore"], anno=2025)
        assert target.tipo is not TipoTarget.TESTUALE or findings


@pytest.mark.parametrize("row", [*NOTATIONS, *plan_rows()], ids=str)
def test_canonical_text_reads_as_the_same_target(row: Row | Riga) -> None:
    """Rendering a typed target back and parsing it again gives the same."""
    text, indicator, algorithm = (
        (row.target, row.indicatore, row.algoritmo) if isinstance(row, Riga) else (row["testo"], row["indicatore"], "")
    )
    first, findings = parse_target(text, indicatore=indicator, algoritmo=algorithm, anno=2025)
    again, _ = parse_target(render_target(first), indicatore=indicator, algoritmo=algorithm, anno=2025)
    assert _typed_fields(cells(again, findings)) == _typed_fields(cells(first, findings))
    assert set(again.inferito) <= set(first.inferito)
