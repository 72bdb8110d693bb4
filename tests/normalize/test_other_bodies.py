"""Layouts and code habits of other bodies' plans: other headers, levels, codes or none at all."""

from __future__ import annotations

import pytest

from pipeline.errors import NoPlanError
from pipeline.model import Formato, Piano
from pipeline.normalize import normalize

from .sheet import Box, Place, Sheet

Outline = list[tuple[str, str, str, str, str]]


def outline(piano: Piano) -> Outline:
    """Return (settore, objective, indicator, target, owner), headings by name."""
    return [
        (s.nome, o.nome, i.testo, i.target.testo, i.owner.testo if i.owner else "")
        for s in piano.settori
        for o in s.obiettivi
        for i in o.indicatori
    ]


def codes(piano: Piano) -> list[str]:
    return [o.codice for o in piano.iter_obiettivi()]


def found(piano: Piano) -> set[str]:
    return {d.codice for d in piano.diagnostica}


HEADER: list[Place] = ["Area strategica", "Obiettivo operativo", "Indicatore", "Valore atteso", "Responsabile"]


def test_no_codes_merged_down() -> None:
    rows: list[list[Place]] = [
        HEADER,
        [Box("Competitività", righe=3), Box("Sostenere le imprese", righe=2), "Bandi pubblicati", "4", "Area I"],
        [None, None, "Tempo medio di istruttoria", "<= 30 gg", "Area I"],
        [None, "Formare gli operatori", "Corsi tenuti", "almeno 3", "Area II"],
        ["Trasparenza", "Pubblicare i dati", "Dati pubblicati / dati previsti", "100%", "Segreteria"],
    ]
    piano = normalize(Sheet().text("Piano della performance 2024 - Comune di Roccabruna").table(rows).done())
    assert outline(piano) == [
        ("Competitività", "Sostenere le imprese", "Bandi pubblicati", "4", "Area I"),
        ("Competitività", "Sostenere le imprese", "Tempo medio di istruttoria", "<= 30 gg", "Area I"),
        ("Competitività", "Formare gli operatori", "Corsi tenuti", "almeno 3", "Area II"),
        ("Trasparenza", "Pubblicare i dati", "Dati pubblicati / dati previsti", "100%", "Segreteria"),
    ]
    assert codes(piano) == ["01.01", "01.02", "02.01"]
    assert found(piano) == {"ALB002"}
    assert (piano.ente, piano.anno) == ("Comune di Roccabruna", 2024)


def test_uncoded_titles_above_tables() -> None:
    head: list[Place] = ["Indicatore", "Target", "Owner"]
    sheet = Sheet().text("Albero della performance 2025", "Competitività del territorio", "Sostenere le imprese")
    sheet.table([head, ["Bandi pubblicati", "4", "Ufficio Promozione"]])
    sheet.text("Formare gli operatori").table([head, ["Corsi tenuti", "3", "Ufficio Promozione"]])
    sheet.text("Efficienza", "Ridurre i tempi").table([head, ["Tempo medio", "<= 5 gg", "Ufficio Bilancio"]])
    piano = normalize(sheet.done())
    assert [(s, o) for s, o, *_ in outline(piano)] == [
        ("Competitività del territorio", "Sostenere le imprese"),
        ("Competitività del territorio", "Formare gli operatori"),
        ("Efficienza", "Ridurre i tempi"),
    ]


def test_uncoded_headings_across_the_width() -> None:
    head: list[Place] = ["Obiettivo", "Indicatore", "Target", "Servizio"]
    rows: list[list[Place]] = [
        head,
        [Box("Turismo e cultura", colonne=4), None, None, None],
        ["Promuovere il turismo", "Eventi", "3", "Promozione"],
        [Box("Bilancio", colonne=4), None, None, None],
        ["Pagare prima", "Tempo medio di pagamento", "25 gg", "Ragioneria"],
    ]
    assert outline(normalize(Sheet().table(rows).done())) == [
        ("Turismo e cultura", "Promuovere il turismo", "Eventi", "3", "Promozione"),
        ("Bilancio", "Pagare prima", "Tempo medio di pagamento", "25 gg", "Ragioneria"),
    ]


