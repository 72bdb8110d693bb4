"""The real interpreter in the place of the tests' own: kinds of target changes and renamed units hold with it as well."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.diff import compare
from pipeline.meaning import interpret
from pipeline.model import Indicatore, Owner, Piano, Target

from .generator import STRENGTHS, make_pair

MEANING = ("target_", "scadenza_", "owner_")


def as_printed(plan: Piano) -> Piano:
    """The plan with its targets and owners as texts only."""

    def bare(item: Indicatore) -> Indicatore:
        owner = Owner(testo=item.owner.testo) if item.owner else None
        return replace(item, target=Target(testo=item.target.testo), owner=owner)

    settori = tuple(
        replace(s, obiettivi=tuple(replace(o, indicatori=tuple(map(bare, o.indicatori))) for o in s.obiettivi))
        for s in plan.settori
    )
    singles = tuple(replace(o, indicatori=tuple(map(bare, o.indicatori))) for o in plan.obiettivi_individuali)
    return replace(plan, settori=settori, obiettivi_individuali=singles)


@pytest.mark.parametrize("seed", range(2))
def test_kinds_of_change_with_the_real_interpreter(seed: int) -> None:
    pair = make_pair(STRENGTHS[2], seed)
    diff = compare(interpret(as_printed(pair.old)), interpret(as_printed(pair.new)))
    meant = [e for e in pair.edits if e.tipo.startswith(MEANING)]
    told = {(c.tipo, c.vecchio, c.nuovo) for c in diff.cambiamenti}
    right = [e for e in meant if (e.tipo, e.vecchio, e.nuovo) in told]
    assert len(right) >= 0.95 * len(meant)
    assert [c.vecchio for c in diff.cambiamenti if c.tipo == "unita_rinominata"] == [
        e.vecchio for e in pair.edits if e.tipo == "unita_rinominata"
    ]
    wrong = [c for c in diff.cambiamenti if c.tipo == "owner_cambiato"]
    assert len(wrong) <= sum(e.tipo == "owner_cambiato" for e in pair.edits) + 3
