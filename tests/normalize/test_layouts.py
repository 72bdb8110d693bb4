"""The same plan in every layout gives the same tree."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.model import Gravita, Piano
from pipeline.normalize import normalize

from .layouts import (
    FIVE,
    Layout,
    add_individual,
    build,
    grid,
    plan_rows,
    told,
    told_individual,
    truth,
    truth_individual,
)
from .sheet import Box, Place, Sheet

PLACEMENTS = ("row", "shared", "across", "down", "repeated", "title")
LAYOUTS = [
    Layout(settore=settore, obiettivo=obiettivo)
    for settore, obiettivo in product(PLACEMENTS, PLACEMENTS)
    if not (obiettivo == "title" and settore != "title")
]


def check_ledger(piano: Piano) -> None:
    """Every word of the document is in a node, in the furniture, or in a finding; the ledger adds up."""
    copertura = piano.copertura
    assert copertura.parole == copertura.nei_nodi + copertura.arredo + copertura.non_assegnate
    assert copertura.non_assegnate == 0
    assert not [d for d in piano.diagnostica if d.gravita is Gravita.ERRORE]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.settore}-{layout.obiettivo}")
def test_every_placement_of_headings(layout: Layout) -> None:
    piano = normalize(add_individual(build(layout)).done())
    assert told(piano) == truth()
    assert told_individual(piano) == truth_individual()
    check_ledger(piano)


@pytest.mark.parametrize(
    "columns",
    [
        FIVE,
        ("settore", "obiettivo", "indicatore", "owner", "target"),
        ("owner", "settore", "obiettivo", "indicatore", "target"),
        ("settore", "obiettivo", "target", "indicatore", "owner"),
    ],
)
@pytest.mark.parametrize("placement", ["repeated", "down", "shared", "row"])
def test_any_order_of_columns(columns: tuple[str, ...], placement: str) -> None:
    layout = Layout(settore=placement, obiettivo=placement, columns=columns)
    assert told(normalize(build(layout).done())) == truth()


@pytest.mark.parametrize("placement", ["repeated", "down", "row"])
def test_owner_merged_over_its_rows(placement: str) -> None:
    piano = normalize(build(Layout(settore=placement, obiettivo=placement, merge_owner=True)).done())
    assert told(piano) == truth()


@settings(max_examples=25, deadline=None)
@given(
    breaks=st.sets(st.integers(2, 240), max_size=12),
    every=st.sampled_from([0, 17, 40]),
    placement=st.sampled_from(["row", "shared", "across", "down", "repeated"]),
)
def test_cutting_the_table_at_any_page_boundary_changes_nothing(breaks: set[int], every: int, placement: str) -> None:
    """Property: cutting the same table at any page boundary, repeating its header or not, changes nothing in the tree."""
    layout = Layout(settore=placement, obiettivo=placement, header_every=every)
    piano = normalize(build(layout, breaks=sorted(breaks)).done())
    assert told(piano) == truth()
    check_ledger(piano)


def cut(row: list[Place], share: float, first: bool) -> list[Place]:
    """Return the upper or lower part of a row whose cells break over a page; a one-word cell stays above."""
    parts: list[Place] = []
    for place in row:
        text = place.testo if isinstance(place, Box) else place or ""
        words = text.split()
        above = max(1, round(len(words) * share))
        parts.append(" ".join(words[:above] if first else words[above:]))
    return parts


def squeezed(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the rows without spaces: where a cell broke behind a slash, its halves no longer tell whether one stood there."""
    return [tuple(text.replace(" ", "") for text in row) for row in rows]


@settings(max_examples=60, deadline=None)
@given(
    where=st.integers(2, 180),
    share=st.floats(0.2, 0.9),
    header=st.booleans(),
    placement=st.sampled_from(["row", "repeated", "shared"]),
)
@example(where=140, share=0.25, header=True, placement="row")  # `Tempistica di | < | Ufficio` is much like a header
def test_a_row_split_by_a_page_break_is_one_row_or_a_finding(
    where: int, share: float, header: bool, placement: str
) -> None:
    """Property: a wrong node without a finding is the worst defect this program can have."""
    lines = grid(list(plan_rows()), Layout(settore=placement, obiettivo=placement))
    where = min(where, len(lines) - 2)
    upper, lower = cut(lines[where], share, True), cut(lines[where], share, False)
    again: list[list[Place]] = [list(lines[0])] if header else []
    split = [*lines[:where], upper, *again, *([lower] if any(lower) else []), *lines[where + 1 :]]
    piano = normalize(Sheet().table(split, breaks=[where + 1]).done())
    if squeezed(told(piano)) != squeezed(truth()):
        assert {"ALB003", "ALB005", "ALB006", "ALB007", "ALB010"} & {d.codice for d in piano.diagnostica}
    assert piano.copertura.non_assegnate == 0
