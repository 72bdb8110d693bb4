"""A page's picture to draw on: boxes, lines, hatches and labels in points, in colours that let the page shine through.

In: a page as PDFium renders it. Out: a PNG. What is drawn, and in which colour, is decided in ``draw``.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.pdf.page import Page
from pipeline.model import Riquadro

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont, ImageFont
    from pypdfium2 import PdfDocument

Colour = tuple[int, int, int]

DOTS = 1.75
"""Picture dots to a point: 126 to the inch."""

INK: Colour = (45, 45, 45)
PAPER: Colour = (255, 255, 255)
COLOURS = 96
"""How many colours a picture keeps: enough for text and marks, and a third of the file."""

STRIP = 26.0
"""The height of one line of the legend, in points."""


class Canvas:
    """A page's picture while it is drawn on. All places are in points from the page's top left corner."""

    def __init__(self, picture: Image) -> None:
        from PIL import Image, ImageDraw  # here: only pictures need Pillow

        self.picture = picture.convert("RGB")
        self.tint = Image.new("RGBA", picture.size)
        self.marks = Image.new("RGBA", picture.size)
        self._tint = ImageDraw.Draw(self.tint)
        self._marks = ImageDraw.Draw(self.marks)

    def fill(self, box: Riquadro, colour: Colour, strength: int) -> None:
        """Tint a box; ``strength`` from 0 to 255."""
        self._tint.rectangle(_dots(box), fill=(*colour, strength))

    def frame(self, box: Riquadro, colour: Colour, *, width: int = 1, strength: int = 255) -> None:
        """Draw a box's border."""
        self._marks.rectangle(_dots(box), outline=(*colour, strength), width=width)

    def line(self, box: Riquadro, colour: Colour, *, width: int = 2) -> None:
        """Draw a line from a box's first corner to its last."""
        self._marks.line(_dots(box), fill=(*colour, 255), width=width)

    def hatch(self, box: Riquadro, colour: Colour, *, step: int = 7) -> None:
        """Hatch a box and draw its border."""
        x0, top, x1, bottom = _dots(box)
        for start in range(x0 - (bottom - top), x1, step):
            low, high = max(start, x0), min(start + bottom - top, x1)
            if low < high:
                self._marks.line((low, bottom - (low - start), high, bottom - (high - start)), fill=(*colour, 170))
        self.frame(box, colour)

    def label(self, x: float, y: float, text: str, colour: Colour, *, anchor: str = "lt", size: float = 6.5) -> None:
        """Write a small text on a patch of its colour; ``anchor`` as in Pillow (``lt``: x, y is the top left corner)."""
        at = (round(x * DOTS), round(y * DOTS))
        font = _font(round(size * DOTS))
        left, top, right, bottom = self._marks.textbbox(at, text, font=font, anchor=anchor)
        self._marks.rectangle((left - 2, top - 2, right + 2, bottom + 2), fill=(*colour, 225))
        self._marks.text(at, text, font=font, anchor=anchor, fill=(*PAPER, 255))

    def write(self, x: float, y: float, text: str, *, size: float = 9.0) -> None:
        """Write a text whose middle left point is x, y."""
        at = (round(x * DOTS), round(y * DOTS))
        self._marks.text(at, text, font=_font(round(size * DOTS)), anchor="lm", fill=(*INK, 255))

    def flat(self) -> Image:
        """Return the picture with everything drawn on it."""
        from PIL import Image

        tinted = Image.alpha_composite(self.picture.convert("RGBA"), self.tint)
        return Image.alpha_composite(tinted, self.marks).convert("RGB")

    def png(self, legend: Sequence[tuple[str, Colour, str]]) -> bytes:
        """Return the picture with a legend below it; each entry is (kind of mark, colour, text)."""
        from PIL import Image

        page = self.flat()
        strip = _legend(legend, page.width)
        whole = Image.new("RGB", (page.width, page.height + strip.height), PAPER)
        whole.paste(page, (0, 0))
        whole.paste(strip, (0, page.height))
        stream = io.BytesIO()
        whole.quantize(COLOURS, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
        return stream.getvalue()


def render(document: PdfDocument, page: Page) -> Canvas:
    """Return the picture of a page, upright as ``page`` is, to draw on; white paper where PDFium cannot open it."""
    from PIL import Image

    if not page.width or not page.height:
        return Canvas(Image.new("RGB", (400, 100), PAPER))
    sheet = document[page.numero - 1]
    try:
        return Canvas(sheet.render(scale=DOTS, rotation=page.turned).to_pil())
    finally:
        sheet.close()


def _dots(box: Riquadro) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = (round(at * DOTS) for at in box)
    return x0, top, max(x0, x1), max(top, bottom)


@cache
def _font(size: int) -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _legend(entries: Sequence[tuple[str, Colour, str]], width: int) -> Image:
    """Return the strip that explains the marks, in as many lines as it needs."""
    from PIL import Image

    high, font = round(STRIP * DOTS), _font(round(9 * DOTS))
    places: list[tuple[float, float]] = []
    x, line = 8.0, 0
    for _, _, text in entries:
        length = 30 + font.getlength(text) / DOTS
        if x > 8 and (x + length) * DOTS > width:
            x, line = 8.0, line + 1
        places.append((x, line * STRIP))
        x += length + 12
    strip = Canvas(Image.new("RGB", (width, (line + 1) * high), (245, 245, 245)))
    for (mark, colour, text), (left, top) in zip(entries, places, strict=True):
        _sample(strip, mark, colour, (left, top + 7, left + 22, top + 19))
        strip.write(left + 27, top + 13, text)
    return strip.flat()


def _sample(strip: Canvas, mark: str, colour: Colour, box: Riquadro) -> None:
    """Draw one mark as an example."""
    x0, top, x1, bottom = box
    if mark == "linea":
        strip.line((x0, (top + bottom) / 2, x1, (top + bottom) / 2), colour)
    elif mark == "tratteggio":
        strip.hatch(box, colour)
    elif mark == "etichetta":
        strip.label((x0 + x1) / 2, (top + bottom) / 2, "12", colour, anchor="mm", size=8)
    else:
        strip.fill(box, colour, 60 if mark == "fondo" else 0)
        strip.frame(box, colour, width=3 if mark == "unita" else 1)
