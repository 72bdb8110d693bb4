"""What a document tells about its own line ends: which words it writes whole, and how it breaks lines.

The cells of all its tables come in, a Spelling goes out. How two lines go on is decided elsewhere (``joining``).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.lines import Line
from pipeline.extract.pdf.rows.room import Room
from pipeline.extract.pdf.words import SOFT_HYPHEN

HYPHENS = ("-", "\u2010", "\u2011")
_SIGNS = frozenset(HYPHENS)
_BREAKS = _SIGNS | {SOFT_HYPHEN}
AMPLE_SPACE = 0.6
"""A space that is stretched to fill a line is seldom wider than this share of the size."""
OFTEN = 3
"""A document hyphenates when this many line ends lose their hyphen to make a word that it writes elsewhere; a word is usual when
it is written so often."""

Break = tuple[Line, Line, Room]
"""Two lines of a cell, one below the other, and where they may stand."""

_SIGN = re.compile(r"[\W_]+")
_LETTERS_SLASH = re.compile(r"[^\W\d_]/[^\W\d_]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelling:
    """What the document tells about its own line ends.

    ``draws_spaces``: a space glyph stands at soft line ends; ``words``: those it writes whole, folded; ``compounds``: those with a
    hyphen inside; ``foreign``: typographic hyphens found at line ends only;
    ``hyphenates``: it breaks words with a sign; ``plainly``: with a hyphen like those that it writes; ``cuts``: it breaks them
    without any sign; ``keeps_slashes``: it breaks no line behind a slash that no space follows.
    """

    draws_spaces: bool
    words: Counter[str]
    compounds: frozenset[str]
    foreign: frozenset[str]
    hyphenates: bool
    plainly: bool
    cuts: bool
    keeps_slashes: bool

    def knows(self, word: str) -> bool:
        """Return whether the document writes the word whole somewhere; of an elided article its own part is enough."""
        bare = bare_word(word)
        return bare in self.words or ("'" in bare and _article(bare) in self.words)

    def is_usual(self, word: str) -> bool:
        """Return whether the document writes the word whole again and again."""
        return self.words[bare_word(word)] >= OFTEN

    def ends_words(self, part: str) -> bool:
        """Return whether words of the document end in this part, of three letters or more."""
        return len(part) > 2 and _is_tail(bare_word(part), self.words)

    def starts_words(self, end: str, start: str) -> bool:
        """Return whether words of the document start with one part and go on, by three letters, as the other does."""
        first, second = bare_word(end), bare_word(start)[:3]
        return min(len(first), len(second)) > 2 and any(word.startswith(first + second) for word in self.words)

    def writes_part(self, part: str) -> bool:
        """Return whether the document writes a text alone or as a part of a word with signs in it (``SPID`` of ``SPID/CIE``)."""
        bare = bare_word(part)
        return any(bare in word and bare in _SIGN.split(word) for word in self.words)

    def prefers_whole(self, end: str, start: str) -> bool:
        """Return whether the document writes two parts as one word, and more often so than one of the parts alone."""
        bare = bare_word(end + start)
        whole = self.words[bare] or self.words[bare[len(_article(bare_word(end))) :]]
        return whole > min(self.words[bare_word(end)], self.words[bare_word(start)])


def bare_word(word: str) -> str:
    """Return a word without the signs around it, its case folded."""
    return word.strip(".,;:()[]«»\"'“”’").casefold()


class Written(NamedTuple):
    """A cell's lines, where they may stand, and whether a page break may have cut its first word or its last one."""

    lines: Sequence[Line]
    room: Room
    cut_before: bool = False
    cut_after: bool = False


def learn_spelling(cells: Sequence[Written]) -> Spelling:
    """Return how the document breaks its lines, from all its cells.

    Words that a line break may have cut are left out: those at the end of a full line and at the start of the next.
    """
    breaks = [(above, below, cell.room) for cell in cells for above, below in itertools.pairwise(cell.lines)]
    whole = _count_whole(cells)
    words = whole.copy()
    words.update(_count_parts(whole))
    ends = Counter([above.words[-1].testo[-1] for above, _, _ in breaks])
    foreign = frozenset(sign for sign in HYPHENS[1:] if ends[sign] > OFTEN and not any(sign in w[:-1] for w in whole))
    plain = [above.words[-1] for above, _, _ in breaks if not is_hyphened(above)]
    plainly = sum(_undoes_hyphen(above.words[-1].testo, below.words[0].testo, words) for above, below, _ in breaks)
    own_signs = ends[SOFT_HYPHEN] > 0 or bool(foreign)
    return Spelling(
        draws_spaces=len(plain) > 3 and sum(word.space_after for word in plain) > 0.5 * len(plain),
        words=words,
        compounds=frozenset([word for word in words if not _SIGNS.isdisjoint(word)]),
        foreign=foreign,
        hyphenates=plainly >= OFTEN or own_signs,
        plainly=plainly >= OFTEN or (own_signs and plainly > 0),
        cuts=sum(_clearly_cut(above, below, room, words) for above, below, room in breaks) >= 2,
        keeps_slashes=_keeps_slashes(breaks, words),
    )


