"""A comparison as a table: one row a change, for spreadsheets.

In: a Diff. Out: CSV text (RFC 4180, UTF-8 when written); for Excel in Italian with semicolons and a byte order mark.
"""

from __future__ import annotations

import csv
import io

from pipeline.diff import words
from pipeline.diff.changes import Cambiamento, Diff
from pipeline.diff.nodes import Livello, Side
from pipeline.diff.words import Lingua

COLUMNS = (
    "tipo",
    "descrizione",
    "livello",
    "vecchio",
    "nuovo",
    "prima",
    "dopo",
    "settore",
    "unita",
    "derivato",
    "punteggio",
    "dubbio",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts so is run as a formula by spreadsheets."""


def render_csv(diff: Diff, lingua: Lingua = "it", *, excel: bool = False) -> str:
    """Return the changes as CSV text.

    Args:
        diff: the comparison.
        lingua: of the descriptions; the columns' names stay as they are.
        excel: semicolons, a byte order mark, and no cell that a spreadsheet would run as a formula.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    pairs = {
        (str(livello), pair.nuovo): (pair.punteggio, pair.motivo_dubbio)
        for livello, found in diff.alignment.pairs.items()
        for pair in found
    }
    for change in diff.cambiamenti:
        score, doubt = pairs.get((str(change.livello), change.nuovo or ""), ("", None))
        row = [
            change.tipo,
            words.kind(change.tipo, lingua),
            str(change.livello),
            change.vecchio or "",
            change.nuovo or "",
            change.prima or "",
            change.dopo or "",
            _settore(diff, change),
            " ".join(change.unita),
            "1" if change.derivato else "0",
            str(score),
            doubt or "",
        ]
        writer.writerow([_harmless(cell) for cell in row] if excel else row)
    return ("\ufeff" if excel else "") + buffer.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _settore(diff: Diff, change: Cambiamento) -> str:
    """Return the settore in which a change stands, the new plan's if it has one there."""
    if change.livello not in set(Livello):
        return ""
    livello = Livello(change.livello)
    for side, key in ((diff.alignment.new, change.nuovo), (diff.alignment.old, change.vecchio)):
        if key is not None:
            return settore_of(side, livello, key)
    return ""


def settore_of(side: Side, livello: Livello, key: str) -> str:
    """Return the key of the settore above a node ('' for individual objectives)."""
    if livello is Livello.SETTORE:
        return key
    node = side.nodes[livello][key]
    if livello is Livello.INDICATORE:
        node = side.nodes[Livello.OBIETTIVO][node.genitore]
    return node.genitore if livello in (Livello.OBIETTIVO, Livello.INDICATORE) else ""
