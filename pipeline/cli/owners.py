"""``albero owners FILE``: every spelling of an owner, what it became, how and how surely, and the registry lines to paste."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.console import engine_option, file_argument, product, tell, working
from pipeline.cli.italian import verb

if TYPE_CHECKING:
    from pipeline.meaning.owners import Registry
    from pipeline.meaning.owners.report import Grafia, Prefisso, RapportoOwner
    from pipeline.model import Piano

COLUMNS = ("colonna", "testo", "volte", "metodo", "punteggio", "unita", "candidati", "segnalazioni")


@verb("owners")
@file_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    help="Forma dell'elenco (text, json, csv).",
)
@click.option("--registry", metavar="REGISTRO", help="Registro delle unità organizzative dell'ente (TOML).")
@engine_option
def command(file: str, form: str, registry: str | None, engine: str) -> None:
    """Elenca ogni grafia degli owner di FILE, e dei prefissi dei codici individuali: che unità è, come e quanto è sicuro.

    Per quelle che nessuna unità spiega stampa le righe da incollare nel registro.
    """
    from pipeline.meaning.owners import load_registry
    from pipeline.meaning.owners.report import report_owners

    known = load_registry(registry) if registry is not None else None
    piano = _read(file, engine)
    report = report_owners(piano, known if known is not None else _choose(piano))
    product({"text": render_text, "json": render_json, "csv": render_csv}[form](report))
    tell(_summary(report))


def _read(file: str, engine: str) -> Piano:
    from pipeline.extract import read_source
    from pipeline.read import read_plan

    data, name = read_source(file)
    with working(f"lettura di {name}"):
        return read_plan(data, name, engine=engine)


def _choose(piano: Piano) -> Registry:
    from pipeline.meaning.owners import choose_registry

    return choose_registry(piano)


def render_text(report: RapportoOwner) -> str:
    """Return the report as an aligned table, the lines to paste below it."""
    rows = [("GRAFIA", "VOLTE", "METODO", "PUNTI", "UNITÀ"), *(_owner_row(g) for g in report.grafie)]
    rows += [_prefix_row(prefix) for prefix in report.prefissi]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [f"registro: {report.registro}", ""]
    lines += ["  ".join((*map(str.ljust, row[:4], widths), row[4])).rstrip() for row in rows]
    paste = [g.righe for g in report.grafie if g.righe] + [p.righe for p in report.prefissi if p.righe]
    if paste:
        lines += ["", "# Righe da incollare nel registro (albero registry init FILE lo scrive intero):", "", *paste]
    return "\n".join(lines).rstrip("\n")


def _owner_row(grafia: Grafia) -> tuple[str, ...]:
    owner = grafia.owner
    near = ", ".join(f"{c.unita} {c.punteggio:g}" for c in owner.candidati)
    meant = ", ".join(owner.unita) or (f"? {near}" if near else "?")
    return (grafia.testo, str(grafia.volte), str(owner.metodo or ""), _score(owner.punteggio), meant)


def _prefix_row(prefisso: Prefisso) -> tuple[str, ...]:
    known = prefisso.unita is not None
    return (f"[codice] {prefisso.testo}", str(prefisso.volte), "prefisso" if known else "", "", prefisso.unita or "?")


def _score(punteggio: float | None) -> str:
    return "" if punteggio is None else f"{punteggio:g}"


def render_json(report: RapportoOwner) -> str:
    """Return the report as JSON."""
    document = {
        "registro": report.registro,
        "owner": [_owner_object(grafia) for grafia in report.grafie],
        "prefissi": [{"testo": p.testo, "volte": p.volte, "unita": p.unita, "righe": p.righe} for p in report.prefissi],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _owner_object(grafia: Grafia) -> dict[str, Any]:
    return {
        "testo": grafia.testo,
        "volte": grafia.volte,
        "metodo": grafia.owner.metodo,
        "punteggio": grafia.owner.punteggio,
        "unita": list(grafia.owner.unita),
        "candidati": [{"unita": c.unita, "punteggio": c.punteggio} for c in grafia.owner.candidati],
        "segnalazioni": [{"codice": d.codice, "messaggio": d.messaggio} for d in grafia.diagnostica],
        "righe": grafia.righe,
    }


def render_csv(report: RapportoOwner) -> str:
    """Return the report as CSV, one row for each spelling; ids parted by blanks, cells shielded from spreadsheets."""
    from pipeline.export.cells import shield

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for grafia in report.grafie:
        owner = grafia.owner
        near = " ".join(c.unita for c in owner.candidati)
        found = " ".join(d.codice for d in grafia.diagnostica)
        cells = (grafia.testo, grafia.volte, owner.metodo or "", _score(owner.punteggio), " ".join(owner.unita), near)
        writer.writerow([shield(str(cell)) for cell in ("owner", *cells, found)])
    for prefix in report.prefissi:
        writer.writerow(["prefisso", shield(prefix.testo), prefix.volte, "", "", prefix.unita or "", "", ""])
    return out.getvalue().rstrip("\n")


def _summary(report: RapportoOwner) -> str:
    unknown = sum(not grafia.owner.unita for grafia in report.grafie)
    loose = sum(prefix.unita is None for prefix in report.prefissi)
    return (
        f"{len(report.grafie)} grafie di owner, {unknown} senza unità; "
        f"{len(report.prefissi)} prefissi nei codici, {loose} senza unità"
    )
