"""The command line: one module per verb."""

from __future__ import annotations


def main() -> None:
    """Run ``albero``."""
