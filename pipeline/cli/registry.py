"""``albero registry``: ``init`` writes a registry proposed from a document, ``check`` says whether one is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import engine_option, file_argument, product, tell, working
from pipeline.cli.italian import ItalianCommand, verb

if TYPE_CHECKING:
    from pipeline.meaning.owners import Registry
    from pipeline.model import Piano

_HELP = {"help_option_names": ["-h", "--help"]}


class _Verbs(ItalianCommand, click.Group):
    """A group of verbs with its help in Italian."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the verbs."""
        ItalianCommand.format_options(self, ctx, formatter)
        with formatter.section("Comandi"):
            formatter.write_dl([(name, verb.get_short_help_str(80)) for name, verb in self.commands.items()])


@click.command(
    "registry",
    cls=_Verbs,
    options_metavar="[OPZIONI]",
    subcommand_metavar="COMANDO [ARGOMENTI]",
    context_settings=_HELP,
)
def command() -> None:
    """Scrive e controlla il registro delle unità organizzative di un ente (TOML; vedere docs/registro.md)."""


@verb("init", short_help="propone un registro da un documento")
@file_argument
@click.option("-o", "out", metavar="REGISTRO", help="File in cui scriverlo (se manca: standard output).")
@click.option("--force", is_flag=True, help="Scrive anche su un registro che c'è già.")
@engine_option
def init(file: str, out: str | None, force: bool, engine: str) -> None:
    """Propone un registro dagli owner e dai codici di FILE, da controllare e completare a mano."""
    from pipeline.meaning.owners import propose_registry
    from pipeline.meaning.owners.write import render_registry

    piano = _read(file, engine)
    registry = propose_registry(piano)
    loose = _loose_prefixes(piano, registry)
    text = render_registry(registry, loose)
    if out is None:
        product(text.rstrip("\n"))
    else:
        tell(f"scritto: {_write(Path(out), text, force=force)}")
    unknown = f", {len(loose)} prefissi senza unità" if loose else ""
    tell(
        f"{len(registry.unita)} unità proposte{unknown}: controllarle prima dell'uso (albero owners FILE --registry …)"
    )


@verb("check", short_help="controlla un registro")
@click.argument("registro", metavar="REGISTRO")
def check(registro: str) -> None:
    """Controlla che REGISTRO si possa usare; altrimenti dice riga, chiave e che cosa non va, ed esce con 2."""
    from pipeline.meaning.owners import load_registry

    registry = load_registry(registro)
    groups = len(registry.gruppi)
    product(f"{registry.nome}: valido, {len(registry.unita)} unità, {groups} {'gruppo' if groups == 1 else 'gruppi'}")


command.add_command(init)
command.add_command(check)


def _read(file: str, engine: str) -> Piano:
    from pipeline.extract import read_source
    from pipeline.read import read_plan

    data, name = read_source(file)
    with working(f"lettura di {name}"):
        return read_plan(data, name, engine=engine)


def _loose_prefixes(piano: Piano, registry: Registry) -> tuple[str, ...]:
    from pipeline.meaning.owners.report import report_owners

    return tuple(prefix.testo for prefix in report_owners(piano, registry).prefissi if prefix.unita is None)


def _write(path: Path, text: str, *, force: bool) -> Path:
    """Write the registry, but never over one that somebody may have edited.

    Raises:
        UsageError: the file is there already and ``force`` was not asked for.
        OutputError: it cannot be written.
    """
    from pipeline.errors import UsageError
    from pipeline.export.files import write_file

    if path.exists() and not path.is_dir() and not force:
        raise UsageError(f"Il registro {path} c'è già.", "Scegli un altro nome dopo -o, o aggiungi --force.")
    return write_file(path, text.encode("utf-8"))
