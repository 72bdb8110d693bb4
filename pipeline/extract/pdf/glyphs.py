"""Glyphs in drawing order come in, words in PDF space go out: what PDFium does inside, for the second engine."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.extract.pdf.raised import is_step
from pipeline.extract.pdf.upright import Box
from pipeline.extract.pdf.words import ASCENT, DESCENT, HIGHEST_SHIFT, SOFT_HYPHEN, SPACES, clean, parts

_BLANK = "".join(sorted(SPACES)) + "\r\n\0"


class Glyph(NamedTuple):
    """A glyph as drawn: the pen's start and end on the baseline, type size, direction, letterspacing, and its run."""

    text: str
    x: float
    y: float
    end_x: float
    end_y: float
    size: float
    angle: float
    spacing: float
    run: int
    bold: bool
    colour: int | None
    hidden: bool


class Piece(NamedTuple):
    """A word before the page is upright."""

    testo: str
    box: Box
    size: float
    angle: float
    run: int
    bold: bool
    colour: int | None
    hidden: bool
    space_after: bool
    blank: float
    lead: float


def join_glyphs(glyphs: Iterable[Glyph], *, own_hyphens: bool) -> list[Piece]:
    """Return the words that glyphs in drawing order make; ``own_hyphens``: see ``draws_own_hyphens``."""
    glyphs = list(glyphs)
    starts: dict[int, Glyph] = {}  # of each run
    for glyph in glyphs:
        starts.setdefault(glyph.run, glyph)
    groups = list(_groups(glyphs))
    ends = [
        own_hyphens and (not space or at + 1 == len(groups) or _is_new_line(group, groups[at + 1][0]))
        for at, (group, space) in enumerate(groups)
    ]
    return [
        _piece(group, space, at_end, starts.pop(group[0].run, group[0]))
        for (group, space), at_end in zip(groups, ends, strict=True)
    ]


def _is_new_line(group: list[Glyph], after: list[Glyph]) -> bool:
    """Tell whether the next word stands on another line, or before the end of this one."""
    last, first = group[-1], after[0]
    step, shift = _along(last, first.x - last.end_x, first.y - last.end_y)
    return last.angle != first.angle or abs(shift) > HIGHEST_SHIFT * last.size or step < -last.size


def _groups(glyphs: Iterable[Glyph]) -> Iterator[tuple[list[Glyph], Glyph | None]]:
    """Yield the glyphs of each word, and the first blank glyph that is drawn behind."""
    group: list[Glyph] = []
    space: Glyph | None = None
    for glyph in glyphs:
        if not glyph.text.strip(_BLANK):
            space = space or glyph
            continue
        if not _is_room(space, glyph):
            space = None
        if group and (space or _starts_word(group[-1], glyph)):
            yield group, space
            group = []
        space = None
        if not (group and _is_drawn_again(group[-1], glyph)):
            group.append(glyph)
    if group:
        yield group, space


def _is_room(space: Glyph | None, after: Glyph) -> bool:
    """Tell whether a space glyph keeps words apart; what is drawn over its start (a soft hyphen's place) does not."""
    return space is not None and math.hypot(after.x - space.x, after.y - space.y) > 0.05 * space.size


def _starts_word(before: Glyph, after: Glyph) -> bool:
    if before.angle != after.angle:
        return True
    size = max(before.size, after.size)
    gap, shift = _along(before, after.x - before.end_x, after.y - before.end_y)
    if abs(shift) > HIGHEST_SHIFT * size or is_step(before.size, shift, after.size):
        return True
    gap -= before.spacing
    return parts(before.text[-1], after.text[0], gap, size, one_object=before.run == after.run)


def _along(glyph: Glyph, dx: float, dy: float) -> tuple[float, float]:
    """Return a step along the direction of writing and across it."""
    turn = math.radians(glyph.angle)
    return dx * math.cos(turn) + dy * math.sin(turn), dy * math.cos(turn) - dx * math.sin(turn)


def _is_drawn_again(last: Glyph, glyph: Glyph) -> bool:
    """Tell whether a glyph only thickens the one before it (fake bold)."""
    return glyph.text == last.text and math.hypot(glyph.x - last.x, glyph.y - last.y) < 0.1 * glyph.size


def _piece(group: list[Glyph], space: Glyph | None, at_end: bool, start: Glyph) -> Piece:
    """Put a word together; ``space`` is drawn behind it, ``start`` is the first glyph of its run, if no word took it yet."""
    first = group[0]
    testo = clean("".join(map(_printed, group)))
    if at_end and testo.endswith("-") and _is_lone_hyphen(group):
        testo = testo[:-1] + SOFT_HYPHEN
    return Piece(
        testo=testo,
        box=_box(group),
        size=first.size,
        angle=first.angle,
        run=first.run,
        bold=first.bold,
        colour=first.colour,
        hidden=first.hidden,
        space_after=space is not None,
        blank=_blank(group[-1], space) if space else 0.0,
        lead=math.hypot(first.x - start.x, first.y - start.y),
    )


def _printed(glyph: Glyph) -> str:
    """Return the letters that a glyph shows: a ligature's without a soft hyphen between them."""
    return glyph.text.replace(SOFT_HYPHEN, "") if len(glyph.text) > 1 else glyph.text


def _blank(last: Glyph, space: Glyph) -> float:
    """Return how wide a blank glyph is, 0 where it does not stand right behind the word, but on the next line."""
    step, shift = _along(last, space.x - last.end_x, space.y - last.end_y)
    if abs(shift) > HIGHEST_SHIFT * last.size or not -last.size < step < last.size:
        return 0.0
    return math.hypot(space.end_x - space.x, space.end_y - space.y)


def _is_lone_hyphen(group: list[Glyph]) -> bool:
    """Tell whether a hyphen was drawn in a go of its own behind letters drawn in one go: a program's own hyphen."""
    return len(group) > 2 and group[-1].run != group[-2].run == group[-3].run


def _box(group: list[Glyph]) -> Box:
    first = group[0]
    xs = [x for glyph in group for x in (glyph.x, glyph.end_x)]
    ys = [y for glyph in group for y in (glyph.y, glyph.end_y)]
    turn = math.radians(first.angle)
    up, right = (-math.sin(turn), math.cos(turn)), first.size
    corners = [
        (x + up[0] * reach * right, y + up[1] * reach * right)
        for x, y in ((min(xs), min(ys)), (max(xs), max(ys)), (first.x, first.y))
        for reach in (ASCENT, -DESCENT)
    ]
    return (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )
