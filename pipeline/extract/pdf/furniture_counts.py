"""Whether the figures of a running line count the pages: the segments of one text come in, a verdict goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter, sub

from pipeline.extract.pdf.furniture_segments import Segment

_LABELLED = re.compile(r"\bp(?:ag(?:ina|e)?)?\W{0,2}\s*0|0\s*(?:di|su|of|/)\s*0")
_TRAILING = re.compile(r"[–—|·•-]\s*0\s*$")
"""Where a figure that grows from page to page counts pages in a longer text; elsewhere it counts cards (`Obiettivo 3`)."""


_Counted = tuple[int, tuple[int, ...]]
"""A segment's page and its figures."""


def counts_pages(group: Sequence[Segment]) -> bool | None:
    """Tell whether a figure in the segments counts the pages; None when figures change without counting them."""
    counts = False
    counted = [(segment.page.numero, segment.numbers) for segment in group]
    for part in _parts(counted, labelled=_LABELLED.search(group[0].folded) is not None):
        pages = [page for page, _ in part]
        for column in zip(*(numbers for _, numbers in part), strict=True):
            if len(set(column)) == 1 and len(part) > 1:
                continue
            if len(set(map(sub, column, pages))) != 1:
                return None
            counts = True
    return counts


def _parts(counted: list[_Counted], *, labelled: bool) -> Iterator[Sequence[_Counted]]:
    """Cut segments where their numbers begin again at 1: a document put together from parts of three pages or so."""
    if not labelled:
        yield counted
        return
    ordered = sorted(counted, key=itemgetter(0))
    again = [
        at
        for at, ((_, one), (_, other)) in enumerate(pairwise(ordered), 1)
        if any(old > 1 == new for old, new in zip(one, other, strict=True))
    ]
    if 3 * (len(again) + 1) > len(ordered):
        again = []
    yield from (ordered[first:end] for first, end in pairwise([0, *again, len(ordered)]))


def is_counted_text(segment: Segment) -> bool:
    """Tell whether a figure stands where a longer text is numbered: with a label, or at the end of a foot."""
    return bool(_LABELLED.search(segment.folded) or (not segment.at_top and _TRAILING.search(segment.folded)))
