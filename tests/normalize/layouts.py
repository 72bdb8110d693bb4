"""The 2025 plan in many layouts, as raw documents, from the hand-made tables of samples/."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from pipeline.model import Piano

from .sheet import Box, Place, Sheet

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TITLE = "Albero della Performance 2025 CCIAA Maremma e Tirreno"
ACT = "All.1.1 D GC 29/07/2025"
FIVE = ("settore", "obiettivo", "indicatore", "target", "owner")
HEADINGS = ("settore", "obiettivo")

Row = dict[str, str]
Grid = list[list[Place]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """How headings are placed (``row`` of their own, ``shared`` with the first row below, ``across`` the whole width, merged
    ``down``, ``repeated`` on every row, as a ``title`` above a table), and the order of the columns."""

    settore: str = "row"
    obiettivo: str = "row"
    columns: tuple[str, ...] = FIVE
    merge_owner: bool = False
    header_every: int = 0

    @property
    def table_columns(self) -> tuple[str, ...]:
        return tuple(c for c in self.columns if not (c in HEADINGS and getattr(self, c) == "title"))


@cache
def plan_rows() -> tuple[Row, ...]:
    with (SAMPLES / "righe-2025.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def individual_rows() -> tuple[Row, ...]:
    with (SAMPLES / "individuali-2025.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def build(layout: Layout, *, breaks: Sequence[int] = (), rows: Sequence[Row] | None = None) -> Sheet:
    """Return the plan's sheet in a layout; ``breaks`` are row indices of its (first) table where a page begins."""
    sheet = Sheet().text(TITLE, ACT)
    plan = list(plan_rows() if rows is None else rows)
    if layout.settore == "title":
        for settore, of_settore in groupby(plan, key=lambda r: r["settore"]):
            sheet.text(settore)
            _settore_tables(sheet, list(of_settore), layout)
    else:
        sheet.table(grid(plan, layout), breaks=breaks)
    return sheet


def _settore_tables(sheet: Sheet, rows: list[Row], layout: Layout) -> None:
    if layout.obiettivo != "title":
        sheet.table(grid(rows, layout))
        return
    for obiettivo, of_obiettivo in groupby(rows, key=lambda r: r["obiettivo"]):
        sheet.text(obiettivo).table(grid(list(of_obiettivo), layout))


def add_individual(sheet: Sheet) -> Sheet:
    """Add the five tables of individual objectives."""
    for _, group in groupby(individual_rows(), key=lambda r: r["tabella"]):
        rows = list(group)
        lines: Grid = [[rows[0]["intestazione"], "INDICATORE", "ALGORITMO", "TARGET"], [rows[0]["ente"], "", "", ""]]
        for obiettivo, of_obiettivo in groupby(rows, key=lambda r: r["obiettivo"]):
            lines.append([obiettivo, "", "", ""])
            lines += [["", r["indicatore"], r["algoritmo"], r["target"]] for r in of_obiettivo]
        sheet.page += 1
        sheet.table(lines)
    return sheet


def grid(rows: list[Row], layout: Layout) -> Grid:
    """Return the table of some rows of the plan, its header first."""
    columns = layout.table_columns
    header: list[Place] = [c.capitalize() for c in columns]
    lines: Grid = [header]
    for line in _lines(rows, layout):
        if layout.header_every and len(lines) % layout.header_every == 0:
            lines.append(list(header))
        lines.append(line)
    for name in HEADINGS:
        if name in columns and getattr(layout, name) == "down":
            _merge(lines, columns.index(name))
    if layout.merge_owner:
        _merge(lines, columns.index("owner"))
    return lines


def _lines(rows: list[Row], layout: Layout) -> Iterator[list[Place]]:
    columns = layout.table_columns
    for settore, of_settore in groupby(rows, key=lambda r: r["settore"]):
        yield from _heading("settore", settore, layout)
        pending = {"settore": settore if layout.settore == "shared" else ""}
        for obiettivo, of_obiettivo in groupby(of_settore, key=lambda r: r["obiettivo"]):
            beside = settore if layout.settore in ("repeated", "down") else pending.get("settore", "")
            for line in _heading("obiettivo", obiettivo, layout, beside):
                pending["settore"] = ""
                yield line
            pending["obiettivo"] = obiettivo if layout.obiettivo == "shared" else ""
            for row in of_obiettivo:
                texts = dict(row)
                for name in HEADINGS:
                    every = getattr(layout, name) in ("repeated", "down")
                    texts[name] = row[name] if every else pending.get(name, "")
                pending = {"settore": "", "obiettivo": ""}
                yield [texts[c] for c in columns]


def _heading(name: str, text: str, layout: Layout, beside: str = "") -> Iterator[list[Place]]:
    """Yield the heading's own row where it has one; ``beside`` is a settore that shares an objective's row."""
    columns = layout.table_columns
    if getattr(layout, name) == "row":
        yield [text if c == name else beside if c == "settore" else "" for c in columns]
    elif getattr(layout, name) == "across":
        lead: list[Place] = [beside] if beside else []
        wide = len(columns) - len(lead)
        yield [*lead, Box(text, colonne=wide), *[None] * (wide - 1)]


def _merge(lines: Grid, column: int) -> None:
    """Merge runs of equal texts in a column downwards."""
    start = 1
    for n in range(2, len(lines) + 1):
        same = n < len(lines) and lines[n][column] == lines[start][column] and lines[n][column]
        if same:
            continue
        first = lines[start][column]
        if n - start > 1 and isinstance(first, str) and first:
            lines[start][column] = Box(first, righe=n - start)
            for covered in range(start + 1, n):
                lines[covered][column] = None
        start = n


def told(piano: Piano) -> list[tuple[str, ...]]:
    """Return the plan's indicators with their whole path, as the truth table has them."""
    return [
        (s.codice, s.testo, o.codice, o.testo, i.testo, i.target.testo, i.owner.testo if i.owner else "")
        for s in piano.settori
        for o in s.obiettivi
        for i in o.indicatori
    ]


def told_individual(piano: Piano) -> list[tuple[str, ...]]:
    """Return the individual indicators with their whole path."""
    return [
        (o.ente or "", o.codice, o.testo, i.testo, i.algoritmo or "", i.target.testo)
        for o in piano.obiettivi_individuali
        for i in o.indicatori
    ]


def truth(rows: Sequence[Row] | None = None) -> list[tuple[str, ...]]:
    """Return the truth table of the plan, or of some of its rows."""
    keys = ("settore_codice", "settore", "obiettivo_codice", "obiettivo", "indicatore", "target", "owner")
    return [tuple(row[key] for key in keys) for row in (plan_rows() if rows is None else rows)]


def truth_individual() -> list[tuple[str, ...]]:
    keys = ("ente", "codice", "obiettivo", "indicatore", "algoritmo", "target")
    return [tuple(row[key] for key in keys) for row in individual_rows()]
