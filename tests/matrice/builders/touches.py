"""What comes onto a finished PDF later: stamps, watermarks, hidden texts, turned pages, lost ligatures, fixed dates."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from builders.rendition import Rendition

DATE = "D:20250729090000Z"
LOST = {"007400740069": "tti", "00740069": "ti", "00740074": "tt"}
LOST_PAGES = 4


def touch(path: Path, r: Rendition) -> None:
    """Apply the rendition's later touches and fix the dates; the same choices give the same bytes."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        if r.lost_ligatures:
            lose_ligatures(pdf)
        for page in pdf.pages:
            touch_page(page, r)
        for key in ("/CreationDate", "/ModDate"):
            if key in pdf.docinfo:
                pdf.docinfo[key] = DATE
        for key in ("/DocChecksum", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)


def touch_page(page: pikepdf.Page, r: Rendition) -> None:
    """Put furniture onto one page, then turn or shift it."""
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    if r.watermark and r.producer != "chromium":
        add = page.add_overlay if r.watermark_over else page.add_underlay
        with watermark(r.watermark, width, height) as drawn:
            add(drawn.pages[0])
    texts = [t for t in (r.stamp, r.hidden, r.outside) if t]
    if texts:
        with furniture(r, width, height) as drawn:
            page.add_overlay(drawn.pages[0])
    if r.outside:
        write_outside(page, r.outside)
    if r.rotation != "none":
        turn(page, width, height, r.rotation == "flag")
    if r.shifted_box:
        shift(page, width, height)


def one_page(draw: Canvas, buffer: io.BytesIO) -> pikepdf.Pdf:
    """Close a canvas of one page and open what it wrote."""
    draw.showPage()
    draw.save()
    buffer.seek(0)
    return pikepdf.open(buffer)


def watermark(text: str, width: float, height: float) -> pikepdf.Pdf:
    """Return a page with one grey diagonal word."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(35)
    canvas.setFillGray(0.82)
    canvas.setFillAlpha(0.6)
    canvas.setFont("Helvetica-Bold", 110)
    canvas.drawCentredString(0, -40, text)
    return one_page(canvas, buffer)


def furniture(r: Rendition, width: float, height: float) -> pikepdf.Pdf:
    """Return a page with the protocol stamp along its left margin and a text in render mode 3."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
    if r.stamp:
        canvas.saveState()
        canvas.translate(14, height / 2)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 7.5)
        canvas.setFillColorRGB(0.55, 0.1, 0.1)
        canvas.drawCentredString(0, 0, r.stamp)
        canvas.restoreState()
    if r.hidden:
        hidden = canvas.beginText(width * 0.3, height * 0.5)
        hidden.setFont("Helvetica", 9)
        hidden.setTextRenderMode(3)
        hidden.textOut(r.hidden)
        canvas.drawText(hidden)
    return one_page(canvas, buffer)


def write_outside(page: pikepdf.Page, text: str) -> None:
    """Write a text below the page's lower edge, where no printer reaches."""
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    name = page.add_resource(font, pikepdf.Name.Font)
    page.contents_add(f"q BT {name} 9 Tf 60 -40 Td ({text}) Tj ET Q".encode("latin-1"))


def turn(page: pikepdf.Page, width: float, height: float, flag: bool) -> None:
    """Draw the page's content turned by 90 degrees; the flag turns it upright again for the reader."""
    page.contents_add(f"q 0 1 -1 0 {height:.3f} 0 cm".encode(), prepend=True)
    page.contents_add(b"Q")
    page.mediabox = pikepdf.Array([0, 0, height, width])
    for box in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if box in page:
            del page[box]
    page.Rotate = 90 if flag else 0


def shift(page: pikepdf.Page, width: float, height: float) -> None:
    """Move the page's box and its content away from the origin."""
    page.contents_add(b"q 1 0 0 1 120 75 cm", prepend=True)
    page.contents_add(b"Q")
    page.mediabox = pikepdf.Array([120, 75, 120 + width, 75 + height])


def lose_ligatures(pdf: pikepdf.Pdf) -> None:
    """Give the first pages a copy of the regular font whose t-ligatures read as a space: drawn, but not told."""
    copies: dict[tuple[int, int], pikepdf.Object] = {}
    for page in pdf.pages[:LOST_PAGES]:
        page.Resources = pdf.make_indirect(pikepdf.Dictionary(dict(page.Resources)))
        fonts = pikepdf.Dictionary(dict(page.Resources.Font))
        for name, font in list(fonts.items()):
            if "Bold" not in str(font.BaseFont):
                if font.objgen not in copies:
                    copies[font.objgen] = pdf.make_indirect(without_ligatures(pdf, font))
                fonts[name] = copies[font.objgen]
        page.Resources.Font = fonts


def without_ligatures(pdf: pikepdf.Pdf, font: pikepdf.Object) -> pikepdf.Dictionary:
    """Return a copy of a font with the t-ligatures of its ToUnicode map turned into spaces."""
    copy = pikepdf.Dictionary(dict(font))
    text = font.ToUnicode.read_bytes().decode("latin-1")
    text = re.sub(r"(?<=> <)([0-9A-Fa-f]{8,12})(?=>)", lambda m: "0020" if m[1] in LOST else m[1], text)
    copy.ToUnicode = pdf.make_stream(text.encode("latin-1"))
    return copy
