"""Precision and recall of the findings on a plan's own quality, rule by rule, against a hand-made truth.

``python tools/eval_findings.py albero.json [truth.csv]``: an extracted plan, and a table of the findings that a person made in it
(columns codice, nodo; default tests/truth/rilievi-2025.csv). Exit code 1 where a rule is wrong more than once in twenty.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.check import check
from pipeline.codec import decode
from pipeline.model import Diagnostic

TRUTH = Path(__file__).parents[1] / "tests" / "truth" / "rilievi-2025.csv"
PRECISION = 0.95

Place = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """How a rule did: findings that are right, that are wrong, that are missing (each a code and a node)."""

    codice: str
    giusti: tuple[Place, ...]
    sbagliati: tuple[Place, ...]
    mancanti: tuple[Place, ...]

    @property
    def precision(self) -> float:
        """Return the share of what was found that is true; 1 where nothing was found."""
        found = len(self.giusti) + len(self.sbagliati)
        return len(self.giusti) / found if found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what is true that was found; 1 where nothing is true."""
        true = len(self.giusti) + len(self.mancanti)
        return len(self.giusti) / true if true else 1.0


def read_truth(path: Path = TRUTH) -> set[Place]:
    """Return the findings that a person made, as (code, node)."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["codice"], row["nodo"]) for row in csv.DictReader(file)}


def measure(diagnostics: Iterable[Diagnostic], truth: set[Place]) -> list[Figures]:
    """Return the figures of every rule that found something or should have, by code."""
    found = {(diagnostic.codice, diagnostic.nodo or "") for diagnostic in diagnostics}
    return [_figures(code, found, truth) for code in sorted({code for code, _ in found | truth})]


def render(figures: list[Figures]) -> str:
    """Return a table: a line a rule, the sum, and every wrong or missing finding by name."""
    total = Figures(
        codice="tutte",
        giusti=tuple(place for f in figures for place in f.giusti),
        sbagliati=tuple(place for f in figures for place in f.sbagliati),
        mancanti=tuple(place for f in figures for place in f.mancanti),
    )
    lines = ["regola  giusti  sbagliati  mancanti  precisione  richiamo", *(_line(f) for f in [*figures, total])]
    lines += [f"sbagliato: {' '.join(place)}" for place in total.sbagliati]
    lines += [f"mancante: {' '.join(place)}" for place in total.mancanti]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the figures of one plan."""
    piano = decode(json.loads(Path(arguments[0]).read_text(encoding="utf-8")))
    truth = read_truth(Path(arguments[1])) if len(arguments) > 1 else read_truth()
    figures = measure(check(piano), truth)
    print(render(figures))
    return 1 if any(rule.precision < PRECISION for rule in figures) else 0


def _figures(codice: str, found: set[Place], truth: set[Place]) -> Figures:
    mine, theirs = ({place for place in places if place[0] == codice} for places in (found, truth))
    return Figures(
        codice=codice,
        giusti=tuple(sorted(mine & theirs)),
        sbagliati=tuple(sorted(mine - theirs)),
        mancanti=tuple(sorted(theirs - mine)),
    )


def _line(figures: Figures) -> str:
    counts = f"{len(figures.giusti):6}  {len(figures.sbagliati):9}  {len(figures.mancanti):8}"
    return f"{figures.codice:6}  {counts}  {figures.precision:10.2f}  {figures.recall:8.2f}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
