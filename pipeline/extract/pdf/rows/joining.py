"""Lines of a cell -> its text, as the author wrote it: a line break is one space, or none where it broke a word.

What tells a break inside a word: a soft hyphen, or a hyphen of another kind than the document writes; a missing space glyph, where
the producer draws spaces at soft line ends; a line so full that not one more letter had room, when the second part is no word of the
document. A browser or a report library never breaks behind a slash that no space follows, while the whole still fits on a line.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.lines import Line
from pipeline.rows import Giunzione

SOFT_HYPHEN = "\u00ad"
HYPHENS = ("-", "\u2010", "\u2011")
SPACE = 0.35
"""Where less than this share of the size is left on a line, a space at its end may not be drawn at all."""
WIDE = 1.6
"""How much wider than its word's other letters an m or a w is."""
OFTEN = 3
"""A document hyphenates when this many line ends lose their hyphen to make a word that it writes elsewhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelling:
    """What the document tells about its own line ends.

    ``draws_spaces``: a space glyph stands at soft line ends; ``words``: those it writes whole, folded; ``compounds``: those with a
    hyphen inside; ``foreign``: typographic hyphens found at line ends only;
    ``hyphenates``: it breaks words with a sign; ``tails``: the
    ends of its words; ``cuts``: it breaks them without any sign.
    """

    draws_spaces: bool
    words: Counter[str]
    compounds: frozenset[str]
    foreign: frozenset[str]
    hyphenates: bool
    tails: frozenset[str]
    cuts: bool

    def knows(self, word: str) -> bool:
        """Return whether the document writes the word whole somewhere; of an elided article its own part is enough."""
        bare = _bare(word)
        return bare in self.words or ("'" in bare and _article(bare) in self.words)

    def ends_words(self, part: str) -> bool:
        """Return whether words of the document end in this part, of three letters or more."""
        return len(part) > 2 and _bare(part) in self.tails

    def prefers_whole(self, end: str, start: str) -> bool:
        """Return whether the document writes two parts as one word, and more often so than one of the parts alone."""
        whole = self.words[_bare(end + start)]
        return whole > min(self.words[_bare(end)], self.words[_bare(start)])


def _bare(word: str) -> str:
    return word.strip(".,;:()[]«»\"'“”’").casefold()


def learn_spelling(cells: Iterable[tuple[Sequence[Line], float, bool]]) -> Spelling:
    """Return how the document breaks its lines, from all its cells.

    Each is (lines, how far to the right they may reach, whether its first word may be the rest of one on the page before). Words
    that a line break may have cut are left out: those at the end of a full line and at the start of the next.
    """
    breaks = [
        (above, below, (min(line.x0 for line in lines), right))
        for lines, right, _ in cells
        for above, below in itertools.pairwise(lines)
    ]
    whole = [_bare(word) for lines, right, rest in cells for word in _whole_words(lines, right, cut_before=rest)]
    elided = [word for word in whole if "'" in word]
    words = Counter(whole) + Counter(map(_article, elided)) + Counter(word[len(_article(word)) :] for word in elided)
    tails = _tails(words)
    inner = Counter(sign for word in whole for sign in HYPHENS if sign in word[:-1])
    ends = Counter(above.words[-1].testo[-1] for above, _, _ in breaks)
    foreign = frozenset(sign for sign in HYPHENS[1:] if ends[sign] > OFTEN and not inner[sign])
    plain = [above.words[-1] for above, _, _ in breaks if not _hyphened(above)]
    undone = sum(_bare(a.words[-1].testo[:-1] + b.words[0].testo) in words for a, b, _ in breaks if _hyphened(a))
    return Spelling(
        draws_spaces=len(plain) > 3 and sum(word.space_after for word in plain) > 0.5 * len(plain),
        words=words,
        compounds=frozenset(word for word in words if any(sign in word for sign in HYPHENS)),
        foreign=foreign,
        hyphenates=undone >= OFTEN or ends[SOFT_HYPHEN] > 0 or bool(foreign),
        tails=tails,
        cuts=sum(_clearly_cut(above, below, room, words, tails) for above, below, room in breaks) >= 2,
    )


def _article(bare: str) -> str:
    return bare[: bare.find("'") + 1]


def _clearly_cut(
    above: Line, below: Line, room: tuple[float, float], words: Counter[str], tails: frozenset[str]
) -> bool:
    """Return whether a line without room for one more letter ends in the first part of a word too long for a line of its own.

    Sure when the document writes the word whole, or when the second part is no word of it but ends several.
    """
    end, start = _bare(above.words[-1].testo), _bare(below.words[0].testo)
    if _fits(above, below, room) or not _no_room(above, below, room[1]) or not start[:1].islower() or start in words:
        return False
    return end + start in words or (len(start) > 3 and start in tails)


def _fits(above: Line, below: Line, room: tuple[float, float]) -> bool:
    """Return whether the last word of one line and the first of the next would fit on a line as one."""
    end, start = above.words[-1], below.words[0]
    return (end.x1 - end.x0) + (start.x1 - start.x0) <= room[1] - room[0]


def _no_room(above: Line, below: Line, right: float) -> bool:
    """Return whether not one letter of the next line had room at the end of a line."""
    start = below.words[0]
    letter = (start.x1 - start.x0) / len(start.testo) * (WIDE if start.testo[0] in "mwMW" else 1)
    return right - above.words[-1].x1 <= letter


def _tails(words: Iterable[str]) -> frozenset[str]:
    """Return every proper end, from three letters on, of the words."""
    return frozenset(word[at:] for word in words for at in range(1, len(word) - 2))


def _whole_words(lines: Sequence[Line], right: float, *, cut_before: bool) -> list[str]:
    """Return the words of a cell that no line break can have cut."""
    words: list[str] = []
    for line in lines:
        inner = line.words[1:] if cut_before else line.words
        cut_before = line is not lines[-1] and (_is_full(line, right) or _hyphened(line))
        words += [word.testo for word in (inner[:-1] if cut_before else inner)]
    return words


def _is_full(line: Line, right: float) -> bool:
    """Return whether hardly a letter had room at the end of the line."""
    return right - line.x1 < 1.1 * line.size


def _hyphened(line: Line) -> bool:
    end = line.words[-1].testo
    return len(end) > 1 and end.endswith((SOFT_HYPHEN, *HYPHENS))


def join_words(words: Sequence[Word]) -> str:
    """Return the text of one line."""
    return " ".join(word.testo for word in words)


def join_lines(lines: Sequence[Line], spelling: Spelling, right: float) -> str:
    """Return the text of a cell whose lines may reach to ``right``."""
    text = join_words(lines[0].words) if lines else ""
    left = min((line.x0 for line in lines), default=0.0)
    for above, below in itertools.pairwise(lines):
        text = _put_together(text, join_words(below.words), joint(above, below, spelling, (left, right)))
    return text.replace(SOFT_HYPHEN, "")


def _put_together(first: str, second: str, giunzione: Giunzione) -> str:
    if giunzione is Giunzione.SENZA_TRATTINO:
        return first[:-1] + second
    return first + second if giunzione is Giunzione.UNITA else f"{first} {second}"


def page_joint(above: Line, below: Line, spelling: Spelling, room: tuple[float, float]) -> Giunzione:
    """Return how the last line of a cell goes on beyond a page break; a soft hyphen is no more part of the cell's text there."""
    if above.words[-1].testo.endswith(SOFT_HYPHEN):
        return Giunzione.UNITA
    return joint(above, below, spelling, room)


