"""The normalizer: raw rows become a plan.

In: a ``RawDocument``, from whatever format. Out: a ``Piano`` whose targets and owners are carried as printed (``meaning`` types
them), every word of it accounted for. What the rows leave in doubt is a finding in ``diagnostica``, never a silent guess.

The stages, one module each: ``inner_headers`` and ``cards`` (rows that print a table otherwise), ``headers`` and ``columns`` (what a
table's columns hold), ``habits`` (the document's codes), ``tables`` and ``prose`` (roles of cells and lines), ``other_tables`` (those
that are none of the plan), ``stream`` (all of it in order), ``overflow`` (titles that left their cell),
``continuation`` (rows split by a page break), ``untitled`` (titles without code), ``numbering`` (numbers of rows), ``parents``
(settori by code), ``tree`` with ``filling`` and ``owners`` (the walk), ``finish`` (codes and ids), ``evidence``
(whether it is a plan), ``ledger``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.diagnostics import finding
from pipeline.errors import NoPlanError
from pipeline.model import Copertura, Diagnostic, Piano
from pipeline.normalize.cards import unfold_cards
from pipeline.normalize.continuation import join_split_rows
from pipeline.normalize.evidence import is_plan
from pipeline.normalize.finish import finish
from pipeline.normalize.habits import learn_habits
from pipeline.normalize.head import Head, find_head_rows, find_year, read_head
from pipeline.normalize.headers import Header
from pipeline.normalize.inner_headers import part_inner_headers
from pipeline.normalize.ledger import close_ledger
from pipeline.normalize.numbering import number_rows
from pipeline.normalize.overflow import mend_titles
from pipeline.normalize.owners import Owners
from pipeline.normalize.parents import learn_areas
from pipeline.normalize.places import name_nodes
from pipeline.normalize.prose import read_aside
from pipeline.normalize.roles import Reading, Ruolo
from pipeline.normalize.stream import find_header_lines, find_headers, read_stream
from pipeline.normalize.tree import Tree, TreeBuilder
from pipeline.normalize.uncovered import find_uncovered
from pipeline.normalize.untitled import resolve_titles
from pipeline.rows import Furniture, RawDocument

__all__ = ["normalize"]


def normalize(document: RawDocument) -> Piano:
    """Return the plan that a document holds.

    Raises:
        NoPlanError: no indicator of a performance plan was found in it.
    """
    rows = part_inner_headers(document.rows)
    if rows is not document.rows:
        document = replace(document, rows=rows)
    document, cards = unfold_cards(document)
    headers = find_headers(document, find_year(document), cards)
    habits = learn_habits(document, headers)
    lines = find_header_lines(document, headers)
    in_head = [n for n in find_head_rows(document, headers, habits) if n not in lines]
    head = read_head(document, in_head)
    stream = read_stream(document, headers, frozenset(in_head), habits)
    first = [read_aside(document.rows[n]) for n in head.resto]
    mended, overflows = mend_titles([*first, *stream.readings], habits, head.ente)
    readings, doubts = join_split_rows(mended, habits, head.ente)
    readings = resolve_titles(readings, habits)
    if any(header.layout.has(Ruolo.CODICE) for header in headers.values()):
        readings = number_rows(readings)
    tree = _grow(readings)
    settori, individuali, oddities = finish(tree.settori, tree.individuali)
    _refuse_without_plan(document, tree, headed=bool(headers))
    copertura, lost = _balance(document, head, tree, stream.arredo)
    findings = (
        *document.diagnostica,
        *_typos(headers, document),
        *overflows,
        *doubts,
        *find_uncovered(readings),
        *tree.diagnostica,
        *oddities,
        *lost,
    )
    return Piano(
        ente=head.ente,
        anno=head.anno,
        titolo=head.titolo,
        atto=head.atto,
        fonte=document.fonte,
        settori=settori,
        obiettivi_individuali=individuali,
        diagnostica=name_nodes(findings, settori, individuali),
        copertura=copertura,
    )


def _grow(readings: Sequence[Reading]) -> Tree:
    builder = TreeBuilder(learn_areas(readings), Owners(readings))
    for reading in readings:
        builder.add(reading)
    return builder.tree


def _balance(
    document: RawDocument, head: Head, tree: Tree, arredo: Sequence[Furniture]
) -> tuple[Copertura, list[Diagnostic]]:
    return close_ledger(document, [*head.parole, *tree.parole], [*document.arredo, *arredo, *tree.arredo])


def _typos(headers: dict[int, Header], document: RawDocument) -> list[Diagnostic]:
    """Return one finding for each misspelt header, where it is printed first."""
    first: dict[tuple[str, str], int] = {}
    for index, header in sorted(headers.items()):
        for typo in header.refusi:
            first.setdefault(typo, index)
    return [
        finding("ALB001", fonte=document.rows[index].fonte, stampato=printed, corretto=right)
        for (printed, right), index in first.items()
    ]


def _refuse_without_plan(document: RawDocument, tree: Tree, *, headed: bool) -> None:
    """Raise when nothing that was read looks like a plan."""
    if is_plan([*(goal for settore in tree.settori for goal in settore.rami), *tree.individuali], headed=headed):
        return
    raise NoPlanError(
        f"«{document.fonte.file}» è stato letto, ma non contiene un albero della performance "
        f"(nessun obiettivo con indicatori e target fra {len(document.parole)} parole).",
        "Controllare che sia l'allegato con le tabelle Settore / Obiettivo / Indicatore / Target.",
    )
