"""From pages to raw rows: columns from rules, header words and white rivers; rows from rules, fills and gaps.

The way of a page: ``areas`` (where tables stand) -> ``styles`` (which of them show one table) -> ``edges``, ``alignment`` (their
columns, learned over all pages) -> ``segment`` (where rows end) -> ``grid`` (cells, merged where nothing divides them) -> ``build``
(raw rows). Words outside every table are running text.
"""

from __future__ import annotations

from pipeline.extract.pdf.rows.build import find_rows

__all__ = ["find_rows"]
