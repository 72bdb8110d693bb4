"""Splits: nodes of the new plan that hold a part of an old one whose pair is another node. Merges are splits seen backwards.

In: an alignment, read forwards or backwards. Out: for each divided node the further parts. A part must stand in what it came from,
by its indicators or by its words; otherwise it is simply new.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.diff.align import Alignment
from pipeline.diff.nodes import Livello, Node
from pipeline.diff.similarity import Profile, Similarity

Parts = dict[str, tuple[str, ...]]
"""A divided node's key to the keys of its further parts, in document order."""

_CHILDREN_SHARE = 0.5
"""Of a part's indicators, how many must come from the divided objective."""
_SOME_WORDS = 0.3
"""How much of a part's text must stand in the divided one's when its indicators already say so ..."""
_MOST_WORDS = 0.6
"""... and when only the text does."""
_GAIN = 0.22
"""How much more of the divided text the further part must explain."""


@dataclass(frozen=True, slots=True)
class View:
    """An alignment in one direction: from wholes to parts."""

    wholes: dict[Livello, dict[str, Node]]
    parts: dict[Livello, dict[str, Node]]
    forward: dict[Livello, dict[str, str]]
    backward: dict[Livello, dict[str, str]]
    similarity: dict[Livello, Similarity]
    whole_texts: dict[Livello, dict[str, Profile]]
    part_texts: dict[Livello, dict[str, Profile]]


def view(alignment: Alignment, *, backwards: bool = False) -> View:
    """Return the alignment from old to new (splits), or backwards (merges)."""
    similarity = {livello: texts.similarity for livello, texts in alignment.texts.items()}
    old = {livello: texts.old for livello, texts in alignment.texts.items()}
    new = {livello: texts.new for livello, texts in alignment.texts.items()}
    forward, backward = alignment.successors, alignment.ancestors
    if backwards:
        return View(alignment.new.nodes, alignment.old.nodes, backward, forward, similarity, new, old)
    return View(alignment.old.nodes, alignment.new.nodes, forward, backward, similarity, old, new)


def find_parts(seen: View) -> dict[Livello, Parts]:
    """Return the divided objectives and indicators with their further parts."""
    found: dict[Livello, Parts] = {livello: {} for livello in Livello}
    for livello, below in (
        (Livello.OBIETTIVO, Livello.INDICATORE),
        (Livello.OBIETTIVO_INDIVIDUALE, Livello.INDICATORE_INDIVIDUALE),
    ):
        found[livello] = _objectives(seen, livello, below)
        found[below] = _indicators(seen, livello, below, found[livello])
    return found


def _collect(pairs: list[tuple[str, str]]) -> Parts:
    parts: dict[str, list[str]] = {}
    for whole, part in pairs:
        parts.setdefault(whole, []).append(part)
    return {whole: tuple(keys) for whole, keys in parts.items()}


def _objectives(seen: View, livello: Livello, below: Livello) -> Parts:
    pairs = []
    for key, node in seen.parts[livello].items():
        if key in seen.backward[livello]:
            continue
        whole = _source_by_children(seen, livello, below, node) or _source_by_parent(seen, livello, node)
        if whole is not None:
            pairs.append((whole, key))
    return _collect(pairs)


def _source_by_children(seen: View, livello: Livello, below: Livello, node: Node) -> str | None:
    """Return the paired objective that most of this one's indicators come from, if their texts share some words."""
    sources = Counter(
        seen.wholes[below][seen.backward[below][child]].genitore
        for child in node.figli
        if child in seen.backward[below]
    )
    if not sources:
        return None
    whole, count = min(sources.items(), key=lambda item: (-item[1], item[0]))
    if count < _CHILDREN_SHARE * len(node.figli) or whole not in seen.forward[livello]:
        return None
    inside = seen.similarity[livello].coverage(seen.part_texts[livello][node.key], [seen.whole_texts[livello][whole]])
    return whole if inside >= _SOME_WORDS else None


def _source_by_parent(seen: View, livello: Livello, node: Node) -> str | None:
    """Return the objective of the same settore whose text this one's completes."""
    settore = seen.backward[Livello.SETTORE].get(node.genitore)
    if settore is None:
        return None
    return _best_source(seen, livello, node.key, seen.wholes[Livello.SETTORE][settore].figli)


def _indicators(seen: View, livello: Livello, below: Livello, divided: Parts) -> Parts:
    source_of = {part: whole for whole, parts in divided.items() for part in parts}
    pairs = []
    for key, node in seen.parts[below].items():
        if key in seen.backward[below]:
            continue
        parent = seen.backward[livello].get(node.genitore) or source_of.get(node.genitore)
        if parent is None:
            continue
        whole = _best_source(seen, below, key, seen.wholes[livello][parent].figli)
        if whole is not None:
            pairs.append((whole, key))
    return _collect(pairs)


def _best_source(seen: View, livello: Livello, part: str, wholes: tuple[str, ...]) -> str | None:
    """Return which of these nodes is best explained by its pair and this part together."""
    best: tuple[float, str] | None = None
    for whole in wholes:
        if whole not in seen.forward[livello]:
            continue
        gain = _gain(seen, livello, whole, part)
        if gain >= _GAIN and (best is None or gain > best[0]):
            best = gain, whole
    return best[1] if best else None


def _gain(seen: View, livello: Livello, whole: str, part: str) -> float:
    """Return how much of the whole's text only the part explains, 0 where part or pair say too much else."""
    similarity = seen.similarity[livello]
    text = seen.whole_texts[livello][whole]
    main = seen.part_texts[livello][seen.forward[livello][whole]]
    rest = seen.part_texts[livello][part]
    if min(similarity.coverage(p, [text]) for p in (main, rest)) < _MOST_WORDS:
        return 0.0
    alone = similarity.coverage(text, [main])
    together = similarity.coverage(text, [main, rest])
    return together - alone if together >= _MOST_WORDS else 0.0
