"""Where PDFium's text falls into words: an open text page comes in, spans of glyphs with their style go out.

White space parts words, and so does a text object that does not go on where the one before ended: a neighbouring cell
drawn close to, or over, the end of a word.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count, groupby
from operator import add, ne, not_, sub
from sys import intern
from typing import NamedTuple

from pipeline.extract.pdf.pdfium_text import Run, TextPage
from pipeline.extract.pdf.raised import is_step
from pipeline.extract.pdf.words import HIGHEST_SHIFT, SOFT_HYPHEN, SPACES, SWAPPED, TURNED, UNCLEAN, clean, parts

# PDFium puts U+FFFE for a hyphen at a line's end and goes on with the next line at once
_HYPHEN = "\ufffe"
_HYPHENS = re.compile(_HYPHEN)
_AT_HYPHENS = re.compile(rf"[^{_HYPHEN}]*{_HYPHEN}|[^{_HYPHEN}]+")
_MARK = re.compile(f"[{_HYPHEN}{UNCLEAN}{SWAPPED}]")
_DRAWN_HYPHEN = re.compile(f"[-{SOFT_HYPHEN}]")

_BLANKS = "\0\t\n\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""White space but for the space itself and for pictured control codes, and holes in PDFium's text."""

_Pieces = tuple[list[str], list[int], list[int], list[int]]
"""Texts, starts, ends and text objects of words."""

_WIDEST_STEP = 1.3
_LEVEL = 0.01
_UPRIGHT = frozenset((90.0, 270.0))


class Spans(NamedTuple):
    """The words of a page, field by field: texts, first and last glyphs, text objects, whether a space is drawn behind, and boxes.

    Thousands of words are made and asked quicker so than one by one. Texts are interned: a plan says the same words again and again.
    ``heads`` and ``tails`` are the boxes of first and last glyphs, as ``TextPage.boxes`` gives them.
    """

    testi: list[str]
    starts: list[int]
    lasts: list[int]
    runs: list[Run]
    spaces: list[bool]
    heads: array[float]
    tails: array[float]


def find_spans(text: TextPage, *, own_hyphens: bool) -> Spans:
    """Return the words of a page in PDFium's order; ``own_hyphens``: see ``draws_own_hyphens``."""
    string = text.text + "\0"
    words, starts, ends, handles = _pieces(text)
    text.read_runs(handles, starts)
    runs = list(map(text.runs.__getitem__, handles))
    lasts = [end - 1 for end in ends]
    spaces = _spaces(text, string, ends)
    spans = Spans(list(map(intern, words)), starts, lasts, runs, spaces, text.boxes(starts), text.boxes(lasts))
    for found in _MARK.finditer(string):
        at = bisect_right(starts, found.start()) - 1
        spans.testi[at] = _testo(text, starts[at], ends[at], own_hyphens)
    _rejoin(text, spans)
    if own_hyphens:
        for found in _DRAWN_HYPHEN.finditer(string):
            at = bisect_right(spans.starts, found.start()) - 1
            if spans.lasts[at] == found.start():
                _soften(text, spans, at)
    return spans


def _spaces(text: TextPage, string: str, ends: Sequence[int]) -> list[bool]:
    """Tell for each word whether a space is drawn behind it; only of blanks PDFium has to be asked."""
    blanks = [end for end in ends if string[end] in SPACES]
    drawn = frozenset(compress(blanks, text.drawn(blanks)))
    return [end in drawn for end in ends]


def _soften(text: TextPage, spans: Spans, at: int) -> None:
    """Give a word a soft hyphen where the program drew its hyphen and PDFium, a cell beside it, saw no line's end."""
    testo = spans.testi[at]
    if testo[-1] == "-" and len(testo) > 2 and not spans.spaces[at] and _is_lone_hyphen(text, spans.lasts[at]):
        spans.testi[at] = testo[:-1] + SOFT_HYPHEN


