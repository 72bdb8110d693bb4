"""Tables whose rules or fills bound every row: they are taken at their word, but for what they leave out.

They leave out the rows of a band that plainly holds several, the titles between two tables, and the edges of merged cells in columns
that draw none.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.bands import Band, find_bands, open_links
from pipeline.extract.pdf.rows.blocks import blocks_by_column, heading_lines
from pipeline.extract.pdf.rows.columns import Columns
from pipeline.extract.pdf.rows.cuts import Cut, close_between, merge_cuts
from pipeline.extract.pdf.rows.density import holds_rows
from pipeline.extract.pdf.rows.gaps import blocks_of, pitch
from pipeline.extract.pdf.rows.lines import Line, is_spaced, lines_of
from pipeline.extract.pdf.rows.merged import Doubt, merged_columns, read_merged, undecided
from pipeline.extract.pdf.rows.phrases import follows, phrases_of
from pipeline.extract.pdf.rows.runs import crowded_runs, runs_of, survey
from pipeline.extract.pdf.rows.seeds import Metrics, Seed, Stretch, cuts_between, find_seeds
from pipeline.extract.pdf.rows.split import entry_columns
from pipeline.extract.pdf.rows.styles import Style

TITLES = ("settore", "obiettivo", "obiettivo_individuale")
"""Columns whose texts may stand in rows of their own."""


def complete(
    style: Style,
    columns: Columns,
    drawn: dict[int, list[Cut]],
    lines: Mapping[int, Sequence[Sequence[Line]]],
    bands: dict[int, list[Band]],
    anchor: int,
    leading: float,
) -> dict[int, list[Doubt]]:
    """Add the boundaries that a drawn table leaves out to its cuts, in place; return the doubtful rows.

    All go by the area's identity; ``lines`` are the area's by column.
    """
    titled = _has_tables_between(style)
    crowded: dict[int, list[Stretch]] = {}
    remarks = [] if titled else _open_remarks(bands, drawn, columns, anchor, leading)
    for key, parts in bands.items():
        missing, crowded[key] = _missing_cuts(parts, columns, drawn[key], anchor, leading)
        if (titled and parts) or key in remarks:
            missing += _title_cuts(parts[-1].words, columns, leading)
        drawn[key] = merge_cuts(drawn[key], missing)
    is_open = any(not all(cut.closed) for cuts in drawn.values() for cut in cuts)
    doubts = _part_crowded(crowded, columns, drawn, anchor, leading)
    if is_open:
        for key, own in _part_open_cells(style, columns, drawn, lines, anchor, leading).items():
            doubts.setdefault(key, []).extend(own)
    return doubts


def _part_crowded(
    crowded: dict[int, list[Stretch]], columns: Columns, drawn: dict[int, list[Cut]], anchor: int, leading: float
) -> dict[int, list[Doubt]]:
    """Add the cuts inside bands that hold several rows, in place, open where cells are merged; return the doubtful rows."""
    flows = [[stretch] for parts in crowded.values() for stretch in parts]
    if not flows:
        return {}
    entries = frozenset(entry_columns(columns))
    table = survey(flows, anchor, columns.count, entries, leading=leading)
    merged = merged_columns(table, columns)
    doubts: dict[int, list[Doubt]] = {}
    number = 0
    for key, parts in crowded.items():
        for at, stretch in enumerate(parts, number):
            inside = {column.column: column.inside(at) for column in merged}
            drawn[key] = merge_cuts(drawn[key], cuts_between(stretch, columns, inside))
        own = range(number, number + len(parts))
        doubts[key] = [doubt for column in merged for doubt in column.doubts if doubt.stretch in own]
        number += len(parts)
    return doubts


def _missing_cuts(
    bands: Sequence[Band], columns: Columns, drawn: Sequence[Cut], anchor: int, leading: float
) -> tuple[list[Cut], list[Stretch]]:
    """Return what a drawn table leaves out: cuts around titles and notes between tables, and bands that plainly hold several rows."""
    entries = entry_columns(columns)
    metrics = Metrics(leading=leading, white=0.0, anchor=anchor, tight=False, stands=None, gapless=False)
    cuts: list[Cut] = []
    crowded: list[Stretch] = []
    for at, band in enumerate(bands):
        own = band.lines
        texts = blocks_of(own[anchor], leading)
        rest = at == 0 and len(texts) > 1 and _is_rest(texts, [own[column] for column in entries])
        if len(texts) > 1 and holds_rows(own, anchor, entries, leading, rest=rest):
            stretch = find_seeds(phrases_of(band.words), own, columns, metrics)
            if rest:  # its texts tell nothing about cells merged downwards
                cuts += cuts_between(stretch, columns)
            else:
                crowded.append(stretch)
        elif (foot := _title_at_foot(own, columns, drawn)) is not None:
            cuts.append(Cut(foot, (True,) * columns.count))
        elif _has_gap(own, leading):
            titles = not any(own[column] for column in (anchor, *entries))
            cuts += _stacked_cuts(band.words, columns, leading, titles=titles)
    return cuts, crowded


def _title_at_foot(own: Sequence[Sequence[Line]], columns: Columns, drawn: Sequence[Cut]) -> float | None:
    """Return where a title starts that stands below all other texts of its band, as where rules are drawn below titles only.

    Texts of one row stand beside the tallest of them, however they are aligned; those of cells merged downwards need not.
    """
    titles = [column for column, role in enumerate(columns.roles) if own[column] and role in TITLES]
    others = [lines[-1].bottom for column, lines in enumerate(own) if lines and column not in titles]
    if not titles or not others:
        return None
    top, foot = min(own[column][0].top for column in titles), max(others)
    if top < foot:
        return None
    above = max((cut for cut in drawn if cut.y < foot), key=lambda cut: cut.y, default=None)
    below = min((cut for cut in drawn if cut.y > top), key=lambda cut: cut.y, default=None)
    merged = any(cut is None or not cut.closed[column] for cut in (above, below) for column in titles)
    return None if merged else (top + foot) / 2


def _is_rest(texts: Sequence[Sequence[Line]], entries: Sequence[Sequence[Line]]) -> bool:
    """Return whether the first text of a page's first band is what is left of a row above: the entries stand beside the next ones."""
    lines = [line for own in entries for line in own]
    foot = texts[0][-1].bottom
    return (
        bool(lines)
        and all(line.top >= foot for line in lines)
        and any(line.top < texts[1][-1].bottom for line in lines)
    )


