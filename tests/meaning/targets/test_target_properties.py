"""What holds for every target: nothing lost, nothing invented, one meaning for all spellings of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.meaning.targets import parse_target, render_target
from pipeline.model import Direzione, Target, TipoTarget

from .cells import cells, table

OPERATORS = ["", ">=", "<=", ">", "<", "="]
UNITS = [
    "",
    "%",
    "n",
    "giorni",
    "giorni lavorativi",
    "mesi",
    "ore",
    "anni",
    "euro",
    "punti",
    "punti percentuali",
    "minuti",
]
INDICATORS = ["", "Tempo medio di evasione", "N. pratiche evase / N. pratiche pervenute", "N° ore medie di formazione",
              "Percentuale di errore", "Realizzazione di iniziative", "Grado di soddisfazione (scala 1-4)"]  # fmt: skip
PIECES = [">=", "<=", "≤", "3", "80", "100,00", "2.000", "8.61", "1,5", "%", "N.", "n°", "gg", "giorni", "mesi", "’", "€", "M",
          "31/12/2025", "30/06", "31.12", "entro", "almeno", "due", "il", "di", "del", "sul", "rispetto al", "2018", "e", "a",
          "+", "-", "(", ")", ";", ",", "/", "SI", "NO", "n.d.", "baseline", "aumento", "riduzione", "tra", "giugno", "fino",
          "I", "semestre", "iniziative", "PA", "mila", "=", ":", "max", "non", "oltre", "²"]  # fmt: skip

numbers = st.decimals(min_value=0, max_value=10**7, places=2).map(lambda number: number.normalize())
heaps = st.lists(st.sampled_from(PIECES), max_size=7)


def _italian(number: Decimal, *, thousands: bool = False) -> str:
    plain = f"{number:,f}" if thousands else f"{number:f}"
    return plain.translate(str.maketrans(",.", ".,"))


def _typed(text: str, indicator: str = "") -> tuple[Target, dict[str, str]]:
    target, findings = parse_target(text, indicatore=indicator, anno=2025)
    return target, {**cells(target, findings), "rilievi": ""}


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_typed(text: str, indicator: str) -> None:
    """An unknown notation is ``testuale`` with a finding; the text stays as printed."""
    target, findings = parse_target(text, indicatore=indicator, anno=2025)
    assert target.testo == text
    assert target.tipo is not None
    assert findings or target.tipo is not TipoTarget.TESTUALE


@given(st.sampled_from(OPERATORS), numbers, st.sampled_from(UNITS), st.sampled_from(INDICATORS))
def test_a_printed_amount_is_the_value(operator: str, number: Decimal, unit: str, indicator: str) -> None:
    """Never a wrong number: what is typed is what is printed, and a printed unit of measure is kept."""
    text = f"{operator} {_italian(number)} {unit}"
    target, _ = _typed(text, indicator)
    if target.tipo is TipoTarget.TESTUALE:
        assert unit in ("", "%")
        return
    assert target.valore == number
    assert target.operatore == (operator or None)
    assert "operatore" not in target.inferito
    if unit not in ("", "n"):
        assert target.unita == unit
        assert "unita" not in target.inferito


@given(st.sampled_from(OPERATORS), numbers, st.sampled_from(UNITS), st.sampled_from(INDICATORS))
def test_canonical_text_reads_as_the_same_target(operator: str, number: Decimal, unit: str, indicator: str) -> None:
    """Rendering a typed target back and parsing it again gives the same."""
    _same_after_rendering(f"{operator} {_italian(number)} {unit}", indicator)


@given(heaps, st.sampled_from(INDICATORS))
def test_canonical_text_of_any_heap_of_pieces_reads_the_same(heap: list[str], indicator: str) -> None:
    """Rendering a typed target back and parsing it again gives the same."""
    _same_after_rendering(" ".join(heap), indicator)


def _same_after_rendering(text: str, indicator: str) -> None:
    first, cells_of_first = _typed(text, indicator)
    again, cells_of_again = _typed(render_target(first), indicator)
    assert {**cells_of_again, "inferito": ""} == {**cells_of_first, "inferito": ""}
    assert set(again.inferito) <= set(first.inferito)


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"])
)
def test_a_date_is_the_date_in_every_notation(day: date, notation: str) -> None:
    target, _ = _typed(day.strftime(notation))
    assert (target.tipo, target.valore, target.direzione) == (TipoTarget.SCADENZA, day, Direzione.ENTRO)


@given(st.integers(0, 10**9))
def test_thousands_are_grouped_with_points(number: int) -> None:
    target, _ = _typed(f"{_italian(Decimal(number), thousands=True)} richieste")
    assert (target.valore, target.unita) == (number, "n")


def _spellings(text: str) -> Iterator[str]:
    yield text.upper()
    yield text.lower()
    yield f"  {text}\u00a0"
    yield text.replace(" ", "\u00a0")
    yield re.sub(r"([<>]=?|%|;)", r" \1 ", text)
    yield text.replace(">=", "≥").replace("<=", "≤")
    yield text.replace("≥", ">=").replace("≤", "<=")
    yield text.replace(">=", "> =").replace("<=", "=<")
    yield text.replace("’", "'").replace("-", "−")
    yield text.translate({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})


@pytest.mark.parametrize("row", table("notazioni.csv"), ids=lambda row: str(row["testo"]))
def test_spaces_case_and_signs_do_not_change_the_target(row: dict[str, str]) -> None:
    """Whitespace, case and ``≥`` for ``>=`` change nothing."""
    _, wanted = _typed(row["testo"], row["indicatore"])
    for spelling in _spellings(row["testo"]):
        _, got = _typed(spelling, row["indicatore"])
        assert got == wanted, spelling


def _numbers_in(target: Target) -> Iterator[Decimal]:
    if isinstance(target.valore, date):
        yield from (Decimal(part) for part in (target.valore.day, target.valore.month, target.valore.year))
    elif isinstance(target.valore, Decimal):
        yield abs(target.valore)
    if target.riferimento and target.riferimento.anno:
        yield Decimal(target.riferimento.anno)
    for part in target.parti:
        yield from _numbers_in(part)
    for band in target.fasce:
        yield from (n for n in (band.minimo, band.massimo, band.punteggio) if n is not None)


def _significand(number: str) -> str:
    return number.replace(".", "").replace(",", "").strip("0")


@given(heaps)
def test_no_digit_is_lost(heap: list[str]) -> None:
    """Every number of the text is in the typed target, or the target stays text or carries a finding."""
    text = " ".join(heap)
    target, findings = parse_target(text, anno=2025)
    if findings or target.tipo is TipoTarget.TESTUALE:
        return
    kept = {_significand(f"{number:f}") for number in _numbers_in(target)}
    printed = re.findall(r"[0-9]+(?:[.,][0-9]+)*", text)
    # a day with a point (31.12) is two numbers of a date
    lost = [
        run for run in printed if _significand(run) not in kept and not {*map(_significand, run.split("."))} <= kept
    ]
    assert lost == []


@given(numbers, numbers, st.sampled_from(UNITS))
def test_different_numbers_never_read_alike(one: Decimal, other: Decimal, unit: str) -> None:
    first, second = (parse_target(f"{_italian(number)} {unit}")[0] for number in (one, other))
    assert one == other or first.valore is None or first.valore != second.valore
