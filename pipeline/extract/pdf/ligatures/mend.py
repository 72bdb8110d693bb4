"""Words made whole: a page's words and the key come in; words with their letters, and what was done to them, go out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product, zip_longest
from typing import NamedTuple

from pipeline.extract.pdf.ligatures.chains import Reader, fill
from pipeline.extract.pdf.ligatures.key import Sign
from pipeline.extract.pdf.ligatures.seams import REACH, Seam, read_seams
from pipeline.extract.pdf.ligatures.white import read_lead, read_whites
from pipeline.extract.pdf.page import Word
from pipeline.model import Riquadro

_HOLE = "\ufdd0"
"""What stands for each of a chain's signs while its words are told apart: no character, so that no text holds it."""

_DAMAGED = re.compile(rf"[^\W\d_]*(?:{_HOLE}[^\W\d_]*)+")


_MOST = 256
"""So many ways to read one word are tried."""


class Mending(NamedTuple):
    """What became of a damaged word: as printed, as read (as it might be read, where it is not sure), and its box."""

    printed: str
    read: str
    sure: bool
    riquadro: Riquadro


def readings(choices: Iterable[Sequence[str]]) -> list[str]:
    """Return the texts that come of one choice for each place, the first ones where there are very many."""
    return list(map("".join, islice(product(*choices), _MOST)))


class _Link(NamedTuple):
    """A word with its seam and the signs behind it."""

    word: Word
    seam: Seam
    behind: tuple[Sign, ...]


class _Chain(NamedTuple):
    """Words that signs join, and the sign that the first of them starts behind."""

    before: tuple[Sign, ...]
    links: tuple[_Link, ...]

    @property
    def signs(self) -> list[Sign]:
        """Return all signs, in order."""
        return [*self.before, *(sign for link in self.links for sign in link.behind)]

    @property
    def text(self) -> str:
        """Return the texts with a hole for each sign."""
        start = _HOLE * len(self.before)
        return start + "".join(link.word.testo + _HOLE * len(link.behind) for link in self.links)

    @property
    def may_be_cut(self) -> bool:
        """Tell whether the last sign stands at a line's end, where engines tell only the first of several blank glyphs."""
        last = self.links[-1]
        return bool(last.behind) and not last.seam.right and last.seam.rest > REACH


def mend_words(words: Sequence[Word], reader: Reader) -> tuple[list[Word], list[Mending]]:
    """Return a page's words with their letters put back in, and a mending for each that was damaged or may be."""
    mended: list[Word] = []
    mendings: list[Mending] = []
    for chain in _chains(words, reader):
        if len(chain.links) == 1 and not chain.signs:
            mended.append(chain.links[0].word)
            continue
        letters, done = _read(chain, reader)
        mended += _join(chain, letters)
        mendings += done
    return mended, mendings


def _chains(words: Sequence[Word], reader: Reader) -> Iterator[_Chain]:
    """Yield the words of a page, those together that a sign joins."""
    links: list[_Link] = []
    ahead: Sign | None = None
    seams = list(read_seams(words))
    for word, seam, white in zip(words, seams, read_whites(seams, reader), strict=True):
        if not links and ahead is None:
            ahead = read_lead(word, reader)
        links.append(_Link(word, seam, white.signs))
        if not white.goes_on:
            yield _Chain((ahead,) if ahead else (), tuple(links))
            links, ahead = [], white.ahead


def _read(chain: _Chain, reader: Reader) -> tuple[list[str | None], list[Mending]]:
    """Return the letters for each sign of a chain (None: in doubt), and what it says about each of its damaged words."""
    signs = chain.signs
    text = chain.text
    letters: list[str | None] = []
    mendings = []
    for match in _DAMAGED.finditer(text):
        pieces = match[0].split(_HOLE)
        own = signs[len(letters) : len(letters) + len(pieces) - 1]
        lower = [piece.lower() for piece in pieces]
        found = reader.read(lower, own)
        if found and chain.may_be_cut and match.end() == len(text):
            found = None if reader.may_go_on(fill(lower, found), bold=own[0].bold) else found
        letters += found or [None] * len(own)
        read = fill(pieces, found or [sign.letters or "…" for sign in own])
        mendings.append(Mending(" ".join(filter(None, pieces)), read, found is not None, _box(chain)))
    return letters, mendings


def _join(chain: _Chain, letters: Sequence[str | None]) -> Iterator[Word]:
    """Yield the words of a chain, joined where the letters between them are known."""
    rest = iter(letters)
    first = chain.links[0].word
    start = next(rest) if chain.before else None
    if start:
        first = first._replace(testo=start + first.testo, x0=first.x0 - chain.before[0].widest * first.size)
    word = first
    for link, after in zip_longest(chain.links, chain.links[1:]):
        behind = list(islice(rest, len(link.behind)))
        between = None if None in behind else "".join(filter(None, behind))
        if after is None:
            yield word._replace(testo=word.testo + between, x1=_end(link)) if between else word
        elif between is None:
            yield word
            word = after.word
        else:
            testo = word.testo + between + after.word.testo
            word = after.word._replace(testo=testo, x0=word.x0, bold=word.bold, run=word.run)


def _end(link: _Link) -> float:
    """Return where a word ends with the signs behind it."""
    return link.word.x1 + sum(sign.widest for sign in link.behind) * link.word.size


def _box(chain: _Chain) -> Riquadro:
    words = [link.word for link in chain.links]
    return words[0].x0, min(word.top for word in words), words[-1].x1, max(word.bottom for word in words)
