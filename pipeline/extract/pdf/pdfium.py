"""PDFium reads a page: a document's handle comes in, a Page goes out.

Boxes are asked for per word (first and last glyph) and styles per text object, because every question costs. PDFium's
text order is kept. Whether a word is furniture, and which cell it belongs to, is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, c_float, c_ushort
from dataclasses import replace
from operator import attrgetter

from pipeline.extract.pdf import pdfium_calls as pdfium
from pipeline.extract.pdf.letterspacing import close_up
from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.pdfium_blanks import measure_blanks
from pipeline.extract.pdf.pdfium_doubles import find_thickened
from pipeline.extract.pdf.pdfium_paths import read_drawing
from pipeline.extract.pdf.pdfium_spans import Spans, find_spans
from pipeline.extract.pdf.pdfium_tangles import may_tangle, untangle
from pipeline.extract.pdf.pdfium_text import TextPage
from pipeline.extract.pdf.pdfium_words import make_words
from pipeline.extract.pdf.raised import are_unlike, settle_raised
from pipeline.extract.pdf.upright import Box, Frame, count_letters, main_direction
from pipeline.extract.pdf.words import draws_own_hyphens, drop_doubles, number_words

_angle = attrgetter("angle")


def iter_pdfium(document: int, *, blanks: bool = False) -> Iterator[Page]:
    """Yield the pages of an open document, one open at a time; words are numbered from 0. ``blanks``: see ``Word.blank``."""
    first = 0
    own_hyphens = draws_own_hyphens(_producer(document))
    for index in range(pdfium.count_pages(document)):
        page = read_page(document, index, first, own_hyphens=own_hyphens, blanks=blanks)
        first += len(page.words)
        yield page


def read_page(document: int, index: int, first_word: int, *, own_hyphens: bool, blanks: bool = False) -> Page:
    """Read page ``index`` (from 0); its words are numbered from ``first_word``."""
    handle = pdfium.load_page(document, index)
    if not handle:
        return Page(numero=index + 1, width=0.0, height=0.0, words=(), notes=("illeggibile",))
    try:
        page = _read_loaded(handle, index + 1, first_word, own_hyphens=own_hyphens, blanks=blanks)
        if page.turned:
            # PDFium orders glyphs and finds spaces as the page is displayed: what it reads upside down comes in single letters
            upright = pdfium.page_rotation(handle) + page.turned // 90
            pdfium.turn_page(handle, upright % 4)
            again = _read_loaded(handle, index + 1, first_word, own_hyphens=own_hyphens, blanks=blanks)
            page = replace(again, turned=(page.turned + again.turned) % 360)
        return page
    finally:
        pdfium.close_page(handle)


def _read_loaded(handle: int, numero: int, first_word: int, *, own_hyphens: bool, blanks: bool) -> Page:
    """Read a page as it is turned now."""
    with TextPage(handle) as text:
        spans = _spans(text, own_hyphens=own_hyphens)
        page = _read_open(handle, text, spans, numero, first_word, blanks=blanks)
        if page.words and text.place_nested():
            spans = _spans(text, own_hyphens=own_hyphens)
            page = _read_open(handle, text, spans, numero, first_word, blanks=blanks)
        return page


def _spans(text: TextPage, *, own_hyphens: bool) -> Spans:
    """Return the words of a page in PDFium's order, but for lines that a watermark tangles."""
    spans = find_spans(text, own_hyphens=own_hyphens)
    return untangle(spans) if may_tangle(text) else spans


def _read_open(handle: int, text: TextPage, spans: Spans, numero: int, first_word: int, *, blanks: bool) -> Page:
    rotation = 90 * (pdfium.page_rotation(handle) % 4)
    letters = dict.fromkeys(text.angles, 1)
    if len(letters) > 1:  # most pages are written in one direction: there is nothing to count
        letters = count_letters(zip(map(_angle, spans.runs), map(len, spans.testi), strict=True))
    turn = main_direction(letters, rotation)
    frame = Frame(*_page_box(handle), turn)
    drawing, texts = read_drawing(handle, frame, text.seen)
    text.own = frozenset(texts)
    words = make_words(text, spans, frame, drawing, first_word)
    if blanks:
        words = measure_blanks(text, spans, words)
    if thickened := find_thickened(texts, text):
        words = tuple(word._replace(bold=True) if word.run in thickened else word for word in words)
    closed = close_up(drop_doubles(words, max(text.sizes, default=0.0)))
    whole = settle_raised(closed) if are_unlike(text.sizes) else closed
    if len(whole) < len(words) or whole is not closed:
        words = number_words(whole, first_word)
    width, height = frame.size
    return Page(
        numero=numero,
        width=width,
        height=height,
        words=words,
        rules=drawing.rules,
        fills=drawing.fills,
        images=drawing.images,
        turned=(turn - rotation) % 360,
        raised=whole is not closed,
    )


def _producer(document: int) -> str:
    """Return the name of the program that wrote the document."""
    name = (c_ushort * 128)()
    size = pdfium.meta_text(document, b"Producer", addressof(name), 256)
    return bytes(name)[: max(0, min(size, 256) - 2)].decode("utf-16-le", "replace")


def _page_box(handle: int) -> Box:
    box = (c_float * 4)()
    pdfium.page_box(handle, addressof(box))
    left, top, right, bottom = box
    return (left, bottom, right, top)
