"""WeasyPrint and wkhtmltopdf: the same HTML as for Chromium, broken into pages by other engines."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from builders.blocks import Block
from builders.chromium import html
from builders.rendition import Rendition


def build_pdf(blocks: list[Block], r: Rendition, path: Path) -> None:
    """Print the rendition."""
    if r.producer == "weasyprint":
        print_with_weasyprint(html(blocks, r), path)
    else:
        print_with_wkhtmltopdf(html(blocks, r), r, path)


def print_with_weasyprint(page: str, path: Path) -> None:
    """Print a page with WeasyPrint."""
    from weasyprint import HTML  # here: only this producer needs it

    HTML(string=page).write_pdf(path)


def print_with_wkhtmltopdf(page: str, r: Rendition, path: Path) -> None:
    """Print a page with wkhtmltopdf, which knows no @page rules."""
    width, height = r.paper_size(r.starts_landscape)
    size = ("--page-width", f"{width}mm", "--page-height", f"{height}mm")
    margins = [part for side in "TBLR" for part in (f"-{side}", f"{r.margin}mm")]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "piano.html")
        source.write_text(page, encoding="utf-8")
        command = ["wkhtmltopdf", "-q", *size, *margins, str(source), str(path)]
        headless = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": folder}
        subprocess.run(command, check=True, capture_output=True, timeout=120, env=headless)
