"""Build `allegato-2025.docx` and `allegato-2025.pdf` from the hand-made row tables.

In: `righe-2025.csv` and `individuali-2025.csv` beside this file. Out: the two documents beside it: landscape A4,
one long five-column table with its header on the first page only and rows that may split over a page, then one
page for each table of individual objectives. The DOCX is written part by part with fixed dates, so that the same
tables give the same bytes; the PDF comes from that DOCX through LibreOffice, and its dates and identifiers are
overwritten in place. A tool for developers: what it makes is committed, nobody else needs to run it.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
TITLE = "Albero della Performance 2025 CCIAA Maremma e Tirreno"
ACT = "All.1.1 D GC 29/07/2025"
HEADER = ("Settore", "Obiettivo", "Indicatore", "Target", "Owner")
WIDTHS = (2500, 4200, 5300, 1300, 1800)
INDIVIDUAL_WIDTHS = (4000, 4800, 4800, 1500)
DATE = "2025-07-29T09:00:00Z"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"

Row = dict[str, str]


def read_table(name: str) -> list[Row]:
    """Return the rows of one csv table."""
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def paragraph(text: str, style: str = "Cella") -> str:
    """Return one paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def cell(text: str, width: int, style: str, fill: str) -> str:
    """Return one table cell."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{paragraph(text, style)}</w:tc>'


def row(texts: Iterable[str], widths: tuple[int, ...], style: str = "Cella", fill: str = "") -> str:
    """Return one table row, which may split over a page."""
    return f"<w:tr>{''.join(cell(t, w, style, fill) for t, w in zip(texts, widths, strict=True))}</w:tr>"


def table(rows: Iterable[str], widths: tuple[int, ...]) -> str:
    """Return a fixed-width table with a full grid."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def plan_rows(rows: list[Row]) -> Iterator[str]:
    """Yield the long table: the first settore shares its objective's row, the others stand above it."""
    yield row(HEADER, WIDTHS, "Intestazione", "D9E2F3")
    for settore, of_settore in groupby(rows, key=lambda r: r["settore"]):
        shared = settore if settore.startswith("01 ") else ""
        if not shared:
            yield row((settore, "", "", "", ""), WIDTHS, "Grassetto")
        for obiettivo, of_obiettivo in groupby(of_settore, key=lambda r: r["obiettivo"]):
            yield row((shared, obiettivo, "", "", ""), WIDTHS, "Grassetto")
            shared = ""
            for r in of_obiettivo:
                yield row(("", "", r["indicatore"], r["target"], r["owner"]), WIDTHS)


def individual_rows(rows: list[Row]) -> Iterator[str]:
    """Yield one individual table: column header, the body's row, then objectives and indicators."""
    header = (rows[0]["intestazione"], "INDICATORE", "ALGORITMO", "TARGET")
    yield row(header, INDIVIDUAL_WIDTHS, "Intestazione", "D9E2F3")
    yield row((rows[0]["ente"], "", "", ""), INDIVIDUAL_WIDTHS, "Grassetto")
    for obiettivo, of_obiettivo in groupby(rows, key=lambda r: r["obiettivo"]):
        yield row((obiettivo, "", "", ""), INDIVIDUAL_WIDTHS, "Grassetto")
        for r in of_obiettivo:
            yield row(("", r["indicatore"], r["algoritmo"], r["target"]), INDIVIDUAL_WIDTHS)


def document_xml() -> str:
    """Return the body: title, act, the plan's table, and a page for each individual table."""
    parts = [paragraph(TITLE, "Titolo"), paragraph(ACT, "Atto"), table(plan_rows(read_table("righe-2025.csv")), WIDTHS)]
    for _, rows in groupby(read_table("individuali-2025.csv"), key=lambda r: r["tabella"]):
        parts.append(paragraph("", "SaltoPagina"))
        parts.append(table(individual_rows(list(rows)), INDIVIDUAL_WIDTHS))
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="850" w:right="850" w:bottom="964" w:left="850"'
        ' w:header="480" w:footer="480" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f"{HEAD}<w:document {W} {R}><w:body>{''.join(parts)}{paragraph('', 'Coda')}{section}</w:body></w:document>"


