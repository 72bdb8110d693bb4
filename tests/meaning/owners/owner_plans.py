"""Plans and registries for the tests of owners: the hand-made tables of 2025, and small ones from a list of cells."""

from __future__ import annotations

import csv
from pathlib import Path

from pipeline.meaning.owners import Registry, Unita, shipped_registries
from pipeline.model import (
    Copertura,
    FonteDocumento,
    Formato,
    Indicatore,
    Obiettivo,
    ObiettivoIndividuale,
    Owner,
    Piano,
    Settore,
    Target,
)

ROOT = Path(__file__).parents[3]


def maremma() -> Registry:
    """The shipped registry of the chamber of the 2025 plan."""
    found = [r for r in shipped_registries() if r.nome == "cciaa-maremma-tirreno.toml"]
    return found[0]


def registry_of(*names: str) -> Registry:
    """A registry with one unit for each name, u1, u2 …"""
    units = tuple(Unita(id=f"u{number}", nome=name) for number, name in enumerate(names, start=1))
    return Registry(nome="prova", unita=units)


def plan_of(
    cells: list[str], codes: tuple[str, ...] = (), *, ente: str | None = None, anno: int | None = 2025
) -> Piano:
    """A plan of one objective whose indicators have those owners, with individual objectives of those codes."""
    indicators = tuple(
        Indicatore(id=f"01.01/{n}", testo="prova", target=Target(testo="1"), owner=Owner(testo=cell))
        for n, cell in enumerate(cells, start=1)
    )
    objective = Obiettivo(codice="01.01", testo="01.01 - Prova", nome="Prova", indicatori=indicators)
    return Piano(
        ente=ente,
        anno=anno,
        titolo=None,
        atto=None,
        fonte=FonteDocumento(file="prova.txt", sha256="0" * 64, formato=Formato.TESTO),
        settori=(Settore(codice="01", testo="01 - Prova", nome="Prova", obiettivi=(objective,)),),
        obiettivi_individuali=tuple(ObiettivoIndividuale(codice=code, testo=code, nome=code) for code in codes),
        copertura=Copertura(parole=0, nei_nodi=0, arredo=0, non_assegnate=0),
    )


def plan_2025(ente: str | None = "CCIAA Maremma e Tirreno") -> Piano:
    """The owners and the individual codes of the 2025 plan, from the tables transcribed by hand."""
    cells = [row["owner"] for row in _rows("righe-2025.csv")]
    codes = dict.fromkeys(row["codice"] for row in _rows("individuali-2025.csv"))
    return plan_of(cells, tuple(codes), ente=ente)


def truth(column: str) -> list[dict[str, str]]:
    """The rows of the owner truth for the owners or for the prefixes."""
    with (ROOT / "tests/truth/owner-2025.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["colonna"] == column]


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "samples" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
