"""Chromium: blocks to HTML, HTML to PDF with the browser's own print engine."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from builders.blocks import Block, Break, Cell, Line, Paragraph, Table
from builders.look import align_of, breakable, fill_of, ink_of, inner_rule_above, is_bold
from builders.rendition import Rendition

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-pdf-tagging",
    "--no-pdf-header-footer",
)
RULE = "0.6pt solid #000"


def build_pdf(blocks: list[Block], r: Rendition, path: Path) -> None:
    """Print the rendition with headless Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "piano.html")
        page.write_text(html(blocks, r), encoding="utf-8")
        profile = f"--user-data-dir={Path(folder, 'profilo')}"
        command = ["chromium", *FLAGS, profile, f"--print-to-pdf={path}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def html(blocks: list[Block], r: Rendition) -> str:
    """Return the whole page."""
    title = next(block.text for block in blocks if isinstance(block, Paragraph))
    mark = f'<div class="filigrana">{escape(r.watermark)}</div>' if r.watermark else ""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{css(r)}</style>'
    return f'<!doctype html><html lang="it"><head>{head}</head><body>{mark}{"".join(body(blocks, r))}</body></html>'


def body(blocks: list[Block], r: Rendition) -> Iterator[str]:
    """Yield the blocks as HTML; each page orientation is a section of its own."""
    yield f'<section class="{side(r.starts_landscape)}">'
    for n, block in enumerate(blocks):
        if isinstance(block, Break):
            yield f'</section><section class="nuova {side(block.landscape)}">'
        elif isinstance(block, Paragraph):
            tag = "h1" if block.kind == "titolo" else "p"
            yield f'<{tag} class="{block.kind}">{escape(breakable(block.text, r))}</{tag}>'
        else:
            yield table_html(block, r, close=n > 0 and isinstance(blocks[n - 1], Table))
    yield "</section>"


def side(landscape: bool) -> str:
    """Return the name of a page orientation."""
    return "orizzontale" if landscape else "verticale"


def table_html(table: Table, r: Rendition, close: bool) -> str:
    """Return one table; its header repeats on every page only inside a thead."""
    widths = "".join(f'<col style="width:{w:.2f}%">' for w in r.widths(table.roles, 100))
    header = line_html(table.header, table, -1, r)
    head, top = (f"<thead>{header}</thead>", "") if r.header == "every" else ("", header)
    lines = "".join(line_html(line, table, n, r) for n, line in enumerate(table.lines))
    space = ' class="vicina"' if close else ""
    return f"<table{space}><colgroup>{widths}</colgroup>{head}<tbody>{top}{lines}</tbody></table>"


def line_html(line: Line, table: Table, n: int, r: Rendition) -> str:
    """Return one row."""
    fill = fill_of(line, n, r)
    style = f' style="background:#{fill}"' if fill else ""
    return f"<tr{style}>{''.join(cell_html(cell, line, table, n, r) for cell in line.cells if cell)}</tr>"


def cell_html(cell: Cell, line: Line, table: Table, n: int, r: Rendition) -> str:
    """Return one cell with its spans and its differences from the table's common look."""
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    style = f"font-weight:{'bold' if is_bold(line, cell, r) else 'normal'};text-align:{align_of(line, cell, r)};"
    if r.rules in ("groups", "header") and n >= 0 and inner_rule_above(table, n, r):
        style += f"border-top:{RULE};"
    if line.kind == "header":
        style += f"color:#{ink_of(line, r)};"
    text = escape(breakable(cell.text, r)).replace("\n", "<br>")
    if cell.role in ("settore", "obiettivo") and overflows(line, r):
        text = f'<div class="trabocca" style="width:{free_width(cell, table, r):.0f}mm">{text}</div>'
    return f'<td{spans} style="{style}">{text}</td>'


def overflows(line: Line, r: Rendition) -> bool:
    """Say whether a heading's line runs over its empty neighbours."""
    return line.kind in ("settore", "obiettivo") and getattr(r, line.kind) == "overflow"


def free_width(cell: Cell, table: Table, r: Rendition) -> float:
    """Return the millimetres from a heading's column to the table's right edge."""
    total = r.paper_size(r.starts_landscape if not table.individual else r.individual_landscape)[0] - 2 * r.margin
    before = table.roles.index(cell.role)
    return sum(r.widths(table.roles, total)[before:]) - 2 * max(r.padding, 0.8) - 1


def css(r: Rendition) -> str:
    """Return the style sheet."""
    cells = {"grid": f"border:{RULE}", "horizontal": f"border-top:{RULE};border-bottom:{RULE}"}.get(r.rules, "border:0")
    outer = f"border:{RULE}" if r.rules in ("grid", "frame") else "border:0"
    words = "overflow-wrap:anywhere" + (";hyphens:auto" if r.breaks == "auto" else "")
    split = "" if r.split_rows else "tr{break-inside:avoid}"
    over = "z-index:9" if r.watermark_over else "z-index:-1"
    return f"""{pages_css(r)}
body{{margin:0;font:{r.size}pt '{r.font}';color:#000;line-height:1.18}}
section.orizzontale{{page:orizzontale}} section.verticale{{page:verticale}} section.nuova{{break-before:page}}
h1{{font-size:{r.size + 5}pt;text-align:center;margin:0 0 2mm;letter-spacing:{r.spacing}em}}
p{{margin:2mm 0}} p.atto{{text-align:right}} p.settore{{font-weight:bold;font-size:{r.size + 2}pt;margin:5mm 0 2mm;
letter-spacing:{r.spacing}em;break-after:avoid}} p.obiettivo{{font-weight:bold;margin:3mm 0 1mm;break-after:avoid}}
p.nota{{font-style:italic}}
table{{width:100%;table-layout:fixed;border-collapse:collapse;{outer}}} table.vicina{{margin-top:6mm}}
td{{{cells};padding:{r.padding}mm {max(r.padding, 0.8)}mm;vertical-align:{r.valign};{words}}}
{split}
.filigrana{{position:fixed;top:40%;left:0;width:100%;text-align:center;font-size:110pt;color:#d8d8d8;opacity:.55;
transform:rotate(-35deg);{over}}}
*{{-webkit-print-color-adjust:exact}}"""


def pages_css(r: Rendition) -> str:
    """Return the page rules with running header and footer."""
    head = f"@top-center{{content:{counted(r.running_header)};font:8pt '{r.font}'}}" if r.running_header else ""
    foot = f"@bottom-right{{content:{counted(r.running_footer)};font:8pt '{r.font}'}}" if r.running_footer else ""
    rules = []
    for landscape in (True, False):
        width, height = r.paper_size(landscape)
        rules.append(f"@page {side(landscape)}{{size:{width}mm {height}mm;margin:{r.margin}mm;{head}{foot}}}")
    return "\n".join(rules)


def counted(text: str) -> str:
    """Return a running text as CSS content, with counters for {page} and {pages}."""
    parts = re.split(r"(\{pages?\})", text)
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    return " ".join(counters.get(part, f'"{part}"') for part in parts if part)
