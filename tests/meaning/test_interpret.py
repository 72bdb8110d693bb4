"""A whole plan interpreted: the published text of 2025, from file to meaning."""

from __future__ import annotations

import csv
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.extract import extract
from pipeline.meaning import interpret
from pipeline.meaning.owners import Registry, Unita
from pipeline.model import (
    Campo,
    Indicatore,
    MetodoOwner,
    Obiettivo,
    ObiettivoIndividuale,
    Owner,
    Piano,
    Provenance,
    Settore,
    Target,
    TipoTarget,
)
from pipeline.normalize import normalize

ROOT = Path(__file__).parents[2]
FONTE = Provenance(pagina=4, tabella=2, riga=7)


@cache
def _normalized() -> Piano:
    path = ROOT / "samples/albero-performance-2025.txt"
    return normalize(extract(path.read_bytes(), path.name))


@cache
def _interpreted() -> Piano:
    return interpret(_normalized())


def _truth(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ROOT / "tests/truth" / name).read_text(encoding="utf-8").splitlines()))


def test_every_owner_of_the_2025_plan_is_resolved() -> None:
    wanted = {
        row["testo"]: sorted(row["unita"].split()) for row in _truth("owner-2025.csv") if row["colonna"] == "owner"
    }
    owners = [i.owner for i in _interpreted().iter_indicatori() if i.owner is not None]
    assert len(owners) == 146
    assert all(list(owner.unita) == wanted[owner.testo] for owner in owners)


def test_every_individual_objective_has_its_unit_and_settore() -> None:
    wanted = {row["testo"]: row["unita"] for row in _truth("owner-2025.csv") if row["colonna"] == "prefisso"}
    individuals = _interpreted().obiettivi_individuali
    assert len(individuals) == 17
    for objective in individuals:
        prefix = objective.codice.removeprefix("EQ_").partition("_")[0]
        assert objective.unita == wanted[prefix]
        assert objective.settore in {settore.codice for settore in _interpreted().settori}


def test_every_reference_of_the_2025_plan() -> None:
    plan = _interpreted()
    nodes = [(o.codice, o.riferimenti) for o in plan.iter_obiettivi()]
    nodes += [(o.codice, o.riferimenti) for o in plan.obiettivi_individuali]
    nodes += [(i.id, i.riferimenti) for i in plan.iter_indicatori()]
    found = sorted((node, r.testo, r.tipo, r.norma) for node, references in nodes for r in references)
    truth = [(row["nodo"], row["testo"], row["tipo"], row["norma"]) for row in _truth("riferimenti-2025.csv")]
    assert found == sorted(truth)


def test_every_target_is_typed() -> None:
    assert all(i.target.tipo is not None for i in _interpreted().iter_indicatori())
    named = {d.nodo for d in _interpreted().diagnostica if d.codice.startswith("TGT")}
    prose = {i.id for i in _interpreted().iter_indicatori() if i.target.tipo is TipoTarget.TESTUALE}
    assert prose <= named


def test_what_is_not_read_is_handed_on() -> None:
    """Design: what was printed and what was understood stand side by side: reading changes its own fields alone."""
    read = {"target", "formula", "owner", "riferimenti", "indicatori", "unita"}
    campi = (Campo(intestazione="Peso", testo="10"),)
    indicatore = Indicatore(
        id="7", testo="N. corsi", target=Target(testo="3"), algoritmo="N.", altri=campi, fonte=FONTE
    )
    kept: dict[str, Any] = {"nome": "Corsi", "anno": 2031, "altri": campi, "fonte": FONTE, "indicatori": (indicatore,)}
    goal = Obiettivo(codice="01.01", testo="01.01 - Corsi", **kept)
    person = ObiettivoIndividuale(codice="EQ_A_01", testo="EQ_A_01 - Corsi", settore="01", ente="Corsi srl", **kept)
    settore = Settore(codice="01", testo="01 - Scuola", nome="Scuola", obiettivi=(goal,), altri=campi, fonte=FONTE)
    before = replace(_normalized(), settori=(settore,), obiettivi_individuali=(person,))
    after = interpret(before)
    (again,) = after.settori
    for old, new in (
        (settore, again),
        (goal, again.obiettivi[0]),
        (indicatore, again.obiettivi[0].indicatori[0]),
        (person, after.obiettivi_individuali[0]),
    ):
        for name in {field.name for field in fields(old)} - read - {"obiettivi"}:
            assert getattr(new, name) == getattr(old, name) != _default(old, name), name


