"""``albero history``: an objective or a unit followed through the years of the archive."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.console import lingua_option, product
from pipeline.cli.italian import verb
from pipeline.cli.plans import archive_option, need_archive
from pipeline.errors import InputError, UsageError

if TYPE_CHECKING:
    from pipeline.archive import Archive, Tappa
    from pipeline.diff.words import Lingua
    from pipeline.model import Piano

_YEARED = re.compile(r"((?:19|20)\d\d):(.+)")


@verb("history")
@click.option(
    "--obiettivo", metavar="[ANNO:]CODICE", help="L'obiettivo da seguire, con il codice che ha in quell'anno."
)
@click.option("--owner", metavar="UNITÀ", help="L'unità da seguire: il suo nome o il suo id.")
@click.option("--ente", metavar="NOME", help="L'ente, se l'archivio ne ha più d'uno.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Forma della storia (text, json)."
)
@archive_option
@lingua_option
def command(
    obiettivo: str | None, owner: str | None, ente: str | None, form: str, archivio: str, lingua: Lingua
) -> None:
    """Segue un obiettivo o un'unità attraverso gli anni in archivio, anche se cambia codice, testo, settore o nome."""
    from pipeline.archive import history_of_objective, history_of_unit, open_archive

    if (obiettivo is None) == (owner is None):
        raise UsageError("Che cosa seguire?", "Dire --obiettivo CODICE oppure --owner UNITÀ.")
    need_archive(archivio)
    with open_archive(Path(archivio), create=False) as archive:
        plans = _plans(archive, ente)
    if obiettivo is not None:
        yeared = _YEARED.fullmatch(obiettivo)
        year, code = (int(yeared[1]), yeared[2]) if yeared else (None, obiettivo)
        stops = history_of_objective(plans, code, year)
    else:
        stops = history_of_unit(plans, owner or "")
    if not stops:
        raise InputError(
            f"Nessun piano in archivio ha «{obiettivo or owner}».",
            "albero list elenca i piani, albero show ANNO i codici.",
        )
    product(
        json.dumps([as_json(s) for s in stops], ensure_ascii=False, indent=1)
        if form == "json"
        else "\n".join(_text(stops, lingua))
    )


def _plans(archive: Archive, ente: str | None) -> list[Piano]:
    years = sorted({s.anno for s in archive.plans() if s.anno is not None})
    found = []
    for year in years:
        try:
            found.append(archive.plan(year, ente=ente))
        except InputError:
            if ente is None:
                raise
    return found


def _text(stops: tuple[Tappa, ...], lingua: Lingua) -> Iterator[str]:
    from pipeline.diff import words

    for stop in stops:
        yield f"{stop.piano.anno}  {stop.testo or stop.chiave}"
        for change in stop.cambiamenti:
            if not change.derivato:
                where = change.nuovo or change.vecchio
                sides = f"{change.prima or '–'} → {change.dopo or '–'}"
                yield f"      ~ {where} {words.kind(change.tipo, lingua)}: {sides}"
        for key, item in stop.indicatori:
            yield f"      {key} {item.testo} [{item.target.testo}]"


def as_json(stop: Tappa) -> dict[str, Any]:
    """Return a year of a history as a JSON object."""
    return {
        "anno": stop.piano.anno,
        "atto": stop.piano.atto.testo if stop.piano.atto else None,
        "id": stop.chiave,
        "testo": stop.testo,
        "indicatori": [{"id": key, "testo": i.testo, "target": i.target.testo} for key, i in stop.indicatori],
        "cambiamenti": [
            {
                "tipo": c.tipo,
                "livello": str(c.livello),
                "vecchio": c.vecchio,
                "nuovo": c.nuovo,
                "prima": c.prima,
                "dopo": c.dopo,
            }
            for c in stop.cambiamenti
        ],
    }
