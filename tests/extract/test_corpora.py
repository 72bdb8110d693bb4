"""Strangers' documents, where they are at hand: each is read or refused with a reason, within bounds; none holds a plan."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
SMALL = 100_000
"""Bytes: larger PDFs take minutes, all together."""
READ_ALL = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
except ImportError:
    pass
from pipeline.errors import AlberoError
from pipeline.extract import extract, read_source
for path in sys.argv[1:]:
    try:
        document = extract(*read_source(path))
    except AlberoError as error:
        assert error.message and error.advice, path
        continue
    except Exception as error:
        raise SystemExit(f"{path}: {error!r}")
    places = [c.parole for row in document.rows for c in row.cells] + [f.parole for f in document.arredo]
    if sorted(n for words in places for n in words) != list(range(len(document.parole))):
        raise SystemExit(f"{path}: words lost")
"""


NO_PLANS = """
import sys
from pipeline.errors import AlberoError
from pipeline.read import read_plan
for path in sys.argv[1:]:
    try:
        read_plan(open(path, "rb").read(), path)
    except AlberoError:
        continue
    except Exception as error:
        raise SystemExit(f"{path}: {error!r}")
    raise SystemExit(f"{path}: taken for a plan")
"""

at_hand = pytest.mark.skipif(not CORPORA.is_dir(), reason="the strangers' documents are not on this machine")


def files(kind: str, largest: int) -> list[str]:
    """Return the paths of the strangers' files of a kind up to a size in bytes, in order."""
    found = sorted(
        str(file) for file in (CORPORA / kind).rglob("*") if file.is_file() and file.stat().st_size <= largest
    )
    assert found
    return found


def run(program: str, paths: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", program, *paths], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


@at_hand
def test_strangers_files_are_read_or_refused() -> None:
    run(READ_ALL, files("docx", 1 << 30))


@at_hand
@pytest.mark.parametrize(("kind", "largest"), [("docx", 1 << 30), ("pdf", SMALL)])
def test_strangers_files_are_no_plans(kind: str, largest: int) -> None:
    run(NO_PLANS, files(kind, largest))
