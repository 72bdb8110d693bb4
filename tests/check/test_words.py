"""How the checks cut texts into words: as the plain definition says, however it is done."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.words import ends_with_any_of, fold, words_of
from pipeline.profiles.folding import fold as fold_wholly

_TEXTS = st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("aZ09_ è’–°.İßſ\u0301™")))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


@given(_TEXTS)
def test_texts_are_folded_and_cut_by_their_definition(text: str) -> None:
    """«In lower case and without accents; punctuation stays», «the words of a text, folded, in order»."""
    assert fold(text) == _plain(text)
    assert words_of(text) == tuple(re.findall(r"\w+", _plain(text)))


@given(_TEXTS)
def test_a_text_is_wholly_folded_by_its_definition(text: str) -> None:
    """«Without case, accents and punctuation, its words parted by single spaces. Idempotent.»"""
    folded = fold_wholly(text)
    assert folded == " ".join(re.findall("[0-9a-z%]+", _plain(text)))
    assert fold_wholly(folded) == folded


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("da inviare entro il", True),
        ("(entro il", True),
        ("ENTRO", False),
        ("al rientro", False),
        ("entro poco", False),
        ("", False),
    ],
)
def test_a_text_ends_with_a_phrase_of_whole_words(text: str, ends: bool) -> None:
    assert ends_with_any_of(text, "scadenze", "entro") is ends
