"""LibreOffice Writer: blocks to a DOCX written part by part, DOCX to PDF."""

from __future__ import annotations

import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from builders.blocks import Block, Break, Cell, Line, Paragraph, Table
from builders.look import align_of, breakable, fill_of, ink_of, inner_rule_above, is_bold
from builders.rendition import Rendition

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TWIPS = 1440 / 25.4
RULE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
PARTS = ("styles", "settings", "header1", "footer1")


def build_pdf(blocks: list[Block], r: Rendition, path: Path) -> None:
    """Write the DOCX and convert it."""
    with tempfile.TemporaryDirectory() as folder:
        docx = Path(folder, path.stem + ".docx")
        write_docx(blocks, r, docx)
        convert(docx, folder)
        path.write_bytes(docx.with_suffix(".pdf").read_bytes())


def convert(source: Path, folder: str) -> None:
    """Convert one office document to PDF beside it, in a LibreOffice profile of its own."""
    profile = f"-env:UserInstallation={Path(folder, 'profilo').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * TWIPS)


def run_xml(text: str, r: Rendition, size: float, bold: bool = False, ink: str = "000000", spacing: float = 0.0) -> str:
    """Return the runs of a text; a line feed is a line break."""
    look = "<w:b/>" if bold else ""
    look += f'<w:color w:val="{ink}"/>'
    look += f'<w:spacing w:val="{round(spacing * size * 20)}"/>' if spacing else ""
    look += f'<w:sz w:val="{round(size * 2)}"/>'
    pieces = "<w:br/></w:r><w:r><w:rPr>" + look + "</w:rPr>"
    words = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in breakable(text, r).split("\n")]
    return f"<w:r><w:rPr>{look}</w:rPr>{pieces.join(words)}</w:r>" if text else ""


def paragraph_xml(
    runs: str, align: str = "left", before: int = 0, after: int = 0, more: str = "", size: float = 9
) -> str:
    """Return one paragraph; an empty one keeps the line height of its size."""
    empty = f'<w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr>'
    space = f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
    return f'<w:p><w:pPr>{more}{space}<w:jc w:val="{align}"/>{empty}</w:pPr>{runs}</w:p>'


def block_paragraph(block: Paragraph, r: Rendition) -> str:
    """Return a title, act, heading or note."""
    sizes = {"titolo": r.size + 5, "settore": r.size + 2}
    size = sizes.get(block.kind, r.size)
    bold = block.kind in ("titolo", "settore", "obiettivo")
    spacing = r.spacing if block.kind in ("titolo", "settore") else 0.0
    align = {"titolo": "center", "atto": "right"}.get(block.kind, "left")
    keep = "<w:keepNext/>" if block.kind in ("settore", "obiettivo") else ""
    return paragraph_xml(run_xml(block.text, r, size, bold, spacing=spacing), align, 160, 100, keep, size)


def table_xml(table: Table, r: Rendition) -> str:
    """Return one table of fixed column widths."""
    landscape = r.individual_landscape if table.individual else r.starts_landscape
    total = twips(r.paper_size(landscape)[0] - 2 * r.margin)
    widths = [round(w) for w in r.widths(table.roles, total)]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    lines = [line_xml(table.header, -1, table, widths, r)]
    lines += [line_xml(line, n, table, widths, r) for n, line in enumerate(table.lines)]
    pad = twips(r.padding)
    sides = (("top", pad), ("left", max(pad, 45)), ("bottom", pad), ("right", max(pad, 45)))
    margins = "".join(f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in sides)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders_xml(r)}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def borders_xml(r: Rendition) -> str:
    """Return the borders every cell of a table shares."""
    outer = ("top", "left", "bottom", "right")
    sides = {"grid": (*outer, "insideH", "insideV"), "frame": outer, "horizontal": ("top", "bottom", "insideH")}
    return "".join(f"<w:{side} {RULE}/>" for side in sides.get(r.rules, ()))


def line_xml(line: Line, n: int, table: Table, widths: list[int], r: Rendition) -> str:
    """Return one table row."""
    flags = "" if r.split_rows else "<w:cantSplit/>"
    flags += "<w:tblHeader/>" if line.kind == "header" and r.header == "every" else ""
    cells = []
    for place, cell in enumerate(line.cells):
        above = cell_above(table, n, place) if cell is None else None
        if cell or above:
            cells.append(cell_xml(cell or above, line, n, table, place, widths, r, follows=cell is None))
    return f"<w:tr><w:trPr>{flags}</w:trPr>{''.join(cells)}</w:tr>"


def cell_above(table: Table, n: int, place: int) -> Cell | None:
    """Return the cell that covers a place from above, if one does."""
    for up in range(n - 1, -1, -1):
        cell = table.lines[up].cells[place]
        if cell:
            return cell if cell.rowspan > n - up else None
    return None


