"""What verbs share: the product on stdout, messages on stderr, options that several verbs have, a plan read from FILE."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.check import CheckConfig
    from pipeline.meaning.owners import Registry
    from pipeline.model import Piano

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

file_argument: Decorator = click.argument("file", metavar="FILE")
engine_option: Decorator = click.option(
    "--engine",
    type=click.Choice(["pdfium", "pdfplumber"]),
    default="pdfium",
    help="Motore che legge i PDF (se manca: pdfium).",
)
verify_option: Decorator = click.option(
    "--verify", is_flag=True, help="Legge il PDF con entrambi i motori e segnala le differenze."
)
registry_option: Decorator = click.option(
    "--registry", metavar="FILE", help="Registro delle unità organizzative dell'ente (TOML)."
)
lingua_option: Decorator = click.option(
    "--lingua", type=click.Choice(["it", "en"]), default="it", help="Lingua dei messaggi (se manca: it)."
)


def product(text: str) -> None:
    """Write to stdout: what the verb is for, and nothing else."""
    click.echo(text)


def tell(text: str) -> None:
    """Write a message to stderr."""
    click.echo(text, err=True)


@contextmanager
def working(text: str) -> Iterator[None]:
    """Show on a terminal what is being done, and wipe it when it is done; nothing where stderr is no terminal."""
    shown = sys.stderr.isatty()
    if shown:
        click.echo(f"{text} …", err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            click.echo(f"\r{' ' * (len(text) + 2)}\r", err=True, nl=False)


def read_file(file: str, *, engine: str = "pdfium", verify: bool = False, registry: str | None = None) -> Piano:
    """Return the plan in FILE (``-`` for stdin), a document or an albero.json."""
    from pipeline.extract import read_source
    from pipeline.read import read_plan

    known, config = read_registry(registry)
    data, name = read_source(file)
    with working(f"lettura di {name}"):
        return read_plan(data, name, engine=engine, verify=verify, registry=known, config=config)


def read_registry(file: str | None) -> tuple[Registry | None, CheckConfig | None]:
    """Return the registry in a file and the findings that it asks for; nothing without a file."""
    if file is None:
        return None, None
    from pipeline.check import parse_config
    from pipeline.meaning.owners import load_registry

    registry = load_registry(file)
    return registry, parse_config(registry.controlli, registry.nome) if registry.controlli else None
