"""``albero ingest FILE…``: plans are read and kept in the archive."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.console import engine_option, product, read_file, registry_option, tell
from pipeline.cli.italian import verb
from pipeline.cli.plans import archive_option
from pipeline.errors import ExitCode

_DONE = {
    "nuovo": "archiviato",
    "nuova_versione": "archiviato come nuova versione dell'anno",
    "nuova_lettura": "archiviato come nuova lettura dello stesso atto",
    "invariato": "già in archivio, nulla è cambiato",
}


@verb("ingest")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@archive_option
@registry_option
@engine_option
def command(files: tuple[str, ...], archivio: str, registry: str | None, engine: str) -> int:
    """Legge i piani in FILE e li archivia: ente, anno e atto dicono quale piano è.

    Gli stessi byte non cambiano nulla; un altro atto dello stesso anno è una nuova versione. Ogni piano entra intero o per niente.
    """
    from pipeline import __version__
    from pipeline.archive import open_archive
    from pipeline.diagnostics import finding

    # all are read before the first is stored: a wrong file name leaves the archive as it was
    plans = [(file, read_file(file, engine=engine, registry=registry)) for file in files]
    with open_archive(Path(archivio)) as archive:
        for file, piano in plans:
            esito = archive.store(piano, __version__)
            name = f"{piano.ente or 'ente sconosciuto'}, {piano.anno or 'anno sconosciuto'}"
            act = f", {piano.atto.testo}" if piano.atto else ""
            product(f"{file}: {_DONE[esito.stato]} ({name}{act}; versione {esito.versione}, lettura {esito.lettura})")
            for code, missing in (("ARC001", piano.anno is None), ("ARC002", not piano.ente)):
                if missing:
                    found = finding(code, file=file)
                    tell(f"{found.codice} {found.messaggio} {found.suggerimento}")
    return ExitCode.OK
