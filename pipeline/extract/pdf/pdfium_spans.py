"""Where PDFium's text falls into words: an open text page comes in, spans of glyphs with their style go out.

White space parts words, and so does a text object that does not go on where the one before ended: a neighbouring cell
drawn close to, or over, the end of a word.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.pdf.pdfium_text import Run, TextPage
from pipeline.extract.pdf.words import HIGHEST_SHIFT, SOFT_HYPHEN, SPACES, clean, parts

# PDFium puts U+0002 (U+FFFE in a buffer) for a hyphen at a line's end and goes on with the next line at once
_HYPHENS = "\x02\ufffe"
_SPANS = re.compile(rf"[^\s\0{_HYPHENS}]*[{_HYPHENS}]|[^\s\0{_HYPHENS}]+")


class Span(NamedTuple):
    """A word's text, its first and last glyph, its text object, and whether a space is drawn behind it."""

    testo: str
    start: int
    last: int
    run: Run
    space_after: bool


def find_spans(text: TextPage) -> list[Span]:
    """Return the words of a page in PDFium's order."""
    string = text.text + "\0"
    pieces = _pieces(text)
    spans = [
        Span(
            clean(string[start:end]) if string[end - 1] not in _HYPHENS else _hyphenated(text, start, end),
            start,
            end - 1,
            text.runs.get(handle) or text.run(handle, start),
            string[end] in SPACES and text.is_drawn(end),
        )
        for start, end, handle in pieces
    ]
    return _rejoin(text, spans)


def _hyphenated(text: TextPage, start: int, end: int) -> str:
    """Return a word with the hyphen that it has at its line's end: drawn in a go of its own, it is a program's."""
    letters = clean(text.text[start : end - 1])
    if len(letters) < 2:
        return letters + "-"
    before, last, hyphen = text.objects([end - 3, end - 2, end - 1])
    return letters + (SOFT_HYPHEN if hyphen != last == before else "-")


def _pieces(text: TextPage) -> list[tuple[int, int, int]]:
    """Return start, end and text object of what white space and text objects part."""
    bounds = [match.span() for match in _SPANS.finditer(text.text)]
    firsts = text.objects([start for start, _ in bounds])
    lasts = text.objects([end - 1 for _, end in bounds])
    starts = [(start, end, handle) for (start, end), handle in zip(bounds, firsts, strict=True)]
    if firsts == lasts:
        return starts
    return [
        inner
        for bound, last in zip(starts, lasts, strict=True)
        for inner in ([bound] if bound[2] == last else _cut(text, *bound[:2]))
    ]


def _rejoin(text: TextPage, spans: list[Span]) -> list[Span]:
    """Undo the spaces that PDFium made up inside words, where glyphs are only set wide apart."""
    joints = [
        at
        for at, (one, other) in enumerate(pairwise(spans), 1)
        if other.start == one.last + 2 and not one.space_after and text.text[one.last + 1] == " "
    ]
    if not joints:
        return spans
    boxes = text.boxes([glyph for at in joints for glyph in (spans[at - 1].last, spans[at].start)])
    tight = {
        at
        for number, at in enumerate(joints)
        if not _parts(text, spans[at - 1], spans[at], boxes[8 * number : 8 * number + 8])
    }
    joined: list[Span] = []
    for at, span in enumerate(spans):
        if at in tight:
            one = joined.pop()
            span = Span(one.testo + span.testo, one.start, span.last, one.run, span.space_after)
        joined.append(span)
    return joined


def _parts(text: TextPage, one: Span, other: Span, boxes: list[float]) -> bool:
    old, new = one.run, other.run
    if old.angle != new.angle or old.angle % 90:
        return True
    size = max(old.size, new.size)
    gap, shift = _gap(old.angle, boxes, (new.x - old.x, new.y - old.y))
    return shift > HIGHEST_SHIFT * size or parts(text.text[one.last], text.text[other.start], gap, size)


def _cut(text: TextPage, start: int, end: int) -> list[tuple[int, int, int]]:
    """Cut a span that several text objects share where one does not go on from the other."""
    handles = text.objects(list(range(start, end)))
    cuts = [start]
    for at in range(start + 1, end):
        before, after = handles[at - start - 1], handles[at - start]
        if before != after and _parts_at(text, at, text.run(before, at - 1), text.run(after, at)):
            cuts.append(at)
    return [(at, stop, handles[at - start]) for at, stop in zip(cuts, [*cuts[1:], end], strict=True)]


def _parts_at(text: TextPage, at: int, old: Run, new: Run) -> bool:
    if old.angle != new.angle:
        return True
    size = max(old.size, new.size)
    gap, shift = _gap(old.angle, text.boxes([at - 1, at]), (new.x - old.x, new.y - old.y))
    return shift > HIGHEST_SHIFT * size or parts(text.text[at - 1], text.text[at], gap, size)


def _gap(angle: float, boxes: list[float], step: tuple[float, float]) -> tuple[float, float]:
    """Return how far the second glyph starts behind the first, and how far their baselines are apart."""
    left0, top0, right0, bottom0, left1, top1, right1, bottom1 = boxes
    if angle == 0.0:
        return left1 - right0, abs(step[1])
    if angle == 180.0:
        return left0 - right1, abs(step[1])
    if angle == 90.0:
        return min(top1, bottom1) - max(top0, bottom0), abs(step[0])
    if angle == 270.0:
        return min(top0, bottom0) - max(top1, bottom1), abs(step[0])
    return 0.0, 0.0
