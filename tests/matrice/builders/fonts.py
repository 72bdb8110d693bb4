"""Where the fonts lie: asked from fontconfig by family and weight."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path


@cache
def font_file(family: str, weight: str = "regular") -> Path:
    """Return the file of a font; another family in its place is an error."""
    command = ["fc-match", f"{family}:{weight}", "--format=%{family}\n%{file}"]
    found, file = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")
    if family not in found.split(","):
        raise LookupError(f"font non trovato: {family} (fontconfig propone {found})")
    return Path(file)
