"""The checklist that the Portale della performance asks of every indicator: one finding a plan and missing element.

Formula (QUA601), data source (QUA602), starting value (QUA603), and the share of targets that are only a date (QUA604). Unit,
target and owner are judged one by one in ``misura``.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.ratio import has_ratio
from pipeline.check.words import fold_words, listed, setting
from pipeline.diagnostics import finding
from pipeline.model import Diagnostic, Indicatore, Piano, TipoTarget


def without_formula(piano: Piano) -> Iterator[Diagnostic]:
    """QUA601: indicators print neither a ratio nor an algoritmo."""
    yield from _counted("QUA601", [not _has_formula(indicatore) for indicatore in piano.iter_indicatori()])


def without_source(piano: Piano) -> Iterator[Diagnostic]:
    """QUA602: indicators have no column that says where the figure comes from."""
    yield from _counted("QUA602", [not _has_column(i, "fonte") for i in piano.iter_indicatori()])


def without_baseline(piano: Piano) -> Iterator[Diagnostic]:
    """QUA603: indicators have no value to start from."""
    yield from _counted("QUA603", [not _has_baseline(i) for i in piano.iter_indicatori()])


def many_dates(piano: Piano) -> Iterator[Diagnostic]:
    """QUA604: a large part of the targets is only a date."""
    dates = [indicatore.target.tipo is TipoTarget.SCADENZA for indicatore in piano.iter_indicatori()]
    quota = round(100 * sum(dates) / len(dates)) if dates else 0
    if quota >= int(setting("lista", "quota_date")):
        yield finding("QUA604", date=sum(dates), totale=len(dates), quota=quota)


def _counted(codice: str, missing: list[bool]) -> Iterator[Diagnostic]:
    if any(missing):
        yield finding(codice, mancanti=sum(missing), totale=len(missing))


def _has_formula(indicatore: Indicatore) -> bool:
    return bool(indicatore.algoritmo) or has_ratio(indicatore) or _has_column(indicatore, "formula")


def _has_baseline(indicatore: Indicatore) -> bool:
    return indicatore.target.riferimento is not None or _has_column(indicatore, "partenza")


def _has_column(indicatore: Indicatore, element: str) -> bool:
    if not indicatore.altri:
        return False
    headers = listed("lista", element)
    return any(fold_words(campo.intestazione) in headers and campo.testo.strip() for campo in indicatore.altri)
