"""Phrases as data: tables of token texts that match a place in a text.

In: phrases as a person writes them in TOML. Out: tables that find the longest phrase at a place. What a phrase means is
the caller's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.meaning.tokens import Tokens, tokenize

V = TypeVar("V")


@dataclass(frozen=True, kw_only=True, slots=True)
class Frasario(Generic[V]):
    """Phrases (as tuples of token texts) and what each means; ``lunghe`` has the longest phrase's size by first token."""

    voci: Mapping[tuple[str, ...], V]
    lunghe: Mapping[str, int]

    def match(self, tokens: Tokens, at: int = 0) -> tuple[V, int] | None:
        """Return the meaning of the longest phrase that stands at ``at``, and the place behind it."""
        if at >= len(tokens):
            return None
        longest = self.lunghe.get(tokens[at].testo)
        if longest is None:  # most tokens begin no phrase
            return None
        for size in range(min(longest, len(tokens) - at), 0, -1):
            phrase = tuple(token.testo for token in tokens[at : at + size])
            if phrase in self.voci:
                return self.voci[phrase], at + size
        return None

    def match_whole(self, tokens: Tokens) -> V | None:
        """Return the meaning of the phrase that the tokens are, all together."""
        return self.voci.get(tuple(token.testo for token in tokens))

    def skip(self, tokens: Tokens, at: int) -> int:
        """Return the place behind the phrase at ``at``, or ``at`` itself."""
        found = self.match(tokens, at)
        return found[1] if found else at


def phrase_of(text: str) -> tuple[str, ...]:
    """Return a phrase as token texts, the way targets are tokenized."""
    return tuple(token.testo for token in tokenize(text))


def phrases(table: Mapping[str, Iterable[str]]) -> Frasario[str]:
    """Return the table ``meaning -> spellings`` turned round."""
    return frasario({phrase_of(text): meaning for meaning, texts in table.items() for text in texts})


def frasario(entries: dict[tuple[str, ...], V]) -> Frasario[V]:
    """Return a table of the phrases, given as token texts."""
    longest: dict[str, int] = {}
    for phrase in entries:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    return Frasario(voci=entries, lunghe=longest)


def plain(texts: Iterable[str]) -> Frasario[str]:
    """Return the table of phrases that mean themselves."""
    return frasario({phrase_of(text): text for text in texts})
