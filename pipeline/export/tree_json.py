"""The plan as the text of albero.json: validated, two spaces deep, one line break at the end."""

from __future__ import annotations

from json.encoder import encode_basestring
from math import isfinite
from typing import Any

from pipeline.codec import encode
from pipeline.model import Piano
from pipeline.schema import validate

_INDENT = "  "


def render_json(piano: Piano) -> str:
    """Return albero.json.

    Raises:
        ValueError: the plan breaks its schema, or holds a number that is none (a bug of ours: nothing may be written).
    """
    document = encode(piano)
    faults = validate(document)
    if faults:
        raise ValueError(f"albero.json breaks its schema: {faults[0]} (and {len(faults) - 1} more)")
    return write_json(document) + "\n"


def write_json(value: Any, line: str = "\n") -> str:
    """Return what ``json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)`` would, in half its time.

    With an indent json.dumps leaves its C code. ``line`` is the line break with the indent of the value's place.

    Raises:
        ValueError: there is a number that is none, or a value that JSON does not know.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    deeper = line + _INDENT
    if isinstance(value, dict):
        items = [f"{encode_basestring(key)}: {write_json(item, deeper)}" for key, item in value.items()]
        return f"{{{deeper}{f',{deeper}'.join(items)}{line}}}" if items else "{}"
    if isinstance(value, list):
        items = [write_json(item, deeper) for item in value]
        return f"[{deeper}{f',{deeper}'.join(items)}{line}]" if items else "[]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        return repr(value)
    raise ValueError(f"albero.json cannot hold {value!r}")
