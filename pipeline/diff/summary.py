"""The figures of a comparison: how many of what, which units carry which share of the plan before and after.

In: a Diff. Out: a Riepilogo. Derived changes are not counted among the changes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.diff.changes import Diff
from pipeline.diff.nodes import Livello, Side
from pipeline.diff.scoring import owner_units
from pipeline.model import Indicatore


@dataclass(frozen=True, kw_only=True, slots=True)
class PesoUnita:
    """How many indicators a unit answers for, before and after, and their share of all (an indicator of three counts a third)."""

    unita: str
    nome: str
    vecchio: int
    nuovo: int
    quota_vecchia: float
    quota_nuova: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Riepilogo:
    """Nodes by level before and after, changes by kind, the weight of each unit."""

    nodi: tuple[tuple[Livello, int, int], ...]
    tipi: tuple[tuple[str, int], ...]
    livelli: tuple[tuple[str, str, int], ...]
    pesi: tuple[PesoUnita, ...]
    dubbi: int


def summarize(diff: Diff) -> Riepilogo:
    """Return the figures of a comparison."""
    alignment = diff.alignment
    counted = [c for c in diff.cambiamenti if not c.derivato]
    kinds = Counter(c.tipo for c in counted)
    levels = Counter((c.tipo, c.livello) for c in counted)
    return Riepilogo(
        nodi=tuple((lv, len(alignment.old.nodes[lv]), len(alignment.new.nodes[lv])) for lv in Livello),
        tipi=tuple(sorted(kinds.items())),
        livelli=tuple((tipo, livello, n) for (tipo, livello), n in sorted(levels.items())),
        pesi=_weights(diff),
        dubbi=sum(p.motivo_dubbio is not None for pairs in alignment.pairs.values() for p in pairs),
    )


def unit_names(diff: Diff) -> dict[str, str]:
    """Return the printed name of each unit, the new plan's where both have one."""
    names: dict[str, str] = {}
    for piano in (diff.old, diff.new):
        for indicatore in piano.iter_indicatori():
            if indicatore.owner and len(owner_units(indicatore.owner)) == 1:
                names[next(iter(owner_units(indicatore.owner)))] = indicatore.owner.testo
    return names


def _weights(diff: Diff) -> tuple[PesoUnita, ...]:
    names = unit_names(diff)
    renamed = {r.vecchia: r.nuova for r in diff.rinomine}
    (counts_old, shares_old), (counts_new, shares_new) = (
        _unit_counts(diff.alignment.old, renamed),
        _unit_counts(diff.alignment.new, {}),
    )
    return tuple(
        PesoUnita(
            unita=unit,
            nome=names.get(unit, unit),
            vecchio=counts_old[unit],
            nuovo=counts_new[unit],
            quota_vecchia=round(shares_old.get(unit, 0.0), 4),
            quota_nuova=round(shares_new.get(unit, 0.0), 4),
        )
        for unit in sorted(set(counts_old) | set(counts_new))
    )


def _unit_counts(side: Side, renamed: dict[str, str]) -> tuple[Counter[str], dict[str, float]]:
    counts: Counter[str] = Counter()
    shares: dict[str, float] = {}
    total = 0
    for node in side.nodes[Livello.INDICATORE].values():
        owner = node.nodo.owner if isinstance(node.nodo, Indicatore) else None
        if owner is None:
            continue
        total += 1
        units = sorted(renamed.get(u, u) for u in owner_units(owner))
        counts.update(units)
        for unit in units:
            shares[unit] = shares.get(unit, 0.0) + 1 / len(units)
    return counts, {unit: share / total for unit, share in shares.items()}
