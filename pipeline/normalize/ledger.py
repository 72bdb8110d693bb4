"""The ledger: every word of the document is in a node, in the furniture, or not assigned.

In: which words went where. Out: the sums, and COP001 (severity ``errore``) for words that nothing was made of.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.diagnostics import finding
from pipeline.model import Copertura, Diagnostic, Provenance
from pipeline.rows import Furniture, RawDocument

_NAMED = 12


def close_ledger(
    document: RawDocument, in_nodes: Iterable[int], arredo: Iterable[Furniture]
) -> tuple[Copertura, list[Diagnostic]]:
    """Return the sums over all words and the finding on those left; a word in a node counts there only."""
    everything = set(range(len(document.parole)))
    nodes = everything.intersection(in_nodes)
    rest = everything - nodes
    furniture = rest.intersection([word for item in arredo for word in item.parole])
    left = sorted(rest - furniture)
    copertura = Copertura(parole=len(everything), nei_nodi=len(nodes), arredo=len(furniture), non_assegnate=len(left))
    return copertura, [_lost(document, left)] if left else []


def _lost(document: RawDocument, left: list[int]) -> Diagnostic:
    words = " ".join(document.parole[n] for n in left[:_NAMED])
    more = f" … (altre {len(left) - _NAMED})" if len(left) > _NAMED else ""
    return finding("COP001", fonte=_place(document, left[0]), numero=len(left), parole=words + more)


def _place(document: RawDocument, word: int) -> Provenance | None:
    for row in document.rows:
        for cell in row.cells:
            if word in cell.parole:
                return cell.fonte if cell.fonte != Provenance() else row.fonte
    return None
