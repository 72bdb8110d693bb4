"""PDFium reads a page: a document's handle comes in, a Page goes out.

Boxes are asked for per word (first and last glyph) and styles per text object, because every question costs. PDFium's
text order is kept. Whether a word is furniture, and which cell it belongs to, is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import addressof, c_float
from typing import NamedTuple

from pipeline.extract.pdf import pdfium_calls as pdfium
from pipeline.extract.pdf.page import Page, Word
from pipeline.extract.pdf.pdfium_paths import read_drawing
from pipeline.extract.pdf.pdfium_text import Run, TextPage
from pipeline.extract.pdf.rules import Drawing, is_hidden_by_colour
from pipeline.extract.pdf.upright import Box, Frame, count_letters, main_direction
from pipeline.extract.pdf.words import ASCENT, DESCENT, parts

# PDFium puts U+0002 (U+FFFE in a buffer) for a hyphen at a line's end and goes on with the next line at once
_HYPHENS = "\x02\ufffe"
_AS_PRINTED = str.maketrans(dict.fromkeys(_HYPHENS, "-"))
_SPANS = re.compile(rf"[^\s\0{_HYPHENS}]*[{_HYPHENS}]|[^\s\0{_HYPHENS}]+")
_SPACES = frozenset(" \u00a0\t\u2002\u2003\u2009\u202f")


class _Piece(NamedTuple):
    """A word before the page is upright: its text, its run and its box in PDF space."""

    testo: str
    run: Run
    box: Box
    space_after: bool


def iter_pdfium(document: int) -> Iterator[Page]:
    """Yield the pages of an open document, one open at a time; words are numbered from 0."""
    first = 0
    for index in range(pdfium.count_pages(document)):
        page = read_page(document, index, first)
        first += len(page.words)
        yield page


def read_page(document: int, index: int, first_word: int) -> Page:
    """Read page ``index`` (from 0); its words are numbered from ``first_word``."""
    handle = pdfium.load_page(document, index)
    if not handle:
        return Page(numero=index + 1, width=0.0, height=0.0, words=(), notes=("illeggibile",))
    try:
        with TextPage(handle) as text:
            pieces = _pieces(text)
        rotation = 90 * (pdfium.page_rotation(handle) % 4)
        letters = count_letters((piece.run.angle, len(piece.testo)) for piece in pieces)
        turn = main_direction(letters, rotation)
        frame = Frame(*_page_box(handle), turn)
        drawing = read_drawing(handle, frame)
        words = tuple(_words(pieces, frame, drawing, first_word))
    finally:
        pdfium.close_page(handle)
    width, height = frame.size
    return Page(
        numero=index + 1,
        width=width,
        height=height,
        words=words,
        rules=drawing.rules,
        fills=drawing.fills,
        images=drawing.images,
        turned=(turn - rotation) % 360,
    )


def _page_box(handle: int) -> Box:
    box = (c_float * 4)()
    pdfium.page_box(handle, addressof(box))
    left, top, right, bottom = box
    return (left, bottom, right, top)


def _pieces(text: TextPage) -> list[_Piece]:
    spans = [match.span() for match in _SPANS.finditer(text.text)]
    firsts = text.objects([start for start, _ in spans])
    lasts = text.objects([end - 1 for _, end in spans])
    if firsts != lasts:
        spans, firsts = _split_spans(text, spans, firsts, lasts)
    count = len(spans)
    boxes = text.boxes([start for start, _ in spans] + [end - 1 for _, end in spans])
    return [
        _Piece(
            testo=text.text[start:end].translate(_AS_PRINTED),
            run=run,
            box=_word_box(run, boxes[at], boxes[at + count]),
            space_after=text.text[end : end + 1] in _SPACES and text.is_drawn(end),
        )
        for at, ((start, end), handle) in enumerate(zip(spans, firsts, strict=True))
        for run in (text.run(handle, start),)
    ]


def _split_spans(
    text: TextPage, spans: list[tuple[int, int]], firsts: list[int], lasts: list[int]
) -> tuple[list[tuple[int, int]], list[int]]:
    """Cut the spans that several text objects share where one object does not go on from the other."""
    cut: list[tuple[int, int]] = []
    objects: list[int] = []
    for (start, end), first, last in zip(spans, firsts, lasts, strict=True):
        inner = [(start, first)] if first == last else _cut_span(text, start, end)
        ends = [at for at, _ in inner[1:]] + [end]
        cut += [(at, stop) for (at, _), stop in zip(inner, ends, strict=True)]
        objects += [handle for _, handle in inner]
    return cut, objects


def _cut_span(text: TextPage, start: int, end: int) -> list[tuple[int, int]]:
    """Return where words start between ``start`` and ``end``, each with its text object."""
    handles = text.objects(list(range(start, end)))
    starts = [(start, handles[0])]
    for at in range(start + 1, end):
        before, after = handles[at - start - 1], handles[at - start]
        if before != after and _parts_at(text, at, before, after):
            starts.append((at, after))
    return starts


def _parts_at(text: TextPage, at: int, before: int, after: int) -> bool:
    old, new = text.run(before, at - 1), text.run(after, at)
    if old.angle != new.angle:
        return True
    (left0, top0, right0, bottom0), (left1, top1, right1, bottom1) = text.boxes([at - 1, at])
    size = max(old.size, new.size)
    if old.angle in (90.0, 270.0):
        gap = min(top1, bottom1) - max(top0, bottom0) if old.angle == 90.0 else min(top0, bottom0) - max(top1, bottom1)
        shift = abs(old.x - new.x)
    else:
        gap = left0 - right1 if old.angle == 180.0 else left1 - right0
        shift = abs(old.y - new.y) if old.angle in (0.0, 180.0) else 0.0
    return shift > 0.5 * size or parts(text.text[at - 1], text.text[at], gap, size)


def _word_box(run: Run, first: list[float], last: list[float]) -> Box:
    """Return the box from the first glyph's start to the last one's end, as high as the line (PDF space)."""
    x0, y0 = min(first[0], last[0]), min(first[1], first[3], last[1], last[3])
    x1, y1 = max(first[2], last[2]), max(first[1], first[3], last[1], last[3])
    up, down = ASCENT * run.size, DESCENT * run.size
    if run.angle == 0.0:
        return (x0, run.y - down, x1, run.y + up)
    if run.angle == 180.0:
        return (x0, run.y - up, x1, run.y + down)
    if run.angle == 90.0:
        return (run.x - up, y0, run.x + down, y1)
    if run.angle == 270.0:
        return (run.x - down, y0, run.x + up, y1)
    return (x0, y0, x1, y1)


def _words(pieces: list[_Piece], frame: Frame, drawing: Drawing, first_word: int) -> Iterator[Word]:
    place = frame.place()
    for numero, (testo, run, box, space_after) in enumerate(pieces, first_word):
        x0, top, x1, bottom = place(*box)
        hidden = run.hidden or is_hidden_by_colour(run.colour, x0, top, x1, bottom, drawing)
        yield Word(
            numero,
            testo,
            x0,
            top,
            x1,
            bottom,
            run.size,
            run.bold,
            (run.angle - frame.turn) % 360,
            run.colour,
            hidden,
            space_after,
            run.numero,
        )
