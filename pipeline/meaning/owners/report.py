"""What became of every spelling of an owner, and of every code prefix, in a plan.

In: a plan and a registry. Out: values that the command ``owners`` prints, with the registry lines to paste.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from pipeline.meaning.owners.fold import fold
from pipeline.meaning.owners.prefixes import code_prefix, unit_of_prefix
from pipeline.meaning.owners.propose import free_id, propose_registry, single_names
from pipeline.meaning.owners.registry import Registry, Unita
from pipeline.meaning.owners.resolve import resolve_owner
from pipeline.meaning.owners.write import render_unita, toml_value
from pipeline.model import Diagnostic, Owner, Piano


@dataclass(frozen=True, kw_only=True, slots=True)
class Grafia:
    """One spelling, how often it stands in the plan, what it became, and what is doubtful about it."""

    testo: str
    volte: int
    owner: Owner
    diagnostica: tuple[Diagnostic, ...] = ()
    righe: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Prefisso:
    """One spelling of a code prefix, in how many individual objectives, and its unit's id or None."""

    testo: str
    volte: int
    unita: str | None
    righe: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RapportoOwner:
    """Every spelling and every prefix of a plan, the most frequent first."""

    registro: str
    grafie: tuple[Grafia, ...]
    prefissi: tuple[Prefisso, ...]


def report_owners(piano: Piano, registry: Registry) -> RapportoOwner:
    """Return what every owner and every code prefix of the plan becomes with that registry."""
    texts = Counter(i.owner.testo for i in piano.iter_indicatori() if i.owner is not None and i.owner.testo)
    prefixes = Counter(p for p in (code_prefix(o.codice) for o in piano.obiettivi_individuali) if p)
    missing = _missing_units(piano, registry)
    return RapportoOwner(
        registro=registry.nome,
        grafie=_grafie(_ranked(texts), registry, piano.anno, missing),
        prefissi=tuple(_prefisso(prefix, times, registry, piano.anno, missing) for prefix, times in _ranked(prefixes)),
    )


def _ranked(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], fold(item[0]), item[0]))


def _missing_units(piano: Piano, registry: Registry) -> dict[str, Unita]:
    """Return the units that the plan would propose and the registry does not know, by their folded name."""
    missing: dict[str, Unita] = {}
    for unita in propose_registry(piano).unita:
        if not resolve_owner(unita.nome, registry, anno=piano.anno)[0].unita:
            taken = (*registry.unita, *missing.values())
            loose = tuple(p for p in unita.prefissi_eq if unit_of_prefix(f"{p}_0", registry, piano.anno) is None)
            missing[fold(unita.nome)] = replace(unita, id=free_id(unita.nome, taken), prefissi_eq=loose)
    return missing


def _grafie(
    ranked: list[tuple[str, int]], registry: Registry, anno: int | None, missing: dict[str, Unita]
) -> tuple[Grafia, ...]:
    """Resolve each spelling; a new unit's lines stand with the first that needs them, so that all can be pasted."""
    grafie: list[Grafia] = []
    new = dict(missing)
    for testo, times in ranked:
        owner, findings = resolve_owner(testo, registry, anno=anno)
        lines = None if owner.unita else registry_lines(owner, new)
        grafie.append(Grafia(testo=testo, volte=times, owner=owner, diagnostica=findings, righe=lines))
        if not owner.unita:
            new = {name: unita for name, unita in new.items() if name not in map(fold, single_names(testo))}
    return tuple(grafie)


def registry_lines(owner: Owner, missing: dict[str, Unita]) -> str | None:
    """Return the registry lines that would resolve an owner: an alias of each candidate, or its new units; or None."""
    names = [fold(name) for name in single_names(owner.testo)]
    new = [render_unita(missing[name]) for name in dict.fromkeys(names) if name in missing]
    aliases = [
        f"# se «{owner.testo}» è l'unità {candidate.unita}, nella sua tabella:\n# alias = [{toml_value(owner.testo)}]\n"
        for candidate in owner.candidati
        if names == [fold(owner.testo)]
    ]
    between = ["# se invece è un'altra unità:\n"] if aliases and new else []
    return "".join([*aliases, *between, "\n".join(new)]) or None


def _prefisso(prefix: str, times: int, registry: Registry, anno: int | None, missing: dict[str, Unita]) -> Prefisso:
    unita = unit_of_prefix(f"{prefix}_0", registry, anno)
    taken = {fold(known) for new in missing.values() for known in new.prefissi_eq}
    # a comment: pasted below another table, the bare line would become that table's
    lines = f"# nella tabella dell'unità giusta: prefissi_eq = [{toml_value(prefix)}]\n"
    return Prefisso(testo=prefix, volte=times, unita=unita, righe=None if unita or fold(prefix) in taken else lines)
