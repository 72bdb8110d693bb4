"""Lines of a cell -> its text, as the author wrote it: a line break is one space, or none where it broke a word.

What tells a break inside a word: a soft hyphen, or a hyphen of another kind than the document writes; a low line; a missing space
glyph, where the producer draws spaces at soft line ends; a line so full that not one more letter had room, when the document
writes the whole, or the second part is no word of it. Many programs never break behind a slash that no space follows, while the
whole still fits on a line; others do, and the document shows which kind it is of. Where a full line may have cut a word and nothing
tells, the words are named as doubtful.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.lines import Line
from pipeline.extract.pdf.rows.room import Room
from pipeline.extract.pdf.rows.spelling import HYPHENS, Spelling, bare_word, is_hyphened
from pipeline.extract.pdf.words import SOFT_HYPHEN
from pipeline.rows import Giunzione

SPACE = 0.35
"""Where less than this share of the size is left on a line, a space at its end may not be drawn at all."""

SHORTEST_WORD = 4
"""A part of a compound has so many letters; shorter ones are syllables too often."""

SHORTEST_PART = 3
"""The rest of a word in capitals has more letters than this where it is known by itself."""

TOUCHING = 0.05
"""Words that stand this close (in ems) touch; the narrowest space of a font is three times as wide."""

STRETCHED = "/-"
"""Signs behind which some programs may break a line, and so stretch a line that they justify, where no space was written."""

_NEVER_TWICE = "aàuù"
"""No Italian word has one of these twice side by side."""

_NEVER_FIRST = "°º,;:)»"
"""No text has a space before one of these."""

_LAST_PART = re.compile(r"[^\W_]+$")
_ONE_LETTER = re.compile(r"[^\W\d_][-_][^\W\d_aeiouAEIOU]$")
"""A compound whose last part is a single consonant (`Anagrafico-C`): a word cut behind its first letter rather."""

_FIRST_PART = re.compile(r"[^\W_]+")

_testo, _space_after = attrgetter("testo"), attrgetter("space_after")


class Joint(NamedTuple):
    """How a line goes on in the next one; ``sure`` is False where nothing tells whether the break cut a word."""

    kind: Giunzione
    sure: bool = True


class Doubt(NamedTuple):
    """A line's last word, the next one's first, and how they were read."""

    prima: str
    dopo: str
    letto: str


class Joined(NamedTuple):
    """A cell's text, and the doubtful breaks in it."""

    testo: str
    doubts: tuple[Doubt, ...]


_ONE_WORD, _TWO_WORDS = Joint(Giunzione.UNITA), Joint(Giunzione.SPAZIO)
_NO_HYPHEN = Joint(Giunzione.SENZA_TRATTINO)
_DOUBT = Joint(Giunzione.SPAZIO, sure=False)
_GUESS = Joint(Giunzione.UNITA, sure=False)


def join_words(words: Sequence[Word]) -> str:
    """Return the text of one line; what a program drew in two goes, with something else between, is one word where it touches."""
    if all(map(_space_after, words[:-1])):  # most programs draw every space
        return " ".join(map(_testo, words))
    text = words[0].testo
    for one, other in itertools.pairwise(words):
        text += other.testo if not one.space_after and _is_whole(words, one, other) else " " + other.testo
    return text


def _is_whole(words: Sequence[Word], one: Word, other: Word) -> bool:
    """Return whether two words of a line that no space glyph parts are one."""
    touch = other.x0 - one.x1 <= TOUCHING * one.size and _is_one(one, other)
    return touch or (one.testo[-1] in STRETCHED and _is_stretched(words, one, other))


