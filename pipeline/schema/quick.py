"""A schema compiled to plain functions that answer yes or no, some fifty times faster than jsonschema explains.

In: a schema of the keywords that ours use. Out: a function from a JSON value to whether it is valid. jsonschema stays the judge:
``pipeline.schema`` asks it for the faults of whatever is not valid here, and a property test holds both to the same answer.
A keyword that is not known here is refused when the schema is compiled, never skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, reduce
from math import inf
from typing import Any

Check = Callable[[Any], bool]
Json = dict[str, Any]
Table = dict[type, Check | None]
"""A schema node: the Python types that a value may have, and what must hold of a value of each (None: nothing more)."""

_KINDS: dict[str, Table] = {
    "string": {str: None},
    "boolean": {bool: None},
    "null": {type(None): None},
    "array": {list: None},
    "object": {dict: None},
    "integer": {int: None, float: float.is_integer},
    "number": {int: None, float: None},
}
_PROSE = {"$schema", "$id", "$defs", "title", "description", "examples", "default", "$comment"}
_NARROW = {"type", "enum", "const"}
"""Keywords that say which types a value may have; all others speak of values of one type and let the rest pass."""
_TOGETHER_WITH = {
    "required": "properties",
    "additionalProperties": "properties",
    "minItems": "items",
    "maxItems": "items",
}
"""Keywords that are asked together with another one, where a node has both."""
_SHAPES = 256
"""The objects of one kind come in a few shapes (keys, and types of values): so many are kept with what is left to ask."""


class UnknownKeywordError(Exception):
    """A schema uses a keyword that cannot be compiled here."""


def compile_schema(schema: Json) -> Check:
    """Return the check of a whole schema, its ``$defs`` resolved.

    Raises:
        UnknownKeywordError: the schema uses a keyword beyond those of this module.
    """
    table = _Compiler(schema).compile(schema)
    return lambda document: _all_hold(table, (document,))


class _Compiler:
    """Compiles nodes; a definition is compiled once and may name itself."""

    def __init__(self, root: Json) -> None:
        self._definitions: Json = root.get("$defs", {})
        self._compiled: dict[str, Table] = {}

    def compile(self, node: Json) -> Table:
        """Return the table of one schema node: all of its keywords hold."""
        if "$ref" in node:
            return self._named(node)
        checks = {kind: [check] if check else [] for kind, check in _allowed_kinds(node).items()}
        for key in (key for key in node if key not in _PROSE | _NARROW):
            for kind, check in self._keyword(key, node).items():
                if kind in checks:
                    checks[kind].append(check)
        return {kind: _joined(found) for kind, found in checks.items()}

    def _named(self, node: Json) -> Table:
        """Return the table of the definition that a node names, filled by and by where it names itself."""
        if node.keys() - _PROSE - {"$ref"}:
            raise UnknownKeywordError("keywords beside $ref")
        name = node["$ref"].removeprefix("#/$defs/")
        if name not in self._compiled:
            self._compiled[name] = {}
            self._compiled[name].update(self.compile(self._definitions[name]))
        return self._compiled[name]

    def _keyword(self, key: str, node: Json) -> dict[type, Check]:
        """Return what a keyword asks of the values that it speaks of, by their type."""
        if _TOGETHER_WITH.get(key) in node:
            return {}
        maker = getattr(self, f"_make_{key.lower()}", None)
        if maker is None:
            raise UnknownKeywordError(key)
        made: dict[type, Check] = maker(node[key], node)
        return made

    def _make_properties(self, value: Json, node: Json) -> dict[type, Check]:
        tables = {key: self.compile(child) for key, child in value.items()}
        required = frozenset(node.get("required", ()))
        closed = node.get("additionalProperties", True) is False
        if not closed and "additionalProperties" in node:
            raise UnknownKeywordError("additionalProperties beside properties")
        other = {} if closed else _allowed_kinds({})

        @lru_cache(maxsize=_SHAPES)
        def left_to_ask(keys: tuple[str, ...], kinds: tuple[type, ...]) -> tuple[tuple[str, Check], ...] | None:
            """Return what must hold of which values of an object of this shape; None where the shape is wrong already."""
            here = [tables.get(key, other) for key in keys]
            if not required.issubset(keys) or any(kind not in table for table, kind in zip(here, kinds, strict=True)):
                return None
            asked = ((key, table[kind]) for key, table, kind in zip(keys, here, kinds, strict=True))
            return tuple((key, test) for key, test in asked if test is not None)

        def check(instance: Json) -> bool:
            tests = left_to_ask(tuple(instance), tuple(map(type, instance.values())))
            if tests is None:
                return False
            for key, test in tests:  # noqa: SIM110 - a generator for all() costs more than most of the tests
                if not test(instance[key]):
                    return False
            return True

        return {dict: check}

    def _make_required(self, value: list[str], _node: Json) -> dict[type, Check]:
        return {dict: lambda instance: instance.keys() >= set(value)}

    def _make_additionalproperties(self, value: Any, _node: Json) -> dict[type, Check]:
        if isinstance(value, bool):
            return {dict: lambda instance: value or not instance}
        table = self.compile(value)
        return {dict: lambda instance: _all_hold(table, instance.values())}

    def _make_items(self, value: Json, node: Json) -> dict[type, Check]:
        table = self.compile(value)
        least: int = node.get("minItems", 0)
        most: float = node.get("maxItems", inf)

        def check(instance: list[Any]) -> bool:
            if not instance:  # most lists
                return least == 0
            return least <= len(instance) <= most and _all_hold(table, instance)

        return {list: check}

    def _make_pattern(self, value: str, _node: Json) -> dict[type, Check]:
        search = re.compile(value).search
        return {str: lambda instance: search(instance) is not None}

    def _make_format(self, value: str, _node: Json) -> dict[type, Check]:
        if value != "date":
            raise UnknownKeywordError(f"format {value}")
        return {str: _is_date}

    def _make_minimum(self, value: float, _node: Json) -> dict[type, Check]:
        return dict.fromkeys((int, float), lambda instance: instance >= value)

    def _make_maximum(self, value: float, _node: Json) -> dict[type, Check]:
        return dict.fromkeys((int, float), lambda instance: instance <= value)

    def _make_minlength(self, value: int, _node: Json) -> dict[type, Check]:
        return {str: lambda instance: len(instance) >= value}

    def _make_minitems(self, value: int, _node: Json) -> dict[type, Check]:
        return {list: lambda instance: len(instance) >= value}

    def _make_maxitems(self, value: int, _node: Json) -> dict[type, Check]:
        return {list: lambda instance: len(instance) <= value}


def _allowed_kinds(node: Json) -> Table:
    """Return the types that a node lets a value have: those of ``type``, of ``enum`` or ``const``, or all."""
    names = node.get("type", list(_KINDS))
    kinds: Table = {}
    for name in sorted(names if isinstance(names, list) else [names]):  # a number may be any float, an integer not
        kinds.update(_KINDS[name])
    if "enum" in node and "const" in node:
        raise UnknownKeywordError("enum beside const")
    if "enum" not in node and "const" not in node:
        return kinds
    values = node["enum"] if "enum" in node else [node["const"]]
    listed = {kind: frozenset(item for item in values if type(item) is kind) for kind in kinds}
    return {kind: items.__contains__ for kind, items in listed.items() if items}


def _joined(checks: list[Check]) -> Check | None:
    """Return several checks as one; None for none."""
    return reduce(_both, checks) if checks else None


def _both(one: Check, other: Check) -> Check:
    return lambda value: one(value) and other(value)


def _all_hold(table: Table, values: Iterable[Any]) -> bool:
    """Say whether a table holds of every value."""
    for value in values:
        kind = type(value)
        if kind not in table:
            return False
        if (check := table[kind]) is not None and not check(value):
            return False
    return True


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
