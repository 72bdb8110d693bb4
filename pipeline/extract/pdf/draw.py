"""Pictures that show how each page was read: words, rules and fills as the engine gave them, rows and cells as they were found.

In: a PDF's bytes. Out: one PNG a page, with a legend. Nothing is read differently for the pictures: the pages, the furniture
and the rows are those of ``read_pdf``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.extract.pdf.canvas import Canvas, Colour, render
from pipeline.extract.pdf.furniture import find_furniture, taken_words
from pipeline.extract.pdf.opening import without_junk
from pipeline.extract.pdf.page import Page
from pipeline.extract.pdf.reading import Engine, read_pages
from pipeline.extract.pdf.rows import find_rows
from pipeline.extract.pdf.sheets import furniture_on_sheets, part_sheets, rows_on_sheets
from pipeline.model import Riquadro
from pipeline.rows import Furniture, FurnitureKind, RawCell, RawRow, RowKind

WORD: Colour = (150, 160, 175)
RULE: Colour = (215, 35, 35)
FILL: Colour = (225, 165, 0)
TEXT: Colour = (110, 110, 110)
TABLES: tuple[Colour, ...] = (
    (20, 90, 180),
    (20, 130, 75),
    (140, 60, 150),
    (185, 85, 10),
    (0, 125, 140),
    (120, 95, 30),
)
"""Colours of tables, which take turns."""

KINDS: dict[FurnitureKind, tuple[Colour, str]] = {
    FurnitureKind.INTESTAZIONE_PAGINA: ((190, 60, 120), "intestazione di pagina"),
    FurnitureKind.PIE_PAGINA: ((190, 60, 120), "piè di pagina"),
    FurnitureKind.NUMERO_PAGINA: ((205, 60, 60), "numero di pagina"),
    FurnitureKind.TIMBRO: ((230, 110, 0), "timbro"),
    FurnitureKind.FILIGRANA: ((0, 150, 190), "filigrana"),
    FurnitureKind.INTESTAZIONE_COLONNE: ((130, 130, 60), "intestazione di colonne ripetuta"),
    FurnitureKind.INVISIBILE: ((90, 90, 90), "testo invisibile"),
    FurnitureKind.FUORI_PAGINA: ((90, 90, 90), "testo fuori pagina"),
    FurnitureKind.RIGHELLO: ((130, 130, 60), "righello"),
    FurnitureKind.NOTA: ((130, 130, 60), "nota"),
    FurnitureKind.RIGA_RIPETUTA: ((90, 90, 90), "riga stampata due volte"),
    FurnitureKind.RICHIAMO_NOTA: ((130, 130, 60), "richiamo di nota"),
    FurnitureKind.BARRATO: ((205, 60, 60), "testo barrato"),
}

MARGIN = 3.0
"""A row's band reaches this far (points) beyond its words."""


def draw_pages(data: bytes, name: str, directory: Path, *, engine: Engine = "pdfium") -> tuple[Path, ...]:
    """Write a picture of each page into a folder, made where it is missing; return their paths (``pagina-001.png`` …).

    Raises:
        InputError: the document cannot be read.
        OutputError: a picture cannot be written.
    """
    paths: list[Path] = []
    for number, png in enumerate(iter_drawings(data, name, engine=engine), 1):
        path = directory / f"pagina-{number:03}.png"
        try:
            directory.mkdir(parents=True, exist_ok=True)
            beside = path.with_suffix(".tmp")
            beside.write_bytes(png)
            beside.replace(path)
        except OSError as error:
            raise OutputError(
                f"«{path}» non si può scrivere: {error.strerror}.", "Indica un'altra cartella."
            ) from error
        paths.append(path)
    return tuple(paths)


def iter_drawings(data: bytes, name: str, *, engine: Engine = "pdfium") -> Iterator[bytes]:
    """Yield the picture of each page as a PNG, one at a time.

    Raises:
        InputError: the document cannot be read.
    """
    from pypdfium2 import PdfDocument

    pages, _ = read_pages(data, name, engine=engine)
    parted = part_sheets(pages)
    furniture = find_furniture(parted.pages)
    rows = rows_on_sheets(find_rows(parted.pages, taken_words(furniture))[0], parted)
    furniture = furniture_on_sheets(furniture, parted)
    document = PdfDocument(without_junk(data))  # type: ignore[no-untyped-call]  # pypdfium2 has no types here
    try:
        for page in pages:
            canvas = render(document, page)
            own = [row for row in rows if row.fonte.pagina == page.numero]
            yield draw_page(canvas, page, own, [item for item in furniture if item.fonte.pagina == page.numero])
    finally:
        document.close()  # type: ignore[no-untyped-call]


