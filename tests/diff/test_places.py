"""Figures for many pairs at once are those of each pair by itself."""

from __future__ import annotations

import math
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diff.places import as_places, sort_out
from pipeline.diff.texts import fold

_WORDS = st.lists(st.sampled_from(["a", "bb", "ccc"]), min_size=1, max_size=6)


@given(_WORDS, _WORDS)
def test_each_two_that_differ_are_asked_about_once(old: list[str], new: list[str]) -> None:
    asked: list[tuple[str, str]] = []

    def opinion(a: str, b: str) -> float | None:
        asked.append((a, b))
        return None if a == b else float(len(a) - len(b))

    rows = [row for row in range(len(old)) for _ in new]
    columns = [column for _ in old for column in range(len(new))]
    told = sort_out(old, new, lambda word: word).judge(as_places(rows), as_places(columns), opinion)
    assert sorted(asked) == sorted({(a, b) for a in old for b in new})
    for row, column, value in zip(rows, columns, told.tolist(), strict=True):
        a, b = old[row], new[column]
        assert math.isnan(value) if a == b else value == len(a) - len(b)


def test_no_pairs_no_questions() -> None:
    none = as_places([])
    assert not len(sort_out(["a"], ["b"], lambda word: word).judge(none, none, lambda *_: 1.0))


@given(st.text(alphabet=st.characters(exclude_characters="’‘–—“”", codec="utf-8"), max_size=12))
def test_folding_is_compatibility_decomposition_without_accents(text: str) -> None:
    plain = unicodedata.normalize("NFKD", text.casefold())
    assert fold(text) == " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
