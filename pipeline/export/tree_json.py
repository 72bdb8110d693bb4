"""The plan as the text of albero.json: validated, two spaces deep, one line break at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

from pipeline.codec import encode
from pipeline.collector import collector_at_rest
from pipeline.model import Piano
from pipeline.schema import validate

_INDENT = "  "

Put = Callable[[str], None]


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
    """Return what ``json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)`` would, in half its time.

    With an indent json.dumps leaves its C code.

    Raises:
        ValueError: there is a number that is none, or a value that JSON does not know.
    """
    pieces: list[str] = []
    _write(value, "\n", pieces.append)
    return "".join(pieces)


def _write(value: Any, line: str, put: Put) -> None:
    """Write a value piece by piece; ``line`` is the line break with the indent of its place."""
    kind = type(value)
    if kind is dict:
        _write_object(value, line, put)
    elif kind is list:
        _write_list(value, line, put)
    elif kind in _SCALARS:
        put(_SCALARS[kind](value))
    else:
        raise ValueError(f"albero.json cannot hold {value!r}")


def _write_object(value: dict[str, Any], line: str, put: Put) -> None:
    if not value:
        put("{}")
        return
    deeper = line + _INDENT
    for opening, item in zip(_openings(tuple(value), deeper), value.values(), strict=True):
        text = _SCALARS.get(type(item))
        if text is not None:  # most are: not worth a call
            put(opening + text(item))
        else:
            put(opening)
            _write(item, deeper, put)
    put(f"{line}}}")


def _write_list(value: list[Any], line: str, put: Put) -> None:
    if not value:
        put("[]")
        return
    deeper = line + _INDENT
    opening = f"[{deeper}"
    for item in value:
        text = _SCALARS.get(type(item))
        if text is not None:
            put(opening + text(item))
        else:
            put(opening)
            _write(item, deeper, put)
        opening = f",{deeper}"
    put(f"{line}]")


@lru_cache(maxsize=512)  # nodes of one kind have the same keys, and stand at a few depths
def _openings(keys: tuple[str, ...], line: str) -> tuple[str, ...]:
    """Return what stands before each value of an object with these keys."""
    return tuple(f"{',' if place else '{'}{line}{encode_basestring(key)}: " for place, key in enumerate(keys))


def _number(value: float) -> str:
    if not isfinite(value):
        raise ValueError(f"albero.json cannot hold {value!r}")
    return repr(value)


_SCALARS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: repr,
    float: _number,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
}
