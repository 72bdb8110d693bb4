"""Word documents (.docx, .docm, .dotx, .dotm, Transitional and Strict): bytes in, raw rows out.

Text is walked in the XML, not read through python-docx, which drops content controls, insertions, text boxes and more.
Tracked changes are read as accepted; hidden text is furniture. What a row means is the normalizer's business.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.diagnostics import finding
from pipeline.errors import InputError
from pipeline.extract.docx.body import BodyReader
from pipeline.extract.docx.furniture import read_diagrams, read_notes, read_page_parts
from pipeline.extract.docx.names import Element, child, w
from pipeline.extract.docx.numbering import Numbering
from pipeline.extract.docx.package import Package
from pipeline.extract.docx.paragraph import ParagraphReader
from pipeline.extract.docx.styles import Styles
from pipeline.extract.docx.symbols import unknown_symbols
from pipeline.extract.docx.tally import Tally
from pipeline.extract.draft import Draft
from pipeline.extract.source import printable
from pipeline.model import Diagnostic, Formato
from pipeline.rows import RawDocument

__all__ = ["read_docx"]

_INCLUDED = (w("altChunk"), w("subDoc"))
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


def read_docx(data: bytes, name: str) -> RawDocument:
    """Return the rows of a Word document; provenance is table, row and column, or the number of the paragraph.

    Raises:
        InputError: the package is damaged, incomplete or too large, or holds no text.
    """
    package = Package(data, name)
    try:
        return _read(package, data, name)
    except RecursionError:  # tables inside tables beyond what any page shows
        raise package.damaged() from None


def _read(package: Package, data: bytes, name: str) -> RawDocument:
    draft, tally = Draft(), Tally()
    styles = Styles(package.related("styles"))
    numbering = Numbering(package.related("numbering"), styles)
    body = BodyReader(ParagraphReader(styles, numbering, tally), draft, tally)
    content = child(package.main, "body")
    body.read(package.main if content is None else content)
    read_page_parts(package, body, draft)
    notes, diagrams = read_notes(package, body, draft), read_diagrams(package, draft)
    draft.diagnostica += package.diagnostica
    draft.diagnostica += _findings(tally, numbering)
    draft.diagnostica += _count("LET013", notes) + _count("LET015", diagrams) + _unread(package)
    document = draft.finish(data, name, Formato.DOCX)
    if not document.parole:
        raise _without_text(name, document)
    odd = _count("LET022", sum(map(unknown_symbols, document.parole)))
    return replace(document, diagnostica=(*document.diagnostica, *odd))


def _without_text(name: str, document: RawDocument) -> InputError:
    included = any(found.codice == "LET017" for found in document.diagnostica)
    return InputError(
        f"«{printable(name)}» è un documento Word senza testo{' proprio: ne include un altro' if included else ''}.",
        "Aprilo in Word, salvalo di nuovo e riprova."
        if included
        else "Se contiene pagine scansionate, serve il documento originale o il riconoscimento del testo (OCR).",
    )


def _findings(tally: Tally, numbering: Numbering) -> list[Diagnostic]:
    found = []
    if tally.deletions:
        found.append(finding("LET010", numero=tally.deletions, parole=tally.deleted_words))
    if numbering.unknown:
        found.append(finding("LET014", formati=", ".join(sorted(numbering.unknown))))
    counts = {"LET012": tally.hidden_words, "LET020": tally.index_words, "LET021": tally.loose_merges}
    return found + [one for code, number in counts.items() for one in _count(code, number)]


def _unread(package: Package) -> list[Diagnostic]:
    """Return the findings about text that stands in other parts or objects and is not read."""
    comments: Element | None = package.related("comments")
    included = sum(1 for _ in package.main.iter(*_INCLUDED))
    objects = sum(1 for _ in package.main.iter(w("object"), _CHART))
    remarks = 0 if comments is None else len(comments.findall(w("comment")))
    return _count("LET011", remarks) + _count("LET016", objects) + _count("LET017", included)


def _count(code: str, number: int) -> list[Diagnostic]:
    return [finding(code, numero=number)] if number else []
