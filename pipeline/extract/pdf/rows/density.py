"""Bands that rules or fills bound: whether they are the table's rows, and whether one holds several.

Comes in: the lines of bands, by column. Goes out: yes or no. Where the rows of a band end is not told here.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.pdf.rows.blocks import blocks_by_column
from pipeline.extract.pdf.rows.gaps import blocks_of
from pipeline.extract.pdf.rows.lines import Line

DENSE = 0.75
"""Rules bound every row when they make at least this share of the rows that the white between lines would make."""


def is_dense(bands: Sequence[Sequence[Line]], areas: int, leading: float) -> bool:
    """Return whether the drawn bands are the rows. ``bands`` are the anchor's lines in each; more than one an area must be drawn."""
    inferred = sum(max(1, len(blocks_of(lines, leading))) for lines in bands)
    return len(bands) > areas and len(bands) >= DENSE * inferred


def holds_rows(
    own: Sequence[Sequence[Line]], anchor: int, entries: Sequence[int], leading: float, *, rest: bool
) -> bool:
    """Return whether a band has an entry for each text of the anchor: in one column, or in several where a column has two at least.

    ``rest``: the first text of the anchor is what is left of a row above.
    """
    blocks = blocks_by_column(own, leading)
    texts = blocks[anchor][1:] if rest else blocks[anchor]
    most = max((len(blocks[column]) for column in entries), default=0)
    if most >= (len(texts) if rest else max(2, len(texts))):
        return True
    return most > 1 and all(any(entry.beside(text) for column in entries for entry in blocks[column]) for text in texts)