def joint(above: Line, below: Line, spelling: Spelling, room: tuple[float, float]) -> Giunzione:
    """Return how a line goes on in the next one, in a cell whose text may stand between the two x of ``room``."""
    if _hyphened(above):
        return _hyphen_joint(above.words[-1], below.words[0], spelling)
    return Giunzione.UNITA if _breaks_word(above, below, spelling, room) else Giunzione.SPAZIO


def _hyphen_joint(end: Word, start: Word, spelling: Spelling) -> Giunzione:
    """Return the joint after a hyphen that touches its word: hyphenation is undone, a hyphen of the text's own is kept."""
    sign = end.testo[-1]
    if sign == SOFT_HYPHEN or sign in spelling.foreign:
        return Giunzione.SENZA_TRATTINO
    if end.space_after or (end.testo.islower() and start.testo[0].isupper()):
        return Giunzione.SPAZIO
    capitals = end.testo[-2].isupper() and start.testo[0].isupper()
    if not (end.testo[-2].isalpha() and (capitals or start.testo[0].islower())):
        return Giunzione.UNITA
    if _bare(end.testo + start.testo) in spelling.compounds:
        return Giunzione.UNITA
    undone = spelling.knows(end.testo[:-1] + start.testo) or (spelling.hyphenates and not capitals)
    tail = capitals and len(start.testo) > 3 and spelling.ends_words(start.testo)
    return Giunzione.SENZA_TRATTINO if undone or tail else Giunzione.UNITA


def _breaks_word(above: Line, below: Line, spelling: Spelling, room: tuple[float, float]) -> bool:
    """Return whether the break between two lines stands inside a word."""
    end, start = above.words[-1], below.words[0]
    if end.space_after:
        return False
    if end.testo.endswith("_"):
        return True
    fits = _fits(above, below, room)
    drawn = spelling.draws_spaces and room[1] - end.x1 > SPACE * end.size
    if start.testo[0] in HYPHENS and len(start.testo) > 1 and end.testo[-1].isalpha():
        return not fits
    if end.testo.endswith("/"):
        return drawn or (len(end.testo) > 1 and (spelling.knows(end.testo + start.testo) or not fits))
    if drawn and not fits:
        return True
    return _no_room(above, below, room[1]) and _cuts_word(above, start, spelling, fits=fits)


def _cuts_word(above: Line, start: Word, spelling: Spelling, *, fits: bool) -> bool:
    """Return whether a full line ends in the first part of a word.

    Sure where the document writes the whole; else told by the parts, for a word that fits on no line: they are no words of the
    document, the second ends some, or the first ends as no Italian word does. A capital goes on with a word only inside capitals.
    """
    end = above.words[-1]
    if spelling.prefers_whole(end.testo, start.testo):
        return True
    if not (end.testo[-1].isalnum() and start.testo[0].isalnum()):
        return False
    if start.testo[0].isupper():
        return not fits and len(above.words) == 1 and end.testo[-1].isupper()
    if start.testo[0].isdigit():
        return not fits and end.testo[-1].isdigit()
    if _starts_doubled(start.testo):
        return True
    if fits or spelling.hyphenates:
        return False
    if _no_word(end.testo, spelling):
        return True
    if spelling.knows(start.testo) or (spelling.knows(end.testo) and not spelling.cuts):
        return False
    return spelling.ends_words(start.testo) or (spelling.cuts and not spelling.knows(end.testo))


def _starts_doubled(text: str) -> bool:
    """Return whether a text starts with a doubled consonant, as no Italian word does."""
    return len(text) > 2 and text[0] == text[1] and text[0] in "bcdfglmnprstvz"


def _no_word(text: str, spelling: Spelling) -> bool:
    """Return whether a text of small letters cannot be an Italian word: it ends in a consonant, and the document does not know it."""
    last = re.split(r"[\W_]", _bare(text))[-1]
    return len(last) > 2 and last.isalpha() and last[-1] not in "aeiouàèéìòù" and not spelling.knows(last)
