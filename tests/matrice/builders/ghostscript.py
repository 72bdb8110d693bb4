"""Ghostscript: a document of LibreOffice Writer, distilled again as protocol systems do."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from builders import writer
from builders.blocks import Block
from builders.rendition import Rendition

FLAGS = ("-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite")


def build_pdf(blocks: list[Block], r: Rendition, path: Path) -> None:
    """Write the rendition and distil it."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "piano.pdf")
        writer.build_pdf(blocks, r, written)
        command = ["gs", *FLAGS, f"-sOutputFile={path}", str(written)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
