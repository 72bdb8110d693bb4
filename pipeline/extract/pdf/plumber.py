"""pdfplumber reads a page: the second, independent engine behind the same Page.

pdfminer's glyphs are taken as they are drawn (pdfplumber's dictionaries would cost as much again) and put together by the
rules in ``words``. What these libraries raise,
of any type, becomes an InputError; an exception of ours stays what it is.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import decode_text
from pdfplumber.page import Page as PlumberPage
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF

from pipeline.extract.pdf.glyphs import Glyph, Piece, join_glyphs
from pipeline.extract.pdf.letterspacing import close_up
from pipeline.extract.pdf.opening import wrapped_errors
from pipeline.extract.pdf.page import Image, Page, Word
from pipeline.extract.pdf.raised import settle_raised
from pipeline.extract.pdf.rules import THIN, Drawing, Sketch, is_hidden_by_colour, read_shape
from pipeline.extract.pdf.upright import Box, Frame, count_letters, main_direction, snap_angle
from pipeline.extract.pdf.words import (
    FORCE_BOLD,
    SOFT_HYPHEN,
    draws_own_hyphens,
    drop_doubles,
    is_bold_name,
    number_words,
    picture_controls,
)

_FILL_STROKE_MODE = 2
_HIDDEN_MODES = frozenset((3, 7))
_UNMAPPED = "(cid:"
_SOFT_HYPHEN_CODE = 0xAD
"""One-byte fonts draw a hyphen for this code; pdfminer takes it for a space."""


def iter_plumber(data: bytes, name: str) -> Iterator[Page]:
    """Yield the pages of a document, one open at a time; words are numbered from 0.

    Raises:
        InputError: pdfplumber or pdfminer fail on the document, with whatever exception.
    """
    with wrapped_errors(name):
        document = pdfplumber.open(io.BytesIO(data))
    try:
        yield from _iter_open(document, name)
    finally:
        with suppress(Exception):  # closing reads the pages again, and fails where they could not be read
            document.close()


def _iter_open(document: PDF, name: str) -> Iterator[Page]:
    first = 0
    with wrapped_errors(name):
        pages = document.pages
        own_hyphens = draws_own_hyphens(str(document.metadata.get("Producer", "")))
    for page in pages:
        with wrapped_errors(name):
            glyphs, layout = _interpret(page)
        read = _read_page(page, glyphs, layout, first, own_hyphens)
        first += len(read.words)
        page.close()
        yield read


def _interpret(page: PlumberPage) -> tuple[list[Glyph], LTPage]:
    device = _Device(page.pdf.rsrcmgr)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.glyphs, device.get_result()


class _Device(PDFPageAggregatorWithMarkedContent):
    """Collects glyphs with what pdfminer's layout forgets: the run they are drawn in, type size, render mode."""

    def __init__(self, resources: Any) -> None:
        super().__init__(resources, laparams=None)
        self.glyphs: list[Glyph] = []
        self._run = -1
        self._mode = 0
        self._spacing = 0.0
        self._told: list[tuple[int, str]] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Note where marked content begins, and which letters it tells."""
        super().begin_tag(tag, props)
        self._told.append((len(self.glyphs), _letters_told(props)))

    def end_tag(self) -> None:
        """Give the only glyph of marked content, but for spaces, the letters that the content tells: a ligature's."""
        super().end_tag()
        start, told = self._told.pop() if self._told else (0, "")
        drawn = [at for at in range(start, len(self.glyphs)) if self.glyphs[at].text != " "] if told else []
        if len(drawn) == 1:
            self.glyphs[drawn[0]] = self.glyphs[drawn[0]]._replace(text=told)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._run += 1
        self._mode = textstate.render
        self._spacing = float(textstate.charspace) * float(textstate.scaling) / 100
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # pdfminer's own signature
        self, matrix: Any, font: Any, fontsize: Any, scaling: Any, rise: Any, cid: Any, ncs: Any, graphicstate: Any
    ) -> float:
        advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
        a, b, c, d, e, f = matrix
        item = self.cur_item._objs[-1]  # the glyph that was just added
        text = item.get_text() if isinstance(item, LTChar) else ""
        if cid == _SOFT_HYPHEN_CODE and not text.strip() and not font.is_multibyte():
            text = "-"
        self.glyphs.append(
            Glyph(
                text=_legible(text) if text < " " or text.startswith(_UNMAPPED) else text,
                x=e + c * rise,
                y=f + d * rise,
                end_x=e + c * rise + a * advance,
                end_y=f + d * rise + b * advance,
                size=abs(fontsize) * math.hypot(c, d),
                angle=snap_angle(math.degrees(math.atan2(b, a))),
                spacing=self._spacing * math.hypot(a, b),
                run=self._run,
                bold=self._mode == _FILL_STROKE_MODE or _is_bold(font),
                colour=_colour(graphicstate.ncolor),
                hidden=self._mode in _HIDDEN_MODES,
            )
        )
        return advance


def _letters_told(props: Any) -> str:
    """Return what marked content tells beside its glyphs, where it is several letters; soft hyphens may stand between them."""
    told = props.get("ActualText") if isinstance(props, dict) else None
    text = decode_text(told) if isinstance(told, bytes) else ""
    letters = text.replace(SOFT_HYPHEN, "")
    return text if len(letters) > 1 and letters.isalpha() else ""


