"""A plan of one row without rules, and its reading with the ledger closed."""

from __future__ import annotations

from pipeline.extract.pdf import read_pdf
from pipeline.extract.pdf.reading import Engine
from pipeline.rows import RawDocument

from .pdf_maker import text

HEADER = ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"]
COLUMNS = (40, 120, 240, 400, 480)
HEADER_ROW = "".join(text(x, 780, name, font="F2") for x, name in zip(COLUMNS, HEADER, strict=True))
"""Content that writes the header at the head of its columns."""


def read(pdf: bytes, engine: Engine) -> RawDocument:
    """Return the rows of a PDF; every word of it stands in one cell or one piece of furniture."""
    document = read_pdf(pdf, "piano.pdf", engine=engine)
    words = [numero for row in document.rows for cell in row.cells for numero in cell.parole]
    words += [numero for piece in document.arredo for numero in piece.parole]
    assert sorted(words) == list(range(len(document.parole)))  # no word is lost, none counted twice
    return document
