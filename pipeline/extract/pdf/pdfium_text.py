"""An open text page of PDFium: its text, the boxes of its glyphs and the style of its text objects.

Positions in ``text`` are PDFium's glyph positions. Nothing is turned or judged here; coordinates are PDF space.
"""

from __future__ import annotations

import math
from array import array
from collections import deque
from ctypes import addressof, c_double, c_float, c_uint, c_ushort, create_string_buffer
from itertools import compress, repeat
from operator import not_
from typing import NamedTuple

from pipeline.extract.pdf import pdfium_calls as pdfium
from pipeline.extract.pdf.upright import snap_angle
from pipeline.extract.pdf.words import FORCE_BOLD, is_bold_name

_HIDDEN_MODES = frozenset((3, 7))
_STROKE_MODE = 1
_FILL_STROKE_MODE = 2

_COLOUR = (c_uint * 4)()
_COLOUR_AT = addressof(_COLOUR)


def read_colour(function: pdfium.Function, page_object: int) -> tuple[int | None, int]:
    """Return 0xRRGGBB (None where PDFium cannot tell) and opacity (0-255) that ``function`` finds for an object."""
    if not function(page_object, _COLOUR_AT, _COLOUR_AT + 4, _COLOUR_AT + 8, _COLOUR_AT + 12):
        return None, 255
    red, green, blue, opacity = _COLOUR[:]
    return (red << 16) | (green << 8) | blue, opacity


class Run(NamedTuple):
    """A text object: what it is drawn with, and where its baseline passes (``x``, ``y`` of its origin)."""

    numero: int
    size: float
    angle: float
    x: float
    y: float
    bold: bool
    colour: int | None
    hidden: bool


class TextPage:
    """A page's text while it is open (a context manager). Buffers for out-arguments are made once."""

    def __init__(self, page: int) -> None:
        self._handle = pdfium.load_text(page)
        self.length = max(0, pdfium.count_chars(self._handle)) if self._handle else 0
        self.text = self._read_text()
        self.runs: dict[int, Run] = {}
        self.seen: set[int] = set()
        self._bold: dict[int, bool] = {}
        self._floats = (c_float * 6)()
        self._at = addressof(self._floats)

    def __enter__(self) -> TextPage:
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle:
            pdfium.close_text(self._handle)

    def _read_text(self) -> str:
        """Return one character per glyph: in one call where PDFium's text has no holes, else glyph by glyph."""
        if not self.length:
            return ""
        buffer = (c_ushort * (self.length * 2 + 2))()
        count = pdfium.text_buffer(self._handle, 0, self.length, addressof(buffer))
        text = bytes(buffer)[: 2 * max(0, count - 1)].decode("utf-16-le", "replace")
        if len(text) == self.length:
            return text
        codes = map(pdfium.char_unicode, repeat(self._handle), range(self.length))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def boxes(self, indices: list[int]) -> list[float]:
        """Return left, top, right, bottom of each glyph, one after the other: as wide as the pen's step, as high as the font."""
        floats = array("f", bytes(16 * len(indices)))
        start, _ = floats.buffer_info()
        targets = range(start, start + 16 * len(indices), 16)
        deque(map(pdfium.char_loose_box, repeat(self._handle), indices, targets), maxlen=0)
        return floats.tolist()

    def origin(self, index: int) -> tuple[float, float]:
        """Return where the pen stands when it draws a glyph; codes of one glyph (a ligature) share it."""
        place = (c_double * 2)()
        pdfium.char_origin(self._handle, index, addressof(place), addressof(place) + 8)
        return place[0], place[1]

    def objects(self, indices: list[int]) -> list[int]:
        """Return the text object of each glyph (0 for one that PDFium made up)."""
        handles = list(map(pdfium.char_object, repeat(self._handle), indices))
        self.seen.update(handles)
        return handles

    def is_drawn(self, index: int) -> bool:
        """Tell whether the page really draws the glyph at ``index`` (a space may be PDFium's own)."""
        return bool(pdfium.char_is_generated(self._handle, index) == 0)

    def drawn(self, indices: list[int]) -> frozenset[int]:
        """Return those of the glyphs that the page really draws."""
        made_up = map(pdfium.char_is_generated, repeat(self._handle), indices)
        return frozenset(compress(indices, map(not_, made_up)))

    def run(self, text_object: int, index: int) -> Run:
        """Return the style of the text object that glyph ``index`` belongs to."""
        run = self.runs.get(text_object)
        if run is None:
            run = self.runs[text_object] = self._read_run(text_object, index)
        return run

    def _read_run(self, text_object: int, index: int) -> Run:
        pdfium.char_matrix(self._handle, index, self._at)
        a, b, c, d, x, y = self._floats[:]
        self._floats[0] = 0.0
        pdfium.text_size(text_object, self._at)
        mode = pdfium.text_render_mode(text_object)
        painted = pdfium.stroke_colour if mode == _STROKE_MODE else pdfium.fill_colour
        colour, opacity = read_colour(painted, text_object)
        return Run(
            numero=len(self.runs),
            size=abs(self._floats[0]) * math.hypot(c, d),
            angle=snap_angle(math.degrees(math.atan2(b, a))) if b or a < 0 else 0.0,
            x=x,
            y=y,
            bold=mode == _FILL_STROKE_MODE or self._is_bold(text_object),
            colour=colour,
            hidden=mode in _HIDDEN_MODES or opacity == 0,
        )

    def _is_bold(self, text_object: int) -> bool:
        font = pdfium.text_font(text_object)
        if not font:
            return False
        if font not in self._bold:
            name = create_string_buffer(256)
            pdfium.font_name(font, addressof(name), 256)
            known = is_bold_name(name.value.decode("utf-8", "replace"))
            self._bold[font] = known or bool(max(0, pdfium.font_flags(font)) & FORCE_BOLD)
        return self._bold[font]
