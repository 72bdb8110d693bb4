"""A text cut into words, numbers, dates and signs, each with its place.

Text in, tokens out. ``Cursor`` reads them forward without ever raising; what they mean is the grammar's business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from datetime import date
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<data>(?<!\d)\d{1,2}([./-])\d{1,2}\2\d{4}(?!\d))|(?P<numero>\d+)|(?P<parola>[^\W\d_]+)|(?P<segno>\S)"
)

_INSIDE_FORM = frozenset(".'’-")
"""The signs that may stand between the words of a form."""
_LONGEST_SHORT = 4  # letters: a form that ends in so few is abbreviated, the stop behind it belongs to it


class Token(NamedTuple):
    """A piece of a text from character ``inizio`` to ``fine``; ``testo`` as printed, ``forma`` folded.

    ``tipo`` is ``data`` (31/12/2025), ``numero``, ``parola`` or ``segno``. Tokens and cursors are named tuples because a plan
    makes thousands.
    """

    tipo: str
    testo: str
    forma: str
    inizio: int
    fine: int


def tokenize(testo: str, start: int = 0) -> tuple[Token, ...]:
    """Return the tokens of a text from a word's start on, in their order; blanks are in none."""
    return tuple(
        [
            Token(match.lastgroup or "segno", text := match[0], _fold(text), match.start(), match.end())
            for match in _TOKEN.finditer(testo, start)
        ]
    )


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


class Cursor(NamedTuple):
    """A place in a list of tokens. Moving gives a new cursor; a move that does not fit gives None."""

    tokens: tuple[Token, ...]
    place: int = 0

    def peek(self, ahead: int = 0) -> Token | None:
        """Return the token ``ahead`` places on, or None past the end."""
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def move(self, steps: int = 1) -> Cursor:
        """Return the cursor some tokens further on."""
        return Cursor(self.tokens, self.place + steps)

    def is_sign(self, signs: str) -> bool:
        """Say whether the next token is one of those signs."""
        token = self.peek()
        return token is not None and token.tipo == "segno" and token.testo in signs

    def skip_signs(self, signs: str) -> Cursor:
        """Return the cursor past any of those signs."""
        cursor = self
        while cursor.is_sign(signs):
            cursor = cursor.move()
        return cursor

    def word_in(self, words: Container[str]) -> bool:
        """Say whether the next token is one of those folded words."""
        token = self.peek()
        return token is not None and token.tipo == "parola" and token.forma in words

    def skip_words(self, words: Container[str], signs: str = "") -> Cursor:
        """Return the cursor past any of those words and signs."""
        cursor = self
        while cursor.word_in(words) or (signs and cursor.is_sign(signs)):
            cursor = cursor.move()
        return cursor

    def match_form(self, forma: tuple[str, ...]) -> Cursor | None:
        """Return the cursor past the words of a form, dots and apostrophes among them or not, or None."""
        tokens, place = self  # without a cursor for each step: most forms end at their first or second word
        for number, word in enumerate(forma):
            while number and place < len(tokens) and tokens[place].testo in _INSIDE_FORM:
                place += 1
            if place == len(tokens) or tokens[place].forma != word or tokens[place].tipo != "parola":
                return None
            place += 1
        after = Cursor(tokens, place)
        dotted = len(tokens[place - 1].forma) <= _LONGEST_SHORT and after.is_sign(".")
        return after.move() if dotted else after

    @property
    def end(self) -> int:
        """The character where the token before the cursor ends."""
        return self.tokens[self.place - 1].fine if self.place else 0


def parse_numeric_date(testo: str) -> date | None:
    """Return the date that ``31/12/2025`` names, or None when there is no such day."""
    day, month, year = (int(part) for part in re.split(r"[./-]", testo))
    try:
        return date(year, month, day)
    except ValueError:
        return None
