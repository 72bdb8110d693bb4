"""The conservation law on the samples: every word of the document is in a node or in the page's furniture.

The program's own ledger is checked against a second one, made without it: the document's words as its format holds them
(``independent``), the furniture as a person wrote it down (``furniture``), and the texts of the tree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import pytest

from pipeline.model import Indicatore, Piano

from .furniture import furniture
from .independent import characters, words_of
from .reading import PDF, SAMPLES, goals_of, read_sample, read_sample_rows


def node_texts(piano: Piano) -> Iterator[str]:
    """Yield every text of the tree as often as the plan prints it: each node's once, the body's once a table."""
    assert piano.atto is not None
    yield from (str(piano.titolo), piano.atto.testo)
    yield from (settore.testo for settore in piano.settori)
    yield from (goal.testo for goal in goals_of(piano))
    for indicatore in piano.iter_indicatori():
        yield from _texts(indicatore)
    for _, table in groupby(piano.obiettivi_individuali, key=lambda goal: goal.unita):
        yield str(next(table).ente)


def _texts(indicatore: Indicatore) -> Iterator[str]:
    yield indicatore.testo
    yield indicatore.target.testo
    yield indicatore.owner.testo if indicatore.owner else ""
    yield indicatore.algoritmo or ""


@pytest.mark.parametrize("name", SAMPLES)
def test_every_character_of_the_document_is_in_the_tree_or_in_the_furniture(name: str) -> None:
    document = characters(words_of(name))
    told = characters(node_texts(read_sample(name))) + characters(furniture(name))
    assert (document - told, told - document) == (Counter(), Counter())


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != PDF])
def test_every_word_of_the_document_is_in_the_tree_or_in_the_furniture(name: str) -> None:
    """Where lines do not break: a PDF breaks ``Anagrafico-`` / ``Certificativo`` in two."""
    document = Counter(words_of(name))
    told = Counter(word for text in (*node_texts(read_sample(name)), *furniture(name)) for word in text.split())
    assert (document - told, told - document) == (Counter(), Counter())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_words_that_were_read_are_those_of_the_document(name: str) -> None:
    assert Counter(read_sample_rows(name).parole) == Counter(words_of(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_ledger_says_the_numbers_counted_without_the_program(name: str) -> None:
    ledger = read_sample(name).copertura
    aside = sum(len(text.split()) for text in furniture(name))
    assert ledger.parole == len(words_of(name))
    assert (ledger.nei_nodi, ledger.arredo, ledger.non_assegnate) == (ledger.parole - aside, aside, 0)
