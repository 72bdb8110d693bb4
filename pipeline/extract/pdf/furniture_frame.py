"""The frame that pages' text keeps to: pages come in, the heights out between which those of one format hold text.

It is the page itself, but where a program shrank the pages, or set them on larger sheets: then no page has text near an edge, and
what runs along with them stands at the edges of what all of them hold together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from pipeline.extract.pdf.page import Page, Word

ZONE = 0.2
"""How far from an edge (as a share of the page's height) a running line may stand."""

FEWEST = 3
"""So many pages of a format are needed to tell what they leave white from the end of a short text."""

Format = tuple[int, int]
"""Width and height of a page, in whole points."""


class Frame(NamedTuple):
    """The heights between which text may stand."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


def format_of(page: Page) -> Format:
    """Return a page's format."""
    return round(page.width), round(page.height)


def find_frames(pages: Sequence[Page], taken: Set[int]) -> dict[Format, Frame]:
    """Return the frame of each format; ``taken`` are the numbers of words left out."""
    formats: dict[Format, list[Page]] = defaultdict(list)
    for page in pages:
        formats[format_of(page)].append(page)
    return {size: _frame(own, taken) for size, own in formats.items()}


def _frame(pages: Sequence[Page], taken: Set[int]) -> Frame:
    height = pages[0].height
    head, foot = ZONE * height, (1 - ZONE) * height
    reaches_up = any(word.bottom < head and is_left(word, taken) for page in pages for word in page.words)
    reaches_down = any(word.top > foot and is_left(word, taken) for page in pages for word in reversed(page.words))
    words = [] if reaches_up and reaches_down else words_left((word for page in pages for word in page.words), taken)
    if len(pages) < FEWEST or not words:
        return Frame(0.0, height)
    return Frame(
        0.0 if reaches_up else min(word.top for word in words),
        height if reaches_down else max(word.bottom for word in words),
    )


def is_left(word: Word, taken: Set[int]) -> bool:
    """Tell whether a word is upright and not among those ``taken`` already (by number)."""
    return word.angle == 0 and word.numero not in taken


def words_left(words: Iterable[Word], taken: Set[int]) -> list[Word]:
    """Return the upright words that are not among those ``taken`` already (by number)."""
    return [word for word in words if is_left(word, taken)]
