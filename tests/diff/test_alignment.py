"""Pairing: what must hold for any pair of plans, and the traps that must not be fallen into."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipeline.diff import Livello, align
from pipeline.diff.nodes import flatten
from pipeline.model import Obiettivo, Piano

from .generator import STRENGTHS, Strength, make_pair
from .plans import make_plan, sample_plan

OBJECTIVES = (Livello.OBIETTIVO, Livello.OBIETTIVO_INDIVIDUALE)
INDICATORS = (Livello.INDICATORE, Livello.INDICATORE_INDIVIDUALE)


def pairs(old: Piano, new: Piano, livello: Livello) -> set[tuple[str, str]]:
    return {(p.vecchio, p.nuovo) for p in align(old, new).pairs[livello]}


def shuffled(piano: Piano, seed: int) -> Piano:
    """The same plan with settori, objectives and indicators in another order; ids stay with their nodes."""
    rng = random.Random(seed)

    def mixed(node: Obiettivo) -> Obiettivo:
        return replace(node, indicatori=tuple(rng.sample(node.indicatori, len(node.indicatori))))

    settori = [
        replace(s, obiettivi=tuple(mixed(o) for o in rng.sample(s.obiettivi, len(s.obiettivi)))) for s in piano.settori
    ]
    singles = piano.obiettivi_individuali
    return replace(
        piano,
        settori=tuple(rng.sample(settori, len(settori))),
        obiettivi_individuali=tuple(rng.sample(singles, len(singles))),
    )


@pytest.mark.parametrize("seed", range(3))
def test_strongest_setting_keeps_most_pairs_and_makes_few_wrong_ones(seed: int) -> None:
    pair = make_pair(STRENGTHS[-1], seed)
    alignment = align(pair.old, pair.new)
    for levels, truth in ((OBJECTIVES, pair.obiettivi), (INDICATORS, pair.indicatori)):
        found = {(p.vecchio, p.nuovo) for lv in levels for p in alignment.pairs[lv]}
        assert len(found - truth) <= 0.05 * len(found)
        assert len({a for a, _ in truth} - {a for a, _ in found & truth}) <= 0.08 * len(truth)


@pytest.mark.parametrize("strength", STRENGTHS, ids=lambda s: s.name)
def test_order_of_nodes_in_the_file_does_not_matter(strength: Strength) -> None:
    pair = make_pair(strength, 5)
    for livello in Livello:
        straight = pairs(pair.old, pair.new, livello)
        assert pairs(shuffled(pair.old, 1), shuffled(pair.new, 2), livello) == straight


@pytest.mark.parametrize("strength", STRENGTHS, ids=lambda s: s.name)
def test_going_backwards_gives_the_same_pairs(strength: Strength) -> None:
    pair = make_pair(strength, 6)
    forward, backward = align(pair.old, pair.new), align(pair.new, pair.old)
    for livello in Livello:
        found = {(p.vecchio, p.nuovo, p.punteggio, p.motivo_dubbio) for p in forward.pairs[livello]}
        assert found == {(p.nuovo, p.vecchio, p.punteggio, p.motivo_dubbio) for p in backward.pairs[livello]}


def test_a_plan_is_paired_with_itself_node_by_node() -> None:
    plan = sample_plan()
    for livello, nodes in flatten(plan).nodes.items():
        assert pairs(plan, plan, livello) == {(key, key) for key in nodes}


def test_every_pair_has_a_score_and_evidence() -> None:
    pair = make_pair(STRENGTHS[2], 1)
    for found in align(pair.old, pair.new).pairs.values():
        assert found
        for one in found:
            assert 0.5 < one.punteggio <= 1
            assert dict(one.evidenza)["testo"] >= 0.3 or dict(one.evidenza).get("figli", 0) > 0
            assert all(0 <= value <= 1 for _, value in one.evidenza)


def test_objectives_swap_their_codes() -> None:
    plan = sample_plan()
    first, second, *rest = plan.settori[0].obiettivi
    swapped = (replace(second, codice=first.codice), replace(first, codice=second.codice), *rest)
    new = replace(plan, settori=(replace(plan.settori[0], obiettivi=swapped), *plan.settori[1:]))
    found = pairs(plan, new, Livello.OBIETTIVO)
    assert {("01.01", "01.02"), ("01.02", "01.01")} <= found


def test_an_unlike_node_under_the_same_code_is_no_successor() -> None:
    plan = sample_plan()
    old, *rest = plan.settori[3].obiettivi
    other = replace(
        old,
        testo="04.01 - Rifacimento della facciata del palazzo",
        nome="Rifacimento della facciata del palazzo",
        indicatori=(replace(old.indicatori[0], testo="metri quadrati di facciata ridipinti"),),
    )
    new = replace(
        plan, settori=(*plan.settori[:3], replace(plan.settori[3], obiettivi=(other, *rest)), *plan.settori[4:])
    )
    assert "04.01" not in {b for _, b in pairs(plan, new, Livello.OBIETTIVO)}
    assert "04.01/1" not in {b for _, b in pairs(plan, new, Livello.INDICATORE)}


def test_the_copy_of_a_living_node_stays_alone() -> None:
    """A new node with the words of an old one that is still there is no successor of anybody."""
    plan = sample_plan()
    model = plan.settori[4].obiettivi[0]
    copy = replace(
        model,
        codice="13.05",
        testo="13.05 - Supporto al sistema museale 2025",
        nome="Supporto al sistema museale",
        indicatori=(replace(model.indicatori[0], id="13.05/1"),),
    )
    home = plan.settori[12]
    settori = (*plan.settori[:12], replace(home, obiettivi=(*home.obiettivi, copy)), plan.settori[13])
    alignment = align(plan, replace(plan, settori=settori))
    assert alignment.ancestors[Livello.OBIETTIVO].get("13.05") is None
    assert alignment.successors[Livello.INDICATORE]["05.01/1"] == "05.01/1"


def test_codes_that_occur_twice_are_told_apart() -> None:
    plan = sample_plan()
    twice = replace(plan.settori[0], obiettivi=(plan.settori[0].obiettivi[0],) * 2)
    assert list(flatten(make_plan((twice,), (), 2025)).nodes[Livello.OBIETTIVO]) == ["01.01", "01.01~2"]


def test_plans_without_nodes_have_no_pairs() -> None:
    empty = make_plan((), (), 2025)
    assert all(not found for found in align(empty, empty).pairs.values())
    assert all(not found for found in align(empty, sample_plan()).pairs.values())


def test_a_contested_pair_is_doubtful() -> None:
    """Two new indicators with the same words: whichever is taken, the other might have been it."""
    plan = sample_plan()
    objective = plan.settori[3].obiettivi[0]
    words = objective.indicatori[0]
    doubled = replace(objective, indicatori=(replace(words, id="04.01/7"), replace(words, id="04.01/8")))
    new = replace(plan, settori=(*plan.settori[:3], replace(plan.settori[3], obiettivi=(doubled,)), *plan.settori[4:]))
    pair = next(p for p in align(plan, new).pairs[Livello.INDICATORE] if p.vecchio == "04.01/1")
    assert pair.motivo_dubbio in ("conteso_con:04.01/7", "conteso_con:04.01/8")
