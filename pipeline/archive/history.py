"""A node followed through the years, by the alignment of each plan with the next.

In: plans in order of time, and the node's id in one of them, or a unit. Out: one stop per year, with what changed since the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.diff import Cambiamento, Diff, Livello, compare
from pipeline.diff.nodes import Node, Side, flatten
from pipeline.diff.scoring import owner_units
from pipeline.diff.texts import fold
from pipeline.model import Indicatore, Piano

_LEVELS = ((Livello.OBIETTIVO, Livello.INDICATORE), (Livello.OBIETTIVO_INDIVIDUALE, Livello.INDICATORE_INDIVIDUALE))


@dataclass(frozen=True, kw_only=True, slots=True)
class Tappa:
    """A year: the plan, the objective's id and text (None for a unit), its indicators, what changed since the year before."""

    piano: Piano
    chiave: str | None
    testo: str | None
    indicatori: tuple[tuple[str, Indicatore], ...]
    cambiamenti: tuple[Cambiamento, ...]


def history_of_objective(plans: Sequence[Piano], codice: str, anno: int | None = None) -> tuple[Tappa, ...]:
    """Follow an objective through the plans; empty when no plan has that code.

    Args:
        plans: one per year, the oldest first.
        codice: the objective's code in the plan of ``anno``, or in the last plan that has it.
        anno: the year in which the code is to be looked for.
    """
    start = _find(plans, codice, anno)
    if start is None:
        return ()
    at, livello, key = start
    keys: dict[int, str] = {at: key}
    diffs = {n: compare(plans[n], plans[n + 1]) for n in range(len(plans) - 1)}
    for n in range(at, len(plans) - 1):
        following = diffs[n].alignment.successors[livello].get(keys[n])
        if following is None:
            break
        keys[n + 1] = following
    for n in range(at - 1, -1, -1):
        before = diffs[n].alignment.ancestors[livello].get(keys[n + 1])
        if before is None:
            break
        keys[n] = before
    return tuple(_stop(plans[n], livello, keys[n], diffs.get(n - 1)) for n in sorted(keys))


def _find(plans: Sequence[Piano], codice: str, anno: int | None) -> tuple[int, Livello, str] | None:
    for n in range(len(plans) - 1, -1, -1):
        if anno is not None and plans[n].anno != anno:
            continue
        nodes = flatten(plans[n]).nodes
        for livello, _ in _LEVELS:
            if codice in nodes[livello]:
                return n, livello, codice
    return None


def _stop(piano: Piano, livello: Livello, key: str, diff: Diff | None) -> Tappa:
    side = flatten(piano)
    node = side.nodes[livello][key]
    below = dict(_LEVELS)[livello]
    inside = {(livello, key), *((below, child) for child in node.figli)}
    changes = (
        () if diff is None else tuple(c for c in diff.cambiamenti if _touches(diff, c, livello, below, key, inside))
    )
    return Tappa(
        piano=piano,
        chiave=key,
        testo=node.nodo.testo,
        indicatori=_measures([side.nodes[below][child] for child in node.figli]),
        cambiamenti=changes,
    )


def _touches(
    diff: Diff,
    change: Cambiamento,
    livello: Livello,
    below: Livello,
    key: str,
    inside: set[tuple[Livello, str]],
) -> bool:
    """Tell whether a change is of the objective, of one of its indicators, or of one that it lost."""
    if any((level, change.nuovo) in inside and change.livello == level for level in (livello, below)):
        return True
    if change.tipo != "rimosso" or change.livello != below or change.vecchio is None:
        return False
    return diff.alignment.old.nodes[below][change.vecchio].genitore == diff.alignment.ancestors[livello].get(key)


def _measures(nodes: Sequence[Node]) -> tuple[tuple[str, Indicatore], ...]:
    return tuple((node.key, node.nodo) for node in nodes if isinstance(node.nodo, Indicatore))


def history_of_unit(plans: Sequence[Piano], nome: str) -> tuple[Tappa, ...]:
    """Follow a unit through the plans, under its id or a printed name and whatever it was renamed to; empty when unknown."""
    diffs = [compare(a, b) for a, b in pairwise(plans)]
    units = _names_through_years(plans, diffs, nome)
    stops = []
    for n, piano in enumerate(plans):
        unit = units[n]
        if unit is None:
            continue
        owned = _owned(flatten(piano), unit)
        changes: tuple[Cambiamento, ...] = ()
        if n:
            named = {unit, units[n - 1]}
            changes = tuple(c for c in diffs[n - 1].cambiamenti if named & set(c.unita) and _is_about_units(c))
        stops.append(Tappa(piano=piano, chiave=unit, testo=None, indicatori=_measures(owned), cambiamenti=changes))
    return tuple(stops)


def _is_about_units(change: Cambiamento) -> bool:
    return change.livello in (Livello.INDICATORE, "unita") and change.tipo not in ("riformulato", "spostato")


def _names_through_years(plans: Sequence[Piano], diffs: Sequence[Diff], nome: str) -> list[str | None]:
    """Return the unit's id in each plan, None where the plan does not name it."""
    units: list[str | None] = [_unit(piano, nome) for piano in plans]
    for n, diff in enumerate(diffs):
        renamed = {r.vecchia: r.nuova for r in diff.rinomine}
        # a renamed unit is followed even where its old name lives on inside a set
        units[n + 1] = renamed.get(units[n] or "", units[n + 1])
    for n in range(len(diffs) - 1, -1, -1):
        back = {r.nuova: r.vecchia for r in diffs[n].rinomine}
        units[n] = back.get(units[n + 1] or "", units[n])
    return units


def _unit(piano: Piano, nome: str) -> str | None:
    for indicatore in piano.iter_indicatori():
        owner = indicatore.owner
        if owner is None:
            continue
        ids = owner_units(owner)
        if nome in ids:
            return nome
        if len(ids) == 1 and fold(owner.testo) == fold(nome):
            return next(iter(ids))
    return None


def _owned(side: Side, unit: str) -> list[Node]:
    return [
        node
        for node in side.nodes[Livello.INDICATORE].values()
        if isinstance(node.nodo, Indicatore) and node.nodo.owner and unit in owner_units(node.nodo.owner)
    ]
