"""Automatic numbers: what Word prints before a paragraph and does not store in it."""

from __future__ import annotations

import pytest

from .reading import codes, read, texts
from .word import cell, package, par, part, related, row, run, table


def level(at: int, fmt: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(text: str, at: int = 0, num: int = 1) -> str:
    return par(text, props=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>')


def printed(body: str, levels: str, *, nums: str = "", styles: str = "") -> list[str]:
    one = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    numbering = part("numbering", f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>{one}{nums}')
    data = package(
        body,
        parts={"numbering.xml": numbering, "styles.xml": part("styles", styles)},
        relations=(related("numbering", "numbering.xml"), related("styles", "styles.xml")),
    )
    return [line for texts_of_row in texts(read(data)) for line in texts_of_row]


@pytest.mark.parametrize(
    ("fmt", "pattern", "labels"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimalZero", "%1 -", ["01 -", "02 -", "03 -"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperLetter", "%1", ["A", "B", "C"]),
        ("lowerRoman", "%1", ["i", "ii", "iii"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("ordinal", "%1", ["1°", "2°", "3°"]),
        ("bullet", "•", ["•", "•", "•"]),
        ("bullet", "\uf0b7", ["•", "•", "•"]),
    ],
)
def test_formats(fmt: str, pattern: str, labels: list[str]) -> None:
    body = "".join(numbered(f"voce {n}") for n in range(3))
    assert printed(body, level(0, fmt, pattern)) == [f"{label} voce {n}" for n, label in enumerate(labels)]


def test_codes_of_a_plan_are_printed() -> None:
    body = numbered("Semplificazione") + numbered("Verifica", 1) + numbered("Agenti", 1) + numbered("Innovazione")
    body += numbered("Imprese", 1)
    levels = level(0, "decimalZero", "%1 -") + level(1, "decimalZero", "%1.%2 -")
    assert printed(body, levels) == [
        "01 - Semplificazione", "01.01 - Verifica", "01.02 - Agenti", "02 - Innovazione", "02.01 - Imprese",
    ]  # fmt: skip


def test_numbers_in_cells_go_on_from_row_to_row() -> None:
    body = table(row(cell(numbered("a")), "x"), row(cell(numbered("")), "y"), row(cell(numbered("c")), "z"))
    assert printed(body, level(0, "decimal", "%1.")) == ["1. a", "x", "2.", "y", "3. c", "z"]


def test_three_digits_filled_with_zeros() -> None:
    fmt = '<w:lvl w:ilvl="0"><w:start w:val="9"/><w:numFmt w:val="custom" w:format="001, 002, ..."/><w:lvlText w:val="%1"/></w:lvl>'
    assert printed(numbered("a") + numbered("b"), fmt) == ["009 a", "010 b"]


def test_after_z_letters_double() -> None:
    body = "".join(numbered(str(n)) for n in range(28))
    assert printed(body, level(0, "lowerLetter", "%1"))[25:] == ["z 25", "aa 26", "bb 27"]


def test_a_list_that_starts_again() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = numbered("a") + numbered("b") + numbered("c", num=2) + numbered("d", num=2) + numbered("e")
    assert printed(body, level(0, "decimal", "%1"), nums=again) == ["1 a", "2 b", "5 c", "6 d", "7 e"]


def test_a_level_that_never_restarts() -> None:
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>')
    body = numbered("a") + numbered("b", 1) + numbered("c") + numbered("d", 1)
    assert printed(body, levels) == ["1 a", "1 b", "2 c", "2 d"]


def test_legal_numbering_prints_digits() -> None:
    levels = level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert printed(numbered("a") + numbered("b", 1), levels) == ["I a", "1.1 b"]


def test_a_number_may_touch_its_text() -> None:
    assert printed(numbered("a"), level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>')) == ["1.a"]


def test_numbers_of_a_style_and_their_refusal() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Titolo1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    titled = '<w:pStyle w:val="Titolo1"/>'
    body = (
        par("a", props=titled)
        + par("b", props=titled + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + par("c", props=titled)
    )
    assert printed(body, level(0, "decimal", "%1."), styles=style) == ["1. a", "b", "2. c"]


def test_a_list_defined_by_a_list_style() -> None:
    style = '<w:style w:type="numbering" w:styleId="Elenco"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    linked = (
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Elenco"/></w:abstractNum>'
    )
    body = numbered("a") + numbered("b", num=2)
    assert printed(body, level(0, "decimal", "%1."), nums=linked, styles=style) == ["1. a", "2. b"]


def test_a_deleted_or_hidden_paragraph_has_no_number() -> None:
    mark = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:{}/></w:rPr>'
    body = par(props=mark.format("del")) + par(run("x", "<w:vanish/>"), props=mark.format("vanish")) + numbered("primo")
    assert printed(body, level(0, "decimal", "%1.")) == ["1. primo"]


def test_an_unknown_format_is_counted_in_digits_and_reported() -> None:
    numbering = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{level(0, "cardinalText", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
    )
    data = package(
        numbered("a"), parts={"numbering.xml": numbering}, relations=(related("numbering", "numbering.xml"),)
    )
    document = read(data)
    assert texts(document) == [["1. a"]]
    assert codes(document) == ["LET014"]


def test_a_list_that_is_not_defined_prints_nothing() -> None:
    assert printed(numbered("a", num=99), level(0, "decimal", "%1.")) == ["a"]
