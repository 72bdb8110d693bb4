"""Fake bold: PDFium shows text that is drawn twice with a tiny offset once. Which text objects were thickened so?

Text objects of the page that no word was read from, and that lie on one that words were read from, are the second strokes.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable

from pipeline.extract.pdf import pdfium_calls as pdfium
from pipeline.extract.pdf.pdfium_text import TextPage
from pipeline.extract.pdf.upright import Box
from pipeline.extract.pdf.words import TWIN

_EDGES = array("f", bytes(16))
_OUT = [pdfium.address(_EDGES.buffer_info()[0] + 4 * number) for number in range(4)]


def find_thickened(texts: Iterable[int], text: TextPage) -> frozenset[int]:
    """Return the numbers of the runs that are drawn twice; ``texts`` are all text objects drawn on the page itself."""
    texts = list(texts)
    extra: dict[int, list[Box]] = defaultdict(list)
    for handle in texts:
        if handle not in text.seen and (box := _bounds(handle))[2] - box[0] > 1:
            extra[round(box[0])].append(box)
    if not extra:
        return frozenset()
    return frozenset(
        run.numero
        for handle in texts
        if (run := text.runs.get(handle)) and _lies_on(_bounds(handle), extra, TWIN * run.size)
    )


def _bounds(text: int) -> Box:
    pdfium.object_bounds(pdfium.address(text), *_OUT)
    left, bottom, right, top = _EDGES
    return (left, bottom, right, top)


def _lies_on(box: Box, extra: dict[int, list[Box]], reach: float) -> bool:
    left, near = round(box[0]), math.ceil(reach) + 1
    return any(
        all(abs(one - other) <= reach for one, other in zip(box, stroke, strict=True))
        for at in range(left - near, left + near + 1)
        for stroke in extra.get(at, ())
    )
