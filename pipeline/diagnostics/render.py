"""Findings as text: lines that an editor can jump to, JSON, SARIF 2.1.0.

Comes in: findings and the name of the document. Goes out: one string that ends with a line break (empty for no lines). The
findings keep their order; nothing is written here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pipeline.diagnostics.table import Lingua, Rule, all_rules, render_message
from pipeline.model import Diagnostic, Gravita, Provenance

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Gravita.INFO: "note", Gravita.AVVISO: "warning", Gravita.ERRORE: "error"}
_SPACE = re.compile(r"\s+")

JsonObject = dict[str, Any]


def render_text(diagnostics: Sequence[Diagnostic], file: str, lingua: Lingua = "it") -> str:
    """Return one line a finding: ``file:page:row CODE node: message``.

    In a DOCX the table stands for the page, in a text file the line (column 1 follows). What has no place points to 1:1.
    """
    return "".join(f"{_text_line(diagnostic, file, lingua)}\n" for diagnostic in diagnostics)


def render_json(diagnostics: Sequence[Diagnostic], file: str, lingua: Lingua = "it") -> str:
    """Return ``{"file": …, "diagnostica": […]}``, each finding with the keys it has in albero.json and its rule's name."""
    found = [_json_finding(diagnostic, lingua) for diagnostic in diagnostics]
    return _dumps({"file": file, "diagnostica": found})


def render_sarif(diagnostics: Sequence[Diagnostic], file: str, lingua: Lingua = "it", *, version: str = "") -> str:
    """Return a SARIF 2.1.0 log with one run: the rules of the findings, and a result each.

    ``region`` is given where the document has lines; page, table, row and box stand in the location's ``properties``.
    """
    codes = sorted({diagnostic.codice for diagnostic in diagnostics})
    driver: JsonObject = {
        "name": "albero",
        "rules": [_sarif_rule(codice, lingua) for codice in codes],
        **({"version": version} if version else {}),
    }
    run: JsonObject = {
        "tool": {"driver": driver},
        "language": lingua,
        "results": [_sarif_result(d, codes.index(d.codice), file, lingua) for d in diagnostics],
    }
    return _dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def position(fonte: Provenance | None) -> tuple[int, int]:
    """Return the two numbers that say where a node stands: page (or table) and row, or line and 1."""
    if fonte is None:
        return 1, 1
    if fonte.linea is not None:
        return fonte.linea, fonte.colonna or 1
    return fonte.pagina or fonte.tabella or 1, fonte.riga or 1


def _text_line(diagnostic: Diagnostic, file: str, lingua: Lingua) -> str:
    first, second = position(diagnostic.fonte)
    message, _ = render_message(diagnostic, lingua)
    about = f"{diagnostic.nodo}: " if diagnostic.nodo else ""
    return _SPACE.sub(" ", f"{file}:{first}:{second} {diagnostic.codice} {about}{message}")


def _json_finding(diagnostic: Diagnostic, lingua: Lingua) -> JsonObject:
    message, advice = render_message(diagnostic, lingua)
    rule = all_rules().get(diagnostic.codice)
    return {
        "codice": diagnostic.codice,
        "nome": rule.nome if rule else None,
        "gravita": diagnostic.gravita.value,
        "messaggio": message,
        "nodo": diagnostic.nodo,
        "fonte": _place(diagnostic.fonte),
        "suggerimento": advice,
    }


def _sarif_rule(codice: str, lingua: Lingua) -> JsonObject:
    rule = all_rules().get(codice)
    if rule is None:
        return {"id": codice}
    prose = rule.testi(lingua)
    return {
        "id": codice,
        "name": rule.nome,
        "shortDescription": {"text": rule.nome.replace("-", " ")},
        "fullDescription": {"text": prose.perche},
        "help": {"text": _plain(prose.consiglio)},
        "defaultConfiguration": {"enabled": rule.attiva, "level": _LEVELS[rule.gravita]},
        "properties": _rule_properties(rule),
    }


def _rule_properties(rule: Rule) -> JsonObject:
    return {"dalla": rule.dalla, **({"fonte": rule.fonte} if rule.fonte else {})}


def _sarif_result(diagnostic: Diagnostic, index: int, file: str, lingua: Lingua) -> JsonObject:
    message, advice = render_message(diagnostic, lingua)
    return {
        "ruleId": diagnostic.codice,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.gravita],
        "message": {"text": f"{message}. {advice}".strip()},
        "locations": [_sarif_location(diagnostic, file)],
        "partialFingerprints": {"alberoFinding/v1": _fingerprint(diagnostic)},
    }


def _sarif_location(diagnostic: Diagnostic, file: str) -> JsonObject:
    physical: JsonObject = {"artifactLocation": {"uri": quote(file)}}
    fonte = diagnostic.fonte
    if fonte is not None and fonte.linea is not None:
        physical["region"] = {"startLine": fonte.linea, "startColumn": fonte.colonna or 1}
    location: JsonObject = {"physicalLocation": physical}
    if diagnostic.nodo:
        location["logicalLocations"] = [{"fullyQualifiedName": diagnostic.nodo, "kind": "nodo"}]
    place = _place(fonte)
    if place:
        location["properties"] = place
    return location


def _fingerprint(diagnostic: Diagnostic) -> str:
    """Return what stays the same when the finding only moves to another page or its wording is improved."""
    said = json.dumps([diagnostic.codice, diagnostic.nodo, diagnostic.parametri], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:32]


def _place(fonte: Provenance | None) -> JsonObject | None:
    if fonte is None:
        return None
    keys = ("pagina", "riquadro", "tabella", "riga", "colonna", "linea")
    return {key: getattr(fonte, key) for key in keys if getattr(fonte, key) is not None}


def _plain(advice: str) -> str:
    """Return an advice with its ``{fields}`` as an ellipsis: a rule speaks of no document."""
    return re.sub(r"\{\w+\}", "…", advice)


def _dumps(value: JsonObject) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
