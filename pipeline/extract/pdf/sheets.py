"""Sheets that carry two pages side by side, as a printer's "two pages per sheet" makes them, are parted into those pages.

Pages come in as the file has them; the pages that a reader sees go out, numbered on, and with them where each one lies. Places that
were found on them are led back to the sheets, which is where a reader looks for them. A sheet is parted only if all are: white
runs down the middle of each, and the left half's columns, or their headers, stand again in the right one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from pipeline.diagnostics import finding
from pipeline.extract.pdf.page import Page, Word
from pipeline.extract.pdf.rows.header import find_header_rows
from pipeline.extract.pdf.words import number_words
from pipeline.model import Diagnostic, Provenance
from pipeline.rows import Furniture, RawRow

GUTTER = 4.0
"""Nothing stands or runs so close (in points) to the middle of a sheet with two pages."""

COLUMNS = 3
"""So many columns of one half stand again in the other, each begun by many words."""

MANY, SHARE = 5, 0.03
"""A column's left edge is where so many words of a half begin, and this share of them."""

MOST = 0.6
"""On this share of the places where the left half's columns begin, those of the right half do too."""


class Parted(NamedTuple):
    """The pages that readers see; ``places`` are the sheet of each and how far from its left side it lies, none for whole sheets."""

    pages: tuple[Page, ...]
    places: tuple[tuple[int, float], ...] = ()


def part_sheets(sheets: tuple[Page, ...]) -> Parted:
    """Return the pages on sheets that carry two each, or the sheets as they are."""
    if not all(map(_has_gutter, sheets)):
        return Parted(sheets)
    twins = _have_twin_columns(sheets) or any(map(_has_twin_headers, sheets))
    return cut_sheets(sheets) if twins else Parted(sheets)


def cut_sheets(sheets: Iterable[Page]) -> Parted:
    """Return the halves of all sheets in order, but for empty ones; words are numbered on from page to page."""
    pages: list[Page] = []
    places: list[tuple[int, float]] = []
    first = 0
    for sheet in sheets:
        for at_left in (True, False):
            half = _half(sheet, at_left=at_left)
            if half.words:
                pages.append(replace(half, numero=len(pages) + 1, words=number_words(half.words, first)))
                places.append((sheet.numero, 0.0 if at_left else sheet.width / 2))
                first += len(half.words)
    return Parted(tuple(pages), tuple(places))


def part_alike(sheets: Iterable[Page], parted: Parted) -> Iterable[Page]:
    """Return the pages of another reading of the same sheets, parted if the first one's were."""
    return cut_sheets(sheets).pages if parted.places else sheets


def report_parted(parted: Parted) -> tuple[Diagnostic, ...]:
    """Return a finding if sheets were parted."""
    return (finding("LET116", fogli=len(dict(parted.places)), pagine=len(parted.pages)),) if parted.places else ()


def rows_on_sheets(rows: tuple[RawRow, ...], parted: Parted) -> tuple[RawRow, ...]:
    """Return rows with their places on the sheets."""
    if not parted.places:
        return rows
    return tuple(
        row._replace(
            cells=tuple(cell._replace(fonte=_on_sheet(cell.fonte, parted)) for cell in row.cells),
            fonte=_on_sheet(row.fonte, parted),
        )
        for row in rows
    )


def furniture_on_sheets(furniture: tuple[Furniture, ...], parted: Parted) -> tuple[Furniture, ...]:
    """Return furniture with its places on the sheets."""
    if not parted.places:
        return furniture
    return tuple(replace(piece, fonte=_on_sheet(piece.fonte, parted)) for piece in furniture)


def findings_on_sheets(findings: tuple[Diagnostic, ...], parted: Parted) -> tuple[Diagnostic, ...]:
    """Return findings about pages with their places, and the numbers that they name, on the sheets."""
    return tuple(_told_of_sheet(found, parted) for found in findings) if parted.places else findings


