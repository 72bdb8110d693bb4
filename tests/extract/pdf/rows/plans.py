"""Plans to set as tables: rows of the plan of 2025, and small invented ones; and the way from pages to a tree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from hypothesis import strategies as st
from normalize.layouts import Grid, Layout, Row, grid, individual_rows, plan_rows

from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.rows import find_rows
from pipeline.model import FonteDocumento, Formato, Piano
from pipeline.normalize import normalize
from pipeline.rows import RawDocument

WORDS = (
    "imprese",
    "servizi",
    "numero",
    "grado",
    "tempo",
    "medio",
    "pratiche",
    "bandi",
    "evase",
    "ricevute",
    "percentuale",
)
TARGETS = (">=80%", "100%", "≥5", "31/12/2025", "<= 30 giorni", "SI")
OWNERS = ("Servizio Promozione", "Ufficio Legale", "Servizio Anagrafico-Certificativo", "Tutti i servizi")

HEADINGS_IN_ROWS = {
    "righe proprie": Layout(settore="row", obiettivo="row"),
    "sulla prima riga": Layout(settore="shared", obiettivo="shared"),
    "settore sul primo obiettivo": Layout(settore="shared", obiettivo="row"),
    "ripetuti": Layout(settore="repeated", obiettivo="repeated"),
}
ACROSS = Layout(settore="across", obiettivo="across")
MERGED = Layout(settore="down", obiettivo="down")
MERGED_OWNER = Layout(settore="row", obiettivo="row", merge_owner=True)


def rows_of(*settori: str) -> list[Row]:
    """Return the indicator rows of some settori of the plan of 2025."""
    return [row for row in plan_rows() if row["settore_codice"] in settori]


def individual_grid(tabella: str) -> tuple[Grid, list[tuple[str, ...]]]:
    """Return one table of individual objectives, and what it tells: objective, indicator, algorithm, target."""
    rows = [row for row in individual_rows() if row["tabella"] == tabella]
    lines: Grid = [[rows[0]["intestazione"], "INDICATORE", "ALGORITMO", "TARGET"]]
    for obiettivo, group in groupby(rows, key=lambda row: row["obiettivo"]):
        lines.append([obiettivo, "", "", ""])
        lines += [["", row["indicatore"], row["algoritmo"], row["target"]] for row in group]
    return lines, [(row["obiettivo"], row["indicatore"], row["algoritmo"], row["target"]) for row in rows]


def told_goals(piano: Piano) -> list[tuple[str, ...]]:
    """Return the individual indicators of a tree as ``individual_grid`` tells them."""
    return [
        (goal.testo, leaf.testo, leaf.algoritmo or "", leaf.target.testo)
        for goal in piano.obiettivi_individuali
        for leaf in goal.indicatori
    ]


def titles(at_most: int) -> st.SearchStrategy[str]:
    """Draw a title: words that may be repeated, the first with a capital."""
    return st.lists(st.sampled_from(WORDS), min_size=2, max_size=at_most).map(
        lambda words: " ".join(words).capitalize()
    )


def _draw_row(draw: st.DrawFn, settore: str, obiettivo: str) -> Row:
    return {
        "settore_codice": settore[:2],
        "settore": settore,
        "obiettivo_codice": obiettivo[:5],
        "obiettivo": obiettivo,
        "indicatore": draw(titles(25)),
        "target": draw(st.sampled_from(TARGETS)),
        "owner": draw(st.sampled_from(OWNERS)),
    }


@st.composite
def small_plans(draw: st.DrawFn) -> list[Row]:
    """Draw the rows of a small plan: one to three settori, each with one to three objectives of one to three indicators."""
    rows: list[Row] = []
    for s in range(1, draw(st.integers(1, 3)) + 1):
        settore = f"{s:02} - {draw(titles(8))}"
        for o in range(1, draw(st.integers(1, 3)) + 1):
            obiettivo = f"{s:02}.{o:02} - {draw(titles(14))}"
            rows += [_draw_row(draw, settore, obiettivo) for _ in range(draw(st.integers(1, 3)))]
    return rows


def set_in(rows: Sequence[Row], layout: Layout) -> Grid:
    """Return the table of some rows in a layout."""
    return grid(list(rows), layout)


def read(pages: Sequence[Page]) -> RawDocument:
    """Return the pages' rows as a document; no word of them is taken for furniture."""
    rows, doubts = find_rows(pages, frozenset())
    return RawDocument(
        fonte=FonteDocumento(file="prova.pdf", sha256="0" * 64, formato=Formato.PDF, pagine=len(pages)),
        parole=tuple(word.testo for page in pages for word in page.words),
        rows=rows,
        diagnostica=doubts,
    )


def grow(pages: Sequence[Page]) -> Piano:
    """Return the tree that the pages' rows make."""
    return normalize(read(pages))
