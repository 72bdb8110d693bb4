"""A text cut where its brackets and its punctuation cut it: the stretches in which a ratio may stand.

In: tokens. Out: for each bracket, and for the text outside all brackets, the tokens from one boundary to the next, what
stands in brackets inside kept whole. What a stretch says is not decided here.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.meaning.tokens import Tokens

_OPEN, _CLOSE = "(", ")"
_CUTS = (";", ":", "-", _CLOSE)
_LIST_MARK = 2  # "1)", "a)": a closing bracket without an opening one behind so many signs ends a mark, not a text


class Brano(NamedTuple):
    """A stretch of a text: its tokens, and the depth of each inside the stretch (0: not in a bracket of its own)."""

    tokens: Tokens
    profondita: tuple[int, ...]

    def cut(self, start: int, end: int) -> Brano:
        """Return the part from token ``start`` to token ``end``."""
        return Brano(tokens=self.tokens[start:end], profondita=self.profondita[start:end])


def find_groups(tokens: Tokens) -> tuple[Brano, ...] | None:
    """Return the text outside brackets and what each bracket holds, outermost first; None where they do not balance."""
    spans: list[tuple[int, int, int]] = []
    opened: list[int] = []
    depths: list[int] = []
    for at, token in enumerate(tokens):
        if token.testo == _OPEN:
            opened.append(at)
        depths.append(len(opened))
        if token.testo == _CLOSE and opened:
            start = opened.pop() + 1
            spans.append((start, at, len(opened) + 1))
        elif token.testo == _CLOSE and not _ends_mark(tokens, at):
            return None
    if opened:
        return None
    return tuple(_group(tokens, depths, *span) for span in sorted([(0, len(tokens), 0), *spans]))


def _ends_mark(tokens: Tokens, at: int) -> bool:
    return at > 0 and len(tokens[at - 1].testo) <= _LIST_MARK and not tokens[at].stacco


def _group(tokens: Tokens, depths: list[int], start: int, end: int, base: int) -> Brano:
    return Brano(tokens=tokens[start:end], profondita=tuple(depth - base for depth in depths[start:end]))


def stretches(group: Brano) -> tuple[Brano, ...]:
    """Return the group cut at its semicolons, colons, spaced dashes and list marks."""
    signs = [at for at, token in enumerate(group.tokens) if token.testo in _CUTS and group.profondita[at] == 0]
    cuts = [at for at in signs if _cuts(group, at)]
    starts = [0, *(at + 1 for at in cuts)]
    ends = [*cuts, len(group.tokens)]
    return tuple(group.cut(start, end) for start, end in zip(starts, ends, strict=True) if end > start)


def _cuts(group: Brano, at: int) -> bool:
    """Tell whether a sign cuts: a dash only with a space on both sides."""
    token = group.tokens[at]
    return token.testo != "-" or (token.stacco and at + 1 < len(group.tokens) and group.tokens[at + 1].stacco)
