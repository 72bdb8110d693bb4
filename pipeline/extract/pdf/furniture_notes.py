"""Marks of notes, and the notes at a page's foot: pages whose raised text is told apart come in, furniture and findings go out.

A note is known by the mark that it begins with, which stands behind a word somewhere; it goes on to the page's foot, or as long as
lines follow each other. Which node a note explains is not decided: its mark's finding names the node.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from pipeline.diagnostics import finding
from pipeline.extract.pdf.furniture_marks import Mark
from pipeline.extract.pdf.page import Apice, Page, Word
from pipeline.extract.pdf.raised import bare_mark
from pipeline.extract.pdf.rows.lines import Line, box_of, lines_of
from pipeline.model import Diagnostic, Provenance
from pipeline.rows import Furniture, FurnitureKind

SMALLER = 0.95
"""A note without a raised mark has at most so much of its word's size, or stands below a short rule."""

FOLLOWS = 0.8
"""Lines of a note stand no further apart than this (in ems)."""

INDENT = 3.0
"""They begin no further apart than this (in ems)."""

_MARKS = frozenset((Apice.RICHIAMO, Apice.FORSE))


def find_notes(pages: Sequence[Page], taken: Set[int]) -> list[Mark]:
    """Return the marks of notes behind words, and the notes; ``taken`` are the numbers of words left out."""
    raised = [page for page in pages if page.raised]
    told = frozenset(bare_mark(word.testo) for page in raised for word in page.words if word.apice in _MARKS)
    found: list[Mark] = []
    for page in raised if told else ():
        notes = [Mark(FurnitureKind.NOTA, page, words) for words in _notes(page, taken, told)]
        taken = taken | {word.numero for note in notes for word in note.words}
        marks = [word for word in page.words if word.apice in _MARKS and word.numero not in taken]
        found += [*notes, *(Mark(FurnitureKind.RICHIAMO_NOTA, page, (word,)) for word in marks)]
    return found


def _notes(page: Page, taken: Set[int], told: Set[str]) -> Iterator[tuple[Word, ...]]:
    """Yield the words of each run of notes on a page; ``told`` are the marks that words of the document have."""
    words = [word for word in page.words if word.numero not in taken and word.angle == 0]
    heads = [word for word in words if word.apice is Apice.NOTA and bare_mark(word.testo) in told]
    raised = {word.numero for word in words if word.apice in _MARKS or word.apice is Apice.NOTA}
    sizes = _marked_sizes(page)
    lines = lines_of(word for word in words if word.numero not in raised)
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and (_begins(line, run, heads, sizes, page) or (run and _goes_on(run, line))):
            run.append(line)
            continue
        if run and (line is None or not _needs_foot(run[0], heads)):
            top, foot = run[0].top - run[0].size, run[-1].bottom
            yield tuple(
                word for word in words if any(word in one.words for one in run) or _is_beside(word, raised, top, foot)
            )
        run = []


def _marked_sizes(page: Page) -> dict[str, float]:
    """Return the marks behind words of a page with the size of their words."""
    sizes: dict[str, float] = {}
    size = 0.0
    for word in page.words:
        if word.apice in _MARKS:
            sizes[bare_mark(word.testo)] = size
        else:
            size = word.size
    return sizes


def _begins(line: Line, run: Sequence[Line], heads: Sequence[Word], sizes: Mapping[str, float], page: Page) -> bool:
    """Tell whether a note begins with this line."""
    if _is_in_cell(line, page):
        return False
    if _raised_head(line, heads):
        return True
    mark, size = bare_mark(line.words[0].testo), line.words[-1].size
    if mark not in sizes or len(line.words) < 2:
        return False
    return bool(run) or size <= SMALLER * sizes[mark] or _is_below_short_rule(line, page)


def _raised_head(line: Line, heads: Sequence[Word]) -> bool:
    """Tell whether one of the raised marks stands right before a line."""
    return any(
        -line.size <= line.x0 - head.x1 <= line.size
        and line.top - head.size < head.top < line.middle < line.bottom
        and head.bottom > line.top
        for head in heads
    )


def _needs_foot(line: Line, heads: Sequence[Word]) -> bool:
    """Tell whether a run of notes is one only at the page's foot: a bare figure may begin a row, too."""
    return not _raised_head(line, heads) and line.words[0].testo.isalnum()


def _goes_on(run: Sequence[Line], line: Line) -> bool:
    size = run[-1].words[-1].size
    return (
        abs(line.words[-1].size - size) <= 0.1 * size
        and line.top - run[-1].bottom <= FOLLOWS * size
        and abs(line.x0 - run[0].x0) <= INDENT * size
    )


def _is_in_cell(line: Line, page: Page) -> bool:
    """Tell whether vertical rules stand on both sides of a line."""
    sides = [rule.at for rule in page.rules if not rule.horizontal and rule.start <= line.middle <= rule.end]
    return any(at <= line.x0 + 1 for at in sides) and any(at >= line.x1 - 1 for at in sides)


def _is_below_short_rule(line: Line, page: Page) -> bool:
    """Tell whether a line stands under the rule that word processors draw above notes."""
    return any(
        rule.horizontal
        and 0 <= line.top - rule.at <= 2 * line.size
        and rule.end - rule.start <= page.width / 2
        and abs(rule.start - line.x0) <= line.size
        for rule in page.rules
    )


def _is_beside(word: Word, raised: Set[int], top: float, foot: float) -> bool:
    return word.numero in raised and top <= word.top and word.bottom <= foot


def report_notes(pages: Sequence[Page], furniture: Sequence[Furniture]) -> Iterator[Diagnostic]:
    """Yield a finding for each mark that was taken off a word or may be one, and one for all notes."""
    notes = [piece for piece in furniture if piece.kind is FurnitureKind.NOTA]
    if notes:
        yield finding("LET013", fonte=notes[0].fonte, numero=len(notes))
    inside = {numero for note in notes for numero in note.parole}
    heads = {bare_mark(word) for note in notes for word in note.testo.split()}
    for page in pages:
        if page.raised:
            yield from _report_page(page, inside, heads)


def _report_page(page: Page, inside: Set[int], heads: Set[str]) -> Iterator[Diagnostic]:
    base: Word | None = None
    for word in page.words:
        if word.apice not in _MARKS:
            base = word
            if word.apice is Apice.PARTE:
                yield finding("LET112", fonte=_place(page, word), parola=word.testo)
        elif base is not None and word.numero not in inside:
            sure = word.apice is Apice.RICHIAMO or bare_mark(word.testo) in heads
            yield finding("LET110" if sure else "LET111", fonte=_place(page, base), parola=base.testo, segno=word.testo)


def _place(page: Page, word: Word) -> Provenance:
    return Provenance(pagina=page.numero, riquadro=box_of(lines_of((word,))))
