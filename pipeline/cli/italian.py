"""click in Italian: headings of help texts, the help option, and the messages of wrong usage.

Verbs use ``@verb(...)`` where they would use ``@click.command(...)``; all else is click's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


class ItalianCommand(click.Command):
    """A command whose help is headed in Italian."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Uso: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [
            record
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None
        ]
        if records:
            with formatter.section("Opzioni"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, described in Italian."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Mostra questo aiuto ed esce."
        return option


def verb(name: str, **settings: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Return the decorator that makes a function a verb of ``albero``."""
    settings.setdefault("context_settings", {"help_option_names": ["-h", "--help"]})
    return click.command(name, cls=ItalianCommand, options_metavar="[OPZIONI]", **settings)


def usage_message(error: click.UsageError) -> str:
    """Return what is wrong with a command, in Italian and without its final stop."""
    if isinstance(error, click.NoSuchOption):
        near = f" (forse {', '.join(sorted(error.possibilities))})" if error.possibilities else ""
        return f"l'opzione {error.option_name} non esiste{near}"
    if isinstance(error, click.MissingParameter):
        return f"manca {_name(error)}"
    if isinstance(error, click.BadOptionUsage):
        return f"l'opzione {error.option_name} va scritta con il suo valore"
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    return _other(error.format_message())


def _name(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return "un argomento"
    return (
        param.opts[0]
        if isinstance(param, click.Option)
        else f"l'argomento {param.make_metavar(error.ctx or _NO_CONTEXT)}"
    )


_NO_CONTEXT = click.Context(click.Command("albero"))


def _bad_value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"{_name(error)}: i valori possibili sono {', '.join(map(str, kind.choices))}"
    return f"{_name(error)}: {error.message}"


def _other(message: str) -> str:
    """Translate the messages that have no class of their own."""
    quoted = message[message.find("'") + 1 : message.rfind("'")] if "'" in message else ""
    if message.startswith("No such command"):
        return f"il comando {quoted} non esiste"
    if message.startswith("Missing command"):
        return "manca il comando"
    if message.startswith("Got unexpected extra argument"):
        extra = message[message.find("(") + 1 : message.rfind(")")]
        return f"argomento di troppo: {extra}"
    return message.rstrip(".")
