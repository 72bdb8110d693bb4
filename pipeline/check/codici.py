"""Codes: separator (QUA201), shape (QUA202), sequence (QUA203, QUA205), parent (QUA204), and the units they abbreviate (QUA206).

What is usual is counted in the plan itself: a code is odd where three quarters of the others agree on something else. A code
that stands twice is reported where the tree is built (ALB004).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from pipeline.check.nodes import AnyObiettivo, after_code, iter_all_obiettivi
from pipeline.check.words import fold, setting
from pipeline.diagnostics import finding
from pipeline.model import Diagnostic, ObiettivoIndividuale, Piano, Settore

_SEPARATOR = re.compile(r"^[\s\-–—.:)_]*")
_NUMBERS = re.compile(r"\d+")
_LAST_NUMBER = re.compile(r"(\d+)$")
_PREFIX = re.compile(r"^(?P<unita>\D+?)[\s_.\-]*\d")
_MAJORITY = 0.75
_ENOUGH = 3


class Numbered(NamedTuple):
    """A node with its code cut before the last number."""

    node: Settore | AnyObiettivo
    stem: str
    number: str


def odd_separator(piano: Piano) -> Iterator[Diagnostic]:
    """QUA201: what stands between code and title is not what stands in the other objectives."""
    nodes = list(iter_all_obiettivi(piano))
    printed = [_separator(node) for node in nodes]
    usual = _usual([text for text in printed if text is not None])
    for node, text in zip(nodes, printed, strict=True):
        if usual is not None and text is not None and text != usual:
            yield finding("QUA201", nodo=node.codice, fonte=node.fonte, trovato=text, atteso=usual)


def odd_shape(piano: Piano) -> Iterator[Diagnostic]:
    """QUA202: a code has more or fewer levels or digits than the others of its kind."""
    levels: tuple[list[AnyObiettivo], ...] = ([*piano.iter_obiettivi()], [*piano.obiettivi_individuali])
    for nodes in levels:
        padded = _are_padded(nodes)
        shapes = [_shape(node.codice, padded=padded) for node in nodes]
        usual = _usual(shapes)
        if usual is None:
            continue
        example = nodes[shapes.index(usual)].codice
        for node, shape in zip(nodes, shapes, strict=True):
            if shape != usual:
                yield finding("QUA202", nodo=node.codice, fonte=node.fonte, scritto=node.codice, esempio=example)


def gap(piano: Piano) -> Iterator[Diagnostic]:
    """QUA203: a number is missing among the settori, or among the objectives of one settore."""
    yield from _gaps(piano.settori)
    for settore in piano.settori:
        yield from _gaps(settore.obiettivi)


def out_of_order(piano: Piano) -> Iterator[Diagnostic]:
    """QUA205: a code stands after a higher one."""
    yield from _disorder(piano.settori)
    for settore in piano.settori:
        yield from _disorder(settore.obiettivi)


def wrong_parent(piano: Piano) -> Iterator[Diagnostic]:
    """QUA204: an objective's code starts with the code of another settore."""
    for settore in piano.settori:
        for obiettivo in settore.obiettivi:
            numbers = _NUMBERS.findall(obiettivo.codice)
            own = _NUMBERS.findall(settore.codice)
            if own and len(numbers) > len(own) and numbers[: len(own)] != own:
                yield finding(
                    "QUA204",
                    nodo=obiettivo.codice,
                    fonte=obiettivo.fonte,
                    scritto=obiettivo.codice,
                    settore=settore.codice,
                )


def unit_spellings(piano: Piano) -> Iterator[Diagnostic]:
    """QUA206: two abbreviations in individual codes that differ in case or in a last letter only."""
    where: dict[str, list[ObiettivoIndividuale]] = {}
    for node in piano.obiettivi_individuali:
        match = _PREFIX.match(node.codice)
        if match:
            where.setdefault(match["unita"], []).append(node)
    for one, other in combinations(where, 2):
        if _same_unit(one, other):
            rare, common = (one, other) if len(where[one]) < len(where[other]) else (other, one)
            node, seen = where[rare][0], where[common][0]
            yield finding("QUA206", nodo=node.codice, fonte=node.fonte, grafia=rare, altra=common, dove=seen.codice)


def _separator(node: AnyObiettivo) -> str | None:
    rest = after_code(node.testo, node.codice)
    if rest == node.testo:
        return None
    match = _SEPARATOR.match(rest)
    return match[0] if match else None


def _usual(values: Sequence[str]) -> str | None:
    """Return the value that three quarters agree on, or None."""
    if not values:
        return None
    value, times = Counter(values).most_common(1)[0]
    return value if times >= _ENOUGH and times >= _MAJORITY * len(values) else None


def _are_padded(nodes: Sequence[AnyObiettivo]) -> bool:
    """Tell whether the plan writes 01.02 (digits count) or 1.2 (they do not)."""
    padded = sum(all(len(number) > 1 for number in _NUMBERS.findall(node.codice)) for node in nodes)
    return padded >= _MAJORITY * len(nodes)


def _shape(codice: str, *, padded: bool) -> str:
    match = _PREFIX.match(codice)
    tail = codice[match.end("unita") :] if match else codice
    return _NUMBERS.sub(lambda number: "9" * len(number[0]) if padded else "9", tail)


def _neighbours(nodes: Sequence[Settore | AnyObiettivo]) -> Iterator[tuple[Numbered, Numbered]]:
    """Yield the neighbours whose codes differ in their last number only."""
    for before, after in pairwise(_numbered(node) for node in nodes):
        if before is not None and after is not None and before.stem == after.stem:
            yield before, after


def _numbered(node: Settore | AnyObiettivo) -> Numbered | None:
    match = _LAST_NUMBER.search(node.codice)
    return Numbered(node, node.codice[: match.start()], match[1]) if match else None


def _gaps(nodes: Sequence[Settore | AnyObiettivo]) -> Iterator[Diagnostic]:
    present = {node.codice for node in nodes}
    for before, after in _neighbours(nodes):
        between = range(int(before.number) + 1, int(after.number))
        named = [before.stem + str(number).zfill(len(before.number)) for number in between]
        missing = [codice for codice in named if codice not in present]
        if missing:
            node = after.node
            yield finding("QUA203", nodo=node.codice, fonte=node.fonte, scritto=node.codice, mancanti=_from_to(missing))


def _disorder(nodes: Sequence[Settore | AnyObiettivo]) -> Iterator[Diagnostic]:
    for before, after in _neighbours(nodes):
        if int(after.number) < int(before.number):
            node = after.node
            yield finding("QUA205", nodo=node.codice, fonte=node.fonte, scritto=node.codice, prima=before.node.codice)


def _from_to(codes: list[str]) -> str:
    return codes[0] if len(codes) == 1 else f"{codes[0]}…{codes[-1]}"


def _same_unit(one: str, other: str) -> bool:
    a, b = sorted((fold(one), fold(other)), key=len)
    extra = len(b) - len(a)
    return a == b or (len(re.split(r"[_\s]", a)[-1]) >= _ENOUGH and b.startswith(a) and extra <= _letters())


def _letters() -> int:
    return int(setting("grafie", "lettere"))
