"""The registry of a body: its units, their names and years, its groups.

Values only: ``load`` reads them from TOML, ``propose`` makes them from a plan, ``resolve`` looks owners up in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TUTTE = "*"
"""In a group's units: all units of the registry."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ente:
    """The body that the registry belongs to."""

    nome: str
    alias: tuple[str, ...] = ()
    codice_fiscale: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unita:
    """A unit of the body, valid from the year ``dal`` to the year ``al``, both included; None is open."""

    id: str
    nome: str
    alias: tuple[str, ...] = ()
    tipo: str | None = None
    dal: int | None = None
    al: int | None = None
    prefissi_eq: tuple[str, ...] = ()
    padre: str | None = None

    def is_valid(self, anno: int | None) -> bool:
        """Say whether the unit exists in ``anno``; every unit does when the year is unknown."""
        if anno is None:
            return True
        return (self.dal is None or self.dal <= anno) and (self.al is None or anno <= self.al)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gruppo:
    """A name for several units: their ids, or ``*`` for all, without ``escluse``."""

    nome: str
    alias: tuple[str, ...] = ()
    unita: tuple[str, ...] = (TUTTE,)
    escluse: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Registry:
    """The units and groups of a body. ``nome`` says where the registry comes from, for people to read.

    ``controlli`` is the table of that name as written: which findings the body wants. The checks read it.
    """

    nome: str
    ente: Ente | None = None
    unita: tuple[Unita, ...] = ()
    gruppi: tuple[Gruppo, ...] = ()
    proposto: bool = False
    controlli: Mapping[str, object] = field(default_factory=dict, compare=False)

    def __hash__(self) -> int:
        """Tell registries apart by what is quickly asked: what is remembered of names is remembered by registry."""
        return hash((self.nome, len(self.unita), len(self.gruppi)))

    def find_unita(self, id_unita: str) -> Unita | None:
        """Return the unit with that id, or None."""
        return next((unita for unita in self.unita if unita.id == id_unita), None)

    def ids(self, anno: int | None = None) -> tuple[str, ...]:
        """Return the sorted ids of the units that exist in ``anno``."""
        return tuple(sorted(unita.id for unita in self.unita if unita.is_valid(anno)))

    def ancestors(self, id_unita: str) -> tuple[str, ...]:
        """Return the ids above a unit, the nearest first."""
        above: list[str] = []
        unita = self.find_unita(id_unita)
        while unita is not None and unita.padre is not None and unita.padre not in above:
            above.append(unita.padre)
            unita = self.find_unita(unita.padre)
        return tuple(above)


def group_units(gruppo: Gruppo, registry: Registry, anno: int | None = None) -> tuple[str, ...]:
    """Return the sorted ids that a group means in ``anno``."""
    valid = registry.ids(anno)
    chosen = valid if TUTTE in gruppo.unita else tuple(u for u in valid if u in gruppo.unita)
    return tuple(u for u in chosen if u not in gruppo.escluse)
