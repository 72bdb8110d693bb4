"""What both templates share: the parts of a Word document written as text, with fixed dates.

In: texts, widths in twentieths of a point, the parts of a `Document`. Out: WordprocessingML, and a DOCX whose bytes depend on
nothing else. Nothing here knows a plan: columns, styles and order are the templates'.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


Row = dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document to build: its file name without ending, its title and date, and the XML of its three parts."""

    name: str
    title: str
    date: str
    body: str
    styles: str
    footer: str


def read_table(name: str) -> list[Row]:
    """Return the rows of one csv table."""
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def paragraph(text: str, style: str = "Cella") -> str:
    """Return one paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def cell(text: str, width: int, style: str, properties: str = "") -> str:
    """Return one table cell; `properties` go into its tcPr after the width."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{paragraph(text, style)}</w:tc>'


def shade(fill: str) -> str:
    """Return the cell property that fills the background, or nothing."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


def border(side: str, size: int = 4, color: str = "000000") -> str:
    """Return one border, its size in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'


def table(rows: Iterable[str], widths: tuple[int, ...], borders: str) -> str:
    """Return a table of fixed column widths."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def body_xml(parts: Iterable[str], section: str) -> str:
    """Return the document part; `section` are the page's size and margins."""
    footer = '<w:footerReference w:type="default" r:id="rId2"/>'
    return f"{HEAD}<w:document {W} {R}><w:body>{''.join(parts)}<w:sectPr>{footer}{section}</w:sectPr></w:body></w:document>"


def style_xml(name: str, paragraph_format: str = "", run_format: str = "") -> str:
    """Return one paragraph style."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:pPr>{paragraph_format}</w:pPr><w:rPr>{run_format}</w:rPr></w:style>"
    )


def styles_part(fonts: str, styles: Iterable[str]) -> str:
    """Return the styles part: the document's own font, and its styles."""
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f"{HEAD}<w:styles {W}>{defaults}{''.join(styles)}</w:styles>"


def footer_part(before: str, between: str) -> str:
    """Return the page footer: the page's number and how many there are, both as fields, after these texts."""
    number, total = (
        f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for name in ("PAGE", "NUMPAGES")
    )
    lead, link = (f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in (before, between))
    body = f'<w:p><w:pPr><w:pStyle w:val="Piede"/></w:pPr>{lead}{number}{link}{total}</w:p>'
    return f"{HEAD}<w:ftr {W}>{body}</w:ftr>"


def core_xml(document: Document) -> str:
    """Return the core properties with fixed dates."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{document.title}</dc:title>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{document.date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{document.date}</dcterms:modified></cp:coreProperties>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """Return a relationships part for (type, target) pairs."""
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">{items}</Relationships>'


def package_parts(document: Document) -> dict[str, str]:
    """Return every part of the DOCX by its name in the package."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}+xml"/>'
        for name, kind in (
            ("word/document.xml", TYPES + "document.main"),
            ("word/styles.xml", TYPES + "styles"),
            ("word/footer1.xml", TYPES + "footer"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties"),
        )
    )
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    core = PACKAGE + "relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": relationships((LINKS + "officeDocument", "word/document.xml"), (core, "docProps/core.xml")),
        "docProps/core.xml": core_xml(document),
        "word/document.xml": document.body,
        "word/_rels/document.xml.rels": relationships(
            (LINKS + "styles", "styles.xml"), (LINKS + "footer", "footer1.xml")
        ),
        "word/styles.xml": document.styles,
        "word/footer1.xml": document.footer,
    }


def write_docx(document: Document, path: Path) -> None:
    """Write the DOCX; every entry carries the document's date."""
    year, month, day = (int(part) for part in document.date[:10].split("-"))
    with zipfile.ZipFile(path, "w") as package:
        for name, text in package_parts(document).items():
            entry = zipfile.ZipInfo(name, (year, month, day, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, text)
