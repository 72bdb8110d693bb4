"""Lines of a cell -> its text, as the author wrote it: a line break is one space, or none where it broke a word.

What tells a break inside a word: a soft hyphen, or a hyphen of another kind than the document writes; a missing space glyph, where
the producer draws spaces at soft line ends; a line so full that not one more letter had room, when the second part is no word of the
document. A browser or a report library never breaks behind a slash that no space follows, while the whole still fits on a line.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.lines import Line

SOFT_HYPHEN = "\u00ad"
HYPHENS = ("-", "\u2010", "\u2011")
OFTEN = 3
"""A document hyphenates when this many line ends lose their hyphen to make a word that it writes elsewhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelling:
    """What the document tells about its own line ends.

    ``draws_spaces``: a space glyph stands at soft line ends; ``words``: those it writes whole, folded; ``compounds``: those with a
    hyphen inside; ``foreign``: the hyphens found at line ends only; ``hyphenates``: it breaks words with plain hyphens; ``cuts``: it
    breaks them without any sign.
    """

    draws_spaces: bool
    words: frozenset[str]
    compounds: frozenset[str]
    foreign: frozenset[str]
    hyphenates: bool
    cuts: bool

    def knows(self, word: str) -> bool:
        """Return whether the document writes the word whole somewhere; of an elided article its own part is enough."""
        bare = _bare(word)
        return bare in self.words or ("'" in bare and bare[: bare.index("'") + 1] in self.words)


def _bare(word: str) -> str:
    return word.strip(".,;:()[]«»\"'“”’").casefold()


def learn_spelling(cells: Iterable[tuple[Sequence[Line], float]]) -> Spelling:
    """Return how the document breaks its lines, from all its cells: (lines, how far to the right they may reach).

    Words that a line break may have cut are left out: those at the end of a full line and at the start of the next.
    """
    breaks = [(above, below, right) for lines, right in cells for above, below in itertools.pairwise(lines)]
    whole: list[str] = []
    for lines, right in cells:
        whole += _whole_words(lines, right)
    words = frozenset(_bare(word) for word in whole) | frozenset(_article(word) for word in whole if "'" in word)
    inner = Counter(sign for word in whole for sign in HYPHENS if sign in word[:-1])
    ends = Counter(above.words[-1].testo[-1] for above, _, _ in breaks)
    plain = [above.words[-1] for above, _, _ in breaks if not above.words[-1].testo.endswith((SOFT_HYPHEN, *HYPHENS))]
    undone = sum(_bare(a.words[-1].testo[:-1] + b.words[0].testo) in words for a, b, _ in breaks if _hyphened(a))
    return Spelling(
        draws_spaces=len(plain) > 3 and sum(word.space_after for word in plain) > 0.5 * len(plain),
        words=words,
        compounds=frozenset(word for word in words if any(sign in word for sign in HYPHENS)),
        foreign=frozenset(sign for sign in HYPHENS if ends[sign] > OFTEN and not inner[sign]),
        hyphenates=undone >= OFTEN,
        cuts=sum(_clearly_cut(above, below, right, words) for above, below, right in breaks) >= 2,
    )


def _article(word: str) -> str:
    bare = _bare(word)
    return bare[: bare.find("'") + 1]


def _clearly_cut(above: Line, below: Line, right: float, words: frozenset[str]) -> bool:
    """Return whether a full line ends in the first part of a word that the document writes whole elsewhere."""
    end, start = _bare(above.words[-1].testo), _bare(below.words[0].testo)
    return _is_full(above, right) and end + start in words and not (end in words and start in words)


def _whole_words(lines: Sequence[Line], right: float) -> list[str]:
    """Return the words of a cell that no line break can have cut."""
    words: list[str] = []
    cut_before = False
    for line in lines:
        inner = line.words[1:] if cut_before else line.words
        cut_before = line is not lines[-1] and (_is_full(line, right) or _hyphened(line))
        words += [word.testo for word in (inner[:-1] if cut_before else inner)]
    return words


def _is_full(line: Line, right: float) -> bool:
    """Return whether hardly a letter had room at the end of the line."""
    return right - line.x1 < 0.7 * line.size


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
        rest = join_words(below.words)
        if _hyphened(above):
            text = _join_hyphen(text, above.words[-1], below.words[0], rest, spelling)
        elif _breaks_word(above, below, spelling, (left, right)):
            text += rest
        else:
            text += " " + rest
    return text.replace(SOFT_HYPHEN, "")


def _join_hyphen(text: str, end: Word, start: Word, rest: str, spelling: Spelling) -> str:
    """Join after a hyphen that touches its word: hyphenation is undone, a hyphen of the text's own is kept."""
    sign = end.testo[-1]
    if sign == SOFT_HYPHEN or sign in spelling.foreign:
        return text[:-1] + rest
    if end.space_after:
        return text + " " + rest
    whole, compound = end.testo[:-1] + start.testo, _bare(end.testo + start.testo)
    if end.testo[-2].islower() and start.testo[0].isupper() and end.testo.islower():
        return text + " " + rest
    same_case = start.testo[0].islower() or (end.testo[-2].isupper() and start.testo[0].isupper())
    if not (end.testo[-2].isalpha() and same_case) or compound in spelling.compounds:
        return text + rest
    return text[:-1] + rest if spelling.knows(whole) or spelling.hyphenates else text + rest


def _breaks_word(above: Line, below: Line, spelling: Spelling, room: tuple[float, float]) -> bool:
    """Return whether the break between two lines stands inside a word."""
    end, start = above.words[-1], below.words[0]
    if end.space_after:
        return False
    fits = (end.x1 - end.x0) + (start.x1 - start.x0) <= room[1] - room[0]
    if end.testo.endswith("/"):
        return spelling.draws_spaces or (len(end.testo) > 1 and (spelling.knows(end.testo + start.testo) or not fits))
    if spelling.draws_spaces and not fits:
        return True
    return _cuts_word(above, below, spelling, room[1], fits=fits)


def _cuts_word(above: Line, below: Line, spelling: Spelling, right: float, *, fits: bool) -> bool:
    """Return whether a full line ends in the first part of a word.

    Both parts are not words that the document writes by themselves, and the document is seen to cut words elsewhere or writes this one
    whole elsewhere. A capital goes on with a word only inside capitals, in a word alone on its line.
    """
    end, start = above.words[-1], below.words[0]
    letter = (start.x1 - start.x0) / len(start.testo)
    if right - end.x1 > letter or not (end.testo[-1].isalnum() and start.testo[0].isalnum()):
        return False
    if start.testo[0].isupper():
        return not fits and len(above.words) == 1 and end.testo[-1].isupper()
    if spelling.knows(end.testo + start.testo):
        return not (spelling.knows(end.testo) and spelling.knows(start.testo))
    return not fits and spelling.cuts and not (spelling.knows(end.testo) and spelling.knows(start.testo))
