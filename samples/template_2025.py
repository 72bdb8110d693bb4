"""The template of 2025: landscape, one long five-column table with a full grid, its header on the first page only.

In: `righe-2025.csv` and `individuali-2025.csv` beside this file. Out: the parts of `allegato-2025.docx`. Rows may split over a page;
each table of individual objectives has a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from word import (
    Document,
    Row,
    body_xml,
    border,
    cell,
    footer_part,
    paragraph,
    read_table,
    shade,
    style_xml,
    styles_part,
    table,
)

TITLE = "Albero della Performance 2025 CCIAA Maremma e Tirreno"
ACT = "All.1.1 D GC 29/07/2025"
HEADER = ("Settore", "Obiettivo", "Indicatore", "Target", "Owner")
WIDTHS = (2500, 4200, 5300, 1300, 1800)
INDIVIDUAL_WIDTHS = (4000, 4800, 4800, 1500)
BORDERS = "".join(border(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


def row(texts: Iterable[str], widths: tuple[int, ...], style: str = "Cella", fill: str = "") -> str:
    """Return one table row, which may split over a page."""
    cells = (cell(t, w, style, shade(fill)) for t, w in zip(texts, widths, strict=True))
    return f"<w:tr>{''.join(cells)}</w:tr>"


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
    plan = table(plan_rows(read_table("righe-2025.csv")), WIDTHS, BORDERS)
    parts = [paragraph(TITLE, "Titolo"), paragraph(ACT, "Atto"), plan]
    for _, rows in groupby(read_table("individuali-2025.csv"), key=lambda r: r["tabella"]):
        parts.append(paragraph("", "SaltoPagina"))
        parts.append(table(individual_rows(list(rows)), INDIVIDUAL_WIDTHS, BORDERS))
    section = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="850" w:right="850" w:bottom="964" w:left="850"'
        ' w:header="480" w:footer="480" w:gutter="0"/>'
    )
    return body_xml([*parts, paragraph("", "Coda")], section)


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
    return styles_part(fonts, styles)


def build() -> Document:
    """Return the document of 2025."""
    return Document(
        name="allegato-2025",
        title=TITLE,
        date="2025-07-29T09:00:00Z",
        body=document_xml(),
        styles=styles_xml(),
        footer=footer_part("Pag. ", " di "),
    )
