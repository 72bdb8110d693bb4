"""Cards (`schede`): labels with their values beside them, an objective each. A card is a table turned on its side.

In: a document. Out: the same, each run of labels and values turned round into a header and a row, a table of its own. A label is a
column header known as it stands; another text counts as one where it comes back from card to card. What a single card says is
left alone: a glossary of the plan's words looks the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from pipeline.normalize.headers import Label, read_label
from pipeline.normalize.prose import is_next_line
from pipeline.normalize.roles import HEADINGS, VALUES, Ruolo
from pipeline.normalize.similarity import fold
from pipeline.rows import RawCell, RawDocument, RawRow, RowKind

_NUMBER = re.compile(r"[\s:.]*(?:\bn[.°]?\s*)?(?:(?<!\d)\d{1,2})?[\s:.]*$", re.IGNORECASE)
"""What a label has behind its name: a colon, the number of the indicator."""
_FEWEST = 2
_MOST_WORDS = 4
"""So many words a label has at most where it stands in a text."""
_GOALS = frozenset((Ruolo.OBIETTIVO, Ruolo.INDIVIDUALE))
_TOLD = frozenset((*HEADINGS, *VALUES))


class Field(NamedTuple):
    """A label, and the cell with its value."""

    label: RawCell
    value: RawCell
    row: RawRow

    @property
    def name(self) -> str:
        """Return the label as it is compared: folded, without the indicator's number."""
        return fold(_NUMBER.sub("", self.label.testo))


def unfold_cards(document: RawDocument) -> tuple[RawDocument, frozenset[int]]:
    """Return the document with its cards turned into tables, and which of its rows are their headers."""
    fields = [_fields(row, document.parole) for row in document.rows]
    if not _are_cards(fields):
        return document, frozenset()
    known = _learn_labels(document.rows, fields)
    cards = _Cards(tabella=max(row.tabella for row in document.rows) + 1)
    for row, own in zip(document.rows, fields, strict=True):
        cards.add(row, own or _unnamed(row, known))
    cards.close()
    return replace(document, rows=tuple(cards.rows)), frozenset(cards.headers)


@lru_cache(maxsize=1024)
def label_of(text: str) -> Label | None:
    """Return what the label of a card means, whatever number or colon stands behind it."""
    return read_label(_NUMBER.sub("", text))


def _fields(row: RawRow, words: Sequence[str]) -> tuple[Field, ...]:
    """Return a row's labels and values: side by side in its cells, or parted by a colon where it has one cell."""
    cells = row.cells
    if len(cells) == 1:
        return _parted(cells[0], row, words)
    if len(cells) % 2 or not all(label_of(cell.testo) for cell in cells[::2]):
        return ()
    if any(label_of(cell.testo) for cell in cells[1::2]):
        return ()
    return tuple(Field(label, value, row) for label, value in zip(cells[::2], cells[1::2], strict=True))


def _parted(cell: RawCell, row: RawRow, words: Sequence[str]) -> tuple[Field, ...]:
    """Return the labels and values of a text like ``Settore: Reti Obiettivo operativo: Fibra``; remarks are none."""
    if ":" not in cell.testo:
        return ()
    spans = list(_labels_in([words[word] for word in cell.parole]))
    if not spans or spans[0][0] > 0:
        return ()
    stops = [*(start for start, _ in spans[1:]), len(cell.parole)]
    if any(end == stop for (_, end), stop in zip(spans, stops, strict=True)):
        return ()
    parts = [
        (_part(cell, start, end, words), _part(cell, end, stop, words))
        for (start, end), stop in zip(spans, stops, strict=True)
    ]
    if len(parts) == 1:  # the value keeps the cell's spelling: words may be cut at line ends
        label, value = parts[0]
        parts = [(label, value._replace(testo=cell.testo.partition(":")[2].strip()))]
    return tuple(Field(label, value, row) for label, value in parts)


def _part(cell: RawCell, start: int, end: int, words: Sequence[str]) -> RawCell:
    """Return a cell with some of the words."""
    parole = cell.parole[start:end]
    return cell._replace(testo=" ".join(words[word] for word in parole), parole=parole)


