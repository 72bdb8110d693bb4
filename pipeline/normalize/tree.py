"""Readings become a tree: a walk in the document's order that opens settori and objectives and hangs indicators on them.

In: readings with resolved roles. Out: branches and leaves, which words they took, what is outside the tree, and findings.
Codes are given and checked afterwards (``finish``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.diagnostics import finding
from pipeline.model import Campo, Diagnostic, Provenance
from pipeline.normalize.filling import Filling
from pipeline.normalize.joining import join_places, join_texts
from pipeline.normalize.nodes import Branch, Leaf, make_branch
from pipeline.normalize.owners import Owners
from pipeline.normalize.parents import Areas, code_of, parent_of
from pipeline.normalize.roles import HEADINGS, Piece, Reading, Ruolo
from pipeline.rows import Furniture, FurnitureKind

_OPENING = (*HEADINGS, Ruolo.ENTE)
_ASIDES = {"totale": "ALB011", "nota": "COP002", "testo": "COP003"}


@dataclass(slots=True)
class Tree:
    """What the walk makes: branches, words in nodes, furniture, findings."""

    settori: list[Branch] = field(default_factory=list)
    individuali: list[Branch] = field(default_factory=list)
    parole: set[int] = field(default_factory=set)
    arredo: list[Furniture] = field(default_factory=list)
    diagnostica: list[Diagnostic] = field(default_factory=list)


class TreeBuilder:
    """The walk's state: the settore and the objective that are open, the levels between, what is filled down."""

    def __init__(self, areas: Areas, owners: Owners) -> None:
        """``areas`` are all headings of settori in the document, ``owners`` those of its rows."""
        self.tree = Tree()
        self._areas = areas
        self._above: str | None = None
        self._moved: set[str] = set()
        self._settore: Branch | None = None
        self._goal: Branch | None = None
        self._levels: list[Campo] = []
        self._ente: str | None = None
        self._filling = Filling(owners)

    def add(self, reading: Reading) -> None:
        """Take one reading into the tree."""
        if reading.nota:
            self._set_aside(reading)
        else:
            self._take(reading)
        self._filling.pass_row(reading)

    def _take(self, reading: Reading) -> None:
        headings: list[Piece] = []
        rest: list[Piece] = []
        for piece in reading.pieces:
            self.tree.parole.update(piece.parole)
            (headings if piece.ruolo in _OPENING else rest).append(piece)
        if len(headings) > 1:
            headings.sort(key=lambda piece: _OPENING.index(piece.ruolo))
        for piece in headings:
            self._open(piece, reading)
        if rest:
            self._add_values(reading, rest)

    def _set_aside(self, reading: Reading) -> None:
        cells = reading.row.cells
        text = " ".join(cell.testo for cell in cells)
        words = tuple(word for cell in cells for word in cell.parole)
        fonte = reading.row.fonte
        self.tree.arredo.append(Furniture(kind=FurnitureKind.NOTA, testo=text, parole=words, fonte=fonte))
        self.tree.diagnostica.append(finding(_ASIDES[reading.nota or "testo"], fonte=fonte, testo=text))

    def _open(self, piece: Piece, reading: Reading) -> None:
        codice = reading.find(Ruolo.CODICE_SETTORE if piece.ruolo is Ruolo.SETTORE else Ruolo.CODICE)
        if piece.ruolo is Ruolo.ENTE:
            self._ente = piece.testo
        elif piece.ruolo is Ruolo.SETTORE:
            self._open_settore(piece, codice.testo if codice else None)
        elif piece.ruolo is Ruolo.LIVELLO:
            self._open_level(piece)
        else:
            self._open_goal(piece, codice.testo if codice else None)

    def _open_settore(self, piece: Piece, codice: str | None) -> None:
        printed = codice or (piece.code.testo if piece.code else None)
        self._above = printed
        if self._settore is not None and self._settore.is_same(piece.testo, printed):
            return
        same = next((s for s in self.tree.settori if s.is_same(piece.testo, printed)), None)
        if same is None:
            same = make_branch(piece, codice)
            self.tree.settori.append(same)
        self._settore, self._goal, self._levels, self._ente = same, None, [], None
        self._filling.clear()

    def _open_level(self, piece: Piece) -> None:
        """Remember a level between settore and objective; one of the same header replaces the one before."""
        campo = Campo(intestazione=piece.intestazione or "Livello", testo=piece.testo)
        if campo in self._levels:
            return
        self._levels = [c for c in self._levels if c.intestazione != campo.intestazione] + [campo]
        self._goal = None

    def _open_goal(self, piece: Piece, codice: str | None) -> None:
        printed = codice or (piece.code.testo if piece.code else None)
        if self._goal is not None and self._goal.is_same(piece.testo, printed):
            return
        above = self._settore
        siblings = self._siblings(piece, printed)
        if self._settore is not above:
            self._filling.clear()
        same = next((g for g in siblings if printed and g.is_same(piece.testo, printed)), None)
        if same is None:
            same = make_branch(piece, codice)
            same.altri = list(self._levels)
            same.ente = self._ente if piece.ruolo is Ruolo.INDIVIDUALE else None
            siblings.append(same)
        self._goal = same
        self._filling.open_goal()

    def _siblings(self, piece: Piece, printed: str | None) -> list[Branch]:
        """Return the list that an objective belongs to: the individual ones, or its settore's."""
        if piece.ruolo is Ruolo.INDIVIDUALE:
            self._settore = None
            return self.tree.individuali
        parent = parent_of(code_of(piece, printed))
        if parent is not None and self._areas.decidono and self._areas.names(parent):
            return self._own_settore(parent, piece).rami
        if self._settore is None or (parent is not None and self._is_another(parent, self._settore)):
            self._settore = self._implied_settore(parent, piece)
        return self._settore.rami

    def _is_another(self, codice: str, settore: Branch) -> bool:
        """Say whether an objective's code names another settore, one without a heading; where none prints a code, none is missing."""
        coded = self._areas.headings or settore.printed_code is not None
        return bool(coded) and not self._areas.names(codice) and settore.printed_code != codice

    def _own_settore(self, codice: str, piece: Piece) -> Branch:
        """Return the settore that an objective's code names, be its heading above, farther up or still to come."""
        if self._settore is not None and self._settore.printed_code == codice:
            return self._settore
        same = next((s for s in self.tree.settori if s.printed_code == codice), None)
        if codice not in (self._above, *self._moved):
            rule = "ALB019" if same is None else "ALB020"
            self._moved.add(codice)
            self.tree.diagnostica.append(finding(rule, fonte=piece.fonte, obiettivo=piece.testo, settore=codice))
        if same is None:
            same = self._areas.open(codice)
            self.tree.settori.append(same)
        self._settore = same
        return same

    def _implied_settore(self, codice: str | None, piece: Piece) -> Branch:
        """Return the settore that an objective's code implies though no heading prints it."""
        same = next((s for s in self.tree.settori if s.implicito and s.printed_code == codice), None)
        if same is None:
            same = Branch(testo="", codice=codice, implicito=True, fonte=piece.fonte)
            self.tree.settori.append(same)
            self.tree.diagnostica.append(finding("ALB008", fonte=piece.fonte, obiettivo=piece.testo))
        return same

    def _add_values(self, reading: Reading, pieces: list[Piece]) -> None:
        if not any(piece.ruolo in (Ruolo.INDICATORE, Ruolo.TARGET) for piece in pieces):
            self._add_loose(reading, pieces)
            return
        if reading.dubbio:
            row = " | ".join(cell.testo for cell in reading.row.cells)
            self.tree.diagnostica.append(finding("ALB013", fonte=reading.row.fonte, riga=row))
        if self._goal is None:
            self._imply_goal(reading)
        goal = self._goal
        if goal is None:  # pragma: no cover - _imply_goal has set it
            return
        filled = self._filling.fill(reading, goal.testo)
        self.tree.diagnostica += filled.diagnostica
        leaf = Leaf(testo=filled.indicatore, target=filled.target, owner=filled.owner, fonte=_place(pieces))
        algorithm = reading.find(Ruolo.ALGORITMO)
        leaf.algoritmo = algorithm.testo if algorithm else None
        leaf.altri = _extra(pieces, goal)
        if goal.foglie and _is_bare(reading, leaf):
            above = goal.foglie[-1]
            self.tree.diagnostica.append(finding("ALB023", fonte=above.fonte, prima=above.testo, dopo=leaf.testo))
        goal.foglie.append(leaf)
        if not leaf.target and not leaf.owner and _has_targets(reading):
            self.tree.diagnostica.append(finding("ALB018", fonte=leaf.fonte, testo=leaf.testo))

    def _imply_goal(self, reading: Reading) -> None:
        """Open an objective for an indicator that stands before any."""
        individual = reading.layout is not None and reading.layout.individuale
        role = Ruolo.INDIVIDUALE if individual else Ruolo.OBIETTIVO
        piece = Piece(ruolo=role, testo="", parole=(), fonte=reading.row.fonte)
        self._goal = Branch(testo="", implicito=True, fonte=piece.fonte, altri=list(self._levels))
        self._siblings(piece, None).append(self._goal)
        self.tree.diagnostica.append(finding("ALB009", fonte=reading.row.fonte, testo=_first_text(reading)))

    def _add_loose(self, reading: Reading, pieces: list[Piece]) -> None:
        """Take a row without indicator and target: values of the heading beside them, or more of the row above."""
        heads = reading.find(Ruolo.SETTORE) is not None or _opens_goal(reading)
        if heads or self._goal is None or not self._goal.foglie:
            self._attach_to_heading(reading, pieces)
            return
        leaf = self._goal.foglie[-1]
        for piece in pieces:
            _append(leaf, piece)
        self.tree.diagnostica.append(
            finding("ALB005", fonte=reading.row.fonte, prima=leaf.testo, dopo=_first_text(reading))
        )

    def _attach_to_heading(self, reading: Reading, pieces: list[Piece]) -> None:
        """Keep an owner or another column printed on a heading's row: for its indicators, and with the heading."""
        of_settore = self._goal is None or (reading.find(Ruolo.SETTORE) is not None and not _opens_goal(reading))
        node = self._settore if of_settore else self._goal
        loose = [piece for piece in pieces if piece.ruolo not in (Ruolo.CODICE, Ruolo.CODICE_SETTORE)]
        if node is None:
            self.tree.parole -= {word for piece in pieces for word in piece.parole}
            self._set_aside(_as_note(reading))
            return
        fields = [_campo(piece) for piece in loose]
        node.altri += [campo for campo in fields if campo not in node.altri]
        owner = reading.find(Ruolo.OWNER)
        if owner:
            self._filling.set_owner(owner, of_settore=of_settore)


