"""Acts and norms: every notation, what is none, and the plan of 2025 against the truth written by hand."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.meaning.references import find_references
from pipeline.meaning.references.words import openings

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def _table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", _table(HERE / "notazioni.csv"), ids=lambda row: str(row["testo"]))
def test_notation(row: dict[str, str]) -> None:
    found = [(r.testo, r.tipo, r.norma) for r in find_references(row["testo"])]
    assert found == [(row["stampato"], row["tipo"], row["norma"])]


@pytest.mark.parametrize("text", (HERE / "nessuno.txt").read_text(encoding="utf-8").splitlines())
def test_no_reference(text: str) -> None:
    assert find_references(text) == ()


def test_every_article_of_a_list_is_one_reference() -> None:
    found = find_references("artt. 5, 6-bis e 7 del D.Lgs. 33/2013")
    act = "urn:nir:stato:decreto.legislativo:2013;33"
    assert [r.norma for r in found] == [f"{act}~art5", f"{act}~art6bis", f"{act}~art7"]
    assert {r.testo for r in found} == {"artt. 5, 6-bis e 7 del D.Lgs. 33/2013"}


def test_an_article_belongs_to_the_act_that_follows_it() -> None:
    found = find_references("D.Lgs. 33/2013, art. 5 del D.Lgs. 150/2009")
    assert [r.testo for r in found] == ["D.Lgs. 33/2013", "art. 5 del D.Lgs. 150/2009"]


def test_an_act_named_twice_stands_once_in_the_order_of_the_text() -> None:
    found = find_references("DM 59/2023, d.lgs. 103/2024 e ancora D.M. 59/2023")
    assert [r.testo for r in found] == ["DM 59/2023", "d.lgs. 103/2024"]


def test_acts_open_with_plain_letters() -> None:
    """Texts without such words are not looked at any closer: an accented first word in the profile would never be found."""
    assert [word for word in openings(figures=True) if not (word.isascii() and word.isalpha() and word.islower())] == []


def test_the_2025_plan() -> None:
    """Precision and recall of 1.00 over every text of the plan."""
    truth = {
        (row["nodo"], row["testo"], row["tipo"], row["norma"])
        for row in _table(ROOT / "tests/truth/riferimenti-2025.csv")
    }
    found = {(node, r.testo, r.tipo, r.norma) for node, text in _texts() for r in find_references(text)}
    assert found - truth == set()
    assert truth - found == set()


def _texts() -> Iterator[tuple[str, str]]:
    """Every text of the hand-made tables with its node's id: objectives, indicators, algorithms."""
    for name, key, columns in (
        ("righe-2025.csv", "obiettivo_codice", ("indicatore",)),
        ("individuali-2025.csv", "codice", ("indicatore", "algoritmo")),
    ):
        seen: dict[str, int] = {}
        for row in _table(ROOT / "samples" / name):
            code = row[key]
            if code not in seen:
                yield code, row["obiettivo"]
            seen[code] = seen.get(code, 0) + 1
            for column in columns:
                yield f"{code}/{seen[code]}", row[column]


@given(st.text(max_size=120))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    for reference in find_references(text):
        assert reference.testo in text
        assert reference.norma


pieces = st.lists(
    st.sampled_from(["art.", "D.Lgs.", "103", "/", "2024", "n.", "del", "10", "novembre", "c.c.", "Reg.", "UE", "e", ",",
                     "UNI", "PdR", "31/12/2025", "delibera", "ANAC", "comma", "lett.", "a)", "PNA", "-", "bis"]),
    max_size=12,
)  # fmt: skip


@given(pieces)
def test_any_heap_of_pieces_is_read_without_failing(heap: list[str]) -> None:
    """Every reference found in pieces of the grammar is again one by itself, with the same norm."""
    for reference in find_references(" ".join(heap)):
        assert reference in find_references(reference.testo)
