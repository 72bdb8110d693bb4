"""Sheets that carry two pages, side by side or one above the other, as a printer's "two pages per sheet" makes them, are parted.

Pages come in as the file has them; the pages that a reader sees go out, numbered on, and with them where each one lies. Places that
were found on them are led back to the sheets, which is where a reader looks for them. A sheet is parted only if all are: white
runs along the middle of each, and what stands in the first half stands again in the second: the columns, or their headers, beside each
other; a line at the same place near the edge above each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from pipeline.diagnostics import finding
from pipeline.extract.pdf.furniture_frame import ZONE
from pipeline.extract.pdf.furniture_segments import fold
from pipeline.extract.pdf.page import Page, Word
from pipeline.extract.pdf.rows.header import find_header_rows
from pipeline.extract.pdf.rows.lines import lines_of
from pipeline.extract.pdf.sheets_halves import left_half, lower_half, right_half, upper_half
from pipeline.extract.pdf.words import number_words
from pipeline.model import Diagnostic, Provenance, Riquadro
from pipeline.rows import Furniture, RawRow

GUTTER = 4.0
"""Nothing stands or runs so close (in points) to the middle of a sheet with two pages."""

COLUMNS = 3
"""So many columns of one half stand again in the other, each begun by many words."""

MANY, SHARE = 5, 0.03
"""A column's left edge is where so many words of a half begin, and this share of them."""

MOST = 0.6
"""On this share of the places where the left half's columns begin, those of the right half do too."""

FEWEST = 2
"""One sheet with a line twice may be a page with two tables."""

HEIGHT = 2.0
"""Lines that stand at one place in both halves do to within this many points."""


class Place(NamedTuple):
    """The sheet that a page lies on, and how far from its left side and its upper edge."""

    sheet: int
    left: float
    top: float


class Parted(NamedTuple):
    """The pages that readers see; ``places`` are where each one lies, none for whole sheets; ``stacked``: one above the other."""

    pages: tuple[Page, ...]
    places: tuple[Place, ...] = ()
    stacked: bool = False


def part_sheets(sheets: tuple[Page, ...]) -> Parted:
    """Return the pages on sheets that carry two each, or the sheets as they are."""
    if all(map(_has_gutter, sheets)) and (_have_twin_columns(sheets) or any(map(_has_twin_headers, sheets))):
        return cut_sheets(sheets)
    if all(map(_has_band, sheets)) and _have_twin_lines(sheets):
        return cut_sheets(sheets, stacked=True)
    return Parted(sheets)


def cut_sheets(sheets: Iterable[Page], *, stacked: bool = False) -> Parted:
    """Return the halves of all sheets in order, but for empty ones; words are numbered on from page to page."""
    pages: list[Page] = []
    places: list[Place] = []
    first = 0
    for sheet in sheets:
        left, top = (0.0, sheet.height / 2) if stacked else (sheet.width / 2, 0.0)
        halves = (upper_half, lower_half) if stacked else (left_half, right_half)
        for half, place in zip(halves, (Place(sheet.numero, 0.0, 0.0), Place(sheet.numero, left, top)), strict=True):
            page = half(sheet)
            if page.words:
                pages.append(replace(page, numero=len(pages) + 1, words=number_words(page.words, first)))
                places.append(place)
                first += len(page.words)
    return Parted(tuple(pages), tuple(places), stacked)


def part_alike(sheets: Iterable[Page], parted: Parted) -> Iterable[Page]:
    """Return the pages of another reading of the same sheets, parted if the first one's were."""
    return cut_sheets(sheets, stacked=parted.stacked).pages if parted.places else sheets


def report_parted(parted: Parted) -> tuple[Diagnostic, ...]:
    """Return a finding if sheets were parted."""
    return (
        (finding("LET116", fogli=len({place.sheet for place in parted.places}), pagine=len(parted.pages)),)
        if parted.places
        else ()
    )


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
    sheet, left, top = parted.places[place.pagina - 1]
    box = place.riquadro
    return place._replace(
        pagina=sheet,
        riquadro=None if box is None else _moved(box, left, top),
        continua=tuple(_on_sheet(other, parted) for other in place.continua),
    )


def _moved(box: Riquadro, left: float, top: float) -> Riquadro:
    x0, upper, x1, lower = box
    return round(x0 + left, 2), round(upper + top, 2), round(x1 + left, 2), round(lower + top, 2)


def _has_gutter(sheet: Page) -> bool:
    """Tell whether white runs down the middle of a sheet, which nothing drawn or written crosses."""
    left, right = sheet.width / 2 - GUTTER, sheet.width / 2 + GUTTER
    return not (
        any(rule.start < right and rule.end > left for rule in sheet.rules if rule.horizontal)
        or any(word.x0 < right and word.x1 > left for word in sheet.words)
        or any(fill.x0 < right and fill.x1 > left for fill in sheet.fills)
    )


def _has_band(sheet: Page) -> bool:
    """Tell whether white runs across the middle of a sheet, which nothing drawn or written crosses."""
    upper, lower = sheet.height / 2 - GUTTER, sheet.height / 2 + GUTTER
    return not (
        any(word.top < lower and word.bottom > upper for word in sheet.words)
        or any(rule.start < lower and rule.end > upper for rule in sheet.rules if not rule.horizontal)
        or any(fill.top < lower and fill.bottom > upper for fill in sheet.fills)
    )


def _have_twin_lines(sheets: Sequence[Page]) -> bool:
    """Tell whether a line near its edge stands at one place in both halves of most sheets: a running line, a header of columns."""
    shared = [_running(upper_half(sheet)) & _running(lower_half(sheet)) for sheet in sheets]
    return len(sheets) >= FEWEST and sum(map(bool, shared)) >= MOST * len(sheets)


def _running(half: Page) -> frozenset[tuple[str, int]]:
    """Return the lines near a half's upper and lower edge, figures folded, each with its height."""
    deep = ZONE * half.height
    near = [word for word in half.words if word.angle == 0 and not deep < word.top < half.height - deep]
    return frozenset(
        (fold(" ".join(word.testo for word in line.words)), round(line.top / HEIGHT)) for line in lines_of(near)
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
    return not _headers(left_half(sheet).words).isdisjoint(_headers(right_half(sheet).words))


def _headers(words: Sequence[Word]) -> frozenset[str]:
    """Return the text of each row of words that heads a table's columns."""
    upright = [word for word in words if word.angle == 0]
    return frozenset(
        " ".join(
            word.testo for word in sorted(upright, key=_start) if row.top <= (word.top + word.bottom) / 2 <= row.bottom
        )
        for row in find_header_rows(upright)
    )


_start = attrgetter("x0")