@pytest.mark.parametrize(
    ("area", "goal", "area_code", "goal_code"),
    [
        ("A.1 - Ricerca", "A.1.3 - Aumentare i progetti", "A.1", "A.1.3"),
        ("149 - Tutela", "149.1 - Ridurre i tempi", "149", "149.1"),
        ("0101 Servizi generali", "01010601 Digitalizzare gli atti", "0101", "01010601"),
        ("Area strategica 1: Imprese", "Obiettivo 1.2 - Crescere", "1", "1.2"),
        ("I - Territorio", "1 - Valorizzare", "I", "1"),
        ("1. Sviluppo", "1.1 Innovare", "1", "1.1"),
    ],
)
def test_code_habits(area: str, goal: str, area_code: str, goal_code: str) -> None:
    rows: list[list[Place]] = [HEADER]
    rows += [[area, goal, f"Indicatore numero {n} della prova", f"{n}%", "Ufficio Unico"] for n in range(3)]
    piano = normalize(Sheet().table(rows).done())
    assert [s.codice for s in piano.settori] == [area_code]
    assert codes(piano) == [goal_code]
    assert len(outline(piano)) == 3


def test_levels_beyond_three_are_kept() -> None:
    rows: list[list[Place]] = [
        ["Area strategica", "Obiettivo strategico", "Obiettivo operativo", "Indicatore", "Target", "Peso"],
        ["Ricerca", "Qualità della ricerca", "Nuovi laboratori", "Laboratori aperti", "2", "40%"],
        ["Ricerca", "Qualità della ricerca", "Più brevetti", "Brevetti depositati", ">= 5", "60%"],
    ]
    piano = normalize(Sheet().table(rows).done())
    assert [(s, o) for s, o, *_ in outline(piano)] == [("Ricerca", "Nuovi laboratori"), ("Ricerca", "Più brevetti")]
    goals = list(piano.iter_obiettivi())
    assert [(c.intestazione, c.testo) for c in goals[1].altri] == [("Obiettivo strategico", "Qualità della ricerca")]
    assert [(c.intestazione, c.testo) for c in goals[0].indicatori[0].altri] == [("Peso", "40%")]
    assert piano.copertura.non_assegnate == 0


def test_target_of_the_plans_year_among_several() -> None:
    rows: list[list[Place]] = [
        ["Settore", "Obiettivo", "Indicatore", Box("Target", colonne=3), None, None, "Owner"],
        ["", "", "", "2024", "2025", "2026", ""],
        ["Reti", "Estendere la fibra", "Comuni raggiunti", "10", "12", "15", "Ufficio Reti"],
    ]
    piano = normalize(Sheet().text("Piano della performance 2025").table(rows).done())
    indicator = next(piano.iter_indicatori())
    assert indicator.target.testo == "12"
    assert [(c.intestazione, c.testo) for c in indicator.altri] == [("Target 2024", "10"), ("Target 2026", "15")]


def test_codes_in_a_column_of_their_own() -> None:
    rows: list[list[Place]] = [
        ["Settore", "Codice", "Obiettivo", "Indicatore", "Target", "Owner"],
        ["Reti", "OS1", "Estendere la fibra", "Comuni raggiunti", "12", "Ufficio Reti"],
        ["Reti", "OS2", "Aprire i dati", "Dati aperti", "5", "Ufficio Dati"],
    ]
    piano = normalize(Sheet().table(rows).done())
    assert codes(piano) == ["OS1", "OS2"]
    assert piano.copertura.non_assegnate == 0


def test_total_rows_and_notes_are_no_indicators() -> None:
    rows: list[list[Place]] = [
        ["Obiettivo", "Indicatori", "Peso", "Target"],
        ["Obiettivo n. 1 - Servizi", "Dichiarazioni trattate", "60", "75%"],
        ["", "Rimborsi erogati", "40", "30 gg."],
        ["TOTALE OBIETTIVO N. 1", "", "100", ""],
        [Box("Nota: i pesi sono quelli della convenzione", colonne=4), None, None, None],
    ]
    piano = normalize(Sheet().table(rows).text("N.B. il piano è pubblicato").done())
    assert [i for *_, i, _, _ in outline(piano)] == ["Dichiarazioni trattate", "Rimborsi erogati"]
    assert {"ALB011", "COP002"} <= found(piano)
    assert piano.copertura.non_assegnate == 0


