"""Words that lost `tt`, `ti`, `fi` …: which known word a damaged one was. Texts come in, pairs of damaged and whole go out.

Every known word is damaged in every way a font can damage it; what a document prints is looked up there. A way that two
words could have come by is no evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.profiles import read_profile

_WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 6
"""A word repaired has at least this many letters."""

SHORTEST_GAPLESS = 4
"""What is left of a word that lost letters without a gap has at least this many."""

_MOST_LOSSES = 2

Parts = tuple[str, ...]
"""What is left of a word, in pieces, where letters were lost."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """Words that are certain (lower case): ``known`` to repair against, ``right`` ones that are never touched.

    ``weak`` ones are right too, but mostly the rest of a damaged word. ``damaged`` tells what each way of damage was.
    """

    known: frozenset[str]
    right: frozenset[str]
    weak: frozenset[str]
    spaced: frozenset[str]
    ligatures: Parts
    doubtful: Parts
    damaged: dict[Parts, frozenset[str]]

    def stands(self, word: str) -> bool:
        """Tell whether a word is known to be right."""
        return word in self.right or word in self.weak or word in self.known


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """The words that are certain (lower case), those that are right as they stand, and the letters drawn as one glyph.

    The document's own words are among the first only: they may be what is left of others.
    """

    words: frozenset[str]
    right: frozenset[str]
    ligatures: tuple[str, ...]

    def stands(self, word: str) -> bool:
        """Tell whether a word (lower case) is right as it stands."""
        return word in self.right

    def explain(self, left: str, right: str) -> list[str]:
        """Return the letters that make a certain word when they are put between."""
        return [letters for letters in self.ligatures if left + letters + right in self.words]


@cache
def _profile() -> Lexicon:
    profile = read_profile("legature")
    words = frozenset(_inflected(profile["parole"], [row["desinenze"] for row in profile["flessioni"]]))
    ligatures = tuple(profile["legature"])
    return Lexicon(
        known=words,
        right=frozenset(profile["giuste"]),
        weak=frozenset(profile["dubbie"]),
        spaced=words | frozenset(profile["spaziate"]),
        ligatures=ligatures,
        doubtful=tuple(profile["incerte"]),
        damaged=_damage(words, ligatures),
    )


@cache
def _ligature() -> re.Pattern[str]:
    """Return what finds letters that may be lost."""
    return re.compile("|".join(map(re.escape, _profile().ligatures)))


def _inflected(words: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for word in words:
        yield word
        for row in rows:
            ending = next((ending for ending in row if word.endswith(ending)), None)
            if ending is not None:
                yield from (word.removesuffix(ending) + other for other in row)


def read_vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Return the profile's words and the document's own that have letters which might be lost, however often they come."""
    base, may_be_lost = _profile(), _ligature().search
    own = {word.lower() for text in dict.fromkeys(texts) for word in _WORD.findall(text)}
    telling = {word for word in own if len(word) >= SHORTEST_GAPLESS and may_be_lost(word)}
    others = read_profile("legature")["altre"]
    return Vocabulary(
        words=base.known.union(telling, others), right=base.right | base.weak | base.known, ligatures=base.ligatures
    )


def count_words(texts: Sequence[str]) -> dict[str, int]:
    """Return how often each word (lower case) stands in the texts."""
    counts: dict[str, int] = {}
    for token, count in Counter("\n".join(texts).split()).items():  # most are a word and nothing else, and come again
        for word in (token,) if token.isalpha() else _WORD.findall(token):
            folded = word.lower()
            counts[folded] = counts.get(folded, 0) + count
    return counts


def read_lexicon(counts: Mapping[str, int]) -> Lexicon:
    """Return the certain words, with the document's own: long ones that come twice and have letters that might be lost."""
    base, may_be_lost = _profile(), _ligature().search
    own = frozenset(
        word
        for word, count in counts.items()
        if count > 1 and len(word) >= SHORTEST and word not in base.known and may_be_lost(word)
    )
    damaged = dict(base.damaged)
    for parts, wholes in _damage(own, base.ligatures).items():
        damaged[parts] = damaged.get(parts, frozenset()) | wholes
    return Lexicon(
        known=base.known | own,
        right=base.right,
        weak=base.weak,
        spaced=base.spaced | own,
        ligatures=base.ligatures,
        doubtful=base.doubtful,
        damaged=damaged,
    )


def _damage(words: frozenset[str], ligatures: Parts) -> dict[Parts, frozenset[str]]:
    """Return what is left of each word, losing letters once or twice -> the words that it may have been."""
    damaged: dict[Parts, set[str]] = {}
    for word in words:
        if len(word) >= SHORTEST:
            for parts in _losses((word,), ligatures, _MOST_LOSSES):
                damaged.setdefault(parts, set()).add(word)
    return {parts: frozenset(wholes) for parts, wholes in damaged.items()}


