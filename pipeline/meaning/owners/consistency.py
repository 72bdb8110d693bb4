"""What a registry of the right shape may still get wrong: the same name twice, names of units that are not there.

In: a registry and the lines of its file. Out: faults. Nothing is mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pipeline.meaning.owners.faults import Fault, Places
from pipeline.meaning.owners.fold import fold
from pipeline.meaning.owners.registry import TUTTE, Gruppo, Registry, Unita, group_units


def find_faults(registry: Registry, places: Places) -> list[Fault]:
    """Return every fault of a registry, in no order."""
    units = list(enumerate(registry.unita, start=1))
    faults = [fault for number, unita in units for fault in _unit_faults(number, unita, registry, places)]
    for (_, first), (number, second) in combinations(units, 2):
        faults.extend(_pair_faults(first, number, second, places))
    for number, gruppo in enumerate(registry.gruppi, start=1):
        faults.extend(_group_faults(number, gruppo, registry, places))
    return faults


def _unit_faults(number: int, unita: Unita, registry: Registry, places: Places) -> Iterator[Fault]:
    def fault(key: str, message: str) -> Fault:
        return Fault(places.line("unita", number, key), f"unita[{number}].{key}", message)

    for key, name in _names(unita):
        if not fold(name):
            yield fault(key, f"«{name}» non ha né lettere né cifre")
    if unita.dal is not None and unita.al is not None and unita.dal > unita.al:
        yield fault("al", f"l'unità finirebbe nel {unita.al}, prima di cominciare nel {unita.dal}")
    if unita.padre is not None and registry.find_unita(unita.padre) is None:
        yield fault("padre", f"nessuna unità ha l'id «{unita.padre}»")
    if unita.id in registry.ancestors(unita.id):
        yield fault("padre", f"l'unità «{unita.id}» starebbe sotto sé stessa")


def _names(unita: Unita) -> list[tuple[str, str]]:
    aliases = [("alias", alias) for alias in unita.alias]
    return [("nome", unita.nome), *aliases, *(("prefissi_eq", prefix) for prefix in unita.prefissi_eq)]


def _pair_faults(first: Unita, number: int, second: Unita, places: Places) -> Iterator[Fault]:
    def fault(key: str, message: str) -> Fault:
        return Fault(places.line("unita", number, key), f"unita[{number}].{key}", message)

    if first.id == second.id:
        yield fault("id", f"l'id «{second.id}» è già di un'altra unità")
        return
    if not _overlap(first, second):
        return
    mine = {fold(name) for key, name in _names(first) if key != "prefissi_eq"}
    prefixes = {fold(prefix) for prefix in first.prefissi_eq}
    for key, name in _names(second):
        taken = prefixes if key == "prefissi_eq" else mine
        if fold(name) in taken:
            what = {"nome": "il nome", "alias": "l'alias", "prefissi_eq": "il prefisso"}[key]
            yield fault(key, f"{what} «{name}» è già dell'unità «{first.id}»")


def _overlap(first: Unita, second: Unita) -> bool:
    """Say whether two units exist in one same year; a name may pass on to another unit after a reorganisation."""
    return (first.dal or 0) <= (second.al or 9999) and (second.dal or 0) <= (first.al or 9999)


def _group_faults(number: int, gruppo: Gruppo, registry: Registry, places: Places) -> Iterator[Fault]:
    for key, message in _group_messages(number, gruppo, registry):
        yield Fault(places.line("gruppo", number, key), f"gruppo[{number}].{key}", message)


def _group_messages(number: int, gruppo: Gruppo, registry: Registry) -> Iterator[tuple[str, str]]:
    known = {TUTTE, *registry.ids()}
    named = [("unita", unita) for unita in gruppo.unita] + [("escluse", unita) for unita in gruppo.escluse]
    strange = [(key, f"nessuna unità ha l'id «{unita}»") for key, unita in named if unita not in known]
    yield from strange
    if not strange and not group_units(gruppo, registry):
        yield "escluse", "tolte queste, nel gruppo non resta nessuna unità"
    taken = {fold(name): "un'unità" for unita in registry.unita for name in (unita.nome, *unita.alias)}
    for other in registry.gruppi[: number - 1]:
        taken |= {fold(name): "un altro gruppo" for name in (other.nome, *other.alias)}
    for key, name in [("nome", gruppo.nome), *(("alias", alias) for alias in gruppo.alias)]:
        if not fold(name) or fold(name) in taken:
            yield key, f"«{name}» è già il nome di {taken[fold(name)]}" if fold(name) else f"«{name}» non dice niente"
