"""A table's rows as they follow each other over page breaks, and the texts of one column beside them: what ``tiling`` solves.

Stretches of rows that follow each other are a flow. A flow is cut into runs where no merged cell can reach over: at titles in columns
further to the left, and at rows without an entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.extract.pdf.rows.blocks import Block
from pipeline.extract.pdf.rows.gaps import pitch
from pipeline.extract.pdf.rows.reach import Reach
from pipeline.extract.pdf.rows.seeds import Seed, Stretch
from pipeline.extract.pdf.rows.tiling import Place, Run, Text, home

SPARSE = 0.85
"""A column is merged (or blank below its texts) when fewer than this share of the rows have an entry in it."""
WITH_ANY = 0.95
"""A column of short entries has one in every row that has any when it has one in this share of them."""
FLOW_GAP = 4.0
"""The white (points) between the last row of a page and the first of the next, as if there were no break."""

Extent = tuple[float, float]
"""Upper and lower end."""


class Content(NamedTuple):
    """What a row holds: the columns that it has texts in, and whether its first text runs over several."""

    columns: frozenset[int]
    spans: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """All rows of a table. Stretches are numbered through all flows.

    ``leading`` is the greatest distance of lines in a cell. ``dense`` are the columns with an entry in (nearly) every row: they tell
    how high a row is (``extents``, by stretch and row, on the row's own page); ``contents`` are what the rows hold, in the same order.
    ``short`` are the columns of short entries with one in every row that has any: a row without one is a title or the rest of another
    row. ``titled`` are the columns that have rows of their own, as titles. ``links`` are stretches, each with a column in which nothing
    is drawn between it and the next one on the page. ``stands`` is how short entries stand in their rows (top, middle, bottom; None:
    not told).
    """

    flows: Sequence[Sequence[Stretch]]
    anchor: int
    leading: float
    dense: frozenset[int]
    short: frozenset[int]
    titled: frozenset[int]
    extents: tuple[tuple[Extent, ...], ...]
    contents: tuple[tuple[Content, ...], ...]
    links: frozenset[tuple[int, int]] = frozenset()
    stands: str | None = None

    def flows_of(self, column: int) -> list[list[tuple[int, Stretch]]]:
        """Return the flows that a column has, of numbered stretches."""
        flows: list[list[tuple[int, Stretch]]] = []
        number = 0
        for flow in self.flows:
            own = list(enumerate(flow, number))
            if (number - 1, column) in self.links:
                flows[-1] += own
            else:
                flows.append(own)
            number += len(flow)
        return flows

    @property
    def stretches(self) -> list[Stretch]:
        """All stretches in order."""
        return [stretch for flow in self.flows for stretch in flow]

    def reaching(self, texts: Sequence[tuple[int, int, int, Block]]) -> Table:
        """Return the table with rows as high as the texts of merged cells make them: (stretch, first row, last row, text)."""
        extents = [list(own) for own in self.extents]
        for stretch, first, last, block in texts:
            own = extents[stretch]
            own[first] = (min(own[first][0], block.top), own[first][1])
            own[last] = (own[last][0], max(own[last][1], block.bottom))
        return replace(self, extents=tuple(map(tuple, extents)))


def survey(
    flows: Sequence[Sequence[Stretch]],
    anchor: int,
    count: int,
    entries: frozenset[int],
    *,
    leading: float,
    links: frozenset[tuple[int, int]] = frozenset(),
    stands: str | None = None,
) -> Table:
    """Return the table that flows make.

    ``count`` is its number of columns, ``entries`` are those of short entries; ``leading`` is the greatest distance of lines in a cell,
    ``stands`` how short entries stand.
    """
    filled = [0] * count
    any_entry = 0
    titled: set[int] = set()
    stretches = [stretch for flow in flows for stretch in flow]
    contents = tuple(tuple(map(_content, stretch.seeds)) for stretch in stretches)
    starts = {id(flow[0]) for flow in flows}
    for stretch, rows in zip(stretches, contents, strict=True):
        for at, (own, _) in enumerate(rows):
            if anchor not in own:
                titled |= own if at or id(stretch) in starts else set()  # else it may be the rest of a row
                continue
            any_entry += not own.isdisjoint(entries)
            for column in own:
                filled[column] += 1
    dense = frozenset(at for at in range(count) if filled[at] >= SPARSE * filled[anchor]) | {anchor}
    short = frozenset(at for at in entries if filled[at] >= WITH_ANY * any_entry > 0)
    return Table(
        flows=flows,
        anchor=anchor,
        leading=leading,
        dense=dense,
        short=short,
        titled=frozenset(titled),
        extents=tuple(tuple(_extent(seed, dense) for seed in stretch.seeds) for stretch in stretches),
        contents=contents,
        links=links,
        stands=stands,
    )


def _content(seed: Seed) -> Content:
    return Content(frozenset([block.column for block in seed.blocks]), seed.blocks[0].spans)


def _extent(seed: Seed, columns: frozenset[int]) -> Extent:
    """Return how high a row is by its texts in some columns; by all that it has where it has none in those."""
    blocks = [block for block in seed.blocks if block.column in columns] or seed.blocks
    return min([block.lines[0].top for block in blocks]), max([block.lines[-1].bottom for block in blocks])


def runs_of(table: Table, column: int, others: frozenset[int]) -> Iterator[tuple[Run, list[Block]]]:
    """Yield the runs of rows that have texts in a column, and these texts as blocks.

    ``others`` are the columns in which every row that a cell of this one covers has an entry.
    """
    for flow in table.flows_of(column):
        yield from _runs_in(flow, table, column, others)


def crowded_runs(table: Table, column: int) -> list[tuple[Run, list[Block]]]:
    """Return the runs of rows beside which several texts of a column stand."""
    several = (flow for flow in table.flows_of(column) if sum(len(part.column(column)) for _, part in flow) > 1)
    runs = (found for flow in several for found in _runs_in(flow, table, column, frozenset()))
    return [found for found in runs if len(found[0].texts) > 1]


def _runs_in(
    flow: Sequence[tuple[int, Stretch]], table: Table, column: int, others: frozenset[int]
) -> Iterator[tuple[Run, list[Block]]]:
    """Yield the runs of rows of one flow that have texts in a column; see ``runs_of``."""
    rows, texts = _flow_rows(flow, table, column, others)
    reach = Reach([(text.top - text.size, text.bottom + text.size) for text, _ in texts])
    feet = [float("-inf"), *(own[-1].bottom for own in rows if own)]
    tops = [*(own[0].top for own in rows if own), float("inf")]
    for own, foot, top in zip(filter(None, rows), feet, tops[1:], strict=False):
        near = reach.between(own[0].top, own[-1].bottom)
        beside = [texts[at] for at in near if _is_beside(texts[at][0], own, foot, top)]
        if beside:
            yield _run(own, beside, is_first=own is rows[0], is_last=own is rows[-1])


def _flow_rows(
    flow: Sequence[tuple[int, Stretch]], table: Table, column: int, others: frozenset[int]
) -> tuple[list[list[Place]], list[tuple[Text, Block]]]:
    """Return the rows of a flow, cut where cells of the column end, and its texts, all at heights without page breaks."""
    rows: list[list[Place]] = [[]]
    texts: list[tuple[Text, Block]] = []
    rest_of = table.dense - {column}
    foot = shift = 0.0
    page = 0
    before: Content | None = None
    for number, stretch in flow:
        below_break = (number - 1, column) not in table.links
        if below_break:
            page += 1
            shift = foot - stretch.seeds[0].top
        contents = table.contents[number]
        for at, content in enumerate(contents):
            rest = (
                at == 0 and below_break and before is not None and bool(rows[-1]) and _is_rest(before, content, table)
            )
            if _ends_cells(content, column, table.anchor, others) and not rest:
                rows.append([])
                continue
            top, bottom = _extent(stretch.seeds[at], rest_of) if column in table.dense else table.extents[number][at]
            title = not rest and content.columns == {column}
            rows[-1].append(Place(page, number, at, top + shift, bottom + shift, rest, title))
        for at, block in enumerate(stretch.column(column)):
            leading = table.leading if at == 0 and not below_break else 0.0
            _add_text(texts, page, block, shift, leading)
        before = contents[-1]
        foot = max(seed.bottom for seed in stretch.seeds) + shift + FLOW_GAP
    return rows, texts


def _add_text(texts: list[tuple[Text, Block]], page: int, block: Block, shift: float, leading: float) -> None:
    """Add a block to the texts of a flow; one no further than ``leading`` from the text above goes on with it.

    So does a text whose lines an edge parts that is drawn in other columns.
    """
    above, upper = texts[-1] if texts else (None, None)
    if (
        above is not None
        and upper is not None
        and above.page == page
        and pitch(upper.lines[-1], block.lines[0]) <= leading
    ):
        whole = Block(column=block.column, lines=[*upper.lines, *block.lines])
        texts[-1] = (above._replace(bottom=block.bottom + shift), whole)
    else:
        texts.append((Text(page, block.top + shift, block.bottom + shift, block.lines[0].size), block))


def _is_rest(before: Content, content: Content, table: Table) -> bool:
    """Return whether the first row of a page is what is left of the last one of the page before.

    One of the two has no short entry - that below, where entries stand at the top - or both are one title.
    """
    if before.spans or content.spans:
        return False
    upper, lower = before.columns, content.columns
    if table.anchor not in upper:
        return lower <= upper
    if table.anchor not in lower and lower & table.titled:
        return False
    if lower & table.short and (table.stands == "top" or upper & table.short):
        return False
    return bool(table.short)


def _ends_cells(content: Content, column: int, anchor: int, others: frozenset[int]) -> bool:
    """Return whether a row ends the merged cells of a column above it.

    It is a title further to the left, or one among the anchor's texts: it stands alone, where rows have entries in ``others``.
    """
    own, spans = content
    is_title = spans or anchor not in own
    return (is_title and max(own) < column) or (bool(others) and own == {anchor})


def _is_beside(text: Text, rows: Sequence[Place], foot: float, top: float) -> bool:
    """Return whether a text stands beside rows; the run above ends at ``foot``, the one below starts at ``top``.

    A text that makes its row higher may have its middle above the row's other texts, or below them.
    """
    if rows[0].top - text.size < text.middle < rows[-1].bottom + text.size:
        return True
    overlaps = text.bottom > rows[0].top and text.top < rows[-1].bottom
    return overlaps and foot + text.size <= text.middle <= top - text.size


def _run(
    rows: list[Place], texts: Sequence[tuple[Text, Block]], *, is_first: bool, is_last: bool
) -> tuple[Run, list[Block]]:
    """Return a run of rows and the blocks beside it; texts one above the other beside a single row are one."""
    beside: list[tuple[Text, Block]] = []
    for text, block in texts:
        if beside and _in_one_row(rows, beside[-1][0], text):
            above, upper = beside.pop()
            text = above._replace(bottom=text.bottom, cut=above.cut or above.page != text.page)
            block = Block(column=block.column, lines=[*upper.lines, *block.lines])
        beside.append((text, block))
    return Run(rows, [text for text, _ in beside], is_first, is_last), [block for _, block in beside]


def _in_one_row(rows: Sequence[Place], above: Text, below: Text) -> bool:
    """Return whether two texts stand beside the same row, or beside a row and what a page break left of it."""
    first, last = home(rows, above.middle)[0], home(rows, below.middle)[1]
    return all(row.rest for row in rows[first + 1 : last + 1])
