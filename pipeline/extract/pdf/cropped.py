"""Tables that the page's edge cuts: words off the sheet that belong to a table's rows are doubts about the nodes beside them.

A crop box may hide a column, or the last lines of a page; nobody sees those words, so they are no part of the plan, and what is read
is not all that the table says. Pages, furniture and rows come in, findings go out. Printer's marks, a line of text at the margin and
words that the next page prints again cut no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.diagnostics import finding
from pipeline.extract.pdf.furniture_frame import ZONE
from pipeline.extract.pdf.furniture_segments import APART
from pipeline.extract.pdf.page import Page, Word
from pipeline.model import Diagnostic, Provenance, Riquadro
from pipeline.rows import Furniture, FurnitureKind, RawRow, RowKind

LINES = 3
"""So many lines of a table must go on beyond a page's side, or one within a text: one or two texts may stand there by chance."""

SPACE = 1.0
"""A text goes on over the edge where the next word stands no further away than this (in ems)."""

COLUMNS = 2
"""Below (or above) a page's edge what belongs to a table stands in so many of its columns, or close to its last line."""

ALIGNED = 2.0
"""Words of one column begin at the same place to within this many points."""


class _Cut(NamedTuple):
    """A word off the page that belongs to a table, and the box of the cell that it shows to be cut, if it does."""

    word: Word
    box: Riquadro | None


def report_cropped(
    pages: Sequence[Page], furniture: Iterable[Furniture], rows: Sequence[RawRow]
) -> tuple[Diagnostic, ...]:
    """Return a finding for each page whose edge cuts a table, at the cells beside which words are missing."""
    off = {numero for piece in furniture if piece.kind is FurnitureKind.FUORI_PAGINA for numero in piece.parole}
    if not off:
        return ()
    found: list[Diagnostic] = []
    for page in pages:
        hidden = [word for word in page.words if word.numero in off and word.angle == 0]
        cut = list(_cut(pages, page, hidden, _boxes(rows, page))) if hidden else []
        if cut:
            places = dict.fromkeys(box for _, box in cut if box is not None)
            own = [Provenance(pagina=page.numero, riquadro=box) for box in places]
            first, *others = dict.fromkeys([*own, *_across(pages, page, [word for word, _ in cut], rows)])
            fonte = first._replace(continua=tuple(others))
            found.append(
                finding("LET113", fonte=fonte, pagina=page.numero, parole=len({word.numero for word, _ in cut}))
            )
    return tuple(found)


def _boxes(rows: Iterable[RawRow], page: Page) -> list[Riquadro]:
    """Return the boxes of a page's table cells."""
    return [
        cell.fonte.riquadro
        for row in rows
        if _stands_on(row, page)
        for cell in row.cells
        if cell.fonte.riquadro is not None
    ]


def _cut(pages: Sequence[Page], page: Page, hidden: Sequence[Word], boxes: Sequence[Riquadro]) -> Iterator[_Cut]:
    """Yield the words off a page that belong to its tables."""
    left = [word for word in hidden if word.x0 + word.x1 < 0]
    right = [word for word in hidden if word.x0 + word.x1 > 2 * page.width]
    yield from _beside(left, sorted(boxes), page)
    yield from _beside(right, sorted(boxes, key=lambda box: -box[2]), page)
    above = [word for word in hidden if word.top + word.bottom < 0]
    below = [word for word in hidden if word.top + word.bottom > 2 * page.height]
    yield from _beyond(above, sorted(boxes, key=lambda box: box[1]), pages[page.numero - 2 : page.numero - 1])
    yield from _beyond(below, sorted(boxes, key=lambda box: -box[3]), pages[page.numero : page.numero + 1])


def _across(pages: Sequence[Page], page: Page, words: Sequence[Word], rows: Iterable[RawRow]) -> Iterator[Provenance]:
    """Yield the cells next to a page's cut edge on the page before or behind it: what nobody sees may be the rest of their text."""
    above = [word.x0 for word in words if word.top + word.bottom < 0]
    below = [word.x0 for word in words if word.top + word.bottom > 2 * page.height]
    sides = [(pages[page.numero - 2 : page.numero - 1], -1, above), (pages[page.numero : page.numero + 1], 0, below)]
    for neighbour, edge, lefts in sides:
        beyond = [row for other in neighbour if lefts for row in rows if _stands_on(row, other)]
        for cell in beyond[edge].cells if beyond else ():
            box = cell.fonte.riquadro
            if box is not None and any(abs(box[0] - left) <= ALIGNED for left in lefts):
                yield cell.fonte


def _stands_on(row: RawRow, page: Page) -> bool:
    return row.kind is RowKind.TABELLA and row.fonte.pagina == page.numero


def _beside(words: Iterable[Word], boxes: Sequence[Riquadro], page: Page) -> Iterator[_Cut]:
    """Yield the words on the lines of cells, each with the nearest of the ``boxes``, if several lines or a text go on there."""
    cut = [
        _Cut(word, box)
        for word in words
        if (box := next((b for b in boxes if b[1] <= (word.top + word.bottom) / 2 <= b[3]), None)) is not None
    ]
    if len({round(word.bottom) for word, _ in cut}) >= LINES or any(_goes_on(word, page) for word, _ in cut):
        yield from cut


def _goes_on(word: Word, page: Page) -> bool:
    """Tell whether a word off the page stands within a text of it: another word of the line is only a space away."""
    return any(
        other.numero != word.numero
        and round(other.bottom) == round(word.bottom)
        and 0 <= other.x0 + other.x1 <= 2 * page.width
        and max(word.x0 - other.x1, other.x0 - word.x1) <= SPACE * word.size
        for other in page.words
    )


def _beyond(words: Sequence[Word], boxes: Sequence[Riquadro], neighbour: Sequence[Page]) -> Iterator[_Cut]:
    """Yield the words that go on in the columns of cells, each with the outermost of the ``boxes`` of its column.

    ``neighbour`` is the page that may print them again: some programs draw the lines at a break on both.
    """
    beside = [(word, next((b for b in boxes if abs(b[0] - word.x0) <= ALIGNED), None)) for word in words]
    aligned = [(word, box) for word, box in beside if box is not None]
    several = len({round(box[0]) for _, box in aligned}) >= COLUMNS
    if not (several or any(_white(word, box) < APART for word, box in aligned)) or _is_printed(aligned, neighbour):
        return
    lines = {round(word.bottom) for word, _ in aligned}
    yield from (_Cut(word, box) for word, box in beside if round(word.bottom) in lines)


def _white(word: Word, box: Riquadro) -> float:
    """Return the white between a word and a cell above or below it, in ems from foot to foot."""
    _, top, _, bottom = box
    gap = word.bottom - bottom if word.top > top else top - word.top
    return gap / word.size if word.size else 0.0


def _is_printed(words: Iterable[tuple[Word, Riquadro]], neighbour: Sequence[Page]) -> bool:
    """Tell whether the page on the other side of the edge has all these words in their columns next to it, where they are seen."""
    return all(
        any(
            other.testo == word.testo
            and abs(other.x0 - word.x0) <= ALIGNED
            and (other.bottom < ZONE * page.height if word.top > 0 else other.top > (1 - ZONE) * page.height)
            for page in neighbour
            for other in page.words
        )
        for word, _ in words
    )
