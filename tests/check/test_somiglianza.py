"""Looking for the same action among many texts finds what comparing each with each finds."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.somiglianza import content_of, pairs_alike, same_action

_WORDS = [
    "revisione", "segnaletica", "ambientale", "archivio", "deposito", "sede", "livorno", "grosseto", "collaudo",
    "collaudi", "verifiche", "verifica", "metrologia", "sportello", "imprese", "portale",
]  # fmt: skip


_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=10).map(" ".join)


@given(st.lists(st.tuples(_TEXTS, st.sampled_from("AB")), max_size=12))
def test_the_index_of_words_loses_no_pair_and_keeps_the_order(texts: list[tuple[str, str]]) -> None:
    """Half of n words are shared only where one of any n // 2 + 1 of them is: asking for the rarest of them is enough."""
    contents = [content_of(text) for text, _ in texts]
    owners = [owner for _, owner in texts]
    expected = [
        (one, other)
        for one, other in combinations(range(len(texts)), 2)
        if owners[one] != owners[other] and same_action(contents[one], contents[other])
    ]
    assert list(pairs_alike(contents, owners)) == expected


def test_the_same_action_of_another_owner_is_found_among_others() -> None:
    texts = ["collaudo portale imprese sportello", "archivio deposito sede", "Collaudo portale imprese e sportello"]
    contents = [content_of(text) for text in texts]
    assert list(pairs_alike(contents, ["01", "01", "02"])) == [(0, 2)]
    assert list(pairs_alike(contents, ["01", "01", "01"])) == []