def _is_lone_hyphen(text: TextPage, at: int) -> bool:
    """Tell whether a hyphen was drawn in a go of its own behind letters drawn in one go: a program's own hyphen."""
    # behind narrow letters PDFium may have made up a blank before it
    drawn = [place for place in range(max(0, at - 4), at) if text.text[place].strip()]
    before, last, hyphen = text.objects([*drawn[-2:], at])
    return hyphen != last == before


def _testo(text: TextPage, start: int, end: int, own_hyphens: bool) -> str:
    if text.text[end - 1] == _HYPHEN:
        return _hyphenated(text, start, end, own_hyphens)
    return _letters(text, start, end)


def _letters(text: TextPage, start: int, end: int) -> str:
    """Return the letters that are printed: a soft hyphen inside a word that takes no room of its own is none of them.

    A ligature drawn for letters with a soft hyphen between them (a browser joins `t`, soft hyphen, `t`) is one glyph with three codes.
    """
    string = text.text[start:end]
    if SOFT_HYPHEN not in string[:-1]:
        return clean(string)
    glyphs = groupby(range(start, end), key=text.origin)
    return clean("".join(_printed("".join(text.text[at] for at in codes)) for _, codes in glyphs))


def _printed(codes: str) -> str:
    """Return the letters of the codes that share a place."""
    if SOFT_HYPHEN not in codes[:-1]:
        return codes
    letters = codes[:-1].replace(SOFT_HYPHEN, "") + codes[-1]
    return letters[::-1] if letters in TURNED else letters


def _hyphenated(text: TextPage, start: int, end: int, own_hyphens: bool) -> str:
    """Return a word with the hyphen that it has at its line's end: drawn in a go of its own, it may be the program's."""
    letters = _letters(text, start, end - 1)
    if not own_hyphens or len(letters) < 2:
        return letters + "-"
    return letters + (SOFT_HYPHEN if _is_lone_hyphen(text, end - 1) else "-")


def _pieces(text: TextPage) -> _Pieces:
    """Return what white space and text objects part."""
    words, ends = _part(text.text)
    starts = list(map(sub, ends, map(len, words)))
    firsts = _first_objects(text, starts)
    lasts = _last_objects(text, ends, firsts)
    if firsts == lasts:
        return words, starts, ends, firsts
    shared = list(compress(count(), map(ne, firsts, lasts)))
    glyphs = [glyph for at in shared for glyph in range(starts[at], ends[at])]
    handles = dict(zip(glyphs, text.objects(glyphs), strict=True))
    boxes = text.boxes(glyphs)
    places = {at: boxes[4 * number : 4 * number + 4] for number, at in enumerate(glyphs)}
    cut = [list(_cut(text, starts[at], ends[at], handles, places)) for at in shared]
    for at in reversed(shared):
        if len(pieces := cut.pop()) > 1:
            words[at : at + 1], starts[at : at + 1], ends[at : at + 1], firsts[at : at + 1] = zip(*pieces, strict=True)
    return words, starts, ends, firsts


def _part(text: str) -> tuple[list[str], list[int]]:
    """Return what white space and hyphens at lines' ends part, and where each word ends."""
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    pieces = text.split(" ")
    words = list(filter(None, pieces))
    lengths = list(map(len, pieces))
    ends = list(compress(map(add, accumulate(lengths), count()), lengths))
    hyphens = {bisect_right(ends, found.start()) for found in _HYPHENS.finditer(text)}
    for at in sorted(hyphens, reverse=True):
        broken = _AT_HYPHENS.findall(words[at])
        ends[at : at + 1] = accumulate(map(len, broken[1:]), initial=ends[at] - len(words[at]) + len(broken[0]))
        words[at : at + 1] = broken
    return words, ends


def _first_objects(text: TextPage, starts: list[int]) -> list[int]:
    """Return the text object of each word's first glyph; PDFium keeps an object's glyphs together, so not all are asked for."""
    asked = text.objects(starts[::2])
    if 0 in asked:
        return text.objects(starts)
    firsts = starts.copy()
    firsts[::2] = asked
    behind = len(starts) // 2
    firsts[1::2] = asked[:behind]  # as the word before: so it is where the word behind is of that object, too
    turns = list(compress(range(1, len(starts), 2), map(ne, asked, [*asked[1:], 0])))
    for at, handle in zip(turns, text.objects([starts[at] for at in turns]), strict=True):
        firsts[at] = handle
    return firsts


