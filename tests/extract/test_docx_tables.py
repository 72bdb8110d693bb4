"""Tables of Word documents: merged, shifted, nested and wrapped cells keep their place and their text."""

from __future__ import annotations

import pytest

from pipeline.errors import InputError
from pipeline.rows import FurnitureKind, RowKind

from .reading import codes, read_body, shape, texts
from .word import cell, par, row, run, table

DOWN = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


def wrapped(name: str, inner: str) -> str:
    return f"<w:{name}>{inner}</w:{name}>"


def control(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def test_rows_cells_and_provenance() -> None:
    document = read_body(par("Piano") + table(row("Settore", "Target"), row("", "100%")))
    assert shape(document) == [[("Piano", 0, 1, 1)], [("Settore", 0, 1, 1), ("Target", 1, 1, 1)], [("100%", 1, 1, 1)]]
    last = document.rows[-1]
    assert (last.kind, last.tabella, last.riga, last.larghezza) == (RowKind.TABELLA, 1, 2, 2)
    place = last.cells[0].fonte
    assert (place.tabella, place.riga, place.colonna, place.linea) == (1, 2, 2, None)
    assert document.rows[0].fonte.linea == 1


def test_grid_span_and_grid_before() -> None:
    document = read_body(
        table(row(cell("largo", props='<w:gridSpan w:val="2"/>'), "c"), row("x", props='<w:gridBefore w:val="2"/>'))
    )
    assert shape(document) == [[("largo", 0, 2, 1), ("c", 2, 1, 1)], [("x", 2, 1, 1)]]
    assert [r.larghezza for r in document.rows] == [3, 3]


def test_a_cell_merged_downwards_stands_once_with_its_rows() -> None:
    document = read_body(
        table(
            row("a", cell("Servizio", props=DOWN)),
            row("b", cell(props=GOES_ON)),
            row("c", cell(props='<w:vMerge w:val="continue"/>')),
            row("d", "altro"),
        )
    )
    assert shape(document)[0] == [("a", 0, 1, 1), ("Servizio", 1, 1, 3)]
    assert texts(document)[1:] == [["b"], ["c"], ["d", "altro"]]


def test_two_merges_below_each_other_stay_two() -> None:
    rows = [row("a", cell("X", props=DOWN)), row("b", cell(props=GOES_ON))]
    document = read_body(table(*rows, *(r.replace(">X<", ">Y<") for r in rows)))
    assert [c[3] for r in shape(document) for c in r if c[0] in "XY"] == [2, 2]


def test_a_merge_from_nothing_is_a_cell_of_its_own() -> None:
    document = read_body(table(row("a", cell("solo", props=GOES_ON)), row("b", cell(props=GOES_ON))))
    assert shape(document)[0] == [("a", 0, 1, 1), ("solo", 1, 1, 2)]
    assert codes(document) == ["LET021"]


def test_a_merge_needs_the_same_column() -> None:
    document = read_body(table(row(cell("a", props=DOWN), "b"), row("x", cell("y", props=GOES_ON))))
    assert shape(document)[1] == [("x", 0, 1, 1), ("y", 1, 1, 1)]


def test_text_under_a_merge_is_hidden_not_lost() -> None:
    document = read_body(table(row("a", cell("sopra", props=DOWN)), row("b", cell("sotto", props=GOES_ON))))
    assert texts(document) == [["a", "sopra"], ["b"]]
    assert [(f.kind, f.testo) for f in document.arredo] == [(FurnitureKind.INVISIBILE, "sotto")]
    assert codes(document) == ["LET012"]


def test_a_cell_merged_sideways_in_the_old_way() -> None:
    document = read_body(table(row(cell("a", props='<w:hMerge w:val="restart"/>'), cell(props="<w:hMerge/>"), "b")))
    assert shape(document) == [[("a", 0, 2, 1), ("b", 2, 1, 1)]]


@pytest.mark.parametrize("span", ["999999999", "-3", "0", "molti"])
def test_an_absurd_span_is_bounded(span: str) -> None:
    document = read_body(table(row(cell("a", props=f'<w:gridSpan w:val="{span}"/>'), "b")))
    assert texts(document) == [["a", "b"]]
    assert document.rows[0].larghezza <= 1001


@pytest.mark.parametrize(
    "body",
    [
        control(table(row("a", "b"))),
        table(control(row("a", "b"))),
        table(row(control(cell("a")), "b")),
        table(row(cell(control(par("a"))), "b")),
        table(row(cell(par(control(run("a")))), "b")),
        table(wrapped("customXml", row("a", "b"))),
        table(row("a", "b", props="<w:ins/>")),
    ],
    ids=["table", "row", "cell", "paragraph", "run", "custom XML", "inserted row"],
)
def test_wrappers_at_every_level_lose_nothing(body: str) -> None:
    assert shape(read_body(body)) == [[("a", 0, 1, 1), ("b", 1, 1, 1)]]


def test_a_deleted_row_is_gone() -> None:
    document = read_body(table(row("a"), row("via", props="<w:del/>"), row("b")))
    assert texts(document) == [["a"], ["b"]]
    assert codes(document) == ["LET010"]


def test_a_hidden_row_is_furniture() -> None:
    document = read_body(table(row("a"), row("nascosta", props="<w:hidden/>")))
    assert texts(document) == [["a"]]
    assert codes(document) == ["LET012"]


def test_headers_are_the_declared_rows_at_the_top() -> None:
    head = "<w:tblHeader/>"
    document = read_body(table(row("h", props=head), row("k", props=head), row("a"), row("b", props=head)))
    assert [r.intestazione for r in document.rows] == [True, True, False, False]


def test_a_header_switched_off_is_none() -> None:
    document = read_body(table(row("h", props='<w:tblHeader w:val="0"/>')))
    assert not document.rows[0].intestazione


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Servizio", "Bilancio"], "Servizio Bilancio"),
        (["Anagrafico-", "Certificativo"], "Anagrafico-Certificativo"),
        (["SI/", "NO"], "SI/NO"),
        (["01.01 -", "Verifica"], "01.01 - Verifica"),
        (["2024-", "2026"], "2024- 2026"),
        (["", "a", "", "b"], "a b"),
    ],
)
def test_paragraphs_of_a_cell_are_one_text(lines: list[str], text: str) -> None:
    assert texts(read_body(table(row(cell(*(par(line) for line in lines)))))) == [[text]]
    broken = par("<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>")
    assert texts(read_body(table(row(cell(broken))))) == [[text]]


