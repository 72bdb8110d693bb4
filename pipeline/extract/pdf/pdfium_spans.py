"""Where PDFium's text falls into words: an open text page comes in, spans of glyphs with their style go out.

White space parts words, and so does a text object that does not go on where the one before ended: a neighbouring cell
drawn close to, or over, the end of a word.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from sys import intern
from typing import NamedTuple

from pipeline.extract.pdf.pdfium_text import Run, TextPage
from pipeline.extract.pdf.words import HIGHEST_SHIFT, SOFT_HYPHEN, SPACES, SWAPPED, UNCLEAN, clean, parts

# PDFium puts U+FFFE for a hyphen at a line's end and goes on with the next line at once
_HYPHENS = "\ufffe"
_SPANS = re.compile(rf"[^\s\0{_HYPHENS}]+[{_HYPHENS}]?|[{_HYPHENS}]")
_MARKS = re.compile(f"[{_HYPHENS}{UNCLEAN}{SWAPPED}]")

_Cut = tuple[int, int, int]
"""Start, end and text object of a word."""

_WIDEST_STEP = 1.3
_LEVEL = 0.01
_UPRIGHT = frozenset((90.0, 270.0))


class Span(NamedTuple):
    """A word's text, its first and last glyph, its text object, and whether a space is drawn behind it.

    Texts are interned: a plan says the same words again and again. Made with ``tuple.__new__`` in bulk, at a third of the cost.
    """

    testo: str
    start: int
    last: int
    run: Run
    space_after: bool


def find_spans(text: TextPage, *, own_hyphens: bool) -> list[Span]:
    """Return the words of a page in PDFium's order; ``own_hyphens``: see ``draws_own_hyphens``."""
    string = text.text + "\0"
    pieces = _pieces(text)
    known, make = text.runs.get, tuple.__new__
    spans = [
        make(
            Span,
            (
                intern(string[start:end]),
                start,
                end - 1,
                known(handle) or text.run(handle, start),
                drawn and string[end] in SPACES,
            ),
        )
        for drawn, (start, end, handle) in zip(text.drawn([end for _, end, _ in pieces]), pieces, strict=True)
    ]
    for mark in _MARKS.finditer(string):  # most words are taken as they stand
        at = bisect_right(spans, mark.start(), key=_start) - 1
        start, end, _ = pieces[at]
        spans[at] = spans[at]._replace(testo=_testo(text, start, end, own_hyphens))
    spans = _rejoin(text, spans)
    return [_softened(text, span) if span.testo[-1:] == "-" else span for span in spans] if own_hyphens else spans


def _softened(text: TextPage, span: Span) -> Span:
    """Return a word with a soft hyphen where the program drew its hyphen and PDFium, a cell beside it, saw no line's end."""
    if span.space_after or len(span.testo) < 3 or not _is_lone_hyphen(text, span.last):
        return span
    return span._replace(testo=span.testo[:-1] + SOFT_HYPHEN)


def _is_lone_hyphen(text: TextPage, at: int) -> bool:
    """Tell whether a hyphen was drawn in a go of its own behind letters drawn in one go: a program's own hyphen."""
    # behind narrow letters PDFium may have made up a blank before it
    drawn = [place for place in range(max(0, at - 4), at) if text.text[place].strip()]
    before, last, hyphen = text.objects([*drawn[-2:], at])
    return hyphen != last == before


_start = attrgetter("start")


def _testo(text: TextPage, start: int, end: int, own_hyphens: bool) -> str:
    if text.text[end - 1] in _HYPHENS:
        return _hyphenated(text, start, end, own_hyphens)
    return _letters(text, start, end)


def _letters(text: TextPage, start: int, end: int) -> str:
    """Return the letters that are printed: a soft hyphen inside a word that takes no room of its own is none of them.

    A ligature drawn for letters with a soft hyphen between them (a browser joins `t`, soft hyphen, `t`) is one glyph with three codes.
    """
    string = text.text[start:end]
    if SOFT_HYPHEN not in string[:-1]:
        return clean(string)
    unprinted = {
        at for at in range(start, end - 1) if text.text[at] == SOFT_HYPHEN and text.origin(at) == text.origin(at + 1)
    }
    return clean("".join(letter for at, letter in enumerate(string, start) if at not in unprinted))


def _hyphenated(text: TextPage, start: int, end: int, own_hyphens: bool) -> str:
    """Return a word with the hyphen that it has at its line's end: drawn in a go of its own, it may be the program's."""
    letters = _letters(text, start, end - 1)
    if not own_hyphens or len(letters) < 2:
        return letters + "-"
    return letters + (SOFT_HYPHEN if _is_lone_hyphen(text, end - 1) else "-")


