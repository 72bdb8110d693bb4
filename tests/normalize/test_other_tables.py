"""Tables behind the plan's that are none of it: a budget, a list of staff."""

from __future__ import annotations

import pytest

from pipeline.model import Piano
from pipeline.normalize import normalize

from .sheet import Place, Sheet

PLAN: list[list[Place]] = [
    ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"],
    ["01 - Sviluppo", "01.01 - Bandi", "numero di bandi", "5", "Servizio Promozione"],
    ["", "", "tempo medio", "6", "Ufficio Legale"],
]
BUDGET: list[list[Place]] = [
    ["Missione", "Programma", "Stanziamento 2025", "Impegnato"],
    ["011", "Sviluppo delle imprese", "1.250.000,00", "980.500,00"],
    ["012", "Regolazione dei mercati", "340.000,00", "210.000,00"],
    ["", "Totale", "1.590.000,00", "1.190.500,00"],
]
STAFF: list[list[Place]] = [
    ["Categoria", "Profilo", "Unità", "Servizio"],
    ["Funzionari", "Esperto giuridico", "12", "Servizio Promozione"],
    ["Istruttori", "Assistente amministrativo", "25", "Ufficio Legale"],
    ["Operatori", "Addetto ai servizi", "8", "Ufficio Legale"],
]
MORE: list[list[Place]] = [
    ["01.02 - Fiere", "Relazione sulle fiere", "Relazione", "Ufficio Legale"],
    ["", "numero di fiere", "3", "Ufficio Legale"],
    ["", "numero di espositori", "30", "Ufficio Legale"],
]


def read(*tables: list[list[Place]]) -> Piano:
    sheet = Sheet().text("Piano della Performance 2025")
    for table in tables:
        sheet.table(table)
    return normalize(sheet.done())


def indicators(piano: Piano) -> list[str]:
    return [leaf.testo for settore in piano.settori for goal in settore.obiettivi for leaf in goal.indicatori]


@pytest.mark.parametrize("title", [[], [["Quadro delle risorse", "", "", ""]]])
@pytest.mark.parametrize("table", [BUDGET, STAFF])
def test_a_table_with_names_of_columns_of_its_own_is_no_part_of_the_plan(
    table: list[list[Place]], title: list[list[Place]]
) -> None:
    piano = read(PLAN, [*title, *table])
    assert indicators(piano) == ["numero di bandi", "tempo medio"]
    assert len(piano.settori) == len(piano.settori[0].obiettivi) == 1
    assert sum(found.codice == "COP003" for found in piano.diagnostica) == len(title) + len(table)


def test_a_table_of_the_plan_without_header_is_read() -> None:
    """Its first row has short texts too, but names a unit."""
    assert indicators(read(PLAN, MORE)) == ["numero di bandi", "tempo medio", *(str(row[1]) for row in MORE)]
