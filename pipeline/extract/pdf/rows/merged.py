"""Cells merged downwards where nothing is drawn: which rows a text stands for.

A column in which every row has a text has no such cells. In any other the texts stand beside the first of their rows, in the middle
of all, or at the foot of the last - all of a column in one way, which is the one that explains the whole table best. Where another
way, or another tiling, explains it nearly as well, the rows that would change their text are doubtful. Where texts just start their
rows, the blanks below them are the rest of their cells only if the table does not print the same text row after row (``blanks``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.extract.pdf.rows.blanks import Titles, block_text, count_neighbours, may_be_empty
from pipeline.extract.pdf.rows.blocks import Block
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.heights import starts_rows
from pipeline.extract.pdf.rows.runs import SPARSE, Table, runs_of
from pipeline.extract.pdf.rows.seeds import Stretch
from pipeline.extract.pdf.rows.split import entry_columns, title_columns
from pipeline.extract.pdf.rows.tiling import Place, Run, Stand, Tiling, cost_of, home, tile

MISPLACED = 1.5
"""A text that costs more than this does not stand where its rows would have it."""
PLAINER = 3.0
"""A way to stand must cost so much less than another to be believed against it: texts that just start their rows are the rule."""
TIE = 1.0
"""At the foot of the first row or of the last: ways that differ by less are equally good, and many cells are merged, few are blank."""
UNEXPLAINED = 4.0
"""A way to stand that costs more than this for each text explains nothing."""
AT_HEAD = (Stand.FIRST_TOP, Stand.FIRST_MIDDLE)
FIRST = (*AT_HEAD, Stand.FIRST_BOTTOM)
"""Ways to stand of texts that just start their rows. Those at the foot of their rows are merged cells rather, if few rows have one."""


class Group(NamedTuple):
    """First and last row of a merged cell in a stretch."""

    first: int
    last: int


class Doubt(NamedTuple):
    """A row of a stretch that may have another text in a column: the one it got, and the others ("" none).

    ``height`` is where the row stands on its page.
    """

    stretch: int
    height: float
    column: int
    testo: str
    altri: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """The merged cells of a column: its groups of rows in every stretch, how its texts stand, and the doubtful rows.

    ``going_on`` are the stretches whose last cell goes on in the next one; ``reach`` are the texts, each with its stretch and its first
    and last row there.
    """

    column: int
    stand: Stand
    groups: tuple[tuple[Group, ...], ...]
    going_on: frozenset[int]
    reach: tuple[tuple[int, int, int, Block], ...]
    doubts: tuple[Doubt, ...]

    def inside(self, stretch: int) -> set[int]:
        """Return the rows of a stretch that go on in the next one."""
        return {at for first, last in self.groups[stretch] for at in range(first, last)}

    @property
    def all_inside(self) -> frozenset[tuple[int, int]]:
        """All rows that go on in the next one, each with its stretch."""
        return frozenset((stretch, at) for stretch in range(len(self.groups)) for at in self.inside(stretch))


def merged_columns(table: Table, columns: Columns) -> list[Merged]:
    """Return those columns beside the anchor's that have merged cells.

    Columns with more texts come first: their cells are part of those with fewer, and their texts make rows higher.
    """
    entries, titles = entry_columns(columns), title_columns(columns)
    texts = {
        column: sum(len(stretch.column(column)) for stretch in table.stretches)
        for column in range(columns.count)
        if column != table.anchor
    }
    found: list[Merged] = []
    for column in sorted(texts, key=lambda column: (-texts[column], column)):
        if column in entries:
            merged = read_merged(table, column, table.short - {column}, filled=SPARSE, titles=titles)
        else:
            merged = read_merged(table, column, frozenset(), filled=0.0)
        if merged is not None:
            found.append(merged)
            table = table.reaching(merged.reach)
    return found


def read_merged(
    table: Table, column: int, others: frozenset[int], *, filled: float, titles: Iterable[int] | None = None
) -> Merged | None:
    """Return the merged cells of a column, None when it has none (or texts that stand in their first row and go on by themselves).

    ``others`` are the columns that have an entry in every row of a merged cell. Blanks below a text are the rest of its cell where
    fewer rows than the share ``filled`` have a text, and texts are not printed again below the same titles (in the columns ``titles``;
    None: that is not asked).
    """
    found = list(runs_of(table, column, others))
    way = _way_to_stand([run for run, _ in found], filled)
    if way is None:
        return None
    best, near = way
    stretches = table.stretches
    unsure = False
    if titles is not None and _stand_for_one(found, best):
        neighbours = count_neighbours(found, stretches, _title_cells(table, titles))
        if neighbours.are_repeated:
            return None
        unsure = may_be_empty([run for run, _ in found], neighbours, count_neighbours(found, stretches, {}))
    groups: list[list[Group]] = [[] for _ in stretches]
    going_on: set[int] = set()
    doubts: list[Doubt] = []
    reach: list[tuple[int, int, int, Block]] = []
    for run, own in found:
        tiling = tile(run, best)
        going_on |= _note_groups(run, tiling, groups)
        reach += _reach(run, tiling, own)
        doubts += _doubts(run, tiling, [tile(run, stand) for stand in near], own, stretches, unsure=unsure)
    return Merged(
        column=column,
        stand=best,
        groups=tuple(map(tuple, groups)),
        going_on=frozenset(going_on),
        reach=tuple(reach),
        doubts=tuple(doubts),
    )


def _way_to_stand(runs: Sequence[Run], filled: float) -> tuple[Stand, list[Stand]] | None:
    """Return how the texts of merged cells stand, and the ways that explain them nearly as well; None where no cell is merged."""
    if all(len(run.rows) == len(run.texts) for run in runs):
        return None
    texts = sum(len(run.texts) for run in runs)
    rows = sum(not row.rest for run in runs for row in run.rows)
    fill = texts < filled * rows
    plain = AT_HEAD if texts < SPARSE * rows else FIRST
    totals: dict[Stand, float] = {}
    for stand in Stand:
        totals[stand] = sum(cost_of(run, stand) for run in runs)
        if stand in plain and totals[stand] <= PLAINER and not fill:
            return None  # no other way could be believed against it
    bonus = dict.fromkeys(plain, PLAINER) | {Stand.LAST_BOTTOM: TIE}
    best = min(totals, key=lambda stand: totals[stand] - bonus.get(stand, 0.0))
    if best is Stand.LAST_BOTTOM and totals[Stand.FIRST_BOTTOM] - totals[best] <= TIE:
        best = Stand.FIRST_BOTTOM if starts_rows([(run, tile(run, best)) for run in runs]) else best
    if (best in FIRST and not fill) or totals[best] > UNEXPLAINED * texts:
        return None
    return best, [stand for stand in totals if stand is not best and totals[stand] - totals[best] < PLAINER]


def _stand_for_one(found: Sequence[tuple[Run, object]], best: Stand) -> bool:
    """Return whether texts that stand for one row each, with none in the others, explain where they stand as well as merged cells."""
    runs = [run for run, _ in found]
    alone = [run._replace(rows=_rows_beside(run)) for run in runs]
    least = min(sum(cost_of(run, stand) for run in alone) for stand in FIRST)
    return best in FIRST or least - sum(cost_of(run, best) for run in runs) < PLAINER


def _rows_beside(run: Run) -> list[Place]:
    """Return the rows of a run that its texts stand beside, or between."""
    texts = range(len(run.texts))
    return [row for at, row in enumerate(run.rows) if any(_is_beside(run, text, at) for text in texts)]


def _title_cells(table: Table, titles: Iterable[int]) -> Titles:
    """Return for each column of titles the rows whose merged cell goes on below them; None where it has no merged cells."""
    cells = {column: read_merged(table, column, frozenset(), filled=0.0) for column in titles if column != table.anchor}
    return {column: None if merged is None else merged.all_inside for column, merged in cells.items()}


def _note_groups(run: Run, tiling: Tiling, groups: list[list[Group]]) -> set[int]:
    """Write the groups of a run down for each stretch; return the stretches whose last group goes on in the next one."""
    going_on: set[int] = set()
    before: Place | None = None
    own: int | None = None
    for place, text in zip(run.rows, tiling.texts, strict=True):
        goes_on = before is not None and text is not None and text == own
        if before is not None and goes_on and before.stretch == place.stretch:
            groups[place.stretch][-1] = Group(groups[place.stretch][-1].first, place.row)
        else:
            groups[place.stretch].append(Group(place.row, place.row))
            going_on |= {before.stretch} if before is not None and goes_on else set()
        before, own = place, text
    return going_on


def _reach(run: Run, tiling: Tiling, blocks: Sequence[Block]) -> Iterator[tuple[int, int, int, Block]]:
    """Yield each text that stands in one stretch with its rows there."""
    for number, (text, block) in enumerate(zip(run.texts, blocks, strict=True)):
        own = [place for place, other in zip(run.rows, tiling.texts, strict=True) if other == number]
        own = [place for place in own if place.page == text.page]
        if own and not text.cut and own[0].stretch == own[-1].stretch:
            yield own[0].stretch, own[0].row, own[-1].row, block


def _doubts(
    run: Run,
    tiling: Tiling,
    near: Iterable[Tiling],
    blocks: Sequence[Block],
    stretches: Sequence[Stretch],
    *,
    unsure: bool,
) -> list[Doubt]:
    """Return the rows of a run that may have another text, or whose text does not stand where it should.

    ``unsure``: cells may be empty below a text, so each row that only shares one may have none.
    """
    doubts: list[Doubt] = []
    for at, (place, text) in enumerate(zip(run.rows, tiling.texts, strict=True)):
        rivals = set(tiling.rivals[at]).union(*({other.texts[at]} - {text} for other in near))
        if unsure and text is not None and not place.rest and not _is_beside(run, text, at):
            rivals.add(None)
        misplaced = text is not None and tiling.costs[text] > MISPLACED
        if rivals or misplaced:
            height = stretches[place.stretch].seeds[place.row].blocks[0].middle
            others = tuple(
                _words(blocks, rival) for rival in sorted(rivals, key=lambda rival: -1 if rival is None else rival)
            )
            doubts.append(Doubt(place.stretch, height, blocks[0].column, _words(blocks, text), others))
    return doubts


def _is_beside(run: Run, text: int, row: int) -> bool:
    first, last = home(run.rows, run.texts[text].middle)
    return first <= row <= last


def undecided(run: Run, blocks: Sequence[Block], stretches: Sequence[Stretch]) -> Iterator[Doubt]:
    """Yield the rows of a run whose texts cannot be parted: any of them may be any row's."""
    texts = tuple(_words(blocks, number) for number in range(len(blocks)))
    for place in run.rows:
        height = stretches[place.stretch].seeds[place.row].blocks[0].middle
        yield Doubt(place.stretch, height, blocks[0].column, " ".join(texts), texts)


def _words(blocks: Sequence[Block], text: int | None) -> str:
    return block_text(blocks[text]) if text is not None else ""
