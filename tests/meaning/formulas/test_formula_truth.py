"""Formulas against the table made by hand over the 167 indicators of the plan, and every shape of ratio and of mere slash."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.meaning.formulas import find_formula, find_indicatore_formula

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
Row = dict[str, str]

NAMES = ["pratiche", "istanze", "fatture", "interventi"]
MARKERS = ["N. ", "n°", "Numero ", "n. ", "N ", "N° ", "nr. "]
PIECES = [
    *MARKERS,
    *NAMES,
    "/",
    " / ",
    "(",
    ")",
    " ",
    "31/12",
    ":",
    ";",
    " su ",
    "evase ",
    "totale ",
    " - ",
    "ore ",
    "²",
]


def _table(path: Path) -> list[Row]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _texts() -> dict[str, tuple[str, str]]:
    """Every indicator of the hand-made tables by its id: text and ALGORITMO."""
    texts: dict[str, tuple[str, str]] = {}
    for name, key in (("righe-2025.csv", "obiettivo_codice"), ("individuali-2025.csv", "codice")):
        seen: dict[str, int] = {}
        for row in _table(ROOT / "samples" / name):
            seen[row[key]] = seen.get(row[key], 0) + 1
            texts[f"{row[key]}/{seen[row[key]]}"] = (row["indicatore"], row.get("algoritmo") or "")
    return texts


TEXTS = _texts()
TRUTH = _table(ROOT / "tests/truth/formule-2025.csv")


def test_the_truth_covers_every_indicator() -> None:
    assert [row["id"] for row in TRUTH] == list(TEXTS)
    assert len(TRUTH) == 167


@pytest.mark.parametrize("row", TRUTH, ids=lambda row: str(row["id"]))
def test_every_indicator_of_the_2025_plan(row: Row) -> None:
    """Precision 1.00: what is found is in the table; and here recall is 1.00 as well."""
    formula, findings = find_indicatore_formula(*TEXTS[row["id"]])
    found = (formula.numeratore, formula.denominatore) if formula else ("", "")
    assert found == (row["numeratore"], row["denominatore"])
    assert findings == ()


@pytest.mark.parametrize("row", _table(HERE / "rapporti.csv"), ids=lambda row: str(row["testo"]))
def test_ratio(row: Row) -> None:
    formula, findings = find_formula(row["testo"])
    assert formula is not None
    assert (formula.numeratore, formula.denominatore) == (row["numeratore"], row["denominatore"])
    assert findings == ()


@pytest.mark.parametrize("text", (HERE / "barre.txt").read_text(encoding="utf-8").splitlines())
def test_a_slash_that_is_only_a_slash(text: str) -> None:
    assert find_formula(text) == (None, ())


def test_algoritmo_comes_before_the_text() -> None:
    formula, _ = find_indicatore_formula("N. a uno / N. b uno", "N. a due / N. b due")
    assert formula is not None
    assert formula.numeratore == "N. a due"


def test_the_text_is_asked_where_algoritmo_holds_no_ratio() -> None:
    formula, _ = find_indicatore_formula("N. pratiche evase / N. pratiche", "Conteggio delle pratiche")
    assert formula is not None
    assert formula.denominatore == "N. pratiche"


def test_an_ambiguous_algoritmo_is_not_passed_over() -> None:
    formula, findings = find_indicatore_formula("N. a / N. b", "N. c / N. d; N. e / N. f")
    assert formula is None
    assert [finding.codice for finding in findings] == ["FOR001"]


@pytest.mark.parametrize("slash", ["/", " / ", "/ ", " /"])
@pytest.mark.parametrize("frame", ["{}", "Grado di evasione ({})", "Grado di evasione: {}"])
def test_spaces_and_frame_do_not_change_the_ratio(slash: str, frame: str) -> None:
    formula, _ = find_formula(frame.format(f"n. pratiche evase{slash}n. pratiche pervenute"))
    assert formula is not None
    assert (formula.numeratore, formula.denominatore) == ("n. pratiche evase", "n. pratiche pervenute")


@given(st.sampled_from(MARKERS), st.sampled_from(NAMES), st.sampled_from(MARKERS), st.sampled_from(NAMES))
def test_counts_on_both_sides_are_a_ratio(one: str, name: str, other: str, again: str) -> None:
    formula, _ = find_formula(f"Percentuale di evasione ({one}{name} / {other}{again})")
    assert formula is not None
    assert (formula.numeratore, formula.denominatore) == (f"{one}{name}", f"{other}{again}")


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_what_is_found_is_printed(heap: list[str]) -> None:
    """Numerator and denominator are words of the text, parted by its slash or by ``su``, with balanced brackets."""
    text = "".join(heap)
    formula, findings = find_formula(text)
    if formula is None:
        return
    assert findings == ()
    assert text.index(formula.numeratore) < text.rindex(formula.denominatore)
    for side in (formula.numeratore, formula.denominatore):
        assert side.strip() == side != ""
        assert side.count("(") == side.count(")")


@given(st.text(max_size=60))
def test_any_text_is_searched_without_failing(text: str) -> None:
    assert len(find_formula(text)) == 2
