"""The plan as pandas tables, for analysts. The one place where pandas is used; nothing on the way of ``extract`` imports it.

Every column is text (dtype ``str``, "" where there is nothing), so that ``010`` stays ``010`` and ``NA`` stays ``NA``; convert what
you count with, e.g. ``pd.to_numeric(frames(piano)["indicatori"]["target_valore"], errors="coerce")``. To read the CSV back with
pandas: ``pd.read_csv(path, dtype=str, keep_default_na=False)``, then take one leading apostrophe off each cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from pipeline.export.rows_csv import COLUMNS, iter_rows
from pipeline.model import Piano


def frames(piano: Piano) -> dict[str, pd.DataFrame]:
    """Return the tables ``settori``, ``obiettivi``, ``obiettivi_individuali``, ``indicatori`` and ``diagnostica``.

    Keys join them: ``settore_codice`` (settori, obiettivi), ``obiettivo_codice`` (obiettivi, indicatori).
    """
    settori = [{"settore_codice": s.codice, "settore": s.nome, "testo": s.testo} for s in piano.settori]
    obiettivi = [
        {
            "settore_codice": s.codice,
            "obiettivo_codice": o.codice,
            "obiettivo": o.nome,
            "anno": _text(o.anno),
            "testo": o.testo,
        }
        for s in piano.settori
        for o in s.obiettivi
    ]
    individuali = [
        {
            "obiettivo_codice": o.codice,
            "obiettivo": o.nome,
            "settore_codice": o.settore or "",
            "unita": o.unita or "",
            "anno": _text(o.anno),
            "testo": o.testo,
        }
        for o in piano.obiettivi_individuali
    ]
    findings = [
        {"codice": d.codice, "gravita": d.gravita.value, "nodo": d.nodo or "", "messaggio": d.messaggio}
        for d in piano.diagnostica
    ]
    return {
        "settori": _frame(settori, ("settore_codice", "settore", "testo")),
        "obiettivi": _frame(obiettivi, ("settore_codice", "obiettivo_codice", "obiettivo", "anno", "testo")),
        "obiettivi_individuali": _frame(
            individuali, ("obiettivo_codice", "obiettivo", "settore_codice", "unita", "anno", "testo")
        ),
        "indicatori": _frame(iter_rows(piano), COLUMNS),
        "diagnostica": _frame(findings, ("codice", "gravita", "nodo", "messaggio")),
    }


def _frame(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns), dtype=str)


def _text(anno: int | None) -> str:
    return "" if anno is None else str(anno)
