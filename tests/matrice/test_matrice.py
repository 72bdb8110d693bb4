"""The layout matrix: every rendition of the 2025 plan gives the plan that was transcribed by hand, node by node, on both engines.

No rendition is left out, and none is compared with what the program said before: the truth are samples/*-2025.csv.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from samples.truth_rows import ATTO, ENTE, TITOLO, differences

from pipeline.model import Diagnostic, Gravita, Piano
from pipeline.read import read_plan

HERE = Path(__file__).parent
RENDITIONS: dict[str, dict[str, Any]] = {
    rendition["file"]: rendition
    for rendition in tomllib.loads((HERE / "manifest.toml").read_text(encoding="utf-8"))["resa"]
}
WHOLE = [name for name, rendition in RENDITIONS.items() if not rendition["diverso"]]
ENGINES = ("pdfium", "pdfplumber")

# what every plan's page may do to a reader (docs of the matrix), and the words that the manifest says it with
KINDS = {
    "testata corrente": "testata e piè di pagina",
    "piè di pagina": "piè di pagina",
    "timbro sul margine": "timbro",
    "filigrana": "filigrana",
    "intestazione ripetuta": "intestazione su ogni pagina",
    "intestazione una volta": "intestazione solo all'inizio",
    "intestazioni accavallate": "accavallate",
    "intestazioni con altri nomi": "altri nomi",
    "griglia completa": "griglia completa",
    "sola cornice": "sola cornice",
    "solo righe orizzontali": "solo righe orizzontali",
    "righe a colori alterni": "righe a colori alterni",
    "nessuna riga": "nessuna riga",
    "titolo a tutta larghezza": "a tutta larghezza",
    "celle unite in verticale": "uniti in verticale",
    "celle unite a cavallo di pagina": "a cavallo di pagina",
    "testo in alto": "testo in alto",
    "testo a mezza altezza": "testo a mezza altezza",
    "titoli traboccanti": "traboccan",
    "righe spezzate tra due pagine": "righe spezzate tra due pagine",
    "righe non spezzate": "righe non spezzate",
    "pagine verticali e orizzontali": "pagine verticali e orizzontali",
    "colonne strette": "colonne strette",
    "parole spezzate": "spezzate senza trattino",
    "sillabe": "sillabazione",
    "trattini facoltativi": "trattini facoltativi",
    "molte tabelle": "molte tabelle per pagina",
    "titoli fra le tabelle": "titoli",
    "note fra le tabelle": "note",
    "legature perse": "legature",
    "lettere spaziate": "lettere spaziate",
    "neretto finto": "neretto finto",
    "testo invisibile": "testo invisibile",
    "testo fuori dal foglio": "testo fuori dal foglio",
    "pagina ruotata": "/Rotate",
    "contenuto girato": "contenuto girato",
    "schede": "una scheda per obiettivo",
    "ordine delle colonne": "owner prima del target",
    "righe strappate dal salto pagina": "strappate",
    "legature scambiate": "legature scambiate",
    "testo giustificato": "testo giustificato",
}
PRODUCERS = {
    "LibreOffice Writer",
    "LibreOffice Calc",
    "Chromium",
    "reportlab",
    "WeasyPrint",
    "wkhtmltopdf",
    "LibreOffice Writer e Ghostscript",
    "pdfTeX",
}


def _read(name: str, engine: str) -> Piano:
    return read_plan((HERE / name).read_bytes(), name, engine=engine)


def _assert_sound(piano: Piano) -> None:
    """Title, act, ledger and severity: what holds for every rendition, whatever became of its letters."""
    assert (piano.titolo, piano.ente, piano.anno) == (TITOLO, ENTE, 2025)
    assert piano.atto is not None
    assert piano.atto.testo == ATTO
    ledger = piano.copertura
    assert (ledger.nei_nodi + ledger.arredo, ledger.non_assegnate) == (ledger.parole, 0)
    assert [d.messaggio for d in piano.diagnostica if d.gravita is Gravita.ERRORE] == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", WHOLE)
def test_every_node_is_the_one_transcribed_by_hand(name: str, engine: str) -> None:
    """14 settori, 89 obiettivi, 146 indicatori, 17 individual objectives with 21 indicators: each text exact."""
    piano = _read(name, engine)
    assert differences(piano) == []
    _assert_sound(piano)
    notes = [d.messaggio for d in piano.diagnostica if d.codice == "COP002"]
    for note in RENDITIONS[name]["note"]:
        assert [told for told in notes if note in told], "a note between the tables is told, not lost"
    assert _about_letters(piano) == [], "no word is repaired where none is damaged"


@pytest.mark.parametrize("engine", ENGINES)
def test_lost_ligatures_are_put_back_and_told(engine: str) -> None:
    """The text layer of pages 1-4 has no ``tti``, ``ti``, ``tt``: every word is whole again, each told, none in doubt."""
    piano = _read("lo-legature-perse.pdf", engine)
    assert differences(piano) == []
    _assert_sound(piano)
    told = {dict(d.parametri)["prima"]: dict(d.parametri)["dopo"] for d in _about_letters(piano)}
    assert {d.codice for d in _about_letters(piano)} == {"LET106"}
    assert all(d.nodo and d.fonte for d in _about_letters(piano)), "each names its place and its node"
    words = {"a va": "attivati", "par tà": "partità", "sogge e": "soggette", "presen": "presenti", "dire e": "dirette"}
    assert words.items() <= told.items()


def _about_letters(piano: Piano) -> list[Diagnostic]:
    """Return the findings about letters that a font lost."""
    return [d for d in piano.diagnostica if d.codice in {"LET106", "LET109"}]


def test_the_folder_and_the_manifest_hold_the_same_files() -> None:
    assert sorted(path.name for path in HERE.glob("*.pdf")) == sorted(RENDITIONS)


def test_at_least_twenty_four_renditions_of_every_producer() -> None:
    assert len(RENDITIONS) >= 24
    assert {rendition["produttore"] for rendition in RENDITIONS.values()} == PRODUCERS


def test_only_the_lost_ligatures_differ_from_the_truth() -> None:
    assert sorted(set(RENDITIONS) - set(WHOLE)) == ["lo-legature-perse.pdf"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_layout_is_in_the_matrix(kind: str) -> None:
    assert [name for name, rendition in RENDITIONS.items() if KINDS[kind] in rendition["esercita"]]


@pytest.mark.parametrize(
    "text", ["Pag. {page} di {pages}", "Prot. n. 12345 del 29/07/2025 - CCIAA della Maremma e del Tirreno", "BOZZA"]
)
def test_the_furniture_that_plans_carry_is_in_the_matrix(text: str) -> None:
    assert [name for name, rendition in RENDITIONS.items() if text in rendition["arredo"]]
