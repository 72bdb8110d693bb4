"""The changes of hand-made pairs: one edit, one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.diff import Diff, compare
from pipeline.diff.bodies import same_body
from pipeline.diff.texts import Anni, rolled_years
from pipeline.diff.wording import Segno, word_edits
from pipeline.model import Campo, Indicatore, Obiettivo, Owner, Piano, Settore

from .generator import STRENGTHS, make_pair
from .plans import sample_plan, type_owner, type_target

Kinds = set[tuple[str, str | None, str | None]]


def kinds(diff: Diff) -> Kinds:
    return {(c.tipo, c.vecchio, c.nuovo) for c in diff.cambiamenti if not c.derivato}


def edit_objective(plan: Piano, code: str, edit: Callable[[Obiettivo], Obiettivo]) -> Piano:
    settori = tuple(
        replace(s, obiettivi=tuple(edit(o) if o.codice == code else o for o in s.obiettivi)) for s in plan.settori
    )
    return replace(plan, settori=settori)


def edit_indicator(plan: Piano, key: str, edit: Callable[[Indicatore], Indicatore]) -> Piano:
    def objective(node: Obiettivo) -> Obiettivo:
        return replace(node, indicatori=tuple(edit(i) if i.id == key else i for i in node.indicatori))

    return edit_objective(plan, key.split("/")[0], objective)


def edit_owners(plan: Piano, edit: Callable[[Owner], Owner]) -> Piano:
    def indicator(node: Indicatore) -> Indicatore:
        return replace(node, owner=edit(node.owner) if node.owner else None)

    settori = tuple(
        replace(
            s, obiettivi=tuple(replace(o, indicatori=tuple(indicator(i) for i in o.indicatori)) for o in s.obiettivi)
        )
        for s in plan.settori
    )
    return replace(plan, settori=settori)


PLAN = sample_plan()


def test_a_plan_and_itself() -> None:
    """diff(a, a) is empty."""
    assert compare(PLAN, PLAN).cambiamenti == ()


def test_a_year_that_rolls_is_no_change() -> None:
    pair = make_pair(STRENGTHS[0], 3)
    diff = compare(pair.old, pair.new)
    assert kinds(diff) <= {c for c in kinds(diff) if c[0] == "rinumerato"}
    assert diff.rinnovi.testi > 60
    assert diff.rinnovi.target == 53


def test_a_target_is_tightened() -> None:
    new = edit_indicator(PLAN, "10.10/1", lambda i: replace(i, target=type_target("<= 4 gg", i.testo)))
    assert kinds(compare(PLAN, new)) == {("target_piu_severo", "10.10/1", "10.10/1")}


def test_an_owner_changes() -> None:
    new = edit_indicator(PLAN, "10.10/1", lambda i: replace(i, owner=type_owner("Servizio Promozione")))
    (change,) = compare(PLAN, new).cambiamenti
    assert (change.tipo, change.prima, change.dopo) == ("owner_cambiato", "Servizio Regolazione", "Servizio Promozione")
    assert change.unita == ("servizio-promozione", "servizio-regolazione")


def test_a_renamed_unit_is_one_change() -> None:
    """A unit renamed is one change, not forty; sets that hold it follow."""

    def rename(owner: Owner) -> Owner:
        if owner.testo == "Servizio Promozione":
            return type_owner("Servizio Sviluppo delle Imprese")
        units = (u if u != "servizio-promozione" else "servizio-sviluppo-delle-imprese" for u in owner.unita)
        return replace(owner, unita=tuple(sorted(units)))

    diff = compare(PLAN, edit_owners(PLAN, rename))
    assert kinds(diff) == {("unita_rinominata", "servizio-promozione", "servizio-sviluppo-delle-imprese")}
    assert len(diff.cambiamenti[0].nodi) > 10


def test_a_unit_whose_name_changed_under_the_same_id_is_renamed() -> None:
    def rename(owner: Owner) -> Owner:
        return replace(owner, testo="Servizio Affari Generali") if owner.unita == ("servizio-staff",) else owner

    (change,) = compare(PLAN, edit_owners(PLAN, rename)).cambiamenti
    assert (change.tipo, change.vecchio, change.nuovo) == ("unita_rinominata", "servizio-staff", "servizio-staff")


def test_a_unit_that_is_absorbed_by_another_is_no_renaming() -> None:
    def absorb(owner: Owner) -> Owner:
        return type_owner("Servizio Staff") if owner.unita == ("ufficio-legale",) else owner

    found = {c.tipo for c in compare(PLAN, edit_owners(PLAN, absorb)).cambiamenti}
    assert found == {"owner_cambiato"}


def test_words_are_reworded() -> None:
    new = edit_objective(
        PLAN,
        "11.04",
        lambda o: replace(o, testo="11.04 Promozione dei canali social", nome="Promozione dei canali social"),
    )
    (change,) = compare(PLAN, new).cambiamenti
    assert (change.tipo, change.livello) == ("riformulato", "obiettivo")
    assert [(s.segno, s.prima, s.dopo) for s in change.parole] == [
        (Segno.UGUALE, "Promozione", "Promozione"),
        (Segno.MESSO, "", "dei"),
        (Segno.UGUALE, "canali social", "canali social"),
    ]


def test_a_settore_is_renamed() -> None:
    first = replace(
        PLAN.settori[0], testo="01 - Semplificazione e Digitalizzazione", nome="Semplificazione e Digitalizzazione"
    )
    diff = compare(PLAN, replace(PLAN, settori=(first, *PLAN.settori[1:])))
    assert kinds(diff) == {("rinominato", "01", "01")}


def _move(plan: Piano, code: str, to: int) -> Piano:
    moved = next(o for o in plan.iter_obiettivi() if o.codice == code)
    settori = [replace(s, obiettivi=tuple(o for o in s.obiettivi if o.codice != code)) for s in plan.settori]
    home = settori[to]
    new_code = f"{home.codice}.99"
    renamed = replace(
        moved,
        codice=new_code,
        testo=moved.testo.replace(code, new_code),
        indicatori=tuple(replace(i, id=i.id.replace(code, new_code)) for i in moved.indicatori),
    )
    settori[to] = replace(home, obiettivi=(*home.obiettivi, renamed))
    return replace(plan, settori=tuple(settori))


def test_an_objective_moves_to_another_settore() -> None:
    diff = compare(PLAN, _move(PLAN, "09.27", 11))
    assert kinds(diff) == {("spostato", "09.27", "12.99")}
    assert {c.tipo for c in diff.cambiamenti if c.derivato} == {"rinumerato"}


def test_the_codes_of_a_renumbered_settore_follow() -> None:
    def recode(settore: Settore) -> Settore:
        def objective(o: Obiettivo) -> Obiettivo:
            code = f"15{o.codice[2:]}"
            return replace(o, codice=code, testo=o.testo.replace(o.codice, code, 1))

        return replace(
            settore, codice="15", testo=f"15 - {settore.nome}", obiettivi=tuple(objective(o) for o in settore.obiettivi)
        )

    diff = compare(PLAN, replace(PLAN, settori=(recode(PLAN.settori[0]), *PLAN.settori[1:])))
    assert kinds(diff) == {("rinumerato", "01", "15")}
    assert sum(c.derivato for c in diff.cambiamenti) == 13


def test_what_came_and_went_carries_its_indicators() -> None:
    last = PLAN.settori[6]
    new = replace(PLAN, settori=(*PLAN.settori[:6], replace(last, obiettivi=last.obiettivi[:2]), *PLAN.settori[7:]))
    diff = compare(PLAN, new)
    assert kinds(diff) == {("rimosso", "07.03", None)}
    assert sum(c.derivato for c in diff.cambiamenti) == 6
    assert kinds(compare(new, PLAN)) == {("aggiunto", None, "07.03")}


def _split(objective: Obiettivo) -> tuple[Obiettivo, Obiettivo]:
    first = replace(objective, indicatori=objective.indicatori[:3])
    second = replace(
        objective,
        codice="09.98",
        testo=objective.testo.replace("09.13", "09.98") + " - pareri e banche dati",
        nome=objective.nome + " - pareri e banche dati",
        indicatori=tuple(replace(i, id=f"09.98/{n}") for n, i in enumerate(objective.indicatori[3:], start=1)),
    )
    return first, second


def split_plan() -> Piano:
    settore = PLAN.settori[8]
    objectives = [part for o in settore.obiettivi for part in (_split(o) if o.codice == "09.13" else (o,))]
    changed = replace(settore, obiettivi=tuple(objectives))
    return replace(PLAN, settori=(*PLAN.settori[:8], changed, *PLAN.settori[9:]))


def test_an_objective_is_split_and_merged_back() -> None:
    new = split_plan()
    (change,) = compare(PLAN, new).cambiamenti
    assert (change.tipo, change.vecchio, set(change.parti)) == ("diviso", "09.13", {"09.13", "09.98"})
    (back,) = compare(new, PLAN).cambiamenti
    assert (back.tipo, back.nuovo, set(back.parti)) == ("unito", "09.13", {"09.13", "09.98"})


def test_an_indicator_is_split() -> None:
    def parts(objective: Obiettivo) -> Obiettivo:
        first, *rest = objective.indicatori
        one = replace(first, testo="Adozione del bilancio di sostenibilità")
        two = replace(first, id="11.01/2", testo="diffusione dei suoi risultati presso imprese e associazioni")
        return replace(objective, indicatori=(one, two, *rest))

    whole = "Adozione del bilancio di sostenibilità e diffusione dei suoi risultati presso imprese e associazioni"
    old = edit_indicator(PLAN, "11.01/1", lambda i: replace(i, testo=whole))
    (change,) = compare(old, edit_objective(old, "11.01", parts)).cambiamenti
    assert (change.tipo, change.livello, set(change.parti)) == ("diviso", "indicatore", {"11.01/1", "11.01/2"})


def test_weights_and_other_columns() -> None:
    old = edit_indicator(PLAN, "11.01/1", lambda i: replace(i, altri=(Campo(intestazione="Peso %", testo="10"),)))
    new = edit_indicator(
        PLAN,
        "11.01/1",
        lambda i: replace(
            i, altri=(Campo(intestazione="Peso %", testo="20"), Campo(intestazione="Note", testo="rivisto"))
        ),
    )
    assert kinds(compare(old, new)) == {
        ("peso_cambiato", "11.01/1", "11.01/1"),
        ("campo_cambiato", "11.01/1", "11.01/1"),
    }


def test_an_individual_objective_passes_to_another_unit_and_settore() -> None:
    first, *rest = PLAN.obiettivi_individuali
    moved = replace(first, settore="02", unita="prom-sv-ec")
    diff = compare(PLAN, replace(PLAN, obiettivi_individuali=(moved, *rest)))
    key = first.codice
    assert kinds(diff) == {("spostato", key, key), ("owner_cambiato", key, key)}


def test_the_heading_of_the_plan() -> None:
    diff = compare(PLAN, replace(PLAN, titolo="Piano della performance 2025"))
    assert [(c.tipo, c.livello, c.parti) for c in diff.cambiamenti] == [("piano_modificato", "piano", ("titolo",))]


@pytest.mark.parametrize(
    ("old", "new", "rolled"),
    [
        ("Bilancio 2024", "Bilancio 2025", 1),
        ("Piano triennale 2024/2026", "Piano triennale 2025/2027", 2),
        ("Piano triennale 2024-26", "Piano triennale 2025-27", 2),
        ("Adozione 2024 per 2023", "Adozione 2025 per 2024", 2),
        ("SPID 2022", "SPID 2025", 1),  # a stale year that caught up
        ("delibera del 19.12.2023", "delibera del 19.12.2024", 1),
        ("D.Lgs. 103/2024", "D.Lgs. 103/2024", 0),
        ("D.Lgs. 103/2024", "D.Lgs. 104/2024", None),
        ("Bilancio 2024", "Bilancio 2026", None),
        ("n. 2024 imprese", "n. 2.024 imprese", None),
    ],
)
def test_years_roll(old: str, new: str, rolled: int | None) -> None:
    assert rolled_years(old, new, Anni(2024, 2025)) == rolled


def test_word_edits_hold_both_texts() -> None:
    """Segments that are not added give the old text, those that are not removed the new one."""
    before, after = "Verifica dinamica 2024 dei mediatori", "Verifica 2025 dinamica di tutti i mediatori"
    edits = word_edits(before, after, Anni(2024, 2025))
    assert " ".join(s.prima for s in edits if s.prima) == before
    assert " ".join(s.dopo for s in edits if s.dopo) == after


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("CCIAA Maremma e Tirreno", "Camera di Commercio della Maremma e del Tirreno", True),
        ("CCIAA Maremma e Tirreno", "Maremma e Tirreno", True),
        ("CCIAA Maremma e Tirreno", None, True),
        ("CCIAA Maremma e Tirreno", "CCIAA di Pisa", False),
        ("Comune di Pisa", "Comune di Livorno", False),
    ],
)
def test_bodies(old: str | None, new: str | None, same: bool) -> None:
    assert same_body(old, new) is same
    assert same_body(new, old) is same


def test_a_settore_with_another_name_and_the_same_objectives_is_the_same() -> None:
    first = replace(PLAN.settori[0], testo="01 - Servizi anagrafici", nome="Servizi anagrafici")
    assert kinds(compare(PLAN, replace(PLAN, settori=(first, *PLAN.settori[1:])))) == {("rinominato", "01", "01")}


def test_an_objective_with_another_name_and_the_same_indicators_is_the_same() -> None:
    new = edit_objective(
        PLAN, "09.13", lambda o: replace(o, testo="09.13 - Servizi giuridici", nome="Servizi giuridici")
    )
    diff = compare(PLAN, new)
    assert kinds(diff) == {("riformulato", "09.13", "09.13")}
