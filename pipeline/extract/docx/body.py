"""The body of a Word document as rows: paragraphs and tables in order, text boxes after the paragraph that holds them.

A cell's paragraphs are one text. A table inside a cell follows the row it stands in, as a table of its own; where a
row is nothing but one cell around tables (a frame for the layout), its content is read as if the frame were not there.
Body paragraphs with two tabs or more are read as the columns they draw.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.docx.grid import GridCell, GridRow, read_grid
from pipeline.extract.docx.names import PARAGRAPH, TABLE, Element, iter_named
from pipeline.extract.docx.paragraph import Paragraph, ParagraphReader
from pipeline.extract.docx.tally import Tally
from pipeline.extract.draft import Draft, Field
from pipeline.extract.text.lines import Line, read_lines
from pipeline.extract.words import join_lines
from pipeline.model import Provenance
from pipeline.rows import FurnitureKind

_BLOCKS = frozenset({PARAGRAPH, TABLE})
_MIN_TAB_FIELDS = 3


class BodyReader:
    """Reads blocks into a draft. ``linea`` of a paragraph is its number in the body, from 1."""

    def __init__(self, paragraphs: ParagraphReader, draft: Draft, tally: Tally) -> None:
        self._paragraphs, self._draft, self._tally = paragraphs, draft, tally
        self._lines: list[Line] = []
        self._glued = ""
        self._count = 0

    def read(self, parent: Element) -> None:
        """Add every block below ``parent``."""
        for block in iter_named(parent, _BLOCKS, self._tally.deleted):
            if block.tag == PARAGRAPH:
                self._read_paragraph(block)
            else:
                self._flush()
                self._read_table(block)
        self._flush()

    def text_of(self, parent: Element) -> str:
        """Return all the shown text below ``parent`` as one, tables and text boxes included (headers, notes)."""
        return join_lines([line for paragraph in self._all_paragraphs(parent) for line in _lines_of([paragraph])])

    def _read_paragraph(self, element: Element) -> None:
        self._count += 1
        paragraph = self._paragraphs.read(element)
        fonte = Provenance(linea=self._count)
        text, self._glued = self._glued + paragraph.testo, ""
        if self._paragraphs.is_index(element):
            self._flush()
            self._tally.index_words += self._draft.add_furniture(FurnitureKind.NOTA, text, fonte)
        elif paragraph.glued:
            self._glued = text
        else:
            self._lines.extend(Line(self._count, line, None, paragraph.bold) for line in text.split("\n"))
        self._hide(paragraph.hidden, fonte)
        for box in paragraph.boxes:
            self.read(box)

    def _flush(self) -> None:
        if self._glued:
            self._lines.append(Line(self._count, self._glued))
        lines, self._lines, self._glued = self._lines, [], ""
        read_lines(lines, self._draft, min_fields=_MIN_TAB_FIELDS)

    def _hide(self, text: str, fonte: Provenance) -> None:
        if text.strip():
            self._flush()
            self._tally.hidden_words += self._draft.add_furniture(FurnitureKind.INVISIBILE, text, fonte)

    def _read_table(self, table: Element) -> None:
        rows = read_grid(table, self._tally)
        number, width = self._draft.open_table(), max((row.width() for row in rows), default=0)
        for index, row in enumerate(rows, 1):
            fonte = Provenance(tabella=number, riga=index)
            if self._is_frame(row):
                self.read(row.cells[0].element)
            elif row.hidden:
                self._hide(" ".join(self.text_of(cell.element) for cell in row.cells), fonte)
            else:
                self._read_row(row, width, fonte)

    def _is_frame(self, row: GridRow) -> bool:
        return len(row.cells) == 1 and not row.hidden and any(True for _ in self._inner_tables(row.cells[0].element))

    def _inner_tables(self, cell: Element) -> Iterator[Element]:
        return iter_named(cell, frozenset({TABLE}), _ignore)

    def _read_row(self, row: GridRow, width: int, fonte: Provenance) -> None:
        fields: list[Field] = []
        hidden: list[str] = []
        inner: list[Element] = []
        for cell in row.cells:
            paragraphs, tables = self._cell_content(cell.element)
            text = join_lines(_lines_of(paragraphs))
            hidden.extend(paragraph.hidden for paragraph in paragraphs)
            inner.extend(tables)
            if cell.merged_away:
                hidden.append(text)
            else:
                fields.append(_field(cell, text, paragraphs))
        self._draft.add_row(fields, width, fonte, intestazione=row.header)
        for text in hidden:
            self._hide(text, fonte)
        for table in inner:
            self._read_table(table)

    def _cell_content(self, parent: Element) -> tuple[list[Paragraph], list[Element]]:
        """Return the paragraphs of a cell, those of its text boxes among them, and the tables inside it."""
        paragraphs: list[Paragraph] = []
        tables: list[Element] = []
        for block in iter_named(parent, _BLOCKS, self._tally.deleted):
            if block.tag == TABLE:
                tables.append(block)
                continue
            paragraph = self._paragraphs.read(block)
            paragraphs.append(paragraph)
            for box in paragraph.boxes:
                in_box, tables_in_box = self._cell_content(box)
                paragraphs.extend(in_box)
                tables.extend(tables_in_box)
        return paragraphs, tables

    def _all_paragraphs(self, parent: Element) -> Iterator[Paragraph]:
        for element in iter_named(parent, frozenset({PARAGRAPH}), self._tally.deleted):
            paragraph = self._paragraphs.read(element)
            yield paragraph
            for box in paragraph.boxes:
                yield from self._all_paragraphs(box)


def _field(cell: GridCell, text: str, paragraphs: list[Paragraph]) -> Field:
    with_text = [paragraph for paragraph in paragraphs if paragraph.testo.strip()]
    bold = bool(with_text) and all(paragraph.bold for paragraph in with_text)
    return Field(text, cell.column, cell.columns, cell.rows, bold)


def _lines_of(paragraphs: list[Paragraph]) -> list[str]:
    """Return the lines that paragraphs print; where a paragraph's end was deleted the next goes on in its line."""
    text = "".join(paragraph.testo + ("" if paragraph.glued else "\n") for paragraph in paragraphs)
    return text.split("\n")


def _ignore(_: Element) -> None:
    """Deleted content is counted where it is read, not where it is looked for."""
