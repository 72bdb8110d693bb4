"""PDF -> raw rows: pages are read by an engine, freed of their furniture, and cut into rows."""

from __future__ import annotations

import hashlib

from pipeline.extract.pdf.furniture import find_furniture, taken_words
from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.reading import Engine, read_pages
from pipeline.extract.pdf.rows import find_rows
from pipeline.model import FonteDocumento, Formato
from pipeline.rows import RawDocument

__all__ = ["Engine", "read_pdf"]


def read_pdf(data: bytes, name: str, *, engine: Engine = "pdfium", verify: bool = False) -> RawDocument:
    """Return the raw rows of a PDF.

    ``verify`` reads the words with both engines and adds every difference as a finding.

    Raises:
        InputError: the file is damaged, locked by a password, or has no text.
    """
    pages, findings = read_pages(data, name, engine=engine)
    furniture = find_furniture(pages)
    rows, doubts = find_rows(pages, taken_words(furniture))
    return RawDocument(
        fonte=FonteDocumento(
            file=name, sha256=hashlib.sha256(data).hexdigest(), formato=Formato.PDF, pagine=len(pages)
        ),
        parole=_words(pages),
        rows=rows,
        arredo=furniture,
        diagnostica=(*findings, *doubts),
    )


def _words(pages: tuple[Page, ...]) -> tuple[str, ...]:
    """Return every word of the document, at the place of its number."""
    return tuple(word.testo for page in pages for word in sorted(page.words, key=lambda word: word.numero))
