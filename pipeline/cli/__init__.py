"""The command line: one module per verb, loaded only when its verb is called.

stdout carries the product and nothing else; messages, progress and summaries go to stderr. ``main`` turns whatever ends a
run into one clear line and the exit code that ``pipeline.errors.ExitCode`` names; no traceback reaches a user unless
ALBERO_DEBUG=1 asks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pipeline.cli.ending import run
from pipeline.cli.group import albero

__all__ = ["albero", "main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``albero`` with the arguments given, or the process's own, and leave with its exit code."""
    sys.exit(run(albero, sys.argv[1:] if arguments is None else arguments))
