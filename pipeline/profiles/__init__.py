"""Words as data: header synonyms, vocabularies, registries - TOML files that a person can edit.

``read_profile`` gives the tables of one file. Nothing here knows what the words are for.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_profile(name: str) -> dict[str, Any]:
    """Return the tables of ``pipeline/profiles/<name>.toml``. The dictionary is shared: do not change it."""
    file = resources.files("pipeline.profiles") / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
