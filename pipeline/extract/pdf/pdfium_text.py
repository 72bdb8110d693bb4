"""An open text page of PDFium: its text, the boxes of its glyphs and the style of its text objects.

Positions in ``text`` are PDFium's glyph positions. Nothing is turned or judged here; coordinates are PDF space.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from ctypes import addressof, c_double, c_ushort, create_string_buffer
from itertools import compress, repeat
from operator import ne, not_
from typing import Any, NamedTuple

from pipeline.extract.pdf import pdfium_calls as pdfium
from pipeline.extract.pdf.upright import snap_angle
from pipeline.extract.pdf.words import FORCE_BOLD, is_bold_name, picture_controls

_HIDDEN_MODES = frozenset((3, 7))
_ASTRAY = 0.5
"""Origins that are no further apart than this (points) are one."""

_STROKE_MODE = 1
_FILL_STROKE_MODE = 2

_HYPHEN = "\x02"
"""What PDFium's glyphs say for a hyphen at a line's end, and for a glyph whose code is 2."""
_CUT = "\ufffe"
"""What PDFium's text in one piece says for the same."""
_CUTS = re.compile(_CUT)
_NO_HYPHEN = picture_controls(_HYPHEN)


def _addresses(buffer: array[Any], first: int, step: int) -> list[pdfium.Address]:
    """Return the addresses of every ``step``-th item of a buffer, from ``first`` on."""
    start, length = buffer.buffer_info()
    return [pdfium.address(start + buffer.itemsize * at) for at in range(first, length, step)]


# To make an address costs a third of a call: so many answers are put down at a time, always in the same places.
_MOST_BOXES = 256
_BOXES = array("f", bytes(4 * 4 * _MOST_BOXES))
_BOX_PLACES = _addresses(_BOXES, 0, 4)
_MOST_RUNS = 64
_SHAPES = array("f", bytes(4 * 7 * _MOST_RUNS))  # of each text object: its matrix and its size
_MATRIX_PLACES, _SIZE_PLACES = _addresses(_SHAPES, 0, 7), _addresses(_SHAPES, 6, 7)
_COLOURS = array("I", bytes(4 * 4 * _MOST_RUNS))
_CHANNEL_PLACES = [_addresses(_COLOURS, channel, 4) for channel in range(4)]
_NAME = create_string_buffer(256)
_RED, _GREEN, _BLUE, _OPACITY = (places[0] for places in _CHANNEL_PLACES)


def read_colour(function: pdfium.Function, page_object: pdfium.Address) -> tuple[int | None, int]:
    """Return 0xRRGGBB (None where PDFium cannot tell) and opacity (0-255) that ``function`` finds for an object's address."""
    if not function(page_object, _RED, _GREEN, _BLUE, _OPACITY):
        return None, 255
    red, green, blue, opacity = _COLOURS[:4]
    return (red << 16) | (green << 8) | blue, opacity


def _character(code: int) -> str:
    """Return what stands for a glyph's code in a page's text."""
    if code == ord(_HYPHEN):
        return _CUT
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


class Run(NamedTuple):
    """A text object: where its baseline passes (``x``, ``y`` of its origin), and what it is drawn with (a ``_Look``)."""

    numero: int
    x: float
    y: float
    size: float
    angle: float
    bold: bool
    colour: int | None
    hidden: bool


_Look = tuple[float, float, bool, int | None, bool]
"""Size, angle, whether bold, colour and whether hidden: a page's text objects share a few looks."""