def draw_page(canvas: Canvas, page: Page, rows: Sequence[RawRow], furniture: Sequence[Furniture]) -> bytes:
    """Draw what was found on a page over its picture; return a PNG."""
    _draw_engine(canvas, page)
    for row in rows:
        if row.kind is RowKind.TESTO:
            _draw_text(canvas, row)
        else:
            _draw_row(canvas, row)
    for piece in furniture:
        if piece.fonte.riquadro:
            canvas.hatch(_grown(piece.fonte.riquadro, 1.0), KINDS[piece.kind][0])
    return canvas.png(_legend(page, rows, furniture))


def _draw_engine(canvas: Canvas, page: Page) -> None:
    """Draw what the engine saw: fills, words, rules."""
    for fill in page.fills:
        canvas.frame((fill.x0, fill.top, fill.x1, fill.bottom), FILL, width=2)
    for word in page.words:
        canvas.frame((word.x0, word.top, word.x1, word.bottom), WORD, strength=190)
    for rule in page.rules:
        if rule.horizontal:
            canvas.line((rule.start, rule.at, rule.end, rule.at), RULE)
        else:
            canvas.line((rule.at, rule.start, rule.at, rule.end), RULE)


def _draw_text(canvas: Canvas, row: RawRow) -> None:
    if row.fonte.riquadro:
        canvas.frame(_grown(row.fonte.riquadro, 1.5), TEXT, width=2)


def _draw_row(canvas: Canvas, row: RawRow) -> None:
    """Draw a row's band with its number at the left, and its cells; a merged cell stands out of the band it starts in."""
    colour = _colour(row.tabella)
    own = [cell.fonte.riquadro for cell in row.cells if cell.fonte.riquadro and cell.righe == 1 and not cell.ripresa]
    boxes = own or [cell.fonte.riquadro for cell in row.cells if cell.fonte.riquadro and not cell.ripresa]
    if not boxes:
        return
    band = _grown(
        (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)), MARGIN
    )
    canvas.fill(band, colour, 38 if row.riga % 2 else 18)
    for cell in row.cells:
        if cell.fonte.riquadro and not cell.ripresa:
            _draw_cell(canvas, cell, cell.fonte.riquadro, colour)
    canvas.label(band[0], (band[1] + band[3]) / 2, str(row.riga), colour, anchor="rm", size=7.5)


def _draw_cell(canvas: Canvas, cell: RawCell, box: Riquadro, colour: Colour) -> None:
    """Draw a cell's text box, thick where it is merged, with its column's number (``0-4``: columns, ``v3``: rows)."""
    merged = cell.colonne > 1 or cell.righe > 1
    columns = f"{cell.colonna}-{cell.colonna + cell.colonne - 1}" if cell.colonne > 1 else str(cell.colonna)
    text = f"{columns} v{cell.righe}" if cell.righe > 1 else columns
    around = _grown(box, 1.0)
    canvas.frame(around, colour, width=4 if merged else 2)
    canvas.label(around[2], around[1], text, colour, anchor="rb", size=5.5)


def _legend(page: Page, rows: Sequence[RawRow], furniture: Sequence[Furniture]) -> list[tuple[str, Colour, str]]:
    """Return the legend of a page: only the marks that it has."""
    tables = sorted({row.tabella for row in rows if row.kind is RowKind.TABELLA})
    merged = any(cell.colonne > 1 or cell.righe > 1 for row in rows for cell in row.cells)
    kinds = sorted({piece.kind for piece in furniture}, key=list(KINDS).index)
    first = _colour(tables[0]) if tables else TEXT
    entries = [
        ("riquadro", WORD, "parola", bool(page.words)),
        ("linea", RULE, "filetto", bool(page.rules)),
        ("riquadro", FILL, "fondo colorato", bool(page.fills)),
        ("etichetta", first, "numero della riga; sulla cella, della colonna (da 0)", bool(tables)),
        ("unita", first, "cella unita (0-4: colonne, v3: righe)", merged),
        ("riquadro", TEXT, "testo fuori dalle tabelle", any(row.kind is RowKind.TESTO for row in rows)),
    ]
    legend = [(mark, colour, text) for mark, colour, text, present in entries if present]
    legend += [("fondo", _colour(tabella), f"righe della tabella {tabella}") for tabella in tables]
    return legend + [("tratteggio", KINDS[kind][0], f"arredo: {KINDS[kind][1]}") for kind in kinds]


def _colour(tabella: int) -> Colour:
    return TABLES[(tabella - 1) % len(TABLES)]


def _grown(box: Riquadro, by: float) -> Riquadro:
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)
