"""The plan as the text of albero.json: validated, two spaces deep, one line break at the end."""

from __future__ import annotations

import json

from pipeline.codec import encode
from pipeline.model import Piano
from pipeline.schema import validate


def render_json(piano: Piano) -> str:
    """Return albero.json.

    Raises:
        ValueError: the plan breaks its schema, or holds a number that is none (a bug of ours: nothing may be written).
    """
    document = encode(piano)
    faults = validate(document)
    if faults:
        raise ValueError(f"albero.json breaks its schema: {faults[0]} (and {len(faults) - 1} more)")
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
