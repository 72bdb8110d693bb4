"""pdfTeX: blocks to longtables, justified and hyphenated; no space glyph is drawn anywhere."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from builders.blocks import Block, Break, Cell, Line, Paragraph, Table
from builders.look import align_of, is_bold
from builders.rendition import Rendition

SIGNS = {
    "\\": r"\textbackslash{}",
    "≥": r"$\geq$",
    "≤": r"$\leq$",
    ">": r"\textgreater{}",
    "<": r"\textless{}",
    "°": r"\textdegree{}",
    "'": r"\textquotesingle{}",
    '"': r"\textquotedbl{}",
    "\n": r" \newline ",
    **{sign: "\\" + sign for sign in "&%$#_{}"},
}
PREAMBLE = r"""\documentclass[%(size)gpt]{extarticle}
\pdfinfoomitdate1 \pdftrailerid{} \pdfsuppressptexinfo15
\usepackage[paperwidth=%(width)gmm,paperheight=%(height)gmm,margin=%(margin)gmm]{geometry}
\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\usepackage{textcomp,mathptmx}
\usepackage[italian]{babel}\usepackage{longtable,array,ragged2e,booktabs}
\pagestyle{empty}\setlength\parindent{0pt}\setlength\LTleft{0pt}\setlength\LTright{0pt}
\setlength\tabcolsep{%(padding)gmm}\renewcommand\arraystretch{1.15}
\begin{document}
"""


def build_pdf(blocks: list[Block], r: Rendition, path: Path) -> None:
    """Typeset the rendition; longtable learns its widths in the runs before the last."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "piano.tex").write_text("\n".join(source(blocks, r)), encoding="utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "piano.tex"]
        for _ in range(3):
            subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=folder)
        path.write_bytes(Path(folder, "piano.pdf").read_bytes())


def source(blocks: list[Block], r: Rendition) -> Iterator[str]:
    """Yield the lines of the TeX source; only grids and horizontal rules are drawn."""
    width, height = r.paper_size(r.starts_landscape)
    lengths = {"size": r.size, "width": width, "height": height, "margin": r.margin, "padding": max(r.padding, 0.8)}
    yield PREAMBLE % lengths
    for block in blocks:
        if isinstance(block, Break):
            yield r"\clearpage"
        elif isinstance(block, Paragraph):
            yield paragraph(block)
        else:
            yield from longtable(block, r)
    yield r"\end{document}"


def paragraph(block: Paragraph) -> str:
    """Return a title, act, heading or note."""
    text = escaped(block.text) if block.kind in ("atto", "nota") else rf"\textbf{{{escaped(block.text)}}}"
    place = {"titolo": "center", "atto": "flushright"}.get(block.kind, "flushleft")
    return rf"\begin{{{place}}}{text}\end{{{place}}}"


def longtable(table: Table, r: Rendition) -> Iterator[str]:
    """Yield the lines of one table."""
    landscape = r.individual_landscape if table.individual else r.starts_landscape
    widths = r.widths(table.roles, r.paper_size(landscape)[0] - 2 * r.margin)
    place = {"top": "p", "middle": "m", "bottom": "b"}[r.valign]
    columns = [rf">{{\justifying\arraybackslash}}{place}{{{w - 2 * max(r.padding, 0.8) - 0.3:.2f}mm}}" for w in widths]
    side = "|" if r.rules == "grid" else ""
    rule = {"grid": r"\hline", "horizontal": r"\midrule"}.get(r.rules, "")
    yield rf"\begin{{longtable}}{{{side}{side.join(columns)}{side}}}{rule}"
    for n, line in enumerate((table.header, *table.lines)):
        yield rf"{' & '.join(cell_source(cell, line, r) for cell in line.cells)} \\{rule}"
        if n == 0 and r.header == "every":
            yield r"\endhead"
    yield r"\end{longtable}"


def cell_source(cell: Cell | None, line: Line, r: Rendition) -> str:
    """Return a cell."""
    if not cell or not cell.text:
        return "{}"
    text = rf"\textbf{{{escaped(cell.text)}}}" if is_bold(line, cell, r) else escaped(cell.text)
    place = {"center": r"\centering ", "right": r"\raggedleft "}.get(align_of(line, cell, r), "")
    return f"{{{place}{text}}}"


def escaped(text: str) -> str:
    """Return a text as TeX prints it; two hyphens are no dash."""
    return "".join(SIGNS.get(letter, letter) for letter in text).replace("--", "-{}-")
