"""JSON documents against their schemas: every fault, with its place and an Italian message.

In: a document as parsed JSON and a schema's name. Out: the faults, none when it is valid. Formats (dates) are checked too.
The one place where jsonschema is used, to explain what ``quick`` refuses. It repairs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pipeline.schema.quick import Check, UnknownKeywordError, compile_schema

Json = dict[str, Any]

_TYPES = {
    "string": "un testo",
    "number": "un numero",
    "integer": "un numero intero",
    "boolean": "vero o falso",
    "array": "un elenco",
    "object": "un oggetto",
    "null": "null",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemaFault:
    """One place where a document breaks its schema: JSON path, Italian message, the nearest node's code or id."""

    percorso: str
    messaggio: str
    nodo: str | None = None

    def __str__(self) -> str:
        """Return the fault as one line."""
        about = f" (nodo {self.nodo})" if self.nodo else ""
        return f"{self.percorso}: {self.messaggio}{about}"


def validate(document: object, schema_name: str = "albero") -> tuple[SchemaFault, ...]:
    """Return every fault of a document under ``schemas/<schema_name>.schema.json``, sorted by place; none if valid."""
    if _quick(schema_name)(document):
        return ()
    errors = _validator(schema_name).iter_errors(document)
    faults = {fault for error in errors for fault in _faults(error, document)}
    return tuple(sorted(faults, key=lambda fault: (fault.percorso, fault.messaggio)))


def read_schema(name: str) -> Json:
    """Return a schema: packed with the installed program, or in the source tree's ``schemas`` folder.

    Raises:
        FileNotFoundError: there is no such schema (a bug of ours).
    """
    packed = resources.files("pipeline") / "schemas" / f"{name}.schema.json"
    if packed.is_file():
        text = packed.read_text(encoding="utf-8")
    else:
        text = (Path(__file__).parents[2] / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    schema: Json = json.loads(text)
    return schema


@cache
def _quick(name: str) -> Check:
    try:
        return compile_schema(read_schema(name))
    except UnknownKeywordError:
        return lambda _document: False  # jsonschema judges alone


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator  # 0.1 s: only where something has to be explained

    return Draft202012Validator(read_schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _faults(error: Any, document: object) -> Iterator[SchemaFault]:
    for message in _messages(error):
        yield SchemaFault(
            percorso=_path(error.absolute_path), messaggio=message, nodo=_node(error.absolute_path, document)
        )


def _path(parts: Any) -> str:
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)


def _messages(error: Any) -> list[str]:
    """Return what is wrong at one place, in Italian."""
    wanted, found = error.validator_value, error.instance
    if error.validator == "required":
        return [f"manca la chiave «{key}»" for key in wanted if key not in found]
    if error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        return [f"la chiave «{key}» non è prevista" for key in sorted(set(found) - set(known))]
    if error.validator == "type":
        names = wanted if isinstance(wanted, list) else [wanted]
        return [f"atteso {' o '.join(_TYPES[name] for name in names)}, trovato {_shown(found)}"]
    if error.validator in ("enum", "const"):
        allowed = wanted if isinstance(wanted, list) else [wanted]
        return [f"valore {_shown(found)} non ammesso: può essere {', '.join(_shown(item) for item in allowed)}"]
    return [_other_message(error.validator, wanted, found)]


def _other_message(keyword: str, wanted: Any, found: Any) -> str:
    phrases = {
        "format": f"{_shown(found)} non è una data nella forma AAAA-MM-GG",
        "pattern": f"{_shown(found)} non ha la forma prevista ({wanted})",
        "minimum": f"{_shown(found)} è meno del minimo, {wanted}",
        "maximum": f"{_shown(found)} è più del massimo, {wanted}",
        "minLength": "il testo è vuoto",
        "minItems": f"l'elenco ha meno di {wanted} elementi",
        "maxItems": f"l'elenco ha più di {wanted} elementi",
    }
    return phrases.get(keyword, f"{_shown(found)} non rispetta la regola «{keyword}»")


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _node(parts: Any, document: object) -> str | None:
    """Return the code or id of the innermost node around a place."""
    found: str | None = None
    here: Any = document
    for part in parts:
        here = here[part]
        if isinstance(here, dict):
            name = here.get("id") or here.get("codice")
            found = name if isinstance(name, str) else found
    return found
