"""``albero extract FILE``: a document becomes albero.json and indicatori.csv."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from pipeline.cli.console import engine_option, file_argument, read_file, registry_option, tell, verify_option
from pipeline.cli.italian import verb
from pipeline.errors import ExitCode
from pipeline.model import Gravita, Piano

_SHOWN = 10
_NAMES = {Gravita.ERRORE: ("errore", "errori"), Gravita.AVVISO: ("avviso", "avvisi"), Gravita.INFO: ("info", "info")}


@verb("extract")
@file_argument
@click.option("-o", "directory", metavar="DIR", help="Cartella in cui scrivere (se manca: out/NOME DEL FILE/).")
@engine_option
@verify_option
@registry_option
@click.option("--excel", "--bom", "excel", is_flag=True, help="CSV per Excel italiano: punto e virgola e BOM.")
def command(file: str, directory: str | None, engine: str, verify: bool, registry: str | None, excel: bool) -> int:
    """Legge il piano in FILE (PDF, DOCX o testo, riconosciuto dal contenuto; - per lo standard input).

    Scrive albero.json (l'albero intero) e indicatori.csv (una riga per indicatore).
    """
    from pipeline.export import write_outputs

    piano = read_file(file, engine=engine, verify=verify, registry=registry)
    folder = Path(directory) if directory else Path("out") / (Path(piano.fonte.file).stem or "piano")
    paths = write_outputs(piano, folder, excel=excel)
    for line in summary(piano):
        tell(line)
    tell(f"scritti: {', '.join(map(str, paths))}")
    serious = any(d.gravita is Gravita.ERRORE for d in piano.diagnostica)
    return ExitCode.FINDINGS if serious else ExitCode.OK


def summary(piano: Piano) -> list[str]:
    """Return what was read, in lines for stderr: serious findings, counts, findings by severity."""
    serious = [d for d in piano.diagnostica if d.gravita is Gravita.ERRORE]
    lines = [f"{d.codice} {d.messaggio} {d.suggerimento}" for d in serious[:_SHOWN]]
    return [*lines, _counts(piano), _findings(piano)]


def _counts(piano: Piano) -> str:
    goals = list(piano.iter_obiettivi())
    indicators = sum(len(goal.indicatori) for goal in goals)
    single = piano.obiettivi_individuali
    text = ", ".join(
        (
            _number(len(piano.settori), "settore", "settori"),
            _number(len(goals), "obiettivo", "obiettivi"),
            _number(indicators, "indicatore", "indicatori"),
            _number(len(single), "obiettivo individuale", "obiettivi individuali"),
        )
    )
    if not single:
        return text
    return f"{text} con {_number(sum(len(goal.indicatori) for goal in single), 'indicatore', 'indicatori')}"


def _findings(piano: Piano) -> str:
    found = Counter(d.gravita for d in piano.diagnostica)
    parts = [_number(found[level], *names) for level, names in _NAMES.items()]
    return f"segnalazioni: {', '.join(parts)}"


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
