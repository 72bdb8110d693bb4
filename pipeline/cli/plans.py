"""What the verbs that compare plans share: a plan from a file, a document or a year of the archive; where the product goes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.console import read_file, tell
from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Piano

ARCHIVE = "out/archivio.sqlite"
_YEAR = re.compile(r"(?:19|20)\d\d")

archive_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--archivio", metavar="FILE", default=ARCHIVE, help=f"Archivio dei piani (se manca: {ARCHIVE})."
)
output_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "-o", "output", metavar="FILE", help="File in cui scrivere (se manca: standard output)."
)


def read_reference(
    reference: str, *, engine: str = "pdfium", registry: str | None = None, archive: str = ARCHIVE
) -> Piano:
    """Return the plan that an argument names: a document, an albero.json, ``-``, or a year of the archive.

    Raises:
        InputError: there is no such plan, or it cannot be read.
    """
    piano = _from_archive(reference, archive) if _is_year(reference) else read_file(reference, engine=engine)
    if registry is None:
        return piano
    from pipeline.meaning import interpret
    from pipeline.meaning.owners import load_registry

    return interpret(piano, registry=load_registry(registry))


def _is_year(reference: str) -> bool:
    return bool(_YEAR.fullmatch(reference)) and not Path(reference).exists()


def _from_archive(year: str, archive: str) -> Piano:
    from pipeline.archive import open_archive

    need_archive(archive)
    with open_archive(Path(archive), create=False) as found:
        return found.plan(int(year))


def need_archive(archive: str) -> None:
    """Refuse to read an archive that does not exist.

    Raises:
        InputError: it does not.
    """
    if not Path(archive).exists():
        raise InputError(
            f"L'archivio «{archive}» non c'è ancora.", "Archiviare i piani con albero ingest, o indicare i file."
        )


def deliver(text: str, output: str | None) -> None:
    """Write the product to a file, whole or not at all, or to stdout.

    Raises:
        OutputError: the file cannot be written.
    """
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from pipeline.export.files import write_file

    tell(f"scritto: {write_file(Path(output), text.encode('utf-8'))}")
