"""Text, CSV and web page."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from pipeline.diff import Diff, compare
from pipeline.diff.render_csv import COLUMNS, render_csv
from pipeline.diff.render_html import render_html
from pipeline.diff.render_text import render_text
from pipeline.diff.words import summary_lines

from .generator import STRENGTHS, make_pair
from .plans import sample_plan, type_target
from .test_changes import PLAN, edit_indicator, edit_objective


@pytest.fixture(scope="module")
def diff() -> Diff:
    pair = make_pair(STRENGTHS[2], 3)
    return compare(pair.old, pair.new)


def test_text_of_one_tighter_target() -> None:
    new = edit_indicator(PLAN, "10.10/1", lambda i: replace(i, target=type_target("<= 4 gg", i.testo)))
    text = render_text(compare(PLAN, replace(new, anno=2026)))
    assert "2025 (All.1.1 D GC 29/07/2025) → 2026 (All.1.1 D GC 29/07/2025)" in text
    assert "Target: 1 più severo." in text
    tree = text.split("Che cosa cambia")[1].strip().splitlines()
    assert tree[0].startswith("10 - Consolidamento")
    assert [line.strip() for line in tree[1:]] == [
        "10.10 - Ottimizzazione dell'efficienza nell'erogazione dei servizi regolazione mercato all'utenza 2…",
        "~ 10.10/1 Tempo medio di attesa appuntamenti CNS e Token da applicativo online",
        "target più severo: <= 5 gg → <= 4 gg",
    ]


def test_text_in_english(diff: Diff) -> None:
    assert "Objectives: " in render_text(diff, "en")
    assert "Obiettivi" not in render_text(diff, "en").split("What changes")[0].replace("Obiettivi individuali", "")


def test_colours_only_on_request(diff: Diff) -> None:
    assert "\x1b" not in render_text(diff)
    assert re.sub(r"\x1b\[\d*m", "", render_text(diff, colori=True)) == render_text(diff)


def test_nothing_changed() -> None:
    plan = sample_plan()
    assert "Nessun cambiamento" in render_text(compare(plan, plan))
    assert "Che cosa cambia" not in render_text(compare(plan, plan))
    assert "Nessun cambiamento" in render_html(compare(plan, plan))


def test_one_row_a_change(diff: Diff) -> None:
    rows = list(csv.DictReader(io.StringIO(render_csv(diff), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [(r["tipo"], r["vecchio"], r["nuovo"]) for r in rows] == [
        (c.tipo, c.vecchio or "", c.nuovo or "") for c in diff.cambiamenti
    ]


def test_excel_gets_no_formulas() -> None:
    evil = "=HYPERLINK(1)"
    new = edit_indicator(PLAN, "11.01/1", lambda i: replace(i, target=replace(i.target, testo=evil)))
    text = render_csv(compare(PLAN, new), excel=True)
    assert text.startswith("\ufefftipo;descrizione;")
    assert f"'{evil}" in text


class _Page(HTMLParser):
    """Checks that tags are closed in order, and notes every address and every id."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.controls: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.addresses += [found[name] or "" for name in ("href", "src") if name in found]
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "label":
            self.labelled.add(found.get("for") or "")
        if tag in ("select", "input"):
            self.controls.add(found.get("id") or "")
        if tag not in ("meta", "link", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_loads_nothing(diff: Diff) -> None:
    page = _Page()
    page.feed(render_html(diff))
    assert page.open == []
    assert set(page.addresses) == {"data:,", "#cambiamenti"}
    assert len(page.ids) == len(set(page.ids))
    assert page.controls <= page.labelled


def test_the_page_opens_in_the_language_asked_for(diff: Diff) -> None:
    assert '<html lang="it">' in render_html(diff)
    assert '<html lang="en">' in render_html(diff, "en")


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '" onmouseover="x', "@ELENCO@", "@PIEDE@", "</article>"])
def test_what_a_plan_says_is_escaped(evil: str) -> None:
    new = edit_objective(PLAN, "11.04", lambda o: replace(o, testo=f"11.04 {evil}", nome=evil))
    new = edit_indicator(new, "11.04/1", lambda i: replace(i, target=replace(i.target, testo=evil)))
    new = edit_indicator(
        new, "11.03/1", lambda i: replace(i, owner=replace(i.owner, testo=evil, unita=(evil,)) if i.owner else None)
    )
    html = render_html(compare(PLAN, replace(new, ente=evil)))
    page = _Page()
    page.feed(html)
    assert page.open == []
    assert html.count("<script>") == 1
    assert set(page.addresses) == {"data:,", "#cambiamenti"}


def test_words_are_marked_on_their_own_side() -> None:
    new = edit_objective(
        PLAN,
        "11.04",
        lambda o: replace(o, testo="11.04 Promozione dei canali social", nome="Promozione dei canali social"),
    )
    html = render_html(compare(PLAN, new))
    assert "Promozione <ins>dei</ins> canali social" in html
    assert "<del>dei</del>" not in html


def test_summary_counts_the_renewals(diff: Diff) -> None:
    lines = summary_lines(diff, "it")
    assert f"{diff.rinnovi.target} target e {diff.rinnovi.testi} testi" in " ".join(lines)
