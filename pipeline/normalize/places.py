"""Findings led to the nodes that they are about, by their place on the page: findings and the finished tree come in, findings go out.

What is odd while a page is read or its rows are found has a box, but no node yet. A finding that names its node itself, one
without a box, and one whose box lies in no node stay as they are. A doubt about a word that stands in several nodes becomes one finding
for each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model import Diagnostic, Gravita, ObiettivoIndividuale, Provenance, Riquadro, Settore

_Boxes = dict[int | None, list[tuple[float, str, Riquadro]]]
"""By page: how large each box of a node is, the node, and the box."""

_READING = "LET"
_FAMILIES = (_READING, "RIG", "ALB")
"""The findings of reading, of rows and of the tree; those of the ledger are about words in no node."""


def name_nodes(
    findings: Sequence[Diagnostic], settori: Sequence[Settore], individuali: Sequence[ObiettivoIndividuale]
) -> tuple[Diagnostic, ...]:
    """Return the findings, each with the node in which its place lies: the smallest, where nodes lie within each other."""
    if not any(map(_is_nameless, findings)):
        return tuple(findings)
    boxes: _Boxes = defaultdict(list)
    for ident, fonte in _nodes(settori, individuali):
        for place in _places(fonte):
            if place.riquadro is not None:
                boxes[place.pagina].append((_area(place.riquadro), ident, place.riquadro))
    return tuple(named for found in findings for named in (_named(found, boxes) if _is_nameless(found) else (found,)))


def _is_nameless(found: Diagnostic) -> bool:
    fonte = found.fonte
    return (
        found.nodo is None and fonte is not None and fonte.riquadro is not None and found.codice.startswith(_FAMILIES)
    )


def _nodes(settori: Iterable[Settore], individuali: Iterable[ObiettivoIndividuale]) -> Iterator[tuple[str, Provenance]]:
    for settore in settori:
        yield settore.codice, settore.fonte
        for obiettivo in settore.obiettivi:
            yield obiettivo.codice, obiettivo.fonte
            yield from ((indicatore.id, indicatore.fonte) for indicatore in obiettivo.indicatori)
    for individuale in individuali:
        yield individuale.codice, individuale.fonte
        yield from ((indicatore.id, indicatore.fonte) for indicatore in individuale.indicatori)


def _places(fonte: Provenance) -> Iterator[Provenance]:
    yield fonte
    yield from fonte.continua


def _named(found: Diagnostic, boxes: _Boxes) -> Iterator[Diagnostic]:
    """Yield a finding with the node of the first of its places that lies in one, and a doubtful word again for every other node."""
    nodes: dict[str, list[Provenance]] = {}
    for place in _places(found.fonte or Provenance()):
        node = _node_around(place, boxes)
        if node is not None:
            nodes.setdefault(node, []).append(place)
    if not nodes or not _is_doubt(found):
        yield replace(found, nodo=next(iter(nodes), None))
        return
    for node, (first, *others) in nodes.items():
        yield replace(found, nodo=node, fonte=first._replace(continua=tuple(others)))


def _is_doubt(found: Diagnostic) -> bool:
    """Tell whether a finding is a doubt about a word, which every node that has it shares; a repair is told once."""
    return found.codice.startswith(_READING) and found.gravita is not Gravita.INFO


def _node_around(place: Provenance, boxes: _Boxes) -> str | None:
    """Return the smallest node that a place lies in."""
    if place.riquadro is None:
        return None
    x0, top, x1, bottom = place.riquadro
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    around = [
        (area, ident)
        for area, ident, (left, upper, right, lower) in boxes.get(place.pagina, ())
        if left <= x <= right and upper <= y <= lower
    ]
    return min(around)[1] if around else None


def _area(box: Riquadro) -> float:
    x0, top, x1, bottom = box
    return (x1 - x0) * (bottom - top)
