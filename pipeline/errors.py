"""What ends a run: exceptions that carry their exit code and say what to do next.

A document's oddities are never raised (see ``diagnostics``); a bug of ours is an ordinary exception and exits with 70.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of ``albero``, part of its stable interface."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    OUTPUT = 4
    BUG = 70


class AlberoError(Exception):
    """A run that cannot go on: ``message`` says which file, where and what; ``advice`` what to do."""

    exit_code: ExitCode = ExitCode.BUG

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        """Return the message and the advice as one line."""
        return f"{self.message} {self.advice}".strip()


class UsageError(AlberoError):
    """The command or a configuration file (registry, profile) is wrong."""

    exit_code = ExitCode.USAGE


class InputError(AlberoError):
    """The input cannot be read."""

    exit_code = ExitCode.INPUT


class NoPlanError(InputError):
    """The input was read, and holds no plan."""


class OutputError(AlberoError):
    """The output cannot be written."""

    exit_code = ExitCode.OUTPUT
