"""What changed from one plan to the next, as a controller would say it.

In: two plans. Out: a Diff: the alignment, the changes and a summary. What only moved on with the year is no change and is counted;
what follows from another change (the code of an objective whose settore was renumbered) is marked as derived.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.collector import collector_at_rest
from pipeline.diff.align import Alignment, align
from pipeline.diff.nodes import Livello, Node
from pipeline.diff.owners import Rinomina, find_renames, owner_changed
from pipeline.diff.parts import Parts, find_parts, view
from pipeline.diff.scoring import owner_units
from pipeline.diff.targets import compare_targets
from pipeline.diff.texts import fold, rolled_years
from pipeline.diff.wording import Segmento, word_edits
from pipeline.model import Campo, Indicatore, ObiettivoIndividuale, Owner, Piano, Settore

_WEIGHT_HEADERS = frozenset({"peso", "peso %", "pesatura", "peso indicatore", "peso obiettivo"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Cambiamento:
    """One change: kind, level, keys (None where there is none), before and after as printed.

    ``parole`` is the word-by-word edit of a text; ``unita`` the units concerned; ``derivato`` says that it follows from
    another change; ``nodi`` the pairs that a plan-wide change touches, ``parti`` the keys of a split or a merge.
    """

    tipo: str
    livello: str
    vecchio: str | None = None
    nuovo: str | None = None
    prima: str | None = None
    dopo: str | None = None
    parole: tuple[Segmento, ...] = ()
    unita: tuple[str, ...] = ()
    derivato: bool = False
    parti: tuple[str, ...] = ()
    nodi: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rinnovi:
    """What only moved on with the year: texts and targets whose years or dates rolled."""

    testi: int = 0
    target: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Diff:
    """Two plans compared: who is whose successor, what changed, what only rolled on."""

    alignment: Alignment
    cambiamenti: tuple[Cambiamento, ...]
    rinomine: tuple[Rinomina, ...]
    rinnovi: Rinnovi

    @property
    def old(self) -> Piano:
        """The old plan."""
        return self.alignment.old.piano

    @property
    def new(self) -> Piano:
        """The new plan."""
        return self.alignment.new.piano


def compare(old: Piano, new: Piano) -> Diff:
    """Return what changed between two plans."""
    with collector_at_rest():
        return _Comparer(align(old, new)).run()


@dataclass(slots=True)
class _Comparer:
    """The changes while they are being collected."""

    alignment: Alignment
    texts_rolled: int = 0
    targets_rolled: int = 0
    splits: dict[Livello, Parts] = field(default_factory=dict)
    merges: dict[Livello, Parts] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def run(self) -> Diff:
        alignment = self.alignment
        self.splits = find_parts(view(alignment))
        self.merges = find_parts(view(alignment, backwards=True))
        renames = self._renames()
        self.renamed = {r.vecchia: r.nuova for r in renames}
        changes = [*self._head(), *(self._renamed_unit(r) for r in renames)]
        for livello in Livello:
            changes += self._level(livello)
        return Diff(
            alignment=alignment,
            cambiamenti=tuple(changes),
            rinomine=renames,
            rinnovi=Rinnovi(testi=self.texts_rolled, target=self.targets_rolled),
        )

    # the whole plan ----------------------------------------------------------------------------------------------------

    def _head(self) -> Iterator[Cambiamento]:
        old, new = self.alignment.old.piano, self.alignment.new.piano
        for field_name, before, after in (("ente", old.ente, new.ente), ("titolo", old.titolo, new.titolo)):
            if before != after and rolled_years(before or "", after or "", self.alignment.anni) is None:
                yield Cambiamento(
                    tipo="piano_modificato", livello="piano", prima=before, dopo=after, parti=(field_name,)
                )

    def _owner_pairs(self) -> Iterator[tuple[tuple[str, str], Owner, Owner]]:
        old, new = (side.nodes[Livello.INDICATORE] for side in (self.alignment.old, self.alignment.new))
        for pair in self.alignment.pairs[Livello.INDICATORE]:
            before, after = old[pair.vecchio].nodo, new[pair.nuovo].nodo
            if isinstance(before, Indicatore) and isinstance(after, Indicatore) and before.owner and after.owner:
                yield (pair.vecchio, pair.nuovo), before.owner, after.owner

    def _renames(self) -> tuple[Rinomina, ...]:
        old, new = self.alignment.old.piano, self.alignment.new.piano
        return find_renames(
            [(before, after) for _, before, after in self._owner_pairs()],
            [i.owner for i in old.iter_indicatori() if i.owner],
            [i.owner for i in new.iter_indicatori() if i.owner],
        )

    def _renamed_unit(self, rename: Rinomina) -> Cambiamento:
        touched = [
            keys
            for keys, before, after in self._owner_pairs()
            if rename.vecchia in owner_units(before) and rename.nuova in owner_units(after)
        ]
        return Cambiamento(
            tipo="unita_rinominata",
            livello="unita",
            vecchio=rename.vecchia,
            nuovo=rename.nuova,
            prima=rename.nome_vecchio,
            dopo=rename.nome_nuovo,
            unita=tuple(sorted({rename.vecchia, rename.nuova})),
            nodi=tuple(touched),
        )

    # levels ------------------------------------------------------------------------------------------------------------

    def _level(self, livello: Livello) -> Iterator[Cambiamento]:
        old, new = self.alignment.old.nodes[livello], self.alignment.new.nodes[livello]
        yield from self._gone(livello)
        ancestor = self.alignment.ancestors[livello]
        parts = {part for group in self.splits[livello].values() for part in group}
        for key, node in new.items():
            if key in ancestor:
                yield from self._pair(livello, old[ancestor[key]], node)
            elif key not in parts:
                yield self._single("aggiunto", livello, node)

    def _gone(self, livello: Livello) -> Iterator[Cambiamento]:
        successor = self.alignment.successors[livello]
        parts = {part for group in self.merges[livello].values() for part in group}
        for key, node in self.alignment.old.nodes[livello].items():
            if key not in successor and key not in parts:
                yield self._single("rimosso", livello, node)

    def _single(self, tipo: str, livello: Livello, node: Node) -> Cambiamento:
        born = tipo == "aggiunto"
        return Cambiamento(
            tipo=tipo,
            livello=livello,
            vecchio=None if born else node.key,
            nuovo=node.key if born else None,
            prima=None if born else node.nodo.testo,
            dopo=node.nodo.testo if born else None,
            unita=_units(node),
            derivato=self._parent_is_single(livello, node, born=born),
        )

    def _parent_is_single(self, livello: Livello, node: Node, *, born: bool) -> bool:
        """Tell whether the node came or went because its parent did."""
        above = _ABOVE.get(livello)
        if above is None or not node.genitore:
            return False
        paired = self.alignment.ancestors[above] if born else self.alignment.successors[above]
        groups = self.splits if born else self.merges
        return node.genitore not in paired and not any(node.genitore in g for g in groups[above].values())

    # pairs -------------------------------------------------------------------------------------------------------------

    def _pair(self, livello: Livello, old: Node, new: Node) -> Iterator[Cambiamento]:
        units = tuple(sorted({*_units(old), *_units(new)}))
        base = Cambiamento(tipo="", livello=livello, vecchio=old.key, nuovo=new.key, unita=units)
        divided = tuple(self._divided(base, old, new))
        yield from divided
        yield from self._place(base, old, new)
        if not divided:
            yield from self._text(base, old, new)
        if isinstance(old.nodo, Indicatore) and isinstance(new.nodo, Indicatore):
            yield from self._indicator(base, old.nodo, new.nodo)
        if isinstance(old.nodo, ObiettivoIndividuale) and isinstance(new.nodo, ObiettivoIndividuale):
            yield from self._unit(base, old.nodo, new.nodo)
        yield from _fields(base, old.nodo.altri, new.nodo.altri)

    def _divided(self, base: Cambiamento, old: Node, new: Node) -> Iterator[Cambiamento]:
        livello = Livello(base.livello)
        parts = self.splits[livello].get(old.key, ())
        if parts:
            texts = [new.nodo.testo, *(self.alignment.new.node(livello, p).nodo.testo for p in parts)]
            yield _with(base, "diviso", old.nodo.testo, " | ".join(texts), parti=(new.key, *parts))
        parts = self.merges[livello].get(new.key, ())
        if parts:
            texts = [old.nodo.testo, *(self.alignment.old.node(livello, p).nodo.testo for p in parts)]
            yield _with(base, "unito", " | ".join(texts), new.nodo.testo, parti=(old.key, *parts))

    def _place(self, base: Cambiamento, old: Node, new: Node) -> Iterator[Cambiamento]:
        """Another parent, another code."""
        livello = Livello(base.livello)
        moved = self._moved(livello, old, new)
        if moved:
            yield _with(base, "spostato", old.genitore or _place_of(old), new.genitore or _place_of(new))
        if isinstance(old.nodo, Indicatore) or isinstance(new.nodo, Indicatore):
            return
        if old.nodo.codice != new.nodo.codice:
            derived = moved or self._code_follows(livello, old, new)
            yield _with(base, "rinumerato", old.nodo.codice, new.nodo.codice, derivato=derived)

    def _moved(self, livello: Livello, old: Node, new: Node) -> bool:
        if isinstance(old.nodo, ObiettivoIndividuale) and isinstance(new.nodo, ObiettivoIndividuale):
            return self._other_settore(old.nodo.settore, new.nodo.settore)
        above = _ABOVE.get(livello)
        if above is None:
            return False
        successor = self.alignment.successors[above].get(old.genitore)
        if successor == new.genitore:
            return False
        into_part = new.genitore in self.splits[above].get(old.genitore, ())
        out_of_part = old.genitore in self.merges[above].get(new.genitore, ())
        return not into_part and not out_of_part

    def _other_settore(self, old: str | None, new: str | None) -> bool:
        if old is None or new is None or old == new:
            return False
        return self.alignment.successors[Livello.SETTORE].get(old) != new

    def _code_follows(self, livello: Livello, old: Node, new: Node) -> bool:
        """Tell whether the code changed only because the settore's did (``03.01`` and ``04.01``)."""
        above = _ABOVE.get(livello)
        if above is None or old.genitore == new.genitore or isinstance(old.nodo, Indicatore):
            return False
        return bool(old.genitore) and old.key.removeprefix(old.genitore) == new.key.removeprefix(new.genitore)

    def _text(self, base: Cambiamento, old: Node, new: Node) -> Iterator[Cambiamento]:
        before, after = _wording(old), _wording(new)
        if fold(before) == fold(after):
            return
        rolled = rolled_years(before, after, self.alignment.anni)
        if rolled is not None:
            self.texts_rolled += 1
            return
        tipo = "rinominato" if base.livello == Livello.SETTORE else "riformulato"
        yield _with(base, tipo, before, after, parole=word_edits(before, after, self.alignment.anni))

    def _unit(self, base: Cambiamento, old: ObiettivoIndividuale, new: ObiettivoIndividuale) -> Iterator[Cambiamento]:
        """An individual objective that passed to another unit."""
        if old.unita and new.unita and owner_changed(*_as_owners(old, new), self.renamed):
            yield _with(base, "owner_cambiato", old.unita, new.unita)

    def _indicator(self, base: Cambiamento, old: Indicatore, new: Indicatore) -> Iterator[Cambiamento]:
        verdict = compare_targets(old.target, new.target, self.alignment.anni)
        self.targets_rolled += verdict.rinnovo
        if verdict.tipo:
            yield _with(base, verdict.tipo, old.target.testo, new.target.testo)
        if owner_changed(old.owner, new.owner, self.renamed):
            before, after = (o.testo if o else None for o in (old.owner, new.owner))
            yield _with(base, "owner_cambiato", before, after)
        before, after = old.algoritmo or "", new.algoritmo or ""
        if fold(before) != fold(after) and rolled_years(before, after, self.alignment.anni) is None:
            words = word_edits(before, after, self.alignment.anni)
            yield _with(base, "algoritmo_cambiato", old.algoritmo, new.algoritmo, parole=words)


