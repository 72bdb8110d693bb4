"""What a paragraph of a Word document prints: every place where its text can hide."""

from __future__ import annotations

import pytest

from pipeline.model import Gravita
from pipeline.rows import FurnitureKind, RowKind

from .reading import codes, read, read_body, texts
from .word import package, par, part, related, row, run, table

BOX = "<w:txbxContent>{}</w:txbxContent>"
ALTERNATE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice>"
    "<mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"

PRINTED = {
    "a run": (par("01.01 - Verifica"), "01.01 - Verifica"),
    "runs that split a word": (par("01.", "01 - Ve", "rifica"), "01.01 - Verifica"),
    "a tab and a soft hyphen": (par("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>"), "a bc"),
    "a hyphen that does not break": (par("<w:r><w:t>SPID</w:t><w:noBreakHyphen/><w:t>CIE</w:t></w:r>"), "SPID-CIE"),
    "characters that print nothing": (par("soc\u00adi\u200bet\u00e0"), "società"),
    "a decomposed accent": (par("societa\u0300"), "società"),
    "a hyperlink": (par("<w:hyperlink r:id='x'>" + run("Delibera") + "</w:hyperlink>"), "Delibera"),
    "a smart tag": (par("<w:smartTag>" + run("Grosseto") + "</w:smartTag>"), "Grosseto"),
    "custom XML": (par("<w:customXml>" + run("Livorno") + "</w:customXml>"), "Livorno"),
    "a wrapper of a later Word": (par("<w:somethingNew>" + run("nuovo") + "</w:somethingNew>"), "nuovo"),
    "a content control in a line": (par("<w:sdt><w:sdtPr/><w:sdtContent>" + run("100%") + "</w:sdtContent></w:sdt>"), "100%"),
    "a content control around a paragraph": ("<w:sdt><w:sdtContent>" + par("100%") + "</w:sdtContent></w:sdt>", "100%"),
    "an insertion": (par("<w:ins>" + run(">=80%") + "</w:ins>"), ">=80%"),
    "text moved here": (par("<w:moveTo>" + run("31/12") + "</w:moveTo>"), "31/12"),
    "a simple field": (par("<w:fldSimple w:instr='DATE'>" + run("2025") + "</w:fldSimple>"), "2025"),
    "a field's result, not its instruction": (
        par(
            FIELD.format("begin"), "<w:r><w:instrText>REF x</w:instrText></w:r>", FIELD.format("separate"),
            run("vedi 01"), FIELD.format("end"),
        ),
        "vedi 01",
    ),
    "a field inside an instruction": (
        par(
            FIELD.format("begin"), FIELD.format("begin"), FIELD.format("separate"), run("interno"), FIELD.format("end"),
            FIELD.format("separate"), run("esterno"), FIELD.format("end"),
        ),
        "esterno",
    ),
    "a field that never ends": (par(FIELD.format("begin"), run("resta")), "resta"),
    "a check box": (
        par("<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='1'/></w:checkBox></w:ffData>"
            "</w:fldChar></w:r>", FIELD.format("end"), run(" SI")),
        "☒ SI",
    ),
    "a list's chosen entry": (
        par("<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Alto'/>"
            "<w:listEntry w:val='Basso'/></w:ddList></w:ffData></w:fldChar></w:r>", FIELD.format("end")),
        "Basso",
    ),
    "a sign from the font Symbol": (par("<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>", " 3"), "≥ 3"),
    "a sign typed in Symbol": (par(run("\uf0a3 5", "<w:rFonts w:ascii='Symbol'/>")), "≤ 5"),
    "a formula": (par("<m:oMath><m:r><m:t>a/b</m:t></m:r></m:oMath>"), "a/b"),
    "a text box, once": (par(ALTERNATE.format(BOX.format(par("in cornice")), BOX.format(par("in cornice")))), "in cornice"),
    "a text box that only the fallback has": (par(ALTERNATE.format("", BOX.format(par("vecchia")))), "vecchia"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "printed"), PRINTED.values(), ids=PRINTED.keys())
def test_text_is_what_word_prints(body: str, printed: str) -> None:
    document = read_body(body)
    assert texts(document) == [[printed]]
    assert document.rows[0].kind is RowKind.TESTO
    assert codes(document) == []


