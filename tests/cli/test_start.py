"""What a run loads: a process that reads one document pays at its start for nothing that the document does not need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"

_RUN = """
import json, sys
from pipeline.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    print(json.dumps([end.code, sorted(sys.modules)]))
"""

NEVER = {"jsonschema", "numpy", "pandas", "pdfminer", "pdfplumber", "PIL", "sqlite3"}
"""Libraries that no plain reading needs: to explain a faulty JSON, for analysts' tables, the other engine, the archive."""

WORD = {"docx", "lxml", "pipeline.extract.docx"}
PDF = {"pypdfium2", "pipeline.extract.pdf"}
TEXT = {"pipeline.extract.text"}
OTHER_VERBS = {
    "pipeline.archive",
    "pipeline.diagnostics.render",
    "pipeline.diff",
    "pipeline.export.frames",
    "pipeline.extract.pdf.verify",
    "pipeline.meaning.owners.report",
    "pipeline.meaning.owners.write",
}


def _loaded(*arguments: object) -> set[str]:
    """Return the modules that stand in a process when its verb is done."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *map(str, arguments)], capture_output=True, cwd=SAMPLES.parent, check=True
    )
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


@pytest.mark.parametrize(
    ("file", "needed", "others"),
    [
        ("allegato-2025.pdf", PDF, WORD | TEXT),
        ("allegato-2025.docx", WORD, PDF),
        ("albero-performance-2025.txt", TEXT, PDF | WORD),
    ],
)
def test_a_reading_loads_only_the_reader_of_its_format(
    file: str, needed: set[str], others: set[str], tmp_path: Path
) -> None:
    loaded = _loaded("extract", SAMPLES / file, "-o", tmp_path)
    assert needed <= loaded
    assert sorted(loaded & (NEVER | OTHER_VERBS | others)) == []


def test_help_loads_no_stage() -> None:
    loaded = _loaded("extract", "--help")
    assert "pipeline.cli.extract" in loaded
    assert sorted(loaded & (NEVER | PDF | WORD | {"pipeline.export", "pipeline.normalize", "pipeline.read"})) == []
