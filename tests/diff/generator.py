"""Pairs of plans with a known edit script, made from the sample plan of 2025 with a seed.

What comes out is the old plan, the new one, and the truth: which nodes descend from which, and which edits were made.
Realistic and hard: the born nodes are real ones of the same plan (held out of the old side), so they resemble what stands
beside them as real ones do; look-alikes are copies of old nodes with a third of their words replaced, put elsewhere.
Written before the aligner; nothing in here looks at it.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.model import Indicatore, Obiettivo, ObiettivoIndividuale, Piano, Settore

from .plans import make_plan, sample_plan, split_code, type_owner, type_target, unit_id

_DATE = re.compile(r"^(\d\d)([/.])(\d\d)[/.](\d{4})$")
_NUMBER = re.compile(r"^(>=|<=|≥|≤|<|>)?(\s*)(N\.)?(\d+(?:,\d+)?)(\s*)(%|gg|g|mesi|N\.|N)?$")
_PREFIXES = ("Realizzazione di", "Attività volte a", "Azioni per", "Prosecuzione di", "Consolidamento di")


@dataclass(frozen=True, kw_only=True, slots=True)
class Strength:
    """How much a pair is edited: shares of the nodes that each edit touches."""

    name: str
    dropped: float = 0.0
    born: float = 0.0
    moved: float = 0.0
    reworded: float = 0.0
    words_dropped: float = 0.25
    retouched: float = 0.0
    lookalikes: float = 0.0
    split: int = 0
    merged: int = 0
    targets: float = 0.0
    owners: float = 0.0
    units_renamed: int = 0
    settori_shuffled: bool = False
    settori_renamed: int = 0


STRENGTHS = (
    Strength(name="rinnovo"),
    Strength(name="lieve", dropped=0.04, born=0.04, moved=0.02, retouched=0.2, targets=0.15, owners=0.03),
    Strength(
        name="media",
        dropped=0.08,
        born=0.08,
        moved=0.06,
        reworded=0.2,
        words_dropped=0.2,
        retouched=0.2,
        lookalikes=0.04,
        split=1,
        merged=1,
        targets=0.25,
        owners=0.06,
        units_renamed=1,
        settori_renamed=1,
    ),
    Strength(
        name="massima",
        dropped=0.12,
        born=0.12,
        moved=0.1,
        reworded=0.5,
        words_dropped=0.25,
        retouched=0.2,
        lookalikes=0.1,
        split=3,
        merged=3,
        targets=0.35,
        owners=0.1,
        units_renamed=1,
        settori_shuffled=True,
        settori_renamed=3,
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """One edit of the script: the kind that the diff should report, with the ids it should name (None where it has none)."""

    tipo: str
    livello: str
    vecchio: str | None
    nuovo: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two plans and what was done: the links between ids (a split has two) and the edits."""

    old: Piano
    new: Piano
    obiettivi: frozenset[tuple[str, str]]
    indicatori: frozenset[tuple[str, str]]
    edits: tuple[Edit, ...]


@dataclass
class _Node:
    """A node under the knife; ``origins`` are the ids that it had in the old plan (none: born)."""

    text: str
    origins: tuple[str, ...] = ()
    year: int | None = None
    target: str = ""
    owner: str | None = None
    algoritmo: str | None = None
    kinds: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    key: str = ""
    prefix: str = ""


