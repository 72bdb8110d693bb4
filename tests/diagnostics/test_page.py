"""docs/diagnostics.md against the table it is made from."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from pipeline.diagnostics import all_rules

ROOT = Path(__file__).parents[2]


def _page_of_the_table() -> str:
    spec = importlib.util.spec_from_file_location("diagnostics_doc", ROOT / "tools" / "diagnostics_doc.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page: str = script.render_page()
    return page


def test_the_page_is_what_the_table_says() -> None:
    written = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    assert written == _page_of_the_table(), "run: python tools/diagnostics_doc.py"


def test_the_page_explains_every_code() -> None:
    page = _page_of_the_table()
    assert [code for code in all_rules() if f"\n### {code}\n" not in page] == []