def _is_stretched(words: Sequence[Word], one: Word, other: Word) -> bool:
    """Return whether the white behind a sign only fills the line: the other gaps have space glyphs, and most are wider by them."""
    white = other.x0 - one.x1
    gaps = [(before, after.x0 - before.x1) for before, after in itertools.pairwise(words) if before is not one]
    spaces = sorted(gap for before, gap in gaps if before.space_after)
    bare = [before for before, _ in gaps if not before.space_after]
    return bool(spaces) and white < spaces[len(spaces) // 2] and all(before.testo[-1] in STRETCHED for before in bare)


def _is_one(one: Word, other: Word) -> bool:
    """Return whether two parts without white between them are one word: they touch, and their letters go on."""
    return other.x0 - one.x1 >= -TOUCHING * one.size and one.testo[-1].isalpha() and other.testo[0].islower()


def join_lines(lines: Sequence[Line], spelling: Spelling, room: Room) -> Joined:
    """Return the text of a cell whose lines stand in a room."""
    text = join_words(lines[0].words) if lines else ""
    doubts: list[Doubt] = []
    for above, below in itertools.pairwise(lines):
        found = joint(above, below, spelling, room)
        text = _put_together(text, join_words(below.words), found.kind)
        if not found.sure:
            end, start = above.words[-1].testo, below.words[0].testo
            doubts.append(Doubt(end, start, _put_together(end, start, found.kind)))
    cut = "-" if text.endswith(SOFT_HYPHEN) else ""  # the page prints it, and what follows is elsewhere
    return Joined(text.replace(SOFT_HYPHEN, "") + cut, tuple(doubts))


def _put_together(first: str, second: str, giunzione: Giunzione) -> str:
    if giunzione is Giunzione.SENZA_TRATTINO:
        return first[:-1] + second
    return first + second if giunzione is Giunzione.UNITA else f"{first} {second}"


def page_joint(above: Line, below: Line, spelling: Spelling, room: Room) -> Joint:
    """Return how the last line of a cell goes on beyond a page break.

    A break may cut a word in the middle of a line, too: there the first part is no word, and the document writes the whole.
    """
    end, start = above.words[-1], below.words[0]
    if end.testo.endswith(SOFT_HYPHEN):
        return _NO_HYPHEN
    found = joint(above, below, spelling, room)
    parted = found.kind is Giunzione.SPAZIO and not end.space_after
    parted = parted and end.testo[-1].islower() and start.testo[0].islower()
    if parted and _no_word(end.testo, spelling, here=1) and spelling.knows(end.testo + start.testo):
        return _ONE_WORD
    return found


def running_joint(above: Line, below: Line, spelling: Spelling) -> Joint | None:
    """Return how a line of running text goes on in the next one, if that one goes on with it; None where it ends in no hyphen."""
    return _hyphen_joint(above.words[-1], below.words[0], spelling) if is_hyphened(above) else None


def joint(above: Line, below: Line, spelling: Spelling, room: Room) -> Joint:
    """Return how a line goes on in the next one, in a cell whose lines stand in a room."""
    end, start = above.words[-1], below.words[0]
    if is_hyphened(above):
        return _hyphen_joint(end, start, spelling)
    if end.space_after:
        return _TWO_WORDS
    if end.testo in HYPHENS:
        return _dash_joint(above, start, spelling, room)
    return _word_joint(above, below, spelling, room)


def _hyphen_joint(end: Word, start: Word, spelling: Spelling) -> Joint:
    """Return the joint after a hyphen that touches its word: hyphenation is undone, a hyphen of the text's own is kept."""
    sign = end.testo[-1]
    if sign == SOFT_HYPHEN or sign in spelling.foreign:
        return _NO_HYPHEN
    if end.space_after or (end.testo.islower() and start.testo[0].isupper()):
        return _TWO_WORDS
    capitals = end.testo[-2].isupper() and start.testo[0].isupper()
    if not (end.testo[-2].isalpha() and (capitals or start.testo[0].islower())):
        return _ONE_WORD
    if bare_word(end.testo + start.testo) in spelling.compounds:
        return _ONE_WORD
    if spelling.knows(end.testo[:-1] + start.testo):
        return _NO_HYPHEN
    if capitals:
        return _capital_hyphen_joint(end.testo[:-1], start.testo, spelling)
    return _small_hyphen_joint(end.testo[:-1], start.testo, spelling)


def _capital_hyphen_joint(first: str, second: str, spelling: Spelling) -> Joint:
    """Return the joint of capitals (`SPI-` / `D-CIE`): a word where the document writes it so, alone or as a part of a compound."""
    if len(second) > SHORTEST_PART and spelling.ends_words(second):
        return _NO_HYPHEN
    left, right = _LAST_PART.search(first), _FIRST_PART.match(second)
    if left and right and spelling.writes_part(left[0] + right[0]):
        return _NO_HYPHEN
    return _GUESS if spelling.plainly else _ONE_WORD


def _small_hyphen_joint(first: str, second: str, spelling: Spelling) -> Joint:
    """Return the joint of small letters that the document writes neither as one word nor as a compound.

    Where it breaks words with the same sign, two words that it knows may be a compound all the same (`entrata-uscita`); with one that
    it knows (`programma` / `zione`) they are a word rather, but not surely.
    """
    if not spelling.plainly:
        return _ONE_WORD
    if min(len(first), len(second)) < SHORTEST_WORD:
        return _NO_HYPHEN
    known = spelling.knows(first) + spelling.knows(second)
    return (_NO_HYPHEN, Joint(Giunzione.SENZA_TRATTINO, sure=False), _GUESS)[known]


def _dash_joint(above: Line, start: Word, spelling: Spelling, room: Room) -> Joint:
    """Return the joint behind a dash that stands alone: a figure may belong to it (`-1)`), which only a missing space tells."""
    if not (spelling.draws_spaces and start.testo[0].isdigit() and above.words[:-1]):
        return _TWO_WORDS  # who draws no spaces at line ends breaks lines at spaces only
    return _ONE_WORD if _lacks_space(above, spelling, room) else _DOUBT


def _lacks_space(above: Line, spelling: Spelling, room: Room) -> bool:
    """Return whether a line would have a space glyph at its end if one was written there."""
    return spelling.draws_spaces and room.slack(above) > SPACE * above.words[-1].size


def _word_joint(above: Line, below: Line, spelling: Spelling, room: Room) -> Joint:
    """Return the joint between two lines of which the upper one ends in no hyphen and no space glyph."""
    end, start = above.words[-1], below.words[0]
    if _is_low_line(end.testo, start.testo) or start.testo[0] in _NEVER_FIRST:
        return _ONE_WORD
    fits = room.fits(above, below)
    drawn = _lacks_space(above, spelling, room)
    if start.testo[0] in HYPHENS and len(start.testo) > 1 and end.testo[-1].isalpha():
        return _TWO_WORDS if fits else _ONE_WORD
    if end.testo.endswith("/"):
        return _ONE_WORD if drawn else _slash_joint(end.testo, start.testo, spelling, fits=fits)
    if drawn and not fits and room.may_be_full(above, below):
        return _whole_joint(end.testo, start.testo, spelling)
    if room.is_full(above, below):
        return _cut_joint(above, start, spelling, fits=fits)
    return (
        _TWO_WORDS
        if fits or not room.is_just_full(above, below)
        else _just_full_joint(end.testo, start.testo, spelling)
    )


def _whole_joint(end: str, start: str, spelling: Spelling) -> Joint:
    """Return the joint where no space is drawn, on a line that had no room for one: a usual word may stand there by itself."""
    if end[-1].isdigit() and start[0].isdigit():
        return _ONE_WORD
    by_itself = spelling.is_usual(start) and not spelling.knows(end + start) and not _no_word(end, spelling)
    return _DOUBT if by_itself else _ONE_WORD


def _slash_joint(end: str, start: str, spelling: Spelling, *, fits: bool) -> Joint:
    """Return the joint behind a slash at the end of a line that shows no space; one that stands alone has one on each side rather.

    Who keeps words with a slash whole breaks a line only at a space. Others break behind it, where few texts have a space.
    """
    whole, alone = spelling.knows(end + start), spelling.knows(end)
    if len(end) == 1 and (spelling.keeps_slashes or alone or not whole):
        return _TWO_WORDS if spelling.keeps_slashes else _DOUBT
    if whole or not fits:
        return _ONE_WORD
    return _TWO_WORDS if spelling.keeps_slashes or alone else _GUESS


def _is_low_line(end: str, start: str) -> bool:
    """Return whether a break stands at a low line: no text has a space beside one."""
    return end.endswith("_") or (start[0] == "_" and start[1:2].isalnum() and end[-1].isalnum())


def _cut_joint(above: Line, start: Word, spelling: Spelling, *, fits: bool) -> Joint:
    """Return the joint behind a full line, which may end in the first part of a word.

    Sure where the document writes the whole; else told by the parts, for a word that fits on no line: they are no words of the
    document, the second ends some, or the first ends as no Italian word does. A capital goes on with a word only inside capitals.
    """
    end = above.words[-1]
    if spelling.prefers_whole(end.testo, start.testo) or _is_known_part(end.testo, start.testo, spelling):
        return _ONE_WORD
    if not (end.testo[-1].isalnum() and start.testo[0].isalnum()):
        return _TWO_WORDS
    if start.testo[0].isupper():
        return _ONE_WORD if not fits and len(above.words) == 1 and end.testo[-1].isupper() else _TWO_WORDS
    if start.testo[0].isdigit():
        return _ONE_WORD if not fits and end.testo[-1].isdigit() else _TWO_WORDS
    if not start.testo[0].islower():
        return _TWO_WORDS
    if _starts_doubled(start.testo):
        return _ONE_WORD
    if fits and not (spelling.hyphenates and start.testo.endswith(SOFT_HYPHEN)):
        return _TWO_WORDS
    found = _long_joint(end.testo, start.testo, spelling)
    return _DOUBT if spelling.hyphenates and found != _TWO_WORDS else found  # cut only where not even a hyphen had room


def _long_joint(end: str, start: str, spelling: Spelling) -> Joint:
    """Return the joint behind a full line of two parts that fit on no line together."""
    if _no_word(end, spelling):
        return _ONE_WORD
    if end[-1] == start[0] and end[-1] in _NEVER_TWICE:
        return _TWO_WORDS
    if _ONE_LETTER.search(end):
        return _GUESS
    if spelling.knows(start) or (spelling.knows(end) and not spelling.cuts):
        return _TWO_WORDS
    if spelling.ends_words(start) or spelling.starts_words(end, start):
        return _ONE_WORD
    return _GUESS if spelling.cuts and not spelling.knows(end) else _DOUBT


def _just_full_joint(end: str, start: str, spelling: Spelling) -> Joint:
    """Return the joint of two parts that fit on no line together, where only a letter's shape tells that the first line is full."""
    if not start[0].islower() or not spelling.cuts or spelling.knows(end) or spelling.knows(start):
        return _TWO_WORDS
    return _ONE_WORD if spelling.starts_words(end, start) else _DOUBT


def _is_known_part(end: str, start: str, spelling: Spelling) -> bool:
    """Return whether the break stands in a part of a compound (`Affari_Gen` / `erali_Sede`) that the document writes whole."""
    first, second = _LAST_PART.search(end), _FIRST_PART.match(start)
    if first is None or second is None or (first[0] == end and second[0] == start):
        return False
    return len(first[0] + second[0]) > 2 and spelling.prefers_whole(first[0], second[0])


def _starts_doubled(text: str) -> bool:
    """Return whether a text starts with a doubled consonant, as no Italian word does."""
    return len(text) > 2 and text[0] == text[1] and text[0] in "bcdfglmnprstvz"


def _no_word(text: str, spelling: Spelling, here: int = 0) -> bool:
    """Return whether a text of small letters cannot be an Italian word: it ends in a consonant, and the document does not know it.

    ``here``: how often it was counted as a whole word at this very place.
    """
    last = re.split(r"[\W_]", bare_word(text))[-1]
    return len(last) > 2 and last.isalpha() and last[-1] not in "aeiouyàèéìòù" and spelling.words[last] <= here
