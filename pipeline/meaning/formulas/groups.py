"""A text cut where its brackets and its punctuation cut it: the stretches in which a ratio may stand.

In: tokens. Out: for each bracket, and for the text outside all brackets, the tokens from one boundary to the next, what
stands in brackets inside kept whole. What a stretch says is not decided here.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.meaning.tokens import Tokens

_OPEN, _CLOSE = "(", ")"
_CUTS = frozenset((";", ":", "-", _CLOSE))
_LIST_MARK = 2  # "1)", "a)": a closing bracket without an opening one behind so many signs ends a mark, not a text


class Brano(NamedTuple):
    """A stretch of a text: its tokens, their texts, and the depth of each inside the stretch (0: not in a bracket of its own)."""

    tokens: Tokens
    testi: tuple[str, ...]
    profondita: tuple[int, ...]

    def cut(self, start: int, end: int) -> Brano:
        """Return the part from token ``start`` to token ``end``."""
        return Brano(self.tokens[start:end], self.testi[start:end], self.profondita[start:end])


def flat(tokens: Tokens, texts: tuple[str, ...]) -> Brano:
    """Return the whole text, whatever brackets it has, as one stretch."""
    return Brano(tokens, texts, (0,) * len(texts))


def find_groups(tokens: Tokens, texts: tuple[str, ...]) -> tuple[Brano, ...] | None:
    """Return the text outside brackets and what each bracket holds, outermost first; None where they do not balance."""
    if _OPEN not in texts and _CLOSE not in texts:
        return (flat(tokens, texts),)
    spans: list[tuple[int, int, int]] = []
    opened: list[int] = []
    depths: list[int] = []
    for at, text in enumerate(texts):
        if text == _OPEN:
            opened.append(at)
        depths.append(len(opened))
        if text == _CLOSE and opened:
            start = opened.pop() + 1
            spans.append((start, at, len(opened) + 1))
        elif text == _CLOSE and not _ends_mark(tokens, at):
            return None
    if opened:
        return None
    whole = Brano(tokens, texts, tuple(depths))
    return tuple([_inside(whole, *span) if span[2] else whole for span in sorted([(0, len(tokens), 0), *spans])])


def _ends_mark(tokens: Tokens, at: int) -> bool:
    return at > 0 and len(tokens[at - 1].testo) <= _LIST_MARK and not tokens[at].stacco


def _inside(whole: Brano, start: int, end: int, base: int) -> Brano:
    tokens, texts, depths = whole.cut(start, end)
    return Brano(tokens, texts, tuple([depth - base for depth in depths]))


def stretches(group: Brano) -> tuple[Brano, ...]:
    """Return the group cut at its semicolons, colons, spaced dashes and list marks."""
    if _CUTS.isdisjoint(group.testi):
        return (group,) if group.testi else ()
    signs = [at for at, text in enumerate(group.testi) if text in _CUTS and group.profondita[at] == 0]
    cuts = [at for at in signs if _cuts(group, at)]
    starts = [0, *(at + 1 for at in cuts)]
    ends = [*cuts, len(group.tokens)]
    return tuple(group.cut(start, end) for start, end in zip(starts, ends, strict=True) if end > start)


def _cuts(group: Brano, at: int) -> bool:
    """Tell whether a sign cuts: a dash only with a space on both sides."""
    token = group.tokens[at]
    return token.testo != "-" or (token.stacco and at + 1 < len(group.tokens) and group.tokens[at + 1].stacco)
