"""LibreOffice Calc: blocks to a flat ODS, one sheet for the plan and one for the individual tables, sheet to PDF.

Row heights are measured here with the font's own widths, because a spreadsheet does not stretch a row for the text of a
merged cell. A heading that overflows is neither wrapped nor merged: the spreadsheet prints it over its empty
neighbours, unless it is wider than the sheet; then it is merged and wrapped, as a careful clerk would do.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics

from builders.blocks import Block, Break, Cell, Line, Paragraph, Table
from builders.look import align_of, fill_of, ink_of, inner_rule_above, is_bold
from builders.platypus import register
from builders.rendition import Rendition
from builders.writer import convert

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
    )
)
MM = 72 / 25.4
RULE = "0.5pt solid #000000"
LINE_HEIGHT = 1.24


@dataclass(slots=True)
class Sheet:
    """The sheets' XML as it grows, and the styles it has asked for."""

    r: Rendition
    rows: list[str] = field(default_factory=list)
    styles: dict[str, str] = field(default_factory=dict)

    def style(self, kind: str, definition: str) -> str:
        """Return the name of a style with this definition, made when first asked for."""
        return self.styles.setdefault(f"{kind}|{definition}", f"{kind[-4:]}{len(self.styles)}")


def build_pdf(blocks: list[Block], r: Rendition, path: Path) -> None:
    """Write the flat ODS and convert it."""
    register(r.font)
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder, path.stem + ".fods")
        sheet.write_text(document_xml(blocks, r), encoding="utf-8")
        convert(sheet, folder)
        path.write_bytes(sheet.with_suffix(".pdf").read_bytes())


def document_xml(blocks: list[Block], r: Rendition) -> str:
    """Return the flat ODS."""
    first = next((n for n, block in enumerate(blocks) if isinstance(block, Table) and block.individual), len(blocks))
    first -= isinstance(blocks[first - 1], Break)
    sheet = Sheet(r)
    tables = [sheet_xml("Albero", blocks[:first], r.starts_landscape, sheet)]
    tables.append(sheet_xml("Individuali", blocks[first:], r.individual_landscape, sheet))
    automatic = "".join(style_xml(key, name) for key, name in sheet.styles.items())
    layouts = "".join(page_layout(landscape, r) for landscape in (True, False))
    masters = "".join(master_page(landscape, r) for landscape in (True, False))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles>{automatic}{layouts}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document>"
    )


def style_xml(key: str, name: str) -> str:
    """Return one automatic style from its key `family|definition`."""
    family, definition = key.split("|", 1)
    attributes, _, inner = definition.partition("|")
    return f'<style:style style:name="{name}" style:family="{family}" {attributes}>{inner}</style:style>'


def sheet_xml(name: str, blocks: list[Block], landscape: bool, sheet: Sheet) -> str:
    """Return one sheet; the columns are those of its first table."""
    r = sheet.r
    table = next(block for block in blocks if isinstance(block, Table))
    widths = r.widths(table.roles, r.paper_size(landscape)[0] - 2 * r.margin - 1)
    columns = "".join(f'<table:table-column table:style-name="{column_style(w, sheet)}"/>' for w in widths)
    rows = "".join(block_rows(blocks, widths, sheet))
    master = f'style:master-page-name="{side(landscape)}"|<style:table-properties table:display="true"/>'
    return (
        f'<table:table table:name="{name}" table:style-name="{sheet.style("table", master)}">'
        f"{columns}{rows}</table:table>"
    )


def side(landscape: bool) -> str:
    """Return the name of a page style."""
    return "orizzontale" if landscape else "verticale"


def column_style(width: float, sheet: Sheet) -> str:
    """Return the style of a column of the given width."""
    properties = f'<style:table-column-properties style:column-width="{width:.2f}mm"/>'
    return sheet.style("table-column", f"|{properties}")


def row_xml(cells: str, height: float, sheet: Sheet, new_page: bool = False) -> str:
    """Return one row of a fixed height in points."""
    page = ' fo:break-before="page"' if new_page else ""
    properties = (
        f'<style:table-row-properties style:row-height="{height:.1f}pt" style:use-optimal-row-height="false"{page}/>'
    )
    name = sheet.style("table-row", f"|{properties}")
    return f'<table:table-row table:style-name="{name}">{cells}</table:table-row>'


def block_rows(blocks: list[Block], widths: list[float], sheet: Sheet) -> Iterator[str]:
    """Yield the rows of paragraphs and tables; page breaks become breaks before a row."""
    new_page = False
    for n, block in enumerate(blocks):
        if isinstance(block, Break):
            new_page = n > 0
        elif isinstance(block, Paragraph):
            yield paragraph_row(block, widths, sheet)
        else:
            if n and not isinstance(blocks[n - 1], Break) and isinstance(blocks[n - 1], Table):
                yield row_xml("<table:table-cell/>", 16, sheet)
            yield from table_rows(block, widths, sheet, new_page)
            new_page = False


