"""The samples' words counted without the program: by splitting the text, by walking the XML, by pdfplumber's characters.

Out: the words of a document as its own format holds them, and its characters without white space.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import pdfplumber
from lxml import etree

from .reading import DOCX, PDF, TESTO, sample_bytes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORIES = ("word/document", "word/header", "word/footer")


class PlacedWord(NamedTuple):
    """A word of a page and where it stands: points from the top left corner."""

    pagina: int
    testo: str
    x0: float
    top: float
    x1: float
    bottom: float

    @classmethod
    def of(cls, pagina: int, word: dict[str, Any]) -> PlacedWord:
        """Return a word of pdfplumber."""
        return cls(pagina, str(word["text"]), *(float(word[key]) for key in ("x0", "top", "x1", "bottom")))

    def within(self, pagina: int, riquadro: tuple[float, float, float, float]) -> bool:
        """Say whether the word's centre lies in a box."""
        x, y = (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2
        return self.pagina == pagina and riquadro[0] <= x <= riquadro[2] and riquadro[1] <= y <= riquadro[3]


@cache
def words_of(sample: str) -> tuple[str, ...]:
    """Return every word of a sample, whatever it is for."""
    readers = {TESTO: _words_of_text, DOCX: _words_of_docx, PDF: _words_of_pdf}
    return tuple(unicodedata.normalize("NFKC", word) for word in readers[sample]())


def characters(texts: Iterable[str]) -> Counter[str]:
    """Return how often each character occurs, white space left out."""
    return Counter(char for text in texts for char in text if not char.isspace())


@cache
def pdf_words() -> tuple[PlacedWord, ...]:
    """Return the words of the PDF with their places, as pdfplumber's characters give them."""
    found = []
    with pdfplumber.open(io.BytesIO(sample_bytes(PDF))) as document:
        for page in document.pages:
            found += [PlacedWord.of(page.page_number, word) for word in page.extract_words(x_tolerance=1.5)]
            page.close()
    return tuple(found)


@cache
def pdf_page_sizes() -> tuple[tuple[float, float], ...]:
    """Return width and height of each page of the PDF, in points."""
    with pdfplumber.open(io.BytesIO(sample_bytes(PDF))) as document:
        return tuple((float(page.width), float(page.height)) for page in document.pages)


@cache
def docx_cells() -> dict[tuple[int, int, int], str]:
    """Return the text of each cell of the DOCX by table, row and column, all from 1; white space folded."""
    cells = {}
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(sample_bytes(DOCX))).read("word/document.xml"))
    for table, grid in enumerate(root.iter(f"{_W}tbl"), 1):
        for row, line in enumerate(grid.iter(f"{_W}tr"), 1):
            column = 1
            for cell in line.iter(f"{_W}tc"):
                text = "".join(node.text or "" for node in cell.iter(f"{_W}t"))
                cells[table, row, column] = " ".join(text.split())
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                column += int(span.get(f"{_W}val", "1")) if span is not None else 1
    return cells


def _words_of_text() -> Iterator[str]:
    yield from sample_bytes(TESTO).decode("utf-8").split()


def _words_of_docx() -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(sample_bytes(DOCX))) as package:
        for part in package.namelist():
            if part.startswith(_STORIES) and part.endswith(".xml"):
                root = etree.fromstring(package.read(part))
                for paragraph in root.iter(f"{_W}p"):
                    yield from "".join(node.text or "" for node in paragraph.iter(f"{_W}t")).split()


def _words_of_pdf() -> Iterator[str]:
    return (word.testo for word in pdf_words())
