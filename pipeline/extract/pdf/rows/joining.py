"""Lines of a cell -> its text, as the author wrote it: a line break is one space, or none where it broke a word.

Some producers leave a real space glyph at a soft line end; in a document that does, a line that ends without one broke inside a
word. The others (browsers, report libraries) never break behind a slash that no space follows, while the whole still fits on a
line, and cut a word only where it stands alone on a full line; a hyphen that touches the word before it joins without a space.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.lines import Line

SOFT_HYPHEN = "\u00ad"
HYPHENS = ("-", "\u2010", "\u2011")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelling:
    """What the document tells about its own line ends: whether spaces are drawn there, and the words it writes whole."""

    draws_spaces: bool
    words: frozenset[str]

    def knows(self, word: str) -> bool:
        """Return whether the document writes the word whole somewhere."""
        return _bare(word) in self.words


def _bare(word: str) -> str:
    return word.strip(".,;:()[]«»\"'“”’").casefold()


def learn_spelling(cells: Iterable[Sequence[Line]]) -> Spelling:
    """Return how the document breaks its lines, from all its cells. Words at a line's end or start may be parts: left out."""
    words: set[str] = set()
    ends = spaced = 0
    for lines in cells:
        last = len(lines) - 1
        for number, line in enumerate(lines):
            inner = line.words[(1 if number else 0) : (None if number == last else -1)]
            words.update(_bare(word.testo) for word in inner)
            if number < last:
                ends += 1
                spaced += line.words[-1].space_after
    return Spelling(draws_spaces=ends > 3 and spaced > 0.5 * ends, words=frozenset(words))


def join_words(words: Sequence[Word]) -> str:
    """Return the text of one line."""
    return " ".join(word.testo for word in words)


def join_lines(lines: Sequence[Line], spelling: Spelling, right: float) -> str:
    """Return the text of a cell whose lines may reach to ``right``.

    Only a word that does not fit on a line of its own is ever cut without a sign; everything else is a break between words.
    """
    left = min((line.x0 for line in lines), default=0.0)
    text = join_words(lines[0].words) if lines else ""
    for above, below in itertools.pairwise(lines):
        end, start = above.words[-1], below.words[0]
        rest = join_words(below.words)
        if end.testo.endswith(SOFT_HYPHEN):
            text = text[:-1] + rest
        elif end.testo.endswith(HYPHENS) and len(end.testo) > 1:
            text = _join_hyphen(text, end, start, rest, spelling)
        elif _breaks_word(above, below, spelling, (left, right)):
            text += rest
        else:
            text += " " + rest
    return text.replace(SOFT_HYPHEN, "")


def _join_hyphen(text: str, end: Word, start: Word, rest: str, spelling: Spelling) -> str:
    """Join after a hyphen that touches its word: hyphenation is undone where the document knows the whole word."""
    if end.space_after:
        return text + " " + rest
    if end.testo[-2].isalpha() and start.testo[0].islower() and spelling.knows(end.testo[:-1] + start.testo):
        return text[:-1] + rest
    return text + rest


def _breaks_word(above: Line, below: Line, spelling: Spelling, room: tuple[float, float]) -> bool:
    """Return whether the break between two lines stands inside a word."""
    end, start = above.words[-1], below.words[0]
    if end.space_after:
        return False
    slash = end.testo.endswith("/") and len(end.testo) > 1
    if slash and (spelling.draws_spaces or spelling.knows(end.testo + start.testo)):
        return True
    if (end.x1 - end.x0) + (start.x1 - start.x0) <= room[1] - room[0]:
        return False
    if spelling.draws_spaces or slash:
        return True
    letter = (start.x1 - start.x0) / len(start.testo)
    if len(above.words) > 1 or room[1] - end.x1 > letter or not (end.testo[-1].isalnum() and start.testo[0].isalnum()):
        return False
    return spelling.knows(end.testo + start.testo) or not (spelling.knows(end.testo) and spelling.knows(start.testo))
