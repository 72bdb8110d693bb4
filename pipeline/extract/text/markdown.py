"""Tables drawn with vertical bars: Markdown (``| a | b |``) and grid tables (rows between ``+---+---+`` lines).

A line is part of a table when it starts and ends with a bar, or draws a grid's rule. In a grid the lines between two
rules are one row. Escapes, ``<br>`` and bold marks are read as what they print.
"""

from __future__ import annotations

import html
import re
from itertools import groupby

from pipeline.extract.draft import Draft, Field
from pipeline.extract.text.lines import Line, read_lines
from pipeline.extract.words import join_lines
from pipeline.model import Provenance
from pipeline.rows import FurnitureKind

_ROW = re.compile(r"\s*\|.*\|\s*\Z")
_GRID_RULE = re.compile(r"\s*\+([-=:]{2,}\+)+\s*\Z")
_BAR_RULE = re.compile(r"\s*\|(\s*:?-{2,}:?\s*\|)+\s*\Z")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BOLD = re.compile(r"\s*(\*\*|__)(.+)\1\s*\Z", re.DOTALL)


def has_bars(lines: list[Line]) -> bool:
    """Tell whether any table drawn with bars stands among the lines: a rule, and a row next to it."""
    rules = [line for line in lines if _is_rule(line.testo)]
    return bool(rules) and any(_ROW.match(line.testo) and not _is_rule(line.testo) for line in lines)


def read_bars(lines: list[Line], draft: Draft) -> None:
    """Add the lines to the draft, tables drawn with bars as tables, the rest line by line."""
    for is_table, group in groupby(lines, key=lambda line: _is_rule(line.testo) or bool(_ROW.match(line.testo))):
        if is_table:
            _read_table(list(group), draft)
        else:
            read_lines(group, draft)


def _is_rule(text: str) -> bool:
    return bool(_GRID_RULE.match(text) or _BAR_RULE.match(text))


def _read_table(lines: list[Line], draft: Draft) -> None:
    table, row = draft.open_table(), 0
    for rule, group in groupby(lines, key=lambda line: _is_rule(line.testo)):
        block = list(group)
        if rule:
            for line in block:
                draft.add_furniture(FurnitureKind.RIGHELLO, line.testo, line.fonte())
            continue
        for rows in _grid_rows(lines, block):
            row += 1
            _read_row(rows, Provenance(linea=rows[0].numero, pagina=rows[0].pagina, tabella=table, riga=row), draft)


def _grid_rows(lines: list[Line], block: list[Line]) -> list[list[Line]]:
    """In a grid the lines between two rules are one row; in Markdown every line is."""
    return [block] if any(_GRID_RULE.match(line.testo) for line in lines) else [[line] for line in block]


def _read_row(lines: list[Line], fonte: Provenance, draft: Draft) -> None:
    columns: dict[int, list[str]] = {}
    for line in lines:
        for column, text in enumerate(_BAR.split(line.testo.strip())[1:-1]):
            columns.setdefault(column, []).append(text)
    draft.add_row([_field(texts, column) for column, texts in columns.items()], len(columns), fonte)


def _field(texts: list[str], column: int) -> Field:
    text = join_lines([part for line in texts for part in _BREAK.split(line)])
    bold = _BOLD.match(text)
    printed = html.unescape(_ESCAPE.sub(r"\1", bold[2] if bold else text))
    return Field(printed, column, grassetto=bool(bold))