def _labels_in(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the words that are a label with its colon, the longest that end there, from left to right."""
    done = 0
    for end in [n for n, text in enumerate(texts, 1) if text.endswith(":")]:
        for start in range(max(done, end - _MOST_WORDS), end):
            label = label_of(" ".join(texts[start:end]))
            if label is not None and label.ruoli[0] in _TOLD and (start == 0 or texts[start][:1].isupper()):
                yield start, end
                done = end
                break


def _are_cards(fields: Sequence[Sequence[Field]]) -> bool:
    """Say whether the document has cards: labels name objectives again and again and other things too, or indicators and targets."""
    roles = Counter(_role(one) for own in fields for one in own)
    if sum(roles[role] for role in _GOALS) >= _FEWEST:
        return len(set(roles) & _TOLD) >= _FEWEST
    return min(roles[Ruolo.INDICATORE], roles[Ruolo.TARGET]) >= _FEWEST


def _role(one: Field) -> Ruolo | None:
    label = label_of(one.label.testo)
    return label.ruoli[0] if label else None


def _learn_labels(rows: Sequence[RawRow], fields: Sequence[Sequence[Field]]) -> frozenset[str]:
    """Return the folded texts that stand where labels do in half of the cards: none of them is a known header."""
    cards = max(Counter(one.name for own in fields for one in own).values())
    texts: Counter[str] = Counter()
    for _, table in groupby(zip(rows, fields, strict=True), key=lambda item: item[0].tabella):
        texts.update(_first_texts(list(table)))
    return frozenset(text for text, times in texts.items() if times >= _FEWEST and 2 * times >= cards)


def _first_texts(table: Sequence[tuple[RawRow, Sequence[Field]]]) -> Iterator[str]:
    """Yield the first text of each row of two cells, in a table with labels, down to the header of a table inside it."""
    if table[0][0].kind is RowKind.TESTO or not any(own for _, own in table):
        return
    inside = False
    for row, own in table:
        inside = not own and (inside or _is_header(row))
        if not inside and not own and len(row.cells) == _FEWEST:
            yield fold(row.cells[0].testo)


def _is_header(row: RawRow) -> bool:
    return len(row.cells) >= _FEWEST and all(label_of(cell.testo) for cell in row.cells)


def _unnamed(row: RawRow, known: frozenset[str]) -> tuple[Field, ...]:
    """Return the field of a row whose first cell is a label by its coming back only."""
    if len(row.cells) != _FEWEST or row.kind is RowKind.TESTO or fold(row.cells[0].testo) not in known:
        return ()
    return (Field(row.cells[0], row.cells[1], row),)


@dataclass(slots=True)
class _Cards:
    """The rows made, which of them are headers of cards, the label that opens each card, and the fields of the one that is open."""

    tabella: int
    first: str = ""
    rows: list[RawRow] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)
    open: list[Field] = field(default_factory=list)
    more: list[tuple[int, RawRow]] = field(default_factory=list)

    def add(self, row: RawRow, fields: Sequence[Field]) -> None:
        """Take one row: fields of a card, more of its last value, or a row as it is. A line in small letters may go on, too."""
        if fields and row.kind is RowKind.TESTO and row.cells[0].testo[:1].islower() and self._goes_on(row):
            fields = ()
        for one in fields:
            self.first = self.first or one.name
            if one.name == self.first or self._is_full(one) or self._is_owned(one):
                self.close()
            self.open.append(one)
        if fields:
            return
        if self._goes_on(row):
            self._extend(row)
            return
        self.close()
        self.rows.append(row)

    def _is_full(self, one: Field) -> bool:
        """Say whether the open card has this label already, or indicators where a title opens the next one."""
        opens = _role(one) in HEADINGS
        return any(one.name == other.name or (opens and _role(other) is Ruolo.INDICATORE) for other in self.open)

    def _is_owned(self, one: Field) -> bool:
        """Say whether an indicator begins below the owner of its objective, who answers for those that follow as well."""
        roles = {_role(other) for other in self.open}
        return _role(one) is Ruolo.INDICATORE and Ruolo.OWNER in roles and not roles.isdisjoint(_GOALS)

    def _goes_on(self, row: RawRow) -> bool:
        """Say whether a row is more of the value above: alone below it in its table, or the next line of a text."""
        last = self.open[-1] if self.open else None
        if last is None or len(row.cells) != 1 or (row.kind, row.tabella) != (last.row.kind, last.row.tabella):
            return False
        if row.kind is RowKind.TESTO:
            return is_next_line(self.more[-1][1] if self.more else last.row, row)
        return row.cells[0].colonna >= last.value.colonna > last.label.colonna

    def _extend(self, row: RawRow) -> None:
        """Add a line to the last value; what stands in a cell of its own is one more value."""
        last, cell = self.open[-1], row.cells[0]
        if row.kind is RowKind.TESTO:
            value = last.value._replace(
                testo=f"{last.value.testo} {cell.testo}", parole=last.value.parole + cell.parole
            )
            self.open[-1] = last._replace(value=value, row=row)
        else:
            self.more.append((len(self.open) - 1, row))

    def close(self) -> None:
        """Turn the open card round: a header of its labels, a row of its values, and rows of what stands below one."""
        if not self.open:
            return
        labels, values = [one.label for one in self.open], [one.value for one in self.open]
        first = self.open[0].row
        self.headers.append(len(self.rows))
        self.rows += [self._row(first, labels, intestazione=True), self._row(first, values)]
        for place, row in self.more:
            cell = row.cells[0]._replace(colonna=place, colonne=1, righe=1)
            self.rows.append(row._replace(cells=(cell,), tabella=self.tabella, larghezza=len(labels)))
        self.tabella += 1
        self.open, self.more = [], []

    def _row(self, row: RawRow, cells: Sequence[RawCell], *, intestazione: bool = False) -> RawRow:
        placed = tuple(cell._replace(colonna=n, colonne=1, righe=1) for n, cell in enumerate(cells))
        return row._replace(
            kind=RowKind.TABELLA,
            cells=placed,
            tabella=self.tabella,
            larghezza=len(placed),
            inizio_pagina=False,
            intestazione=intestazione,
        )
