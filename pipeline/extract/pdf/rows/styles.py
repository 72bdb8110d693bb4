"""Areas -> styles: runs of areas that show one table, by the same sides, or by one header and what follows it, where its lines start.

The columns of a style are learned from all its areas together, so a page where every row happens to be short is read like the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.extract.pdf.rows.areas import TOUCH, Area, cluster
from pipeline.extract.pdf.rows.header import HeaderRow
from pipeline.extract.pdf.rows.phrases import Phrase
from pipeline.extract.pdf.rows.strangers import count_places, has_own_start, is_known, stand_alike, stand_elsewhere


@dataclass(kw_only=True, slots=True)
class Style:
    """Areas that show one table, while its columns are learned.

    ``places`` are those where the lines of tables without sides start or end; ``stranger``: nothing announces the table.
    """

    areas: list[Area] = field(default_factory=list)
    places: Counter[int] = field(default_factory=Counter)
    stranger: bool = False
    header: HeaderRow | None = None
    frame: tuple[float, float] = (0.0, 0.0)
    sides: list[float] = field(default_factory=list)


def group_styles(areas: Iterable[Area]) -> list[Style]:
    """Group areas, in reading order, into styles."""
    styles: list[Style] = []
    for area in areas:
        header = area.header
        own = area.places if area.places or area.sides else count_places(area.phrases)
        style = styles[-1] if styles else None
        if style is not None and header is None and not area.sides:
            style = _style_without_header(styles, area, own)
        elif style is None or not _goes_on(style, area, header):
            style = _known_style(styles, area, header) or Style()
        if not style.areas:
            styles.append(style)
        _join(style, area, header)
        style.places.update(own)
    return styles


def _style_without_header(styles: Sequence[Style], area: Area, own: Counter[int]) -> Style:
    """Return the style that an area without header and sides goes on with: the last one, or one before another table."""
    open_styles = [style for style in reversed(styles) if _goes_on(style, area, None)]
    if not open_styles or open_styles[0] is not styles[-1]:
        return Style()
    last = open_styles[0]
    if not has_own_start(own, last.places):
        return last
    if is_known(last.places) and not stand_alike(own, last.places):
        before = next((style for style in open_styles if stand_alike(own, style.places)), None)
        if before is not None:
            return before
    return Style(stranger=True) if stand_elsewhere(own, last.places) else last


def _known_style(styles: Sequence[Style], area: Area, header: HeaderRow | None) -> Style | None:
    """Return an earlier style that shows the same header at the same place (tables that take turns)."""
    if header is None:
        return None
    return next((style for style in styles if style.header is not None and _goes_on(style, area, header)), None)


def _goes_on(style: Style, area: Area, header: HeaderRow | None) -> bool:
    if bool(style.sides) != bool(area.sides):
        return False
    if area.sides:
        return _same_sides(style.sides, area) and (header is None or _same_header(style.header, header))
    if header is None:
        return abs(style.areas[-1].page.width - area.page.width) < 3
    return _same_header(style.header, header) and abs(style.areas[-1].page.width - area.page.width) < 3


def _same_header(one: HeaderRow | None, other: HeaderRow | None) -> bool:
    if one is None or other is None:
        return False
    if one.roles != other.roles:
        return False
    return all(abs(a.x0 - b.x0) < 4 or abs(a.x1 - b.x1) < 4 for a, b in zip(one.cells, other.cells, strict=True))


def _same_sides(sides: Sequence[float], area: Area) -> bool:
    """Return whether the area's frame is the style's and one set of sides is part of the other."""
    if abs(sides[0] - area.sides[0]) > 2 * TOUCH or abs(sides[-1] - area.sides[-1]) > 2 * TOUCH:
        return False
    few, many = sorted((list(sides), list(area.sides)), key=len)
    return all(any(abs(x - other) <= 2 * TOUCH for other in many) for x in few)


def _join(style: Style, area: Area, header: HeaderRow | None) -> None:
    style.areas.append(area)
    style.header = style.header or header
    style.sides = cluster([*style.sides, *area.sides], TOUCH) if area.sides else style.sides


def body(style: Style) -> list[Phrase]:
    """Return the phrases of a style that stand below its header rows."""
    phrases: list[Phrase] = []
    for area in style.areas:
        header = area.header
        floor = header.bottom if header else 0.0
        below = (own for own in area.phrases if own.top > floor or own.top > floor - 0.5 * own.size)
        phrases += below if header else area.phrases
    return phrases
