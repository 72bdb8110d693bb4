"""Text documents: the layouts a plan is dumped in, and the encodings it comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.extract import extract
from pipeline.model import Gravita
from pipeline.rows import FurnitureKind, RowKind

from .reading import codes, read, shape, texts

SAMPLES = Path(__file__).parents[2] / "samples"


def columns(text: str) -> list[list[tuple[str, int]]]:
    return [[(cell.testo, cell.colonna) for cell in row.cells] for row in read(text.encode()).rows]


def test_tab_columns_keep_their_places() -> None:
    document = read(b"Settore\tObiettivo\tTarget\n\t01.01 - Verifica\t\n\t\t>=80%\n")
    assert columns("Settore\tObiettivo\tTarget\n\t01.01 - Verifica\t\n\t\t>=80%\n") == [
        [("Settore", 0), ("Obiettivo", 1), ("Target", 2)],
        [("01.01 - Verifica", 1)],
        [(">=80%", 2)],
    ]
    assert [(r.tabella, r.riga, r.larghezza) for r in document.rows] == [(1, 1, 3), (1, 2, 3), (1, 3, 3)]
    assert [r.fonte.linea for r in document.rows] == [1, 2, 3]
    assert [r.cells[0].fonte.colonna for r in document.rows] == [1, 2, 3]


def test_the_width_is_the_lines_own() -> None:
    assert [r.larghezza for r in read(b"a\tb\tc\nd\te\n").rows] == [3, 2]


def test_an_empty_line_or_a_plain_one_ends_a_table() -> None:
    document = read(b"a\tb\n\nc\td\nTitolo\ne\tf\n")
    assert [(r.kind, r.tabella, r.riga) for r in document.rows] == [
        (RowKind.TABELLA, 1, 1),
        (RowKind.TABELLA, 2, 1),
        (RowKind.TESTO, 0, 0),
        (RowKind.TABELLA, 3, 1),
    ]


def test_a_line_of_tabs_alone_is_no_row_and_no_end() -> None:
    assert [(r.tabella, r.riga) for r in read(b"a\tb\n\t\t\nc\td\n").rows] == [(1, 1), (1, 3)]


@pytest.mark.parametrize("rule", ["--\t-----\t----", "---\t \t-----", "-----", "=====", "_ _ _", "--- ---", "\t---"])
def test_a_rule_is_furniture(rule: str) -> None:
    document = read(f"Monitoraggio\tN.2\tServizio\n{rule}\n".encode())
    assert texts(document) == [["Monitoraggio", "N.2", "Servizio"]]
    assert [f.kind for f in document.arredo] == [FurnitureKind.RIGHELLO]
    assert document.arredo[0].fonte.linea == 2


@pytest.mark.parametrize("line", ["-", "--", "–", "a\t-", "-\t-", "- voce"])
def test_a_dash_that_says_something_is_no_rule(line: str) -> None:
    document = read(f"x\n{line}\n".encode())
    assert document.arredo == ()
    assert len(document.rows) == 2


def test_lines_are_counted_as_editors_do() -> None:
    document = read("a\r\nb\rc\n\nd\u2028e".encode())
    assert [(r.cells[0].testo, r.fonte.linea) for r in document.rows] == [("a", 1), ("b", 2), ("c", 3), ("d e", 5)]


def test_form_feeds_tell_pages() -> None:
    document = read(b"a\tb\n\x0cc\td\ne\tf\n")
    assert [(r.fonte.pagina, r.inizio_pagina, r.tabella) for r in document.rows] == [
        (1, True, 1),
        (2, True, 1),
        (2, False, 1),
    ]


def test_without_form_feeds_no_page_is_known() -> None:
    assert read(b"a\tb\n").rows[0].fonte.pagina is None


TEXT = "Società\t≥ 3\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    document = read((TEXT * 9).encode(encoding))
    assert texts(document)[0] == ["Società", "≥ 3"]
    assert codes(document) == []


def test_windows_1252_is_read_and_said() -> None:
    document = read("Società – «qualità»\t100%\n".encode("cp1252"))
    assert texts(document) == [["Società – «qualità»", "100%"]]
    assert codes(document) == ["LET001"]


def test_utf8_cut_in_a_letter_stays_utf8() -> None:
    document = read(("Società e qualità " * 5 + "à").encode()[:-1])
    assert document.parole[:2] == ("Società", "e")
    assert codes(document) == ["LET002"]


def test_decomposed_letters_are_composed() -> None:
    assert read("Societa\u0300".encode()).parole == ("Società",)


@pytest.mark.parametrize("delimiter", [";", ",", "|"])
def test_delimited_text_is_one_table(delimiter: str) -> None:
    lines = ["Obiettivo;Indicatore;Target", '"01.01";"a ""b"" c";', ';"due\nrighe";>=80%']
    document = read("\r\n".join(line.replace(";", delimiter) for line in lines).encode())
    assert shape(document) == [
        [("Obiettivo", 0, 1, 1), ("Indicatore", 1, 1, 1), ("Target", 2, 1, 1)],
        [("01.01", 0, 1, 1), ('a "b" c', 1, 1, 1)],
        [("due righe", 1, 1, 1), (">=80%", 2, 1, 1)],
    ]
    assert [r.fonte.linea for r in document.rows] == [1, 2, 3]
    assert {r.larghezza for r in document.rows} == {3}


def test_quoted_cells_between_tabs() -> None:
    assert columns('a\tb\tc\n"due\nrighe"\t\t1\nx\ty\tz\n')[1] == [("due righe", 0), ("1", 2)]


def test_a_title_over_delimited_text() -> None:
    document = read(b"Albero della Performance 2025\na;b;c\nd;e;f\ng;h;i\n")
    assert [(r.kind, len(r.cells)) for r in document.rows] == [
        (RowKind.TESTO, 1),
        (RowKind.TABELLA, 3),
        (RowKind.TABELLA, 3),
        (RowKind.TABELLA, 3),
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "Innovazione, sviluppo, sostenibilità\nPromozione, turismo\nStaff\nAltro, ancora, e altro, ancora\n",
        "uno, due\ntre, quattro\ncinque, sei\n",
        'Detto "progetto, tre; quattro\nfine, a, b\naltro, c, d\n',
    ],
)
def test_prose_with_commas_is_prose(prose: str) -> None:
    document = read(prose.encode())
    assert [r.cells[0].testo for r in document.rows] == prose.splitlines()


def test_markdown_tables() -> None:
    text = "# Piano\n\n| Obiettivo | Target |\n|:---|---:|\n| **01.01 - a** | |\n| b \\| c | &gt;=80%<br>netto |\n"
    document = read(text.encode())
    assert shape(document)[1:] == [
        [("Obiettivo", 0, 1, 1), ("Target", 1, 1, 1)],
        [("01.01 - a", 0, 1, 1)],
        [("b | c", 0, 1, 1), (">=80% netto", 1, 1, 1)],
    ]
    assert [r.cells[0].grassetto for r in document.rows] == [False, False, True, False]
    assert [f.kind for f in document.arredo] == [FurnitureKind.RIGHELLO]


def test_grid_tables_join_the_lines_of_a_row() -> None:
    text = "+-------+-----+\n| Anag- | 1   |\n| rafe  |     |\n+=======+=====+\n| b     | 2   |\n+-------+-----+\n"
    assert texts(read(text.encode())) == [["Anag-rafe", "1"], ["b", "2"]]


def test_columns_aligned_with_spaces_are_said_not_guessed() -> None:
    text = "Obiettivo        Indicatore        Target\n" + "01.01 - a        b                 100%\n" * 6
    document = read(text.encode())
    assert [(f.codice, f.gravita) for f in document.diagnostica] == [("LET023", Gravita.ERRORE)]


def test_some_spaces_are_no_columns() -> None:
    assert codes(read(b"Titolo   centrato\n" + b"testo normale\n" * 9)) == []


def test_the_plan_of_2025_as_text() -> None:
    document = read((SAMPLES / "albero-performance-2025.txt").read_bytes(), "albero-performance-2025.txt")
    assert texts(document)[:3] == [
        ["Albero della Performance 2025 CCIAA Maremma e Tirreno"],
        ["All.1.1 D GC 29/07/2025"],
        ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"],
    ]
    assert {f.kind for f in document.arredo} == {FurnitureKind.RIGHELLO}
    assert codes(document) == []


def test_word_and_text_of_the_plan_hold_the_same_words() -> None:
    text = read((SAMPLES / "albero-performance-2025.txt").read_bytes())
    word = read((SAMPLES / "allegato-2025.docx").read_bytes())
    in_text, in_word = ({w for r in d.rows for c in r.cells for w in c.testo.split()} for d in (text, word))
    assert in_word == in_text


def test_white_space_alone_is_refused() -> None:
    with pytest.raises(InputError, match=r"«a\.txt» è un testo vuoto"):
        extract(b"\xef\xbb\xbf \t\r\n", "a.txt")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\t\n|;,-\"' 01")))
def test_every_word_is_counted_once(text: str) -> None:
    """*Every word of the document ends in a node, in the page furniture or in a finding*: nothing is lost on the way in."""
    data = ("Piano " + text).encode()
    assert read(data).parole[0] == "Piano"


@given(st.binary(max_size=300))
def test_bytes_give_rows_or_an_input_error(data: bytes) -> None:
    """*No traceback ever reaches a user for a bad input.*"""
    try:
        read(data)
    except InputError as error:
        refusal = str(error)
    else:
        refusal = ""
    assert not refusal or "piano" in refusal
