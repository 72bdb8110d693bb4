"""Words from PDFium's spans: spans of glyphs with their style come in, placed words of a page go out.

A plan has thousands of words, so they are made in bulk, one field of all words after the other. Which ones are one word twice, and
which are furniture, is not decided here.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, repeat
from operator import sub

from pipeline.extract.pdf.page import Apice, Word
from pipeline.extract.pdf.pdfium_spans import Spans
from pipeline.extract.pdf.pdfium_text import Run, TextPage
from pipeline.extract.pdf.rules import Drawing, is_hidden_by_colour, is_white
from pipeline.extract.pdf.upright import Box, Frame
from pipeline.extract.pdf.words import ASCENT, DESCENT

_Columns = tuple[Sequence[float], ...]
"""x0, top, x1 and bottom of words."""


def make_words(text: TextPage, spans: Spans, frame: Frame, drawing: Drawing, first_word: int) -> tuple[Word, ...]:
    """Return the word of each span, placed by ``frame`` and numbered from ``first_word``; what ``drawing`` hides is invisible."""
    testi, _, _, runs, spaces, firsts, ends = spans
    if not testi:
        return ()
    numbers, _, _, sizes, angles, bold, colours, hidden = zip(*runs, strict=True)
    boxes = _level_boxes(text.runs.values(), numbers, firsts, ends, frame)
    if frame.turn or any(angles):
        level = zip(*boxes, strict=True)
        boxes = tuple(zip(*_turned_boxes(runs, level, firsts, ends, frame), strict=True))
        angles = tuple((angle - frame.turn) % 360 for angle in angles)
    if doubtful := _doubtful(text.runs.values(), drawing):
        hidden = tuple(
            is_hidden_by_colour(colour, box, drawing) if number in doubtful else unseen
            for number, colour, unseen, box in zip(numbers, colours, hidden, zip(*boxes, strict=True), strict=True)
        )
    blanks = repeat(0.0)
    fields = (testi, *boxes, sizes, bold, angles, colours, hidden, spaces, numbers)
    rows = zip(count(first_word), *fields, blanks, blanks, repeat(Apice.NESSUNO), strict=False)
    return tuple(map(tuple.__new__, repeat(Word), rows))  # a third of what the class itself takes


def _level_boxes(
    runs: Iterable[Run], numbers: Sequence[int], firsts: array[float], ends: array[float], frame: Frame
) -> _Columns:
    """Return the boxes of upright words on an upright page; ``runs`` are all of the page, ``numbers`` those of the words."""
    feet = [(frame.y1 - run.y, run.size) for run in runs]
    tops = [foot - ASCENT * size for foot, size in feet]
    bottoms = [foot + DESCENT * size for foot, size in feet]
    lefts, rights = firsts[::4], ends[2::4]
    if frame.x0:  # most pages begin at nought
        lefts, rights = (array("d", map(sub, edges, repeat(frame.x0))) for edges in (lefts, rights))
    return lefts, list(map(tops.__getitem__, numbers)), rights, list(map(bottoms.__getitem__, numbers))


def _turned_boxes(
    runs: Iterable[Run], boxes: Iterable[Box], firsts: array[float], ends: array[float], frame: Frame
) -> Iterator[Box]:
    """Yield the boxes of words that are written in any direction; ``boxes`` are those that level words have."""
    place = frame.place()
    for run, box, at in zip(runs, boxes, range(0, len(firsts), 4), strict=True):
        if frame.turn or run.angle:
            yield place(*_turned_box(run, firsts[at : at + 4], ends[at : at + 4]))
        else:
            yield box


def _doubtful(runs: Iterable[Run], drawing: Drawing) -> frozenset[int]:
    """Return the numbers of the runs that may be hidden by their colour."""
    fills = frozenset(fill.colour for fill in drawing.fills)
    hiding = {colour for colour in {run.colour for run in runs} if colour in fills or is_white(colour)}
    if not hiding:
        return frozenset()
    return frozenset(run.numero for run in runs if not run.hidden and run.colour in hiding)


def _turned_box(run: Run, first: Sequence[float], last: Sequence[float]) -> Box:
    """Return the box from the first glyph's start to the last one's end, as high as the line (PDF space)."""
    x0, x1 = min(first[0], last[0]), max(first[2], last[2])
    y0, y1 = min(first[1], first[3], last[1], last[3]), max(first[1], first[3], last[1], last[3])
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
