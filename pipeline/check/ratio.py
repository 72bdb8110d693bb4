"""Does a text say what over what? The formula that was understood tells, else the turns of phrase of the profile."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.check.words import fold, setting
from pipeline.model import Indicatore


def prints_ratio(testo: str, indicatore: Indicatore) -> bool:
    """Tell whether this text of the indicator prints a ratio."""
    formula = indicatore.formula
    if formula is not None and formula.numeratore in testo and formula.denominatore in testo:
        return True
    return _says_ratio(testo)


@lru_cache(maxsize=4096)  # half a dozen rules ask
def _says_ratio(testo: str) -> bool:
    folded = fold(testo)
    return any(form.search(folded) for form in _forms())


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form) for form in setting("rapporto", "forme"))


def has_ratio(indicatore: Indicatore) -> bool:
    """Tell whether the indicator says anywhere what it measures over what."""
    if indicatore.formula is not None:
        return True
    return _says_ratio(indicatore.testo) or _says_ratio(indicatore.algoritmo or "")
