"""Registries proposed from a plan, and the report of its spellings."""

from __future__ import annotations

import pytest
from owner_plans import maremma, plan_2025, plan_of, registry_of, truth

from pipeline.meaning.owners import parse_registry, propose_registry, resolve_owner
from pipeline.meaning.owners.propose import abbreviates
from pipeline.meaning.owners.report import report_owners
from pipeline.meaning.owners.write import render_registry


def test_the_2025_plan_proposes_the_units_of_its_registry() -> None:
    proposed = propose_registry(plan_2025())
    assert proposed.proposto
    assert proposed.ids() == maremma().ids()
    for row in truth("owner"):
        assert list(resolve_owner(row["testo"], proposed, anno=2025)[0].unita) == sorted(row["unita"].split())


def test_a_proposed_registry_reads_back_and_names_loose_prefixes() -> None:
    proposed = propose_registry(plan_2025())
    text = render_registry(proposed, ("REG MER",))
    again = parse_registry(text, proposed.nome)
    assert (again.unita, again.gruppi, again.ente) == (proposed.unita, proposed.gruppi, proposed.ente)
    assert '"REG MER"' in text


@pytest.mark.parametrize(
    ("cells", "units"),
    [
        (
            ["TECNICO/PATRIMONIO/LL.PP./ URBANISTICA/ AMBIENTE"],
            ["ambiente", "llpp", "patrimonio", "tecnico", "urbanistica"],
        ),
        (["Servizio Turismo, Cultura e Sport"], ["servizio-turismo-cultura-e-sport"]),
        (["Area A, Area B"], ["area-a", "area-b"]),
        (["DOTT. ROSSI - AREA RISORSE UMANE"], ["area-risorse-umane"]),
        (["Dott. Rossi"], []),
        (["Servizio"], []),
        (["Tutti i servizi", "Tutti i servizi (No Ufficio X)"], ["ufficio-x"]),
        (["Settore I", "Settore II", "Settore III"], ["settore-i", "settore-ii", "settore-iii"]),
        (["Servizio Promozione", "Servizio Promozione", "Servzio Promozione"], ["servizio-promozione"]),
        (["Servizio Staff", "Staff"], ["servizio-staff"]),
        (["Legale_Marte", "Ufficio Legale"], ["marte", "ufficio-legale"]),
        (["Ufficio Persone Non Autosufficienti"], ["ufficio-persone-non-autosufficienti"]),
        (["Segretario Generale"], ["segretario-generale"]),
        (["Servizio Appalti e Ufficio Gare"], ["servizio-appalti", "ufficio-gare"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_which_names_become_units(cells: list[str], units: list[str]) -> None:
    assert list(propose_registry(plan_of(cells)).ids()) == units


def test_the_order_of_the_rows_never_tells() -> None:
    cells = ["Servizio Staff", "Legale_Staff", "Ufficio Legale", "Servzio Staff", "Tutti i servizi"]
    assert propose_registry(plan_of(cells)) == propose_registry(plan_of(cells[::-1]))


@pytest.mark.parametrize(
    ("prefix", "name", "expected"),
    [
        ("ANAG CERT", "Servizio Anagrafico-Certificativo", True),
        ("BP", "Servizio Bilancio e Patrimonio", True),
        ("STAFF", "Servizio Staff", True),
        ("REG MER", "Servizio Regolazione", False),
        ("P", "Servizio Promozione", False),
        ("BP", "Servizio Bilancio", False),
        ("CERT ANAG", "Servizio Anagrafico-Certificativo", False),
    ],
)
def test_a_prefix_is_given_only_for_the_whole_name(prefix: str, name: str, expected: bool) -> None:
    assert abbreviates(prefix, name) is expected


def test_report_counts_every_spelling_of_the_2025_plan() -> None:
    report = report_owners(plan_2025(), maremma())
    assert {(g.testo, str(g.volte)) for g in report.grafie} == {(r["testo"], r["volte"]) for r in truth("owner")}
    assert {(p.testo, str(p.volte), p.unita) for p in report.prefissi} == {
        (r["testo"], r["volte"], r["unita"]) for r in truth("prefisso")
    }
    assert [g.righe for g in report.grafie if g.righe] == []


def test_the_lines_to_paste_resolve_the_owner() -> None:
    cells = ['Servizio "Marte"', "Servizio Promozione"]
    registry = registry_of("Servizio Promozione")
    report = report_owners(plan_of(cells, ("EQ_XYZ_01_01",)), registry)
    lines = [g.righe for g in report.grafie if g.righe]
    assert len(lines) == 1
    pasted = parse_registry(render_registry(registry) + "\n" + lines[0], "r.toml")
    assert resolve_owner(cells[0], pasted)[0].unita == ("servizio-marte",)
    assert report.prefissi[0].righe == '# nella tabella dell\'unità giusta: prefissi_eq = ["XYZ"]\n'


def test_all_the_lines_of_a_strange_registry_can_be_pasted_at_once() -> None:
    registry = registry_of("Servizio Promozione")
    report = report_owners(plan_2025(), registry)
    lines = [entry.righe for entry in report.grafie if entry.righe] + [p.righe for p in report.prefissi if p.righe]
    pasted = parse_registry("\n".join([render_registry(registry), *lines]), "r.toml")
    again = report_owners(plan_2025(), pasted)
    assert [g.testo for g in again.grafie if not g.owner.unita] == []
    assert [p.testo for p in again.prefissi if p.unita is None] == ["PROM SV EC", "REG MER", "REG MERC"]


@pytest.mark.parametrize("cell", ["Servizio", "Tutti i servizi (No Servizio)", "Dott. Rossi"])
def test_no_lines_where_no_unit_is_named(cell: str) -> None:
    report = report_owners(plan_of([cell]), registry_of("Servizio Promozione"))
    assert [(g.owner.unita, g.righe) for g in report.grafie] == [((), None)]
