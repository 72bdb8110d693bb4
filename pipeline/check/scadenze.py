"""Due dates in the text against the target: one that contradicts it (QUA104), one that it does not carry (QUA105).

A date is a due date where the text says so (``entro il 31/12``), or where it is written in full with the plan's year and
belongs to no act. Dates inside a ratio (``… entro il 31/12 / … al 31/10``) say what is counted, and dates of a periodic
measurement when it is taken: neither is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.check.nodes import indicator_texts, single_targets
from pipeline.check.ratio import prints_ratio
from pipeline.check.words import ends_with_any_of, fold, listed, words_of
from pipeline.diagnostics import finding
from pipeline.model import Diagnostic, Indicatore, Piano, TipoTarget

_FIGURES = re.compile(r"\d[/.]\d")
_DATE = re.compile(r"(?<![\w./])(?P<d>[0-3]?\d)[/.](?P<m>[01]?\d)(?:[/.](?P<y>\d{4}))?(?![\w/]|\.\d)")


def contradicting_date(piano: Piano) -> Iterator[Diagnostic]:
    """QUA104: the target is a date, and the text names other due dates only."""
    for indicatore in piano.iter_indicatori():
        due = [t.valore for t in single_targets(indicatore.target) if isinstance(t.valore, date)]
        written = _due_dates(indicatore, piano.anno) if due else []
        if written and not any(_agrees(match, day) for match in written for day in due):
            yield finding(
                "QUA104",
                nodo=indicatore.id,
                fonte=indicatore.fonte,
                data_testo=_listed_dates(written),
                data_target=indicatore.target.testo,
            )


def date_only_in_text(piano: Piano) -> Iterator[Diagnostic]:
    """QUA105: the text names a due date, and the target is a number."""
    for indicatore in piano.iter_indicatori():
        if indicatore.target.tipo is not TipoTarget.SOGLIA:
            continue
        written = _due_dates(indicatore, piano.anno)
        if written:
            yield finding(
                "QUA105",
                nodo=indicatore.id,
                fonte=indicatore.fonte,
                data_testo=_listed_dates(written),
                target=indicatore.target.testo,
            )


def _due_dates(indicatore: Indicatore, plan_year: int | None) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for text in indicator_texts(indicatore):
        figures = _FIGURES.search(text)
        if figures is None:
            continue
        due = [match for match in _DATE.finditer(text, max(0, figures.start() - 1)) if _is_due(match, plan_year)]
        if due and not prints_ratio(text, indicatore):
            found += due
    return found


def _is_due(match: re.Match[str], plan_year: int | None) -> bool:
    if not (1 <= int(match["d"]) <= 31 and 1 <= int(match["m"]) <= 12):
        return False
    before = " ".join(fold(match.string[: match.start()]).split())
    if _ends_with(before, "entro"):
        return True
    if match["y"]:
        return int(match["y"]) == plan_year and not _ends_with(before, "atto")
    periodic = any(word in listed("scadenze", "cadenza") for word in words_of(match.string))
    return _ends_with(before, "al") and not periodic


def _ends_with(before: str, key: str) -> bool:
    return ends_with_any_of(before, "scadenze", key)


def _agrees(match: re.Match[str], day: date) -> bool:
    same_year = not match["y"] or int(match["y"]) == day.year
    return same_year and (int(match["d"]), int(match["m"])) == (day.day, day.month)


def _listed_dates(written: list[re.Match[str]]) -> str:
    return ", ".join(dict.fromkeys(match[0] for match in written))
