"""Turn plan and choices into blocks: paragraphs, tables with merged cells, and page breaks.

A table is a rectangle of places. A place holds a `Cell`, or None where a merged cell from the left or
from above covers it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from builders.piano import Piano, Row
from builders.rendition import CARD, Rendition

NOTE_AFTER = (2, 8)
VALUES = ("indicatore", "target", "owner")
INDIVIDUAL = ("obiettivo", "indicatore", "algoritmo", "target")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, what it is, and how many places it covers."""

    text: str
    role: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A table row: what it is, and one entry for each place."""

    kind: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Column roles, their header line, and the lines below it."""

    roles: tuple[str, ...]
    header: Line
    lines: tuple[Line, ...]
    individual: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text outside the tables: titolo, atto, settore, obiettivo or nota."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, lying on its side or not."""

    landscape: bool


Block = Paragraph | Table | Break


def build_blocks(piano: Piano, r: Rendition) -> list[Block]:
    """Return everything the rendition prints but its running furniture."""
    blocks: list[Block] = [Paragraph("titolo", piano.title), Paragraph("atto", piano.act), *plan_blocks(piano.rows, r)]
    for _, rows in groupby(piano.individual, key=lambda row: row["tabella"]):
        if r.individual_pages or r.page == "mixed":
            blocks.append(Break(r.individual_landscape))
        blocks.append(individual_table(list(rows), r))
    return blocks


def plan_blocks(rows: Iterable[Row], r: Rendition) -> Iterator[Block]:
    """Yield one table for the plan, for each settore or for each objective, with titles and the note between."""
    if r.cards:
        for _, of_goal in groupby(rows, key=lambda row: (row["settore"], row["obiettivo"])):
            yield card_table(list(of_goal), r)
        return
    if r.settore != "title":
        yield plan_table(list(rows), r)
        if r.note:
            yield Paragraph("nota", r.note)
        return
    for n, (settore, of_settore) in enumerate(groupby(rows, key=lambda row: row["settore"])):
        yield Paragraph("settore", settore)
        yield from settore_blocks(list(of_settore), r)
        if r.note and n in NOTE_AFTER:
            yield Paragraph("nota", r.note)


def card_table(rows: list[Row], r: Rendition) -> Table:
    """Return the card of an objective: its titles, then its indicators, counted where there are several."""
    pairs = [(r.label(role), rows[0][role], role) for role in ("settore", "obiettivo")]
    for n, row in enumerate(rows, 1):
        number = f" {n}" if len(rows) > 1 else ""
        pairs += [(r.label(role) + (number if role == "indicatore" else ""), row[role], role) for role in VALUES]
    first, *lines = (Line("scheda", (Cell(label, "etichetta"), Cell(text, role))) for label, text, role in pairs)
    return Table(CARD, first, tuple(lines))


def settore_blocks(rows: list[Row], r: Rendition) -> Iterator[Block]:
    """Yield the tables of one settore."""
    if r.obiettivo != "title":
        yield plan_table(rows, r)
        return
    for obiettivo, of_obiettivo in groupby(rows, key=lambda row: row["obiettivo"]):
        yield Paragraph("obiettivo", obiettivo)
        yield plan_table(list(of_obiettivo), r)


def plan_table(rows: list[Row], r: Rendition) -> Table:
    """Return a table of plan rows."""
    roles = tuple(role for role in r.columns if not is_title(role, r))
    header = header_line(roles, [r.label(role) for role in roles])
    lines = list(plan_lines(rows, roles, r))
    lines = merge_down(lines, roles, [role for role in ("settore", "obiettivo") if getattr(r, role) == "down"])
    if r.merge_owner:
        lines = merge_equal(lines, roles.index("owner"))
    if r.merge_target:
        lines = merge_equal(lines, roles.index("target"))
    return Table(roles, header, tuple(lines))


def is_title(role: str, r: Rendition) -> bool:
    """Say whether a column is not there because its text stands above the table."""
    return role in ("settore", "obiettivo") and getattr(r, role) == "title"


def header_line(roles: tuple[str, ...], labels: list[str]) -> Line:
    """Return the line of column headers."""
    return Line("header", tuple(Cell(label, role) for role, label in zip(roles, labels, strict=True)))


