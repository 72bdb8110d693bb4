"""Whether two plans are of one body. In: the names as printed. Out: yes or no; a missing name is no reason to say no."""

from __future__ import annotations

import re

from pipeline.diff.texts import fold
from pipeline.diff.words import generic_words

_WORD = re.compile(r"[a-z0-9]+")


def same_body(old: str | None, new: str | None) -> bool:
    """Tell whether two names may be those of one body: the words that tell bodies apart agree, as far as both print them."""
    if not old or not new:
        return True
    before, after = _telling(old), _telling(new)
    if not before or not after:
        return fold(old) == fold(new)
    return before <= after or after <= before


def _telling(name: str) -> set[str]:
    return set(_WORD.findall(fold(name))) - generic_words()