def paragraph_row(block: Paragraph, widths: list[float], sheet: Sheet) -> str:
    """Return a title, act, heading or note as a cell merged over the sheet."""
    r = sheet.r
    size = r.size + {"titolo": 5, "settore": 2}.get(block.kind, 0)
    bold = block.kind in ("titolo", "settore", "obiettivo")
    align = {"titolo": "center", "atto": "right"}.get(block.kind, "left")
    name = cell_style(sheet, size=size, bold=bold, align=align, ink="000000", borders={}, fill="", wrap=True)
    height = text_height(block.text, sum(widths), size, bold, r) + 8
    return row_xml(cell_xml(block.text, name, len(widths), 1), height, sheet)


def table_rows(table: Table, widths: list[float], sheet: Sheet, new_page: bool) -> Iterator[str]:
    """Yield the rows of one table; the header rows repeat on every page only if asked to."""
    lines = [table.header, *table.lines]
    heights = line_heights(lines, widths, sheet.r)
    breaks = group_breaks(lines, heights, table, sheet.r)
    for n, line in enumerate(lines):
        cells = "".join(line_cells(line, n - 1, table, widths, sheet))
        row = row_xml(cells, heights[n], sheet, (new_page and n == 0) or n in breaks)
        repeats = n == 0 and sheet.r.header == "every" and not table.individual
        yield f"<table:table-header-rows>{row}</table:table-header-rows>" if repeats else row


def line_heights(lines: list[Line], widths: list[float], r: Rendition) -> list[float]:
    """Return each row's height in points; a cell merged downwards stretches the last of its rows if it must."""
    heights = [
        max([text_need(c, line, p, widths, r) for p, c in enumerate(line.cells) if c and c.rowspan == 1] + [0])
        for line in lines
    ]
    for n, line in enumerate(lines):
        for place, cell in enumerate(line.cells):
            if cell and cell.rowspan > 1:
                last = n + cell.rowspan
                lack = text_need(cell, line, place, widths, r) - sum(heights[n:last])
                heights[last - 1] += max(lack, 0)
    return heights


def group_breaks(lines: list[Line], heights: list[float], table: Table, r: Rendition) -> set[int]:
    """Return the rows that begin a page so that no merged cell crosses one: a spreadsheet would cut its text in two."""
    paper = r.paper_size(r.individual_landscape if table.individual else r.starts_landscape)[1]
    room = (paper - 2 * r.margin - 12) * MM
    used, start, breaks = (0 if table.individual else 70), 0, set()
    while start < len(lines):
        end = start + 1
        while end < max([start + 1, *(n + c.rowspan for n in range(start, end) for c in lines[n].cells if c)]):
            end += 1
        height = sum(heights[start:end])
        if end - start > 1 and used + height > room and start > 1:
            breaks.add(start)
            used = heights[0] * (r.header == "every")
        used = used + height if used + height <= room else height
        start = end
    return breaks


def text_need(cell: Cell, line: Line, place: int, widths: list[float], r: Rendition) -> float:
    """Return the height a cell's text asks for."""
    if line.kind == "header" and r.clipped_header:
        return text_height("Ag", 100, r.size, True, r)
    width = sum(widths[place : place + width_in_places(cell, line, place, widths, r)])
    if runs_over(cell, line, r):
        width = sum(widths[place:])
    return text_height(cell.text, width, r.size, is_bold(line, cell, r), r)


def text_height(text: str, width: float, size: float, bold: bool, r: Rendition) -> float:
    """Return the height of a text wrapped into a width in millimetres, padding included."""
    font = f"{r.font} {'bold' if bold else 'regular'}"
    room = (width - 2 * max(r.padding, 0.8)) * MM - 2
    lines = sum(len(simpleSplit(part, font, size, room)) or 1 for part in text.split("\n"))
    lines += sum(int(pdfmetrics.stringWidth(word, font, size) / room) for word in text.split())
    return lines * size * LINE_HEIGHT + 2 * r.padding * MM + 1


def runs_over(cell: Cell, line: Line, r: Rendition) -> bool:
    """Say whether a heading runs over its empty neighbours."""
    return bool(cell.text) and line.kind in ("settore", "obiettivo", "ente") and r.obiettivo == "overflow"


def width_in_places(cell: Cell, line: Line, place: int, widths: list[float], r: Rendition) -> int:
    """Return how many places a cell covers; an overflowing heading too wide for the sheet is merged."""
    if not runs_over(cell, line, r):
        return cell.colspan
    width = pdfmetrics.stringWidth(cell.text, f"{r.font} bold", r.size)
    return len(widths) - place if width > (sum(widths[place:]) - 4) * MM else 1