def test_a_sentence_between_tables_is_a_finding_and_in_no_node() -> None:
    head: list[Place] = ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"]
    rows: list[list[Place]] = [head, ["01 - Reti", "01.01 - Fibra", "Comuni raggiunti", "12", "Ufficio Reti"]]
    piano = normalize(Sheet().table(rows).text("La tabella che segue completa il quadro").table(rows).done())
    assert "COP003" in found(piano)
    assert len(outline(piano)) == 2
    assert piano.copertura.non_assegnate == 0


def test_one_cell_a_line_with_its_header() -> None:
    lines = ["Settore", "Obiettivo", "Indicatore", "Target", "Owner", "01 - Reti", "01.01 - Estendere la fibra"]
    lines += ["Comuni raggiunti dalla fibra ottica", "12", "Ufficio Reti"]
    lines += ["Scuole raggiunte dalla fibra ottica", "31/12/2025", "Ufficio Reti", "01.02 - Aprire i dati della rete"]
    lines += ["Insiemi di dati pubblicati sul portale", ">= 5", "Ufficio Dati"]
    piano = normalize(Sheet(Formato.TESTO).text("Albero della performance 2025", *lines).done())
    assert outline(piano) == [
        ("Reti", "Estendere la fibra", "Comuni raggiunti dalla fibra ottica", "12", "Ufficio Reti"),
        ("Reti", "Estendere la fibra", "Scuole raggiunte dalla fibra ottica", "31/12/2025", "Ufficio Reti"),
        ("Reti", "Aprire i dati della rete", "Insiemi di dati pubblicati sul portale", ">= 5", "Ufficio Dati"),
    ]
    assert piano.copertura.non_assegnate == 0


def test_objectives_without_settori_get_one() -> None:
    rows: list[list[Place]] = [
        ["Obiettivo", "Indicatore", "Target", "Owner"],
        ["05.01 - Scuola", "Iniziative", "6", "Servizio Promozione"],
        ["05.02 - Orientamento", "Eventi", "2", "Servizio Promozione"],
        ["06.01 - Export", "Seminari", "3", "Servizio Promozione"],
    ]
    piano = normalize(Sheet().table(rows).done())
    assert [(s.codice, s.testo, len(s.obiettivi)) for s in piano.settori] == [("05", "", 2), ("06", "", 1)]
    assert found(piano) == {"ALB008"}


def test_a_code_printed_twice() -> None:
    rows: list[list[Place]] = [
        ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"],
        ["03 - Turismo", "03.01 - Sport", "Azioni", "2", "Ufficio A"],
        ["03 - Turismo", "03.01 - Enogastronomia", "Azioni", "3", "Ufficio B"],
    ]
    piano = normalize(Sheet().table(rows).done())
    assert codes(piano) == ["03.01", "03.01"]
    assert [i.id for i in piano.iter_indicatori()] == ["03.01/1", "03.01~2/1"]
    assert "ALB004" in found(piano)


def test_header_run_together() -> None:
    rows: list[list[Place]] = [
        [Box("SettoreObiettivIndicatoreTargetOwner", colonne=5), None, None, None, None],
        ["01 - Reti", "01.01 - Fibra", "Comuni raggiunti dalla rete", "12", "Ufficio Reti"],
        ["01 - Reti", "01.02 - Dati", "Insiemi di dati pubblicati", "5", "Ufficio Dati"],
    ]
    piano = normalize(Sheet().table(rows).done())
    assert codes(piano) == ["01.01", "01.02"]
    assert piano.copertura.arredo == 1


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet().text("Gentile signora, la riunione è fissata per il 12/05/2025 alle 10.", "Cordiali saluti"),
        Sheet().table([["Nome", "Cognome", "Matricola"], ["Anna", "Bianchi", "1201"], ["Ugo", "Neri", "1202"]]),
        Sheet().table([["Voce", "2024", "2025"], ["Entrate", "1.200", "1.300"], ["Uscite", "900", "1.000"]]),
        Sheet().table([["Presenze di aprile", "", ""], ["", "", "16.04.2025"], ["", "…", "17.04.2025"]]),
        Sheet(),
    ],
    ids=["letter", "people", "budget", "dates", "empty"],
)
def test_no_plan_is_refused(sheet: Sheet) -> None:
    with pytest.raises(NoPlanError, match="non contiene un albero della performance"):
        normalize(sheet.done())


HEAD: list[Place] = ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"]
ROW: list[Place] = ["", "", "Eventi per gli orafi della provincia", "3", "Ufficio A"]