def _losses(parts: Parts, ligatures: Parts, most: int) -> Iterator[Parts]:
    """Yield the pieces that are left when letters are lost from the last of ``parts``, up to ``most`` times."""
    *head, tail = parts
    for letters in ligatures:
        at = tail.find(letters)
        while at >= 0:
            left = (*head, tail[:at], tail[at + len(letters) :])
            yield left
            if most > 1:
                yield from _losses(left, ligatures, most - 1)
            at = tail.find(letters, at + 1)


def rejoined(texts: Sequence[str], counts: Mapping[str, int], lexicon: Lexicon) -> Iterator[tuple[str, str, bool]]:
    """Yield neighbouring words that are one known word when lost letters are put between them (`obie vi`), and how sure.

    Not sure is what ends in a right word (`organizza va`), or is made of right ones alone (`se ore`). ``counts`` are those of
    the texts' words.
    """
    standing = counts.keys() - lexicon.right
    possible = [parts for parts in lexicon.damaged if parts[0] in counts and standing.issuperset(parts[1:])]
    if not possible:  # a healthy document
        return
    # few words can be the rest of a damaged one: only texts that have such a word behind another are gone through
    rest = re.compile(rf" (?:{'|'.join(sorted({parts[1] for parts in possible}))})\b", re.IGNORECASE)
    beginnings = frozenset(parts[0] for parts in possible)
    for words in _neighbours(filter(rest.search, texts), beginnings):
        parts = tuple(word.lower() for word in words)
        # what follows may have been lost as well: `a va` is attiva or attivati
        whole = _only(lexicon.damaged.get(parts, frozenset()) | lexicon.damaged.get((*parts, ""), frozenset()))
        if whole is None or parts not in lexicon.damaged or any(part in lexicon.right for part in parts[1:]):
            continue
        sure = parts[-1] not in lexicon.weak and not all(map(lexicon.stands, parts))
        yield " ".join(words), _with_case(words[0], whole), sure


def _neighbours(texts: Iterable[str], beginnings: frozenset[str]) -> Iterator[Parts]:
    """Yield, once each, two and three words with single spaces between, the first of them one of ``beginnings``."""
    seen: dict[Parts, None] = {}
    for text in texts:
        matches = list(_WORD.finditer(text))
        for at, match in enumerate(matches):
            if match[0].lower() in beginnings:  # few words are what is left of another
                seen.update(dict.fromkeys(_rows(text, matches[at : at + 3])))
    return iter(seen)


def _rows(text: str, matches: Sequence[re.Match[str]]) -> Iterator[Parts]:
    """Yield the first two words, and all three, as far as they stand in one row; capitals have no ligatures to lose."""
    words: Parts = ()
    for at, match in enumerate(matches):
        word = match[0]
        if (word.isupper() and len(word) > 1) or (at and text[matches[at - 1].end() : match.start()] != " "):
            return
        words = (*words, word)
        if at:
            yield words


def refilled(texts: Sequence[str], counts: Mapping[str, int], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield words that are one known word when lost letters are put into them (`seembre`).

    Only the profile's words are looked for: what other words look like without their letters nobody has gone through.
    """
    gapless = _gapless()
    if all(map(lexicon.stands, gapless.keys() & counts.keys())):
        return
    for word in _unknown(texts, lexicon):
        whole = _only(gapless.get(word.lower()))
        if whole is not None and not word.lower().endswith(lexicon.doubtful):
            yield word, _with_case(word, whole)


def suspected(texts: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield words that may have lost their last letters (`proge`), with the first word that they may have been."""
    ends: dict[str, set[str]] = {}
    for parts, wholes in lexicon.damaged.items():
        if len(parts) == 2 and not parts[1]:
            ends.setdefault(parts[0], set()).update(wholes)
    for word in _unknown(texts, lexicon):
        if word.lower() in ends:
            yield word, min(ends[word.lower()])


def _unknown(texts: Sequence[str], lexicon: Lexicon) -> list[str]:
    words = {word for text in texts for word in _WORD.findall(text)}
    return sorted(
        word
        for word in words
        if len(word) >= SHORTEST_GAPLESS and not word.isupper() and not lexicon.stands(word.lower())
    )


@cache
def _gapless() -> dict[str, frozenset[str]]:
    """Return what is left of the profile's words that lost letters inside, without a gap -> the words."""
    found: dict[str, frozenset[str]] = {}
    for parts, wholes in _profile().damaged.items():
        if len(parts) == 2 and all(parts):
            joined = "".join(parts)
            found[joined] = found.get(joined, frozenset()) | wholes
    return found


def _only(words: frozenset[str] | None) -> str | None:
    return next(iter(words)) if words is not None and len(words) == 1 else None


def _with_case(printed: str, whole: str) -> str:
    return whole.capitalize() if printed[:1].isupper() else whole
