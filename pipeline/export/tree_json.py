"""The plan as the text of albero.json: validated, two spaces deep, one line break at the end."""

from __future__ import annotations

import json
from typing import Any

import orjson

from pipeline.codec import encode
from pipeline.collector import collector_at_rest
from pipeline.model import Piano
from pipeline.schema import validate


def render_json(piano: Piano) -> str:
    """Return albero.json.

    Raises:
        ValueError: the plan breaks its schema, or holds a number that is none (a bug of ours: nothing may be written).
    """
    with collector_at_rest():
        document = encode(piano)
        faults = validate(document)
        if faults:
            raise ValueError(f"albero.json breaks its schema: {faults[0]} (and {len(faults) - 1} more)")
        return write_json(document) + "\n"


def write_json(value: Any) -> str:
    """Return a value as JSON, two spaces deep, letters as they are; numbers are finite (``encode`` sees to it).

    orjson takes a tenth of the time of json.dumps, and refuses what JSON libraries read badly but a document may hold, such as
    integers beyond 64 bits: those are left to json.dumps.

    Raises:
        ValueError, TypeError: there is a value that JSON does not know.
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONEncodeError:
        return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
