"""Boxes between edges and cuts, joined to cells: what words over an edge join and what they do not."""

from __future__ import annotations

from pipeline.extract.pdf.page import Rule
from pipeline.extract.pdf.rows.areas import Area
from pipeline.extract.pdf.rows.blocks import lines_by_column
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.grid import build_cells
from pipeline.extract.pdf.rows.phrases import phrases_of

from .strips import Spot, page_of

SIDE = 435.0
COLUMNS = Columns(
    edges=(35, 195, 300, SIDE, 650),
    drawn=(True, False, False, True, True),
    roles=(None,) * 4,
    starts=(40, 200, None, 440),
    crossed=frozenset({1, 2, 3}),
)
"""A title in another row, merged over the width, stands on every edge."""


def texts(*spots: Spot) -> list[str]:
    """Return the cells' texts of one row, in which the last but one edge is drawn."""
    page = page_of(spots, rules=[Rule(False, SIDE, 90, 120)])
    phrases = phrases_of(page.words)
    area = Area(
        page=page, top=90, bottom=120, left=35, right=650, words=page.words, phrases=phrases, verticals=page.rules
    )
    cells = build_cells(area, COLUMNS, [], lines_by_column(phrases, COLUMNS))
    return [" ".join(word.testo for line in cell.lines for word in line.words) for cell in cells if cell.lines]


def test_a_side_between_two_texts_stands_although_titles_cross_it_in_other_rows() -> None:
    indicator = "numero di bandi, di avvisi e di concorsi a premiati"
    assert texts((200, 100, indicator), (437, 100, "100%")) == [indicator, "100%"]


def test_words_drawn_closer_than_two_cells_are_one_title_over_the_side() -> None:
    title = "numero di bandi, di avvisi e di concorsi a premiati"
    assert texts((200, 100, f"{title} nel 2025")) == [f"{title} nel 2025"]


def test_a_title_with_a_word_on_the_side_runs_over_it() -> None:
    title = "numero di bandi, di avvisi e di concorsi pubblicati nel 2025"
    assert texts((200, 100, title)) == [title]
