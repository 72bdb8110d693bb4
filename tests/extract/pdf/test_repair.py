"""Repairs: what a font lost comes back, and nothing that could be right is changed. Cases: riparazioni.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pdf.repair import apply_repairs, propose_repairs, report_doubts, report_repairs
from pipeline.model import Provenance
from pipeline.profiles import read_profile
from pipeline.rows import RawCell

with (Path(__file__).parent / "riparazioni.csv").open(encoding="utf-8", newline="") as file:
    CASES = [(row["testi"].split("|"), row["attese"], row["nota"]) for row in csv.DictReader(file)]
KNOWN = sorted(read_profile("legature")["parole"])


@pytest.mark.parametrize(("texts", "expected"), [case[:2] for case in CASES], ids=[case[2] for case in CASES])
def test_repairs(texts: list[str], expected: str) -> None:
    assert propose_repairs(texts) == dict(pair.split("=") for pair in expected.split("|") if pair)


def test_the_document_is_its_own_vocabulary() -> None:
    assert propose_repairs(["gli ittiologi", "ittiologi e no", "gli i ologi"]) == {"i ologi": "ittiologi"}
    assert propose_repairs(["gli ittiologi", "gli i ologi"]) == {}  # what stands once may be the odd one


def test_repairs_are_put_in_as_whole_words() -> None:
    repairs = {"obie vi": "obiettivi", "seembre": "settembre"}
    assert apply_repairs("gli obie vi di seembre, obie visione", repairs) == "gli obiettivi di settembre, obie visione"


def test_each_repair_is_reported_with_its_count() -> None:
    texts = ["stru ura", "altra stru ura e telema ca"]
    found = report_repairs(texts, propose_repairs(texts))
    assert [(d.codice, dict(d.parametri)["prima"], dict(d.parametri)["volte"]) for d in found] == [
        ("LET106", "stru ura", "2"),
        ("LET106", "telema ca", "1"),
    ]
    assert [d.codice for d in report_repairs(["S E T T O R E"], {"S E T T O R E": "SETTORE"})] == ["LET108"]


def test_a_word_that_may_have_lost_its_end_is_a_doubt_where_letters_are_lost() -> None:
    texts = ["stru ura e telema ca", "a vità di proge con la ditta", "i proge"]
    cells = [RawCell(testo=text, colonna=0, fonte=Provenance(pagina=n)) for n, text in enumerate(texts, 1)]
    (found,) = report_doubts(cells, propose_repairs(texts))
    assert (found.codice, dict(found.parametri)["parola"]) == ("LET109", "proge")
    assert found.fonte == Provenance(pagina=2, continua=(Provenance(pagina=3),))
    assert report_doubts(cells, {}) == ()


@given(st.lists(st.lists(st.sampled_from(KNOWN), max_size=8).map(" ".join), max_size=8))
def test_known_words_are_never_changed(texts: list[str]) -> None:
    """A word that is right stays as it is."""
    assert propose_repairs(texts) == {}