def _has_gap(own: Sequence[Sequence[Line]], leading: float) -> bool:
    """Return whether two neighbouring lines of a band, in whatever column, stand further apart than lines of one cell."""
    lines = sorted((line for column in own for line in column), key=lambda line: line.bottom)
    return any(pitch(above, below) > leading for above, below in itertools.pairwise(lines))


def _stacked_cuts(words: Sequence[Word], columns: Columns, leading: float, *, titles: bool) -> list[Cut]:
    """Return cuts between texts that stand apart, one above the other, alone in a drawn band.

    ``titles``: nothing stands in the columns of entries; otherwise one of the texts must run over a column's edge.
    """
    headings = heading_lines(phrases_of(words), replace(columns, drawn=(False,) * len(columns.drawn)))
    if not titles and not headings:
        return []
    lines = lines_of(words)
    if _side_by_side(lines):
        return _remark_cuts(lines, headings, columns.count, leading)
    return [_cut_between(pair, columns.count) for pair in itertools.pairwise(lines) if _stand_apart(*pair, leading)]


def _stand_apart(above: Line, below: Line, leading: float) -> bool:
    """Return whether two lines stand further apart than lines of one cell, with white between them."""
    return pitch(above, below) > leading and below.top > above.bottom


def _cut_between(pair: tuple[Line, Line], count: int) -> Cut:
    return Cut((pair[0].bottom + pair[1].top) / 2, (True,) * count)


def _remark_cuts(lines: Sequence[Line], headings: Sequence[Line], count: int, leading: float) -> list[Cut]:
    """Return the cut above a remark that stands apart at the foot of a band and runs over columns' edges."""
    for above, below in itertools.pairwise(lines):
        runs = any(abs(heading.bottom - below.bottom) < 1 for heading in headings)
        foot = [line for line in lines if line.bottom >= below.bottom]
        if runs and _stand_apart(above, below, leading) and not _side_by_side(foot):
            return [_cut_between((above, below), count)]
    return []


def _has_tables_between(style: Style) -> bool:
    """Return whether tables with a header start in the middle of pages: what stands alone above a header is then its title."""
    headed = [area.page.numero for area in style.areas if area.header is not None]
    return len(headed) > len(set(headed))


