"""Read a PDF's pages: bytes come in; engine-neutral Pages and findings about the reading go out.

``iter_pages`` streams (one page is open at a time), ``read_pages`` keeps them all. Rows, furniture and meaning come later.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pipeline.errors import InputError
from pipeline.extract.pdf import pdfium_calls as pdfium
from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.pdfium import iter_pdfium
from pipeline.extract.pdf.plumber import iter_plumber
from pipeline.model import Diagnostic

Engine = Literal["pdfium", "pdfplumber"]


def iter_pages(data: bytes, name: str, *, engine: Engine = "pdfium") -> Iterator[Page]:
    """Yield the pages of a PDF in order."""
    if engine == "pdfplumber":
        yield from iter_plumber(data)
        return
    document = pdfium.load_document(data, len(data), None)
    if not document:
        raise InputError(f"{name}: il PDF non si apre.")
    try:
        yield from iter_pdfium(document)
    finally:
        pdfium.close_document(document)


def read_pages(data: bytes, name: str, *, engine: Engine = "pdfium") -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Return all pages of a PDF and the findings about reading it."""
    return tuple(iter_pages(data, name, engine=engine)), ()
