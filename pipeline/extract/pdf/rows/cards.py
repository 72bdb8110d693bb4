"""Cards without rules: lines of running text that begin with a label, its value farther right (`Obiettivo     Reti`).

In: the lines of a document that no table holds. Out: those of cards put together to rows of labels and values. What a label means,
and where one card ends and the next begins, is not decided here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.rows.header_words import role_of
from pipeline.extract.pdf.rows.lines import Line, line_of, split_at_gaps

APART = 1.0
"""A value stands farther from its label than this share of their size: no space of a text is so wide."""
LEADING = 0.6
"""The next line of a value stands no farther below than this share of its size."""
ALIGNED = 1.0
"""Pieces of one column start within so many points."""
FEWEST = 2
_GOALS = frozenset({"obiettivo", "obiettivo_individuale"})
_NUMBER = re.compile(r"\W*(?:\bn\W*)?(?<!\d)\d{1,2}\W*$", re.IGNORECASE)


@dataclass(slots=True)
class CardRow:
    """A row of a card: the lines of its cells, labels and values in turn; none where a value goes on from the page before."""

    cells: list[list[Line]]

    def takes(self, pieces: Sequence[Line]) -> bool:
        """Say whether pieces are the next line of some of the cells: close below, where these start.

        A label goes on in small letters.
        """
        low = max(own[-1].bottom for own in self.cells if own)
        near = pieces[0].top - low <= LEADING * pieces[0].size
        return near and all(self._goes_on(piece) for piece in pieces)

    def _goes_on(self, piece: Line) -> bool:
        place = self._place_of(piece)
        if place is None or place % 2:
            return place is not None
        return _is_small(piece) and not _is_small(self.cells[place][0])

    def add(self, pieces: Sequence[Line]) -> None:
        """Add a line that the row takes."""
        for piece in pieces:
            place = self._place_of(piece)
            if place is not None:
                self.cells[place].append(piece)

    def is_like(self, pieces: Sequence[Line]) -> bool:
        """Say whether pieces stand as this row's label and value do, so that they are another's, whatever its name."""
        return [self._place_of(piece) for piece in pieces] == [0, 1]

    def rest(self, pieces: Sequence[Line]) -> CardRow | None:
        """Return the row of pieces that go on with the values of this one on the next page, None if they do not."""
        places = [self._place_of(piece) for piece in pieces]
        if not all(place is not None and place % 2 for place in places):
            return None
        return CardRow(
            [[piece for at, piece in zip(places, pieces, strict=True) if at == n] for n in range(len(self.cells))]
        )

    def _place_of(self, piece: Line) -> int | None:
        """Return which of the cells starts where the piece does."""
        places = (n for n, own in enumerate(self.cells) if own and abs(own[0].x0 - piece.x0) <= ALIGNED)
        return next(places, None)


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a document: where its values start, and the labels beside them."""

    starts: tuple[float, ...]

    def find(self, lines: Iterable[Line], before: CardRow | None) -> list[Line | CardRow]:
        """Return a stretch of lines, those of cards as rows; ``before`` is the row at the end of the page before."""
        found: list[Line | CardRow] = []
        for line in lines:
            last = found[-1] if found else None
            pieces = self._cut(line)
            if last is None and before is not None and (rest := before.rest(pieces)):
                found.append(rest)
            elif isinstance(last, CardRow) and last.takes(pieces):
                last.add(pieces)
            elif _roles(pieces) or (isinstance(last, CardRow) and last.is_like(pieces)):
                found.append(CardRow([[piece] for piece in pieces]))
            else:
                found.append(line)
        return found

    def _cut(self, line: Line) -> list[Line]:
        """Cut a line at its wide gaps or, where that makes no labels and values, where the document's labels and values start."""
        pieces = split_at_gaps(line, APART)
        if _roles(pieces):
            return pieces
        words = line.words
        at = [n for n in range(1, len(words)) if any(abs(words[n].x0 - start) <= ALIGNED for start in self.starts)]
        cut = [line_of(words[start:end]) for start, end in zip([0, *at], [*at, len(words)], strict=True)]
        return cut if _roles(cut) else pieces


def learn_cards(lines: Iterable[Line], cells: Iterable[Sequence[Line]]) -> Cards | None:
    """Return what a document's cards look like; None unless labels name objectives again and again and other things too.

    Indicators and targets named so are enough as well: the titles of their objectives may stand above them.
    ``lines`` are those that no table holds; the labels of other cards may stand in ``cells`` of tables.
    """
    rows = [pieces for line in lines if _roles(pieces := split_at_gaps(line, APART))]
    roles = Counter(role for pieces in rows for role in _roles(pieces))
    if len(roles) < FEWEST or not (_name_goals(roles, cells) or min(roles["indicatore"], roles["target"]) >= FEWEST):
        return None
    starts = Counter(round(piece.x0) for pieces in rows for piece in pieces[1:])
    return Cards(tuple(sorted(start for start, times in starts.items() if times >= FEWEST)))


def _name_goals(roles: Counter[str], cells: Iterable[Sequence[Line]]) -> bool:
    """Say whether labels name objectives again and again: one above a table is enough where others stand in it."""
    named = sum(roles[role] for role in _GOALS)
    if named == FEWEST - 1:
        named += sum(_role(own[0]) in _GOALS for own in cells if len(own) == 1)
    return named >= FEWEST


def _roles(pieces: Sequence[Line]) -> list[str]:
    """Return the roles of labels, each before a value: nothing where the pieces are no row of a card."""
    if len(pieces) % 2 or any(_role(piece) for piece in pieces[1::2]):
        return []
    roles = [role for piece in pieces[::2] if (role := _role(piece))]
    return roles if 2 * len(roles) == len(pieces) else []


def _is_small(piece: Line) -> bool:
    return piece.words[0].testo[:1].islower()


def _role(piece: Line) -> str | None:
    return role_of(_NUMBER.sub("", " ".join(word.testo for word in piece.words)))
