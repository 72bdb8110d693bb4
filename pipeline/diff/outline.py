"""The changes hung up in the tree of the plan: what text and HTML show.

In: a Diff. Out: entries, only for nodes that changed or that hold some that did, in the order of the new plan; what was removed
stands where it would have stood, or at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.diff.changes import Cambiamento, Diff
from pipeline.diff.nodes import Livello, Node

_BELOW = {
    Livello.SETTORE: Livello.OBIETTIVO,
    Livello.OBIETTIVO: Livello.INDICATORE,
    Livello.OBIETTIVO_INDIVIDUALE: Livello.INDICATORE_INDIVIDUALE,
}


@dataclass(frozen=True, slots=True)
class Voce:
    """A node with its changes and the entries below it; ``vecchio`` or ``nuovo`` is None where it was born or removed."""

    livello: Livello
    vecchio: Node | None
    nuovo: Node | None
    cambiamenti: tuple[Cambiamento, ...]
    figli: tuple[Voce, ...]
    dubbio: str | None = None

    @property
    def node(self) -> Node:
        """The node as it stands in the new plan, or stood in the old one."""
        found = self.nuovo or self.vecchio
        if found is None:
            raise ValueError("an entry without node")
        return found


class _Outliner:
    def __init__(self, diff: Diff) -> None:
        self.diff = diff
        self.old, self.new = diff.alignment.old.nodes, diff.alignment.new.nodes
        self.successors, self.ancestors = diff.alignment.successors, diff.alignment.ancestors
        self.changes: dict[tuple[str, str | None, str | None], list[Cambiamento]] = {}
        for change in diff.cambiamenti:
            self.changes.setdefault((change.livello, change.vecchio, change.nuovo), []).append(change)
        self.doubts = {
            (livello, pair.nuovo): pair.motivo_dubbio
            for livello, pairs in diff.alignment.pairs.items()
            for pair in pairs
            if pair.motivo_dubbio
        }

    def entries(self, livello: Livello) -> tuple[Voce, ...]:
        found = [self._entry(livello, self.ancestors[livello].get(key), key) for key in self.new[livello]]
        found += [self._entry(livello, key, None) for key in self.old[livello] if key not in self.successors[livello]]
        return tuple(entry for entry in found if entry is not None)

    def _entry(self, livello: Livello, old: str | None, new: str | None) -> Voce | None:
        before = self.old[livello][old] if old is not None else None
        after = self.new[livello][new] if new is not None else None
        own = tuple(self.changes.get((livello, old, new), ()))
        below = self._below(livello, before, after)
        if not own and not below:
            return None
        return Voce(livello, before, after, own, below, self.doubts.get((livello, new or "")))

    def _below(self, livello: Livello, before: Node | None, after: Node | None) -> tuple[Voce, ...]:
        below = _BELOW.get(livello)
        if below is None:
            return ()
        successors, ancestors = self.successors[below], self.ancestors[below]
        found = [self._entry(below, ancestors.get(key), key) for key in (after.figli if after else ())]
        found += [self._entry(below, key, None) for key in (before.figli if before else ()) if key not in successors]
        return tuple(entry for entry in found if entry is not None)


def outline(diff: Diff) -> tuple[tuple[Voce, ...], tuple[Voce, ...]]:
    """Return the entries of the settori and those of the individual objectives."""
    outliner = _Outliner(diff)
    return outliner.entries(Livello.SETTORE), outliner.entries(Livello.OBIETTIVO_INDIVIDUALE)


def general(diff: Diff) -> tuple[Cambiamento, ...]:
    """Return the changes that belong to no node: the plan's heading, renamed units."""
    return tuple(c for c in diff.cambiamenti if c.livello in ("piano", "unita"))
