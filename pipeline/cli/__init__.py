"""The command line: one module per verb, loaded only when its verb is called.

stdout carries the product and nothing else; messages, progress and summaries go to stderr. ``main`` turns whatever ends a
run into one clear line and the exit code that ``pipeline.errors.ExitCode`` names; no traceback reaches a user unless
ALBERO_DEBUG=1 asks for it.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence

from pipeline.cli.ending import run
from pipeline.cli.group import albero

__all__ = ["albero", "main"]

_SELDOM = 100_000
"""Objects made between two searches for reference cycles; loading the program makes some 40,000, all there to stay."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``albero`` with the arguments given, or the process's own, and leave with its exit code."""
    gc.set_threshold(_SELDOM)
    atexit.register(gc.freeze)  # what is left goes with the process: no last search through it
    sys.exit(run(albero, sys.argv[1:] if arguments is None else arguments))
