"""Cards: labels with their values beside them, in tables, in lines of text, with or without a table of indicators inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.errors import NoPlanError
from pipeline.model import Piano
from pipeline.normalize import normalize

from .sheet import Box, Place, Sheet

Rows = list[list[Place]]

RETI = ("Reti", "Fibra nei comuni", "Comuni raggiunti dalla rete", "12", "Ufficio Reti")
DATI = ("Dati", "Catalogo aperto", "Insiemi di dati pubblicati", "≥5", "Ufficio Dati")
TREE = [RETI, DATI]


def read(*cards: Sequence[Sequence[Place]], lines: Sequence[Sequence[str]] = ()) -> Piano:
    """Return the plan of tables, each below its lines of text."""
    sheet = Sheet()
    for n, card in enumerate(cards):
        sheet.text(*(lines[n] if lines else ()))
        sheet.table(card)
    return normalize(sheet.done())


def leaves(piano: Piano) -> list[tuple[str, str, str, str, str]]:
    """Return the indicators as settore, objective, text, target, owner."""
    return [
        (settore.nome, goal.nome, one.testo, one.target.testo, one.owner.testo if one.owner else "")
        for settore in piano.settori
        for goal in settore.obiettivi
        for one in goal.indicatori
    ]


def closed(piano: Piano) -> bool:
    """Say whether the ledger of words adds up."""
    whole = piano.copertura
    return whole.non_assegnate == 0 and whole.parole == whole.nei_nodi + whole.arredo


def pairs(settore: str, goal: str, text: str, target: str, owner: str) -> Rows:
    """Return a card of a label and a value on each row."""
    labels = ("Area strategica", "Obiettivo operativo:", "Indicatore", "Target 2025", "Struttura responsabile")
    return [[label, value] for label, value in zip(labels, (settore, goal, text, target, owner), strict=True)]


def test_labels_and_values_side_by_side_make_a_tree() -> None:
    piano = read(pairs(*RETI), pairs(*DATI))
    assert leaves(piano) == TREE
    assert closed(piano)


def test_cards_in_one_table_are_parted_where_the_first_label_comes_back() -> None:
    assert leaves(read([*pairs(*RETI), *pairs(*DATI)])) == TREE


def test_numbered_indicators_stand_below_one_objective() -> None:
    more: Rows = [
        ["Indicatore 2:", "Ore di formazione"],
        ["Target 2025", "≥30"],
        ["Struttura responsabile", "Ufficio Reti"],
    ]
    first = pairs(*RETI)
    first[2][0] = "Indicatore n. 1"
    piano = read([*first, *more], pairs(*DATI))
    assert leaves(piano) == [RETI, (*RETI[:2], "Ore di formazione", "≥30", "Ufficio Reti"), DATI]
    assert closed(piano)


def test_an_objective_without_its_settore_opens_a_card_too() -> None:
    other = ("Reti", "Antenne sui monti", "Antenne accese", "3", "Ufficio Reti")
    piano = read(pairs(*RETI), pairs(*other)[1:], pairs(*DATI))
    assert leaves(piano) == [RETI, other, DATI]


def test_a_table_of_indicators_stands_inside_a_card() -> None:
    def card(settore: str, goal: str, text: str, target: str, owner: str) -> Rows:
        head: Rows = [["Area", Box(settore, colonne=2), None], ["Obiettivo", Box(goal, colonne=2), None]]
        return [
            *head,
            ["Responsabile", Box(owner, colonne=2), None],
            ["Indicatore", "Target 2025", "Peso"],
            [text, target, "60%"],
            ["Ore di formazione", "≥30", "40%"],
        ]

    piano = read(card(*RETI), card(*DATI))
    hours = [(*leaf[:2], "Ore di formazione", "≥30", leaf[4]) for leaf in TREE]
    assert leaves(piano) == [RETI, hours[0], DATI, hours[1]]
    assert {finding.codice for finding in piano.diagnostica} >= {"ALB007"}, "who answers for all is said"
    assert closed(piano)


def test_two_labels_a_row() -> None:
    def card(settore: str, goal: str, text: str, target: str, owner: str) -> Rows:
        return [
            ["Settore", settore, "Responsabile", owner],
            ["Obiettivo", Box(goal, colonne=3), None, None],
            ["Indicatore", text, "Target", target],
        ]

    assert leaves(read(card(*RETI), card(*DATI))) == TREE


@pytest.mark.parametrize("where", ["lines", "cells", "one line"])
def test_labels_parted_by_a_colon(where: str) -> None:
    """The title's label stands in its own line of text, or across the table."""
    heads = [[f"Settore: {leaf[0]}", f"Obiettivo operativo: {leaf[1]}"] for leaf in TREE]
    tables: list[Rows] = [[["Indicatore", "Target", "Owner"], list(leaf[2:])] for leaf in TREE]
    if where == "lines":
        piano = read(*tables, lines=heads)
    elif where == "one line":
        piano = read(*tables, lines=[[" ".join(head)] for head in heads])
    else:
        wide: list[Rows] = [[[Box(text, colonne=3), None, None] for text in head] for head in heads]
        piano = read(*([*head, *table] for head, table in zip(wide, tables, strict=True)))
    assert leaves(piano) == TREE
    assert closed(piano)


