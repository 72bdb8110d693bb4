"""Targets as the cells of the truth tables, and the indicators of the 2025 plan."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.model import Diagnostic, Fascia, Target, TipoTarget

ROOT = Path(__file__).parents[3]
Row = dict[str, str]


def table(name: str) -> list[Row]:
    """Return the rows of a truth table."""
    return list(csv.DictReader((ROOT / "tests/truth" / name).read_text(encoding="utf-8").splitlines()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Riga:
    """An indicator of the plan as a person transcribed it."""

    id: str
    indicatore: str
    algoritmo: str
    target: str


def plan_rows() -> list[Riga]:
    """Return the 167 indicators of the hand-made tables with their ids."""
    rows: list[Riga] = []
    seen: dict[str, int] = {}
    for name, key in (("righe-2025.csv", "obiettivo_codice"), ("individuali-2025.csv", "codice")):
        text = (ROOT / "samples" / name).read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            code = row[key]
            seen[code] = seen.get(code, 0) + 1
            algorithm = row.get("algoritmo") or ""
            rows.append(
                Riga(
                    id=f"{code}/{seen[code]}",
                    indicatore=row["indicatore"],
                    algoritmo=algorithm,
                    target=row["target"],
                )
            )
    return rows


def cells(target: Target, findings: tuple[Diagnostic, ...]) -> Row:
    """Return a typed target in the notation of the truth tables."""
    reference = target.riferimento
    return {
        "tipo": target.tipo.value if target.tipo else "",
        "operatore": target.operatore or "",
        "valore": _value(target.valore),
        "unita": target.unita or "",
        "direzione": target.direzione.value if target.direzione else "",
        "inferito": " ".join(target.inferito),
        "riferimento": f"{reference.testo or ''} {reference.anno or ''}".strip() if reference else "",
        "parti": " | ".join(map(_part, target.parti)),
        "fasce": " | ".join(map(_band, target.fasce)),
        "motivo": target.motivo or "",
        "rilievi": " ".join(finding.codice for finding in findings),
    }


def _value(value: Decimal | date | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "si" if value else "no"
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value.isoformat()


def _part(part: Target) -> str:
    assert part.tipo is not None
    return _value(part.valore) if part.tipo is TipoTarget.SCADENZA else f"{part.tipo.value} {_value(part.valore)}"


def _band(band: Fascia) -> str:
    score = f"={_value(band.punteggio)}" if band.punteggio is not None else ""
    return f"{_value(band.minimo)}..{_value(band.massimo)}{score}"
