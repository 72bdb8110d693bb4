"""What all tests share: goldens, and the option that rewrites them.

A golden is what the program said when somebody last read it through; it is not the truth (that is in ``tests/truth`` and is
never written by a program). ``--regen`` rewrites the goldens that changed, lists them, and fails the run all the same, so that
no run that wrote its own expectation ever passes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDENS = Path(__file__).parent / "golden"
_REWRITTEN = "golden rewritten"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regen", action="store_true", help="rewrite the goldens that changed, list them, and fail")


@pytest.fixture
def golden(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Callable[[str, str], None]:
    """Return a check of a text against ``tests/golden/<name>``; with ``--regen`` it writes the text there instead."""

    def check(name: str, text: str) -> None:
        path = GOLDENS / name
        stored = path.read_text(encoding="utf-8") if path.is_file() else None
        if request.config.getoption("--regen"):
            if text != stored:
                path.write_text(text, encoding="utf-8", newline="\n")
                record_property(_REWRITTEN, name)
            return
        assert stored is not None, f"{name}: no such golden; make it with --regen and read it through"
        assert text.splitlines() == stored.splitlines()

    return check


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """List the goldens that were rewritten, also by the workers of xdist."""
    if not config.getoption("--regen"):
        return
    reports = [r for reports in terminalreporter.stats.values() for r in reports if hasattr(r, "user_properties")]
    names = sorted({name for report in reports for key, name in report.user_properties if key == _REWRITTEN})
    terminalreporter.section("goldens")
    for name in names:
        terminalreporter.line(f"rewritten: tests/golden/{name}")
    terminalreporter.line(
        f"{len(names)} goldens rewritten: read them through (git diff), then run again without --regen"
    )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail every run with --regen: it compared nothing."""
    if session.config.getoption("--regen") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
