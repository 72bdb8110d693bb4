"""Read a PDF's pages: bytes come in; engine-neutral Pages and findings about the reading go out.

``iter_pages`` streams (one page is open at a time), ``read_pages`` keeps them all and refuses what is no text. Rows,
furniture and meaning come later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.diagnostics import finding
from pipeline.errors import InputError
from pipeline.extract.pdf import pdfium_calls as pdfium
from pipeline.extract.pdf.legible import is_garbage
from pipeline.extract.pdf.opening import open_pdfium, without_junk
from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.pdfium import iter_pdfium
from pipeline.model import Diagnostic, Provenance

Engine = Literal["pdfium", "pdfplumber"]

UNREADABLE = "illeggibile"
"""The note of a page that an engine could not open."""

_ADVICE_SCAN = "È una scansione: fai il riconoscimento del testo (OCR) e ripeti, o chiedi il documento originale."
_ADVICE_GARBAGE = (
    "I caratteri del PDF non hanno lettere: stampalo con un altro programma, o fai il riconoscimento del testo."
)
_ADVICE_PORTFOLIO = "Il PDF è un portfolio: apri l'allegato che contiene il piano, salvalo e usa quello."


def iter_pages(data: bytes, name: str, *, engine: Engine = "pdfium", blanks: bool = False) -> Iterator[Page]:
    """Yield the pages of a PDF in order, one open at a time. Words are numbered from 0 through the document.

    ``blanks`` has PDFium measure the blank glyphs around words too, which few documents need (pdfplumber always does).

    Raises:
        InputError: the file is damaged, locked by a password, or has no pages.
    """
    data = without_junk(data)
    if engine == "pdfplumber":
        yield from _iter_plumber(data, name)
        return
    with open_pdfium(data, name) as document:
        yield from iter_pdfium(document, blanks=blanks)


def _iter_plumber(data: bytes, name: str) -> Iterator[Page]:
    from pipeline.extract.pdf.plumber import iter_plumber  # here: pdfminer takes 0.1 s to import

    number = 0
    for page in iter_plumber(data, name):
        number += 1
        yield page
    if number == 0:
        raise InputError(f"{name}: pdfplumber non trova pagine nel PDF.", "Usa il motore pdfium.")


def read_pages(data: bytes, name: str, *, engine: Engine = "pdfium") -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Return all pages of a PDF and the findings about reading it.

    Raises:
        InputError: the file is damaged, locked, empty, a scan without text, a portfolio, or its text is unreadable.
    """
    pages = tuple(iter_pages(data, name, engine=engine))
    unread = tuple(finding("LET101", fonte=_at(page), pagina=page.numero) for page in pages if UNREADABLE in page.notes)
    return pages, (*unread, *judge_text(pages, data, name))


def judge_text(pages: Sequence[Page], data: bytes, name: str) -> tuple[Diagnostic, ...]:
    """Refuse a document without text or whose text is garbage; report single pages like that.

    Raises:
        InputError: no page has text, or nearly all text is unreadable.
    """
    seen = [[word.testo for word in page.words if not word.invisible] for page in pages]
    if not any(page.words for page in pages):
        raise _no_text(data, name)
    bad = [is_garbage(texts) for texts in seen]
    if sum(len(texts) for texts, garbage in zip(seen, bad, strict=True) if garbage) > 0.5 * sum(map(len, seen)):
        example = " ".join(text for texts in seen for text in texts)[:30]
        raise InputError(f"{name}: il testo del PDF è illeggibile («{example}…»).", _ADVICE_GARBAGE)
    findings = [
        finding("LET102", fonte=_at(page), pagina=page.numero)
        for page, garbage in zip(pages, bad, strict=True)
        if garbage
    ]
    findings += [
        finding("LET103", fonte=_at(page), pagina=page.numero) for page in pages if page.images and not page.words
    ]
    return tuple(findings)


def _no_text(data: bytes, name: str) -> InputError:
    with open_pdfium(without_junk(data), name) as document:
        attached = pdfium.count_attachments(document)
    if attached > 0:
        return InputError(f"{name}: il PDF non ha testo, ma contiene {attached} allegati.", _ADVICE_PORTFOLIO)
    return InputError(f"{name}: il PDF è senza testo (scansione?).", _ADVICE_SCAN)


def _at(page: Page) -> Provenance:
    return Provenance(pagina=page.numero)
