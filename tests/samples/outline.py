"""A plan as lines that a reviewer reads: a node a line, indented; and its findings, a line each. No coordinates.

01 Semplificazione Amministrativa …
  01.01 Verifica dinamica mediatore … [2025]
    01.01/1 verifica dinamica di … | soglia = 100 % aumenta (inferito: direzione) | servizio-anagrafico-certificativo
      N. cancellazioni effettuate  ÷  N. società da cancellare
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.model import Indicatore, Owner, Piano, Riferimento, Target


def outline(piano: Piano) -> str:
    """Return the tree of a plan as text."""
    return "\n".join([*_head(piano), *_settori(piano), *_individuals(piano), ""])


def findings(piano: Piano) -> str:
    """Return the findings of a plan in their order, each as ``code node message``."""
    lines = (f"{d.codice} {d.gravita.value:6} {d.nodo or '-'}  {d.messaggio}" for d in piano.diagnostica)
    return "\n".join([*lines, ""])


def _head(piano: Piano) -> Iterator[str]:
    atto = piano.atto
    yield f"{piano.titolo} | ente {piano.ente} | anno {piano.anno}"
    yield f"{atto.testo} | allegato {atto.allegato} | {atto.organo} | {atto.data}" if atto else "nessun atto"


def _settori(piano: Piano) -> Iterator[str]:
    for settore in piano.settori:
        yield f"{settore.codice} {settore.nome}"
        for goal in settore.obiettivi:
            yield f"  {goal.codice} {goal.nome}{_year(goal.anno)}{_references(goal.riferimenti)}"
            for indicatore in goal.indicatori:
                yield from _indicatore(indicatore)


def _individuals(piano: Piano) -> Iterator[str]:
    for goal in piano.obiettivi_individuali:
        about = f"settore {goal.settore} | {goal.unita} | {goal.ente}"
        yield f"{goal.codice} {goal.nome}{_year(goal.anno)} | {about}{_references(goal.riferimenti)}"
        for indicatore in goal.indicatori:
            yield from _indicatore(indicatore)


def _year(anno: int | None) -> str:
    return f" [{anno}]" if anno else ""


def _references(riferimenti: tuple[Riferimento, ...]) -> str:
    return "".join(f" <{r.norma}>" for r in riferimenti)


def _indicatore(indicatore: Indicatore) -> Iterator[str]:
    owner = f" | {_owner(indicatore.owner)}" if indicatore.owner else ""
    algoritmo = f" | {indicatore.algoritmo}" if indicatore.algoritmo else ""
    references = _references(indicatore.riferimenti)
    yield f"    {indicatore.id} {indicatore.testo}{algoritmo} | {_target(indicatore.target)}{owner}{references}"
    if indicatore.formula:
        yield f"      {indicatore.formula.numeratore}  ÷  {indicatore.formula.denominatore}"


def _target(target: Target) -> str:
    value = format(target.valore.normalize(), "f") if isinstance(target.valore, Decimal) else target.valore
    parts = (target.tipo, target.operatore, value, target.unita, target.direzione)
    typed = " ".join(str(part) for part in parts if part is not None)
    inferred = f" (inferito: {', '.join(target.inferito)})" if target.inferito else ""
    reference = target.riferimento
    against = f" rispetto a {reference.testo or reference.anno}" if reference else ""
    return f"«{target.testo}» {typed}{against}{inferred}" + "".join(f" + {_target(part)}" for part in target.parti)


def _owner(owner: Owner) -> str:
    return f"{owner.metodo.value if owner.metodo else '?'}: {' '.join(owner.unita)}"
