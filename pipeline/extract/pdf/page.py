"""One engine-neutral page: words with boxes, rules, fills and images, as a reader sees them.

All coordinates are points from the top left corner of the page as displayed (/Rotate applied; content that is drawn
turned as a whole is turned upright), so ``top`` < ``bottom``. Engines fill these; everything after them reads only these.
NamedTuples because a plan has tens of thousands of words and they are made once and read often.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Apice(StrEnum):
    """What a word has to do with smaller, raised text.

    Nothing; it is the mark of a note, surely or perhaps; a part of it is raised that may be one; a note itself begins with it.
    """

    NESSUNO = ""
    RICHIAMO = "richiamo"
    FORSE = "forse"
    PARTE = "parte"
    NOTA = "nota"


class Word(NamedTuple):
    """A run of glyphs without white space.

    ``numero`` counts through the document. ``angle`` is the direction of writing in degrees counterclockwise (0 upright).
    ``space_after``: the page really holds a space glyph behind the word (not one that the engine made up) - at a line's
    end it tells a break between words from a break inside one. ``colour`` is 0xRRGGBB or None where unknown;
    ``invisible`` text is there for machines only (render mode 3, white on white, clipped away).
    ``run`` numbers the text object the word was drawn by (equal runs were drawn in one go), -1 where unknown.
    ``blank`` is how wide the first blank glyph behind the word is, ``lead`` how far behind the start of its text object the word
    stands that comes first in it, both in points; 0 where there is none, or where the engine was not asked (``blanks``).
    """

    numero: int
    testo: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    angle: float = 0.0
    colour: int | None = None
    invisible: bool = False
    space_after: bool = False
    run: int = -1
    blank: float = 0.0
    lead: float = 0.0
    apice: Apice = Apice.NESSUNO


class Rule(NamedTuple):
    """A straight horizontal or vertical line of a table, from a line, a thin rectangle or a rectangle's border.

    ``horizontal`` rules run from ``start`` to ``end`` in x at ``at`` in y; vertical ones the other way round.
    """

    horizontal: bool
    at: float
    start: float
    end: float
    width: float = 0.5


class Fill(NamedTuple):
    """A filled rectangle (a zebra stripe, a coloured header cell). ``colour`` is 0xRRGGBB."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: int


class Image(NamedTuple):
    """A picture's box."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page: ``numero`` from 1, size in points, and what is on it. ``turned`` is how far content was turned upright.

    ``raised``: some of it is smaller, raised text (``Word.apice``).
    """

    numero: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    images: tuple[Image, ...] = ()
    turned: int = 0
    notes: tuple[str, ...] = field(default=())
    raised: bool = False
