"""Word packages as they come: other flavours, missing and damaged parts, parts around the text."""

from __future__ import annotations

import subprocess
import sys

import pytest

import pipeline.extract.zipped as zipped
from pipeline.errors import InputError
from pipeline.extract import extract
from pipeline.model import Formato
from pipeline.rows import FurnitureKind

from .reading import codes, read, texts
from .word import R, W, archive, package, par, part, related, row, table

FLAVOURS = {
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
PLAN = par("Piano") + table(row("Obiettivo", "Target"), row("01.01", ">=80%"))
PLAN_TEXTS = [["Piano"], ["Obiettivo", "Target"], ["01.01", ">=80%"]]


@pytest.mark.parametrize("main_type", FLAVOURS.values(), ids=FLAVOURS.keys())
def test_other_flavours_are_word_documents(main_type: str) -> None:
    document = read(package(PLAN, main_type=main_type))
    assert document.fonte.formato is Formato.DOCX
    assert texts(document) == PLAN_TEXTS


def test_strict_documents_read_the_same() -> None:
    strict = part("document", f"<w:body>{PLAN}</w:body>")
    strict = strict.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    strict = strict.replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    assert texts(read(package(strict))) == PLAN_TEXTS


def test_strict_styles_are_read_too() -> None:
    styles = part("styles", '<w:style w:type="paragraph" w:styleId="T"><w:rPr><w:b/></w:rPr></w:style>')
    document = read(
        package(
            par("a", props='<w:pStyle w:val="T"/>'),
            parts={"styles.xml": styles.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")},
            relations=(related("styles", "styles.xml"),),
        )
    )
    assert document.rows[0].cells[0].grassetto


def test_the_main_part_is_found_by_its_relationship() -> None:
    assert texts(read(package(PLAN, main="corpo/testo.xml"))) == PLAN_TEXTS


def test_the_main_part_is_found_without_relationships() -> None:
    assert texts(read(archive({"word/document.xml": part("document", f"<w:body>{PLAN}</w:body>")}))) == PLAN_TEXTS


@pytest.mark.parametrize("kind", ["image", "theme"])
def test_a_missing_picture_or_theme_does_not_matter(kind: str) -> None:
    document = read(package(PLAN, relations=(related(kind, f"media/{kind}1.bin"),)))
    assert texts(document) == PLAN_TEXTS
    assert codes(document) == []


@pytest.mark.parametrize("content", [None, "<w:styles", "", "<a/>"], ids=["missing", "broken", "empty", "foreign"])
def test_styles_that_cannot_be_read_are_done_without(content: str | None) -> None:
    parts: dict[str, str | bytes] = {} if content is None else {"styles.xml": content}
    document = read(package(PLAN, parts=parts, relations=(related("styles", "styles.xml"),)))
    assert texts(document) == PLAN_TEXTS
    assert codes(document) == ([] if content == "<a/>" else ["LET018"])


def test_styles_based_on_each_other_end() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    data = package(
        par("a", props='<w:pStyle w:val="A"/>'),
        parts={"styles.xml": styles},
        relations=(related("styles", "styles.xml"),),
    )
    assert texts(read(data)) == [["a"]]


def test_headers_and_footers_count_once_each() -> None:
    section = "<w:sectPr><w:headerReference r:id='h'/><w:footerReference r:id='f'/></w:sectPr>"
    mark = "<w:r><w:pict><v:shape><v:textpath string='BOZZA INTERNA'/></v:shape></w:pict></w:r>"
    document = read(
        package(
            PLAN + par(props=section) + section,
            parts={
                "header1.xml": part("hdr", par("All. 1.1", mark)),
                "footer1.xml": part("ftr", table(row("Pag.", "1"))),
                "header2.xml": part("hdr", par("nessuno la nomina")),
            },
            relations=(
                related("header", "header1.xml", "h"),
                related("footer", "footer1.xml", "f"),
                related("header", "header2.xml", "unused"),
            ),
        )
    )
    assert [(f.kind, f.testo) for f in document.arredo] == [
        (FurnitureKind.INTESTAZIONE_PAGINA, "All. 1.1"),
        (FurnitureKind.FILIGRANA, "BOZZA INTERNA"),
        (FurnitureKind.PIE_PAGINA, "Pag. 1"),
    ]
    assert texts(document) == PLAN_TEXTS


def test_notes_are_kept_apart_and_reported() -> None:
    notes = (
        '<w:footnote w:type="separator">'
        + par("---")
        + '</w:footnote><w:footnote w:id="2">'
        + par("Rif. 2024")
        + "</w:footnote>"
    )
    document = read(
        package(
            par("100%", "<w:r><w:footnoteReference w:id='2'/></w:r>"),
            parts={"footnotes.xml": part("footnotes", notes)},
            relations=(related("footnotes", "footnotes.xml"),),
        )
    )
    assert texts(document) == [["100%"]]
    assert [(f.kind, f.testo) for f in document.arredo] == [(FurnitureKind.NOTA, "Rif. 2024")]
    assert codes(document) == ["LET013"]


def test_comments_are_no_text_of_the_plan() -> None:
    comments = part("comments", "<w:comment>" + par("da rivedere") + "</w:comment>")
    document = read(package(PLAN, parts={"comments.xml": comments}, relations=(related("comments", "comments.xml"),)))
    assert texts(document) == PLAN_TEXTS
    assert document.arredo == ()
    assert codes(document) == ["LET011"]


def test_an_index_is_kept_apart() -> None:
    styles = part("styles", '<w:style w:type="paragraph" w:styleId="Sommario1"><w:name w:val="toc 1"/></w:style>')
    document = read(
        package(
            par("01 - Semplificazione 3", props='<w:pStyle w:val="Sommario1"/>') + PLAN,
            parts={"styles.xml": styles},
            relations=(related("styles", "styles.xml"),),
        )
    )
    assert texts(document) == PLAN_TEXTS
    assert codes(document) == ["LET020"]


def test_the_text_of_a_diagram_is_kept_apart() -> None:
    diagram = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:t>Settore 01</a:t></a:p></dgm:dataModel>'
    )
    document = read(
        package(
            PLAN + par("<w:r><w:drawing><dgm:relIds r:dm='d'/></w:drawing></w:r>"),
            parts={"data1.xml": diagram},
            relations=(related("diagramData", "data1.xml", "d"),),
        )
    )
    assert [f.testo for f in document.arredo] == ["Settore 01"]
    assert codes(document) == ["LET015"]


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_document_is_refused(keep: float) -> None:
    data = package(PLAN * 50)
    with pytest.raises(InputError, match=r"«piano\.docx» è un documento Word danneggiato o incompleto.* di nuovo"):
        extract(data[: int(len(data) * keep)], "piano.docx")


@pytest.mark.parametrize("body", ["<?xml version='1.0'?><broken", "<?xml version='1.0'?>"])
def test_a_broken_main_part_is_refused(body: str) -> None:
    with pytest.raises(InputError, match="danneggiato"):
        extract(package(body), "piano.docx")


def test_a_flipped_byte_is_refused_or_read_never_a_traceback() -> None:
    data = package(PLAN)
    for at in range(0, len(data), 7):
        damaged = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        try:
            read(damaged)
        except InputError as error:
            assert "«piano»" in str(error)  # noqa: PT017 - most of these raise, some still read


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(InputError, match=r"«vuoto\.docx» è un documento Word senza testo.*OCR"):
        extract(package(par()), "vuoto.docx")


def test_a_document_that_only_includes_another_says_so() -> None:
    with pytest.raises(InputError, match=r"ne include un altro.*salvalo di nuovo"):
        extract(package("<w:altChunk r:id='x'/>"), "piano.docx")


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_PART_BYTES", 100_000)
    with pytest.raises(InputError, match="supera ogni misura"):
        extract(package(par("x" * 200_000)), "piano.docx")


def test_a_part_that_shrank_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "RATIO_FROM_BYTES", 100_000)
    with pytest.raises(InputError, match="supera ogni misura"):
        extract(package(par("x" * 200_000)), "piano.docx")
    assert len(read(package(par("x" * 90_000))).parole) == 1


def test_entities_that_multiply_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ah"}">' for n in range(9))
    xml = part("document", "<w:body>" + par("x").replace(">x<", ">x &l8;<") + "</w:body>")
    data = package(xml.replace("?><w:", f"?><!DOCTYPE d [{laughs}]><w:", 1))
    try:
        assert texts(read(data)) == [["x"]]
    except InputError as error:  # some versions of libxml2 refuse the declaration itself
        assert "danneggiato" in str(error)  # noqa: PT017


def test_word_is_loaded_only_for_word() -> None:
    code = "import sys; from pipeline.extract import extract; extract(b'a\\tb', 'x'); print({'lxml','docx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
