"""Blank glyphs around PDFium's words: an open text page, its spans and their words come in; words with ``blank`` and ``lead`` go out.

Only asked for where letters were lost: a glyph whose letters the text lacks reads as a blank that is as wide as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.pdfium_spans import Spans
from pipeline.extract.pdf.pdfium_text import Run, TextPage


def measure_blanks(text: TextPage, spans: Spans, words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words (one for each span) with the widths of the blanks that are drawn around them."""
    boxes = iter(text.boxes([last + 1 for last in compress(spans.lasts, spans.spaces)]))
    heads = iter(spans.heads)
    seen: set[int] = set()
    measured = []
    for run, space, word in zip(spans.runs, spans.spaces, words, strict=True):
        blank = _width(run, [next(boxes) for _ in range(4)]) if space else 0.0
        head = [next(heads) for _ in range(4)]
        lead = 0.0 if run.numero in seen else _lead(run, head)
        seen.add(run.numero)
        measured.append(word._replace(blank=blank, lead=lead))
    return tuple(measured)


def _width(run: Run, box: Sequence[float]) -> float:
    left, top, right, bottom = box
    return abs(top - bottom) if run.angle in (90.0, 270.0) else abs(right - left)


def _lead(run: Run, box: Sequence[float]) -> float:
    """Return how far a glyph starts behind the place where its text object does, along the direction of writing."""
    left, top, right, bottom = box
    if run.angle == 90.0:
        return min(top, bottom) - run.y
    if run.angle == 270.0:
        return run.y - max(top, bottom)
    return run.x - max(left, right) if run.angle == 180.0 else min(left, right) - run.x
