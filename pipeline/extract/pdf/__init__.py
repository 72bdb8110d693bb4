"""PDF -> raw rows: pages are read by an engine, freed of their furniture, and cut into rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import chain
from operator import attrgetter

from pipeline.extract.pdf.cropped import report_cropped
from pipeline.extract.pdf.furniture import find_furniture, report_unseen, taken_words
from pipeline.extract.pdf.furniture_notes import report_notes
from pipeline.extract.pdf.ligatures import restore_letters
from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.reading import Engine, iter_pages, read_pages
from pipeline.extract.pdf.repair import apply_repairs, propose_repairs, report_doubts, report_repairs
from pipeline.extract.pdf.rows import find_rows
from pipeline.extract.pdf.sheets import (
    Parted,
    findings_on_sheets,
    furniture_on_sheets,
    part_alike,
    part_sheets,
    report_parted,
    rows_on_sheets,
)
from pipeline.extract.pdf.struck import find_struck
from pipeline.model import Diagnostic, FonteDocumento, Formato
from pipeline.rows import RawDocument, RawRow

__all__ = ["Engine", "read_pdf"]


_testo = attrgetter("testo")


def read_pdf(data: bytes, name: str, *, engine: Engine = "pdfium", verify: bool = False) -> RawDocument:
    """Return the raw rows of a PDF.

    ``verify`` reads the words with both engines and adds every difference as a finding.

    Raises:
        InputError: the file is damaged, locked by a password, or has no text.
    """
    sheets, findings = read_pages(data, name, engine=engine)
    parted = part_sheets(sheets)
    pages, mended = restore_letters(parted.pages, lambda: _again(parted, data, name, engine))
    pages, struck, strikes = find_struck(pages)
    furniture = find_furniture(pages, struck)
    unread = frozenset(word.numero for mark in struck for word in mark.words)
    rows, doubts = find_rows(pages, taken_words(furniture) - unread, unread)
    rows, repairs = _repair(rows)
    return RawDocument(
        fonte=FonteDocumento(
            file=name, sha256=hashlib.sha256(data).hexdigest(), formato=Formato.PDF, pagine=len(sheets)
        ),
        parole=_words(pages),
        rows=rows_on_sheets(rows, parted),
        arredo=furniture_on_sheets(furniture, parted),
        diagnostica=(
            *findings,
            *report_parted(parted),
            *findings_on_sheets(
                (
                    *(_verify(pages, parted, data, name, engine) if verify else ()),
                    *report_unseen(furniture),
                    *report_notes(pages, furniture),
                    *strikes,
                    *report_cropped(pages, furniture, rows),
                    *doubts,
                    *mended,
                    *repairs,
                ),
                parted,
            ),
        ),
    )


def _again(parted: Parted, data: bytes, name: str, engine: Engine) -> Iterable[Page]:
    """Read the pages again with their blanks measured, parted as they were."""
    return part_alike(iter_pages(data, name, engine=engine, blanks=True), parted)


def _verify(pages: tuple[Page, ...], parted: Parted, data: bytes, name: str, engine: Engine) -> tuple[Diagnostic, ...]:
    """Return where the other engine reads other words."""
    from pipeline.extract.pdf.verify import compare_words  # here: most readings are not compared

    other: Engine = "pdfplumber" if engine == "pdfium" else "pdfium"
    sheets, _ = read_pages(data, name, engine=other)
    return compare_words(pages, tuple(part_alike(sheets, parted)), names=(engine, other))


def _repair(rows: tuple[RawRow, ...]) -> tuple[tuple[RawRow, ...], tuple[Diagnostic, ...]]:
    """Return the rows with damaged words repaired, and a finding for each repair and each doubt."""
    cells = [cell for row in rows for cell in row.cells]
    texts = [cell.testo for cell in cells]
    repairs = propose_repairs(texts)
    if not repairs:
        return rows, ()
    mended = tuple(
        row._replace(cells=tuple(cell._replace(testo=apply_repairs(cell.testo, repairs)) for cell in row.cells))
        for row in rows
    )
    return mended, (*report_repairs(texts, repairs), *report_doubts(cells, repairs))


def _words(pages: tuple[Page, ...]) -> tuple[str, ...]:
    """Return every word of the document, at the place of its number."""
    return tuple(map(_testo, chain.from_iterable(page.words for page in pages)))
