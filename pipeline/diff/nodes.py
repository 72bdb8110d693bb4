"""A plan as flat lists of nodes, one per level, each with a key of its own, its parent and its children.

In: a Piano. Out: a Side. Keys are the ids of the plan; one that occurs twice gets ``~2`` behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model import Indicatore, Obiettivo, ObiettivoIndividuale, Piano, Settore

Nodo = Settore | Obiettivo | ObiettivoIndividuale | Indicatore


class Livello(StrEnum):
    """The levels whose nodes are paired."""

    SETTORE = "settore"
    OBIETTIVO = "obiettivo"
    INDICATORE = "indicatore"
    OBIETTIVO_INDIVIDUALE = "obiettivo_individuale"
    INDICATORE_INDIVIDUALE = "indicatore_individuale"


PLURALE = {
    Livello.SETTORE: "settori",
    Livello.OBIETTIVO: "obiettivi",
    Livello.INDICATORE: "indicatori",
    Livello.OBIETTIVO_INDIVIDUALE: "obiettivi_individuali",
    Livello.INDICATORE_INDIVIDUALE: "indicatori_individuali",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a plan: its key, the text that is compared, its parent's key ('' at the top) and its children's keys."""

    key: str
    livello: Livello
    testo: str
    nodo: Nodo
    genitore: str = ""
    figli: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans, flat: for each level its nodes by key, in the document's order."""

    piano: Piano
    nodes: dict[Livello, dict[str, Node]]

    def node(self, livello: Livello, key: str) -> Node:
        """Return the node of that level and key."""
        return self.nodes[livello][key]


class Keys:
    """Hands out keys: the id itself, then ``id~2``, ``id~3`` for those that come again."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def take(self, wanted: str) -> str:
        """Return a key that nobody has yet."""
        key, number = wanted, 1
        while key in self._seen:
            number += 1
            key = f"{wanted}~{number}"
        self._seen.add(key)
        return key


def flatten(piano: Piano) -> Side:
    """Return the plan's nodes by level."""
    nodes: dict[Livello, dict[str, Node]] = {livello: {} for livello in Livello}
    for node in _iter_nodes(piano):
        nodes[node.livello][node.key] = node
    return Side(piano, nodes)


def _iter_nodes(piano: Piano) -> Iterator[Node]:
    keys = {livello: Keys() for livello in Livello}
    for settore in piano.settori:
        key = keys[Livello.SETTORE].take(settore.codice)
        children = []
        for obiettivo in settore.obiettivi:
            child = keys[Livello.OBIETTIVO].take(obiettivo.codice)
            children.append(child)
            yield from _branch(obiettivo, child, key, Livello.OBIETTIVO, Livello.INDICATORE, keys)
        yield Node(key, Livello.SETTORE, settore.nome or settore.testo, settore, "", tuple(children))
    for individuale in piano.obiettivi_individuali:
        key = keys[Livello.OBIETTIVO_INDIVIDUALE].take(individuale.codice)
        levels = Livello.OBIETTIVO_INDIVIDUALE, Livello.INDICATORE_INDIVIDUALE
        yield from _branch(individuale, key, "", *levels, keys)


def _branch(
    node: Obiettivo | ObiettivoIndividuale,
    key: str,
    parent: str,
    livello: Livello,
    below: Livello,
    keys: dict[Livello, Keys],
) -> Iterator[Node]:
    """Yield an objective and its indicators."""
    children = tuple(keys[below].take(i.id) for i in node.indicatori)
    yield Node(key, livello, node.nome or node.testo, node, parent, children)
    for child, indicatore in zip(children, node.indicatori, strict=True):
        yield Node(child, below, indicatore.testo, indicatore, key, ())
