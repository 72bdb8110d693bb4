"""Smaller raised text: marks of notes are no part of a word, powers and ordinals are; both engines, and what nobody can tell."""

from __future__ import annotations

from typing import Literal

import pytest

from pipeline.extract.pdf.page import Apice
from pipeline.extract.pdf.raised import judge
from pipeline.extract.pdf.reading import read_pages
from pipeline.rows import FurnitureKind, RawDocument

from .pdf_maker import make_pdf, text
from .plan_row import COLUMNS, HEADER, HEADER_ROW, read

Engine = Literal["pdfium", "pdfplumber"]

RICHIAMO, FORSE, PARTE, NESSUNO = Apice.RICHIAMO, Apice.FORSE, Apice.PARTE, Apice.NESSUNO


def up(words: str, *, size: float = 6, rise: float = 3.5) -> str:
    """Return content that writes on from the pen, smaller and raised (lowered: a negative ``rise``)."""
    return f"/F1 {size} Tf {rise} Ts ({escaped(words)}) Tj 0 Ts /F1 10 Tf "


def on(words: str) -> str:
    """Return content that writes on from the pen."""
    return f"({escaped(words)}) Tj "


def escaped(words: str) -> str:
    return words.replace("(", r"\(").replace(")", r"\)")


def line(*pieces: str, y: float = 700, x: float = 50) -> str:
    return f"BT /F1 10 Tf {x} {y} Td {''.join(pieces)} ET\n"


def words_of(content: str, engine: Engine) -> list[tuple[str, Apice]]:
    (page,), _ = read_pages(make_pdf([content]), "x.pdf", engine=engine)
    return [(word.testo, word.apice) for word in page.words]


@pytest.mark.parametrize("size", [5.2, 6.0, 7.0, 8.3])
@pytest.mark.parametrize("rise", [1.5, 3.3, 4.8])
def test_a_mark_behind_a_word_is_a_word_of_its_own(size: float, rise: float, engine: Engine) -> None:
    content = line(on("entro 31/12/2025"), up("1", size=size, rise=rise), on(" e oltre"))
    assert words_of(content, engine) == [
        ("entro", NESSUNO),
        ("31/12/2025", NESSUNO),
        ("1", RICHIAMO),
        ("e", NESSUNO),
        ("oltre", NESSUNO),
    ]


@pytest.mark.parametrize("mark", ["1", "12", "*", "**", "(1)", "(a)", "[2]", "1,2"])
def test_marks_are_figures_signs_and_brackets(mark: str, engine: Engine) -> None:
    assert words_of(line(on("pratiche evase"), up(mark), on(".")), engine) == [
        ("pratiche", NESSUNO),
        ("evase.", NESSUNO),
        (mark, RICHIAMO),
    ]


def test_a_mark_behind_a_space_is_one_too(engine: Engine) -> None:
    content = line(on("nel 2025 "), up("1")) + line(on("nel 2025 "), up("1 2 3 prova"), y=600)
    found = words_of(content, engine)
    assert found[:3] == [("nel", NESSUNO), ("2025", NESSUNO), ("1", RICHIAMO)]
    assert {apice for _, apice in found[3:]} == {NESSUNO}  # text in small letters, no mark


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (line(on("di 20 m"), up("2"), on("/anno")), "m2/anno"),
        (line(on("i km"), up("2")), "km2"),
        (line(on("la 1"), up("a"), on(" volta")), "1a"),
        (line(on("il n"), up("o"), on(" 5")), "no"),
        (line(on("i Sigg"), up("ri"), on(" soci")), "Siggri"),
        (line(on("di CO"), up("2", rise=-2)), "CO2"),
        (line(on("S"), up("ERVIZIO", size=7, rise=0)), "SERVIZIO"),
        (line(up("1", size=10, rise=3), on("x")), "1x"),
        ("BT /F1 30 Tf 50 680 Td (T) Tj ET " + text(68.4, 692, "utti i casi"), "Tutti"),
    ],
    ids=[
        "area per anno",
        "area",
        "ordinale",
        "numero",
        "abbreviazione",
        "pedice",
        "maiuscoletto",
        "non minore",
        "capolettera",
    ],
)
def test_what_belongs_to_its_word_stays_silently(content: str, read: str, engine: Engine) -> None:
    found = words_of(content, engine)
    assert {apice for _, apice in found} == {NESSUNO}
    assert read in [testo for testo, _ in found]


