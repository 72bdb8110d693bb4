"""Nodes while the tree grows: settori, objectives and indicators that can still change."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model import Campo, Provenance
from pipeline.normalize.codes import Code
from pipeline.normalize.roles import Piece
from pipeline.normalize.similarity import similarity, squeeze

_SAME_TEXT = 0.9


@dataclass(slots=True)
class Leaf:
    """An indicator."""

    testo: str
    target: str = ""
    owner: str | None = None
    algoritmo: str | None = None
    altri: list[Campo] = field(default_factory=list)
    fonte: Provenance = field(default=Provenance())


@dataclass(slots=True)
class Branch:
    """A settore or an objective. ``implicito``: the document prints no such heading, only what belongs under it."""

    testo: str
    code: Code | None = None
    codice: str | None = None
    ente: str | None = None
    implicito: bool = False
    altri: list[Campo] = field(default_factory=list)
    fonte: Provenance = field(default=Provenance())
    rami: list[Branch] = field(default_factory=list)
    foglie: list[Leaf] = field(default_factory=list)

    @property
    def printed_code(self) -> str | None:
        """Return the code the document prints for the node, in its title or in a column of its own."""
        return self.codice or (self.code.testo if self.code else None)

    def is_same(self, testo: str, codice: str | None) -> bool:
        """Say whether a heading repeats this node: the same code and nearly the same text, or the same text."""
        if codice != self.printed_code:
            return False
        return self._reads_like(testo) if codice is not None else squeeze(testo) == squeeze(self.testo)

    def _reads_like(self, testo: str) -> bool:
        return squeeze(testo) == squeeze(self.testo) or similarity(testo, self.testo) >= _SAME_TEXT


def make_branch(piece: Piece, codice: str | None) -> Branch:
    """Return the node that a heading opens."""
    return Branch(testo=piece.testo, code=piece.code, codice=codice, fonte=piece.fonte)
