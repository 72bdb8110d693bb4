"""Every node says where it stands, and what is printed there is the node's text.

The place is looked up without the program: words of pdfplumber in the box, the cell in the XML, the line of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from pipeline.model import Indicatore, Piano, Provenance

from .independent import characters, docx_cells, pdf_page_sizes, pdf_words
from .reading import DOCX, PDF, SAMPLES, TESTO, printed_nodes, read_sample, sample_bytes

NODES = 14 + 89 + 146 + 17 + 21
SPLIT_ROWS = {
    "01.07/1": [1, 2],
    "09.01": [6, 7],
    "09.10/2": [8, 9],
    "09.20/2": [10, 11],
    "10": [11, 12],
    "10.07/1": [12, 13],
    "11.02": [13, 14],
    "14": [15, 16],
}
"""Seen on the pages: these begin at the foot of a page and end on the next."""


def _places(fonte: Provenance) -> tuple[Provenance, ...]:
    return (fonte, *fonte.continua)


def _row_texts(piano: Piano) -> dict[str, tuple[str, ...]]:
    """Return what the row of each indicator prints in the cells that the node was made of."""
    return {indicatore.id: tuple(_cells(indicatore)) for indicatore in piano.iter_indicatori()}


def _cells(indicatore: Indicatore) -> Iterator[str]:
    yield indicatore.testo
    yield indicatore.target.testo
    yield indicatore.owner.testo if indicatore.owner else ""
    yield indicatore.algoritmo or ""


@pytest.mark.parametrize("name", SAMPLES)
def test_every_node_has_a_name_and_a_place(name: str) -> None:
    nodes = printed_nodes(read_sample(name))
    assert len({node for node, _, _ in nodes}) == len(nodes) == NODES
    assert [node for node, _, fonte in nodes if fonte == Provenance()] == []


def test_boxes_lie_within_their_pages() -> None:
    sizes = pdf_page_sizes()
    for node, _, fonte in printed_nodes(read_sample(PDF)):
        for place in _places(fonte):
            assert place.pagina is not None, node
            assert place.riquadro is not None, node
            x0, top, x1, bottom = place.riquadro
            width, height = sizes[place.pagina - 1]
            assert 0 <= x0 < x1 <= width, node
            assert 0 <= top < bottom <= height, node


def test_what_stands_in_the_boxes_is_the_node() -> None:
    """A heading's box holds its text and nothing else; an indicator's holds all cells of its row.

    Of a row that goes on over a page break, the other place holds the rest of the indicator's own text.
    """
    piano = read_sample(PDF)
    rows = _row_texts(piano)
    for node, testo, fonte in printed_nodes(piano):
        boxes = [(place.pagina, place.riquadro) for place in _places(fonte)]
        inside = [word for word in pdf_words() if any(p and b and word.within(p, b) for p, b in boxes)]
        found, whole = characters(word.testo for word in inside), characters(rows.get(node, (testo,)))
        assert found <= whole, node
        assert found >= (characters([testo]) if fonte.continua else whole), node
        assert testo.startswith(inside[0].testo), node


def test_rows_that_go_on_over_a_page_break_name_both_places() -> None:
    split = {n: [p.pagina for p in _places(f)] for n, _, f in printed_nodes(read_sample(PDF)) if f.continua}
    assert split == SPLIT_ROWS


def test_the_cell_of_the_docx_holds_the_node() -> None:
    cells = docx_cells()
    for node, testo, fonte in printed_nodes(read_sample(DOCX)):
        assert fonte.tabella is not None, node
        assert fonte.riga is not None, node
        assert fonte.colonna is not None, node
        assert cells[fonte.tabella, fonte.riga, fonte.colonna] == testo, node


def test_the_line_of_the_text_holds_the_node() -> None:
    lines = sample_bytes(TESTO).decode("utf-8").split("\n")
    for node, testo, fonte in printed_nodes(read_sample(TESTO)):
        assert fonte.linea is not None, node
        assert testo in [" ".join(cell.split()) for cell in lines[fonte.linea - 1].split("\t")], node


def test_no_two_nodes_stand_in_the_same_cell() -> None:
    for name in SAMPLES:
        places = Counter(
            (f.pagina, f.riquadro, f.tabella, f.riga, f.colonna, f.linea)
            for _, _, f in printed_nodes(read_sample(name))
        )
        assert [place for place, times in places.items() if times > 1] == []