def _told_of_sheet(found: Diagnostic, parted: Parted) -> Diagnostic:
    if found.fonte is None or found.fonte.pagina is None:
        return found
    fonte = _on_sheet(found.fonte, parted)
    named = dict(found.parametri)
    if "pagina" in named:
        named["pagina"] = str(fonte.pagina)
    return finding(found.codice, nodo=found.nodo, fonte=fonte, **named)


def _on_sheet(place: Provenance, parted: Parted) -> Provenance:
    if place.pagina is None:
        return place
    sheet, left = parted.places[place.pagina - 1]
    box = place.riquadro
    return place._replace(
        pagina=sheet,
        riquadro=None if box is None else (round(box[0] + left, 2), box[1], round(box[2] + left, 2), box[3]),
        continua=tuple(_on_sheet(other, parted) for other in place.continua),
    )


def _has_gutter(sheet: Page) -> bool:
    """Tell whether white runs down the middle of a sheet, which nothing drawn or written crosses."""
    left, right = sheet.width / 2 - GUTTER, sheet.width / 2 + GUTTER
    return not (
        any(rule.start < right and rule.end > left for rule in sheet.rules if rule.horizontal)
        or any(word.x0 < right and word.x1 > left for word in sheet.words)
        or any(fill.x0 < right and fill.x1 > left for fill in sheet.fills)
    )


def _have_twin_columns(sheets: Sequence[Page]) -> bool:
    """Tell whether columns of the left half begin again, on all sheets together, half a sheet further right."""
    left, right = Counter[int](), Counter[int]()
    for sheet in sheets:
        half = sheet.width / 2
        left.update(round(word.x0) for word in sheet.words if word.x0 < half)
        right.update(round(word.x0 - half) for word in sheet.words if word.x0 >= half)
    columns, twins = _columns(left), _columns(right)
    shared = sum(not twins.isdisjoint((at - 1, at, at + 1)) for at in columns)
    return shared >= COLUMNS and shared >= MOST * len(columns)


def _columns(starts: Counter[int]) -> frozenset[int]:
    """Return where many words begin."""
    least = max(MANY, SHARE * starts.total())
    return frozenset(at for at, count in starts.items() if count >= least)


def _has_twin_headers(sheet: Page) -> bool:
    """Tell whether one header of a table's columns stands in both halves of a sheet."""
    left, right = (_headers(_half(sheet, at_left=at_left).words) for at_left in (True, False))
    return not left.isdisjoint(right)


def _headers(words: Sequence[Word]) -> frozenset[str]:
    """Return the text of each row of words that heads a table's columns."""
    upright = [word for word in words if word.angle == 0]
    return frozenset(
        " ".join(
            word.testo for word in sorted(upright, key=_left) if row.top <= (word.top + word.bottom) / 2 <= row.bottom
        )
        for row in find_header_rows(upright)
    )


_left = attrgetter("x0")


def _half(sheet: Page, *, at_left: bool) -> Page:
    """Return what stands on one half of a sheet, as a page of its own."""
    middle = sheet.width / 2
    by = 0.0 if at_left else middle
    return replace(
        sheet,
        width=middle,
        words=tuple(w._replace(x0=w.x0 - by, x1=w.x1 - by) for w in sheet.words if (w.x0 < middle) is at_left),
        rules=tuple(
            rule._replace(start=rule.start - by, end=rule.end - by)
            if rule.horizontal
            else rule._replace(at=rule.at - by)
            for rule in sheet.rules
            if ((rule.start if rule.horizontal else rule.at) < middle) is at_left
        ),
        fills=tuple(f._replace(x0=f.x0 - by, x1=f.x1 - by) for f in sheet.fills if (f.x0 < middle) is at_left),
        images=tuple(i._replace(x0=i.x0 - by, x1=i.x1 - by) for i in sheet.images if (i.x0 < middle) is at_left),
    )
