"""A target's text as tokens: numbers, words, signs.

In: a text as printed. Out: tokens with folded text and their place in the original. Odd minus signs, full-width
characters, hard spaces and ``≥`` are folded one for one; a character that is none of these (``²``, ``½``) stays a sign of
its own, so that no digit is ever made or lost here. Full stops outside numbers carry no meaning (``N.2``, ``gg.``) and
are dropped, and so is the apostrophe of an elision (``dell'anno`` is two words). What the tokens mean is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

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
_TOKEN = re.compile(
    r"(?P<num>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<word>[^\W\d_]+'?)"
    r"|(?P<sign>≥|≤|>\s*=|=\s*>|<\s*=|=\s*<|->|\S)"
)
_OPERATORS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<="}


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One token: ``testo`` folded, ``stacco`` True where a space stands before it, ``inizio``/``fine`` in the original."""

    tipo: Literal["num", "word", "sign"]
    testo: str
    stacco: bool
    inizio: int
    fine: int


Tokens = tuple[Token, ...]


def fold_signs(text: str) -> str:
    """Return the text with its signs folded one for one: places in it are places in ``NFC(text)``."""
    return text.translate(_SIGNS)


def tokenize(text: str) -> Tokens:
    """Return the tokens of a text (composed to NFC first)."""
    folded = fold_signs(unicodedata.normalize("NFC", text))
    tokens = []
    end = 0
    for match in _TOKEN.finditer(folded):
        if match.group() != ".":
            tokens.append(_token(match, spaced=match.start() > end))
        end = match.end()
    return tuple(tokens)


def _token(match: re.Match[str], *, spaced: bool) -> Token:
    text = match.group()
    start, end = match.span()
    if match.lastgroup == "num":
        return Token(tipo="num", testo=text, stacco=spaced, inizio=start, fine=end)
    if match.lastgroup == "word":
        return Token(tipo="word", testo=_fold_word(text), stacco=spaced, inizio=start, fine=end)
    sign = "".join(text.split())
    return Token(tipo="sign", testo=_OPERATORS.get(sign, sign), stacco=spaced, inizio=start, fine=end)


def _fold_word(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.rstrip("'").casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def printed(text: str, tokens: Tokens) -> str:
    """Return the stretch of ``text`` that the tokens cover, as printed, with full stops behind it; empty for no tokens."""
    if not tokens:
        return ""
    whole = unicodedata.normalize("NFC", text)
    end = tokens[-1].fine
    while whole[end : end + 1] == ".":
        end += 1
    return whole[tokens[0].inizio : end]