def line_cells(line: Line, n: int, table: Table, widths: list[float], sheet: Sheet) -> Iterator[str]:
    """Yield the cells of one row."""
    r = sheet.r
    covered = 0
    for place, cell in enumerate(line.cells):
        if cell is None or covered:
            covered = max(covered - 1, 0)
            yield "<table:covered-table-cell/>"
            continue
        wide = width_in_places(cell, line, place, widths, r)
        covered = wide - 1 if cell.colspan == 1 else 0
        one_line = (runs_over(cell, line, r) and wide == 1) or (line.kind == "header" and r.clipped_header)
        name = cell_style(
            sheet,
            size=r.size,
            bold=is_bold(line, cell, r),
            align="left" if one_line else align_of(line, cell, r),
            ink=ink_of(line, r),
            borders=borders(table, n, place, wide, cell.rowspan, r),
            fill=fill_of(line, n, r),
            wrap=not one_line,
        )
        yield cell_xml(cell.text, name, wide, cell.rowspan)


def borders(table: Table, n: int, place: int, wide: int, tall: int, r: Rendition) -> dict[str, str]:
    """Return the borders of a cell by side."""
    if r.rules == "grid":
        return dict.fromkeys(("top", "bottom", "left", "right"), RULE)
    last = n + tall >= len(table.lines)
    above = n < 0 if r.rules in ("horizontal", "frame") else False
    sides = {
        "top": above or (n >= 0 and inner_rule_above(table, n, r)),
        "bottom": r.rules in ("horizontal", "frame") and last,
        "left": r.rules == "frame" and place == 0,
        "right": r.rules == "frame" and place + wide >= len(table.roles),
    }
    return {side: RULE for side, drawn in sides.items() if drawn}


def cell_style(
    sheet: Sheet, *, size: float, bold: bool, align: str, ink: str, borders: dict[str, str], fill: str, wrap: bool
) -> str:
    """Return the style of a cell."""
    r = sheet.r
    pad = max(r.padding, 0.35)
    lines = "".join(f' fo:border-{side}="{rule}"' for side, rule in borders.items())
    back = f' fo:background-color="#{fill}"' if fill else ""
    flow = {"left": "start", "right": "end"}.get(align, align)
    return sheet.style(
        "table-cell",
        f'|<style:table-cell-properties fo:wrap-option="{"wrap" if wrap else "no-wrap"}" '
        f'style:vertical-align="{r.valign}" fo:padding="{pad}mm" style:repeat-content="false"{lines}{back}/>'
        f'<style:paragraph-properties fo:text-align="{flow}" fo:margin-left="0mm"/>'
        f"<style:text-properties style:font-name={quoteattr(r.font)} fo:font-family={quoteattr(r.font)} "
        f'fo:font-size="{size}pt" fo:font-weight="{"bold" if bold else "normal"}" fo:color="#{ink}" '
        'fo:language="it" fo:country="IT"/>',
    )


def cell_xml(text: str, style: str, wide: int, tall: int) -> str:
    """Return one cell of text and the covered cells right of it when it is a whole row's."""
    spans = f' table:number-columns-spanned="{wide}" table:number-rows-spanned="{tall}"' if wide * tall > 1 else ""
    parts = "".join(f"<text:p>{escape(part)}</text:p>" for part in text.split("\n")) if text else ""
    kind = ' office:value-type="string"' if text else ""
    return f'<table:table-cell table:style-name="{style}"{spans}{kind}>{parts}</table:table-cell>'


def page_layout(landscape: bool, r: Rendition) -> str:
    """Return the page layout of one orientation."""
    width, height = r.paper_size(landscape)
    orient = "landscape" if landscape else "portrait"
    zone = '<style:header-footer-properties fo:min-height="6mm" fo:margin="2mm"/>'
    return (
        f'<style:page-layout style:name="L{side(landscape)}"><style:page-layout-properties fo:page-width="{width}mm" '
        f'fo:page-height="{height}mm" style:print-orientation="{orient}" fo:margin="{r.margin - 5}mm" '
        f'fo:margin-left="{r.margin}mm" fo:margin-right="{r.margin}mm" style:print="objects charts drawings" '
        f'style:scale-to-X="1" style:table-centering="horizontal"/>'
        f"<style:header-style>{zone}</style:header-style><style:footer-style>{zone}</style:footer-style>"
        "</style:page-layout>"
    )


def master_page(landscape: bool, r: Rendition) -> str:
    """Return the page style of one orientation with its running texts."""
    return (
        f'<style:master-page style:name="{side(landscape)}" style:page-layout-name="L{side(landscape)}">'
        f"{running_xml('header', r.running_header)}{running_xml('footer', r.running_footer)}</style:master-page>"
    )


def running_xml(tag: str, text: str) -> str:
    """Return a header or footer, switched off when it has no text."""
    fields = {"{page}": "<text:page-number>1</text:page-number>", "{pages}": "<text:page-count>1</text:page-count>"}
    parts = "".join(fields.get(part, escape(part)) for part in re.split(r"(\{pages?\})", text))
    region = "center" if tag == "header" else "right"
    inner = f"<style:region-{region}><text:p>{parts}</text:p></style:region-{region}>" if text else ""
    return f'<style:{tag} style:display="{"true" if text else "false"}">{inner}</style:{tag}>'
