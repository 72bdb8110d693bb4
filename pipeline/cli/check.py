"""``albero check FILE``: the plan's findings, as lines, JSON or SARIF."""

from __future__ import annotations

from typing import Literal

import click

from pipeline.cli.console import (
    engine_option,
    file_argument,
    lingua_option,
    product,
    read_file,
    read_registry,
    registry_option,
    tell,
)
from pipeline.cli.italian import verb
from pipeline.errors import ExitCode
from pipeline.model import Gravita


@verb("check")
@file_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="Forma dell'elenco (text, json, sarif).",
)
@click.option(
    "--select", metavar="CODICI", multiple=True, help="Solo questi codici o inizi di codice, separati da virgole."
)
@click.option("--ignore", metavar="CODICI", multiple=True, help="Tutti tranne questi.")
@lingua_option
@engine_option
@registry_option
def command(
    file: str,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    lingua: Literal["it", "en"],
    engine: str,
    registry: str | None,
) -> int:
    """Elenca le segnalazioni sul piano in FILE (un documento o un albero.json).

    Ogni riga dice file:pagina:riga CODICE messaggio. Esce con 1 se ce n'è una di gravità errore.
    """
    from pipeline.check import all_findings
    from pipeline.diagnostics.render import render_json, render_sarif, render_text

    piano = read_file(file, engine=engine, registry=registry)
    config = read_registry(registry)[1]
    found = all_findings(piano, select=_codes(select), ignore=_codes(ignore), config=config)
    render = {"text": render_text, "json": render_json, "sarif": render_sarif}[form]
    text = render(found, piano.fonte.file, lingua)
    if text:
        product(text.rstrip("\n"))
    tell(f"{len(found)} {'segnalazione' if len(found) == 1 else 'segnalazioni'}; albero explain CODICE le spiega")
    return ExitCode.FINDINGS if any(d.gravita is Gravita.ERRORE for d in found) else ExitCode.OK


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())
