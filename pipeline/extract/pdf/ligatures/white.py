"""What the white behind a word holds: a seam and the key come in; the signs there go out, and whether the word goes on.

Engines tell only the first of several blank glyphs; the others have to be told from the white that is left. Where that can be read
in two ways, the words decide that come out, and where they do not, there is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from pipeline.extract.pdf.ligatures.chains import DOUBT, Reader
from pipeline.extract.pdf.ligatures.key import SAME, TIGHT, Sign
from pipeline.extract.pdf.ligatures.seams import NARROWEST, REACH, WIDEST, Seam, head
from pipeline.extract.pdf.page import Word

KERNED = 0.02
"""White that is no glyph's own is measured with the kerning beside it: it may be off by this much (in ems)."""

_SPACED = 0.06
"""The same for a space, beside which letters and marks of every kind stand."""

_SHORT = 3
"""Words up to so many letters say little by being right: they are often what is left of others."""

_OPENING = frozenset("(«“\"'’/-")
"""Signs after which a word may start with lost letters."""


class White(NamedTuple):
    """The signs behind a word, whether the word goes on behind them, and the sign that the next word starts with."""

    signs: tuple[Sign, ...] = ()
    goes_on: bool = False
    ahead: Sign | None = None


def read_whites(seams: Sequence[Seam], reader: Reader) -> list[White]:
    """Return what stands in the white behind each word of a page."""
    return [_read(seam, stretch, reader) for seam, stretch in zip(seams, _stretches(seams, reader), strict=True)]


def read_lead(word: Word, reader: Reader) -> Sign | None:
    """Return the sign that a line starts with, before its first word."""
    lead = word.lead / (word.size or 1.0)
    if lead < NARROWEST or not word.testo[:1].islower():
        return None
    sign = reader.key.find(lead, bold=word.bold, slack=KERNED)
    if sign is None and lead <= WIDEST and not _stands(head(word.testo), reader):
        return _unheard(lead, bold=word.bold)
    return sign


def _unheard(width: float, *, bold: bool) -> Sign:
    """Return a sign for a glyph that comes nowhere else."""
    return Sign(bold=bold, narrowest=width, widest=width, letters="")


def _stretches(seams: Sequence[Seam], reader: Reader) -> list[float | None]:
    """Return how much wider the spaces of each seam's line are than the font's (justified text), None where nothing tells."""
    plain = [_is_plain(seam, reader) for seam in seams]
    rests = [seam.rest for seam, is_plain in zip(seams, plain, strict=True) if is_plain]
    usual = 0.0 if rests and abs(median(rests)) < KERNED else None
    stretches: list[float | None] = []
    line: list[int] = []
    for at, seam in enumerate(seams):
        line.append(at)
        if seam.rest > REACH:  # the line's end
            for one in line:
                others = [seams[other].rest for other in line if plain[other] and other != one]
                stretches.append(min(others) if others else usual)
            line = []
    return stretches + [usual] * len(line)


def _is_plain(seam: Seam, reader: Reader) -> bool:
    return seam.rest < REACH and abs(seam.blank - reader.key.spaces.get(seam.bold, 0.0)) <= SAME


def _read(seam: Seam, stretch: float | None, reader: Reader) -> White:
    sign = _behind(seam, reader)
    if sign is not None and (seam.rest <= TIGHT or seam.rest > REACH):
        return White((sign,), goes_on=seam.rest <= TIGHT)
    if seam.rest > REACH or (sign is None and seam.rest < KERNED):
        return White()
    ways = _ways_behind(seam, sign, stretch, reader) if sign else _ways_ahead(seam, stretch, reader)
    if len(ways) > 1:
        ways = [way for way in ways if _makes_words(seam, way, reader)] or ways
    if len(ways) == 1:
        return ways[0]
    if not seam.one_run:  # another column may be as far away by chance
        return White((sign,) if sign else ())
    return White((sign, DOUBT) if sign else (DOUBT,), goes_on=True)


def _behind(seam: Seam, reader: Reader) -> Sign | None:
    """Return the sign behind a word, if there can be a ligature behind its last letter."""
    if not (seam.left or seam.printed[-1:] in _OPENING):
        return None
    sign = reader.key.find(seam.blank, bold=seam.bold)
    return sign if sign is None or sign.letters or _is_broken(seam, reader) else None


def _is_broken(seam: Seam, reader: Reader) -> bool:
    """Tell whether a glyph that nothing is known of may be letters: it does not stand between two longer words that are right."""
    words = (seam.left, seam.right.lower()) if seam.right else (seam.left,)
    return not all(len(word) > _SHORT and reader.vocabulary.stands(word) for word in words)


def _ways_behind(seam: Seam, sign: Sign, stretch: float | None, reader: Reader) -> list[White]:
    """Return the ways to read white that starts with a sign and is wider."""
    spare = seam.rest - reader.key.spaces.get(seam.bold, 0.0)
    ways = [White((sign, second), goes_on=True) for second in _near(seam, seam.rest, 0.0, reader) if seam.one_run]
    if stretch is None or not seam.one_run or abs(spare - stretch) <= _SPACED:
        ways.append(White((sign,)))
    for second in _near(seam, spare, stretch, reader):
        ways.append(White((sign, second)))
        if seam.right[:1].islower():
            ways.append(White((sign,), ahead=second))
    # neither a space nor a sign that is known: a glyph that stands nowhere else
    return ways or [White((sign, _unheard(seam.rest, bold=seam.bold)), goes_on=True)]


def _ways_ahead(seam: Seam, stretch: float | None, reader: Reader) -> list[White]:
    """Return the ways to read white that starts with a space and is wider."""
    if not seam.right[:1].islower():
        return [White()]
    ways = [White(ahead=sign) for sign in _near(seam, seam.rest, stretch, reader)]
    spare = seam.rest - (stretch or 0.0)
    if not ways and seam.one_run and NARROWEST <= spare <= WIDEST:
        known = stretch is None and _stands(seam.right, reader)
        return [White() if known else White(ahead=_unheard(spare, bold=seam.bold))]
    if not ways or stretch is None or not seam.one_run or abs(seam.rest - stretch) <= _SPACED:
        ways.append(White())
    return ways


def _near(seam: Seam, width: float, stretch: float | None, reader: Reader) -> list[Sign]:
    """Return the signs as wide as that but for the line's stretch; all that have room where nothing tells the stretch."""
    signs = [sign for sign in reader.key.signs if sign.bold == seam.bold]
    if stretch is None:
        return [sign for sign in signs if sign.narrowest < width + KERNED]
    return [sign for sign in signs if sign.fits(width - stretch, KERNED)]


def _makes_words(seam: Seam, way: White, reader: Reader) -> bool:
    """Tell whether the words that come out by a way of reading are certain ones."""
    right = seam.right.lower()
    if not way.signs and not way.ahead:
        return _stands(right, reader)
    if way.ahead and not reader.makes_word(["", right], [way.ahead]):
        return False
    pieces = [seam.left, *[""] * (len(way.signs) - 1), right if way.goes_on else ""]
    return not way.signs or reader.makes_word(pieces, way.signs)


def _stands(word: str, reader: Reader) -> bool:
    return reader.is_word(word) or reader.vocabulary.stands(word)