def _opens_goal(reading: Reading) -> bool:
    return reading.find(Ruolo.OBIETTIVO) is not None or reading.find(Ruolo.INDIVIDUALE) is not None


def _is_bare(reading: Reading, leaf: Leaf) -> bool:
    """Say whether a row prints the text of an indicator and nothing else, and no merged cell gives it a target."""
    return len(reading.pieces) == 1 and not leaf.target and _has_targets(reading)


def _has_targets(reading: Reading) -> bool:
    """Say whether the row stands in a table with a column for targets."""
    return reading.layout is not None and reading.layout.has(Ruolo.TARGET)


def _place(pieces: list[Piece]) -> Provenance:
    """Return where an indicator stands: its text's place (or the first value's), with the box around all its cells."""
    first = pieces[0].fonte
    if pieces[0].ruolo is not Ruolo.INDICATORE:
        first = next((piece.fonte for piece in pieces if piece.ruolo is Ruolo.INDICATORE), first)
    places = [piece.fonte for piece in pieces]
    boxes = [place.riquadro for place in places if place.riquadro and place.pagina == first.pagina]
    if len(boxes) < 2:
        return first
    left, top, right, bottom = zip(*boxes, strict=True)
    return Provenance(  # not by replace(), which takes half as long again: every indicator has one
        pagina=first.pagina,
        riquadro=(min(left), min(top), max(right), max(bottom)),
        tabella=first.tabella,
        riga=first.riga,
        colonna=first.colonna,
        linea=first.linea,
        continua=first.continua,
    )


