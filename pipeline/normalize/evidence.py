"""Whether what was read is a plan at all.

In: the tree as it grew, and whether the document prints a plan's column headers. Out: yes or no. Any table gives rows that
can be read as objectives and indicators; without headers only what stands in them can say that they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalize.likelihood import prose_score, target_score
from pipeline.normalize.nodes import Branch, Leaf

_LIKELY = 2.5
"""Scores of text and target together: a short name and a number make less, a sentence or a percentage makes more."""


def is_plan(goals: Sequence[Branch], *, headed: bool) -> bool:
    """Say whether the objectives are a plan's.

    A headed one has an objective at least. One without headers has a printed objective with indicators; half of all
    indicators have a target that reads like one, and some indicator is told in more than a word or two.
    """
    if headed and goals:
        return True
    if not any(goal.foglie for goal in goals if not goal.implicito):
        return False
    leaves = [leaf for goal in goals for leaf in goal.foglie]
    likely = [leaf for leaf in leaves if _is_indicator(leaf)]
    return 2 * len(likely) >= len(leaves) and any(prose_score(leaf.testo) > 0 for leaf in likely)


def _is_indicator(leaf: Leaf) -> bool:
    """Say whether a text and a value beside it read like an indicator and its target (a dash is no value)."""
    if not (_says_something(leaf.testo) and _says_something(leaf.target)):
        return False
    return prose_score(leaf.testo) + target_score(leaf.target) >= _LIKELY


def _says_something(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
