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


@given(st.lists(st.lists(st.sampled_from(_WORDS), max_size=10).map(" ".join), max_size=12))
def test_the_index_of_words_loses_no_pair_and_keeps_the_order(texts: list[str]) -> None:
    """Half of n words are shared only where one of any n // 2 + 1 of them is: asking for the rarest of them is enough."""
    contents = [content_of(text) for text in texts]
    expected = [
        (one, other)
        for one, other in combinations(range(len(contents)), 2)
        if same_action(contents[one], contents[other])
    ]
    assert list(pairs_alike(contents)) == expected


def test_the_same_action_among_others_is_found() -> None:
    texts = ["collaudo portale imprese sportello", "archivio deposito sede", "Collaudo portale imprese e sportello"]
    assert list(pairs_alike([content_of(text) for text in texts])) == [(0, 2)]
