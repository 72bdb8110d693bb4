"""Runs ``albero ingest`` again and again in child processes and kills each at a random moment (run by test_crash.py).

Arguments: the archive, a seed, how many times, then the plans. Says how many children were killed before they were done.
A process of its own, because only one without threads may safely fork.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import time

import pipeline.archive
import pipeline.cli.ingest
import pipeline.extract
import pipeline.read  # noqa: F401 - imported before the fork, so that the children get to work at once
from pipeline.cli import main


def ingest(archive: str, files: list[str]) -> None:
    """Be the child: the real command, its words thrown away."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    with contextlib.suppress(SystemExit):
        main(["ingest", *files, "--archivio", archive])
    os._exit(0)


def run(archive: str, seed: int, times: int, files: list[str]) -> int:
    """Return how many children were killed while they were still at work."""
    rng = random.Random(seed)
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        ingest(f"{archive}.prova", files)
    os.waitpid(child, 0)
    whole = time.perf_counter() - started
    killed = 0
    for _ in range(times):
        child = os.fork()
        if child == 0:
            ingest(archive, files)
        time.sleep(rng.uniform(0, whole * 1.2))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        yield_check(archive)
    return killed


def yield_check(archive: str) -> None:
    """Tell the test after each kill, and wait until it has looked at the archive."""
    sys.stdout.write(f"{archive}\n")
    sys.stdout.flush()
    sys.stdin.readline()


if __name__ == "__main__":
    count = run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
    sys.stdout.write(f"killed {count}\n")
