"""Ordinary signs in the place of lost letters: words come in; what each sign stands for, and words with their letters, go out.

Some programs give a ligature the code of a sign that texts use (`inizia&ve`, `a'vità`, `aZvità`). A sign stands for letters where they
make certain words of several that are none; where it may as well stand for itself (`dell'ufficio`, `seguenti:`), only a certain
word is read, and what could be neither is told. Which signs a program uses is not known beforehand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import product

from pipeline.extract.pdf.ligatures.mend import Mending, readings
from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.repair_lexicon import Vocabulary, read_vocabulary
from pipeline.profiles import read_profile

WITNESSES = 3
"""So many different words must be made whole by a sign's letters before any is."""

SHARE = 0.1
"""Letters that a sign stands for in fewer of these words are chance."""

_TOGETHER = 2
"""So many signs of one word are told together, unless texts have all of them within words."""

_SHORTEST = 2
"""What is left of a word that tells has at least this many letters."""

_SIGN = re.compile(r"(?<=[^\W\d_])[!-/:-@\[-`{-~]|[!-/:-@\[-`{-~](?=[^\W\d_])|(?<=[a-z])[A-Z0-9](?=[a-z])")
"""A sign beside letters, or a capital or figure within small ones."""

_FOREIGN = re.compile(r"(?<=[a-zà-ù])[#$%\\^{}~](?=[a-zà-ù])")
"""Signs that no text has within small letters, whatever they stand for."""

_LETTERS = re.compile(r"[^\W\d_]+")
_INSIDE = frozenset("'-/.,()_:")
_BEHIND = frozenset(".,;:!?)]}%\"'/-")
_BEFORE = frozenset("([{\"'/-+<>=*.")
"""Signs that texts use between letters, behind a word, and before one."""

_OPENING, _CLOSING = "".join(sorted(_BEFORE)), "".join(sorted(_BEHIND))

_ENDING = "i"
"""Of letters that are drawn as one, those that end an Italian word end so."""


def learn_signs(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return what each sign stands for that stands for letters, several where it depends on the word, none where nothing tells."""
    vocabulary = _certain()
    votes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    texts = [text for text in texts if not _is_plain(text)]
    for text in texts:
        for signs, pieces in _suspects(text, vocabulary):
            for sign, letters, word in _explain(signs, pieces, vocabulary):
                votes[sign][letters].add(word)
    counts = {sign: {letters: len(own) for letters, own in found.items()} for sign, found in sorted(votes.items())}
    foreign = {match[0] for text in texts for match in _FOREIGN.finditer(text)}
    if max((sum(count.values()) for count in counts.values()), default=0) < WITNESSES and foreign.isdisjoint(counts):
        counts = {}
    elected = {
        sign: tuple(sorted(letters for letters, times in count.items() if times >= SHARE * sum(count.values())))
        for sign, count in counts.items()
    }
    return elected | dict.fromkeys(sorted(foreign - elected.keys()), ())


def _is_plain(text: str) -> bool:
    """Tell whether a text has no sign that could be letters: most do at a glance."""
    core = text.lstrip(_OPENING).rstrip(_CLOSING)
    if core.isalpha():
        return core.islower() or core.isupper() or core.istitle()
    if core.upper() == core.lower():  # no letters
        return True
    left, _, right = core.partition("'")
    return right.isalpha() and left.lower() in _elisions() and (right.islower() or right.istitle())


def _suspects(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, list[str]]]:
    """Yield the signs that hardly stand for themselves in a text, those of one run together, and the letters around them."""
    signs, pieces, end = "", [""], -1
    for match in _SIGN.finditer(text):
        left, right = _around(text, match.start())
        if _may_stand(match[0], left, right) and (not left or not right or _stand(left, right, vocabulary)):
            continue
        if signs and match.start() - len(left) != end:
            yield signs, pieces
            signs = ""
        signs, pieces = (signs + match[0], [*pieces, right]) if signs else (match[0], [left, right])
        end = match.end()
    if signs:
        yield signs, pieces


def _explain(signs: str, pieces: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Yield what each sign of a run stands for, with the word, if only one certain word comes of it."""
    if len(signs) > _TOGETHER or sum(map(len, pieces)) < _SHORTEST or (len(signs) > 1 and _INSIDE.issuperset(signs)):
        return
    if len(signs) == 1:  # most
        left, right = pieces
        alone = vocabulary.explain(left, right)
        if len(alone) == 1:
            yield signs, alone[0], left + alone[0] + right
        return
    first, *others = pieces
    found = [
        (ways, whole)
        for ways in product(vocabulary.ligatures, repeat=len(signs))
        if (whole := first + "".join(map("".join, zip(ways, others, strict=True)))) in vocabulary.words
    ]
    if len(found) == 1:
        ways, whole = found[0]
        yield from ((sign, letters, whole) for sign, letters in zip(signs, ways, strict=True))


@cache
def _certain() -> Vocabulary:
    """Return the profile's words: what a damaged document prints may be what is left of others."""
    return read_vocabulary(())


@cache
def _elisions() -> frozenset[str]:
    return frozenset(read_profile("legature")["elisioni"])


def _around(text: str, at: int) -> tuple[str, str]:
    """Return the letters before and behind a place, in small letters."""
    start, end = at, at + 1
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:at].lower(), text[at + 1 : end].lower()