def _default(node: Any, name: str) -> object:
    """Return a field's default: a value that differs from it shows that it was handed on."""
    return next(field.default for field in fields(node) if field.name == name)


def test_no_printed_text_changes() -> None:
    """Design: '`testo` is always what the document prints'."""
    for before, after in zip(_normalized().iter_indicatori(), _interpreted().iter_indicatori(), strict=True):
        assert (before.testo, before.target.testo, before.algoritmo) == (
            after.testo,
            after.target.testo,
            after.algoritmo,
        )
        assert (before.owner and before.owner.testo) == (after.owner and after.owner.testo)
        assert before.fonte == after.fonte


def test_interpreting_twice_changes_nothing() -> None:
    again = interpret(_interpreted())
    assert again == _interpreted()
    assert again.diagnostica == _interpreted().diagnostica


def test_findings_name_their_node_and_its_place() -> None:
    other = Registry(nome="altro", unita=(Unita(id="promo", nome="Servizio Promozione"),))
    plan = interpret(_normalized(), registry=other)
    places = {i.id: i.fonte for i in plan.iter_indicatori()}
    unknown = [d for d in plan.diagnostica if d.codice == "OWN001"]
    assert len({d.nodo for d in unknown}) == len(unknown) > 100
    assert all(d.fonte == places[d.nodo or ""] for d in unknown)
    loose = [d for d in plan.diagnostica if d.codice == "REG002"]
    assert [d.nodo for d in loose] == [o.codice for o in plan.obiettivi_individuali]
    order = list(places)
    assert [d.nodo for d in unknown] == sorted((d.nodo or "" for d in unknown), key=order.index)


def test_a_plan_of_an_unknown_body_gets_a_registry_of_its_own() -> None:
    plan = interpret(replace(_normalized(), ente="Camera di commercio di Altrove"))
    assert [d.codice for d in plan.diagnostica if d.codice == "REG001"] == ["REG001"]
    assert all(i.owner.unita for i in plan.iter_indicatori() if i.owner is not None)
    assert [d.codice for d in _interpreted().diagnostica if d.codice == "REG001"] == []


def test_one_unit_under_two_names_is_told_once() -> None:
    plan = _normalized()
    first = plan.settori[0].obiettivi[0]
    renamed = replace(first, indicatori=tuple(_with_owner(i, "Servizio Anagrafico") for i in first.indicatori))
    settore = replace(plan.settori[0], obiettivi=(renamed, *plan.settori[0].obiettivi[1:]))
    found = interpret(replace(plan, settori=(settore, *plan.settori[1:])))
    told = [d for d in found.diagnostica if d.codice == "OWN008"]
    assert len(told) == 1
    assert "«Servizio Anagrafico», «Servizio Anagrafico-Certificativo»" in told[0].messaggio
    assert [d for d in _interpreted().diagnostica if d.codice == "OWN008"] == []


def test_prefixes_that_only_the_registry_joins() -> None:
    units = (Unita(id="promo", nome="Servizio Promozione", prefissi_eq=("PROM", "SV EC")),)
    plan = _normalized()
    one, two, *_ = plan.obiettivi_individuali
    renamed = (replace(one, codice="EQ_PROM_02_01"), replace(two, codice="EQ_SV EC_10_01"))
    found = interpret(replace(plan, obiettivi_individuali=renamed), registry=Registry(nome="r", unita=units))
    assert [d.codice for d in found.diagnostica if d.codice.startswith("REG")] == ["REG003"]
    assert [d for d in _interpreted().diagnostica if d.codice == "REG003"] == []


def _with_owner(indicatore: Indicatore, testo: str) -> Indicatore:
    return replace(indicatore, owner=Owner(testo=testo))


def test_an_absent_owner_stays_absent() -> None:
    individual = [i for o in _interpreted().obiettivi_individuali for i in o.indicatori]
    assert len(individual) == 21
    assert all(i.owner is None for i in individual)
    resolved = [i.owner.metodo for i in _interpreted().iter_indicatori() if i.owner is not None]
    assert MetodoOwner.NON_RISOLTO not in resolved
