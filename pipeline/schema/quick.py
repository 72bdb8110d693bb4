"""A schema compiled to plain functions that answer yes or no, some fifty times faster than jsonschema explains.

In: a schema of the keywords that ours use. Out: a function from a JSON value to whether it is valid. jsonschema stays the judge:
``pipeline.schema`` asks it for the faults of whatever is not valid here, and a property test holds both to the same answer.
A keyword that is not known here is refused when the schema is compiled, never skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

Check = Callable[[Any], bool]
Json = dict[str, Any]

_TYPES: dict[str, Check] = {
    "string": lambda value: type(value) is str,
    "boolean": lambda value: type(value) is bool,
    "null": lambda value: value is None,
    "array": lambda value: type(value) is list,
    "object": lambda value: type(value) is dict,
    "integer": lambda value: type(value) is int or (type(value) is float and value.is_integer()),
    "number": lambda value: type(value) is int or type(value) is float,
}
_PYTHON_TYPES = {"string": str, "boolean": bool, "null": type(None), "array": list, "object": dict}
_PROSE = {"$schema", "$id", "$defs", "title", "description", "examples", "default", "$comment"}


class UnknownKeywordError(Exception):
    """A schema uses a keyword that cannot be compiled here."""


def compile_schema(schema: Json) -> Check:
    """Return the check of a whole schema, its ``$defs`` resolved.

    Raises:
        UnknownKeywordError: the schema uses a keyword beyond those of this module.
    """
    return _Compiler(schema).compile(schema)


class _Compiler:
    """Compiles nodes; a definition is compiled once and may name itself."""

    def __init__(self, root: Json) -> None:
        self._definitions: Json = root.get("$defs", {})
        self._compiled: dict[str, Check] = {}

    def compile(self, node: Json) -> Check:
        """Return the check of one schema node: all of its keywords hold."""
        checks = [check for key, value in node.items() if (check := self._keyword(key, value, node)) is not None]
        if len(checks) == 1:
            return checks[0]
        if len(checks) == 2:
            first, second = checks
            return lambda value: first(value) and second(value)
        return lambda value: all(check(value) for check in checks)

    def _keyword(self, key: str, value: Any, node: Json) -> Check | None:
        if key in _PROSE or (key == "additionalProperties" and "properties" in node):
            return None
        if key == "required" and "properties" in node:
            return None
        maker = getattr(self, f"_make_{key.lstrip('$').lower()}", None)
        if maker is None:
            raise UnknownKeywordError(key)
        check: Check = maker(value, node)
        return check

    def _make_ref(self, value: str, _node: Json) -> Check:
        name = value.removeprefix("#/$defs/")
        if name not in self._compiled:
            self._compiled[name] = lambda instance: self._compiled[name](
                instance
            )  # while it is compiled: it may name itself
            self._compiled[name] = self.compile(self._definitions[name])
        return self._compiled[name]

    def _make_type(self, value: str | list[str], _node: Json) -> Check:
        names = value if isinstance(value, list) else [value]
        plain = {_PYTHON_TYPES[name] for name in names if name in _PYTHON_TYPES}
        if "number" in names:
            plain |= {int, float}
        allowed = frozenset(plain)
        if "integer" in names and "number" not in names:
            integer = _TYPES["integer"]
            return lambda value: type(value) in allowed or integer(value)
        return lambda value: type(value) in allowed

    def _make_properties(self, value: Json, node: Json) -> Check:
        checks = {key: self.compile(child) for key, child in value.items()}
        required = frozenset(node.get("required", ()))
        closed = node.get("additionalProperties", True) is False
        if not closed and "additionalProperties" in node:
            raise UnknownKeywordError("additionalProperties beside properties")

        def check(instance: Any) -> bool:
            if type(instance) is not dict:
                return True
            if not required <= instance.keys():
                return False
            for key, child in instance.items():
                test = checks.get(key)
                if test is None:
                    if closed:
                        return False
                elif not test(child):
                    return False
            return True

        return check

    def _make_required(self, value: list[str], _node: Json) -> Check:
        required = frozenset(value)
        return lambda instance: type(instance) is not dict or required <= instance.keys()

    def _make_additionalproperties(self, value: Any, _node: Json) -> Check:
        if isinstance(value, bool):
            return lambda instance: value or type(instance) is not dict or not instance
        child = self.compile(value)
        return lambda instance: type(instance) is not dict or all(map(child, instance.values()))

    def _make_items(self, value: Json, _node: Json) -> Check:
        child = self.compile(value)
        return lambda instance: type(instance) is not list or all(map(child, instance))

    def _make_enum(self, value: list[Any], _node: Json) -> Check:
        allowed = frozenset((type(item), item) for item in value)
        return lambda instance: instance.__hash__ is not None and (type(instance), instance) in allowed

    def _make_const(self, value: Any, node: Json) -> Check:
        return self._make_enum([value], node)

    def _make_pattern(self, value: str, _node: Json) -> Check:
        search = re.compile(value).search
        return lambda instance: type(instance) is not str or search(instance) is not None

    def _make_format(self, value: str, _node: Json) -> Check:
        if value != "date":
            raise UnknownKeywordError(f"format {value}")
        return lambda instance: type(instance) is not str or _is_date(instance)

    def _make_minimum(self, value: float, _node: Json) -> Check:
        return lambda instance: type(instance) not in (int, float) or instance >= value

    def _make_maximum(self, value: float, _node: Json) -> Check:
        return lambda instance: type(instance) not in (int, float) or instance <= value

    def _make_minlength(self, value: int, _node: Json) -> Check:
        return lambda instance: type(instance) is not str or len(instance) >= value

    def _make_minitems(self, value: int, _node: Json) -> Check:
        return lambda instance: type(instance) is not list or len(instance) >= value

    def _make_maxitems(self, value: int, _node: Json) -> Check:
        return lambda instance: type(instance) is not list or len(instance) <= value


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
