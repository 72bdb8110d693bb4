"""Chains: the pieces of one damaged word, with the signs between them. Pieces come in, the lost letters or a doubt go out.

The sign's width says which letters were lost. The words are asked where a width may stand for several (fi and fl are often
equally wide), then the roots that the rarer letters stand in. What is left in doubt stays as it is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.extract.pdf.ligatures.key import Key, Sign
from pipeline.extract.pdf.repair_lexicon import Vocabulary

DOUBT = Sign(bold=False, narrowest=0.0, widest=0.0, letters="")
"""White that can be read in several ways: no chain with it is read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Twins:
    """Letters whose glyphs mostly have one width: ``rare`` ones stand only where one of the roots starts."""

    common: str
    rare: str
    roots: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """What is needed to read a chain: the key, the certain words, and the letters that a width does not tell apart."""

    key: Key
    vocabulary: Vocabulary
    twins: tuple[Twins, ...]

    def read(self, pieces: Sequence[str], signs: Sequence[Sign]) -> tuple[str, ...] | None:
        """Return the letters for each sign between the pieces (lower case; the last may be empty), None when in doubt."""
        if DOUBT in signs:
            return None
        best = tuple(sign.letters for sign in signs)
        if all(best) and self.is_word(fill(pieces, best)):
            return best
        ways = self._ways(pieces, signs)
        if ways or not all(best):
            return ways[0] if len(ways) == 1 else None
        return tuple(self._by_root(pieces, best, at, sign) for at, sign in enumerate(signs))

    def makes_word(self, pieces: Sequence[str], signs: Sequence[Sign]) -> bool:
        """Tell whether a chain is a certain word, whatever its signs stand for."""
        return bool(self._ways(pieces, signs))

    def _ways(self, pieces: Sequence[str], signs: Sequence[Sign]) -> list[tuple[str, ...]]:
        return [way for way in product(*map(self._options, signs)) if self.is_word(fill(pieces, way))]

    def is_word(self, text: str) -> bool:
        """Tell whether a word (lower case) is certain."""
        return text in self.vocabulary.words

    def may_go_on(self, word: str, *, bold: bool) -> bool:
        """Tell whether a word is another certain one with more lost letters behind it."""
        return any(self.is_word(word + letters) for letters in self.key.claimed(bold=bold))

    def _options(self, sign: Sign) -> list[str]:
        """Return what a sign may stand for: its own letters or their twin; any that no other sign stands for if it has none."""
        claimed = self.key.claimed(bold=sign.bold)
        others = self._twins(sign.letters) if sign.letters else self.vocabulary.ligatures
        return [*filter(None, [sign.letters]), *(letters for letters in others if letters not in claimed)]

    def _twins(self, letters: str) -> list[str]:
        pairs = [(twins.common, twins.rare) for twins in self.twins]
        return [other for one, other in pairs + [(rare, common) for common, rare in pairs] if one == letters]

    def _by_root(self, pieces: Sequence[str], letters: Sequence[str], at: int, sign: Sign) -> str:
        """Return the sign's letters, or their twin that no other sign stands for, as the root says that starts there."""
        own = letters[at]
        for twins in self.twins:
            other = {twins.common: twins.rare, twins.rare: twins.common}.get(own)
            if other is not None and other not in self.key.claimed(bold=sign.bold):
                behind = twins.rare + fill(pieces[at + 1 :], letters[at + 1 :])
                return twins.rare if behind.startswith(twins.roots) else twins.common
        return own


def fill(pieces: Sequence[str], letters: Sequence[str]) -> str:
    """Return the pieces with the letters put between them; there is a piece more."""
    return "".join(piece + between for piece, between in zip(pieces, [*letters, ""], strict=True))
