"""The key to a document's lost letters: which letters a blank of which width stands for. Seams come in, the key goes out.

Blank glyphs of one width are one sign. What a sign stands for is told by the words that it makes whole: those of
profiles/legature.toml and the document's own. A space makes hardly any words whole; a lost ligature makes most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.ligatures.seams import NARROWEST, WIDEST, Seam, Suspicion
from pipeline.extract.pdf.repair_lexicon import Vocabulary

TIGHT = 0.1
"""White besides the blank glyph up to this much (in ems) is kerning: the word goes on behind it."""

SAME = 0.004
"""Blanks that differ by no more than this (in ems) are one glyph."""

_SHARE = 0.15
"""So much at least speaks for a sign's letters, in words that they make whole for each place that differs."""

_ENDS = 3
"""So many different words without their ends are no chance."""

_MANY = 8
"""Where not one word in so many is made whole, and there are as many, the blank is the space of another font."""


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
    """Return the key to a document's lost letters, or None where no word says for certain that any were lost."""
    spaces = _spaces(seams)
    clusters = [
        cluster for cluster in _clusters(seams) if abs(cluster[0].blank - spaces.get(cluster[0].bold, 0.0)) > SAME
    ]
    clear = [cluster for cluster in clusters if _speaks(cluster, _elect(cluster, vocabulary))]
    if not any(is_damaged(map(_pair, cluster), vocabulary) for cluster in clear):
        return None
    signs = [_sign(cluster, _elect(cluster, vocabulary)[0]) for cluster in clear]
    for cluster in clusters:
        if cluster not in clear:
            # what another glyph stands for, this one does not
            taken = {sign.letters for sign in signs if sign.bold == cluster[0].bold}
            letters, votes = _elect(cluster, vocabulary, taken)
            if len(cluster) < _MANY or votes * _MANY >= len(cluster):
                signs.append(_sign(cluster, letters))
    return Key(signs=tuple(sorted(signs, key=lambda sign: (sign.bold, sign.narrowest))), spaces=spaces)


def _speaks(cluster: Sequence[Seam], elected: tuple[str, int]) -> bool:
    letters, votes = elected
    return bool(letters) and votes >= _SHARE * len(cluster)


def _sign(cluster: Sequence[Seam], letters: str) -> Sign:
    return Sign(bold=cluster[0].bold, narrowest=cluster[0].blank, widest=cluster[-1].blank, letters=letters)


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


def _elect(cluster: Sequence[Seam], vocabulary: Vocabulary, taken: Collection[str] = ()) -> tuple[str, int]:
    """Return the letters that make most words of a cluster whole, none where two do alike, and how much speaks for them.

    Each word counts once; one that goes on behind the sign counts twice: it has letters on both sides to be wrong by.
    """
    wholes: dict[str, dict[str, int]] = {}
    for seam in cluster:
        right = seam.right.lower() if seam.rest <= TIGHT else ""
        for letters in vocabulary.explain(seam.left, right):
            if letters not in taken:
                wholes.setdefault(letters, {})[seam.left + letters + right] = 2 if right else 1
    votes = {letters: sum(words.values()) for letters, words in wholes.items()}
    (best, most), *others = [*sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])), ("", 0)]
    return ("" if others and others[0][1] == most else best), most


def is_damaged(pairs: Iterable[Suspicion], vocabulary: Vocabulary) -> bool:
    """Tell whether letters are missing between words (``right`` empty: or behind them), for certain.

    One whole word made of two that are not both right says so, or three that only lack their end and are not right without.
    """
    ends: set[str] = set()
    for left, right in pairs:
        if right and not (vocabulary.stands(left) and vocabulary.stands(right)) and vocabulary.explain(left, right):
            return True
        if left not in vocabulary.words and not vocabulary.stands(left) and vocabulary.explain(left, ""):
            ends.add(left)
    return len(ends) >= _ENDS


def _pair(seam: Seam) -> Suspicion:
    return seam.left, seam.right.lower() if seam.rest <= TIGHT else ""
