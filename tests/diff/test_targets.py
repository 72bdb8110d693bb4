"""What the change of a target means, case by case (targets.csv), and the rules that hold for all."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diff.targets import compare_targets
from pipeline.diff.texts import Anni
from pipeline.model import Direzione, RiferimentoRelativo, Target, TipoTarget

from .plans import type_target

ANNI = Anni(2024, 2025)
MIRROR = {
    "target_piu_severo": "target_meno_severo",
    "target_meno_severo": "target_piu_severo",
    "scadenza_anticipata": "scadenza_posticipata",
    "scadenza_posticipata": "scadenza_anticipata",
}


def _cases() -> list[dict[str, str]]:
    with (Path(__file__).parent / "targets.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", _cases(), ids=lambda c: f"{c['prima']} -> {c['dopo']}")
def test_case(case: dict[str, str]) -> None:
    before, after = (type_target(case[side], case["indicatore"]) for side in ("prima", "dopo"))
    assert compare_targets(before, after, ANNI).tipo == (case["atteso"] or None)


@pytest.mark.parametrize("case", _cases(), ids=lambda c: f"{c['dopo']} -> {c['prima']}")
def test_case_backwards(case: dict[str, str]) -> None:
    before, after = (type_target(case[side], case["indicatore"]) for side in ("dopo", "prima"))
    expected = MIRROR.get(case["atteso"], case["atteso"]) or None
    assert compare_targets(before, after, ANNI.swapped()).tipo == expected


def test_a_rolled_date_is_counted() -> None:
    verdict = compare_targets(type_target("31/12/2024"), type_target("31/12/2025"), ANNI)
    assert (verdict.tipo, verdict.rinnovo) == (None, True)


def _amount(value: int, unit: str, testo: str = "") -> Target:
    return Target(
        testo=testo or f"{value} {unit}",
        tipo=TipoTarget.DURATA,
        valore=Decimal(value),
        unita=unit,
        direzione=Direzione.RIDUCE,
    )


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (_amount(1, "anni"), _amount(12, "mesi"), "target_notazione"),
        (_amount(1, "anni"), _amount(11, "mesi"), "target_piu_severo"),
        (_amount(2, "settimane"), _amount(15, "giorni"), "target_meno_severo"),
        (_amount(2, "ore"), _amount(90, "minuti"), "target_piu_severo"),
        (_amount(5, "giorni"), _amount(4, "giorni lavorativi"), "target_altro"),
        (_amount(24, "ore"), _amount(1, "giorni"), "target_altro"),
    ],
)
def test_units_convert_only_where_that_is_exact(old: Target, new: Target, kind: str) -> None:
    assert compare_targets(old, new, ANNI).tipo == kind


def test_directions_that_disagree_are_another_kind() -> None:
    up = replace(_amount(5, "giorni"), direzione=Direzione.AUMENTA)
    assert compare_targets(up, _amount(4, "giorni"), ANNI).tipo == "target_altro"


def _relative(value: int, year: int, direction: Direzione = Direzione.AUMENTA) -> Target:
    return Target(
        testo=f"{value:+}% sul {year}",
        tipo=TipoTarget.RELATIVO,
        valore=Decimal(value),
        unita="%",
        direzione=direction,
        riferimento=RiferimentoRelativo(anno=year),
    )


def test_relative_targets_are_compared_with_the_rolled_year() -> None:
    assert compare_targets(_relative(10, 2023), _relative(10, 2024), ANNI).tipo is None
    assert compare_targets(_relative(10, 2023), _relative(20, 2024), ANNI).tipo == "target_piu_severo"
    assert compare_targets(_relative(10, 2023), _relative(10, 2019), ANNI).tipo == "target_altro"


def test_a_reference_that_was_only_inferred_does_not_hinder() -> None:
    """``>= 3%`` of an indicator that says «anno X-1» is relative; reworded without it, it is a threshold again."""
    inferred = replace(
        type_target(">= 3%"),
        tipo=TipoTarget.RELATIVO,
        riferimento=RiferimentoRelativo(testo="anno precedente"),
        inferito=("tipo", "riferimento"),
    )
    assert compare_targets(inferred, type_target(">= 4%"), ANNI).tipo == "target_piu_severo"
    assert compare_targets(_relative(3, 2023), type_target(">= 4%"), ANNI).tipo == "target_altro"


def _composite(*texts: str) -> Target:
    return Target(testo="; ".join(texts), tipo=TipoTarget.SCADENZA, parti=tuple(type_target(t) for t in texts))


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (("30/06/2024", "31/12/2024"), ("30/06/2025", "31/12/2025"), None),
        (("30/06/2024", "31/12/2024"), ("31/05/2025", "31/12/2025"), "scadenza_anticipata"),
        (("30/06/2024", "≥3"), ("31/05/2025", "≥4"), "target_piu_severo"),
        (("30/06/2024", "≥3"), ("31/05/2025", "≥2"), "target_altro"),
        (("30/06/2024",), ("30/06/2025", "31/12/2025"), "target_altro"),
    ],
)
def test_composite_targets_are_compared_part_by_part(
    old: tuple[str, ...], new: tuple[str, ...], kind: str | None
) -> None:
    assert compare_targets(_composite(*old), _composite(*new), ANNI).tipo == kind


def test_a_target_that_is_gone_is_another_kind() -> None:
    gone = Target(testo="n.d.", tipo=TipoTarget.ASSENTE, motivo="non disponibile")
    assert compare_targets(type_target("100%"), gone, ANNI).tipo == "target_altro"
    assert compare_targets(gone, replace(gone, testo="–"), ANNI).tipo == "target_notazione"


_NUMBERS = st.integers(0, 400)


@given(_NUMBERS, _NUMBERS, st.sampled_from([Direzione.AUMENTA, Direzione.RIDUCE]))
def test_tighter_one_way_is_looser_the_other(a: int, b: int, direction: Direzione) -> None:
    """diff(b, a) inverts diff(a, b)."""
    old, new = (
        Target(testo=f"{v}%", tipo=TipoTarget.SOGLIA, valore=Decimal(v), unita="%", direzione=direction) for v in (a, b)
    )
    there, back = compare_targets(old, new, ANNI).tipo, compare_targets(new, old, ANNI.swapped()).tipo
    assert there is None if a == b else there in ("target_piu_severo", "target_meno_severo")
    assert back == MIRROR.get(there or "", there)


_DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@given(_DAYS, _DAYS)
def test_deadlines_are_mirrored_too(old: date, new: date) -> None:
    """diff(b, a) inverts diff(a, b)."""
    before, after = (type_target(f"{d:%d/%m/%Y}") for d in (old, new))
    there, back = compare_targets(before, after, ANNI).tipo, compare_targets(after, before, ANNI.swapped()).tipo
    assert back == MIRROR.get(there or "", there)