def style_xml(name: str, paragraph_format: str = "", run_format: str = "") -> str:
    """Return one paragraph style."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:pPr>{paragraph_format}</w:pPr><w:rPr>{run_format}</w:rPr></w:style>"
    )


def styles_xml() -> str:
    """Return the styles, all on Calibri 10."""
    tight = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
    bold = "<w:b/>"
    styles = (
        style_xml("Cella", tight),
        style_xml("Grassetto", tight, bold),
        style_xml("Intestazione", tight + '<w:jc w:val="center"/>', bold),
        style_xml("Titolo", '<w:spacing w:after="80"/><w:jc w:val="center"/>', bold + '<w:sz w:val="32"/>'),
        style_xml("Atto", '<w:spacing w:after="160"/><w:jc w:val="right"/>', '<w:sz w:val="20"/>'),
        style_xml("Piede", '<w:jc w:val="right"/>', '<w:sz w:val="18"/>'),
        style_xml("SaltoPagina", "<w:pageBreakBefore/>" + '<w:spacing w:after="0"/>', '<w:sz w:val="12"/>'),
        style_xml("Coda", '<w:spacing w:after="0"/>', '<w:sz w:val="2"/>'),
    )
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="20"/><w:lang w:val="it-IT"/>'
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f"{HEAD}<w:styles {W}>{defaults}{''.join(styles)}</w:styles>"


def footer_xml() -> str:
    """Return the page footer `Pag. N di M`, both numbers as fields."""
    number, total = (
        f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for name in ("PAGE", "NUMPAGES")
    )
    before, between = (f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in ("Pag. ", " di "))
    body = f'<w:p><w:pPr><w:pStyle w:val="Piede"/></w:pPr>{before}{number}{between}{total}</w:p>'
    return f"{HEAD}<w:ftr {W}>{body}</w:ftr>"


def core_xml() -> str:
    """Return the core properties with fixed dates."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{TITLE}</dc:title>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{DATE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{DATE}</dcterms:modified></cp:coreProperties>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """Return a relationships part for (type, target) pairs."""
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">{items}</Relationships>'


def package_parts() -> dict[str, str]:
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
        "docProps/core.xml": core_xml(),
        "word/document.xml": document_xml(),
        "word/_rels/document.xml.rels": relationships(
            (LINKS + "styles", "styles.xml"), (LINKS + "footer", "footer1.xml")
        ),
        "word/styles.xml": styles_xml(),
        "word/footer1.xml": footer_xml(),
    }


def write_docx(path: Path) -> None:
    """Write the DOCX; every entry carries the same date."""
    with zipfile.ZipFile(path, "w") as package:
        for name, text in package_parts().items():
            entry = zipfile.ZipInfo(name, (2025, 7, 29, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, text)


def blank_out(match: re.Match[bytes]) -> bytes:
    """Return the match with every digit or hexadecimal digit of its last group set to zero."""
    return match[1] + re.sub(rb"[0-9A-Fa-f]", b"0", match[2])


def fix_pdf(data: bytes) -> bytes:
    """Overwrite dates and identifiers in place, so that no offset moves."""
    date = b"D:20250729090000Z"
    data = re.sub(
        rb"(/(?:Creation|Mod)Date\s*\()([^)]*)(?=\))", lambda m: m[1] + date.ljust(len(m[2]))[: len(m[2])], data
    )
    data = re.sub(rb"(/ID\s*\[\s*)((?:<[0-9A-Fa-f]+>\s*){2})", blank_out, data)
    return re.sub(rb"(/DocChecksum\s*/)([0-9A-Fa-f]+)", blank_out, data)


def write_pdf(docx: Path, path: Path) -> None:
    """Convert the DOCX with LibreOffice in a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profilo').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(docx)]
        subprocess.run(command, check=True, capture_output=True)
        path.write_bytes(fix_pdf(Path(folder, docx.stem + ".pdf").read_bytes()))


def main() -> int:
    """Build both documents."""
    docx = HERE / "allegato-2025.docx"
    write_docx(docx)
    print(docx.name, docx.stat().st_size)
    if not shutil.which("soffice"):
        print("LibreOffice (soffice) non trovato: il PDF resta com'era", file=sys.stderr)
        return 1
    pdf = docx.with_suffix(".pdf")
    write_pdf(docx, pdf)
    print(pdf.name, pdf.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
