"""Extractors: a document's bytes become raw rows with numbered words, whatever its format.

What comes in is recognised by content, never by name. What goes out is a RawDocument: rows in reading order, page
furniture, findings. No meaning is decided here (which column is the target, what is a header): see ``normalize``.
Each reader is imported only when its format is met, because lxml, python-docx and PDFium cost time to load.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import cast, get_args

from pipeline.diagnostics import finding
from pipeline.errors import UsageError
from pipeline.extract.envelope import unwrap
from pipeline.extract.sniff import recognise
from pipeline.extract.source import read_source
from pipeline.model import Formato
from pipeline.rows import RawDocument

__all__ = ["extract", "read_source"]


def extract(data: bytes, name: str, *, engine: str = "pdfium", verify: bool = False) -> RawDocument:
    """Read a document: PDF, DOCX or plain text, also inside a signed envelope (p7m).

    Args:
        data: the whole file.
        name: its name without folders, for messages and provenance only.
        engine: which PDF engine reads (``pdfium`` or ``pdfplumber``).
        verify: read a PDF with the other engine too, and report where they differ.

    Raises:
        InputError: the bytes are no document that can be read; the message says what they are and what to do.
        UsageError: there is no such engine.
    """
    content = unwrap(data, name)
    document = _read(content, name, engine=engine, verify=verify)
    if content is data:
        return document
    # the sha256 is the signed file's, which is what was received and can be compared
    source = replace(document.fonte, sha256=sha256(data).hexdigest())
    return replace(document, fonte=source, diagnostica=(finding("LET003", file=name), *document.diagnostica))


def _read(data: bytes, name: str, *, engine: str, verify: bool) -> RawDocument:
    match recognise(data, name):
        case Formato.PDF:
            return _read_pdf(data, name, engine, verify=verify)
        case Formato.DOCX:
            from pipeline.extract.docx import read_docx

            return read_docx(data, name)
        case Formato.TESTO:
            from pipeline.extract.text import read_text

            return read_text(data, name)


def _read_pdf(data: bytes, name: str, engine: str, *, verify: bool) -> RawDocument:
    from pipeline.extract.pdf import Engine, read_pdf  # loads PDFium

    if engine not in get_args(Engine):
        raise UsageError(f"Il motore PDF «{engine}» non esiste.", f"Scegli tra {' e '.join(get_args(Engine))}.")
    return read_pdf(data, name, engine=cast("Engine", engine), verify=verify)
