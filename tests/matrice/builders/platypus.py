"""reportlab: blocks to platypus flowables, drawn straight to PDF.

A cell merged downwards is drawn as report programs do it that cannot split a span over a page: its text in the first
of its rows, and no rule between them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Text

from builders.blocks import Block, Break, Cell, Line, Paragraph, Table
from builders.fonts import font_file
from builders.look import align_of, breakable, fill_of, ink_of, inner_rule_above, is_bold
from builders.rendition import Rendition

ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
THIN = 0.5


class DoubleText(Text):  # type: ignore[misc]
    """A paragraph drawn twice, a hair apart: the bold of programs that have no bold font."""

    def draw(self) -> None:
        """Draw the text, shift, and draw it again."""
        super().draw()
        self.canv.saveState()
        self.canv.translate(0.28, 0)
        super().draw()
        self.canv.restoreState()


class BareText(Flowable):  # type: ignore[misc]
    """A header word on one line, cut or running over its column's edge, as narrow report columns print it."""

    def __init__(self, word: str, font: str, size: float, ink: str) -> None:
        """Keep the word and its look."""
        super().__init__()
        self.word, self.font, self.size, self.ink = word, font, size, ink

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Ask for one line of the column."""
        self.width = width
        return width, self.size * 1.18

    def draw(self) -> None:
        """Draw as many letters as nearly fit, from the column's left edge on."""
        word = self.word
        while word and pdfmetrics.stringWidth(word, self.font, self.size) > self.width + 3:
            word = word[:-1]
        self.canv.setFont(self.font, self.size)
        self.canv.setFillColor(HexColor("#" + self.ink))
        self.canv.drawString(0, self.size * 0.2, word)


@cache
def register(family: str) -> str:
    """Make a font family known to reportlab and return its name."""
    for weight in ("regular", "bold"):
        pdfmetrics.registerFont(TTFont(f"{family} {weight}", str(font_file(family, weight))))
    return family


def build_pdf(blocks: list[Block], r: Rendition, path: Path) -> None:
    """Draw the rendition; page totals need a first pass that only counts."""
    register(r.font)
    pages = draw(blocks, r, path, 0)
    if "{pages}" in r.running_footer + r.running_header:
        draw(blocks, r, path, pages)


def draw(blocks: list[Block], r: Rendition, path: Path, pages: int) -> int:
    """Draw every page and return their number."""
    document = BaseDocTemplate(str(path), invariant=1, pageCompression=1, title="Albero della Performance 2025")
    for landscape in (r.starts_landscape, not r.starts_landscape):
        document.addPageTemplates(page_template(landscape, r, pages))
    document.build(list(flowables(blocks, r)))
    return int(document.page)


def page_template(landscape: bool, r: Rendition, pages: int) -> PageTemplate:
    """Return the template of one orientation, with its running texts."""
    width, height = (side * mm for side in r.paper_size(landscape))
    margin = r.margin * mm
    frame = Frame(margin, margin, width - 2 * margin, height - 2 * margin, 0, 0, 0, 0)

    def running(canvas: Canvas, document: BaseDocTemplate) -> None:
        texts = [t.format(page=document.page, pages=pages) for t in (r.running_header, r.running_footer)]
        canvas.setFont(f"{r.font} regular", 8)
        canvas.drawCentredString(width / 2, height - margin * 0.6, texts[0])
        canvas.drawRightString(width - margin, margin * 0.5, texts[1])

    return PageTemplate(side(landscape), [frame], onPage=running, pagesize=(width, height))


def side(landscape: bool) -> str:
    """Return the name of a page template."""
    return "orizzontale" if landscape else "verticale"


def flowables(blocks: list[Block], r: Rendition) -> list[Flowable]:
    """Return the blocks as flowables."""
    out: list[Flowable] = []
    for n, block in enumerate(blocks):
        if isinstance(block, Break):
            out += [NextPageTemplate(side(block.landscape)), PageBreak()]
        elif isinstance(block, Paragraph):
            if block.kind in ("settore", "obiettivo"):
                out.append(CondPageBreak(30 * mm))
            out.append(block_text(block, r))
        else:
            if n and isinstance(blocks[n - 1], Table):
                out.append(Spacer(1, 6 * mm))
            out.append(table_flowable(block, r))
    return out


def block_text(block: Paragraph, r: Rendition) -> Text:
    """Return a title, act, heading or note."""
    size = r.size + {"titolo": 5, "settore": 2}.get(block.kind, 0)
    bold = block.kind in ("titolo", "settore", "obiettivo")
    style = text_style(r, bold, {"titolo": "center", "atto": "right"}.get(block.kind, "left"), "000000", size)
    style.spaceBefore, style.spaceAfter = 2.5 * mm, 1.5 * mm
    return text(block.text, style, r, bold)