def test_a_nested_table_follows_its_row() -> None:
    inner = table(row("x", "y"))
    document = read_body(table(row("a", cell(par("b"), inner)), row("c", "d")))
    assert [(r.tabella, [c.testo for c in r.cells]) for r in document.rows] == [
        (1, ["a", "b"]),
        (2, ["x", "y"]),
        (1, ["c", "d"]),
    ]


def test_a_frame_around_the_page_is_looked_through() -> None:
    document = read_body(table(row(cell(par("prima"), table(row("x", "y")), par("dopo")))))
    assert [(r.kind, [c.testo for c in r.cells]) for r in document.rows] == [
        (RowKind.TESTO, ["prima"]),
        (RowKind.TABELLA, ["x", "y"]),
        (RowKind.TESTO, ["dopo"]),
    ]


def test_a_text_box_in_a_cell_is_text_of_the_cell() -> None:
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + par("100%")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert texts(read_body(table(row(cell(par("almeno", box)))))) == [["almeno 100%"]]


def nested(depth: int) -> str:
    body = par("fondo")
    for _ in range(depth):
        body = table(row("a", cell(body)))
    return body


def test_deeply_nested_tables_are_read() -> None:
    assert texts(read_body(nested(40)))[-1] == ["a", "fondo"]


def test_tables_nested_beyond_measure_end_the_run_cleanly() -> None:
    with pytest.raises(InputError, match="danneggiato"):
        read_body(nested(3000))


def test_a_text_box_after_its_paragraph_keeps_its_table() -> None:
    box = "<w:r><w:pict><w:txbxContent>" + table(row("x", "y")) + "</w:txbxContent></w:pict></w:r>"
    assert texts(read_body(par("sopra", box))) == [["sopra"], ["x", "y"]]
