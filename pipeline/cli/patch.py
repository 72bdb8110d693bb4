"""``albero patch OLD DIFF``: the new plan rebuilt from the old one and a comparison."""

from __future__ import annotations

import click

from pipeline.cli.console import engine_option, registry_option
from pipeline.cli.italian import verb
from pipeline.cli.plans import archive_option, deliver, output_option, read_reference
from pipeline.errors import InputError


@verb("patch")
@click.argument("old", metavar="OLD")
@click.argument("diff", metavar="DIFF")
@output_option
@registry_option
@archive_option
@engine_option
def command(old: str, diff: str, output: str | None, registry: str | None, archivio: str, engine: str) -> None:
    """Ricostruisce il piano nuovo (albero.json) dal vecchio e dal JSON di un confronto.

    DIFF è quello che scrive albero diff OLD NEW --format json.
    """
    from pipeline.diff.document import patch
    from pipeline.export.tree_json import render_json
    from pipeline.extract import read_source
    from pipeline.read import parse_json
    from pipeline.schema import validate

    before = read_reference(old, engine=engine, registry=registry, archive=archivio)
    data, name = read_source(diff)
    document = parse_json(data, name)
    faults = validate(document, "diff")
    if faults:
        raise InputError(
            f"«{name}» non è il JSON di un confronto: {faults[0]}.", "Scriverlo con albero diff OLD NEW --format json."
        )
    deliver(render_json(patch(before, document)), output)