def _open_remarks(
    bands: Mapping[int, Sequence[Band]],
    drawn: Mapping[int, Sequence[Cut]],
    columns: Columns,
    anchor: int,
    leading: float,
) -> list[int]:
    """Return the areas whose last band, which nothing closes below, holds more texts of the anchor than entries.

    None where the bands that are closed hold such texts too: there a cell has paragraphs.
    """
    bounds = {key: max((cut.y for cut in drawn[key] if cut.closed[anchor]), default=0.0) for key in bands}
    entries = entry_columns(columns)
    apart = [
        (key, band.top >= bounds[key])
        for key, parts in bands.items()
        for band in parts[1:]  # the first one may start with the rest of a row
        if len(band.lines[anchor]) > 1 and _has_more_texts(band.lines, anchor, entries, leading)
    ]
    return [key for key, _ in apart] if all(is_open for _, is_open in apart) else []


def _has_more_texts(own: Sequence[Sequence[Line]], anchor: int, entries: Sequence[int], leading: float) -> bool:
    """Return whether more texts of the anchor stand apart in a band than entries of any column."""
    texts = len(blocks_of(own[anchor], leading))
    return texts > 1 and all(len(blocks_of(own[column], leading)) < texts for column in entries)


def _title_cuts(words: Sequence[Word], columns: Columns, leading: float) -> list[Cut]:
    """Return cuts above the texts that stand apart and alone at the foot of a table's last band: titles of the next table."""
    lines = lines_of(words)
    last = max((at for at, line in enumerate(lines) if _side_by_side([line])), default=0)
    return [
        _cut_between(pair, columns.count) for pair in itertools.pairwise(lines[last:]) if _stand_apart(*pair, leading)
    ]


def _side_by_side(lines: Sequence[Line]) -> int:
    """Count the lines that have a wide gap in them: entries of different columns. A title set in spaced letters has even ones."""
    return sum(
        any(not follows(*pair) for pair in itertools.pairwise(line.words)) and not is_spaced(line) for line in lines
    )


def _part_open_cells(
    style: Style,
    columns: Columns,
    drawn: dict[int, list[Cut]],
    lines: Mapping[int, Sequence[Sequence[Line]]],
    anchor: int,
    leading: float,
) -> dict[int, list[Doubt]]:
    """Close cuts, in place, in columns that draw no edge of their own between texts that stand apart in one open cell.

    Return the rows of each area whose text is doubtful: all those of a cell whose texts cannot be parted.
    """
    stretches = {
        id(area): [
            _as_row(band.lines, anchor, leading)
            for band in find_bands(lines[id(area)], area.header, drawn[id(area)], anchor)
        ]
        for area in style.areas
    }
    flows = [[stretch] for parts in stretches.values() for stretch in parts]
    links = open_links(flows, stretches, drawn)
    table = survey(flows, anchor, columns.count, frozenset(), leading=leading, links=links)
    numbers = {id(stretch): at for at, stretch in enumerate(table.stretches)}
    doubts: list[Doubt] = []
    for column in sorted({column for _, column in links} - {anchor}):
        crowded = crowded_runs(table, column)
        if not crowded:
            continue
        merged = read_merged(table, column, frozenset(), filled=float("inf"))
        if merged is None and all(len(run.rows) == len(run.texts) for run, _ in runs_of(table, column, frozenset())):
            going_on = frozenset[int]()  # its cells are the rows: where others are shaded, it draws no edge at all
        elif merged is None:
            doubts += [doubt for run, blocks in crowded for doubt in undecided(run, blocks, table.stretches)]
            continue
        else:
            going_on = merged.going_on
            doubts += merged.doubts
        shared = {place.stretch for run, _ in crowded for place in run.rows[:-1]}
        for key, parts in stretches.items():
            for above, below in itertools.pairwise(parts):
                if (numbers[id(above)], column) in links and numbers[id(above)] in shared - going_on:
                    top, bottom = above.seeds[0].blocks[0].middle, below.seeds[0].blocks[0].middle
                    drawn[key] = close_between(drawn[key], top, bottom, column)
    places = {key: {numbers[id(stretch)] for stretch in parts} for key, parts in stretches.items()}
    return {key: [doubt for doubt in doubts if doubt.stretch in own] for key, own in places.items()}


def _as_row(lines: Sequence[Sequence[Line]], anchor: int, leading: float) -> Stretch:
    """Return the lines of a drawn band as the only row of a stretch, its anchor's texts first."""
    by_column = blocks_by_column(lines, leading)
    return Stretch(
        seeds=[
            Seed(blocks=[*by_column[anchor], *(b for own in by_column if own is not by_column[anchor] for b in own)])
        ]
    )