def _extra(pieces: list[Piece], goal: Branch) -> list[Campo]:
    """Return the columns that the tree has no noun for; a code column only where it is not the objective's."""
    kept = []
    for piece in pieces:
        own_code = piece.ruolo is Ruolo.CODICE and piece.testo != goal.printed_code
        if piece.ruolo in (Ruolo.ALTRO, Ruolo.CODICE_INDICATORE) or own_code:
            kept.append(_campo(piece))
    return kept


def _campo(piece: Piece) -> Campo:
    """Return a text that the tree has no noun for, under its header or else the name of its role."""
    return Campo(intestazione=piece.intestazione or piece.ruolo.value.capitalize(), testo=piece.testo)


def _append(leaf: Leaf, piece: Piece) -> None:
    """Add a loose text to the indicator above."""
    if piece.ruolo is Ruolo.OWNER:
        leaf.owner = join_texts(leaf.owner or "", piece.testo)
    elif piece.ruolo is Ruolo.ALGORITMO:
        leaf.algoritmo = join_texts(leaf.algoritmo or "", piece.testo)
    else:
        leaf.altri.append(_campo(piece))
    leaf.fonte = join_places(leaf.fonte, piece.fonte)


def _first_text(reading: Reading) -> str:
    return " | ".join(cell.testo for cell in reading.row.cells)


def _as_note(reading: Reading) -> Reading:
    return reading._replace(nota="testo", pieces=())
