"""Struck-out text: rules that run through the middle of words take them off the page's text; pages come in and go out.

A rule that ends where its words end strikes or underlines them and is none of a table; struck words are furniture. Where it covers a
part of a word, or runs on and is no border of a cell either, the text stays and is a doubt. Slanted lines are not looked at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter

from pipeline.diagnostics import finding
from pipeline.extract.pdf.furniture_marks import Mark
from pipeline.extract.pdf.page import Page, Rule, Word
from pipeline.extract.pdf.rows.lines import box_of, lines_of
from pipeline.extract.pdf.words import DESCENT, baseline
from pipeline.model import Diagnostic, Provenance
from pipeline.rows import FurnitureKind

LOWEST, HIGHEST = 0.14, 0.44
"""A rule through words runs so far above their baseline (in ems): the middle of small letters. What underlines runs below it."""

UNDER = -0.2
"""A rule down to here (below the baseline, in ems) underlines."""

REACH = 0.6
"""It ends no further from its words than this (in ems): a space behind them may be struck, too."""

WHITE = 1.2
"""Between its words is no more white than this (in ems)."""

COVERED = 0.85
"""A word is struck if so much of it is, and touched from ``TOUCHED`` (in ems) on."""
TOUCHED = 0.15

SAME_END = 2.0
"""Ends of rules less than this apart (points) are at one place."""

_foot, _size = attrgetter("bottom"), attrgetter("size")
_left = attrgetter("x0", "numero")


@dataclass(slots=True)
class _Strikes:
    """What rules do to the words of a page."""

    rules: set[Rule] = field(default_factory=set)
    whole: set[Word] = field(default_factory=set)
    unclear: set[Word] = field(default_factory=set)


def find_struck(pages: tuple[Page, ...]) -> tuple[tuple[Page, ...], list[Mark], list[Diagnostic]]:
    """Return the pages without the rules that strike words, the words struck, and findings about them and about doubts."""
    marks: list[Mark] = []
    findings: list[Diagnostic] = []
    kept = list(pages)
    for at, page in enumerate(pages):
        strikes = _strikes(page)
        if strikes is None:
            continue
        kept[at] = replace(page, rules=tuple(rule for rule in page.rules if rule not in strikes.rules))
        for words in _runs(strikes.whole):
            marks.append(Mark(FurnitureKind.BARRATO, page, words))
            findings.append(finding("LET114", fonte=_place(page, words, strikes.whole), testo=_text(words)))
        findings += [
            finding("LET115", fonte=_place(page, words, set()), testo=_text(words))
            for words in _runs(strikes.unclear - strikes.whole)
        ]
    return tuple(kept), marks, findings


def _strikes(page: Page) -> _Strikes | None:
    """Return what the rules of a page strike; None for most pages, where rules run between lines."""
    horizontal = [rule for rule in page.rules if rule.horizontal]
    if not horizontal or not page.words:
        return None
    words = sorted(page.words, key=_foot)
    feet = list(map(_foot, words))
    highest = (DESCENT + HIGHEST) * max(map(_size, words))
    strikes = _Strikes()
    for rule in horizontal:
        level = words[bisect_left(feet, rule.at) : bisect_right(feet, rule.at + highest)]
        if near := sorted((word for word in level if _is_near(word, rule)), key=_left):
            _strike(strikes, rule, near, page)
    return strikes if strikes.rules or strikes.unclear else None


def _strike(strikes: _Strikes, rule: Rule, near: Sequence[Word], page: Page) -> None:
    """Note which of the words that a rule runs through or under, from left to right, it strikes or underlines."""
    crossed = [word for word in near if baseline(word) - rule.at >= LOWEST * word.size]
    if crossed and not _ends_with(rule, crossed):
        if not _is_border(rule, page):
            strikes.unclear.update(crossed)
    elif crossed:
        strikes.rules.add(rule)
        for word in crossed:
            (strikes.whole if _overlap(word, rule) >= COVERED * (word.x1 - word.x0) else strikes.unclear).add(word)
    elif _ends_with(rule, near) and not _is_border(rule, page):
        strikes.rules.add(rule)


def _is_near(word: Word, rule: Rule) -> bool:
    """Tell whether a rule runs through the middle of a word or right under it, be it of a part of it."""
    height = baseline(word) - rule.at
    return (
        word.angle == 0
        and not word.invisible
        and (LOWEST * word.size <= height <= HIGHEST * word.size or UNDER * word.size <= height <= 0)
        and _overlap(word, rule) >= min(TOUCHED * word.size, COVERED * (word.x1 - word.x0))
        and min(word.x1, word.bottom) >= 0
    )


def _overlap(word: Word, rule: Rule) -> float:
    return min(word.x1, rule.end) - max(word.x0, rule.start)


def _ends_with(rule: Rule, crossed: Sequence[Word]) -> bool:
    """Tell whether a rule begins and ends with the words that it crosses, and no wide white is between them."""
    first, last = crossed[0], crossed[-1]
    return (
        rule.start >= first.x0 - REACH * first.size
        and rule.end <= last.x1 + REACH * last.size
        and all(other.x0 - one.x1 <= WHITE * one.size for one, other in pairwise(crossed))
    )


def _is_border(rule: Rule, page: Page) -> bool:
    """Tell whether a rule meets an upright one at an end, or one between lines begins and ends where it does: no mark of its words."""
    return any(
        _is_alike(rule, other) and not any(_is_near(word, other) for word in page.words)
        if other.horizontal
        else _meets(rule, other)
        for other in page.rules
    )


def _is_alike(rule: Rule, other: Rule) -> bool:
    return other is not rule and abs(other.start - rule.start) + abs(other.end - rule.end) <= SAME_END


def _meets(rule: Rule, upright: Rule) -> bool:
    at_end = min(abs(upright.at - rule.start), abs(upright.at - rule.end)) <= SAME_END
    return at_end and upright.start - SAME_END <= rule.at <= upright.end + SAME_END


def _runs(words: set[Word]) -> Iterator[tuple[Word, ...]]:
    """Yield words that follow each other in the document as one text."""
    run: list[Word] = []
    for word in sorted(words):
        if run and word.numero != run[-1].numero + 1:
            yield tuple(run)
            run = []
        run.append(word)
    if run:
        yield tuple(run)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.testo for word in words)


def _place(page: Page, words: Sequence[Word], struck: set[Word]) -> Provenance:
    """Return where words stand, and the nearest word that stays: struck words at a text's end lie outside its node."""
    place = Provenance(pagina=page.numero, riquadro=box_of(lines_of(words)))
    near = min(
        (other for other in page.words if other not in struck and other.angle == 0),
        key=lambda other: _far(words, other),
        default=None,
    )
    if not struck or near is None:
        return place
    return place._replace(continua=(Provenance(pagina=page.numero, riquadro=box_of(lines_of((near,)))),))


def _far(words: Sequence[Word], other: Word) -> float:
    """Return how far a word stands from the nearest of some words; lines are nearer to each other than they look."""
    return min(
        max(0.0, other.x0 - word.x1, word.x0 - other.x1) + abs(baseline(word) - baseline(other)) / 2 for word in words
    )
