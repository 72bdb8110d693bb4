"""A target's text as tokens: numbers, words, signs.

In: a text as printed. Out: tokens with folded text and their place in the original. Odd minus signs, full-width
characters, hard spaces and ``≥`` are folded one for one; a character that is none of these (``²``, ``½``) stays a sign of
its own, so that no digit is ever made or lost here. Full stops outside numbers carry no meaning (``N.2``, ``gg.``) and
are dropped, and so is the apostrophe of an elision (``dell'anno`` is two words). What the tokens mean is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SIGNS = {
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-"),
    **dict.fromkeys(map(ord, "’‘‛ʼ′`´"), "'"),
    **dict.fromkeys(map(ord, "“”„″"), '"'),
    **dict.fromkeys(map(ord, "⩾≧⪰"), "≥"),
    **dict.fromkeys(map(ord, "⩽≦⪯"), "≤"),
    **dict.fromkeys(map(ord, "⁄∕"), "/"),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    ord("º"): "°",
    ord("\u00ad"): "-",
}
_ODD_SIGN = re.compile(f"[{re.escape(''.join(map(chr, _SIGNS)))}]")
_TOKEN = re.compile(
    r"(?P<space>\s*)"
    r"(?:(?P<word>[^\W\d_]+'?)"
    r"|(?P<num>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<sign>≥|≤|>\s*=|=\s*>|<\s*=|=\s*<|->|\S))"
)
_OPERATORS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<="}


Kind = Literal["num", "word", "sign"]


class Token(NamedTuple):
    """One token: ``testo`` folded, ``stacco`` True where a space stands before it, ``inizio``/``fine`` in the original.

    A named tuple: a plan has thousands, and a frozen dataclass takes three times as long to make.
    """

    tipo: Kind
    testo: str
    stacco: bool
    inizio: int
    fine: int


Tokens = tuple[Token, ...]


def fold_signs(text: str) -> str:
    """Return the text with its signs folded one for one: places in it are places in ``NFC(text)``."""
    if text.isascii() and "`" not in text:  # the only one of them in ASCII
        return text
    return _ODD_SIGN.sub(lambda match: _SIGNS[ord(match[0])], text)  # few: str.translate would ask for every character


def compose(text: str) -> str:
    """Return the text composed to NFC, its signs folded one for one: what is cut into tokens."""
    return fold_signs(text if text.isascii() else unicodedata.normalize("NFC", text))


@lru_cache(maxsize=256)  # the readers of one indicator cut the same few texts up again and again
def tokenize(text: str) -> Tokens:
    """Return the tokens of a text (composed to NFC first)."""
    folded = compose(text)
    make = tuple.__new__  # a third of what the class itself takes
    tokens: list[Token] = []
    end = 0
    for space, word, number, sign in _TOKEN.findall(folded):  # one after the other: nothing stands between two matches
        start = end + len(space)
        end = start + len(word or number or sign)
        if word:
            tokens.append(make(Token, ("word", _fold_word(word), space != "", start, end)))
        elif number:
            tokens.append(make(Token, ("num", number, space != "", start, end)))
        elif sign != ".":
            tokens.append(make(Token, ("sign", _fold_sign(sign), space != "", start, end)))
    return tuple(tokens)


def first_texts(text: str, count: int) -> tuple[str, ...]:
    """Return the texts of a text's first tokens; it is not cut up any further."""
    return tuple(islice(_iter_texts(compose(text)), count))


def _iter_texts(folded: str) -> Iterator[str]:
    for match in _TOKEN.finditer(folded):
        _, word, number, sign = match.groups()
        if sign != ".":
            yield _fold_word(word) if word else number or _fold_sign(sign)


@lru_cache(maxsize=4096)  # plans are written in the same few thousand words
def _fold_word(word: str) -> str:
    if word.isascii():
        return word.rstrip("'").lower()
    plain = unicodedata.normalize("NFD", word.rstrip("'").casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _fold_sign(sign: str) -> str:
    bare = sign if len(sign) == 1 else "".join(sign.split())
    return _OPERATORS.get(bare, bare)


def printed(text: str, tokens: Tokens) -> str:
    """Return the stretch of ``text`` that the tokens cover, as printed, with full stops behind it; empty for no tokens."""
    if not tokens:
        return ""
    whole = text if text.isascii() else unicodedata.normalize("NFC", text)
    end = tokens[-1].fine
    while whole[end : end + 1] == ".":
        end += 1
    return whole[tokens[0].inizio : end]
