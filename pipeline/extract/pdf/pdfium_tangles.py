"""Lines that PDFium tangles: spans of a page with large or oblique text come in, the same spans line after line go out.

PDFium takes what is drawn after a letter for one line with it as long as it is no higher or lower than half the letter's width, and
sorts that by x: beside a letter of a watermark two lines of text are one to it, and where each of their letters is drawn in a go of
its own, these come by turns. Lines that come whole are left as they are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.extract.pdf.pdfium_spans import Spans
from pipeline.extract.pdf.pdfium_text import TextPage
from pipeline.extract.pdf.words import parts

_LEVEL = 0.1
"""Baselines no further apart than this (points) are one."""
_LARGE = 3
"""Letters so many times as large as others may be wide enough to stand beside two of their lines."""


def may_tangle(text: TextPage) -> bool:
    """Tell whether a page has text that may tangle the lines beside it."""
    sizes = text.sizes
    return any(angle % 90 for angle in text.angles) or (len(sizes) > 1 and max(sizes) > _LARGE * min(sizes))


def untangle(spans: Spans) -> Spans:
    """Return spans with their tangled lines told apart, and the words in those put together again."""
    order: list[list[int]] = []
    changed = False
    for stretch in _rising(spans):
        lines = _lines(spans, stretch)
        joined = [word for line in lines for word in _words(spans, line)]
        tangled = any(after != before + 1 for word in joined for before, after in pairwise(word))
        changed |= tangled
        order += joined if tangled else [[at] for at in stretch]
    return _in_order(spans, order) if changed else spans


def _rising(spans: Spans) -> Iterator[range]:
    """Yield the stretches of spans in which every one that is level starts no farther to the left than the one before."""
    runs, heads = spans.runs, spans.heads
    start = 0
    for at in range(1, len(runs)):
        if runs[at].angle or runs[at - 1].angle or heads[4 * at] < heads[4 * at - 4]:
            yield range(start, at)
            start = at
    yield range(start, len(runs))


def _lines(spans: Spans, stretch: Sequence[int]) -> list[list[int]]:
    """Return the spans of a stretch, those of one baseline together, from the highest line to the lowest."""
    runs = spans.runs
    ordered = sorted(stretch, key=lambda at: (-round(runs[at].y / _LEVEL), at))
    return [list(line) for _, line in groupby(ordered, key=lambda at: round(runs[at].y / _LEVEL))]


def _words(spans: Spans, line: Sequence[int]) -> Iterator[list[int]]:
    """Yield the words of a line: the spans that go on where the one before ended."""
    word = [line[0]]
    for before, after in pairwise(line):
        if spans.spaces[before] or _are_apart(spans, before, after):
            yield word
            word = []
        word.append(after)
    yield word


def _are_apart(spans: Spans, before: int, after: int) -> bool:
    size = max(spans.runs[before].size, spans.runs[after].size)
    gap = spans.heads[4 * after] - spans.tails[4 * before + 2]
    return parts(spans.testi[before][-1], spans.testi[after][0], gap, size, one_object=False)


def _in_order(spans: Spans, order: Sequence[Sequence[int]]) -> Spans:
    """Return the spans that the old ones of each word make."""
    firsts, lasts = [word[0] for word in order], [word[-1] for word in order]
    return Spans(
        ["".join(spans.testi[at] for at in word) for word in order],
        [spans.starts[at] for at in firsts],
        [spans.lasts[at] for at in lasts],
        [spans.runs[at] for at in firsts],
        [spans.spaces[at] for at in lasts],
        array("f", (x for at in firsts for x in spans.heads[4 * at : 4 * at + 4])),
        array("f", (x for at in lasts for x in spans.tails[4 * at : 4 * at + 4])),
    )
