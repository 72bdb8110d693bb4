"""The key to a document's lost letters: which letters a blank of which width stands for. Seams come in, the key goes out.

Blank glyphs of one width are one sign. What a sign stands for is told by the words that it makes whole: those of
profiles/legature.toml and the document's own. A space makes hardly any words whole; a lost ligature makes most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.ligatures.seams import NARROWEST, WIDEST, Seam
from pipeline.extract.pdf.repair_lexicon import Vocabulary

TIGHT = 0.1
"""White besides the blank glyph up to this much (in ems) is kerning: the word goes on behind it."""

SAME = 0.004
"""Blanks that differ by no more than this (in ems) are one glyph."""

_WITNESSES = 3
"""A document has lost letters when so many different words, at the least, say so of one sign."""

_SHARE = 0.15
"""Of the different words at a sign, at least this share is made whole by its letters."""

_MANY = 8
"""A blank between so many different words, which nothing makes whole, is the space of another font."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sign:
    """A blank glyph in regular or bold type, from ``narrowest`` to ``widest`` ems, and the letters that it stands for.

    ``letters`` is empty for a glyph that is no space, and of which the words do not tell what it is.
    """

    bold: bool
    narrowest: float
    widest: float
    letters: str

    def fits(self, width: float, slack: float) -> bool:
        """Tell whether a width (in ems) is this glyph's."""
        return self.narrowest - slack <= width <= self.widest + slack


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """The signs of a document, and how wide a space is (in ems) in regular and in bold type."""

    signs: tuple[Sign, ...]
    spaces: Mapping[bool, float]

    def find(self, width: float, *, bold: bool, slack: float = SAME) -> Sign | None:
        """Return the sign that is nearest to a width, or None where none is near."""
        near = [sign for sign in self.signs if sign.bold == bold and sign.fits(width, slack)]
        return min(near, key=lambda sign: abs(sign.narrowest - width), default=None)

    def claimed(self, *, bold: bool) -> frozenset[str]:
        """Return the letters that have a sign of their own."""
        return frozenset(sign.letters for sign in self.signs if sign.bold == bold and sign.letters)


def learn_key(seams: Sequence[Seam], vocabulary: Vocabulary) -> Key | None:
    """Return the key to a document's lost letters, or None where too few words say that any were lost."""
    spaces = _spaces(seams)
    signs: list[Sign] = []
    known = False
    for cluster in _clusters(seams):
        first = cluster[0]
        if abs(first.blank - spaces.get(first.bold, 0.0)) <= SAME:
            continue
        letters, votes = _elect(cluster, vocabulary)
        speaks = votes >= _SHARE * len(cluster)
        known = known or (speaks and votes >= _WITNESSES)
        if speaks or len(cluster) < _MANY:
            signs.append(
                Sign(
                    bold=first.bold,
                    narrowest=first.blank,
                    widest=cluster[-1].blank,
                    letters=letters if speaks and votes >= 2 else "",
                )
            )
    return Key(signs=tuple(signs), spaces=spaces) if known else None


def _spaces(seams: Sequence[Seam]) -> dict[bool, float]:
    """Return the commonest width of a blank in regular and in bold type."""
    widths: dict[bool, Counter[float]] = {False: Counter(), True: Counter()}
    for seam in seams:
        if seam.blank:
            widths[seam.bold][round(seam.blank, 3)] += 1
    return {bold: min(counts, key=lambda width: (-counts[width], width)) for bold, counts in widths.items() if counts}


def _clusters(seams: Sequence[Seam]) -> list[list[Seam]]:
    """Return the different seams of each width that a ligature can have, by regular and bold type."""
    different = {(seam.bold, seam.left, seam.right, round(seam.blank, 3), seam.rest <= TIGHT): seam for seam in seams}
    wide = [seam for seam in different.values() if seam.left and NARROWEST <= seam.blank <= WIDEST]
    clusters: list[list[Seam]] = []
    for seam in sorted(wide, key=lambda seam: (seam.bold, seam.blank, seam.left, seam.right)):
        last = clusters[-1][-1] if clusters else None
        if last is not None and last.bold == seam.bold and seam.blank - last.blank <= SAME:
            clusters[-1].append(seam)
        else:
            clusters.append([seam])
    return clusters


def _elect(cluster: Sequence[Seam], vocabulary: Vocabulary) -> tuple[str, int]:
    """Return the letters that make most of a cluster's words whole, and how many."""
    votes: dict[str, int] = defaultdict(int)
    for seam in cluster:
        for letters in vocabulary.explain(seam.left, seam.right.lower() if seam.rest <= TIGHT else ""):
            votes[letters] += 1
    best = min(votes, key=lambda letters: (-votes[letters], letters), default="")
    return best, votes.get(best, 0)
