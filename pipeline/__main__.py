"""``python -m pipeline``: the same as ``albero``."""

from __future__ import annotations

from pipeline.cli import main

main()