def text_style(r: Rendition, bold: bool, align: str, ink: str, size: float) -> ParagraphStyle:
    """Return a paragraph style; with the double strike even bold text is set in the regular font."""
    style = ParagraphStyle("testo", fontSize=size, leading=size * 1.18, alignment=ALIGN[align])
    style.fontName = f"{r.font} {'bold' if bold and not r.double else 'regular'}"
    style.textColor = HexColor("#" + ink)
    style.splitLongWords = 1
    if r.breaks == "auto":
        style.hyphenationLang, style.hyphenationMinWordLength = "it_IT", 7
    return style


def text(words: str, style: ParagraphStyle, r: Rendition, bold: bool) -> Text:
    """Return a paragraph, struck twice where the rendition fakes its bold."""
    kind = DoubleText if bold and r.double else Text
    return kind(escape(breakable(words, r)).replace("\n", "<br/>"), style)


def table_flowable(table: Table, r: Rendition) -> LongTable:
    """Return one table."""
    landscape = r.individual_landscape if table.individual else r.starts_landscape
    widths = r.widths(table.roles, (r.paper_size(landscape)[0] - 2 * r.margin) * mm)
    lines = [table.header, *table.lines]
    cells = [[cell_content(cell, line, r) for cell in line.cells] for line in lines]
    return LongTable(
        cells,
        colWidths=widths,
        repeatRows=int(r.header == "every"),
        splitInRow=int(r.split_rows),
        style=table_style(table, r),
    )


def cell_content(cell: Cell | None, line: Line, r: Rendition) -> Flowable | str:
    """Return a cell's paragraph, or nothing."""
    if not cell or not cell.text:
        return ""
    bold, ink = is_bold(line, cell, r), ink_of(line, r)
    if line.kind == "header" and r.clipped_header and len(line.cells) > 4:
        return BareText(cell.text, f"{r.font} bold", r.size, ink)
    return text(cell.text, text_style(r, bold, align_of(line, cell, r), ink, r.size), r, bold)


def table_style(table: Table, r: Rendition) -> list[tuple[object, ...]]:
    """Return spans, fills, rules and padding; row 0 is the header."""
    pad = r.padding * mm
    side_pad = 0 if r.clipped_header else max(r.padding, 0.8) * mm
    style: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), r.valign.upper()),
        ("TOPPADDING", (0, 0), (-1, -1), pad),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad + r.size * 0.15),
        ("LEFTPADDING", (0, 0), (-1, -1), side_pad),
        ("RIGHTPADDING", (0, 0), (-1, 0), side_pad),
        ("RIGHTPADDING", (0, 1), (-1, -1), max(side_pad, 0.8 * mm) * (2 if r.clipped_header else 1)),
    ]
    for n, line in enumerate((table.header, *table.lines)):
        fill = fill_of(line, n - 1, r)
        if fill:
            style.append(("BACKGROUND", (0, n), (-1, n), HexColor("#" + fill)))
        style += [span for place, cell in enumerate(line.cells) if cell for span in span_of(cell, place, n, line, r)]
    return style + rules_of(table, r)


def span_of(cell: Cell, place: int, n: int, line: Line, r: Rendition) -> list[tuple[object, ...]]:
    """Return the span of a cell over its own row: merged over it, or running over empty neighbours."""
    width = cell.colspan
    if cell.text and line.kind in ("settore", "obiettivo") and getattr(r, line.kind) == "overflow":
        width = len(line.cells) - place
    return [("SPAN", (place, n), (place + width - 1, n))] if width > 1 else []


def rules_of(table: Table, r: Rendition) -> list[tuple[object, ...]]:
    """Return the rules; inside a cell merged downwards there is none."""
    style: list[tuple[object, ...]] = []
    if r.rules in ("grid", "frame"):
        style.append(("BOX", (0, 0), (-1, -1), THIN, HexColor("#000000")))
    if r.rules == "grid":
        style += vertical_rules(table)
    if r.rules in ("grid", "horizontal"):
        style.append(("LINEABOVE", (0, 0), (-1, 0), THIN, HexColor("#000000")))
        style.append(("LINEBELOW", (0, -1), (-1, -1), THIN, HexColor("#000000")))
    for n, line in enumerate(table.lines):
        if inner_rule_above(table, n, r):
            covered = [cell is None and is_covered(table, n, place) for place, cell in enumerate(line.cells)]
            style += [
                ("LINEABOVE", (place, n + 1), (place, n + 1), THIN, HexColor("#000000"))
                for place, hidden in enumerate(covered)
                if not hidden
            ]
    return style


def vertical_rules(table: Table) -> list[tuple[object, ...]]:
    """Return the rules left of every cell that begins a place of its own."""
    return [
        ("LINEBEFORE", (place, n), (place, n), THIN, HexColor("#000000"))
        for n, line in enumerate((table.header, *table.lines))
        for place, cell in enumerate(line.cells)
        if cell or (n > 0 and is_covered(table, n - 1, place))
    ]


def is_covered(table: Table, n: int, place: int) -> bool:
    """Say whether a cell from above covers a place of line n."""
    for up in range(n - 1, -1, -1):
        cell = table.lines[up].cells[place]
        if cell:
            return cell.rowspan > n - up
    return False
