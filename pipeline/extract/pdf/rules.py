"""From what a page draws to rules and fills: shapes come in, in page space; merged rules, fills and images go out.

A shape is a line, a rectangle or a polyline with the colours it is painted in. Which rules belong to a table is the row
finder's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from pipeline.extract.pdf.dots import FEWEST, Dot, dotted_rules
from pipeline.extract.pdf.page import Fill, Image, Rule
from pipeline.extract.pdf.upright import Box, Place

THIN = 2.5
"""A filled shape up to this high or wide (points) is a rule and no area."""

SHORTEST = 2.0
"""A mark shorter than this is no rule."""

TOUCH = 1.0
"""Pieces of one line may lie this far apart (a border drawn cell by cell)."""

SAME_LINE = 0.7
"""Lines less than this apart are one line (the two borders of neighbouring cells, a line drawn twice)."""

_make = tuple.__new__
"""Makes a rule, of which pages draw hundreds, at a third of what the class itself takes."""

Point = tuple[float, float]

_SQUARE = 0.05
"""How far (points) a corner may lie beside a rectangle's corner."""

_NEARLY_WHITE = 0xF8F8F8
"""What red, green and blue must have at least: in each the five highest bits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """What a page draws beside its text, in page space."""

    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    images: tuple[Image, ...] = ()


@dataclass(kw_only=True, slots=True)
class Sketch:
    """Shapes as they are found; ``finish`` makes a Drawing of them."""

    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float) -> None:
        """Add a straight line, or a shape that is thin enough to be one; anything slanted is left out."""
        wide, high = abs(x1 - x0), abs(bottom - top)
        if high <= THIN and high < wide > SHORTEST:
            start, end = (x0, x1) if x0 <= x1 else (x1, x0)
            self.rules.append(_make(Rule, (True, (top + bottom) / 2, start, end, width)))
        elif wide <= THIN and wide < high > SHORTEST:
            start, end = (top, bottom) if top <= bottom else (bottom, top)
            self.rules.append(_make(Rule, (False, (x0 + x1) / 2, start, end, width)))
        elif wide <= SHORTEST and high <= SHORTEST:
            self.dots.append(Dot(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)))

    def frame(self, x0: float, top: float, x1: float, bottom: float, width: float) -> None:
        """Add the four borders of a stroked rectangle."""
        self.line(x0, top, x1, top, width)
        self.line(x0, bottom, x1, bottom, width)
        self.line(x0, top, x0, bottom, width)
        self.line(x1, top, x1, bottom, width)

    def area(self, x0: float, top: float, x1: float, bottom: float, colour: int) -> None:
        """Add a filled rectangle: a rule when thin, else a fill (white ones too: they may cover others)."""
        if x1 - x0 <= THIN or bottom - top <= THIN:
            if not is_white(colour):
                self.line(x0, top, x1, bottom, min(x1 - x0, bottom - top))
        else:
            self.fills.append(Fill(x0, top, x1, bottom, colour))

    def finish(self) -> Drawing:
        """Return the drawing with rules merged and white areas dropped."""
        fills = tuple(dict.fromkeys(fill for fill in self.fills if not is_white(fill.colour)))
        rules = [*self.rules, *dotted_rules(self.dots)] if len(self.dots) >= FEWEST else self.rules
        return Drawing(rules=merge_rules(rules), fills=fills, images=tuple(self.images))


def read_shape(
    sketch: Sketch, place: Place, points: list[Point], *, fill: int | None, stroke: int | None, width: float
) -> None:
    """Add one subpath of straight lines (PDF space) in its colours; None where it is not filled or not stroked."""
    if fill is not None and len(points) > 2:
        box = _bounds(points)
        thin = min(box[2] - box[0], box[3] - box[1]) <= THIN
        if thin or _is_rectangle(points, box):
            sketch.area(*place(*box), fill)
    if stroke is not None and not is_white(stroke):
        for (x0, y0), (x1, y1) in pairwise(points):
            sketch.line(*place(x0, y0, x1, y1), width)


def _bounds(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _is_rectangle(points: list[Point], box: Box) -> bool:
    """Tell whether every corner of a subpath is one of its box's corners."""
    x0, y0, x1, y1 = box
    return len(points) in (4, 5) and all(
        min(x - x0, x1 - x) <= _SQUARE and min(y - y0, y1 - y) <= _SQUARE for x, y in points
    )


def is_white(colour: int | None) -> bool:
    """Tell whether a colour can hardly be told from paper."""
    return colour is not None and colour & _NEARLY_WHITE == _NEARLY_WHITE


def is_hidden_by_colour(colour: int, box: Box, drawing: Drawing) -> bool:
    """Tell whether text of this colour in this box cannot be seen: white on paper, or the colour of the fill behind."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    areas: tuple[Fill | Image, ...] = drawing.fills + drawing.images
    behind = [area for area in areas if area.x0 <= x <= area.x1 and area.top <= y <= area.bottom]
    if not behind:
        return is_white(colour)
    return isinstance(behind[-1], Fill) and behind[-1].colour == colour


def merge_rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules with collinear, touching pieces made one; sorted: horizontal from the top, then vertical."""
    merged: list[Rule] = []
    for horizontal in (True, False):
        alike = sorted((rule for rule in rules if rule.horizontal is horizontal), key=attrgetter("at"))
        for line in _same_lines(alike):
            merged += _joined(line) if len(line) > 1 else line
    return tuple(merged)


def _same_lines(rules: list[Rule]) -> list[list[Rule]]:
    lines: list[list[Rule]] = []
    for rule in rules:
        if lines and rule.at - lines[-1][0].at <= SAME_LINE:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return lines


def _joined(line: list[Rule]) -> list[Rule]:
    """Join the pieces of one line."""
    groups: list[list[Rule]] = []
    end = float("-inf")
    for piece in sorted(line, key=attrgetter("start")):
        if piece.start <= end + TOUCH:
            groups[-1].append(piece)
            end = max(end, piece.end)
        else:
            groups.append([piece])
            end = piece.end
    return [_one(group) if len(group) > 1 else group[0] for group in groups]


def _one(group: list[Rule]) -> Rule:
    """Make one rule of touching pieces, sorted by their start; its height is that of most of its length."""
    _, heights, starts, ends, widths = zip(*group, strict=True)
    lengths: dict[float, float] = dict.fromkeys(heights, 0.0)
    if len(lengths) > 1:
        for at, start, end in zip(heights, starts, ends, strict=True):
            lengths[at] += end - start
    at = max(lengths, key=lambda height: (lengths[height], -height))
    return Rule(group[0].horizontal, at, starts[0], max(ends), max(widths))