def test_a_value_behind_a_colon_keeps_its_spelling() -> None:
    """A word cut at a line's end is whole in the cell, though two words of the page; the value may have colons of its own."""
    sheet = Sheet()
    for n in (1, 2):
        sheet.text(f"0{n}.01 - Fibra", "Indicatore: note: valore del docu- mento", f"Target: {n}")
    document = sheet.done()
    rows = [
        row._replace(cells=(row.cells[0]._replace(testo=row.cells[0].testo.replace("docu- mento", "documento")),))
        for row in document.rows
    ]
    piano = normalize(replace(document, rows=tuple(rows)))
    assert [leaf[2] for leaf in leaves(piano)] == ["note: valore del documento"] * 2


def test_titles_above_and_labels_below() -> None:
    """Where only indicators and targets are labelled, their titles stand above them; a line in small letters goes on."""
    sheet = Sheet()
    for n, leaf in enumerate(TREE, 1):
        sheet.text(f"0{n} - {leaf[0]}", f"0{n}.01 - {leaf[1]}", f"Indicatore: {leaf[2]} degli")
        sheet.text("uffici: valore dell'anno", f"Target: {leaf[3]}", f"Owner: {leaf[4]}")
    piano = normalize(sheet.done())
    assert leaves(piano) == [(*leaf[:2], f"{leaf[2]} degli uffici: valore dell'anno", *leaf[3:]) for leaf in TREE]
    assert closed(piano)


def test_labels_that_only_come_back_are_kept_as_printed() -> None:
    extra: Rows = [["Missione di bilancio", "011 - Competitività"]]
    cards = [[*pairs(*leaf)[:2], *extra, *pairs(*leaf)[2:]] for leaf in TREE]
    piano = read(*cards)
    assert leaves(piano) == TREE
    fields = [field for settore in piano.settori for goal in settore.obiettivi for field in goal.indicatori[0].altri]
    assert [(field.intestazione, field.testo) for field in fields] == [
        ("Missione di bilancio", "011 - Competitività")
    ] * 2


def test_a_description_is_the_objectives_where_no_target_stands_beside_it() -> None:
    def card(settore: str, goal: str, text: str, target: str, owner: str) -> Rows:
        return [
            ["Settore", Box(settore, colonne=2), None],
            ["Obiettivo", Box(goal, colonne=2), None],
            ["Descrizione", Box("Quello che gli uffici fanno nell'anno", colonne=2), None],
            ["Indicatore", "Target", "Owner"],
            [text, target, owner],
        ]

    piano = read(card(*RETI), card(*DATI))
    assert leaves(piano) == TREE
    assert piano.settori[0].obiettivi[0].altri[0].intestazione == "Descrizione"


