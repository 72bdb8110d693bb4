"""Who answers for what: units that were renamed everywhere, and nodes that passed to other units.

In: the owners of paired indicators. Out: the renamed units (one change each, not one per node) and, for a pair, whether its
owner changed beyond that. A unit is renamed when its name is gone, a new one has come, and the second stands where the first stood.
A name that lives on only inside a set (``Legale_Segreteria_GDTD``) is gone all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.diff.scoring import owner_units
from pipeline.diff.similarity import name_similarity
from pipeline.diff.texts import fold
from pipeline.model import Owner

OwnerPair = tuple[Owner, Owner]

_NODES = 2
"""How many nodes must have passed from one name to the other ..."""
_SHARE = 0.6
"""... and which share of all nodes that the old name had."""
_ONE_NODE_NAME = 0.75
"""For a unit with a single node: how alike the names must be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rinomina:
    """A renamed unit: ids and printed names. The id is the same where a registry knows both names."""

    vecchia: str
    nuova: str
    nome_vecchio: str
    nome_nuovo: str


def find_renames(pairs: Iterable[OwnerPair], old: Iterable[Owner], new: Iterable[Owner]) -> tuple[Rinomina, ...]:
    """Return the units that changed their name between two plans.

    Args:
        pairs: the owners of every pair of indicators.
        old: every owner of the old plan.
        new: every owner of the new plan.
    """
    names_old, names_new = _names(old), _names(new)
    swaps, holders = _swaps(pairs)
    found: list[Rinomina] = []
    for (before, after), count in sorted(swaps.items(), key=lambda item: (-item[1], item[0])):
        if names_new.get(before) or names_old.get(after) or any(before == r.vecchia or after == r.nuova for r in found):
            continue
        name, other = _printed(names_old, before), _printed(names_new, after)
        certain = count >= _NODES or name_similarity(name, other) >= _ONE_NODE_NAME
        if certain and count >= _SHARE * holders[before]:
            found.append(Rinomina(vecchia=before, nuova=after, nome_vecchio=name, nome_nuovo=other))
    found += _respelled(names_old, names_new)
    return tuple(sorted(found, key=lambda r: (r.vecchia, r.nuova)))


def _swaps(pairs: Iterable[OwnerPair]) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Count how often one unit stands in the place of another, and on how many pairs each old unit stood.

    A set that goes on naming the old unit (``Tutti i servizi`` of a registry that does not know the new name) has no say.
    """
    swaps, holders = Counter[tuple[str, str]](), Counter[str]()
    for before, after in pairs:
        gone, come = owner_units(before) - owner_units(after), owner_units(after) - owner_units(before)
        swapped = len(gone) == len(come) == 1
        if swapped:
            swaps[next(iter(gone)), next(iter(come))] += 1
        if swapped or len(owner_units(before)) == 1:
            holders.update(gone if swapped else owner_units(before))
    return swaps, holders


def _names(owners: Iterable[Owner]) -> dict[str, set[str]]:
    """Return for each unit the names under which it is printed on its own."""
    names: dict[str, set[str]] = {}
    for owner in owners:
        for unit in owner_units(owner):
            printed = names.setdefault(unit, set())
            if len(owner_units(owner)) == 1:
                printed.add(owner.testo)
    return names


def _printed(names: dict[str, set[str]], unit: str) -> str:
    return min(names.get(unit, ()), default=unit)


def _respelled(old: dict[str, set[str]], new: dict[str, set[str]]) -> list[Rinomina]:
    """Return the units whose id stayed and whose every printed name changed."""
    found = []
    for unit in sorted(set(old) & set(new)):
        before, after = {fold(n) for n in old[unit]}, {fold(n) for n in new[unit]}
        if before and after and not before & after:
            found.append(Rinomina(vecchia=unit, nuova=unit, nome_vecchio=min(old[unit]), nome_nuovo=min(new[unit])))
    return found


def owner_changed(old: Owner | None, new: Owner | None, renamed: dict[str, str]) -> bool:
    """Tell whether a node passed to other units, renamed ones being the same."""
    if old is None or new is None:
        return (old is None) != (new is None)
    if fold(old.testo) == fold(new.testo):
        return False
    return {renamed.get(unit, unit) for unit in owner_units(old)} != owner_units(new)
