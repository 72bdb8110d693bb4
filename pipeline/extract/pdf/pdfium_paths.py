"""PDFium reads what a page draws beside its text: an open page comes in, a Drawing goes out.

Text objects are skipped, thin shapes are judged by their box alone, and only what is left is read point by point.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator
from itertools import repeat

from pipeline.extract.pdf import pdfium_calls as pdfium
from pipeline.extract.pdf.page import Image
from pipeline.extract.pdf.pdfium_text import read_colour
from pipeline.extract.pdf.rules import THIN, Drawing, Point, Sketch, is_white, read_shape
from pipeline.extract.pdf.upright import Box, Frame

Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST_FORM = 8
_MOST_SEGMENTS = 400
"""A path with more segments is a drawing (a logo, a map) and no table."""

_FLOATS = array("f", bytes(24))
_FIRST, _SECOND, _THIRD, _FOURTH = (pdfium.address(_FLOATS.buffer_info()[0] + 4 * number) for number in range(4))
_MODE = array("i", bytes(8))
_FILL_MODE, _STROKE_MODE = (pdfium.address(_MODE.buffer_info()[0] + at) for at in (0, 4))


def read_drawing(page: int, frame: Frame, seen: Container[int]) -> tuple[Drawing, list[int]]:
    """Return the page's rules, fills and images, placed by ``frame``, and the text objects that it draws itself.

    ``seen`` are text objects that are known already.
    """
    sketch = Sketch()
    reader = _PathReader(sketch, frame)
    handles = map(pdfium.page_object, repeat(pdfium.address(page)), range(pdfium.count_objects(page)))
    texts = [
        handle
        for handle in handles
        if handle in seen or reader.read(pdfium.address(handle), _IDENTITY, 0) == pdfium.OBJECT_TEXT
    ]
    return sketch.finish(), texts


class _PathReader:
    """Adds page objects (their addresses) to a sketch, going down into forms."""

    def __init__(self, sketch: Sketch, frame: Frame) -> None:
        self._sketch = sketch
        self._place = frame.place()

    def read(self, handle: pdfium.Address, matrix: Matrix, depth: int) -> int:
        """Add what an object draws beside text, and return its kind; most are paths, and are not asked twice."""
        if pdfium.path_draw_mode(handle, _FILL_MODE, _STROKE_MODE):
            self._read_path(handle, matrix)
            return pdfium.OBJECT_PATH
        kind: int = pdfium.object_type(handle)
        if kind in (pdfium.OBJECT_IMAGE, pdfium.OBJECT_SHADING):
            self._sketch.images.append(Image(*self._bounds(handle, matrix)))
        elif kind == pdfium.OBJECT_FORM and depth < _DEEPEST_FORM:
            inner = multiply(_object_matrix(handle), matrix)
            for number in range(pdfium.count_form_objects(handle)):
                child = pdfium.address(pdfium.form_object(handle, number))
                self.read(child, inner, depth + 1)
        return kind

    def _bounds(self, handle: pdfium.Address, matrix: Matrix) -> Box:
        pdfium.object_bounds(handle, _FIRST, _SECOND, _THIRD, _FOURTH)
        left, bottom, right, top, _, _ = _FLOATS
        if matrix is _IDENTITY:
            return self._place(left, bottom, right, top)
        return self._place(*map_box((left, bottom, right, top), matrix))

    def _read_path(self, handle: pdfium.Address, matrix: Matrix) -> None:
        """Add a path; how it is painted was told last (``_MODE``)."""
        filled, stroked = _MODE
        if not filled and not stroked:
            return
        colour, opacity = read_colour(pdfium.stroke_colour if stroked else pdfium.fill_colour, handle)
        white = is_white(colour)
        if opacity == 0 or (white and not (filled and stroked)):
            return
        box = self._bounds(handle, matrix)
        thin = min(box[2] - box[0], box[3] - box[1])
        if thin <= THIN:
            if not white:
                self._add_thin(box, thin, _stroke_width(handle) if stroked else 0.0)
        elif stroked and thin <= THIN + 2 * (width := _stroke_width(handle)) and not white:
            self._add_thin(box, thin, width)
        elif pdfium.count_segments(handle) <= _MOST_SEGMENTS:
            self._read_points(handle, multiply(_object_matrix(handle), matrix), bool(filled), bool(stroked))

    def _add_thin(self, box: Box, thin: float, stroke: float) -> None:
        """Add a thin shape; PDFium's box of a stroked one reaches a stroke's width further on every side."""
        x0, top, x1, bottom = box
        reach = min(stroke, thin / 2)
        self._sketch.line(x0 + reach, top + reach, x1 - reach, bottom - reach, max(stroke, thin - 2 * reach))

    def _read_points(self, handle: pdfium.Address, matrix: Matrix, filled: bool, stroked: bool) -> None:
        width = _stroke_width(handle)
        stroke = _visible_colour(pdfium.stroke_colour, handle) if stroked else None
        fill = _visible_colour(pdfium.fill_colour, handle) if filled else None
        for points in _subpaths(handle):
            placed = [_apply(matrix, point) for point in points]
            read_shape(self._sketch, self._place, placed, fill=fill, stroke=stroke, width=width)


def _visible_colour(function: pdfium.Function, handle: pdfium.Address) -> int | None:
    """Return the colour, black where PDFium cannot tell, None where nothing is seen of it."""
    colour, opacity = read_colour(function, handle)
    return (colour or 0) if opacity else None


def _stroke_width(handle: pdfium.Address) -> float:
    pdfium.stroke_width(handle, _FIRST)
    return _FLOATS[0]


def _object_matrix(handle: pdfium.Address) -> Matrix:
    pdfium.object_matrix(handle, _FIRST)
    a, b, c, d, e, f = _FLOATS
    return (a, b, c, d, e, f)


def _subpaths(handle: pdfium.Address) -> Iterator[list[Point]]:
    """Yield the straight subpaths of a path as corner lists; one with a curve in it is left out."""
    points: list[Point] = []
    curved = False
    for number in range(pdfium.count_segments(handle)):
        segment = pdfium.address(pdfium.path_segment(handle, number))
        kind = pdfium.segment_type(segment)
        if kind == pdfium.SEGMENT_MOVE:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        elif kind != pdfium.SEGMENT_LINE:
            curved = True
        pdfium.segment_point(segment, _FIRST, _SECOND)
        points.append((_FLOATS[0], _FLOATS[1]))
        if points[-1] != points[0] and pdfium.segment_closes(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies ``first`` and then ``second``."""
    if second is _IDENTITY:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return (a * x + c * y + e, b * x + d * y + f)


def map_box(box: Box, matrix: Matrix) -> Box:
    """Return the box around the image of ``box``."""
    x0, y0, x1, y1 = box
    corners = [_apply(matrix, corner) for corner in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
