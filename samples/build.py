"""Build `allegato-2024` and `allegato-2025`, each as DOCX and PDF, from the hand-made tables.

In: the tables beside this file, laid out by `template_2024` and `template_2025`. Out: the four documents beside them. The DOCX
are written part by part with fixed dates, so that the same tables give the same bytes; each PDF comes from its DOCX through
LibreOffice, and its dates and identifiers are overwritten in place. A tool for developers: what it makes is committed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import template_2024
import template_2025
from word import HERE, Document, write_docx


def pdf_date(date: str) -> bytes:
    """Return `2025-07-29T09:00:00Z` as a PDF writes it."""
    return b"D:" + re.sub(r"[^0-9Z]", "", date).encode()


def blank_out(match: re.Match[bytes]) -> bytes:
    """Return the match with every digit or hexadecimal digit of its last group set to zero."""
    return match[1] + re.sub(rb"[0-9A-Fa-f]", b"0", match[2])


def fix_pdf(data: bytes, date: bytes) -> bytes:
    """Overwrite dates and identifiers in place, so that no offset moves."""
    data = re.sub(
        rb"(/(?:Creation|Mod)Date\s*\()([^)]*)(?=\))", lambda m: m[1] + date.ljust(len(m[2]))[: len(m[2])], data
    )
    data = re.sub(rb"(/ID\s*\[\s*)((?:<[0-9A-Fa-f]+>\s*){2})", blank_out, data)
    return re.sub(rb"(/DocChecksum\s*/)([0-9A-Fa-f]+)", blank_out, data)


def write_pdf(docx: Path, path: Path, date: bytes) -> None:
    """Convert the DOCX with LibreOffice in a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profilo').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(docx)]
        subprocess.run(command, check=True, capture_output=True)
        path.write_bytes(fix_pdf(Path(folder, docx.stem + ".pdf").read_bytes(), date))


def build(document: Document) -> None:
    """Write both files of a document; without LibreOffice the PDF stays as it was."""
    docx = HERE / f"{document.name}.docx"
    write_docx(document, docx)
    print(docx.name, docx.stat().st_size)
    if shutil.which("soffice"):
        pdf = docx.with_suffix(".pdf")
        write_pdf(docx, pdf, pdf_date(document.date))
        print(pdf.name, pdf.stat().st_size)


def main() -> int:
    """Build the documents of the years named on the command line, or of both."""
    templates = {"2024": template_2024, "2025": template_2025}
    for year in sys.argv[1:] or templates:
        build(templates[year].build())
    if shutil.which("soffice"):
        return 0
    print("LibreOffice (soffice) non trovato: i PDF restano com'erano", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