@pytest.mark.parametrize(
    ("base", "raised", "tail", "heads", "apice"),
    [
        ("90%", "2", "", set(), RICHIAMO),
        ("(2025)", "6", "", set(), RICHIAMO),
        ("2025", "1", "", set(), RICHIAMO),
        ("10", "3", "", set(), FORSE),
        ("10", "3", "", {"3"}, RICHIAMO),
        ("≥20", "2", ",", set(), FORSE),
        ("1.000", "2", "", set(), FORSE),
        ("CO", "2", "", set(), FORSE),
        ("Ufficio", "a", "", set(), FORSE),
        ("Ufficio", "a", "", {"a"}, RICHIAMO),
        ("Ufficio", "(a)", "", set(), RICHIAMO),
        ("3", "a", "", set(), NESSUNO),
        ("3", "a", "", {"a"}, PARTE),
        ("m", "2", "", set(), NESSUNO),
        ("m", "2", "", {"2"}, PARTE),
        ("€/km", "2", "", set(), NESSUNO),
        ("pm", "2", "", set(), FORSE),
        ("2025", "1", "/2026", set(), PARTE),
        ("2025", "1", "e", set(), PARTE),
        ("10", "100", "", set(), PARTE),
        ("Mod", "®", "", set(), NESSUNO),
    ],
)
def test_what_raised_text_is_told_by(base: str, raised: str, tail: str, heads: set[str], apice: Apice) -> None:
    assert judge(base, raised, tail, heads) is apice


def plan(*cells: str, foot: str = "") -> bytes:
    """Return a plan of one row without rules; each cell is content that writes on from the pen."""
    content = HEADER_ROW + "".join(line(cell, x=x, y=750) for x, cell in zip(COLUMNS, cells, strict=True))
    return make_pdf([content + foot])


def cells_of(document: RawDocument) -> list[list[str]]:
    return [[cell.testo for cell in row.cells] for row in document.rows]


def findings_of(document: RawDocument) -> list[tuple[str, str]]:
    return [(found.codice, dict(found.parametri).get("parola", "")) for found in document.diagnostica]


ROW = (on("01 Uno"), on("01.01 Primo"), on("Pratiche evase"), on("90%"), on("Ufficio"))


def test_a_mark_leaves_its_cell_and_stays_in_the_ledger(engine: Engine) -> None:
    document = read(plan(*ROW[:3], on("90%") + up("2"), ROW[4]), engine)
    assert cells_of(document) == [HEADER, ["01 Uno", "01.01 Primo", "Pratiche evase", "90%", "Ufficio"]]
    assert [(piece.kind, piece.testo) for piece in document.arredo] == [(FurnitureKind.RICHIAMO_NOTA, "2")]
    assert findings_of(document) == [("LET110", "90%")]


def test_what_may_be_a_power_is_a_doubt_about_its_node(engine: Engine) -> None:
    document = read(plan(*ROW[:3], on("10") + up("3"), ROW[4]), engine)
    assert cells_of(document)[1][3] == "10"
    assert findings_of(document) == [("LET111", "10")]


def test_what_stays_in_doubt_is_told(engine: Engine) -> None:
    document = read(plan(*ROW[:3], on("2025") + up("1") + on("/26"), ROW[4]), engine)
    assert cells_of(document)[1][3] == "20251/26"
    assert findings_of(document) == [("LET112", "20251/26")]


RAISED_NOTE = line(up("3"), on("Esclusi i casi sospesi."), y=60) + line(on("e quelli archiviati."), y=48)
SMALL_NOTE = "BT /F1 7 Tf 40 60 Td (3 Esclusi i casi sospesi.) Tj ET\n"
RULED_NOTE = "40 72 120 0.5 re f\n" + text(40, 60, "3 Esclusi i casi sospesi.")


@pytest.mark.parametrize("foot", [RAISED_NOTE, SMALL_NOTE, RULED_NOTE], ids=["raised", "small", "below a short rule"])
def test_a_note_at_the_foot_is_no_row_and_settles_a_doubt(foot: str, engine: Engine) -> None:
    document = read(plan(*ROW[:3], on("10") + up("3"), ROW[4], foot=foot), engine)
    assert cells_of(document) == [HEADER, ["01 Uno", "01.01 Primo", "Pratiche evase", "10", "Ufficio"]]
    kinds = [piece.kind for piece in document.arredo]
    assert sorted(kinds) == [FurnitureKind.NOTA, FurnitureKind.RICHIAMO_NOTA]
    assert [code for code, _ in findings_of(document)] == ["LET013", "LET110"]


def test_a_row_that_begins_with_a_marks_figure_is_a_row(engine: Engine) -> None:
    """The same figure, no smaller, under no short rule: nothing tells a note."""
    document = read(plan(*ROW[:3], on("90%") + up("3"), ROW[4], foot=text(40, 700, "3 Terzo settore")), engine)
    assert [piece.kind for piece in document.arredo] == [FurnitureKind.RICHIAMO_NOTA]
    assert cells_of(document)[-1] == ["3 Terzo settore"]
