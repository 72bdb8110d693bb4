"""The registries that come with the program, chosen by the name of the plan's body.

The body's name must be one that the registry lists; a body that merely looks alike gets none.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from pipeline.meaning.owners.fold import fold, parse_nome
from pipeline.meaning.owners.load import parse_registry
from pipeline.meaning.owners.propose import propose_registry
from pipeline.meaning.owners.registry import Registry
from pipeline.model import Piano


@cache
def shipped_registries() -> tuple[Registry, ...]:
    """Return every registry of ``pipeline/profiles/registri``, by file name."""
    folder = resources.files("pipeline.profiles") / "registri"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(parse_registry(file.read_text(encoding="utf-8"), file.name) for file in files)


def find_shipped(ente: str | None) -> Registry | None:
    """Return the shipped registry of the body with that name, or None."""
    if ente is None or not fold(ente):
        return None
    wanted = parse_nome(ente).parole
    for registry in shipped_registries():
        if registry.ente is None:
            continue
        if wanted in {parse_nome(name).parole for name in (registry.ente.nome, *registry.ente.alias)}:
            return registry
    return None


def choose_registry(piano: Piano) -> Registry:
    """Return the registry for a plan when the user gives none: the shipped one of its body, else a proposed one."""
    return find_shipped(piano.ente) or propose_registry(piano)
