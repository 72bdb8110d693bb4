"""Exporters: a plan becomes files, whole or not at all.

In: a ``Piano`` and a folder. Out: ``albero.json`` (validated before it is written) and ``indicatori.csv``; the same plan gives
the same bytes. Every file of a run is written beside its place first; only when all stand are they moved in.
``frames`` gives analysts pandas tables; nothing else here needs pandas.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.export.files import write_files
from pipeline.export.rows_csv import render_csv
from pipeline.export.tree_json import render_json
from pipeline.model import Piano

__all__ = ["render_csv", "render_json", "write_outputs"]


def write_outputs(piano: Piano, directory: Path, *, excel: bool = False) -> tuple[Path, ...]:
    """Write a plan's files into a folder, made where it is missing; return their paths.

    ``excel`` gives the CSV a byte order mark and semicolons, as Italian spreadsheets expect them.

    Raises:
        OutputError: the folder or a file cannot be written; nothing new is left there.
    """
    contents = {
        "albero.json": render_json(piano).encode("utf-8"),
        "indicatori.csv": render_csv(piano, excel=excel).encode("utf-8-sig" if excel else "utf-8"),
    }
    return write_files(directory, contents)
