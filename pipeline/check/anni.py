"""Years that are not the plan's: in a title (QUA101), in an indicator (QUA102), in a due date (QUA103).

Only years shortly before the plan's count as left over. A year that belongs to something named (an act, a budget, a tax
year), that is part of a date or of a range, or that stands beside the plan's own year, is no year mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.check.nodes import iter_titles, single_targets
from pipeline.check.words import listed, setting, words_of
from pipeline.diagnostics import finding
from pipeline.model import Diagnostic, Piano

# no year: 103/2024, 2024/2026, 2024-26, 19.12.2024, 9001:2015; what stands before it is asked last, since figures are rarer
_YEAR = re.compile(r"(?P<anno>(?:19|20)\d\d)(?<![\w/.:\-–]....)(?!\w|\s?[/–-]\s?\d|[.:]\d)")
_BRACKETED = re.compile(r"\((?:anno\s+)?$", re.IGNORECASE)
_CLOSING = re.compile(r"[\s\-–—.,;:]*$")


def year_in_title(piano: Piano) -> Iterator[Diagnostic]:
    """QUA101: a title carries a year just before the plan's."""
    if piano.anno is None:
        return
    for nodo, testo, fonte in iter_titles(piano):
        anno = _stale_year(testo, piano.anno)
        if anno is not None:
            yield finding("QUA101", nodo=nodo, fonte=fonte, anno=anno, anno_piano=piano.anno)


def year_in_indicator(piano: Piano) -> Iterator[Diagnostic]:
    """QUA102: an indicator's text ends with a year just before the plan's."""
    if piano.anno is None:
        return
    for indicatore in piano.iter_indicatori():
        anno = _stale_year(indicatore.testo, piano.anno, only_at_end=True)
        if anno is not None:
            yield finding("QUA102", nodo=indicatore.id, fonte=indicatore.fonte, anno=anno, anno_piano=piano.anno)


def due_date_out_of_year(piano: Piano) -> Iterator[Diagnostic]:
    """QUA103: a target is due in another year."""
    if piano.anno is None:
        return
    for indicatore in piano.iter_indicatori():
        for target in single_targets(indicatore.target):
            if isinstance(target.valore, date) and target.valore.year != piano.anno:
                day = target.valore.strftime("%d/%m/%Y")
                yield finding("QUA103", nodo=indicatore.id, fonte=indicatore.fonte, data=day, anno_piano=piano.anno)


def _stale_year(text: str, plan_year: int, *, only_at_end: bool = False) -> int | None:
    if "20" not in text and "19" not in text:
        return None
    found = [(match, int(match["anno"])) for match in _YEAR.finditer(text)]
    if any(year == plan_year for _, year in found):
        return None
    for match, year in found:
        recent = plan_year - int(setting("anni", "indietro")) <= year < plan_year
        at_end = _CLOSING.fullmatch(text, match.end()) is not None
        if recent and (at_end or not only_at_end) and _is_mark(text[: match.start()]):
            return year
    return None


def _is_mark(before: str) -> bool:
    """Tell whether a year behind these words is a mark of its own, and belongs to nothing they name."""
    if _BRACKETED.search(before):
        return True
    words = words_of(before)
    if words and words[-1] in listed("anni", "prima"):
        return False
    near = words[-int(setting("anni", "distanza")) :]
    return not any(word in listed("anni", "cose") for word in near)