def _pieces(text: TextPage) -> list[_Cut]:
    """Return start, end and text object of what white space and text objects part."""
    bounds = [match.span() for match in _SPANS.finditer(text.text)]
    firsts = text.objects([start for start, _ in bounds])
    lasts = text.objects([end - 1 for _, end in bounds])
    if firsts == lasts:
        return [(start, end, handle) for (start, end), handle in zip(bounds, firsts, strict=True)]
    shared = [bound for bound, first, last in zip(bounds, firsts, lasts, strict=True) if first != last]
    glyphs = [at for start, end in shared for at in range(start, end)]
    handles = dict(zip(glyphs, text.objects(glyphs), strict=True))
    boxes = text.boxes(glyphs)
    places = {at: boxes[4 * number : 4 * number + 4] for number, at in enumerate(glyphs)}
    pieces: list[_Cut] = []
    for (start, end), first, last in zip(bounds, firsts, lasts, strict=True):
        pieces += [(start, end, first)] if first == last else _cut(text, start, end, handles, places)
    return pieces


def _cut(
    text: TextPage, start: int, end: int, handles: dict[int, int], places: dict[int, array[float]]
) -> Iterator[_Cut]:
    """Cut a span that several text objects share where one does not go on from the other."""
    run = text.run(handles[start], start)
    for at in range(start + 1, end):
        if handles[at] == handles[at - 1]:
            continue
        one, other = places[at - 1], places[at]
        if run.angle == 0.0 and abs(one[1] - other[1]) < _LEVEL and abs(one[3] - other[3]) < _LEVEL:
            # glyphs of equal height on one level: no need to ask for the style of every text object
            apart = parts(text.text[at - 1], text.text[at], other[0] - one[2], run.size, one_object=False)
        elif run.angle % 90:
            apart = _leaps(text.run(handles[at - 1], at - 1), text.run(handles[at], at))
        else:
            apart = _parts(text, at - 1, at, text.run(handles[at - 1], at - 1), text.run(handles[at], at), one + other)
        if apart:
            yield (start, at, handles[start])
            start, run = at, text.run(handles[at], at)
    yield (start, end, handles[start])


def _rejoin(text: TextPage, spans: list[Span]) -> list[Span]:
    """Undo the blanks and line ends that PDFium made up inside words, where glyphs are only set wide apart."""
    joints = [
        at for at, (one, other) in enumerate(pairwise(spans), 1) if not one.space_after and _may_go_on(text, one, other)
    ]
    if not joints:
        return spans
    boxes = text.boxes([glyph for at in joints for glyph in (spans[at - 1].last, spans[at].start)])
    tight = {
        at
        for number, at in enumerate(joints)
        if not _parts(
            text,
            spans[at - 1].last,
            spans[at].start,
            spans[at - 1].run,
            spans[at].run,
            boxes[8 * number : 8 * number + 8],
        )
    }
    joined: list[Span] = []
    for at, span in enumerate(spans):
        if at in tight:
            one = joined.pop()
            span = Span(one.testo + span.testo, one.start, span.last, one.run, span.space_after)
        joined.append(span)
    return joined


def _may_go_on(text: TextPage, one: Span, other: Span) -> bool:
    """Tell whether two words on one level have only made-up white between them."""
    if not one.last + 2 <= other.start <= one.last + 3 or one.run.angle != other.run.angle:
        return False
    level = abs(one.run.x - other.run.x) if one.run.angle in _UPRIGHT else abs(one.run.y - other.run.y)
    return level <= HIGHEST_SHIFT * one.run.size and not text.is_drawn(one.last + 1)


def _parts(text: TextPage, last: int, first: int, old: Run, new: Run, boxes: array[float]) -> bool:
    if old.angle != new.angle or old.angle % 90:
        return True
    size = max(old.size, new.size)
    gap, shift = _gap(old.angle, boxes, (new.x - old.x, new.y - old.y))
    one_object = old.numero == new.numero
    return shift > HIGHEST_SHIFT * size or parts(text.text[last], text.text[first], gap, size, one_object=one_object)


def _leaps(old: Run, new: Run) -> bool:
    """Tell whether an oblique text object starts more than a wide letter away from the one before."""
    return old.angle != new.angle or math.hypot(new.x - old.x, new.y - old.y) > _WIDEST_STEP * old.size


def _gap(angle: float, boxes: array[float], step: tuple[float, float]) -> tuple[float, float]:
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
