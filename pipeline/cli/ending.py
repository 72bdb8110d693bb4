"""How a run ends: every exception becomes one clear line on stderr and an exit code.

A closed pipe is no fault: the reader had enough. Third-party warnings and log lines stay silent unless ALBERO_DEBUG is set.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
import warnings
from collections.abc import Sequence

import click

from pipeline.cli.italian import usage_message
from pipeline.errors import AlberoError, ExitCode

_INTERRUPTED = 130
"""What a shell reports for a command stopped with Ctrl-C."""


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; nothing but SystemExit's kin escapes."""
    _prepare()
    try:
        # not click's main(): it turns a closed pipe into exit code 1 and prints on its own
        with command.make_context("albero", list(arguments)) as context:
            result = command.invoke(context)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        return ExitCode.OK
    except Exception as error:
        return _end(error)
    except KeyboardInterrupt:
        return _interrupted()
    return int(result) if isinstance(result, int) else ExitCode.OK


def _prepare() -> None:
    """Make both streams UTF-8 (Windows consoles are not), and third parties silent."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not _debug():
        warnings.simplefilter("ignore")
        logging.getLogger().addHandler(logging.NullHandler())


def _debug() -> bool:
    return os.environ.get("ALBERO_DEBUG", "") not in ("", "0")


def _end(error: Exception) -> int:
    """Say what happened and return the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort):
        return _interrupted()
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        _say(error.format_message())
        return ExitCode.USAGE
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "albero"
        _say(f"albero: errore: {usage_message(error)}. Vedere {path} --help.")
        return ExitCode.USAGE
    if isinstance(error, AlberoError) and error.exit_code is not ExitCode.BUG:
        _say(f"albero: errore: {error}")
        return error.exit_code
    if isinstance(error, MemoryError):
        _say(
            "albero: errore: la memoria non basta per questo documento. Dividerlo in parti, o usare un altro computer."
        )
        return ExitCode.INPUT
    return _bug(error)


def _bug(error: Exception) -> int:
    if _debug():
        import traceback

        traceback.print_exception(error)
    kind = " ".join(f"{type(error).__name__} {error}".split())[:200]
    _say(
        f"albero: errore interno: {kind}. È un difetto del programma: segnalarlo con questa riga e, se possibile, "
        "il documento (ALBERO_DEBUG=1 mostra i dettagli)."
    )
    return ExitCode.BUG


def _interrupted() -> int:
    _say("albero: interrotto.")
    return _INTERRUPTED


def _say(line: str) -> None:
    with contextlib.suppress(OSError):  # stderr closed too: there is nobody left to tell
        print(line, file=sys.stderr)  # noqa: T201 - the one place that speaks when all else failed


def _drop_stdout() -> None:
    """Point stdout nowhere, so that Python's own flush at exit finds no closed pipe."""
    with contextlib.suppress(OSError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
