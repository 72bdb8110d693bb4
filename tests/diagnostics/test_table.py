"""The table of rules itself: unique, sorted, documented, in both languages, with examples."""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

import pytest

from pipeline.diagnostics import Rule, all_rules, find_rule, finding, render_message

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "pipeline" / "diagnostics" / "rules").glob("*.toml"))
RULES = list(all_rules().values())
CODES = [rule.codice for rule in RULES]
FAMILIES = {"LET", "RIG", "ALB", "COP", "TGT", "OWN", "FOR", "QUA", "REG", "ARC"}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _prose(rule: Rule, lingua: Literal["it", "en"]) -> tuple[str, str, str]:
    prose = rule.testi(lingua)
    return prose.messaggio, prose.consiglio, prose.perche


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_codes_are_sorted_within_their_file(file: Path) -> None:
    codes = re.findall(r"^\[([^.\]]+)\]", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert codes == sorted(codes)
    assert codes == list(tomllib.loads(file.read_text(encoding="utf-8")))


def test_a_rule_is_what_its_file_says() -> None:
    """Tables are parsed one by one: none may be missed, cut short or read with its neighbour."""
    tables = {code: table for file in FILES for code, table in tomllib.loads(file.read_text(encoding="utf-8")).items()}
    assert sorted(tables) == CODES
    for rule in RULES:
        written = {name: value for name, value in asdict(rule).items() if name in tables[rule.codice]}
        assert written == tables[rule.codice]


def test_a_code_stands_in_one_file() -> None:
    codes = [code for file in FILES for code in tomllib.loads(file.read_text(encoding="utf-8"))]
    assert sorted(codes) == CODES


def test_a_slug_names_one_rule() -> None:
    slugs = [rule.nome for rule in RULES]
    assert [slug for slug in slugs if slugs.count(slug) > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_code_and_slug_keep_the_convention(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.codice)
    assert rule.codice[:3] in FAMILIES
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.nome)
    assert re.fullmatch(r"\d+\.\d+", rule.dalla)


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_prose_is_there_in_both_languages_with_the_same_fields(rule: Rule) -> None:
    for italian, english in zip(_prose(rule, "it"), _prose(rule, "en"), strict=True):
        assert italian.strip()
        assert english.strip()
        assert italian != english
    assert _fields(rule.it.messaggio) == _fields(rule.en.messaggio)
    assert _fields(rule.it.consiglio) == _fields(rule.en.consiglio)
    assert not _fields(rule.it.perche) | _fields(rule.en.perche)


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_a_rule_has_an_example_that_raises_it_and_one_that_does_not(rule: Rule) -> None:
    assert rule.positivo.strip()
    assert rule.negativo.strip()
    assert rule.positivo != rule.negativo


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_a_finding_can_be_made_and_said_in_both_languages(rule: Rule) -> None:
    fields = _fields(rule.it.messaggio) | _fields(rule.it.consiglio)
    values: dict[str, Any] = {name: f"<{name}>" for name in fields}
    made = finding(rule.codice, **values)
    languages: tuple[Literal["it", "en"], ...] = ("it", "en")
    for lingua in languages:
        message, advice = render_message(made, lingua)
        assert {name for name in fields if f"<{name}>" in message + advice} == fields
        assert "{" not in message + advice


def test_a_rule_is_found_in_any_case_and_only_by_its_code() -> None:
    assert find_rule("qua101") is all_rules()["QUA101"]
    assert find_rule("QUA1") is None
