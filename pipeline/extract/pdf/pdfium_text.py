"""An open text page of PDFium: its text, the boxes of its glyphs and the style of its text objects.

Positions in ``text`` are PDFium's glyph positions. Nothing is turned or judged here; coordinates are PDF space.
"""

from __future__ import annotations

import math
from array import array
from collections import deque
from collections.abc import Iterable
from ctypes import addressof, c_char, c_double, c_ushort, create_string_buffer
from itertools import repeat
from operator import not_
from struct import Struct
from typing import NamedTuple

from pipeline.extract.pdf import pdfium_calls as pdfium
from pipeline.extract.pdf.upright import snap_angle
from pipeline.extract.pdf.words import FORCE_BOLD, is_bold_name, picture_controls

_HIDDEN_MODES = frozenset((3, 7))
_ASTRAY = 0.5
"""Origins that are no further apart than this (points) are one."""

_STROKE_MODE = 1
_FILL_STROKE_MODE = 2

_HYPHEN = "\x02"
"""What PDFium's glyphs say for a hyphen at a line's end; its text in one piece says U+FFFE."""

_COLOUR = Struct("=4I")
_LOOK = Struct("=7f")  # a text object's matrix and its size
_BUFFER = (c_char * _LOOK.size)()
_AT = addressof(_BUFFER)
_FIRST, _SECOND, _THIRD, _FOURTH = (pdfium.address(_AT + 4 * number) for number in range(4))
_SEVENTH = pdfium.address(_AT + 24)


def read_colour(function: pdfium.Function, page_object: pdfium.Address) -> tuple[int | None, int]:
    """Return 0xRRGGBB (None where PDFium cannot tell) and opacity (0-255) that ``function`` finds for an object's address."""
    if not function(page_object, _FIRST, _SECOND, _THIRD, _FOURTH):
        return None, 255
    red, green, blue, opacity = _COLOUR.unpack_from(_BUFFER)
    return (red << 16) | (green << 8) | blue, opacity


