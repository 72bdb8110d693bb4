"""The schema, the model and the glossary say the same; validation finds every fault and says it in Italian."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Iterator
from inspect import get_annotations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline import model
from pipeline.codec import decode, encode
from pipeline.model import Piano
from pipeline.schema import read_schema, validate
from pipeline.schema.quick import UnknownKeywordError, compile_schema

from .plans import piani

Json = dict[str, Any]
GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossario.md"

NODES = {
    "Atto": ("properties", "piano", "properties", "atto"),
    "FonteDocumento": ("properties", "fonte"),
    "Settore": ("properties", "settori", "items"),
    "Obiettivo": ("properties", "settori", "items", "properties", "obiettivi", "items"),
    "ObiettivoIndividuale": ("properties", "obiettivi_individuali", "items"),
    "Diagnostic": ("properties", "diagnostica", "items"),
    "Copertura": ("properties", "copertura"),
    "Indicatore": ("$defs", "indicatori", "items"),
    "Formula": ("$defs", "indicatori", "items", "properties", "formula"),
    "Owner": ("$defs", "indicatori", "items", "properties", "owner"),
    "Candidato": ("$defs", "indicatori", "items", "properties", "owner", "properties", "candidati", "items"),
    "Target": ("$defs", "target"),
    "RiferimentoRelativo": ("$defs", "target", "properties", "riferimento"),
    "Fascia": ("$defs", "target", "properties", "fasce", "items"),
    "Riferimento": ("$defs", "riferimenti", "items"),
    "Campo": ("$defs", "altri", "items"),
    "Provenance": ("$defs", "provenienza"),
}
ENUMS = {
    "Formato": ("properties", "fonte", "properties", "formato"),
    "Gravita": ("properties", "diagnostica", "items", "properties", "gravita"),
    "TipoTarget": ("$defs", "target", "properties", "tipo"),
    "Direzione": ("$defs", "target", "properties", "direzione"),
    "MetodoOwner": ("$defs", "indicatori", "items", "properties", "owner", "properties", "metodo"),
}


def at(place: tuple[str, ...]) -> Json:
    node: Json = read_schema("albero")
    for key in place:
        node = node[key]
    return node


@pytest.mark.parametrize("name", sorted(NODES))
def test_schema_and_model_have_the_same_keys(name: str) -> None:
    fields = set(get_annotations(getattr(model, name)))
    node = at(NODES[name])
    assert set(node["properties"]) == fields
    assert node["additionalProperties"] is False
    if name != "Provenance":
        assert set(node["required"]) == fields


def test_every_noun_of_the_model_is_in_the_schema() -> None:
    nouns = {
        name
        for name, value in vars(model).items()
        if dataclasses.is_dataclass(value) or hasattr(value, "_fields")  # a named tuple
    }
    assert nouns == {*NODES, "Piano"}
    whole = set(get_annotations(Piano))
    assert whole == (set(at(())["properties"]) - {"versione_schema", "piano"}) | set(
        at(("properties", "piano"))["properties"]
    )


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_schema_and_enumerations_have_the_same_values(name: str) -> None:
    values = {value for value in at(ENUMS[name])["enum"] if value is not None}
    assert values == {member.value for member in getattr(model, name)}


def properties(node: object) -> Iterator[tuple[str, Json]]:
    if isinstance(node, list):
        for item in node:
            yield from properties(item)
    elif isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield from node["properties"].items()
        for value in node.values():
            yield from properties(value)


def test_every_property_has_a_title_and_a_description() -> None:
    for name, node in properties(read_schema("albero")):
        assert "$ref" in node or (node.get("title") and node.get("description")), name


def test_every_property_is_in_the_glossary() -> None:
    glossary = GLOSSARY.read_text(encoding="utf-8")
    missing = {name for name, _ in properties(read_schema("albero")) if f"`{name}`" not in glossary}
    assert not missing


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(read_schema("albero"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(piani)
def test_every_plan_is_valid_json_and_comes_back(piano: Piano) -> None:
    """Property: every generated tree encodes to schema-valid JSON and decodes to itself."""
    document = json.loads(json.dumps(encode(piano), allow_nan=False))
    assert validate(document) == ()
    again = decode(document)
    assert again == piano
    assert encode(again) == document


def damage(document: Json, pick: st.DataObject) -> None:
    """Change one place of a document: drop a key, add one, or put a value of another kind there."""
    node: Any = document
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            break
        key = pick.draw(st.sampled_from(keys))
        if isinstance(node[key], dict | list) and node[key] and pick.draw(st.booleans()):
            node = node[key]
            continue
        kinds: st.SearchStrategy[object] = st.sampled_from(
            [None, "x", "", -1, 1.5, 2.0, True, [], {}, "2025-02-30", "2025-02-28", ["x"]]
        )
        if isinstance(node, dict) and pick.draw(st.booleans()):
            del node[key]
        else:
            node[key] = pick.draw(kinds)
        break
    if pick.draw(st.booleans()) and isinstance(node, dict):
        node["pippo"] = 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(piani, st.data())
def test_the_quick_answer_is_jsonschemas_answer(piano: Piano, pick: st.DataObject) -> None:
    """Property: what the compiled schema accepts is exactly what jsonschema finds no fault in."""
    document = json.loads(json.dumps(encode(piano)))
    damage(document, pick)
    schema = read_schema("albero")
    judge = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert compile_schema(schema)(document) == judge.is_valid(document)


def test_an_unknown_keyword_is_refused_not_skipped() -> None:
    with pytest.raises(UnknownKeywordError):
        compile_schema({"type": "object", "properties": {"a": {"multipleOf": 2}}})


def test_every_fault_is_named_with_its_place() -> None:
    document = copy.deepcopy(SMALL)
    indicator = document["settori"][0]["obiettivi"][0]["indicatori"][0]
    del indicator["target"]["unita"]
    indicator["target"]["valore"] = "2025-02-30"
    document["piano"]["anno"] = "2025"
    document["fonte"]["formato"] = "odt"
    document["pippo"] = 1
    assert list(map(str, validate(document))) == [
        "$: la chiave «pippo» non è prevista",
        '$.fonte.formato: valore "odt" non ammesso: può essere "pdf", "docx", "testo"',
        '$.piano.anno: atteso un numero intero o null, trovato "2025"',
        "$.settori[0].obiettivi[0].indicatori[0].target: manca la chiave «unita» (nodo 01.01/1)",
        '$.settori[0].obiettivi[0].indicatori[0].target.valore: "2025-02-30" non è una data nella forma AAAA-MM-GG (nodo 01.01/1)',
    ]


def test_what_stands_in_its_like_is_asked_too() -> None:
    """A target's parts are targets, a place's further places are places: the schema names a definition inside of itself."""
    document = copy.deepcopy(SMALL)
    indicator = document["settori"][0]["obiettivi"][0]["indicatori"][0]
    indicator["target"]["parti"] = [{**copy.deepcopy(indicator["target"]), "inferito": [3]}]
    indicator["fonte"] = {"continua": [{"pagina": "4"}]}
    assert [fault.percorso.rpartition("indicatori[0].")[2] for fault in validate(document)] == [
        "fonte.continua[0].pagina",
        "target.parti[0].inferito[0]",
    ]


@pytest.mark.parametrize(("box", "valid"), [([0, 1, 2, 3], True), ([], False), ([0, 1, 2], False), ([0] * 5, False)])
def test_a_box_has_four_numbers(box: list[int], valid: bool) -> None:
    document = copy.deepcopy(SMALL)
    document["settori"][0]["fonte"] = {"riquadro": box}
    assert (validate(document) == ()) is valid


@pytest.mark.parametrize("document", [None, [], "x", 3, {}])
def test_what_is_no_plan_at_all_is_not_valid(document: object) -> None:
    assert validate(document)


SMALL: Json = encode(
    Piano(
        ente=None,
        anno=2025,
        titolo=None,
        atto=None,
        fonte=model.FonteDocumento(file="a.pdf", sha256="0" * 64, formato=model.Formato.PDF),
        settori=(
            model.Settore(
                codice="01",
                testo="01 - A",
                nome="A",
                obiettivi=(
                    model.Obiettivo(
                        codice="01.01",
                        testo="01.01 - B",
                        nome="B",
                        indicatori=(model.Indicatore(id="01.01/1", testo="C", target=model.Target(testo="1")),),
                    ),
                ),
            ),
        ),
        copertura=model.Copertura(parole=1, nei_nodi=1, arredo=0, non_assegnate=0),
    )
)
