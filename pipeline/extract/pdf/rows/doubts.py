"""Doubtful rows -> findings: a merged cell's text that may stand for other rows, line ends that may or may not cut a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.diagnostics import finding
from pipeline.extract.pdf.rows.carry import Found
from pipeline.extract.pdf.rows.joining import Joined
from pipeline.model import Diagnostic, Provenance
from pipeline.rows import RawRow

NOTHING = "-"
"""What stands in a finding for no text at all."""


def row_doubts(found: Found, rows: Sequence[RawRow]) -> Iterator[Diagnostic]:
    """Yield a finding for each row of an area and each column whose text is doubtful there; ``rows`` are the area's rows."""
    if not found.doubts:
        return
    numbers = sorted({cell.row for cell in found.cells if cell.lines})
    for number, row in zip(numbers, rows, strict=True):
        for doubt in found.doubts.get(number, ()):
            yield finding(
                "RIG003",
                fonte=_place(row, found.anchor),
                campo=found.columns.roles[doubt.column] or f"colonna {doubt.column + 1}",
                testo=doubt.testo or NOTHING,
                altri="; ".join(f"«{text or NOTHING}»" for text in doubt.altri) or NOTHING,
            )


def line_doubts(joined: Joined, fonte: Provenance) -> list[Diagnostic]:
    """Return a finding for each line end of a cell that the page does not tell how to join."""
    return [finding("RIG002", fonte=fonte, **doubt._asdict()) for doubt in joined.doubts]


def _place(row: RawRow, anchor: int) -> Provenance:
    """Return where a row's own text stands, by which the node it makes is found: other cells may hold for several rows."""
    return next((cell.fonte for cell in row.cells if cell.colonna == anchor), row.fonte)
