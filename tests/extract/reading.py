"""How tests look at a raw document: rows as plain values, and the ledger of its words."""

from __future__ import annotations

from pipeline.extract import extract
from pipeline.rows import RawDocument

from .word import package


def read(data: bytes, name: str = "piano") -> RawDocument:
    """Read a document, and hold that every one of its words stands in exactly one place."""
    document = extract(data, name)
    assert_every_word_once(document)
    return document


def read_body(body: str) -> RawDocument:
    """Read a Word document with this body and nothing else."""
    return read(package(body), "piano.docx")


def texts(document: RawDocument) -> list[list[str]]:
    """The texts of every row's cells."""
    return [[cell.testo for cell in row.cells] for row in document.rows]


def shape(document: RawDocument) -> list[list[tuple[str, int, int, int]]]:
    """Every row's cells as (text, column, columns, rows)."""
    return [[(c.testo, c.colonna, c.colonne, c.righe) for c in row.cells] for row in document.rows]


def codes(document: RawDocument) -> list[str]:
    """The codes of the findings, in order."""
    return [found.codice for found in document.diagnostica]


def assert_every_word_once(document: RawDocument) -> None:
    """The conservation law at this stage: cells and furniture name every word once, and hold its text."""
    cells = [(c.parole, c.testo) for row in document.rows for c in row.cells]
    places = [*cells, *((item.parole, item.testo) for item in document.arredo)]
    numbers = [number for words, _ in places for number in words]
    assert sorted(numbers) == list(range(len(document.parole)))
    for words, text in places:
        assert " ".join(document.parole[number] for number in words) == text
