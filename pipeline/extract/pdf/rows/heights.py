"""Whether texts at the foot of their rows stand for the first of their rows or for the last: told by how high the rows are.

Runs of rows come in, each with the tiling that gives every text the rows above it, too. A text that only starts its rows has one row of
its own, which it makes as high as itself; a cell merged over several rows needs no row higher than its other entries. Where the
first explains every high text and the second none, the texts start their rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from pipeline.extract.pdf.rows.tiling import Place, Run, Tiling, home

LIFTED = 0.5
"""A text that starts so much (in sizes) above its row's other texts is higher than they are."""
FEWEST = 2
"""So many rows must have been made higher; one alone may be high for another reason."""


def starts_rows(found: Sequence[tuple[Run, Tiling]]) -> bool:
    """Return whether each high text that may stand for several rows made the one that it stands beside higher."""
    white = _usual_white([run for run, _ in found])
    if white is None:
        return False
    made = [higher for run, tiling in found for higher in _high_rows(run, tiling, white)]
    return len(made) >= FEWEST and all(made)


def _usual_white(runs: Iterable[Run]) -> float | None:
    """Return the median white between two rows of a page, above rows that no text of the column makes higher."""
    gaps: list[float] = []
    for run in runs:
        tops = {home(run.rows, text.bottom - text.size / 2)[0] for text in run.texts}
        gaps += [
            below.top - above.bottom
            for at, (above, below) in enumerate(itertools.pairwise(run.rows), 1)
            if at not in tops and above.page == below.page
        ]
    return sorted(gaps)[len(gaps) // 2] if gaps else None


def _high_rows(run: Run, tiling: Tiling, white: float) -> Iterator[bool]:
    """Yield for each text higher than the last of its several rows whether that row was made higher."""
    for number, text in enumerate(run.texts):
        own = [row for row, other in zip(run.rows, tiling.texts, strict=True) if other == number]
        if len(own) < 2 or text.cut or any(row.page != text.page for row in own[-2:]):
            continue
        above, last = own[-2:]
        lift = last.top - text.top
        if lift > LIFTED * text.size and _is_beside(text.bottom, last):
            yield last.top - above.bottom > white + lift / 2


def _is_beside(foot: float, row: Place) -> bool:
    return row.top < foot < row.bottom + 1
