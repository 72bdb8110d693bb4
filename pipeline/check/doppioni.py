"""What the plan says twice.

An action under two objectives (QUA501), a title on two objectives (QUA502) or taken from the settore (QUA503), an indicator
that is its title (QUA504), an algoritmo that is its indicator (QUA505). Individual objectives carry the plan's own down to
persons: an action that stands on both levels is no repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.check.nodes import AnyObiettivo, iter_all_obiettivi
from pipeline.check.ratio import has_ratio
from pipeline.check.somiglianza import content_of, pairs_alike
from pipeline.check.words import fold_words, words_of
from pipeline.diagnostics import finding
from pipeline.model import Diagnostic, Indicatore, Piano

_YEAR = re.compile(r"\b20\d\d\b")


def same_action_twice(piano: Piano) -> Iterator[Diagnostic]:
    """QUA501: two indicators of different objectives are the same action."""
    yield from _twins(list(piano.iter_obiettivi()))
    yield from _twins(list(piano.obiettivi_individuali))


def same_title_twice(piano: Piano) -> Iterator[Diagnostic]:
    """QUA502: the titles of two objectives of the settori say the same."""
    obiettivi = list(piano.iter_obiettivi())
    contents = [content_of(obiettivo.nome, generic=True) for obiettivo in obiettivi]
    for one, other in pairs_alike(contents, [obiettivo.codice for obiettivo in obiettivi]):
        first, second = obiettivi[one], obiettivi[other]
        yield finding("QUA502", nodo=second.codice, fonte=second.fonte, altro=first.codice, testo=first.nome)


def title_of_settore(piano: Piano) -> Iterator[Diagnostic]:
    """QUA503: an objective's title is the name of its settore."""
    for settore in piano.settori:
        name = _bare(settore.nome)
        for obiettivo in settore.obiettivi:
            if name and _bare(obiettivo.nome) == name:
                yield finding("QUA503", nodo=obiettivo.codice, fonte=obiettivo.fonte, settore=settore.codice)


def indicator_is_title(piano: Piano) -> Iterator[Diagnostic]:
    """QUA504: an indicator says nothing but its objective's title."""
    for obiettivo in iter_all_obiettivi(piano):
        title = _bare(obiettivo.nome)
        for indicatore in obiettivo.indicatori:
            if _bare(indicatore.testo) == title and not has_ratio(indicatore):
                yield finding("QUA504", nodo=indicatore.id, fonte=indicatore.fonte)


def algoritmo_is_indicator(piano: Piano) -> Iterator[Diagnostic]:
    """QUA505: the algoritmo is the indicator's text again."""
    for indicatore in piano.iter_indicatori():
        if indicatore.algoritmo and fold_words(indicatore.algoritmo) == fold_words(indicatore.testo):
            yield finding("QUA505", nodo=indicatore.id, fonte=indicatore.fonte)


def _twins(obiettivi: Sequence[AnyObiettivo]) -> Iterator[Diagnostic]:
    placed = [(o, indicatore) for o in obiettivi for indicatore in o.indicatori]
    contents = [content_of(_named(indicatore, o)) for o, indicatore in placed]
    for one, other in pairs_alike(contents, [o.codice for o, _ in placed]):
        yield _twin(placed[one][1], placed[other][1])


def _twin(first: Indicatore, second: Indicatore) -> Diagnostic:
    return finding("QUA501", nodo=second.id, fonte=second.fonte, altro=first.id, testo=first.testo)


def _named(indicatore: Indicatore, obiettivo: AnyObiettivo) -> str:
    """Return the indicator's text; one that is nothing but a ratio takes its name from the objective."""
    formula = indicatore.formula
    if formula is None:
        return indicatore.testo
    rest = indicatore.testo.replace(formula.numeratore, "").replace(formula.denominatore, "")
    return indicatore.testo if words_of(rest) else f"{obiettivo.nome} {indicatore.testo}"


def _bare(text: str) -> str:
    return fold_words(_YEAR.sub(" ", text) if "20" in text else text)
