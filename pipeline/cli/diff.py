"""``albero diff OLD NEW``: what changed between two plans, as text, JSON, CSV or a web page."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Literal

import click

from pipeline.cli.console import engine_option, lingua_option, registry_option, tell
from pipeline.cli.italian import verb
from pipeline.cli.plans import archive_option, deliver, output_option, read_reference
from pipeline.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from pipeline.diff import Diff
    from pipeline.model import Piano


@verb("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "html"]),
    default="text",
    help="Forma del confronto (text, json, csv, html).",
)
@output_option
@click.option("--excel", "--bom", "excel", is_flag=True, help="CSV per Excel italiano: punto e virgola e BOM.")
@click.option("--exit-code", is_flag=True, help="Esce con 1 se ci sono cambiamenti.")
@click.option("--forza", is_flag=True, help="Confronta anche piani di enti diversi.")
@registry_option
@archive_option
@lingua_option
@engine_option
def command(
    old: str,
    new: str,
    form: str,
    output: str | None,
    excel: bool,
    exit_code: bool,
    forza: bool,
    registry: str | None,
    archivio: str,
    lingua: Literal["it", "en"],
    engine: str,
) -> int:
    """Confronta due piani: che cosa cambia da OLD a NEW, oltre al passare dell'anno.

    OLD e NEW sono documenti, albero.json, o anni dell'archivio (albero diff 2024 2025 confronta le ultime versioni).
    """
    from pipeline.diff import compare

    before = read_reference(old, engine=engine, registry=registry, archive=archivio)
    after = read_reference(new, engine=engine, registry=registry, archive=archivio)
    _check_bodies(before, after, forced=forza)
    diff = compare(before, after)
    deliver(render(diff, form, lingua, colours=_colours(output), excel=excel), output)
    if form != "text" or output is not None:
        from pipeline.diff.words import summary_lines

        for line in summary_lines(diff, lingua):
            tell(line)
    return ExitCode.FINDINGS if exit_code and diff.cambiamenti else ExitCode.OK


def _check_bodies(old: Piano, new: Piano, *, forced: bool) -> None:
    from pipeline.diff.bodies import same_body

    if same_body(old.ente, new.ente):
        return
    warning = f"i due piani sono di enti diversi: «{old.ente}» e «{new.ente}»."
    if not forced:
        raise UsageError(f"I{warning[1:]}", "Con --forza il confronto si fa lo stesso.")
    tell(f"attenzione: {warning}")


def _colours(output: str | None) -> bool:
    return output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ


def render(diff: Diff, form: str, lingua: Literal["it", "en"], *, colours: bool, excel: bool) -> str:
    """Return the comparison in one of the four forms."""
    if form == "json":
        return render_json(diff)
    if form == "csv":
        from pipeline.diff.render_csv import render_csv

        return render_csv(diff, lingua, excel=excel)
    if form == "html":
        from pipeline.diff.render_html import render_html

        return render_html(diff, lingua)
    from pipeline.diff.render_text import render_text

    return render_text(diff, lingua, colori=colours)


def render_json(diff: Diff) -> str:
    """Return the comparison's JSON, valid under schemas/diff.schema.json."""
    from pipeline.diff.document import encode_diff
    from pipeline.schema import validate

    document = encode_diff(diff)
    faults = validate(document, "diff")
    if faults:
        raise RuntimeError(f"diff.json breaks its schema: {faults[0]}")
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