def test_line_breaks_in_running_text_are_lines() -> None:
    document = read_body(par("<w:r><w:t>04.01 - Azioni</w:t><w:br/><w:t>31/12/2025</w:t></w:r>"))
    assert texts(document) == [["04.01 - Azioni"], ["31/12/2025"]]


def test_paragraphs_with_tabs_draw_columns() -> None:
    tab = "<w:r><w:tab/></w:r>"
    document = read_body(par("Obiettivo", tab, "Target", tab, "Owner") + par("a", tab, tab, "b") + par("c", tab, "d"))
    assert [(r.kind, r.larghezza, [c.colonna for c in r.cells]) for r in document.rows] == [
        (RowKind.TABELLA, 3, [0, 1, 2]),
        (RowKind.TABELLA, 3, [0, 2]),
        (RowKind.TABELLA, 2, [0, 1]),
    ]


def test_one_tab_is_no_table() -> None:
    document = read_body(par("1.", "<w:r><w:tab/></w:r>", "Premessa"))
    assert texts(document) == [["1. Premessa"]]


def test_deletions_are_left_out_and_reported() -> None:
    document = read_body(par(">=90%", "<w:del><w:r><w:delText>&gt;=80% netto</w:delText></w:r></w:del>"))
    assert texts(document) == [[">=90%"]]
    assert codes(document) == ["LET010"]
    assert "2 parole" in document.diagnostica[0].messaggio


def test_text_moved_away_is_left_out() -> None:
    document = read_body(par("resta", "<w:moveFrom>" + run("via") + "</w:moveFrom>"))
    assert texts(document) == [["resta"]]
    assert codes(document) == ["LET010"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    document = read_body(par("01.01 - Veri", props="<w:rPr><w:del/></w:rPr>") + par("fica"))
    assert texts(document) == [["01.01 - Verifica"]]


def test_a_deleted_end_of_the_last_paragraph_loses_nothing() -> None:
    assert texts(read_body(par("ultimo", props="<w:rPr><w:del/></w:rPr>"))) == [["ultimo"]]


@pytest.mark.parametrize("props", ["<w:vanish/>", "<w:rStyle w:val='Nascosto'/>"])
def test_hidden_text_is_furniture_with_a_finding(props: str) -> None:
    styles = part("styles", '<w:style w:type="character" w:styleId="Nascosto"><w:rPr><w:vanish/></w:rPr></w:style>')
    data = package(
        par("visibile", run("due parole", props)),
        parts={"styles.xml": styles},
        relations=(related("styles", "styles.xml"),),
    )
    document = read(data)
    assert texts(document) == [["visibile"]]
    assert [(f.kind, f.testo) for f in document.arredo] == [(FurnitureKind.INVISIBILE, "due parole")]
    assert codes(document) == ["LET012"]


def test_an_unknown_symbol_is_reported() -> None:
    document = read_body(par("<w:r><w:sym w:font='Strano' w:char='F0EE'/></w:r>"))
    assert codes(document) == ["LET022"]


def test_an_included_document_is_an_error() -> None:
    document = read_body(par("testo") + "<w:altChunk r:id='x'/>")
    assert [(f.codice, f.gravita) for f in document.diagnostica] == [("LET017", Gravita.ERRORE)]


def test_an_embedded_object_is_reported() -> None:
    document = read_body(par("testo", "<w:r><w:object/></w:r>"))
    assert codes(document) == ["LET016"]


def test_entities_are_not_expanded_and_the_text_behind_them_stays() -> None:
    body = par("prima").replace("prima", "prima &x; dopo")
    xml = part("document", f"<w:body>{body}</w:body>")
    declared = xml.replace("?><w:", '?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:', 1)
    document = read(package(declared))
    assert texts(document) == [["prima dopo"]]
    assert codes(document) == ["LET019"]


def test_bold_comes_from_run_and_style() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Titolo"><w:basedOn w:val="Base"/></w:style>',
    )
    body = (
        par("da stile", props='<w:pStyle w:val="Titolo"/>')
        + par(run("no", '<w:b w:val="0"/>'), props='<w:pStyle w:val="Titolo"/>')
        + par(run("si", "<w:b/>"))
        + par(run("metà ", "<w:b/>"), "metà")
        + table(row("x"))
    )
    document = read(package(body, parts={"styles.xml": styles}, relations=(related("styles", "styles.xml"),)))
    assert [r.cells[0].grassetto for r in document.rows] == [True, False, True, False, False]
