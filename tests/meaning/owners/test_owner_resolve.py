"""What owner cells mean: the plan of 2025, a table of notations, years, ambiguities."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from owner_plans import maremma, registry_of, truth

from pipeline.meaning.owners import Gruppo, Registry, Unita, resolve_owner, unit_of_prefix
from pipeline.model import MetodoOwner

CASES = list(csv.DictReader((Path(__file__).parent / "casi.csv").read_text(encoding="utf-8").splitlines()))


def _units(shorthand: str) -> tuple[str, ...]:
    """``*`` is every unit, ``-x`` all but x."""
    words = shorthand.split()
    chosen = set(maremma().ids()) if "*" in words else {word for word in words if not word.startswith("-")}
    return tuple(sorted(chosen - {word[1:] for word in words if word.startswith("-")}))


@pytest.mark.parametrize("row", truth("owner"), ids=lambda row: str(row["testo"]))
def test_owner_of_the_2025_plan(row: dict[str, str]) -> None:
    owner, findings = resolve_owner(row["testo"], maremma(), anno=2025)
    assert (owner.metodo, list(owner.unita)) == (row["metodo"], sorted(row["unita"].split()))
    assert (owner.testo, owner.punteggio, findings) == (row["testo"], 100.0, ())


@pytest.mark.parametrize("row", truth("prefisso"), ids=lambda row: str(row["testo"]))
def test_prefix_of_the_2025_plan(row: dict[str, str]) -> None:
    assert unit_of_prefix(f"EQ_{row['testo']}_10_01", maremma(), 2025) == row["unita"]


@pytest.mark.parametrize("row", CASES, ids=lambda row: str(row["testo"]))
def test_notation(row: dict[str, str]) -> None:
    owner, findings = resolve_owner(row["testo"], maremma(), anno=2025)
    assert (owner.metodo, owner.unita) == (row["metodo"], _units(row["unita"])), row["nota"]
    assert [finding.codice for finding in findings] == row["rilievi"].split()


def test_two_alike_are_an_ambiguity_with_both_named() -> None:
    owner, findings = resolve_owner("Servizio Promozionx", registry_of("Servizio Promozione", "Servizio Promozioni"))
    assert owner.metodo is MetodoOwner.NON_RISOLTO
    assert {candidate.unita for candidate in owner.candidati} == {"u1", "u2"}
    assert [finding.codice for finding in findings] == ["OWN002"]
    assert "Servizio Promozione, Servizio Promozioni" in findings[0].messaggio


def test_a_name_without_kind_that_two_kinds_have_is_an_ambiguity() -> None:
    owner, findings = resolve_owner("Legale", registry_of("Servizio Legale", "Ufficio Legale"))
    assert (owner.unita, [finding.codice for finding in findings]) == ((), ["OWN002"])


def test_unit_of_other_years_is_no_candidate() -> None:
    closed = Unita(id="studi", nome="Servizio Studi", al=2023)
    heir = Unita(id="ricerche", nome="Servizio Ricerche", dal=2024)
    registry = Registry(nome="prova", unita=(closed, heir))
    owner, findings = resolve_owner("Servizio Studi", registry, anno=2025)
    assert (owner.unita, [finding.codice for finding in findings]) == ((), ["OWN004"])
    assert resolve_owner("Servizio Studi", registry, anno=2022)[0].unita == ("studi",)
    assert resolve_owner("Servizio Studi", registry)[0].unita == ("studi",)
    assert resolve_owner("Tutti i servizi", registry, anno=2025)[0].unita == ("ricerche",)
    assert resolve_owner("Servizio Studii", registry, anno=2025)[1][0].codice == "OWN004"


def test_a_name_passed_on_to_another_unit_means_the_one_of_the_year() -> None:
    old = Unita(id="vecchio", nome="Servizio Studi", al=2023)
    new = Unita(id="nuovo", nome="Servizio Studi", dal=2024)
    registry = Registry(nome="prova", unita=(old, new))
    found = [resolve_owner("Servizio Studi", registry, anno=anno)[0].unita for anno in (2023, 2024)]
    assert found == [("vecchio",), ("nuovo",)]


def test_a_path_down_the_body_means_its_last_step() -> None:
    area = Unita(id="area", nome="Area Amministrativa")
    office = Unita(id="ufficio", nome="Ufficio Personale", padre="area")
    registry = Registry(nome="prova", unita=(area, office))
    for cell in ("Area Amministrativa - Ufficio Personale", "Area Amministrativa Ufficio Personale"):
        assert resolve_owner(cell, registry)[0].unita == ("ufficio",)
    assert resolve_owner("Area Amministrativa, Ufficio Personale", registry)[0].unita == ("area", "ufficio")


def test_a_group_of_the_registry_is_a_set() -> None:
    units = tuple(Unita(id=name, nome=f"Settore {name}") for name in ("alfa", "beta", "gamma"))
    group = Gruppo(nome="Settori di line", alias=("Line",), unita=("alfa", "beta", "gamma"), escluse=("gamma",))
    owner, _ = resolve_owner("LINE", Registry(nome="prova", unita=units, gruppi=(group,)))
    assert (owner.metodo, owner.unita) == (MetodoOwner.INSIEME, ("alfa", "beta"))


@pytest.mark.parametrize(
    ("codice", "unita"),
    [
        ("EQ_BP_10_03_02", "servizio-bilancio-e-patrimonio"),
        ("eq_staff_12_01", "servizio-staff"),
        ("EQ-BP-10-01", "servizio-bilancio-e-patrimonio"),
        ("EQ_PROM SV EC_05_011", "servizio-promozione"),
        ("BP_10_01", "servizio-bilancio-e-patrimonio"),
        ("EQ_XYZ_10_01", None),
        ("EQ_REG ME_10_01", None),
        ("01.02", None),
        ("", None),
    ],
)
def test_code_prefix(codice: str, unita: str | None) -> None:
    assert unit_of_prefix(codice, maremma()) == unita
