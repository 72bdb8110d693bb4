"""Strangers' Word files, where they are at hand: each is read or refused with a reason, within bounds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "docx"
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


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the strangers' documents are not on this machine")
def test_strangers_files_are_read_or_refused() -> None:
    files = sorted(str(file) for file in CORPUS.rglob("*") if file.is_file())
    assert files
    done = subprocess.run([sys.executable, "-c", READ_ALL, *files], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
