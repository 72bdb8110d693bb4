"""--verify: the words of two engines, page by page, as multisets; every difference is a finding.

Order is not compared: engines may follow the page in different ways. Which engine is right is not decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from pipeline.diagnostics import finding
from pipeline.extract.pdf.page import Page
from pipeline.model import Diagnostic, Provenance

_SHOWN = 5
"""How many words of each engine a finding names."""


def compare_words(
    first: Sequence[Page], second: Sequence[Page], *, names: tuple[str, str] = ("pdfium", "pdfplumber")
) -> tuple[Diagnostic, ...]:
    """Return a finding for each page on which the engines read different words, and one when pages are missing."""
    findings: list[Diagnostic] = []
    if len(first) != len(second):
        findings.append(
            finding("LET105", primo=names[0], secondo=names[1], pagine_primo=len(first), pagine_secondo=len(second))
        )
    for one, other in zip_longest(first, second):
        page = one or other
        ours, theirs = _counted(one), _counted(other)
        if ours != theirs:
            findings.append(
                finding(
                    "LET104",
                    fonte=Provenance(pagina=page.numero),
                    pagina=page.numero,
                    primo=names[0],
                    secondo=names[1],
                    solo_primo=_listed(ours - theirs),
                    solo_secondo=_listed(theirs - ours),
                )
            )
    return tuple(findings)


def _counted(page: Page | None) -> Counter[str]:
    return Counter(word.testo for word in page.words) if page else Counter()


def _listed(words: Counter[str]) -> str:
    """Return the first words in order, and how many more there are."""
    ordered = sorted(words.elements())
    shown = ", ".join(f"«{word}»" for word in ordered[:_SHOWN]) or "nessuna"
    more = len(ordered) - _SHOWN
    return f"{shown} e altre {more}" if more > 0 else shown