def _legible(text: str) -> str:
    """Return a sign for a glyph without a letter: for a control code, known (`(cid:7)`) or taken for one, its picture."""
    number = text.removeprefix(_UNMAPPED).removesuffix(")")
    if not text.startswith(_UNMAPPED):
        return picture_controls(text)
    return picture_controls(chr(int(number))) if number.isdigit() and 0 < int(number) < 32 else "\ufffd"


def _is_bold(font: Any) -> bool:
    flags = font.flags if isinstance(font.flags, int) else 0
    return is_bold_name(_name(font)) or bool(flags & FORCE_BOLD)


def _name(font: Any) -> str:
    name = font.fontname
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)


def _read_page(page: PlumberPage, glyphs: list[Glyph], layout: LTPage, first_word: int, own_hyphens: bool) -> Page:
    pieces = join_glyphs(glyphs, own_hyphens=own_hyphens)
    turn = main_direction(count_letters((piece.angle, len(piece.testo)) for piece in pieces), 0)
    frame = Frame(*_crop_box(page), turn)
    drawing = _read_drawing(layout, frame)
    largest = max((piece.size for piece in pieces), default=0.0)
    closed = close_up(drop_doubles(list(_words(pieces, frame, drawing)), largest))
    whole = settle_raised(closed)
    width, height = frame.size
    return Page(
        numero=page.page_number,
        width=width,
        height=height,
        words=number_words(whole, first_word),
        rules=drawing.rules,
        fills=drawing.fills,
        images=drawing.images,
        turned=turn,
        raised=whole is not closed,
    )


def _crop_box(page: PlumberPage) -> Box:
    """Return the visible part of the page where pdfminer draws it: /Rotate applied, the media box's corner at 0, 0."""
    left, bottom, right, top = page.page_obj.mediabox
    x0, y0, x1, y1 = page.page_obj.cropbox
    x0, x1, y0, y1 = max(min(x0, x1), left), min(max(x0, x1), right), max(min(y0, y1), bottom), min(max(y0, y1), top)
    if x1 <= x0 or y1 <= y0:
        x0, y0, x1, y1 = left, bottom, right, top
    rotate = page.page_obj.rotate
    if rotate == 90:
        return (y0 - bottom, right - x1, y1 - bottom, right - x0)
    if rotate == 180:
        return (right - x1, top - y1, right - x0, top - y0)
    if rotate == 270:
        return (top - y1, x0 - left, top - y0, x1 - left)
    return (x0 - left, y0 - bottom, x1 - left, y1 - bottom)


def _words(pieces: list[Piece], frame: Frame, drawing: Drawing) -> Iterator[Word]:
    place = frame.place()
    for piece in pieces:
        box = place(*piece.box)
        colour = piece.colour
        hidden = piece.hidden
        if colour is not None and not hidden:
            hidden = is_hidden_by_colour(colour, box, drawing)
        angle = (piece.angle - frame.turn) % 360
        yield Word(
            0,
            piece.testo,
            *box,
            piece.size,
            piece.bold,
            angle,
            colour,
            hidden,
            piece.space_after,
            piece.run,
            piece.blank,
            piece.lead,
        )


def _read_drawing(items: LTItem, frame: Frame) -> Drawing:
    sketch = Sketch()
    place = frame.place()
    for item in _leaves(items):
        if isinstance(item, LTCurve):
            _add_curve(sketch, item, frame)
        elif isinstance(item, LTImage):
            sketch.images.append(Image(*place(*item.bbox)))
    return sketch.finish()


def _leaves(item: Any) -> Iterator[LTItem]:
    for inner in item:
        if isinstance(inner, LTContainer):
            yield from _leaves(inner)
        else:
            yield inner


def _add_curve(sketch: Sketch, curve: LTCurve, frame: Frame) -> None:
    if any(command == "c" for command, *_ in curve.original_path or ()):
        _add_curved(sketch, curve, frame)
        return
    points = list(curve.pts)
    if curve.original_path and curve.original_path[-1][0] == "h" and points[-1] != points[0]:
        points.append(points[0])
    read_shape(
        sketch,
        frame.place(),
        points,
        fill=_colour(curve.non_stroking_color) if curve.fill else None,
        stroke=_colour(curve.stroking_color) if curve.stroke else None,
        width=float(curve.linewidth or 0),
    )


def _add_curved(sketch: Sketch, curve: LTCurve, frame: Frame) -> None:
    """Add a shape with a curve in it if, with its control points, it is thin enough for a line: a border with rounded corners."""
    commands: Any = curve.original_path or ()
    points = [point for command in commands for point in command[1:]]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if min(box[2] - box[0], box[3] - box[1]) <= THIN and (curve.fill or curve.stroke):
        colour = curve.stroking_color if curve.stroke else curve.non_stroking_color
        sketch.area(*frame.place()(*box), _colour(colour) or 0)


def _colour(colour: Any) -> int | None:
    """Return 0xRRGGBB for gray, RGB and CMYK values, black for what is unknown (patterns, inks)."""
    values = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not values or not all(isinstance(value, (int, float)) for value in values):
        return 0
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        values = tuple(1 - min(1.0, ink + black) for ink in (cyan, magenta, yellow))
    elif len(values) != 3:
        values = (values[0],) * 3
    red, green, blue = (round(255 * min(1.0, max(0.0, float(value)))) for value in values)
    return (red << 16) | (green << 8) | blue
