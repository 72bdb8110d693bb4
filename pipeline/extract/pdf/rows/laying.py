"""Pages -> layouts, one after the other: what stands above a page's first header goes on from the page before.

Comes in: the pages and the words that are furniture. Goes out: each page cut into areas and running text. Below the last row of a table
that no rules enclose another table may follow that nothing announces: where its lines start elsewhere, it is an area of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.extract.pdf.page import Page, Word
from pipeline.extract.pdf.rows.areas import Area, Layout, lay_out
from pipeline.extract.pdf.rows.overprint import end_at_neighbours
from pipeline.extract.pdf.rows.phrases import phrases_of
from pipeline.extract.pdf.rows.strangers import count_places, find_stranger


@dataclass(slots=True)
class _Table:
    """The table without sides that was going on: the roles of its header, and where its lines start and end."""

    roles: tuple[str | None, ...] = ()
    places: Counter[int] = field(default_factory=Counter)


def lay_out_pages(pages: Iterable[Page], taken: frozenset[int]) -> list[Layout]:
    """Return the layouts of a document's pages; ``taken`` are the numbers of words that are furniture."""
    layouts: list[Layout] = []
    in_table = False
    table = _Table()
    for page in pages:
        words = [word for word in page.words if word.numero not in taken and word.angle == 0]
        layout = lay_out(page, end_at_neighbours(words), in_table=in_table)
        layouts.append(_without_stranger(layout, table))
        if layout.parts:
            in_table = isinstance(layout.parts[-1], Area) and not layout.parts[-1].sides
    return layouts


def _without_stranger(layout: Layout, table: _Table) -> Layout:
    """Return a layout with another table at the foot of its last area cut off; ``table`` takes what the area tells."""
    last = layout.parts[-1] if layout.parts else None
    if not isinstance(last, Area) or last.sides:
        return layout
    if last.header is not None and last.header.roles != table.roles:
        table.roles, table.places = last.header.roles, Counter()
    own = count_places(last.phrases)
    place = find_stranger(last.phrases, own, table.places)
    if place is None:
        table.places.update(own)
        return replace(layout, parts=(*layout.parts[:-1], replace(last, places=own)))
    upper, lower = (
        _part(last, [word for word in last.words if (word.top < place) is above]) for above in (True, False)
    )
    return replace(layout, parts=(*layout.parts[:-1], upper, replace(lower, header=None)))


def _part(area: Area, words: list[Word]) -> Area:
    """Return the part of an area that some of its words make."""
    phrases = phrases_of(words)
    top, bottom = min(phrase.top for phrase in phrases), max(phrase.bottom for phrase in phrases)
    inside = tuple(rule for rule in area.horizontals if top - 30 <= rule.at <= bottom + 30)
    places = count_places(phrases)
    return replace(area, top=top, bottom=bottom, words=tuple(words), phrases=phrases, horizontals=inside, places=places)
