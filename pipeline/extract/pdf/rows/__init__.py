"""From pages to raw rows: columns from rules, header words and white rivers; rows from rules, fills and gaps.

The way of a page: ``pieces`` (where tables stand) -> ``columns`` (their edges, learned over all pages) -> ``cuts`` (where rows
end) -> ``grid`` (cells, merged where nothing divides them) -> ``build`` (raw rows). Words outside every table are running text.
"""

from __future__ import annotations

from pipeline.extract.pdf.rows.build import find_rows

__all__ = ["find_rows"]
