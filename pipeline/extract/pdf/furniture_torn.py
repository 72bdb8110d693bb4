"""Lines that a page break cuts through and that both pages print: wkhtmltopdf draws half a line at the end of one, half on the next.

A reader sees one line, so the second copy is furniture. Told by place alone: all that stands at a page's foot stands again, word for
word, at the next one's head, and the distance between the copies is the same at two breaks of the document or more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from pipeline.extract.pdf.furniture_frame import is_left, words_left
from pipeline.extract.pdf.furniture_marks import Mark
from pipeline.extract.pdf.page import Page, Word
from pipeline.rows import FurnitureKind

EXACT = 0.2
"""Copies stand at the same place to within this many points."""

BREAKS = 2
"""At so many breaks at least the copies lie equally far apart: a table's rows may repeat once by chance."""

TALLEST = 1.5
"""What is cut through reaches no further than this many sizes from the first copy down: lines of neighbouring columns."""


class _Torn(NamedTuple):
    """The copies at a page's head, and how far above them, in the height of a page's text, the first ones stand."""

    page: Page
    words: tuple[Word, ...]
    step: int


def find_torn(pages: Sequence[Page], taken: Set[int]) -> list[Mark]:
    """Return the second copies of lines that page breaks cut through; ``taken`` are the numbers of words left out."""
    found = [torn for above, below in pairwise(pages) if (torn := _torn(above, below, taken)) is not None]
    breaks = Counter(torn.step for torn in found)
    return [Mark(FurnitureKind.RIGA_RIPETUTA, page, words) for page, words, step in found if breaks[step] >= BREAKS]


def _torn(above: Page, below: Page, taken: Set[int]) -> _Torn | None:
    """Return what stands both at a page's foot and at the next one's head, if anything does."""
    first = _topmost(below.words, taken)
    if first is None:
        return None
    testo = first.testo
    for twin in [word for word in above.words if word.testo == testo]:
        step = twin.top - first.top
        if not _is_copy(twin, first, step) or step < above.height / 2:
            continue
        tail = _between(above.words, taken, twin.top - EXACT, above.height)
        if not tail:  # the twin is furniture, and nothing stands below it
            continue
        foot = max(word.top for word in tail)
        head = _between(below.words, taken, first.top - EXACT, foot - step + EXACT)
        if foot - twin.top <= TALLEST * twin.size and _are_copies(tail, head, step):
            return _Torn(below, tuple(head), round(step))
    return None


def _topmost(words: Iterable[Word], taken: Set[int]) -> Word | None:
    """Return the upright word that stands highest, the first one from the left, among those not ``taken``."""
    first: Word | None = None
    top = float("inf")
    for word in words:
        if word.top > top or not is_left(word, taken):
            continue
        if first is None or _place(word) < _place(first):
            first, top = word, word.top
    return first


def _between(words: Iterable[Word], taken: Set[int], top: float, foot: float) -> list[Word]:
    return words_left([word for word in words if top <= word.top <= foot], taken)


def _are_copies(tail: Sequence[Word], head: Sequence[Word], step: float) -> bool:
    pairs = zip(sorted(tail, key=_text), sorted(head, key=_text), strict=True)
    return len(tail) == len(head) and all(_is_copy(one, other, step) for one, other in pairs)


def _is_copy(one: Word, other: Word, step: float) -> bool:
    return (
        one.testo == other.testo
        and abs(one.x0 - other.x0) <= EXACT
        and abs(one.size - other.size) <= EXACT
        and abs(one.top - other.top - step) <= EXACT
    )


_place = attrgetter("top", "x0")
_text = attrgetter("testo", "x0", "top")
