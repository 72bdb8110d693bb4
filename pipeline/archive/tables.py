"""A plan as the rows of the archive's tables.

In: a Piano. Out: for each table its rows. The tables repeat what the stored albero.json says, for those who ask in SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.diff.nodes import Livello, Node, flatten
from pipeline.model import Indicatore, Obiettivo, ObiettivoIndividuale, Piano, Settore, Target

Row = tuple[str | int | None, ...]


def iter_rows(piano: Piano) -> Iterator[tuple[str, Row]]:
    """Yield (table, row without the plan's id) in an order that keeps the references valid."""
    nodes = flatten(piano).nodes
    for order, node in enumerate(nodes[Livello.SETTORE].values(), start=1):
        if isinstance(node.nodo, Settore):
            yield "settori", (node.key, order, node.nodo.codice, node.nodo.testo, node.nodo.nome)
    for order, node in enumerate(nodes[Livello.OBIETTIVO].values(), start=1):
        if isinstance(node.nodo, Obiettivo):
            yield "obiettivi", (node.key, node.genitore, order, *_words(node.nodo), node.nodo.anno)
    for order, node in enumerate(nodes[Livello.OBIETTIVO_INDIVIDUALE].values(), start=1):
        o = node.nodo
        if isinstance(o, ObiettivoIndividuale):
            yield "obiettivi_individuali", (node.key, order, *_words(o), o.anno, o.settore, o.unita)
    leaves = [*nodes[Livello.INDICATORE].values(), *nodes[Livello.INDICATORE_INDIVIDUALE].values()]
    yield from _indicators(leaves)
    for order, d in enumerate(piano.diagnostica, start=1):
        yield "segnalazioni", (order, d.codice, d.gravita.value, d.messaggio, d.nodo)


def _words(node: Obiettivo | ObiettivoIndividuale) -> tuple[str, str, str]:
    return node.codice, node.testo, node.nome


def _indicators(leaves: list[Node]) -> Iterator[tuple[str, Row]]:
    taken: set[str] = set()
    for order, node in enumerate(leaves, start=1):
        item = node.nodo
        if not isinstance(item, Indicatore):
            continue
        # an id of an individual indicator may be one of the others' as well
        key = node.key if node.key not in taken else f"{node.key} (individuale)"
        taken.add(key)
        yield "indicatori", (key, *_parents(node), order, *_measure(item), *_target(item.target), *_owner(item))
        for unit in item.owner.unita if item.owner else ():
            yield "indicatori_unita", (key, unit)


def _parents(node: Node) -> tuple[str | None, str | None]:
    single = node.livello is Livello.INDICATORE_INDIVIDUALE
    return (None, node.genitore) if single else (node.genitore, None)


def _measure(item: Indicatore) -> Row:
    formula = item.formula
    return (
        item.testo,
        item.algoritmo,
        formula.numeratore if formula else None,
        formula.denominatore if formula else None,
    )


def _target(target: Target) -> Row:
    return (
        target.testo,
        target.tipo.value if target.tipo else None,
        target.operatore,
        _value(target),
        target.unita,
        target.direzione.value if target.direzione else None,
    )


def _value(target: Target) -> str | None:
    """Return the value as text: dates as ISO, numbers with a point, truth values as in the document's language."""
    if target.valore is None:
        return None
    if isinstance(target.valore, bool):
        return "sì" if target.valore else "no"
    return target.valore.isoformat() if isinstance(target.valore, date) else format(target.valore, "f")


def _owner(item: Indicatore) -> Row:
    owner = item.owner
    method = owner.metodo.value if owner and owner.metodo else None
    return (owner.testo if owner else None, method, item.fonte.pagina)
