"""The plan as the text of indicatori.csv: one row an indicator, with its whole path; and back into rows.

RFC 4180: comma, CRLF, quotes where needed. Cells that a spreadsheet would run are shielded (``cells``). With ``excel`` the
separator is a semicolon; the caller writes the byte order mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pipeline.export.cells import shield, unshield
from pipeline.model import Indicatore, Piano, Provenance, Target

COLUMNS = (
    "tipo",
    "settore_codice",
    "settore",
    "obiettivo_codice",
    "obiettivo",
    "obiettivo_anno",
    "indicatore_id",
    "indicatore",
    "algoritmo",
    "formula_numeratore",
    "formula_denominatore",
    "target",
    "target_tipo",
    "target_operatore",
    "target_valore",
    "target_unita",
    "target_direzione",
    "target_inferito",
    "owner",
    "owner_unita",
    "owner_metodo",
    "altri",
    "pagina",
    "tabella",
    "riga",
    "linea",
)

Row = dict[str, str]


def render_csv(piano: Piano, *, excel: bool = False) -> str:
    """Return indicatori.csv, its header row first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in iter_rows(piano):
        writer.writerow([shield(row[column]) for column in COLUMNS])
    return out.getvalue()


def read_csv(text: str) -> list[Row]:
    """Return the rows of an indicatori.csv (either separator, with or without byte order mark), every cell as it was."""
    text = text.removeprefix("\ufeff")
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(reader, [])
    return [dict(zip(header, map(unshield, cells), strict=True)) for cells in reader]


def iter_rows(piano: Piano) -> Iterator[Row]:
    """Yield one row for each indicator, unshielded: those of the settori first, then the individual ones."""
    for settore in piano.settori:
        for obiettivo in settore.obiettivi:
            path = {
                "tipo": "obiettivo",
                "settore_codice": settore.codice,
                "settore": settore.nome,
                "obiettivo_codice": obiettivo.codice,
                "obiettivo": obiettivo.nome,
                "obiettivo_anno": _text(obiettivo.anno),
            }
            yield from (path | _indicator(indicatore) for indicatore in obiettivo.indicatori)
    names = {settore.codice: settore.nome for settore in piano.settori}
    for individuale in piano.obiettivi_individuali:
        path = {
            "tipo": "individuale",
            "settore_codice": individuale.settore or "",
            "settore": names.get(individuale.settore or "", ""),
            "obiettivo_codice": individuale.codice,
            "obiettivo": individuale.nome,
            "obiettivo_anno": _text(individuale.anno),
        }
        yield from (path | _indicator(i) | _unit(individuale.unita) for i in individuale.indicatori)


def _indicator(indicatore: Indicatore) -> Row:
    formula, owner = indicatore.formula, indicatore.owner
    return {
        "indicatore_id": indicatore.id,
        "indicatore": indicatore.testo,
        "algoritmo": indicatore.algoritmo or "",
        "formula_numeratore": formula.numeratore if formula else "",
        "formula_denominatore": formula.denominatore if formula else "",
        **_target(indicatore.target),
        "owner": owner.testo if owner else "",
        "owner_unita": " ".join(owner.unita) if owner else "",
        "owner_metodo": owner.metodo.value if owner and owner.metodo else "",
        "altri": " | ".join(f"{campo.intestazione}: {campo.testo}" for campo in indicatore.altri),
        **_place(indicatore.fonte),
    }


def _unit(unita: str | None) -> Row:
    return {"owner_unita": unita} if unita else {}


def _target(target: Target) -> Row:
    return {
        "target": target.testo,
        "target_tipo": target.tipo.value if target.tipo else "",
        "target_operatore": target.operatore or "",
        "target_valore": _text(target.valore),
        "target_unita": target.unita or "",
        "target_direzione": target.direzione.value if target.direzione else "",
        "target_inferito": " ".join(target.inferito),
    }


def _place(fonte: Provenance) -> Row:
    return {
        "pagina": _text(fonte.pagina),
        "tabella": _text(fonte.tabella),
        "riga": _text(fonte.riga),
        "linea": _text(fonte.linea),
    }


def _text(value: Decimal | date | bool | int | None) -> str:
    """Return a value as a cell: dates in ISO form, numbers with a point and without exponent, truth as vero or falso."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "vero" if value else "falso"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)
