"""``albero rows FILE``: the raw rows of a document, before any meaning is given to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from pipeline.cli.console import engine_option, file_argument, product, tell, working
from pipeline.cli.italian import verb
from pipeline.errors import UsageError
from pipeline.model import Formato

if TYPE_CHECKING:
    from pipeline.extract.pdf import Engine
    from pipeline.rows import RawCell, RawDocument, RawRow


@verb("rows")
@file_argument
@engine_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Forma dell'elenco (text o json)."
)
@click.option(
    "--debug-images",
    "images",
    metavar="DIR",
    help="Disegna in DIR ogni pagina di un PDF con parole, filetti e righe trovate.",
)
def command(file: str, engine: str, form: str, images: str | None) -> None:
    """Mostra le righe grezze lette da FILE: dove stanno, e il testo di ogni cella con la sua colonna.

    Serve a capire perché un nodo è stato letto come è stato letto.
    """
    from pipeline.extract import extract, read_source

    data, name = read_source(file)
    with working(f"lettura di {name}"):
        document = extract(data, name, engine=engine)
    if form == "json":
        product(json.dumps(_encode(document), ensure_ascii=False, indent=2))
    else:
        for row in document.rows:
            product(_line(row))
    if images is not None:
        _draw(data, name, document, engine, Path(images))
    tell(
        f"{len(document.rows)} righe, {len(document.parole)} parole, {len(document.arredo)} pezzi di arredo della pagina"
    )


def _draw(data: bytes, name: str, document: RawDocument, engine: str, directory: Path) -> None:
    """Write the pictures of a PDF's pages."""
    if document.fonte.formato is not Formato.PDF:
        raise UsageError("Le immagini delle pagine si fanno solo dai PDF.", "Togli --debug-images, o indica un PDF.")
    from pipeline.extract.envelope import unwrap
    from pipeline.extract.pdf.draw import draw_pages

    with working(f"disegno di {name}"):
        paths = draw_pages(unwrap(data, name), name, directory, engine=cast("Engine", engine))
    tell(f"{len(paths)} immagini in {directory}")


def _line(row: RawRow) -> str:
    """Return a row as one line: page or line, table and row, then each cell behind its column."""
    place = f"p{row.fonte.pagina}" if row.fonte.pagina else f"l{row.fonte.linea}" if row.fonte.linea else "-"
    table = f"t{row.tabella}.{row.riga}" if row.tabella else "testo"
    marks = ("+" if row.inizio_pagina else "") + ("#" if row.intestazione else "")
    return f"{place:>5} {table + marks:<9} {' | '.join(map(_cell, row.cells))}"


def _cell(cell: RawCell) -> str:
    spread = f"-{cell.colonna + cell.colonne - 1}" if cell.colonne > 1 else ""
    down = f"v{cell.righe}" if cell.righe > 1 else ""
    return f"[{cell.colonna}{spread}{down}] {cell.testo}"


def _encode(document: RawDocument) -> dict[str, Any]:
    from pipeline.codec import encode_provenance

    return {
        "fonte": {
            "file": document.fonte.file,
            "sha256": document.fonte.sha256,
            "formato": document.fonte.formato.value,
        },
        "parole": len(document.parole),
        "righe": [
            {
                "tipo": row.kind.value,
                "tabella": row.tabella,
                "riga": row.riga,
                "larghezza": row.larghezza,
                "inizio_pagina": row.inizio_pagina,
                "intestazione": row.intestazione,
                "fonte": encode_provenance(row.fonte),
                "celle": [
                    {"colonna": c.colonna, "colonne": c.colonne, "righe": c.righe, "testo": c.testo} for c in row.cells
                ],
            }
            for row in document.rows
        ],
        "arredo": [
            {"tipo": item.kind.value, "testo": item.testo, "fonte": encode_provenance(item.fonte)}
            for item in document.arredo
        ],
    }
