"""Tokens: the first ones of a text are those that the whole text has, and what a phrase needs is looked for wherever it may stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.meaning.formulas import find_indicatore_formula
from pipeline.meaning.targets.wording import Dicitura
from pipeline.meaning.tokens import first_texts, tokenize
from pipeline.profiles import read_profile

_TEXTS = st.text(alphabet="aZèÈ’'.,;:/<>=≥-–1290º° \t\n()%€ßſK\u0301\u00ad", max_size=20)
_LOWER = [phrase for phrase in read_profile("target")["indicatore"]["riduce"] if "conformita" not in phrase]


@given(_TEXTS, st.integers(min_value=0, max_value=6))
def test_first_texts_are_those_of_the_first_tokens(text: str, count: int) -> None:
    """«The texts of a text's first tokens; it is not cut up any further.»"""
    assert first_texts(text, count) == tuple(token.testo for token in tokenize(text)[:count])


@given(st.sampled_from(_LOWER), st.sampled_from(["", "l'", "(", "n.", "2025 "]), st.booleans())
def test_a_phrase_is_heard_whatever_stands_before_it(phrase: str, before: str, capitals: bool) -> None:
    """«Lower is better»: with one of these words, in capitals or not, behind an apostrophe, a bracket or a figure."""
    said = before + phrase.replace("*", "i")
    assert Dicitura(f"Andamento {said.upper() if capitals else said}", "", "").al_ribasso


def test_a_word_that_divides_may_carry_capitals_or_an_accent() -> None:
    for word in ("su", "SU", "sù", "Sú"):
        formula, _ = find_indicatore_formula(f"n. pratiche evase {word} n. pratiche ricevute")
        assert formula is not None
        assert formula.denominatore == "n. pratiche ricevute"


def test_a_slash_between_figures_divides_nothing() -> None:
    assert find_indicatore_formula("n. atti entro il 30/06 o il 31/12 di n. uffici") == (None, ())
