"""What every producer asks of a rendition's look: fills, inks, bold, words prepared for breaking."""

from __future__ import annotations

import re
from functools import cache

import pyphen

from builders.blocks import Cell, Line, Table
from builders.rendition import Rendition

ZEBRA = "E8EEF4"
SOFT_HYPHEN = "\u00ad"


@cache
def hyphenator() -> pyphen.Pyphen:
    """Return the Italian hyphenation patterns."""
    return pyphen.Pyphen(lang="it_IT")


def breakable(text: str, r: Rendition) -> str:
    """Return the text with soft hyphens in its long words, if the rendition asks for them."""
    if r.breaks != "soft":
        return text
    return re.sub(r"[^\W\d_]{7,}", lambda m: hyphenator().inserted(m[0], hyphen=SOFT_HYPHEN), text)


def fill_of(line: Line, index: int, r: Rendition) -> str:
    """Return the background of a line as six hexadecimal digits, or nothing."""
    if line.kind == "header":
        return r.header_fill
    if line.kind in ("settore", "obiettivo", "ente") and r.group_fill:
        return r.group_fill
    return ZEBRA if r.rules == "zebra" and index % 2 == 0 else ""


def ink_of(line: Line, r: Rendition) -> str:
    """Return the text colour of a line."""
    return (r.header_ink if line.kind == "header" else "") or "000000"


def is_bold(line: Line, cell: Cell, r: Rendition) -> bool:
    """Say whether a cell's text is bold."""
    if line.kind == "header":
        return True
    return r.bold and cell.role in ("settore", "obiettivo", "ente")


def align_of(line: Line, cell: Cell, r: Rendition) -> str:
    """Return left, center or right."""
    if line.kind == "header":
        return "center"
    return r.align_target if cell.role == "target" else "left"


def inner_rule_above(table: Table, n: int, r: Rendition) -> bool:
    """Say whether a horizontal rule is drawn above line n of a table (0 is the first below the header)."""
    if r.rules in ("grid", "horizontal"):
        return True
    if r.rules == "groups":
        return n == 0 or starts_group(table.lines[n])
    return r.rules == "header" and n == 0


def starts_group(line: Line) -> bool:
    """Say whether a line begins a settore or an objective."""
    if line.kind != "indicatore":
        return True
    return any(cell and cell.role in ("settore", "obiettivo") and cell.text for cell in line.cells)
