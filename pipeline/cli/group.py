"""The group ``albero``: an explicit table of verbs, each loaded when it is called.

To add a verb, write ``pipeline/cli/<module>.py`` with a click command named ``command``, and one line here.
"""

from __future__ import annotations

import importlib

import click

from pipeline import __version__
from pipeline.cli.italian import ItalianCommand

VERBS: dict[str, tuple[str, str]] = {
    "extract": ("extract", "legge un documento e scrive albero.json e indicatori.csv"),
    "check": ("check", "elenca le segnalazioni sul piano"),
    "explain": ("explain", "spiega che cosa vuol dire il codice di una segnalazione"),
    "diff": ("diff", "confronta due piani: che cosa cambia da uno all'altro"),
    "patch": ("patch", "ricostruisce il piano nuovo dal vecchio e da un confronto"),
    "ingest": ("ingest", "archivia uno o più piani"),
    "list": ("list_plans", "elenca i piani in archivio"),
    "show": ("show", "mostra un piano dell'archivio"),
    "history": ("history", "segue un obiettivo o un'unità attraverso gli anni"),
    "owners": ("owners", "mostra che cosa è diventata ogni grafia di un owner"),
    "registry": ("registry", "propone e scrive il registro delle unità di un ente"),
    "validate": ("validate", "controlla un albero.json contro lo schema"),
    "rows": ("rows", "mostra le righe grezze lette da un documento"),
}
"""verb: (module under pipeline.cli, what it does)"""


class Verbs(ItalianCommand, click.Group):
    """A group that knows its verbs by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the table's order."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and return one verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"pipeline.cli.{VERBS[cmd_name][0]}").command
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the verbs with what they do: none has to be imported for that."""
        ItalianCommand.format_options(self, ctx, formatter)
        with formatter.section("Comandi"):
            formatter.write_dl([(name, about) for name, (_, about) in VERBS.items()])


@click.command(
    "albero",
    cls=Verbs,
    options_metavar="[OPZIONI]",
    subcommand_metavar="COMANDO [ARGOMENTI]",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="L'aiuto di un comando: albero COMANDO --help. Codici di uscita: 0 fatto, 1 fatto con errori segnalati, "
    "2 comando sbagliato, 3 documento illeggibile o senza piano, 4 impossibile scrivere, 70 difetto del programma.",
)
@click.version_option(__version__, message="albero %(version)s", help="Mostra la versione ed esce.")
def albero() -> None:
    """Legge i piani della performance (albero della performance) e ne fa dati."""
