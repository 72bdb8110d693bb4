"""How well targets and formulas are understood, against tables made by hand: precision, recall, accuracy.

``python tools/eval_meaning.py [--root FOLDER]``: reads samples/*-2025.csv (the plan transcribed by hand) and
tests/truth/*.csv, types every target and looks for every formula, and prints the figures and every disagreement by name.
Exit code 1 where a formula is wrong or a target is typed otherwise than by hand.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.meaning.formulas import find_indicatore_formula
from pipeline.meaning.targets import parse_target
from pipeline.model import Target

ROOT = Path(__file__).parents[1]
YEAR = 2025
FIELDS = ("tipo", "operatore", "valore", "unita", "direzione", "inferito", "riferimento")

Row = dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """Counts of one kind of value: right, wrong (found and not so), missing (not found), and each disagreement in words."""

    nome: str
    giusti: int
    sbagliati: int
    mancanti: int
    disaccordi: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Return the share of what was found that is true; 1 where nothing was found."""
        found = self.giusti + self.sbagliati
        return self.giusti / found if found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what is true that was found; 1 where nothing is true."""
        true = self.giusti + self.mancanti
        return self.giusti / true if true else 1.0


def measure_formulas(root: Path = ROOT) -> Figures:
    """Return how the formulas of the plan's indicators agree with tests/truth/formule-2025.csv."""
    truth = {
        row["id"]: (row["numeratore"], row["denominatore"]) for row in _table(root, "tests/truth/formule-2025.csv")
    }
    right = wrong = missing = 0
    notes = []
    for key, row in _indicators(root):
        formula, _ = find_indicatore_formula(row["indicatore"], row.get("algoritmo"))
        found = (formula.numeratore, formula.denominatore) if formula else ("", "")
        true = truth[key]
        right += found == true != ("", "")
        wrong += found not in (true, ("", ""))
        missing += true not in (found, ("", ""))
        if found != true:
            notes.append(f"{key}: {' / '.join(found)} invece di {' / '.join(true)}")
    return Figures(nome="formule", giusti=right, sbagliati=wrong, mancanti=missing, disaccordi=tuple(notes))


def measure_targets(root: Path = ROOT) -> Figures:
    """Return how the targets of the plan's indicators, field by field, agree with tests/truth/target-2025.csv."""
    truth = {row["testo"]: row for row in _table(root, "tests/truth/target-2025.csv")}
    rows = (
        (key, row["target"], row["indicatore"], row.get("algoritmo") or "", truth[row["target"]])
        for key, row in _indicators(root)
    )
    return _measure("target del piano", rows)


def measure_notations(root: Path = ROOT) -> Figures:
    """Return how the notations of other bodies agree with tests/truth/notazioni.csv."""
    table = enumerate(_table(root, "tests/truth/notazioni.csv"), start=2)
    rows = ((f"riga {line}", row["testo"], row["indicatore"], "", row) for line, row in table)
    return _measure("notazioni", rows)


def _measure(name: str, rows: Iterator[tuple[str, str, str, str, Row]]) -> Figures:
    right, notes = 0, []
    for key, text, indicator, algorithm, truth in rows:
        anno = int(truth["anno"]) if truth.get("anno") else None if "anno" in truth else YEAR
        target, _ = parse_target(text, indicatore=indicator, algoritmo=algorithm, anno=anno)
        cells = _cells(target)
        other = [
            f"{field} {cells[field]!r} invece di {truth[field]!r}" for field in FIELDS if cells[field] != truth[field]
        ]
        right += not other
        if other:
            notes.append(f"{key} {text!r}: {', '.join(other)}")
    return Figures(nome=name, giusti=right, sbagliati=len(notes), mancanti=len(notes), disaccordi=tuple(notes))


def _cells(target: Target) -> Row:
    reference = target.riferimento
    return {
        "tipo": target.tipo or "",
        "operatore": target.operatore or "",
        "valore": _value(target.valore),
        "unita": target.unita or "",
        "direzione": target.direzione or "",
        "inferito": " ".join(target.inferito),
        "riferimento": f"{reference.testo or ''} {reference.anno or ''}".strip() if reference else "",
    }


def _value(value: Decimal | date | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "si" if value else "no"
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value.isoformat()


def _table(root: Path, name: str) -> list[Row]:
    with (root / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _indicators(root: Path) -> Iterator[tuple[str, Row]]:
    """Yield every indicator of the plan with its id: its objective's code, a slash, its position."""
    for name, key in (("righe-2025.csv", "obiettivo_codice"), ("individuali-2025.csv", "codice")):
        seen: dict[str, int] = {}
        for row in _table(root, f"samples/{name}"):
            seen[row[key]] = seen.get(row[key], 0) + 1
            yield f"{row[key]}/{seen[row[key]]}", row


def render(figures: list[Figures]) -> str:
    """Return a line for each kind of value, then every disagreement."""
    lines = [f"{'':16}  giusti  sbagliati  mancanti  precisione  richiamo"]
    lines += [
        f"{f.nome:16}  {f.giusti:6}  {f.sbagliati:9}  {f.mancanti:8}  {f.precision:10.2f}  {f.recall:8.2f}"
        for f in figures
    ]
    return "\n".join(lines + [f"{f.nome}: {note}" for f in figures for note in f.disaccordi])


def main(arguments: list[str]) -> int:
    """Print the figures."""
    root = Path(arguments[arguments.index("--root") + 1]) if "--root" in arguments else ROOT
    figures = [measure_formulas(root), measure_targets(root), measure_notations(root)]
    print(render(figures))
    return 1 if any(f.sbagliati for f in figures) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
