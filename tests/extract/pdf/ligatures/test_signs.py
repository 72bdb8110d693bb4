"""Ligatures with the code of an ordinary sign: read where they make words whole, told where they may; healthy signs stay."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.ligatures import restore_letters
from pipeline.extract.pdf.page import Page, Word


def read(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a text as it is read, and the doubts about its words."""
    words = [
        Word(at, testo, 40.0 * at, 0, 40.0 * at + 30, 10, 10, space_after=True) for at, testo in enumerate(text.split())
    ]
    page = Page(numero=1, width=5000, height=500, words=tuple(words))
    pages, findings = restore_letters((page,), lambda: (page,))
    doubts = [dict(found.parametri) for found in findings if found.codice == "LET109"]
    return " ".join(word.testo for word in pages[0].words), [(one["parola"], one["forse"]) for one in doubts]


@pytest.mark.parametrize("sign", ["&", "#", ";", "Z", "9", "."])
def test_a_sign_that_makes_words_whole_stands_for_their_letters(sign: str) -> None:
    text = f"inizia{sign}ve opera{sign}vi tempis{sign}che, Ges{sign}one rela{sign}va"
    assert read(text) == ("iniziative operativi tempistiche, Gestione relativa", [])


def test_an_apostrophe_stands_for_letters_and_for_itself() -> None:
    """Behind an elision it is itself, elsewhere it cannot be."""
    text = "a'uazione ogge'o se'ore proge'o; dell'a'uazione l'ufficio sogge'e qualita'"
    assert read(text) == ("attuazione oggetto settore progetto; dell'attuazione l'ufficio soggette qualita'", [])


def test_signs_of_several_letters_in_one_word() -> None:
    assert read("cer&#ca&vo veri#ca opera&vo classi#ca")[0] == "certificativo verifica operativo classifica"


def test_what_may_be_letters_or_a_sign_is_a_doubt() -> None:
    """At a word's end a semicolon may be itself: a word that is read nowhere else without it is told."""
    read_, doubts = read("obie;vi a;vità corre;vo iscri; alle imprese; imprese")
    assert read_ == "obiettivi attività correttivo iscri; alle imprese; imprese"
    assert doubts == [("iscri;", "iscri…")]


def test_a_sign_within_a_word_that_nothing_explains_is_told() -> None:
    assert read("pacche%zzi al 100%")[1] == [("pacche%zzi", "pacche…zzi")]


def test_healthy_signs_stay() -> None:
    text = (
        "dell'ente e/o (n. imprese) Anagrafico-Certificativo EQ_BP_10_01 art.2190 c.c. 31/12/2025 >=90% R&S InfoCamere "
        "info@ente.it http://www.ente.it/piano?a=b&c=d qualita'; Co2 B2B all.1.1 D.Lgs. 100% 90%del imprese;servizi ente:"
    )
    assert read(text) == (text, [])