_Brush = tuple[float, float, float, float, float, int, int, int, int, int, int, int, int]
"""What makes a look: what PDFium says about a text object, in the order in which ``_look`` takes it."""


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
        self._looks: dict[_Brush, _Look] = {}
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
        return picture_controls(self._tell_hyphens(text) if _CUT in text else text)

    def _tell_hyphens(self, text: str) -> str:
        """Return the text with a sign for every glyph that is no hyphen but has its code (a font without letters)."""
        cuts = [found.start() for found in _CUTS.finditer(text)]
        others = [at for at in cuts if not pdfium.char_is_hyphen(self._text, at)]
        if not others:  # in most documents
            return text
        letters = list(text)
        for at in others:
            letters[at] = _NO_HYPHEN
        return "".join(letters)

    def boxes(self, indices: Sequence[int]) -> array[float]:
        """Return left, top, right, bottom of each glyph, one after the other: as wide as the pen's step, as high as the font."""
        floats = array("f")
        for first in range(0, len(indices), _MOST_BOXES):
            some = indices[first : first + _MOST_BOXES]
            deque(map(pdfium.char_loose_box, repeat(self._text), some, _BOX_PLACES), maxlen=0)
            floats += _BOXES[: 4 * len(some)]
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
        pdfium.char_matrix(self._text, index, _MATRIX_PLACES[0])
        drawn = _SHAPES[:6]
        pdfium.object_matrix(pdfium.address(handle), _MATRIX_PLACES[0])
        a, b, c, d, *inside = _SHAPES[:6]
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

    @property
    def sizes(self) -> set[float]:
        """The sizes of type on the page, as far as its text objects have been read."""
        return {size for size, *_ in self._looks.values()}

    @property
    def angles(self) -> set[float]:
        """The directions of writing on the page, as far as its text objects have been read."""
        return {angle for _, angle, *_ in self._looks.values()}

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
        if text_object not in self.runs:
            self._read_runs([text_object], [index])
        return self.runs[text_object]

    def read_runs(self, text_objects: Sequence[int], indices: Sequence[int]) -> None:
        """Read the styles of the text objects that glyphs belong to at once; the first glyph of each is asked."""
        changes = compress(zip(text_objects, indices, strict=True), map(ne, text_objects, [None, *text_objects]))
        glyphs: dict[int, int] = {}
        for text_object, index in changes:
            if text_object not in self.runs:
                glyphs.setdefault(text_object, index)
        new, firsts = list(glyphs), list(glyphs.values())
        for at in range(0, len(new), _MOST_RUNS):
            self._read_runs(new[at : at + _MOST_RUNS], firsts[at : at + _MOST_RUNS])

    def _read_runs(self, text_objects: list[int], indices: list[int]) -> None:
        """Read the style of up to ``_MOST_RUNS`` text objects, one question after the other."""
        runs, looks, make = self.runs, self._looks, tuple.__new__
        drawn = list(map(pdfium.address, text_objects))
        deque(map(pdfium.char_matrix, repeat(self._text), indices, _MATRIX_PLACES), maxlen=0)
        sized = list(map(pdfium.text_size, drawn, _SIZE_PLACES))
        modes = list(map(pdfium.text_render_mode, drawn))
        painted = list(map(pdfium.fill_colour, drawn, *_CHANNEL_PLACES))
        for at, mode in enumerate(modes):
            if mode == _STROKE_MODE:
                painted[at] = pdfium.stroke_colour(drawn[at], *(places[at] for places in _CHANNEL_PLACES))
        a, b, c, d, xs, ys, sizes = (_SHAPES[at::7] for at in range(7))
        channels = (_COLOURS[at::4] for at in range(4))
        brushes = zip(a, b, c, d, sizes, sized, modes, painted, *channels, map(pdfium.text_font, drawn), strict=False)
        for text_object, x, y, brush in zip(text_objects, xs, ys, brushes, strict=False):
            look = looks.get(brush)
            if look is None:
                look = looks[brush] = _look(*brush)
            size, angle, bold, colour, hidden = look
            runs[text_object] = make(Run, (len(runs), x, y, size, angle, bold, colour, hidden))


def _look(
    a: float,
    b: float,
    c: float,
    d: float,
    size: float,
    sized: int,
    mode: int,
    painted: int,
    red: int,
    green: int,
    blue: int,
    opacity: int,
    font: int,
) -> _Look:
    """Return what the text of a brush looks like; ``sized`` and ``painted`` tell whether PDFium knew size and colour."""
    return (
        abs(size) * math.hypot(c, d) if sized else 0.0,
        snap_angle(math.degrees(math.atan2(b, a))) if b or a < 0 else 0.0,
        mode == _FILL_STROKE_MODE or _is_bold(font),
        (red << 16) | (green << 8) | blue if painted else None,
        mode in _HIDDEN_MODES or bool(painted and opacity == 0),
    )


def _is_bold(font: int) -> bool:
    """Tell whether a font (0 where there is none) is bold, by its name or by its own flag."""
    if not font:
        return False
    length = pdfium.font_name(font, addressof(_NAME), len(_NAME))
    name = _NAME.value if 0 < length <= len(_NAME) else b""
    return is_bold_name(name.decode("utf-8", "replace")) or bool(max(0, pdfium.font_flags(font)) & FORCE_BOLD)
