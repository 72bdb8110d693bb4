"""Page furniture: what belongs to the pages and not to the plan. Pages come in; furniture with its words' numbers goes out.

Told by repetition, direction, place and colour, never by a document's strings. A table's repeated column header is no
furniture here (the normalizer marks it), and the first page keeps a running header's text, because it may be the title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.diagnostics import finding
from pipeline.extract.pdf.furniture_margins import find_running
from pipeline.extract.pdf.furniture_marks import Mark, find_marks
from pipeline.extract.pdf.furniture_notes import find_notes
from pipeline.extract.pdf.furniture_torn import find_torn
from pipeline.extract.pdf.page import Page, Word
from pipeline.model import Diagnostic, Provenance
from pipeline.rows import Furniture, FurnitureKind

__all__ = ["find_furniture", "report_unseen", "taken_words"]

_UNSEEN = frozenset((FurnitureKind.INVISIBILE, FurnitureKind.FUORI_PAGINA))


def find_furniture(pages: Sequence[Page], struck: Sequence[Mark] = ()) -> tuple[Furniture, ...]:
    """Return the furniture of all pages in page order: stamps, watermarks, unseen text, running lines, lines printed twice, notes."""
    marks = [*struck, *find_marks(pages)] if struck else find_marks(pages)
    taken = {word.numero for mark in marks for word in mark.words}
    found = [*marks, *find_running(pages, taken)]
    taken = {word.numero for mark in found for word in mark.words}
    found += find_torn(pages, taken)
    found += find_notes(pages, {word.numero for mark in found for word in mark.words})
    found.sort(key=lambda mark: (mark.page.numero, min(word.numero for word in mark.words)))
    return tuple(_furniture(mark) for mark in found)


def taken_words(furniture: Iterable[Furniture]) -> frozenset[int]:
    """Return the numbers of the words that furniture took."""
    return frozenset(numero for piece in furniture for numero in piece.parole)


def report_unseen(furniture: Iterable[Furniture]) -> tuple[Diagnostic, ...]:
    """Return a finding for each page with words that nobody sees on it."""
    counts: Counter[int] = Counter()
    for piece in furniture:
        if piece.kind in _UNSEEN and piece.fonte.pagina is not None:
            counts[piece.fonte.pagina] += len(piece.parole)
    return tuple(
        finding("LET107", fonte=Provenance(pagina=pagina), pagina=pagina, parole=counts[pagina])
        for pagina in sorted(counts)
    )


def _furniture(mark: Mark) -> Furniture:
    return Furniture(
        kind=mark.kind,
        testo=" ".join(word.testo for word in mark.words),
        parole=tuple(word.numero for word in mark.words),
        fonte=Provenance(pagina=mark.page.numero, riquadro=_box(mark.words)),
    )


def _box(words: Sequence[Word]) -> tuple[float, float, float, float]:
    return (
        round(min(word.x0 for word in words), 1),
        round(min(word.top for word in words), 1),
        round(max(word.x1 for word in words), 1),
        round(max(word.bottom for word in words), 1),
    )