def test_what_stands_below_a_value_is_one_more() -> None:
    first = pairs(*RETI)
    first.append(["", "Ufficio Antenne"])
    piano = read(first, pairs(*DATI))
    assert "Ufficio Antenne" in str(leaves(piano)[0])
    assert closed(piano)


def test_a_glossary_is_no_card() -> None:
    words = (
        "insieme di obiettivi dello stesso campo",
        "quello che si vuole ottenere",
        "misura del risultato",
        "valore atteso",
    )
    glossary: Rows = [
        [label, text] for label, text in zip(("Settore", "Obiettivo", "Indicatore", "Target"), words, strict=True)
    ]
    with pytest.raises(NoPlanError):
        read(glossary)


def test_objectives_with_codes_stay_in_settori_that_have_none() -> None:
    """``01.01`` names a settore ``01``; where no settore prints its code none is missing."""
    head: list[Place] = ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"]
    rows: Rows = [[leaf[0], f"0{n}.01 - {leaf[1]}", *leaf[2:]] for n, leaf in enumerate(TREE, 1)]
    assert leaves(read([head, *rows])) == TREE


@pytest.mark.parametrize("merged", [True, False], ids=["merged down", "empty below"])
def test_a_name_beside_the_table_of_indicators(merged: bool) -> None:
    """``Indicatori`` goes on beside the rows: it is no column."""

    def card(settore: str, goal: str, text: str, target: str, owner: str) -> Rows:
        name = Box("Indicatori", righe=3 if merged else 1)
        head: Rows = [["Settore", Box(settore, colonne=3), None, None], ["Obiettivo", Box(goal, colonne=3), None, None]]
        more: list[Place] = ["", "Ore di formazione", "≥30", owner]
        return [*head, [name, "Descrizione", "Target", "Owner"], ["", text, target, owner], more]

    piano = read(card(*RETI), card(*DATI))
    hours = [(*leaf[:2], "Ore di formazione", "≥30", leaf[4]) for leaf in TREE]
    assert leaves(piano) == [RETI, hours[0], DATI, hours[1]]
    assert closed(piano)


def test_labels_above_their_values() -> None:
    """The owner beside a settore answers for the indicators of its objectives, and that is said."""

    def card(settore: str, goal: str, text: str, target: str, owner: str) -> Rows:
        return [
            [Box("Settore", colonne=2), None, "Responsabile"],
            [Box(settore, colonne=2), None, owner],
            [Box("Obiettivo", colonne=3), None, None],
            [Box(goal, colonne=3), None, None],
            ["Indicatore", "Target", "Peso"],
            [text, target, "100"],
        ]

    piano = read(card(*RETI), card(*DATI))
    assert leaves(piano) == TREE
    assert [finding.codice for finding in piano.diagnostica].count("ALB007") == len(TREE)


def test_the_owner_of_one_settore_is_not_the_next_ones() -> None:
    head: list[Place] = ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"]
    rows: Rows = [
        head,
        ["01 - Reti", "", "", "", "Ufficio Reti"],
        ["", "01.01 - Fibra", "Comuni raggiunti dalla rete", "12", ""],
        ["", "01.02 - Antenne", "Antenne accese", "3", "Ufficio Antenne"],
        ["02 - Dati", "", "", "", ""],
        ["", "02.01 - Catalogo", "Insiemi di dati pubblicati", "5", ""],
    ]
    assert [leaf[4] for leaf in leaves(read(rows))] == ["Ufficio Reti", "Ufficio Antenne", ""]


def test_the_label_of_an_objective_may_count_it() -> None:
    cards: list[Rows] = []
    for n, leaf in enumerate(TREE, 1):
        settore, goal, *rest = pairs(*leaf)
        cards.append([[f"OBIETTIVO N. {n}", goal[1]], ["AREA", settore[1]], *rest])
    assert leaves(read(*cards)) == TREE
