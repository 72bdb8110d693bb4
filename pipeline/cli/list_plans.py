"""``albero list``: the plans in the archive."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import product
from pipeline.cli.italian import verb
from pipeline.cli.plans import archive_option, need_archive

if TYPE_CHECKING:
    from pipeline.archive import Scheda


@verb("list")
@archive_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Forma dell'elenco (text, json)."
)
def command(archivio: str, form: str) -> None:
    """Elenca i piani in archivio; l'asterisco segna quello in vigore di ogni anno (l'ultimo atto)."""
    from pipeline.archive import open_archive

    need_archive(archivio)
    with open_archive(Path(archivio), create=False) as archive:
        plans = archive.plans()
    if form == "json":
        product(json.dumps([asdict(plan) for plan in plans], ensure_ascii=False, indent=1))
    for plan in plans if form == "text" else ():
        product(line(plan))


def line(plan: Scheda) -> str:
    """Return a plan as one line of the list."""
    mark = "*" if plan.in_vigore else " "
    year = plan.anno if plan.anno is not None else "----"
    size = f"{plan.obiettivi} obiettivi, {plan.indicatori} indicatori"
    act = f" · {plan.atto}" if plan.atto else ""
    reading = f", lettura {plan.lettura}" if plan.lettura > 1 else ""
    return f"{mark} {year} v{plan.versione}{reading} · {plan.ente or 'ente sconosciuto'}{act} · {size} · {plan.file}"