def _last_objects(text: TextPage, ends: Sequence[int], firsts: list[int]) -> list[int]:
    """Return the text object of each word's last glyph, of which few are asked for."""
    lasts = firsts.copy()
    turns = range(len(firsts)) if 0 in firsts else list(compress(count(), map(ne, firsts, [*firsts[1:], 0])))
    for at, handle in zip(turns, text.objects([ends[at] - 1 for at in turns]), strict=True):
        lasts[at] = handle
    return lasts


def _cut(
    text: TextPage, start: int, end: int, handles: dict[int, int], places: dict[int, array[float]]
) -> Iterator[tuple[str, int, int, int]]:
    """Cut a span that several text objects share where one does not go on from the other."""
    string = text.text
    run = text.run(handles[start], start)
    for at in range(start + 1, end):
        if handles[at] == handles[at - 1]:
            continue
        one, other = places[at - 1], places[at]
        if run.angle == 0.0 and abs(one[1] - other[1]) < _LEVEL and abs(one[3] - other[3]) < _LEVEL:
            # glyphs of equal height on one level: no need to ask for the style of every text object
            apart = parts(string[at - 1], string[at], other[0] - one[2], run.size, one_object=False)
        elif run.angle % 90:
            apart = _leaps(text.run(handles[at - 1], at - 1), text.run(handles[at], at))
        else:
            apart = _parts(text, at - 1, at, text.run(handles[at - 1], at - 1), text.run(handles[at], at), one + other)
        if apart:
            yield (string[start:at], start, at, handles[start])
            start, run = at, text.run(handles[at], at)
    yield (string[start:end], start, end, handles[start])


def _rejoin(text: TextPage, spans: Spans) -> None:
    """Undo the blanks and line ends that PDFium made up inside words, where glyphs are only set wide apart."""
    testi, starts, lasts, runs, spaces, heads, tails = spans
    joints = [
        at
        for at in compress(count(1), map(not_, spaces[:-1]))
        if 2 <= starts[at] - lasts[at - 1] <= 3
        and _is_level(runs[at - 1], runs[at])
        and not _are_apart(text, spans, at)
        and not text.is_drawn(lasts[at - 1] + 1)
    ]
    for at in reversed(joints):
        testi[at - 1] += testi[at]
        del testi[at], starts[at], lasts[at - 1], runs[at], spaces[at - 1]
        del heads[4 * at : 4 * at + 4], tails[4 * at - 4 : 4 * at]


def _are_apart(text: TextPage, spans: Spans, at: int) -> bool:
    """Tell whether a word stands apart from the one before it."""
    _, starts, lasts, runs, _, heads, tails = spans
    boxes = tails[4 * at - 4 : 4 * at] + heads[4 * at : 4 * at + 4]
    return _parts(text, lasts[at - 1], starts[at], runs[at - 1], runs[at], boxes)


def _is_level(one: Run, other: Run) -> bool:
    """Tell whether text objects are written in one direction, and on one level or nearly so."""
    if one.angle != other.angle:
        return False
    step = one.x - other.x if one.angle in _UPRIGHT else one.y - other.y
    return abs(step) <= HIGHEST_SHIFT * one.size


def _parts(text: TextPage, last: int, first: int, old: Run, new: Run, boxes: array[float]) -> bool:
    if old.angle != new.angle or old.angle % 90:
        return True
    size = max(old.size, new.size)
    gap, shift = _gap(old.angle, boxes, (new.x - old.x, new.y - old.y))
    if shift > HIGHEST_SHIFT * size or (shift and old.angle == 0.0 and is_step(old.size, new.y - old.y, new.size)):
        return True
    return parts(text.text[last], text.text[first], gap, size, one_object=old.numero == new.numero)


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
