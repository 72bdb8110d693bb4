"""What a document does everywhere: its codes, which level each kind of code names, the texts it repeats.

Learned once from all rows, then asked by every stage. A habit is evidence, not proof: the stages weigh it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.model import Formato
from pipeline.normalize.codes import Code, CodeStyle, Famiglia, Form, learn_style, parse_code
from pipeline.normalize.headers import Header
from pipeline.normalize.likelihood import owner_score, target_score
from pipeline.normalize.roles import Column, Ruolo
from pipeline.normalize.similarity import fold
from pipeline.rows import RawCell, RawDocument, RawRow, RowKind

_OFTEN = 3
_LEVELS = (Ruolo.SETTORE, Ruolo.LIVELLO, Ruolo.OBIETTIVO, Ruolo.INDIVIDUALE)


class Repeated:
    """How often the texts of a document come back: counted when it is first asked, which tables with headers never do."""

    def __init__(self, rows: Sequence[RawRow]) -> None:
        """Take the rows of the document."""
        self._rows = rows

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(fold(cell.testo) for row in self._rows for cell in row.cells)

    def times(self, text: str) -> int:
        """Return how often a text stands in a cell, whatever its case and punctuation."""
        return self._times[fold(text)]


class Habits(NamedTuple):
    """A document's habits. ``geometria``: its columns are real places (PDF, DOCX), not tabs in a text.

    ``codici`` are the codes printed with a separator where headings stand.
    """

    stile: CodeStyle
    livelli: dict[tuple[str, int], Ruolo]
    ripetuti: Repeated
    geometria: bool
    individuali: bool
    codici: frozenset[str] = frozenset()

    def code_of(self, text: str) -> Code | None:
        """Return the code of a text that may be a heading, by the document's habits."""
        code = parse_code(text)
        return code if code and self.stile.accepts(code) and self.level_of(code) else None

    def level_of(self, code: Code) -> Ruolo | None:
        """Return the level that a code names."""
        if code.famiglia is Famiglia.INDIVIDUALE:
            return Ruolo.INDIVIDUALE
        if code.ruolo:
            return Ruolo(code.ruolo)
        return self.livelli.get(_group(code.forma))

    def goes_on(self, code: Code) -> bool:
        """Say whether a code is the next number of its level (``11.04`` where ``11.03`` is a heading's)."""
        before, dot, last = code.testo.rpartition(".")
        return bool(dot) and last.isdigit() and f"{before}.{int(last) - 1:0{len(last)}d}" in self.codici

    def is_coded(self, level: Ruolo) -> bool:
        """Say whether headings of a level carry codes."""
        return self.individuali if level is Ruolo.INDIVIDUALE else level in self.livelli.values()

    def owner_score(self, text: str) -> float:
        """Return how likely a text names a unit, knowing which short texts come back again and again."""
        often = self.ripetuti.times(text) >= _OFTEN and target_score(text) < 0
        return owner_score(text) + (2.0 if often else 0.0)


def _group(form: Form) -> tuple[str, int]:
    return form[0], form[1]


def learn_habits(document: RawDocument, headers: dict[int, Header]) -> Habits:
    """Return the habits of a document; ``headers`` are its column headers by the index of their first row."""
    candidates = list(_candidates(document, headers))
    in_columns: defaultdict[Ruolo, list[str]] = defaultdict(list)
    for cell, column in candidates:
        if column:
            in_columns[column.ruolo].append(cell.testo)
    style = learn_style((cell.testo for cell, _ in candidates), in_columns.values())
    codes = [(code, column) for cell, column in candidates if (code := parse_code(cell.testo)) and style.accepts(code)]
    levels = _levels(
        [(c, column) for c, column in codes if c.famiglia not in (Famiglia.INDIVIDUALE, Famiglia.ETICHETTA)], headers
    )
    return Habits(
        stile=style,
        livelli=levels,
        ripetuti=Repeated(document.rows),
        geometria=document.fonte.formato is not Formato.TESTO,
        individuali=any(code.famiglia is Famiglia.INDIVIDUALE for code, _ in codes),
        codici=frozenset(code.testo for code, _ in codes if code.certo),
    )


def _candidates(document: RawDocument, headers: dict[int, Header]) -> Iterator[tuple[RawCell, Column | None]]:
    """Yield the cells that may be headings: alone in their row, leading it, or in a heading's column (named with it)."""
    columns: dict[int, Column] = {}
    skip = 0
    for index, row in enumerate(document.rows):
        if index in headers:
            columns = headers[index].layout.columns
            skip = headers[index].rows
        skip -= 1
        if skip >= 0:
            continue
        yield from _candidates_of(row, columns)


def _candidates_of(row: RawRow, columns: dict[int, Column]) -> Iterator[tuple[RawCell, Column | None]]:
    if row.kind is RowKind.TESTO or len(row.cells) == 1:
        yield from ((cell, _heading_column(cell, row, columns)) for cell in row.cells)
        return
    for n, cell in enumerate(row.cells):
        column = _heading_column(cell, row, columns)
        if column or (n == 0 and cell.colonna == 0 and not columns):
            yield cell, column


def _heading_column(cell: RawCell, row: RawRow, columns: dict[int, Column]) -> Column | None:
    """Return the heading column that a cell of a table really stands in."""
    column = columns.get(cell.colonna)
    stands = row.kind is RowKind.TABELLA and cell.colonne == 1
    return column if stands and column and column.ruolo in _LEVELS else None


def _levels(codes: list[tuple[Code, Column | None]], headers: dict[int, Header]) -> dict[tuple[str, int], Ruolo]:
    """Give each kind of code its level: by the columns where two kinds stand apart, else by their depth."""
    votes: defaultdict[tuple[str, int], Counter[Ruolo]] = defaultdict(Counter)
    for code, column in codes:
        votes[_group(code.forma)][column.ruolo if column else Ruolo.ALTRO] += 1
    by_column = {group: role for group, count in votes.items() if (role := _voted(count))}
    if by_column and len(set(by_column.values())) == len(votes):
        return by_column
    return _by_depth(list(votes), headers)


def _voted(count: Counter[Ruolo]) -> Ruolo | None:
    level, times = max(count.items(), key=lambda item: (item[1], item[0].value))
    return level if level is not Ruolo.ALTRO and times * 2 > count.total() else None


def _by_depth(
    groups: list[tuple[str, int]], headers: Iterable[int] | dict[int, Header]
) -> dict[tuple[str, int], Ruolo]:
    """The deepest kind of code names objectives, the least deep settori, those between levels of their own."""
    ranked = sorted(groups, key=lambda group: group[1])  # stable: equal depths in order of appearance
    if len(ranked) == 1:
        return {ranked[0]: _only_level(ranked[0][1], headers)}
    levels = [Ruolo.SETTORE, *[Ruolo.LIVELLO] * (len(ranked) - 2), Ruolo.OBIETTIVO]
    return dict(zip(ranked, levels, strict=True)) if ranked else {}


def _only_level(depth: int, headers: Iterable[int] | dict[int, Header]) -> Ruolo:
    """Return what the only kind of code names: settori where objectives have an uncoded column of their own."""
    known = headers.values() if isinstance(headers, dict) else ()
    has_goals = any(header.layout.has(Ruolo.OBIETTIVO) for header in known)
    return Ruolo.SETTORE if depth == 1 and has_goals else Ruolo.OBIETTIVO
