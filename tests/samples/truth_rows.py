"""The plan of 2025 as a person transcribed it, and any plan read, in one comparable form: a line a node.

In: ``samples/righe-2025.csv`` and ``individuali-2025.csv`` (made by hand from the published text), or a ``Piano``.
Out: lines that hold every text of a node, with its code and its place in the tree. Nothing of the program is used to
make the lines of the truth: a code is what the table says, an id is the code, a slash and the position.
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.model import Campo, Indicatore, Piano

ROOT = Path(__file__).parents[2]
TITOLO = "Albero della Performance 2025 CCIAA Maremma e Tirreno"
ATTO = "All.1.1 D GC 29/07/2025"
ENTE = "CCIAA Maremma e Tirreno"

Row = dict[str, str]


def read_rows(path: str) -> list[Row]:
    """Return the rows of a table of the project, by its path from the root."""
    with (ROOT / path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def truth_lines() -> list[str]:
    """Return a line for each node of the plan as it was transcribed by hand."""
    return [*_truth_of_settori(), *_truth_of_individuals()]


def _truth_of_settori() -> Iterator[str]:
    settore = obiettivo = ""
    position = 0
    for row in read_rows("samples/righe-2025.csv"):
        if row["settore_codice"] != settore:
            settore = row["settore_codice"]
            yield _line("settore", settore, row["settore"])
        if row["obiettivo_codice"] != obiettivo:
            obiettivo, position = row["obiettivo_codice"], 0
            yield _line("obiettivo", obiettivo, row["obiettivo"], settore)
        position += 1
        yield _line("indicatore", f"{obiettivo}/{position}", row["indicatore"], row["target"], row["owner"], "-")


def _truth_of_individuals() -> Iterator[str]:
    obiettivo = ""
    position = 0
    for row in read_rows("samples/individuali-2025.csv"):
        if row["codice"] != obiettivo:
            obiettivo, position = row["codice"], 0
            yield _line("individuale", obiettivo, row["obiettivo"], row["ente"])
        position += 1
        yield _line("indicatore", f"{obiettivo}/{position}", row["indicatore"], row["target"], "-", row["algoritmo"])


def plan_lines(piano: Piano) -> list[str]:
    """Return a line for each node of a plan, in the same form; what the truth does not know stands behind it."""
    return [*_lines_of_settori(piano), *_lines_of_individuals(piano)]


def _lines_of_settori(piano: Piano) -> Iterator[str]:
    for settore in piano.settori:
        yield _line("settore", settore.codice, settore.testo, *_more(settore.altri))
        for obiettivo in settore.obiettivi:
            yield _line("obiettivo", obiettivo.codice, obiettivo.testo, settore.codice, *_more(obiettivo.altri))
            yield from map(_indicator_line, obiettivo.indicatori)


def _lines_of_individuals(piano: Piano) -> Iterator[str]:
    for individuale in piano.obiettivi_individuali:
        yield _line(
            "individuale", individuale.codice, individuale.testo, str(individuale.ente), *_more(individuale.altri)
        )
        yield from map(_indicator_line, individuale.indicatori)


def _indicator_line(indicatore: Indicatore) -> str:
    owner = indicatore.owner.testo if indicatore.owner else "-"
    algoritmo = indicatore.algoritmo or "-"
    more = _more(indicatore.altri)
    return _line("indicatore", indicatore.id, indicatore.testo, indicatore.target.testo, owner, algoritmo, *more)


def _more(altri: Iterable[Campo]) -> Iterator[str]:
    return (f"{campo.intestazione}: {campo.testo}" for campo in altri)


def _line(*parts: str) -> str:
    return " | ".join(parts)


def differences(piano: Piano) -> list[str]:
    """Return what a plan lacks (``-``) and what it has instead (``+``), line by line; nothing when it is the truth."""
    lines = difflib.unified_diff(truth_lines(), plan_lines(piano), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]
