"""``albero show ANNO``: a plan of the archive, as an outline or as its albero.json."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.italian import verb
from pipeline.cli.plans import archive_option, deliver, need_archive, output_option

if TYPE_CHECKING:
    from pipeline.model import Indicatore, Piano


@verb("show")
@click.argument("year", metavar="ANNO", type=int)
@click.option("--ente", metavar="NOME", help="L'ente, se l'archivio ne ha più d'uno.")
@click.option("--versione", type=int, metavar="N", help="Una versione dell'anno (se manca: quella in vigore).")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Forma del piano (text, json)."
)
@output_option
@archive_option
def command(year: int, ente: str | None, versione: int | None, form: str, output: str | None, archivio: str) -> None:
    """Mostra il piano di un anno: i suoi settori, obiettivi e indicatori, o l'albero.json com'è stato archiviato."""
    from pipeline.archive import open_archive

    need_archive(archivio)
    with open_archive(Path(archivio), create=False) as archive:
        piano = archive.plan(year, ente=ente, versione=versione)
    if form == "json":
        from pipeline.export.tree_json import render_json

        deliver(render_json(piano), output)
    else:
        deliver("\n".join(outline(piano)) + "\n", output)


def outline(piano: Piano) -> Iterator[str]:
    """Yield a plan as indented lines."""
    act = f" · {piano.atto.testo}" if piano.atto else ""
    yield f"{piano.ente or 'ente sconosciuto'} · {piano.anno or 'anno sconosciuto'}{act}"
    for settore in piano.settori:
        yield settore.testo
        for obiettivo in settore.obiettivi:
            yield f"  {obiettivo.testo}"
            yield from (f"    {measure(i)}" for i in obiettivo.indicatori)
    for individuale in piano.obiettivi_individuali:
        yield f"  {individuale.testo}"
        yield from (f"    {measure(i)}" for i in individuale.indicatori)


def measure(indicatore: Indicatore) -> str:
    """Return an indicator as one line: text, target, owner."""
    owner = f" · {indicatore.owner.testo}" if indicatore.owner else ""
    return f"{indicatore.id} {indicatore.testo} [{indicatore.target.testo}]{owner}"