def _count_whole(cells: Iterable[Written]) -> Counter[str]:
    """Return how often each word stands whole, folded."""
    printed = Counter(itertools.chain.from_iterable(map(_whole_words, cells)))
    whole: dict[str, int] = {}
    for text, times in printed.items():
        bare = bare_word(text)
        whole[bare] = whole.get(bare, 0) + times
    return Counter(whole)


def _count_parts(whole: Counter[str]) -> Counter[str]:
    """Return how often each article and what it is elided before stands in the words (``dell'`` and ``ente``)."""
    parts: Counter[str] = Counter()
    for word, times in whole.items():
        if "'" in word:
            article = _article(word)
            parts[article] += times
            parts[word[len(article) :]] += times
    return parts


def _undoes_hyphen(end: str, start: str, words: Counter[str]) -> bool:
    """Return whether two parts make a word of the document without the plain hyphen between them."""
    return end.endswith(HYPHENS[0]) and end[-2:-1].isalpha() and bare_word(end[:-1] + start) in words


def _keeps_slashes(breaks: Sequence[Break], words: Counter[str]) -> bool:
    """Return whether lines end before words that had room for their part up to a slash, more often than behind such a part."""
    kept = sum(_had_room_to_slash(above, below.words[0], room) for above, below, room in breaks)
    return kept > 0 and kept > sum(_ends_at_slash(above, below, room, words) for above, below, room in breaks)


def _had_room_to_slash(above: Line, start: Word, room: Room) -> bool:
    """Return whether a word's part up to a slash between letters, and an ample space before it, had room on the line above."""
    slash = _LETTERS_SLASH.search(start.testo)
    if slash is None:
        return False
    share = (slash.start() + 2) / len(start.testo)
    return room.slack(above) > share * (start.x1 - start.x0) + AMPLE_SPACE * start.size


def _ends_at_slash(above: Line, below: Line, room: Room, words: Counter[str]) -> bool:
    """Return whether a line ends behind a slash inside of a word that the document writes whole, and that fits on a line."""
    end = above.words[-1].testo
    cut = len(end) > 1 and _is_slashed(above) and room.fits(above, below)
    return cut and bare_word(end + below.words[0].testo) in words


def _article(bare: str) -> str:
    return bare[: bare.find("'") + 1]


def _clearly_cut(above: Line, below: Line, room: Room, words: Counter[str]) -> bool:
    """Return whether a line without room for one more letter ends in the first part of a word too long for a line of its own.

    Sure when the document writes the word whole, or when the second part is no word of it but ends several.
    """
    if room.fits(above, below) or not room.is_full(above, below):
        return False
    end, start = bare_word(above.words[-1].testo), bare_word(below.words[0].testo)
    if not start[:1].islower() or start in words:
        return False
    return end + start in words or (len(start) > 3 and _is_tail(start, words))


def _is_tail(part: str, words: Iterable[str]) -> bool:
    """Return whether one of the words ends in a part of three letters or more, and is longer."""
    return len(part) > 2 and any(word.endswith(part) and word != part for word in words)


def _whole_words(cell: Written) -> list[str]:
    """Return the words of a cell that no line break can have cut."""
    words: list[str] = []
    cut_before = cell.cut_before
    for line in cell.lines:
        inner = line.words[1:] if cut_before else line.words
        goes_on = cell.cut_after or line is not cell.lines[-1]
        cut_before = goes_on and (cell.room.slack(line) < 1.1 * line.size or is_hyphened(line) or _is_slashed(line))
        words += [word.testo for word in (inner[:-1] if cut_before else inner)]
    return words


def _is_slashed(line: Line) -> bool:
    """Return whether a line ends in a slash, and no space: the next line may go on with it."""
    end = line.words[-1]
    return end.testo[-1] == "/" and not end.space_after


def is_hyphened(line: Line) -> bool:
    """Return whether a line ends in a hyphen that touches its word."""
    end = line.words[-1].testo
    return len(end) > 1 and end[-1] in _BREAKS