def cell_xml(
    cell: Cell | None, line: Line, n: int, table: Table, place: int, widths: list[int], r: Rendition, follows: bool
) -> str:
    """Return one cell; `follows` is the hidden part of a cell merged downwards."""
    assert cell is not None
    width = sum(widths[place : place + cell.colspan])
    fill = fill_of(line, n, r)
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    look += f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    look += "<w:vMerge/>" if follows else '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
    if r.rules in ("groups", "header") and n >= 0 and inner_rule_above(table, n, r) and not follows:
        look += f"<w:tcBorders><w:top {RULE}/></w:tcBorders>"
    look += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    look += f'<w:vAlign w:val="{ {"middle": "center"}.get(r.valign, r.valign) }"/>'
    runs = "" if follows else run_xml(cell.text, r, r.size, is_bold(line, cell, r), ink_of(line, r))
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{paragraph_xml(runs, align_of(line, cell, r), size=r.size)}</w:tc>"


def section_xml(landscape: bool, r: Rendition) -> str:
    """Return the properties of a section."""
    width, height = (twips(side) for side in r.paper_size(landscape))
    margin = twips(r.margin)
    orient = ' w:orient="landscape"' if landscape else ""
    references = '<w:headerReference w:type="default" r:id="rId3"/>' if r.running_header else ""
    references += '<w:footerReference w:type="default" r:id="rId4"/>' if r.running_footer else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" '
        f'w:header="{margin // 2}" w:footer="{margin // 2}" w:gutter="0"/></w:sectPr>'
    )


def body_xml(blocks: list[Block], r: Rendition) -> Iterator[str]:
    """Yield paragraphs and tables; a change of orientation ends a section, another page break does not."""
    landscape = r.starts_landscape
    for n, block in enumerate(blocks):
        if isinstance(block, Break):
            if block.landscape != landscape:
                yield paragraph_xml("", more=section_xml(landscape, r), size=1)
            else:
                yield paragraph_xml("", more="<w:pageBreakBefore/>", size=4)
            landscape = block.landscape
        elif isinstance(block, Paragraph):
            yield block_paragraph(block, r)
        else:
            if n and isinstance(blocks[n - 1], Table):
                yield paragraph_xml("", size=12)
            yield table_xml(block, r)
    yield paragraph_xml("", size=1) + section_xml(landscape, r)


def running_xml(text: str, tag: str, r: Rendition) -> str:
    """Return a header or footer part; {page} and {pages} become fields."""
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    runs = ""
    for part in re.split(r"(\{pages?\})", text):
        inner = run_xml("1" if part in fields else part, r, 8)
        runs += f'<w:fldSimple w:instr=" {fields[part]} ">{inner}</w:fldSimple>' if part in fields else inner
    align = "center" if tag == "hdr" else "right"
    return f"{HEAD}<w:{tag} {W}>{paragraph_xml(runs, align, size=8)}</w:{tag}>"


def styles_xml(r: Rendition) -> str:
    """Return the document's default font and language."""
    fonts = f'<w:rFonts w:ascii="{r.font}" w:hAnsi="{r.font}" w:cs="{r.font}"/><w:lang w:val="it-IT"/>'
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f"{HEAD}<w:styles {W}>{defaults}</w:styles>"


def package_parts(blocks: list[Block], r: Rendition) -> dict[str, str]:
    """Return every part of the DOCX by its name in the package."""
    kinds = {"document": "document.main", "header1": "header", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}{kinds.get(name, name)}+xml"/>'
        for name in ("document", *PARTS)
    )
    package = "http://schemas.openxmlformats.org/package/2006/"
    open_links = f'{HEAD}<Relationships xmlns="{package}relationships">'
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}{name.rstrip("1")}" Target="{name}.xml"/>'
        for n, name in enumerate(PARTS, 1)
    )
    hyphens = '<w:autoHyphenation/><w:hyphenationZone w:val="100"/>' if r.breaks == "auto" else ""
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{package}content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{open_links}<Relationship Id="rId1" Type="{LINKS}officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"{open_links}{links}</Relationships>",
        "word/document.xml": f"{HEAD}<w:document {W} {R}><w:body>{''.join(body_xml(blocks, r))}</w:body></w:document>",
        "word/styles.xml": styles_xml(r),
        "word/settings.xml": f"{HEAD}<w:settings {W}>{hyphens}</w:settings>",
        "word/header1.xml": running_xml(r.running_header, "hdr", r),
        "word/footer1.xml": running_xml(r.running_footer, "ftr", r),
    }


def write_docx(blocks: list[Block], r: Rendition, path: Path) -> None:
    """Write the DOCX."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in package_parts(blocks, r).items():
            package.writestr(zipfile.ZipInfo(name, (2025, 7, 29, 9, 0, 0)), text)
