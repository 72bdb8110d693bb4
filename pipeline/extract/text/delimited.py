"""CSV in its dialects: a text whose records all have the same number of fields is one table.

Comma, semicolon, vertical bar, or tabs with quoted cells. Where records disagree, nothing is decided: the text is read
line by line.
"""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from pipeline.extract.draft import Draft, Field
from pipeline.model import Provenance

_MIN_RECORDS = 3
_MIN_FIELDS = 3
_TITLE_SHARE = 0.5


class _Record(NamedTuple):
    linea: int
    fields: list[str]


def read_delimited(text: str, draft: Draft) -> bool:
    """Add the table that a CSV text holds to the draft; False (and nothing added) where the text is no CSV."""
    for delimiter in _candidates(text):
        records = _parse(text, delimiter)
        width = _width(records)
        if width:
            _read(records, width, draft)
            return True
    return False


def _candidates(text: str) -> list[str]:
    """Return the delimiters worth trying. Tabs need no quotes to be read, so only quoted cells bring them here."""
    found = [delimiter for delimiter in ";|," if delimiter in text]
    return ["\t", *found] if "\t" in text and '"' in text else found


def _parse(text: str, delimiter: str) -> list[_Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records, line = [], 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                records.append(_Record(line, fields))
            line = reader.line_num + 1
    except csv.Error:  # an open quote, text behind a closing one: this is prose
        return []
    return records


def _width(records: list[_Record]) -> int:
    """Return the number of fields that all records share, or 0. Titles without a delimiter may stand among them."""
    tabular = [record for record in records if len(record.fields) > 1]
    widths = {len(record.fields) for record in tabular}
    if len(widths) != 1 or len(tabular) < max(_MIN_RECORDS, len(records) * _TITLE_SHARE):
        return 0
    width = widths.pop()
    return width if width >= _MIN_FIELDS else 0


def _read(records: list[_Record], width: int, draft: Draft) -> None:
    table = row = 0
    for record in records:
        if len(record.fields) == 1:
            draft.add_line(record.fields[0], Provenance(linea=record.linea))
            table = row = 0
            continue
        table, row = table or draft.open_table(), row + 1
        fields = [Field(text, column) for column, text in enumerate(record.fields)]
        draft.add_row(fields, width, Provenance(linea=record.linea, tabella=table, riga=row))
