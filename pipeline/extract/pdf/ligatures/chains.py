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
        best = tuple(sign.letters for sign in signs)
        if all(best) and self.is_word(fill(pieces, best)):
            return best
        ways = [way for way in product(*map(self._options, signs)) if self.is_word(fill(pieces, way))]
        if ways or not all(best):
            return ways[0] if len(ways) == 1 else None
        return tuple(self._by_root(pieces, best, at, sign) for at, sign in enumerate(signs))

    def is_word(self, text: str) -> bool:
        """Tell whether a word (lower case) is certain."""
        return text in self.vocabulary.words

    def may_go_on(self, word: str, *, bold: bool) -> bool:
        """Tell whether a word is another certain one with more lost letters behind it."""
        return any(self.is_word(word + letters) for letters in self.key.claimed(bold=bold))

    def _options(self, sign: Sign) -> list[str]:
        """Return what a sign may stand for: its own letters, or some that no other sign stands for."""
        claimed = self.key.claimed(bold=sign.bold)
        free = [letters for letters in self.vocabulary.ligatures if letters not in claimed]
        return [sign.letters, *free] if sign.letters else free

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
