"""Plain text: bytes in, raw rows with line numbers out.

The layouts known: tab columns, CSV, tables drawn with bars, and one cell a line. Columns aligned with spaces (what
``pdftotext -layout`` writes) are not cut apart: where one wrapped cell ends and the next begins is not in the text, so
that is said instead of guessed. Which cell is what is the normalizer's business.
"""

from __future__ import annotations

import re

from pipeline.diagnostics import finding
from pipeline.errors import InputError
from pipeline.extract.draft import Draft
from pipeline.extract.source import printable
from pipeline.extract.text.decode import Decoded, decode
from pipeline.extract.text.delimited import read_delimited
from pipeline.extract.text.lines import Line, read_lines, split_lines
from pipeline.extract.text.markdown import has_bars, read_bars
from pipeline.model import Formato
from pipeline.rows import RawDocument

__all__ = ["read_text"]

_GAP = re.compile(r"\S {3,}(?=\S)")
_MIN_GAPS = 2
_MIN_ALIGNED = 5
_ALIGNED_SHARE = 0.2


def read_text(data: bytes, name: str) -> RawDocument:
    """Return the rows of a text document; provenance is the line, and the page where form feeds separate pages.

    Raises:
        InputError: the text holds only white space.
    """
    decoded = decode(data)
    draft = Draft()
    _report_encoding(decoded, draft)
    _read(decoded.testo, draft)
    document = draft.finish(data, name, Formato.TESTO)
    if not document.parole:
        raise InputError(
            f"«{printable(name)}» è un testo vuoto: contiene solo spazi.",
            "Controlla di aver indicato il file del piano.",
        )
    return document


def _read(text: str, draft: Draft) -> None:
    lines = split_lines(text)
    if has_bars(lines):
        read_bars(lines, draft)
    elif not read_delimited(text, draft):
        read_lines(lines, draft)
        _report_aligned(lines, draft)


def _report_aligned(lines: list[Line], draft: Draft) -> None:
    printed = [line for line in lines if line.testo.strip()]
    aligned = sum(1 for line in printed if len(_GAP.findall(line.testo.strip())) >= _MIN_GAPS)
    if aligned >= max(_MIN_ALIGNED, len(printed) * _ALIGNED_SHARE):
        draft.diagnostica.append(finding("LET023", numero=aligned))


def _report_encoding(decoded: Decoded, draft: Draft) -> None:
    if decoded.encoding == "cp1252":
        draft.diagnostica.append(finding("LET001"))
    if decoded.broken:
        draft.diagnostica.append(finding("LET002", numero=decoded.broken))