def _may_stand(sign: str, left: str, right: str) -> bool:
    """Tell whether texts use a sign between, behind or before letters."""
    if left and right:
        return sign in _INSIDE or sign.isalnum()
    return (sign in _BEHIND and not right) or (sign in _BEFORE and not left)


def _stand(left: str, right: str, vocabulary: Vocabulary) -> bool:
    return left in _elisions() or (vocabulary.stands(left) and vocabulary.stands(right))


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What a document's signs stand for, and the words (small letters) that are certain."""

    elected: Mapping[str, tuple[str, ...]]
    words: Set[str]

    def replace(self, words: Iterable[Word]) -> tuple[list[Word], list[Mending]]:
        """Return the words with their letters, and a mending for each part of one that a sign damaged."""
        mended: list[Word] = []
        mendings: list[Mending] = []
        for word in words:
            text = word.testo
            if not self.elected.keys().isdisjoint(text):
                parts = [self.read(part) for part in _parts(text, self.elected)]
                box = (word.x0, word.top, word.x1, word.bottom)
                mendings += [Mending(one, read, sure, box) for one, read, sure in parts if read != one]
                word = word._replace(testo="".join(read if sure else one for one, read, sure in parts))
            mended.append(word)
        return mended, mendings

    def read(self, part: str) -> tuple[str, str, bool]:
        """Return a part of a word, as it is read, and whether that is sure; the part itself where nothing is lost."""
        places = [at for at, letter in enumerate(part) if letter in self.elected and self._is_sign(part, at)]
        if not places or (part.isupper() and len(part) > 1):
            return part, part, True
        wholes = readings(self._ways(part, places))
        known = [whole for whole in wholes if self._is_known(whole)]
        if known == [part] or (not known and all(self._is_quiet(part, at) for at in places)):
            return part, part, True
        chosen = known or wholes
        if len(chosen) == 1:
            return part, chosen[0], True
        return part, "".join("…" if at in places else letter for at, letter in enumerate(part)), False

    def _ways(self, part: str, places: Sequence[int]) -> list[tuple[str, ...]]:
        """Return what may stand at each place of a part; signs that texts use there may stand for themselves."""
        return [
            (*self.elected[letter], *((letter,) if self._may_be_itself(part, at) else ()))
            if at in places
            else (letter,)
            for at, letter in enumerate(part)
        ]

    def _is_known(self, whole: str) -> bool:
        return all(
            match[0].lower() in self.words
            or (whole[match.end() : match.end() + 1] == "'" and match[0].lower() in _elisions())
            for match in _LETTERS.finditer(whole)
        )

    def _is_sign(self, part: str, at: int) -> bool:
        """Tell whether what stands at a place of a run may be letters: a capital or figure only before small ones, or at the end."""
        sign, before, behind = part[at], part[at - 1 : at], part[at + 1 : at + 2]
        if sign.isalnum():
            return before.isalpha() and (behind.islower() or not behind or behind in self.elected)
        return any(map(str.isalpha, part)) if self.elected[sign] else before.isalpha() and behind.isalpha()

    def _may_be_itself(self, part: str, at: int) -> bool:
        left, right = _around(part, at)
        if part[at].isalnum():
            return part[at].lower() + right in self.words
        elided = part[at] != "'" or not (left and right) or left in _elisions()
        return elided and _may_stand(part[at], left, right)

    def _is_quiet(self, part: str, at: int) -> bool:
        """Tell whether a sign that makes no certain word is most likely itself: behind an elision, where no word ends so."""
        left, right = _around(part, at)
        if left and right:
            whole = part[at] == "'" or {left, right} <= self.words
        else:
            ends = any(letters.endswith(_ENDING) for letters in self.elected[part[at]])
            whole = (left or right) in self.words or (bool(left) and not ends)
        return whole and self._may_be_itself(part, at)


def _parts(text: str, elected: Iterable[str]) -> list[str]:
    """Cut a text into runs of letters and signs in question, and what stands between them."""
    return re.split(rf"((?:[^\W\d_]|[{re.escape(''.join(elected))}])+)", text)


def undamaged(texts: Iterable[str], elected: Iterable[str]) -> frozenset[str]:
    """Return the words (small letters) of texts that hold none of the signs in question."""
    signs = set(elected)
    return frozenset(word.lower() for text in texts if signs.isdisjoint(text) for word in _LETTERS.findall(text))
