"""Codes, titles, headers and the head of a plan, case by case."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Atto
from pipeline.normalize.codes import parse_code
from pipeline.normalize.head import find_ente, read_act
from pipeline.normalize.headers import find_header, read_label
from pipeline.normalize.joining import join_texts
from pipeline.normalize.roles import Ruolo
from pipeline.normalize.similarity import fold, similarity
from pipeline.normalize.titles import split_year

from .sheet import Sheet

CASES = list(csv.DictReader(Path(__file__).with_name("codici.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["testo"])
def test_codes(case: dict[str, str]) -> None:
    code = parse_code(case["testo"])
    assert (code.testo, code.resto) if code else (case["codice"], case["resto"]) == ("", "")


@pytest.mark.parametrize(
    ("title", "name", "year"),
    [
        (
            "Verifica dinamica mediatore immobiliare al 31/12 (2025)",
            "Verifica dinamica mediatore immobiliare al 31/12",
            2025,
        ),
        ("Iniziative per la ripartenza delle imprese 2025", "Iniziative per la ripartenza delle imprese", 2025),
        ("sede di Livorno 2025 -", "sede di Livorno", 2025),
        ("autenticazione di SPID/CIE 2024", "autenticazione di SPID/CIE", 2024),
        ("uguaglianza di genere 2025 (CC inclusiva)", "uguaglianza di genere (CC inclusiva)", 2025),
        ("servizi all'utenza 2025 - Regolazione del Mercato", "servizi all'utenza - Regolazione del Mercato", 2025),
        (
            "Piano triennale informatica 2024/2026 - Obiettivo RA5.2.3",
            "Piano triennale informatica 2024/2026 - Obiettivo RA5.2.3",
            None,
        ),
        ("Azioni 2025 per il miglioramento", "Azioni 2025 per il miglioramento", None),
        ("delibera di Giunta camerale del 19.12.2024", "delibera di Giunta camerale del 19.12.2024", None),
        ("Ods n. 23 del 10 novembre 2022", "Ods n. 23 del 10 novembre 2022", None),
        ("adempimenti per l'anno 2025", "adempimenti per l'anno 2025", None),
        ("biennio 2024-2025", "biennio 2024-2025", None),
        ("2025", "2025", None),
    ],
)
def test_year_marks(title: str, name: str, year: int | None) -> None:
    assert split_year(title) == (name, year)


@given(st.text())
def test_titles_without_their_year_have_no_other_words(title: str) -> None:
    """Property: the name holds words of the title only, in their order."""
    name, _ = split_year(title)
    rest = iter(title.split())
    assert all(word in rest for word in name.split()) or not name


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("SETTORE", Ruolo.SETTORE),
        ("Area\nstrategica", Ruolo.SETTORE),
        ("Obiettivo", Ruolo.OBIETTIVO),
        ("OBIETTIVO INDIVIDUALE", Ruolo.INDIVIDUALE),
        ("Indicatori", Ruolo.INDICATORE),
        ("Algoritmo di calcolo", Ruolo.ALGORITMO),
        ("Target 2025", Ruolo.TARGET),
        ("Valore atteso", Ruolo.TARGET),
        ("Unità organizzativa", Ruolo.OWNER),
        ("Peso %", Ruolo.ALTRO),
        ("Fonte dei dati", Ruolo.ALTRO),
        ("Set tor e", Ruolo.SETTORE),
        ("Strut tura responsa bile", Ruolo.OWNER),
    ],
)
def test_header_words(text: str, role: Ruolo) -> None:
    label = read_label(text)
    assert label is not None
    assert label.ruoli[0] is role


def test_a_misspelt_header_is_read_beside_sound_ones_and_reported() -> None:
    document = (
        Sheet().table([["OBBIETTIVO INDIVIDUALI", "INDICATORE", "ALGORITMO", "TARGET"], ["", "a", "b", "1"]]).done()
    )
    header = find_header(document.rows, 0, 2025)
    assert header is not None
    assert header.layout.individuale
    assert header.refusi[0][0] == "OBBIETTIVO INDIVIDUALI"
    assert read_label("OBBIETTIVO INDIVIDUALI") is None


@pytest.mark.parametrize(
    "row", [["N.", "Servizi"], ["3", "Ufficio"], ["100%", "Target di prova"], ["Bandi pubblicati", "4"]]
)
def test_values_are_no_header(row: list[str]) -> None:
    assert find_header(Sheet().table([row]).done().rows, 0, None) is None


@pytest.mark.parametrize(
    ("line", "ente", "atto"),
    [
        (
            "All.1.1 D GC 29/07/2025",
            "CCIAA Maremma e Tirreno",
            Atto(testo="", allegato="1.1", organo="Giunta camerale", data=date(2025, 7, 29)),
        ),
        (
            "Allegato sub a) alla deliberazione n. 5/GC",
            "Camera di commercio di Sondrio",
            Atto(testo="", allegato="a", organo="Giunta camerale", data=None),
        ),
        (
            "Delibera di Giunta n. 12 del 28/01/2024",
            "Comune di Roccabruna",
            Atto(testo="", allegato=None, organo="Giunta comunale", data=date(2024, 1, 28)),
        ),
        (
            "DGC n. 5 del 3 marzo 2023",
            "Comune di Roccabruna",
            Atto(testo="", organo="Giunta comunale", data=date(2023, 3, 3)),
        ),
        (
            "Approvato il 28 gennaio 2020, aggiornato con Delibera di Giunta del 25 giugno 2020",
            None,
            Atto(testo="", allegato=None, organo="Giunta", data=date(2020, 6, 25)),
        ),
        (
            "Determinazione dirigenziale 4 del 31/02/2025",
            None,
            Atto(testo="", allegato=None, organo="Dirigente", data=None),
        ),
    ],
)
def test_acts(line: str, ente: str | None, atto: Atto) -> None:
    read = read_act(line, ente)
    assert (read.allegato, read.organo, read.data) == (atto.allegato, atto.organo, atto.data)
    assert read.testo == line


@pytest.mark.parametrize(
    ("line", "ente"),
    [
        ("Albero della Performance 2025 CCIAA Maremma e Tirreno", "CCIAA Maremma e Tirreno"),
        ("Piano della performance 2024-2026 - Comune di Roccabruna", "Comune di Roccabruna"),
        ("Camera di Commercio di Sondrio - Albero della performance", "Camera di Commercio di Sondrio"),
        ("Obiettivo comune a tutte le aree", None),
        ("Albero della performance", None),
    ],
)
def test_bodies(line: str, ente: str | None) -> None:
    assert find_ente(line) == ente


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Servizio Anagrafico-", "Certificativo", "Servizio Anagrafico-Certificativo"),
        ("efficacia/", "efficienza", "efficacia/efficienza"),
        ("sede di Livorno 2025 -", "seguito", "sede di Livorno 2025 - seguito"),
        ("Servizio", "Promozione", "Servizio Promozione"),
        ("", "Promozione", "Promozione"),
    ],
)
def test_halves_of_a_text(first: str, second: str, whole: str) -> None:
    assert join_texts(first, second) == whole


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    """Property: canonicalisation is idempotent."""
    assert fold(fold(text)) == fold(text)


def test_different_numbers_never_match() -> None:
    assert similarity("Settore 2", "Settore 3") == 0.0
    assert similarity("Monitoraggio SOCIETÀ", "monitoraggio societa") == 1.0
