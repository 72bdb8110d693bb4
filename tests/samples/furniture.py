"""What the samples print that is no part of a node, written down by hand: column headers, footers, rules of dashes."""

from __future__ import annotations

import re

from .reading import DOCX, PDF, TESTO
from .truth_rows import ROOT

HEADER = "Settore Obiettivo Indicatore Target Owner"
INDIVIDUAL = "OBIETTIVO INDIVIDUALE INDICATORE ALGORITMO TARGET"
MISTYPED = "OBBIETTIVO INDIVIDUALI INDICATORE ALGORITMO TARGET"
PAGES = 21
_DASHES = re.compile(r"-{2,}(?:\t-+)*")


def furniture(sample: str) -> list[str]:
    """Return the texts of a sample that belong to the page or to a table's head."""
    texts = [HEADER, *[INDIVIDUAL] * 4, MISTYPED]
    if sample == PDF:
        texts += [f"Pag. {page} di {PAGES}" for page in range(1, PAGES + 1)]
    if sample == DOCX:
        texts.append("Pag. 1 di 1")  # the footer's fields, as they were last calculated
    if sample == TESTO:
        lines = (ROOT / "samples" / TESTO).read_text(encoding="utf-8").splitlines()
        texts += [line for line in lines if _DASHES.fullmatch(line)]
    return texts
