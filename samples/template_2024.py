"""The template of 2024: portrait, codes in a column of their own, cells merged downwards, horizontal rules only.

In: `righe-2024.csv` and `individuali-2024.csv` beside this file, made for testing. Out: the parts of `allegato-2024.docx`.
The header has two lines and comes again on every page; a settore is a line across the whole width; code, objective and office
stand once for their indicators; the individual objectives have a table for each office, under a title. Title and footer say
what the document is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

TITLE = "Piano della Performance 2024 - CCIAA Maremma e Tirreno"
ACT = "All.1 D GC 30/01/2024"
LABEL = "Ricostruzione a scopo di prova - non è il piano approvato"
AREA = "Area strategica"
HEADER = ("Codice", "Obiettivo operativo", "Struttura responsabile", "Indicatore di risultato", "Valore atteso 2024")
WIDTHS = (794, 2948, 1758, 3515, 1417)
INDIVIDUAL_HEADER = ("Codice", "Obiettivo individuale", "Indicatore", "Formula di calcolo", "Valore atteso 2024")
INDIVIDUAL_WIDTHS = (1304, 2551, 2551, 2608, 1418)
OFFICES = {
    "1": "EQ Servizio Anagrafe e Certificazione",
    "2": "EQ Servizio Bilancio e Patrimonio",
    "3": "EQ Servizio Promozione",
    "4": "EQ Servizio Regolazione del Mercato",
    "5": "EQ Servizio Staff",
}
BORDERS = border("top", 8) + border("bottom", 8)
THIN = f"<w:tcBorders>{border('top', 2, '808080')}</w:tcBorders>"
THICK = f"<w:tcBorders>{border('top', 6)}</w:tcBorders>"
DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def line(cells: Sequence[str], header: bool = False) -> str:
    """Return one table row, which never splits over a page; a header comes again on every page."""
    again = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{''.join(cells)}</w:tr>"


def header_line(texts: tuple[str, ...], widths: tuple[int, ...]) -> str:
    """Return the line of column headers."""
    return line(
        [cell(t, w, "Intestazione", THICK + shade("D9D9D9")) for t, w in zip(texts, widths, strict=True)], header=True
    )


def across(text: str, style: str, fill: str, header: bool = False) -> str:
    """Return a line that is one cell as wide as the plan's table."""
    span = f'<w:gridSpan w:val="{len(WIDTHS)}"/>'
    return line([cell(text, sum(WIDTHS), style, span + THICK + shade(fill))], header=header)


def starts(rows: list[Row], *keys: str) -> list[bool]:
    """Say of each row whether it opens a group, one where the keys differ from the row above."""
    marks = [tuple(r[key] for key in keys) for r in rows]
    return [n == 0 or marks[n] != marks[n - 1] for n in range(len(marks))]


def merged(text: str, width: int, opens: bool, rule: str) -> str:
    """Return a cell that stands once for the rows below it: its opening, or its continuation."""
    return cell(text, width, "Cella", DOWN + rule) if opens else cell("", width, "Cella", GOES_ON)


def objective_rows(rows: list[Row]) -> Iterator[str]:
    """Yield the rows of one objective: code and objective stand once, the office once for the rows it answers for."""
    for n, (r, owner) in enumerate(zip(rows, starts(rows, "owner"), strict=True)):
        rule = THIN if n else THICK
        cells = [
            merged(r[key], w, n == 0, rule) for key, w in zip(("obiettivo_codice", "obiettivo"), WIDTHS, strict=False)
        ]
        cells.append(merged(r["owner"], WIDTHS[2], owner, rule))
        cells += [cell(r[key], w, "Cella", rule) for key, w in zip(("indicatore", "target"), WIDTHS[3:], strict=True)]
        yield line(cells)


def plan_rows(rows: list[Row]) -> Iterator[str]:
    """Yield the plan's table: the header's two lines, then each settore's line above its objectives."""
    yield across(AREA, "Intestazione", "BFBFBF", header=True)
    yield header_line(HEADER, WIDTHS)
    for settore, of_settore in groupby(rows, key=lambda r: r["settore"]):
        yield across(settore, "Area", "EDEDED")
        for _, of_obiettivo in groupby(of_settore, key=lambda r: r["obiettivo_codice"]):
            yield from objective_rows(list(of_obiettivo))


def individual_rows(rows: list[Row]) -> Iterator[str]:
    """Yield one office's table of individual objectives."""
    yield header_line(INDIVIDUAL_HEADER, INDIVIDUAL_WIDTHS)
    keys = ("codice", "obiettivo", "indicatore", "algoritmo", "target")
    for r, opens in zip(rows, starts(rows, "codice"), strict=True):
        rule = THICK if opens else THIN
        columns = list(zip(keys, INDIVIDUAL_WIDTHS, strict=True))
        cells = [merged(r[key], w, opens, rule) for key, w in columns[:2]]
        yield line(cells + [cell(r[key], w, "Cella", rule) for key, w in columns[2:]])


def document_xml() -> str:
    """Return the body: title, act, what it is, the plan's table, and the individual tables under their titles."""
    parts = [paragraph(TITLE, "Titolo"), paragraph(ACT, "Atto"), paragraph(LABEL, "Avvertenza")]
    parts.append(table(plan_rows(read_table("righe-2024.csv")), WIDTHS, BORDERS))
    parts.append(paragraph("Obiettivi individuali delle elevate qualificazioni 2024", "Parte"))
    for number, rows in groupby(read_table("individuali-2024.csv"), key=lambda r: r["tabella"]):
        parts.append(paragraph(OFFICES[number], "Scheda"))
        parts.append(table(individual_rows(list(rows)), INDIVIDUAL_WIDTHS, BORDERS))
    section = (
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="964" w:right="737" w:bottom="964" w:left="737" w:header="480" w:footer="480" w:gutter="0"/>'
    )
    return body_xml([*parts, paragraph("", "Coda")], section)


def styles_xml() -> str:
    """Return the styles, all on Liberation Sans 8.5."""
    tight = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
    bold = "<w:b/>"
    styles = (
        style_xml("Cella", tight),
        style_xml("Area", "<w:keepNext/>" + tight, bold),
        style_xml("Intestazione", tight, bold),
        style_xml("Titolo", '<w:spacing w:after="60"/>', bold + '<w:sz w:val="28"/>'),
        style_xml("Atto", '<w:spacing w:after="60"/>', '<w:sz w:val="18"/>'),
        style_xml("Avvertenza", '<w:spacing w:after="200"/>', '<w:i/><w:sz w:val="18"/>'),
        style_xml("Parte", '<w:pageBreakBefore/><w:spacing w:after="120"/>', bold + '<w:sz w:val="24"/>'),
        style_xml("Scheda", '<w:keepNext/><w:spacing w:before="240" w:after="80"/>', bold + '<w:sz w:val="20"/>'),
        style_xml("Piede", '<w:jc w:val="center"/>', '<w:sz w:val="15"/>'),
        style_xml("Coda", '<w:spacing w:after="0"/>', '<w:sz w:val="2"/>'),
    )
    sans = '<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans" w:cs="Liberation Sans"/>'
    return styles_part(sans + '<w:sz w:val="17"/><w:lang w:val="it-IT"/>', styles)


def build() -> Document:
    """Return the document of 2024."""
    return Document(
        name="allegato-2024",
        title=f"{TITLE} ({LABEL})",
        date="2024-01-30T09:00:00Z",
        body=document_xml(),
        styles=styles_xml(),
        footer=footer_part(f"{LABEL} - pagina ", " di "),
    )
