"""How alike two names are: the only module that asks rapidfuzz.

The score is symmetric and knows no supersets (``token_set_ratio`` would give 100 to a name and its superset). A score
alone never decides: ``is_misspelling`` says whether one name can be the other with slips of the keyboard.
"""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from pipeline.meaning.owners.fold import Nome

SHORTEST_LOOSE_WORD = 5
"""Below five letters one letter more or less makes another word, or another acronym."""
MOST_LOOSE_WORDS = 2


def score_names(left: Nome, right: Nome) -> float:
    """Return the likeness of two names' telling words, 0 to 100; 0 when their designations differ."""
    if left.designazioni != right.designazioni or not left.parole or not right.parole:
        return 0.0
    by_words = fuzz.token_sort_ratio(" ".join(left.parole), " ".join(right.parole))
    by_letters = fuzz.ratio("".join(left.parole), "".join(right.parole))
    return round(max(by_words, by_letters), 1)


def is_misspelling(left: Nome, right: Nome) -> bool:
    """Say whether two names differ only by word order, by a blank, or by one letter in at most two words."""
    if left.designazioni != right.designazioni:
        return False
    if "".join(left.parole) == "".join(right.parole):
        return bool(left.parole)
    mine, theirs = _without_common(left.parole, right.parole)
    if len(mine) != len(theirs) or len(mine) > MOST_LOOSE_WORDS:
        return False
    return all(is_close_word(one, other) for one, other in zip(mine, theirs, strict=True))


def is_close_word(one: str, other: str) -> bool:
    """Say whether two words are one letter apart: one more, one less, another, or two changed round."""
    if max(len(one), len(other)) < SHORTEST_LOOSE_WORD or any(char.isdigit() for char in one + other):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _without_common(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[list[str], list[str]]:
    theirs = list(right)
    mine: list[str] = []
    for word in left:
        if word in theirs:
            theirs.remove(word)
        else:
            mine.append(word)
    return mine, theirs
