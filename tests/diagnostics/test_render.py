"""Findings as lines, JSON and SARIF."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.diagnostics import all_rules, finding
from pipeline.diagnostics.render import render_json, render_sarif, render_text
from pipeline.model import Diagnostic, Gravita, Provenance

PDF = Provenance(pagina=3, riga=12, riquadro=(1.0, 2.0, 3.0, 4.0))
DOCX = Provenance(tabella=2, riga=7, colonna=1)
TEXT = Provenance(linea=41)

YEAR = finding("QUA101", nodo="01.12", fonte=PDF, anno=2024, anno_piano=2025)
WORD = finding("QUA301", nodo="08.01/2", fonte=DOCX, parola="semestrale semestrale")
END = finding("QUA303", nodo="13.03", fonte=TEXT, fine="-")
WHOLE = finding("QUA602", mancanti=3, totale=3)
FOUND = (YEAR, WORD, END, WHOLE)


def _sarif(found: tuple[Diagnostic, ...] = FOUND, file: str = "piani/albero 2025.pdf") -> Any:
    return json.loads(render_sarif(found, file, version="0.1"))


def test_a_line_is_file_page_row_code_message() -> None:
    assert render_text([YEAR], "piano.pdf") == (
        "piano.pdf:3:12 QUA101 01.12: il titolo porta l'anno 2024, ma il piano è del 2025\n"
    )


@pytest.mark.parametrize(("found", "place"), [(WORD, "2:7"), (END, "41:1"), (WHOLE, "1:1")])
def test_every_format_has_its_two_numbers(found: Diagnostic, place: str) -> None:
    assert render_text([found], "p").startswith(f"p:{place} {found.codice} ")


def test_text_in_english() -> None:
    assert (
        render_text([YEAR], "p", "en")
        == "p:3:12 QUA101 01.12: the title carries the year 2024, but the plan is for 2025\n"
    )


def test_a_line_stays_one_line() -> None:
    broken = finding("QUA303", nodo="13.03", fine="a\nb")
    assert render_text([broken, broken], "p").count("\n") == 2


def test_no_findings() -> None:
    assert render_text([], "p") == ""
    assert json.loads(render_json([], "p")) == {"file": "p", "diagnostica": []}
    assert _sarif(())["runs"][0]["results"] == []


def test_json_has_the_keys_of_the_plan_and_the_rule_s_name() -> None:
    first = json.loads(render_json(FOUND, "p"))["diagnostica"][0]
    assert first == {
        "codice": "QUA101",
        "nome": "anno-residuo",
        "gravita": "avviso",
        "messaggio": YEAR.messaggio,
        "nodo": "01.12",
        "fonte": {"pagina": 3, "riquadro": [1.0, 2.0, 3.0, 4.0], "riga": 12},
        "suggerimento": YEAR.suggerimento,
    }


def test_sarif_rules_are_those_of_the_findings_and_results_point_to_them() -> None:
    log = _sarif()
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == ["QUA101", "QUA301", "QUA303", "QUA602"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [d.codice for d in FOUND]
    assert [result["ruleId"] for result in run["results"]] == [d.codice for d in FOUND]


@pytest.mark.parametrize(("gravita", "level"), [("info", "note"), ("avviso", "warning"), ("errore", "error")])
def test_sarif_levels(gravita: str, level: str) -> None:
    changed = Diagnostic(codice="QUA101", gravita=Gravita(gravita), messaggio="m", suggerimento="s")
    assert _sarif((changed,))["runs"][0]["results"][0]["level"] == level


def test_sarif_place_is_a_region_only_where_there_are_lines() -> None:
    pdf, docx, text, whole = (result["locations"][0] for result in _sarif()["runs"][0]["results"])
    assert pdf["physicalLocation"] == {"artifactLocation": {"uri": "piani/albero%202025.pdf"}}
    assert pdf["properties"] == {"pagina": 3, "riga": 12, "riquadro": [1.0, 2.0, 3.0, 4.0]}
    assert docx["properties"] == {"tabella": 2, "riga": 7, "colonna": 1}
    assert text["physicalLocation"]["region"] == {"startLine": 41, "startColumn": 1}
    assert pdf["logicalLocations"] == [{"fullyQualifiedName": "01.12", "kind": "nodo"}]
    assert set(whole) == {"physicalLocation"}


def test_sarif_tells_findings_apart_and_the_same_one_again_elsewhere() -> None:
    elsewhere = finding("QUA101", nodo="01.12", fonte=TEXT, anno=2024, anno_piano=2025)
    other = finding("QUA101", nodo="01.12", fonte=PDF, anno=2023, anno_piano=2025)
    results = _sarif((YEAR, elsewhere, other))["runs"][0]["results"]
    marks = [result["partialFingerprints"]["alberoFinding/v1"] for result in results]
    assert marks[0] == marks[1] != marks[2]


def test_a_finding_of_a_rule_that_is_not_in_the_table_is_still_said() -> None:
    strange = Diagnostic(codice="ZZZ999", gravita=Gravita.INFO, messaggio="m", suggerimento="s")
    assert render_text([strange], "p", "en") == "p:1:1 ZZZ999 m\n"
    assert _sarif((strange,))["runs"][0]["tool"]["driver"]["rules"] == [{"id": "ZZZ999"}]


def test_sarif_rules_are_rendered_for_the_whole_table() -> None:
    found = tuple(
        Diagnostic(codice=code, gravita=rule.gravita, messaggio="m", suggerimento="s")
        for code, rule in all_rules().items()
    )
    rules = _sarif(found)["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(all_rules())
    assert not [rule for rule in rules if "{" in json.dumps(rule["help"]["text"])]