class _Editor:
    """The edits, in the order in which a body makes them; every choice comes from the one random source."""

    def __init__(self, base: Piano, strength: Strength, seed: int) -> None:
        self.random = random.Random(f"{strength.name}/{seed}")
        self.strength = strength
        self.vocabulary = sorted({w for i in base.iter_indicatori() for w in i.testo.split() if len(w) > 4})
        self.owners = sorted({i.owner.testo for i in base.iter_indicatori() if i.owner})
        self.targets = sorted({i.target.testo for i in base.iter_indicatori()})
        self.edits: list[Edit] = []

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # texts -------------------------------------------------------------------------------------------------------------

    def roll(self, text: str) -> str:
        """Every year of the text moves on by one, but for the few that somebody forgot."""
        if self.chance(0.07):
            return text
        return re.sub(r"\b(20[12]\d)\b(?!/\d)", lambda m: str(int(m.group(1)) + 1), text)

    def reword(self, text: str) -> str:
        """Drop a share of the words and turn the rest round: reversed, rotated, halves swapped or shuffled."""
        words = text.split()
        kept = [w for w in words if not self.chance(self.strength.words_dropped)] or words[:1]
        how = self.random.randrange(4)
        if how == 0:
            kept.reverse()
        elif how == 1:
            cut = self.random.randrange(len(kept))
            kept = kept[cut:] + kept[:cut]
        elif how == 2:
            kept = kept[len(kept) // 2 :] + kept[: len(kept) // 2]
        else:
            self.random.shuffle(kept)
        return " ".join(kept)

    def retouch(self, text: str) -> str:
        """A light edit: a phrase in front, a word more, an ending changed, a typo."""
        words = text.split()
        how = self.random.randrange(4)
        spot = self.random.randrange(len(words))
        if how == 0:
            return f"{self.random.choice(_PREFIXES)} {text}"
        if how == 1:
            words.insert(spot, self.random.choice(self.vocabulary))
        elif how == 2 and words[spot][-1:] in "aei" and len(words[spot]) > 4:
            words[spot] = words[spot][:-1] + self.random.choice("aei")
        elif len(words[spot]) > 5:
            words[spot] = words[spot][:3] + words[spot][4:]
        return " ".join(words)

    def imitate(self, text: str) -> str:
        """A look-alike: a third of the longer words replaced by words of other texts of the plan."""
        words = text.split()
        long = [n for n, word in enumerate(words) if len(word) > 4]
        for spot in self.random.sample(long, max(1, round(len(long) * 0.35))) if long else []:
            words[spot] = self.random.choice(self.vocabulary)
        return " ".join(words)

    def edit_texts(self, nodes: list[_Node]) -> None:
        for node in nodes:
            before = node.text
            node.text = self.roll(node.text)
            rolled = node.text
            draw = self.random.random()
            if draw < self.strength.reworded:
                node.text = self.reword(node.text)
            elif draw < self.strength.reworded + self.strength.retouched:
                node.text = self.retouch(node.text)
            if node.text != rolled and before:
                node.kinds.append("riformulato")

    # targets and owners ------------------------------------------------------------------------------------------------

    def edit_target(self, node: _Node) -> None:
        if when := _DATE.match(node.target):
            self._edit_date(node, int(when.group(1)), int(when.group(3)), int(when.group(4)) + 1)
        elif self.chance(self.strength.targets):
            self._edit_number(node)

    def _edit_date(self, node: _Node, day: int, month: int, year: int) -> None:
        if not self.chance(self.strength.targets):
            node.target = f"{day:02}/{month:02}/{year}"
            return
        draw = self.random.random()
        if draw < 0.4 and month > 1:
            node.kinds.append("scadenza_anticipata")
            node.target = f"{min(day, 28):02}/{self.random.randrange(1, month):02}/{year}"
        elif draw < 0.7 and month < 12:
            node.kinds.append("scadenza_posticipata")
            node.target = f"{min(day, 28):02}/{self.random.randrange(month + 1, 13):02}/{year}"
        elif draw < 0.85:
            node.kinds.append("target_altro")
            node.target = self.random.choice(("100%", ">=90%", "≥3"))
        else:
            node.kinds.append("target_notazione")
            node.target = f"{day:02}.{month:02}.{year}"

    def _edit_number(self, node: _Node) -> None:
        parsed = _NUMBER.match(node.target)
        if not parsed:
            return
        sign, gap, lead, value, space, unit = (part or "" for part in parsed.groups())
        typed = type_target(node.target, node.text)
        draw = self.random.random()
        if draw < 0.2:
            self._renotate(node, sign, value, unit)
            return
        if draw < 0.3:
            node.kinds.append("target_altro")
            node.target = "31/12/2026"
            return
        number = Decimal(value.replace(",", "."))
        step = max(Decimal(1), (number * Decimal(self.random.choice(("0.05", "0.1", "0.2")))).quantize(Decimal(1)))
        up = self.chance(0.5) and not (unit == "%" and number + step > 100)
        if number - step <= 0:
            up = True
        changed = number + step if up else number - step
        lower_better = typed.direzione is not None and typed.direzione.value == "riduce"
        node.kinds.append("target_piu_severo" if up != lower_better else "target_meno_severo")
        node.target = f"{sign}{gap}{lead}{str(changed).replace('.', ',')}{space}{unit}"

    def _renotate(self, node: _Node, sign: str, value: str, unit: str) -> None:
        lower_better = (type_target(node.target, node.text).direzione or "") == "riduce"
        wanted = sign or ("<=" if lower_better else ">=")
        spelled = {"≥": ">=", "≤": "<=", ">=": "≥", "<=": "≤"}.get(wanted, wanted)
        number = value if "," in value or unit != "%" else f"{value},00"
        changed = f"{spelled} {number}{' ' + unit if unit else ''}"
        if changed != node.target:
            node.kinds.append("target_notazione")
            node.target = changed

    def edit_owner(self, node: _Node) -> None:
        if node.owner and self.chance(self.strength.owners):
            units = [o for o in self.owners if o != node.owner]
            node.owner = self.random.choice(units)
            node.kinds.append("owner_cambiato")

    # the tree ----------------------------------------------------------------------------------------------------------

    def move(self, parents: list[_Node], share: float) -> None:
        """Move children to other parents of the list."""
        for parent in parents:
            for child in [c for c in parent.children if c.origins and len(parent.children) > 1 and self.chance(share)]:
                target = self.random.choice([p for p in parents if p is not parent])
                parent.children.remove(child)
                target.children.insert(self.random.randrange(len(target.children) + 1), child)
                child.kinds.append("spostato")

    def drop(self, parents: list[_Node], share: float, livello: str) -> None:
        for parent in parents:
            for child in [c for c in parent.children if self.chance(share)]:
                if len(parent.children) == 1:
                    continue
                parent.children.remove(child)
                self._dropped(child, livello)

    def _dropped(self, node: _Node, livello: str) -> None:
        self.edits.append(Edit(tipo="rimosso", livello=livello, vecchio=node.origins[0], nuovo=None))
        for child in node.children:
            self._dropped(child, "indicatore")

    def lookalike(self, model: _Node) -> _Node:
        """A born node that resembles ``model``: text imitated, target, owner and children from elsewhere."""
        return _Node(
            text=self.imitate(self.roll(model.text)),
            target=self.random.choice(self.targets),
            owner=self.random.choice(self.owners),
            algoritmo=model.algoritmo and self.imitate(model.algoritmo),
            children=[self.lookalike(c) for c in model.children],
        )

    def add_lookalikes(self, parents: list[_Node], models: list[_Node], share: float) -> None:
        for model in models:
            if self.chance(share):
                home = self.random.choice(parents)
                home.children.insert(self.random.randrange(len(home.children) + 1), self.lookalike(model))

    def split_objectives(self, settori: list[_Node]) -> None:
        candidates = [(s, o) for s in settori for o in s.children if len(o.children) >= 2 and len(o.origins) == 1]
        for settore, node in self.random.sample(candidates, min(self.strength.split, len(candidates))):
            half = _Node(text=f"{node.text} - seconda parte", origins=node.origins, children=node.children[1::2])
            node.children = node.children[::2]
            settore.children.insert(settore.children.index(node) + 1, half)
            node.kinds.append("diviso")

    def merge_objectives(self, settori: list[_Node]) -> None:
        candidates = [s for s in settori if len([o for o in s.children if _plain(o)]) >= 2]
        for settore in self.random.sample(candidates, min(self.strength.merged, len(candidates))):
            kept, gone = self.random.sample([o for o in settore.children if _plain(o)], 2)
            kept.text = f"{kept.text} e {gone.text}"
            kept.origins += gone.origins
            kept.children += gone.children
            kept.kinds.append("unito")
            settore.children.remove(gone)

    def split_indicators(self, objectives: list[_Node]) -> None:
        candidates = [(o, i) for o in objectives for i in o.children if _plain(i) and len(i.text.split()) >= 10]
        for objective, node in self.random.sample(candidates, min(self.strength.split, len(candidates))):
            words = node.text.split()
            node.text, tail = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
            half = replace(node, text=tail, kinds=["parte"])
            objective.children.insert(objective.children.index(node) + 1, half)
            node.kinds.append("diviso")


def _plain(node: _Node) -> bool:
    return len(node.origins) == 1 and "diviso" not in node.kinds


def _grow(piano: Piano) -> tuple[list[_Node], list[_Node]]:
    settori = [
        _Node(
            text=s.nome,
            origins=(s.codice,),
            children=[
                _Node(text=o.testo.removeprefix(o.codice).lstrip(" -"), origins=(o.codice,), children=_leaves(o))
                for o in s.obiettivi
            ],
        )
        for s in piano.settori
    ]
    individuali = [
        _Node(
            text=o.testo.removeprefix(o.codice).lstrip(" -"),
            origins=(o.codice,),
            children=_leaves(o),
            prefix=o.codice.rpartition("_")[0],
        )
        for o in piano.obiettivi_individuali
    ]
    return settori, individuali


def _leaves(node: Obiettivo | ObiettivoIndividuale) -> list[_Node]:
    return [
        _Node(
            text=i.testo,
            origins=(i.id,),
            target=i.target.testo,
            owner=i.owner.testo if i.owner else None,
            algoritmo=i.algoritmo,
        )
        for i in node.indicatori
    ]


def _rename_units(editor: _Editor, leaves: list[_Node]) -> None:
    """Rename a unit that answers for several nodes, everywhere at once."""
    counts = {o: sum(leaf.owner == o for leaf in leaves) for o in editor.owners}
    names = [o for o in editor.owners if counts[o] >= 4 and not o.startswith(("Tutti", "Legale_"))]
    for name in editor.random.sample(names, min(editor.strength.units_renamed, len(names))):
        renamed = f"{name.split()[0]} Affari {editor.random.choice(('Generali', 'Istituzionali', 'Economici'))}"
        for leaf in leaves:
            leaf.owner = renamed if leaf.owner == name else leaf.owner
        editor.edits.append(
            Edit(tipo="unita_rinominata", livello="unita", vecchio=unit_id(name), nuovo=unit_id(renamed))
        )


def _rename_settori(editor: _Editor, settori: list[_Node]) -> None:
    for settore in editor.random.sample(settori, min(editor.strength.settori_renamed, len(settori))):
        settore.text = editor.retouch(editor.reword(settore.text))


def _plant(settori: list[_Node], individuali: list[_Node], anno: int) -> Piano:
    """Number the nodes as they stand and return the plan they make."""
    leaves = [i for s in settori for o in s.children for i in o.children]
    owners = {i.owner for i in leaves if i.owner and not i.owner.startswith(("Tutti", "Legale_"))}
    units = sorted(unit_id(o) for o in owners)
    made = []
    for n, settore in enumerate(settori, start=1):
        settore.key = f"{n:02}"
        obiettivi = []
        for m, node in enumerate(settore.children, start=1):
            node.key = f"{n:02}.{m:02}"
            nome, year = split_code(node.text, "")
            obiettivi.append(
                Obiettivo(
                    codice=node.key,
                    testo=f"{node.key} - {node.text}",
                    nome=nome,
                    anno=year,
                    indicatori=_indicators(node, units),
                )
            )
        testo = f"{settore.key} - {settore.text}"
        made.append(Settore(codice=settore.key, testo=testo, nome=settore.text, obiettivi=tuple(obiettivi)))
    return make_plan(tuple(made), _plant_individual(individuali, units), anno)


def _plant_individual(individuali: list[_Node], units: list[str]) -> tuple[ObiettivoIndividuale, ...]:
    made, seen = [], dict[str, int]()
    for node in individuali:
        seen[node.prefix] = seen.get(node.prefix, 0) + 1
        node.key = f"{node.prefix}_{seen[node.prefix]:02}"
        nome, year = split_code(node.text, "")
        found = re.match(r"EQ_([A-Za-z ]+)(?:_(\d\d))?", node.prefix)
        made.append(
            ObiettivoIndividuale(
                codice=node.key,
                testo=f"{node.key} - {node.text}",
                nome=nome,
                anno=year,
                settore=found.group(2) if found else None,
                unita=unit_id(found.group(1)) if found else None,
                indicatori=_indicators(node, units),
            )
        )
    return tuple(made)


def _indicators(parent: _Node, units: list[str]) -> tuple[Indicatore, ...]:
    made = []
    for n, node in enumerate(parent.children, start=1):
        node.key = f"{parent.key}/{n}"
        made.append(
            Indicatore(
                id=node.key,
                testo=node.text,
                algoritmo=node.algoritmo,
                target=type_target(node.target, node.text),
                owner=type_owner(node.owner, units) if node.owner else None,
            )
        )
    return tuple(made)


def _hold_out(editor: _Editor, parents: list[_Node]) -> list[tuple[_Node, _Node]]:
    """Take nodes out of the old plan: they are the born ones of the new. Returns (parent, node)."""
    held = []
    for parent in parents:
        for child in [c for c in parent.children if editor.chance(editor.strength.born)]:
            if len(parent.children) > 1:
                parent.children.remove(child)
                held.append((parent, child))
    return held


def _bear(editor: _Editor, held: list[tuple[_Node, _Node]], livello: str) -> None:
    for parent, node in held:
        node.origins = ()
        for child in node.children:
            child.origins = ()
        parent.children.insert(editor.random.randrange(len(parent.children) + 1), node)
        node.kinds.append("aggiunto")


def _edits_of(node: _Node, livello: str) -> list[Edit]:
    old = node.origins[0] if node.origins else None
    if not node.origins:
        return [Edit(tipo="aggiunto", livello=livello, vecchio=None, nuovo=node.key)]
    return [Edit(tipo=kind, livello=livello, vecchio=old, nuovo=node.key) for kind in node.kinds if kind != "parte"]


def _edit_tree(editor: _Editor, settori: list[_Node]) -> None:
    """The structure: drops, moves, look-alikes, splits, merges, the settori's order and names."""
    objectives = [o for s in settori for o in s.children]
    models = [replace(o) for o in objectives]
    indicator_models = [i for o in objectives for i in o.children]
    strength = editor.strength
    editor.drop(settori, strength.dropped, "obiettivo")
    editor.drop([o for s in settori for o in s.children], strength.dropped, "indicatore")
    editor.move(settori, strength.moved)
    editor.move([o for s in settori for o in s.children], strength.moved / 2)
    editor.split_objectives(settori)
    editor.merge_objectives(settori)
    editor.split_indicators([o for s in settori for o in s.children])
    editor.add_lookalikes(settori, models, strength.lookalikes)
    editor.add_lookalikes([o for s in settori for o in s.children], indicator_models, strength.lookalikes / 2)
    _rename_settori(editor, settori)
    if strength.settori_shuffled:
        editor.random.shuffle(settori)


def make_pair(strength: Strength, seed: int, base: Piano | None = None) -> Pair:
    """Return an old plan of 2025 (the base without what is held out), a new one of 2026 and what happened between."""
    base = base or sample_plan()
    editor = _Editor(base, strength, seed)
    settori, individuali = _grow(base)
    held = _hold_out(editor, settori)
    held_leaves = _hold_out(editor, [o for s in settori for o in s.children])
    old_settori, old_individuali = _renumbered(settori, individuali)
    old = _plant(old_settori, old_individuali, 2025)
    _edit_tree(editor, settori)
    alive = {id(o) for s in settori for o in s.children}
    _bear(editor, held, "obiettivo")
    _bear(editor, [(p, n) for p, n in held_leaves if id(p) in alive], "indicatore")
    editor.random.shuffle(individuali)
    objectives = [o for s in settori for o in s.children]
    leaves = [i for o in [*objectives, *individuali] for i in o.children]
    for group in (objectives, individuali, leaves):
        editor.edit_texts([n for n in group if n.origins])
    for leaf in leaves:
        if leaf.origins and not {"diviso", "parte"} & set(leaf.kinds):
            editor.edit_target(leaf)
            editor.edit_owner(leaf)
    _rename_units(editor, leaves)
    new = _plant(settori, individuali, 2026)
    return _pair(editor, old, new, objectives + individuali, leaves, individuali)


def _renumbered(settori: list[_Node], individuali: list[_Node]) -> tuple[list[_Node], list[_Node]]:
    """Give the nodes the ids that they have in the old plan, once the held-out ones are gone."""
    _plant(settori, individuali, 2025)
    for node in [*settori, *[o for s in settori for o in s.children], *individuali]:
        node.origins = (node.key,)
        for child in node.children:
            child.origins = (child.key,)
    return settori, individuali


def _pair(
    editor: _Editor, old: Piano, new: Piano, objectives: list[_Node], leaves: list[_Node], individuali: list[_Node]
) -> Pair:
    single = {id(n) for n in individuali}
    edits = list(editor.edits)
    for node in objectives:
        edits += _edits_of(node, "obiettivo_individuale" if id(node) in single else "obiettivo")
    for leaf in leaves:
        edits += _edits_of(leaf, "indicatore")
    return Pair(
        old=old,
        new=new,
        obiettivi=frozenset((o, n.key) for n in objectives for o in n.origins),
        indicatori=frozenset((o, n.key) for n in leaves for o in n.origins),
        edits=tuple(edits),
    )
