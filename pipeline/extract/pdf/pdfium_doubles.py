"""Fake bold: PDFium shows text that is drawn twice with a tiny offset once. Which text objects were thickened so?

Text objects of the page that no word was read from, and that lie on one that words were read from, are the second strokes.
"""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import addressof, c_float

from pipeline.extract.pdf import pdfium_calls as pdfium
from pipeline.extract.pdf.pdfium_text import Run
from pipeline.extract.pdf.upright import Box
from pipeline.extract.pdf.words import TWIN

_EDGES = (c_float * 4)()
_AT = addressof(_EDGES)


def find_thickened(texts: Iterable[int], runs: dict[int, Run]) -> frozenset[int]:
    """Return the numbers of the runs that are drawn twice; ``texts`` are all text objects drawn on the page itself."""
    texts = list(texts)
    extra = [box for text in texts if text not in runs and (box := _bounds(text))[2] - box[0] > 1]
    if not extra:
        return frozenset()
    extra.sort()
    return frozenset(
        run.numero for text in texts if (run := runs.get(text)) and _lies_on(_bounds(text), extra, TWIN * run.size)
    )


def _bounds(text: int) -> Box:
    pdfium.object_bounds(text, _AT, _AT + 4, _AT + 8, _AT + 12)
    left, bottom, right, top = _EDGES
    return (left, bottom, right, top)


def _lies_on(box: Box, others: list[Box], reach: float) -> bool:
    return any(all(abs(one - other) <= reach for one, other in zip(box, stroke, strict=True)) for stroke in others)
