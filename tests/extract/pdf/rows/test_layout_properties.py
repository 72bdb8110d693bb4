"""What must not change a tree: where pages end, whether headers repeat, where on the page a table stands and how large it is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from normalize.layouts import Layout, Row, told, truth

from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.rows.header_words import is_header_word
from pipeline.extract.pdf.rows.lines import lines_of

from .plans import (
    ACROSS,
    HEADINGS_IN_ROWS,
    MERGED,
    MERGED_OWNER,
    grow,
    individual_grid,
    read,
    rows_of,
    set_in,
    small_plans,
    told_goals,
)
from .typeset import FOUR_WIDTHS, Cut, Style, Typesetter, all_cuts, moved, typeset

RULES = ("griglia", "orizzontali", "zebra", "cornice", "nessuna")
LAYOUTS = {**HEADINGS_IN_ROWS, "a tutta larghezza": ACROSS, "uniti": MERGED, "owner unito": MERGED_OWNER}
SPLITTING = (*HEADINGS_IN_ROWS.values(), MERGED_OWNER)
PLAN = rows_of("02", "03")
HUNT = int(os.environ.get("ALBERO_EXAMPLES", "0"))
"""Set it to hunt for new cases: so many examples a property, other ones each time."""
TRIED = settings(
    deadline=None,
    max_examples=HUNT or 25,
    derandomize=not HUNT,
    phases=tuple(Phase) if HUNT else (Phase.explicit, Phase.generate),  # shrinking a table takes minutes
)

styles = st.builds(
    Style,
    rules=st.sampled_from(RULES),
    align=st.sampled_from(("top", "middle")),
    size=st.sampled_from((8.0, 9.0, 10.0)),
    leading=st.sampled_from((1.1, 1.2, 1.3)),
    pad_y=st.sampled_from((2.0, 3.5)),
    soft_spaces=st.booleans(),
    repeat_header=st.booleans(),
)


def unclear(layout: Layout, style: Style) -> bool:
    """Say whether a page break may leave open which rows a merged cell covers: its text is in the middle and nothing bounds it."""
    return layout is MERGED and (
        style.rules == "zebra" or (style.align == "middle" and style.rules in ("cornice", "nessuna"))
    )


def seems_header(page: Page) -> bool:
    """Say whether the first line below a page's header could be a line of it: a word or two alone, or only header words."""
    below = lines_of(page.words)[1].words
    known = [is_header_word(word.testo) for word in below]
    return len(below) < 3 or sum(known) >= 0.8 * len(known)


def tells(pages: Sequence[Page]) -> list[tuple[str, ...]]:
    return told(grow(pages))


@pytest.mark.parametrize("align", ["top", "middle"])
@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_plan_on_one_page(layout: Layout, rules: str, align: str) -> None:
    style = Style(rules=rules, align=align)
    assert tells(typeset(set_in(PLAN, layout), style)) == truth(PLAN)


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("tabella", ["1", "2", "3", "4", "5"])
def test_individual_objectives_on_any_cut(tabella: str, rules: str) -> None:
    table, expected = individual_grid(tabella)
    style = Style(rules=rules, widths=FOUR_WIDTHS)
    for row in range(2, len(table)):
        assert told_goals(grow(typeset(table, style, [(row, 0)]))) == expected


@given(rows=small_plans(), layout=st.sampled_from(list(HEADINGS_IN_ROWS.values())), style=styles)
@TRIED
def test_any_small_plan_in_a_grid(rows: list[Row], layout: Layout, style: Style) -> None:
    """Rule: a table whose rules bound every cell is taken at its word, whatever stands in it."""
    ruled = Style(size=style.size, leading=style.leading, pad_y=style.pad_y, align=style.align)
    assert tells(typeset(set_in(rows, layout), ruled)) == truth(rows)


@given(layout=st.sampled_from(SPLITTING), style=styles, draw=st.data())
@TRIED
def test_cutting_a_table_changes_nothing(layout: Layout, style: Style, draw: st.DataObject) -> None:
    """Rule: a page may end between two rows or inside one, and the header be repeated or not: the tree is the same."""
    table = set_in(PLAN, layout)
    cuts = sorted(draw.draw(st.sets(st.sampled_from(all_cuts(table, style)), min_size=1, max_size=3)))
    pages = typeset(table, style, cuts)
    assume(not style.repeat_header or not any(seems_header(page) for page in pages[1:]))
    assert grow(pages).settori == grow(typeset(table, style)).settori


@given(layout=st.sampled_from((ACROSS, MERGED)), style=styles, draw=st.data())
@TRIED
def test_cutting_merged_cells_between_rows_changes_nothing(layout: Layout, style: Style, draw: st.DataObject) -> None:
    """Rule: a merged cell may go on over a page break; its text stands on the first of the pages."""
    assume(not unclear(layout, style))
    table = set_in(PLAN, layout)
    cut = draw.draw(
        st.sampled_from([cut for cut in all_cuts(table, style) if not cut[1] and _whole(table, style, cut)])
    )
    assert grow(typeset(table, style, [cut])).settori == grow(typeset(table, style)).settori


def _whole(table: Sequence[Sequence[object]], style: Style, cut: Cut) -> bool:
    """Say whether every cell merged over the cut has room for all its text above it."""
    return Typesetter(table, style).overflow(cut[0]) == 0  # type: ignore[arg-type]


@given(
    layout=st.sampled_from(list(LAYOUTS.values())),
    style=styles,
    dx=st.floats(-30, 200),
    dy=st.floats(-30, 200),
    scale=st.floats(0.55, 2.0),
)
@TRIED
def test_shifting_and_scaling_change_nothing(layout: Layout, style: Style, dx: float, dy: float, scale: float) -> None:
    """Rule: where on the page a table stands, and at which scale it is printed, changes nothing in the tree."""
    pages = typeset(set_in(PLAN, layout), style, [(5, 0)])
    assert grow(moved(pages, dx=dx * scale, dy=dy * scale, scale=scale)).settori == grow(pages).settori


@given(rows=small_plans(), layout=st.sampled_from(list(LAYOUTS.values())), style=styles, draw=st.data())
@TRIED
def test_no_word_is_lost_or_doubled(rows: list[Row], layout: Layout, style: Style, draw: st.DataObject) -> None:
    """Rule: every word of the pages stands in exactly one cell; only the rest of a merged cell repeats words, and says so."""
    table = set_in(rows, layout)
    places = all_cuts(table, style)
    cuts = sorted(draw.draw(st.sets(st.sampled_from(places), max_size=3))) if places else []
    pages = typeset(table, style, cuts)
    document = read(pages)
    counts = Counter(word for row in document.rows for cell in row.cells if not cell.ripresa for word in cell.parole)
    assert counts == Counter(word.numero for page in pages for word in page.words)


@given(layout=st.sampled_from(list(LAYOUTS.values())), style=styles)
@TRIED
def test_two_runs_are_equal(layout: Layout, style: Style) -> None:
    """Rule: the same pages give the same rows, places included."""
    pages = typeset(set_in(PLAN, layout), style, [(4, 0), (9, 0)])
    one, other = read(pages), read(pages)
    assert one == other
    assert [cell.fonte for row in one.rows for cell in row.cells] == [
        cell.fonte for row in other.rows for cell in row.cells
    ]
