"""Marks on a page: text that cannot be seen, lies off the page, is written across or along it, or stands behind the text.

A turned word is a stamp when it stands outside the upright text or comes back at the same place; a turned word inside the
text (a settore written upwards along its rows) belongs to the table and is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from pipeline.extract.pdf.page import Page, Word
from pipeline.rows import FurnitureKind

LARGE = 1.8
"""Oblique text this much larger than the page's text is a watermark, smaller text is a stamp."""

SAME_PLACE = 4.0
"""Marks on two pages are at the same place when they lie no further apart than this (points)."""

LIGHT = 0.55
"""From this lightness on (0 black, 1 white) text may be meant to stand behind other text."""


class Mark(NamedTuple):
    """Words of one page that are furniture of one kind."""

    kind: FurnitureKind
    page: Page
    words: tuple[Word, ...]


def find_marks(pages: Sequence[Page]) -> list[Mark]:
    """Return unseen, off-page, turned and underlying text, page by page."""
    pages = [page for page in pages if not _is_plain(page)]
    standing_out = [_standing_out(page.words, _usual_size(page.words)) for page in pages]
    places = _places(pages, standing_out)
    return [mark for page, words in zip(pages, standing_out, strict=True) for mark in _page_marks(page, words, places)]


def _is_plain(page: Page) -> bool:
    """Tell whether all text is seen, upright, dark and of about one size: most pages are, and are done with at one look."""
    if not page.words:
        return True
    _, _, x0s, tops, x1s, bottoms, sizes, _, angles, colours, invisible, *_ = zip(*page.words, strict=True)
    ordered = sorted(sizes)
    return (
        not any(invisible)
        and not any(angles)
        and min(min(x0s), min(x1s)) >= 0
        and max(max(x0s), max(x1s)) <= page.width
        and min(tops) >= 0
        and max(bottoms) <= page.height
        and ordered[-1] < LARGE * median(ordered)
        and all(lightness(colour) < LIGHT for colour in set(colours))
    )


def _page_marks(page: Page, standing_out: Sequence[Word], places: dict[str, list[Place]]) -> Iterator[Mark]:
    """Yield a page's marks; ``standing_out`` are those of all its words that might be marks."""
    kinds: dict[FurnitureKind, list[Word]] = defaultdict(list)
    unseen = _unseen(page)
    for word in unseen:
        kinds[FurnitureKind.INVISIBILE if _is_on(word, page) else FurnitureKind.FUORI_PAGINA].append(word)
    if not unseen and not standing_out:
        return
    hidden = {word.numero for word in unseen}
    plain = [word for word in page.words if word.numero not in hidden]
    upright = [word for word in plain if word.angle == 0]
    usual = _usual_size(upright)
    for word in _standing_out(plain, usual):
        judge = _turned if word.angle else _underlying
        kind = judge(word, page, upright, usual, places)
        if kind is not None:
            kinds[kind].append(word)
    for kind, words in kinds.items():
        yield from (Mark(kind, page, group) for group in _groups(words))


def _is_on(word: Word, page: Page) -> bool:
    """Tell whether a word's middle lies on the page."""
    return 0 <= (word.x0 + word.x1) / 2 <= page.width and 0 <= (word.top + word.bottom) / 2 <= page.height


def _unseen(page: Page) -> list[Word]:
    """Return the words that nobody sees: invisible ones, and those whose middle lies off the page."""
    right, foot = 2 * page.width, 2 * page.height
    return [
        word
        for word in page.words
        if word.invisible or not (0 <= word.x0 + word.x1 <= right and 0 <= word.top + word.bottom <= foot)
    ]


def _usual_size(words: Sequence[Word]) -> float:
    return median([word.size for word in words]) if words else 0.0


def _standing_out(words: Sequence[Word], usual: float) -> list[Word]:
    """Return the words that might be marks at all: turned, large or light ones."""
    large = LARGE * usual
    light = {colour for colour in {word.colour for word in words} if lightness(colour) >= LIGHT}
    return [word for word in words if word.angle or word.size >= large or word.colour in light]


def _turned(
    word: Word, page: Page, upright: Sequence[Word], usual: float, places: dict[str, list[Place]]
) -> FurnitureKind | None:
    if word.angle % 90:
        return FurnitureKind.FILIGRANA if word.size >= LARGE * usual else FurnitureKind.TIMBRO
    if _is_outside(word, page, upright) or _comes_back(word, page, places):
        return FurnitureKind.TIMBRO
    return None


def _is_outside(word: Word, page: Page, upright: Sequence[Word]) -> bool:
    """Tell whether a word stands left or right of all upright text and of every rule."""
    starts = [other.x0 for other in upright] + [rule.start if rule.horizontal else rule.at for rule in page.rules]
    ends = [other.x1 for other in upright] + [rule.end if rule.horizontal else rule.at for rule in page.rules]
    return bool(starts) and (word.x1 <= min(starts) + 1 or word.x0 >= max(ends) - 1)


def _underlying(
    word: Word, page: Page, upright: Sequence[Word], usual: float, places: dict[str, list[Place]]
) -> FurnitureKind | None:
    """Tell a watermark written upright by two signs of three: other text runs over it, it is light and large, it comes back.

    What other text runs over must be light and large, or come back; on a page with little text nothing may run over it.
    """
    pale = word.size >= LARGE * usual and lightness(word.colour) >= LIGHT
    signs = pale + _is_written_over(word, upright)
    return FurnitureKind.FILIGRANA if signs > 1 or (signs and _comes_back(word, page, places)) else None


def _is_written_over(word: Word, upright: Iterable[Word]) -> bool:
    return any(
        other is not word
        and other.size < word.size
        and min(other.x1, word.x1) - max(other.x0, word.x0) > 0.3 * other.size
        and min(other.bottom, word.bottom) - max(other.top, word.top) > 0.3 * other.size
        for other in upright
    )


def lightness(colour: int | None) -> float:
    """Return how light a colour is, from 0 (black, or unknown) to 1 (white)."""
    if colour is None:
        return 0.0
    red, green, blue = colour >> 16, (colour >> 8) & 0xFF, colour & 0xFF
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


Place = tuple[int, float, float]
"""Page, and left and top of a word."""


def _places(pages: Sequence[Page], standing_out: Sequence[Sequence[Word]]) -> dict[str, list[Place]]:
    """Return where texts that might be marks stand: turned words, and upright ones that are large or light."""
    places: dict[str, list[Place]] = defaultdict(list)
    for page, words in zip(pages, standing_out, strict=True):
        for word in words:
            places[word.testo].append((page.numero, word.x0, word.top))
    return places


def _comes_back(word: Word, page: Page, places: dict[str, list[Place]]) -> bool:
    return any(
        numero != page.numero and abs(x - word.x0) <= SAME_PLACE and abs(top - word.top) <= SAME_PLACE
        for numero, x, top in places.get(word.testo, ())
    )


def _groups(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Put neighbouring words of one direction and size together."""
    group: list[Word] = []
    for word in words:
        if group and not (
            word.numero == group[-1].numero + 1
            and word.angle == group[-1].angle
            and abs(word.size - group[-1].size) < 0.1 * word.size
        ):
            yield tuple(group)
            group = []
        group.append(word)
    if group:
        yield tuple(group)