_ABOVE = {
    Livello.OBIETTIVO: Livello.SETTORE,
    Livello.INDICATORE: Livello.OBIETTIVO,
    Livello.INDICATORE_INDIVIDUALE: Livello.OBIETTIVO_INDIVIDUALE,
}


def _with(
    base: Cambiamento,
    tipo: str,
    prima: str | None,
    dopo: str | None,
    *,
    parole: tuple[Segmento, ...] = (),
    derivato: bool = False,
    parti: tuple[str, ...] = (),
) -> Cambiamento:
    return Cambiamento(
        tipo=tipo,
        livello=base.livello,
        vecchio=base.vecchio,
        nuovo=base.nuovo,
        prima=prima,
        dopo=dopo,
        parole=parole,
        unita=base.unita,
        derivato=derivato,
        parti=parti,
    )


def _wording(node: Node) -> str:
    """Return a node's text without its code, which has a change of its own."""
    if isinstance(node.nodo, Indicatore):
        return node.nodo.testo
    return node.nodo.testo.removeprefix(node.nodo.codice).lstrip(" -–:.")


def _units(node: Node) -> tuple[str, ...]:
    """Return the units that answer for a node or for what hangs below it."""
    nodo = node.nodo
    if isinstance(nodo, Indicatore):
        return tuple(sorted(owner_units(nodo.owner))) if nodo.owner else ()
    if isinstance(nodo, ObiettivoIndividuale):
        return (nodo.unita,) if nodo.unita else ()
    obiettivi = nodo.obiettivi if isinstance(nodo, Settore) else (nodo,)
    owners = [i.owner for o in obiettivi for i in o.indicatori if i.owner]
    return tuple(sorted({unit for owner in owners for unit in owner_units(owner)}))


def _place_of(node: Node) -> str | None:
    return node.nodo.settore if isinstance(node.nodo, ObiettivoIndividuale) else None


def _as_owners(old: ObiettivoIndividuale, new: ObiettivoIndividuale) -> tuple[Owner, Owner]:
    before, after = old.unita or "", new.unita or ""
    return Owner(testo=before, unita=(before,)), Owner(testo=after, unita=(after,))


def _fields(base: Cambiamento, old: tuple[Campo, ...], new: tuple[Campo, ...]) -> Iterator[Cambiamento]:
    """Columns that the tree has no noun for: weights, and any other."""
    before = {fold(c.intestazione): c.testo for c in old}
    after = {fold(c.intestazione): c.testo for c in new}
    printed = {fold(c.intestazione): c.intestazione for c in (*old, *new)}
    for header in sorted(printed):
        a, b = before.get(header), after.get(header)
        if fold(a or "") != fold(b or ""):
            tipo = "peso_cambiato" if header in _WEIGHT_HEADERS else "campo_cambiato"
            yield _with(base, tipo, a, b, parti=(printed[header],))
