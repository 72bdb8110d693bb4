"""The diff's JSON: valid, lossless, invertible."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest

from pipeline.codec import encode
from pipeline.diff import Diff, Livello, compare
from pipeline.diff.document import encode_diff, invert, patch
from pipeline.errors import InputError
from pipeline.schema import read_schema, validate

from .generator import STRENGTHS, Strength, make_pair
from .plans import sample_plan

STRENGTH_NAMES = [s.name for s in STRENGTHS]


def mirrored(diff: Diff) -> Counter[tuple[str, str, str | None, str | None, bool]]:
    return Counter((c.tipo, str(c.livello), c.vecchio, c.nuovo, c.derivato) for c in diff.cambiamenti)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("strength", STRENGTHS, ids=STRENGTH_NAMES)
def test_patch_rebuilds_the_new_plan(strength: Strength, seed: int) -> None:
    """patch(a, diff(a, b)) = b, provenance and findings included, also through the file."""
    pair = make_pair(strength, seed)
    document = encode_diff(compare(pair.old, pair.new))
    assert validate(document, "diff") == ()
    rebuilt = patch(pair.old, json.loads(json.dumps(document)))
    assert rebuilt == pair.new
    assert encode(rebuilt) == encode(pair.new)


@pytest.mark.parametrize("strength", STRENGTHS, ids=STRENGTH_NAMES)
def test_backwards_is_the_inverse(strength: Strength) -> None:
    """diff(b, a) inverts diff(a, b)."""
    pair = make_pair(strength, 8)
    forward, backward = compare(pair.old, pair.new), compare(pair.new, pair.old)
    turned = invert(forward)
    for livello in Livello:
        assert turned.alignment.pairs[livello] == backward.alignment.pairs[livello]
    assert mirrored(turned) == mirrored(backward)
    assert (turned.rinomine, turned.rinnovi) == (backward.rinomine, backward.rinnovi)
    assert patch(pair.new, turned) == pair.old
    assert mirrored(invert(turned)) == mirrored(forward)


def test_a_plan_and_itself_need_nothing() -> None:
    plan = sample_plan()
    document = encode_diff(compare(plan, plan))
    assert document["cambiamenti"] == []
    assert document["ricostruzione"] == {}
    assert document["riepilogo"]["cambiamenti"] == {}
    assert patch(plan, document) == plan


def test_only_what_changed_is_repeated() -> None:
    plan = sample_plan()
    first, *rest = plan.settori
    new = replace(plan, settori=(replace(first, nome="Altro nome"), *rest))
    made = encode_diff(compare(plan, new))["ricostruzione"]
    assert made == {"settori": [{"da": "01", "campi": {"nome": "Altro nome"}}, *(s.codice for s in rest)]}


def test_another_plan_is_refused() -> None:
    pair = make_pair(STRENGTHS[1], 0)
    document = encode_diff(compare(pair.old, pair.new))
    with pytest.raises(InputError, match="da un piano diverso"):
        patch(pair.new, document)


def test_a_damaged_diff_is_refused() -> None:
    pair = make_pair(STRENGTHS[1], 0)
    document = encode_diff(compare(pair.old, pair.new))
    document["ricostruzione"]["settori"][0] = "99"
    with pytest.raises(InputError, match="«99»"):
        patch(pair.old, document)
    document["ricostruzione"]["settori"] = []
    with pytest.raises(InputError, match="danneggiato"):
        patch(pair.old, document)


def test_the_same_plans_give_the_same_json() -> None:
    pair = make_pair(STRENGTHS[2], 4)
    one, other = (json.dumps(encode_diff(compare(pair.old, pair.new))) for _ in range(2))
    assert one == other


def test_every_kind_of_change_has_a_name_in_both_languages() -> None:
    from pipeline.diff import words

    kinds = read_schema("diff")["$defs"]["tipo"]["enum"]
    assert tuple(kinds) == words.kinds()
    for kind in kinds:
        assert words.kind(kind, "it")
        assert words.kind(kind, "en")