def _character(code: int) -> str:
    """Return what stands for a glyph's code in a page's text."""
    if code == ord(_HYPHEN):
        return "\ufffe"
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


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
    """A page's text while it is open (a context manager)."""

    def __init__(self, page: int) -> None:
        self._handle = pdfium.load_text(page)
        self._text = pdfium.address(self._handle)
        self.length = max(0, pdfium.count_chars(self._handle)) if self._handle else 0
        self.text = self._read_text()
        self.runs: dict[int, Run] = {}
        self.seen: set[int] = set()
        self.own: frozenset[int] = frozenset()
        self._bold: dict[int, bool] = {}
        self._placed: dict[int, array[float]] = {}

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
        if len(text) != self.length:
            codes = map(pdfium.char_unicode, repeat(self._text), range(self.length))
            text = "".join(map(_character, codes))
        return picture_controls(text)

    def boxes(self, indices: list[int]) -> array[float]:
        """Return left, top, right, bottom of each glyph, one after the other: as wide as the pen's step, as high as the font."""
        floats = array("f", bytes(16 * len(indices)))
        start, _ = floats.buffer_info()
        targets = map(pdfium.address, range(start, start + 16 * len(indices), 16))
        deque(map(pdfium.char_loose_box, repeat(self._text), indices, targets), maxlen=0)
        if self._placed:
            for number, index in enumerate(indices):
                if index in self._placed:
                    floats[4 * number : 4 * number + 4] = self._placed[index]
        return floats

    def place_nested(self) -> bool:
        """Put right the boxes of ligatures in nested forms, and tell whether there are any; ``own`` are the page's own text objects.

        Where a text tells the letters beside the glyph, PDFium places them as if the form they are in were drawn as it stands.
        """
        if self.seen <= {0, *self.own}:
            return False
        handles = self.objects(list(range(self.length)))
        before: tuple[float, float] | None = None
        for index, handle in enumerate(handles):
            origin = self.origin(index) if handle and handle not in self.own else None
            if origin is not None and origin == before:
                for letter in (index - 1, index):
                    self._place(letter, handles[letter], origin)
            before = origin
        return bool(self._placed)

    def _place(self, index: int, handle: int, origin: tuple[float, float]) -> None:
        """Note where a glyph's box belongs, if its origin is that of its text object inside the form and not on the page."""
        pdfium.char_matrix(self._text, index, _FIRST)
        drawn = _LOOK.unpack_from(_BUFFER)[:6]
        pdfium.object_matrix(pdfium.address(handle), _FIRST)
        a, b, c, d, *inside = _LOOK.unpack_from(_BUFFER)[:6]
        astray = math.dist(origin, inside) < _ASTRAY < math.dist(origin, drawn[4:])
        if index in self._placed or not astray:
            return
        whole = a * d - b * c
        left, top, right, bottom = self.boxes([index])
        corners = []
        for x, y in ((left - origin[0], top - origin[1]), (right - origin[0], bottom - origin[1])):
            u, v = ((x * d - y * c) / whole, (y * a - x * b) / whole) if whole else (x, y)
            corners += [u * drawn[0] + v * drawn[2] + drawn[4], u * drawn[1] + v * drawn[3] + drawn[5]]
        self._placed[index] = array("f", corners)

    def origin(self, index: int) -> tuple[float, float]:
        """Return where the pen stands when it draws a glyph; codes of one glyph (a ligature) share it."""
        place = (c_double * 2)()
        pdfium.char_origin(self._handle, index, addressof(place), addressof(place) + 8)
        return place[0], place[1]

    def objects(self, indices: list[int]) -> list[int]:
        """Return the text object of each glyph (0 for one that PDFium made up)."""
        handles = list(map(pdfium.char_object, repeat(self._text), indices))
        self.seen.update(handles)
        return handles

    def is_drawn(self, index: int) -> bool:
        """Tell whether the page really draws the glyph at ``index`` (a space may be PDFium's own)."""
        return bool(pdfium.char_is_generated(self._text, index) == 0)

    def drawn(self, indices: Iterable[int]) -> Iterable[bool]:
        """Tell for each glyph whether the page really draws it."""
        return map(not_, map(pdfium.char_is_generated, repeat(self._text), indices))

    def run(self, text_object: int, index: int) -> Run:
        """Return the style of the text object that glyph ``index`` belongs to."""
        run = self.runs.get(text_object)
        if run is None:
            run = self.runs[text_object] = self._read_run(text_object, index)
        return run

    def _read_run(self, text_object: int, index: int) -> Run:
        drawn = pdfium.address(text_object)
        pdfium.char_matrix(self._text, index, _FIRST)
        known = pdfium.text_size(drawn, _SEVENTH)
        a, b, c, d, x, y, size = _LOOK.unpack_from(_BUFFER)
        mode = pdfium.text_render_mode(drawn)
        painted = pdfium.stroke_colour if mode == _STROKE_MODE else pdfium.fill_colour
        colour, opacity = read_colour(painted, drawn)
        return Run(
            len(self.runs),
            abs(size) * math.hypot(c, d) if known else 0.0,
            snap_angle(math.degrees(math.atan2(b, a))) if b or a < 0 else 0.0,
            x,
            y,
            mode == _FILL_STROKE_MODE or self._is_bold(drawn),
            colour,
            mode in _HIDDEN_MODES or opacity == 0,
        )

    def _is_bold(self, text_object: pdfium.Address) -> bool:
        font = pdfium.text_font(text_object)
        if not font:
            return False
        if font not in self._bold:
            name = create_string_buffer(256)
            pdfium.font_name(font, addressof(name), 256)
            known = is_bold_name(name.value.decode("utf-8", "replace"))
            self._bold[font] = known or bool(max(0, pdfium.font_flags(font)) & FORCE_BOLD)
        return self._bold[font]