def plan_lines(rows: list[Row], roles: tuple[str, ...], r: Rendition) -> Iterator[Line]:
    """Yield heading and indicator lines of a table, not yet merged downwards."""
    for settore, of_settore in groupby(rows, key=lambda row: row["settore"]):
        yield from heading_lines("settore", settore, roles, r.settore, "")
        shared = settore if r.settore == "shared" else ""
        every = settore if r.settore in ("repeated", "down") else ""
        for obiettivo, of_obiettivo in groupby(of_settore, key=lambda row: row["obiettivo"]):
            for line in heading_lines("obiettivo", obiettivo, roles, r.obiettivo, every or shared):
                shared = ""
                yield line
            first = obiettivo if r.obiettivo == "shared" else ""
            for row in of_obiettivo:
                texts = {"settore": every or shared, "obiettivo": first, **{k: row[k] for k in roles if k in VALUES}}
                if r.obiettivo in ("repeated", "down"):
                    texts["obiettivo"] = obiettivo
                yield Line("indicatore", tuple(Cell(texts.get(role, ""), role) for role in roles))
                shared = first = ""


def heading_lines(role: str, text: str, roles: tuple[str, ...], placement: str, settore: str) -> Iterator[Line]:
    """Yield the heading's own line, where the placement asks for one; `settore` stands beside an objective."""
    if placement in ("row", "overflow"):
        texts = {role: text, **({"settore": settore} if role == "obiettivo" else {})}
        yield Line(role, tuple(Cell(texts.get(name, ""), name if texts.get(name) else "vuota") for name in roles))
    elif placement == "across":
        beside = bool(settore) and "settore" in roles
        lead = (Cell(settore, "settore"),) if beside else ()
        wide = Cell(text, role, colspan=len(roles) - len(lead))
        yield Line(role, (*lead, wide, *[None] * (wide.colspan - 1)))


def merge_down(lines: list[Line], roles: tuple[str, ...], merged: list[str]) -> list[Line]:
    """Merge the repeated texts of the given columns over their lines."""
    for role in merged:
        if role in roles:
            lines = merge_runs(lines, roles.index(role), same_text=lambda a, b: bool(a.text) and a.text == b.text)
    return lines


def merge_equal(lines: list[Line], place: int) -> list[Line]:
    """Merge equal neighbours of one column."""
    return merge_runs(lines, place, same_text=lambda a, b: a.text == b.text and a.role == b.role != "vuota")


def merge_runs(lines: list[Line], place: int, same_text: Callable[[Cell, Cell], bool]) -> list[Line]:
    """Return the lines with every run of equal cells at a place turned into one cell that covers them."""
    out = list(lines)
    start = 0
    for n in range(1, len(out) + 1):
        first = lines[start].cells[place]
        here = lines[n].cells[place] if n < len(out) else None
        if first and here and same_text(first, here) and first.colspan == here.colspan:
            continue
        if first and n - start > 1:
            put(out, start, place, replace(first, rowspan=n - start))
            for covered in range(start + 1, n):
                put(out, covered, place, None)
        start = n
    return out


def put(lines: list[Line], n: int, place: int, cell: Cell | None) -> None:
    """Replace one place of one line."""
    cells = list(lines[n].cells)
    cells[place] = cell
    lines[n] = replace(lines[n], cells=tuple(cells))


def individual_table(rows: list[Row], r: Rendition) -> Table:
    """Return one table of individual objectives."""
    labels = [rows[0]["intestazione"], r.label("indicatore_individuale"), r.label("algoritmo")]
    header = header_line(INDIVIDUAL, [*labels, r.label("target_individuale")])
    placement = "row" if r.obiettivo == "title" else r.obiettivo
    wide = placement == "across"
    ente = Cell(rows[0]["ente"], "ente", colspan=4 if wide else 1)
    lines = [Line("ente", (ente, *([None] * 3 if wide else [Cell("", "vuota")] * 3)))]
    for obiettivo, of_obiettivo in groupby(rows, key=lambda row: row["obiettivo"]):
        lines.extend(heading_lines("obiettivo", obiettivo, INDIVIDUAL, placement, ""))
        lead = obiettivo if placement in ("repeated", "down", "shared") else ""
        for row in of_obiettivo:
            values = (Cell(row[role], role) for role in INDIVIDUAL[1:])
            lines.append(Line("indicatore", (Cell(lead, "obiettivo"), *values)))
            lead = "" if placement == "shared" else lead
    if placement == "down":
        lines = merge_down(lines, INDIVIDUAL, ["obiettivo"])
    return Table(INDIVIDUAL, header, tuple(lines), individual=True)


def printed_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield every text the blocks print once."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            for line in (block.header, *block.lines):
                yield from (cell.text for cell in line.cells if cell and cell.text)
