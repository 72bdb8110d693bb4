"""Owners: the registry of a body, and an owner's text led back to its units.

In: the text of an owner cell, or the code of an individual objective. Out: ids of units, with how and how surely, and
findings for what is doubtful. It refuses to choose between two units that a text may equally mean. ``report`` and ``write``
serve the verbs on owners and registries alone, and are imported by their own names.
"""

from __future__ import annotations

from pipeline.meaning.owners.load import load_registry, parse_registry
from pipeline.meaning.owners.prefixes import code_prefix, unit_of_prefix
from pipeline.meaning.owners.propose import propose_registry
from pipeline.meaning.owners.registry import Ente, Gruppo, Registry, Unita
from pipeline.meaning.owners.resolve import resolve_owner
from pipeline.meaning.owners.shipped import choose_registry, find_shipped, shipped_registries

__all__ = [
    "Ente",
    "Gruppo",
    "Registry",
    "Unita",
    "choose_registry",
    "code_prefix",
    "find_shipped",
    "load_registry",
    "parse_registry",
    "propose_registry",
    "resolve_owner",
    "shipped_registries",
    "unit_of_prefix",
]
