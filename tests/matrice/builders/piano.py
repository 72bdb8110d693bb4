"""The plan as the hand-made tables of `samples/` give it: no word of it is written here twice."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
TITLE = "Albero della Performance 2025 CCIAA Maremma e Tirreno"
ACT = "All.1.1 D GC 29/07/2025"

Row = dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Piano:
    """Title, act, the rows of the settori and the rows of the individual tables."""

    title: str
    act: str
    rows: tuple[Row, ...]
    individual: tuple[Row, ...]


def read_table(name: str) -> tuple[Row, ...]:
    """Return the rows of one csv table."""
    with (SAMPLES / name).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def read_piano() -> Piano:
    """Return the plan of 2025."""
    return Piano(title=TITLE, act=ACT, rows=read_table("righe-2025.csv"), individual=read_table("individuali-2025.csv"))
