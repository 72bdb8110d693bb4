"""Running text inside the plan: one cell a line (indicator, target, owner, again and again), titles, remarks.

In: lines between two tables or headings. Out: a ``Reading`` for each record, title or remark. The lines are parted into
records by the best sum of scores over the whole run. Below a table of the plan a line makes an indicator only with a target of its
own; where the plan itself stands in lines, one may be missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.normalize.habits import Habits
from pipeline.normalize.joining import join_pieces
from pipeline.normalize.likelihood import is_note, prose_score, target_score
from pipeline.normalize.roles import Layout, Piece, Reading, Ruolo, make_piece, place_of
from pipeline.rows import RawRow

_NO_TARGET = -4.0
_NEVER = -1000.0
_NO_OWNER = -0.5
_CONTINUED = -1.5
_REMARK = 2.5
_LEADING = 0.7
"""How far apart lines of one title stand at most, in line heights."""


class _Path(NamedTuple):
    """A way to read the first lines: the sum, what the open record holds (``I``, ``IT`` …), a role letter for each line."""

    score: float
    record: str
    letters: str


def read_lines(rows: Sequence[RawRow], layout: Layout | None, habits: Habits) -> list[Reading]:
    """Return the readings of a run of text lines."""
    readings: list[Reading] = []
    run: list[RawRow] = []
    for row in rows:
        code = habits.code_of(row.cells[0].testo)
        if code is None:
            run.append(row)
            continue
        _read_run(run, readings, layout, habits)
        run = []
        role = habits.level_of(code) or Ruolo.OBIETTIVO
        readings.append(Reading(row=row, pieces=(make_piece(role, row.cells[0], row, code=code),), layout=None))
    _read_run(run, readings, layout, habits)
    return readings


def _read_run(rows: Sequence[RawRow], readings: list[Reading], layout: Layout | None, habits: Habits) -> None:
    """Add lines without codes to the readings: more of the title before them, records, remarks."""
    in_lines = layout is None or not habits.geometria
    letters = _best_letters([row.cells[0].testo for row in rows], habits, in_lines=in_lines) if rows else ""
    taken = _extend_title(rows, letters, readings)
    readings += _read_records(rows[taken:], letters[taken:], layout)


def _extend_title(rows: Sequence[RawRow], letters: str, readings: list[Reading]) -> int:
    """Join the lines that a title before them goes on in; return how many."""
    if not readings or not readings[-1].is_heading:
        return 0
    before = readings[-1].row
    for count, (row, letter) in enumerate(zip(rows, letters, strict=True)):
        if letter != "N" or is_note(row.cells[0].testo) or not is_next_line(before, row):
            return count
        more = make_piece(readings[-1].pieces[-1].ruolo, row.cells[0], row)
        joined = join_pieces(readings[-1].pieces[-1], more)
        readings[-1] = readings[-1]._replace(pieces=(*readings[-1].pieces[:-1], joined))
        before = row
    return len(rows)


def is_next_line(before: RawRow, row: RawRow) -> bool:
    """Say whether a line goes on with the one before: close under it on the page, or (in a text) in small letters."""
    above, below = place_of(before.cells[0], before).riquadro, place_of(row.cells[0], row).riquadro
    if above is None or below is None:
        return row.cells[0].testo[:1].islower()
    height = min(above[3] - above[1], below[3] - below[1])
    return before.fonte.pagina == row.fonte.pagina and -height < below[1] - above[3] < _LEADING * height


def _read_records(rows: Sequence[RawRow], letters: str, layout: Layout | None) -> list[Reading]:
    """Part lines into records and remarks by their role letters."""
    readings: list[Reading] = []
    record: list[Piece] = []
    first: RawRow | None = None
    for row, letter in zip(rows, letters, strict=True):
        if letter in "IN" and record and first is not None:
            readings.append(Reading(row=first, pieces=tuple(record), layout=layout))
            record = []
        if letter == "N":
            readings.append(read_aside(row))
            continue
        first = row if letter == "I" else first
        _add(record, letter, row)
    if record and first is not None:
        readings.append(Reading(row=first, pieces=tuple(record), layout=layout))
    return readings


def _add(record: list[Piece], letter: str, row: RawRow) -> None:
    cell = row.cells[0]
    if letter == "C":
        record[-1] = join_pieces(record[-1], make_piece(record[-1].ruolo, cell, row))
        return
    role = {"I": Ruolo.INDICATORE, "T": Ruolo.TARGET, "O": Ruolo.OWNER}[letter]
    record.append(make_piece(role, cell, row))


def read_aside(row: RawRow) -> Reading:
    """Return a line outside the records: a remark, or perhaps a title."""
    note = is_note(row.cells[0].testo) or len(row.cells) > 1
    piece = make_piece(Ruolo.LIVELLO, row.cells[0], row)
    return Reading(row=row, pieces=() if note else (piece,), nota="nota" if note else "titolo")


def _best_letters(texts: Sequence[str], habits: Habits, *, in_lines: bool) -> str:
    """Return the best role letter for each line: I indicator, T target, O owner, C goes on, N not in a record.

    ``in_lines``: the plan itself stands in lines, so a record without target is one with a gap.
    """
    no_target = _NO_TARGET if in_lines else _NEVER
    paths = {"": _Path(0.0, "", "")}
    for text in texts:
        reached: dict[str, _Path] = {}
        for path in paths.values():
            for step in _steps(path, text, habits, no_target):
                if step.record not in reached or step.score > reached[step.record].score:
                    reached[step.record] = step
        paths = reached
    return max(paths.values(), key=lambda path: path.score + _closing(path.record, no_target)).letters


def _steps(path: _Path, text: str, habits: Habits, no_target: float) -> list[_Path]:
    """Return every way to read the next line."""
    closed = path.score + _closing(path.record, no_target)
    target, owner = target_score(text), habits.owner_score(text)
    steps = [
        _Path(closed + prose_score(text) - max(0.0, owner - 1.0), "I", path.letters + "I"),
        _Path(closed + (_REMARK if is_note(text) else 0.0), "", path.letters + "N"),
    ]
    if path.record and "T" not in path.record:
        steps.append(_Path(path.score + target, path.record + "T", path.letters + "T"))
    if path.record and "O" not in path.record:
        steps.append(_Path(path.score + owner, path.record + "O", path.letters + "O"))
    if path.record == "I":
        lower = 1.0 if text[:1].islower() else 0.0
        steps.append(_Path(path.score + _CONTINUED + lower - max(0.0, target, owner), "I", path.letters + "C"))
    return steps


def _closing(record: str, no_target: float) -> float:
    """Return what it costs to end a record here; ``no_target`` is the cost of one without a target."""
    if not record:
        return 0.0
    return (0.0 if "T" in record else no_target) + (0.0 if "O" in record else _NO_OWNER)