def test_a_title_that_runs_into_the_next_column_or_row_is_whole_and_said() -> None:
    rows: list[list[Place]] = [HEAD, ["01 - Artigianato", "", "", "", ""]]
    rows += [["", "01.01 - Sostenere", "il comparto orafo", "", ""], ROW]
    rows += [["", "01.02 - Promuovere la", "", "", ""], ["", "ceramica", "", "", ""], ROW]
    rows += [["", f"01.{n:02} - Altro obiettivo", "", "", ""] if k else ROW for n in range(3, 8) for k in (1, 0)]
    piano = normalize(Sheet().table(rows).done())
    assert [o.testo for o in piano.iter_obiettivi()][:2] == [
        "01.01 - Sostenere il comparto orafo",
        "01.02 - Promuovere la ceramica",
    ]
    assert [len(o.indicatori) for o in piano.iter_obiettivi()] == [1] * 7
    assert "ALB005" in found(piano)


def test_an_indicator_under_merged_target_and_owner_is_no_title() -> None:
    rows: list[list[Place]] = [HEAD]
    rows += [["01 - A", "01.01 - Prima", "verifica dei mediatori", Box("100%", righe=2), Box("Ufficio A", righe=2)]]
    rows += [["", "01.02 - Seconda", "verifica degli agenti", None, None]]
    piano = normalize(Sheet().table(rows).done())
    assert [(i, t, w) for *_, i, t, w in outline(piano)] == [
        ("verifica dei mediatori", "100%", "Ufficio A"),
        ("verifica degli agenti", "100%", "Ufficio A"),
    ]
    assert found(piano) == set()


def test_individual_objectives_whose_header_nobody_sees() -> None:
    """Content tells the titles and the targets; which column of prose holds the indicators is only the usual order."""
    rows: list[list[Place]] = [
        [
            "EQ_BP_01 - Revisione del regolamento",
            "Revisione del regolamento interno",
            "Presentazione della proposta",
            "30/06/2025",
        ],
        [
            "EQ_BP_02 - Iniziative di promozione",
            "Realizzazione di iniziative",
            "Numero azioni / azioni previste",
            "100%",
        ],
    ]
    sheet = Sheet().text("Piano della performance 2025").table([HEADER, ["A", "B", "Bandi pubblicati", "4", "Area I"]])
    piano = normalize(sheet.table(rows).done())
    assert [(i.testo, i.algoritmo, i.target.testo) for o in piano.obiettivi_individuali for i in o.indicatori] == [
        ("Revisione del regolamento interno", "Presentazione della proposta", "30/06/2025"),
        ("Realizzazione di iniziative", "Numero azioni / azioni previste", "100%"),
    ]
    assert [d.codice for d in piano.diagnostica if d.codice == "ALB013"] == ["ALB013"] * 2


@pytest.mark.parametrize(("second", "told"), [("01.02", ["01.01"]), ("01.03", [])])
def test_a_title_with_the_code_of_another_in_its_middle(second: str, told: list[str]) -> None:
    """A code that no heading has opens a title of its own; one that a heading has is a reference."""
    rows: list[list[Place]] = [
        HEADER,
        ["01 - Sviluppo", f"01.01 - Bandi per le imprese {second} - Fiere", "Bandi pubblicati", "4", "Area I"],
        ["01 - Sviluppo", "01.03 - Fiere", "Fiere tenute", "2", "Area I"],
    ]
    piano = normalize(Sheet().text("Piano della performance 2025").table(rows).done())
    assert [d.nodo for d in piano.diagnostica if d.codice == "ALB022"] == told


@pytest.mark.parametrize(("target", "told"), [("", ["Stato di attuazione delle società"]), ("30/06/2025", [])])
def test_a_row_with_nothing_but_a_text_may_be_the_rest_of_the_indicator_above(target: str, told: list[str]) -> None:
    head: list[Place] = ["Obiettivo", "Indicatore", "Target", "Owner"]
    rows: list[list[Place]] = [
        head,
        ["01.01 - Monitoraggio", "Stato di attuazione delle società", "31/12/2025", "Staff"],
        ["", "partecipate 2025", target, ""],
    ]
    piano = normalize(Sheet().text("Piano della performance 2025").table(rows).done())
    assert [dict(d.parametri)["prima"] for d in piano.diagnostica if d.codice == "ALB023"] == told
