"""What it takes to make the new plan out of the old one, and doing it.

In: two plans as albero.json objects and the pairs between them. Out: instructions: for each list of nodes either a key («copy
the old node with all that hangs below») or an object with the changed fields, the changed children, or all of a new node.
Everything is rebuilt, provenance and findings included; what is the same is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.diff.nodes import Keys, Livello
from pipeline.errors import InputError

JsonObject = dict[str, Any]
Entry = str | JsonObject

_CHILDREN = {
    Livello.SETTORE: ("obiettivi", Livello.OBIETTIVO),
    Livello.OBIETTIVO: ("indicatori", Livello.INDICATORE),
    Livello.OBIETTIVO_INDIVIDUALE: ("indicatori", Livello.INDICATORE_INDIVIDUALE),
}
"""Under which key a level's nodes keep their children, and of which level these are."""
_TOP = {"settori": Livello.SETTORE, "obiettivi_individuali": Livello.OBIETTIVO_INDIVIDUALE}


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A node's own fields, and its children's keys (None where the level has none)."""

    own: JsonObject
    children: tuple[str, ...] | None


class Nodes:
    """The nodes of an albero.json object by level and key (the keys of ``nodes.flatten``)."""

    def __init__(self, document: JsonObject) -> None:
        self.document = document
        self.by_key: dict[Livello, dict[str, _Leaf]] = {livello: {} for livello in Livello}
        self.top: dict[str, tuple[str, ...]] = {}
        keys = {livello: Keys() for livello in Livello}
        for name, livello in _TOP.items():
            self.top[name] = tuple(self._add(livello, node, keys) for node in document[name])

    def _add(self, livello: Livello, node: JsonObject, keys: dict[Livello, Keys]) -> str:
        key = keys[livello].take(node["id" if livello not in _CHILDREN else "codice"])
        if livello not in _CHILDREN:
            self.by_key[livello][key] = _Leaf(node, None)
            return key
        name, below = _CHILDREN[livello]
        children = tuple(self._add(below, child, keys) for child in node[name])
        own = {field: value for field, value in node.items() if field != name}
        self.by_key[livello][key] = _Leaf(own, children)
        return key


# making the instructions ---------------------------------------------------------------------------------------------------


def instructions(old: Nodes, new: Nodes, ancestor: dict[Livello, dict[str, str]]) -> JsonObject:
    """Return what turns the old plan into the new one; empty when they are the same to the last word."""
    made = _fields(
        {k: v for k, v in old.document.items() if k not in _TOP},
        {k: v for k, v in new.document.items() if k not in _TOP},
    )
    for name, livello in _TOP.items():
        entries = [_entry(old, new, ancestor, livello, key) for key in new.top[name]]
        if entries != list(old.top[name]):
            made[name] = entries
    return made


def _fields(old: JsonObject, new: JsonObject) -> JsonObject:
    made: JsonObject = {}
    changed = {name: value for name, value in new.items() if name not in old or old[name] != value}
    if changed:
        made["campi"] = changed
    gone = sorted(set(old) - set(new))
    if gone:
        made["tolti"] = gone
    return made


def _entry(old: Nodes, new: Nodes, ancestor: dict[Livello, dict[str, str]], livello: Livello, key: str) -> Entry:
    leaf = new.by_key[livello][key]
    source = ancestor[livello].get(key)
    before = old.by_key[livello][source] if source is not None else None
    made: JsonObject = {"nuovo": leaf.own} if before is None else {"da": source, **_fields(before.own, leaf.own)}
    if leaf.children is not None:
        entries = [_entry(old, new, ancestor, _CHILDREN[livello][1], child) for child in leaf.children]
        if before is None or entries != list(before.children or ()):
            made["figli"] = entries
    return source if source is not None and len(made) == 1 else made


# following them ------------------------------------------------------------------------------------------------------------


def follow(old: Nodes, made: JsonObject) -> JsonObject:
    """Return the albero.json object that the instructions make of the old plan.

    Raises:
        InputError: the instructions name a node that the old plan does not have.
    """
    document = _changed({k: v for k, v in old.document.items() if k not in _TOP}, made)
    for name, livello in _TOP.items():
        document[name] = [_node(old, livello, entry) for entry in made.get(name, old.top[name])]
    return {name: document[name] for name in _ordered(old.document, document)}


def _ordered(old: JsonObject, new: JsonObject) -> Iterator[str]:
    """Yield the keys in the old order, the further ones behind."""
    yield from (name for name in old if name in new)
    yield from (name for name in new if name not in old)


def _changed(before: JsonObject, made: JsonObject) -> JsonObject:
    gone = set(made.get("tolti", ()))
    changed: JsonObject = made.get("campi", {})
    return {name: value for name, value in before.items() if name not in gone} | changed


def _node(old: Nodes, livello: Livello, entry: Entry) -> JsonObject:
    made: JsonObject = {"da": entry} if isinstance(entry, str) else entry
    if "nuovo" in made:
        own: JsonObject = dict(made["nuovo"])
        children: tuple[str, ...] = ()
    else:
        leaf = old.by_key[livello].get(made["da"])
        if leaf is None:
            raise InputError(
                f"Il confronto parla di {livello} «{made['da']}», che il piano vecchio non ha.",
                "Usare il piano da cui il confronto è stato fatto.",
            )
        own, children = _changed(leaf.own, made), leaf.children or ()
    if livello in _CHILDREN:
        name, below = _CHILDREN[livello]
        own[name] = [_node(old, below, child) for child in made.get("figli", children)]
    return own
