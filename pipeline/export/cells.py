"""Cells that no spreadsheet runs: a text that would pass for a formula gets an apostrophe in front, and loses it when read.

The rule, and its inverse: a text that starts with ``=`` ``+`` ``-`` ``@``, a tab or a carriage return gets one apostrophe; so does
one that already starts with an apostrophe. Reading takes one leading apostrophe away. Every text comes back as it was.
"""

from __future__ import annotations

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def shield(text: str) -> str:
    """Return the text as a cell that no spreadsheet runs."""
    return f"'{text}" if text.startswith(_RUNS) else text


def unshield(cell: str) -> str:
    """Return the text of a cell written by ``shield``."""
    return cell.removeprefix("'")
