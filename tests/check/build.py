"""Plans for the tests of the checks: from the hand-made tables of the 2025 plan, and from the examples of the rules.

Targets and formulas come from the hand-made truth where there is one, so that these tests judge the checks and not the
readers before them; in the small examples a few notations are enough.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from pipeline.model import (
    Campo,
    Copertura,
    FonteDocumento,
    Formato,
    Formula,
    Indicatore,
    Obiettivo,
    ObiettivoIndividuale,
    Owner,
    Piano,
    Settore,
    Target,
    TipoTarget,
)

ROOT = Path(__file__).parents[2]
_ORG = re.compile(r"^\d+(?:\.\d+)+")
_TOP = re.compile(r"^(?P<codice>\d+)\s+-\s")
_INDIVIDUAL = re.compile(r"^EQ_\D+?\d+(?:_\d+)*")
_SEPARATOR = re.compile(r"^[\s\-–]+")
_YEAR_MARK = re.compile(r"\s*(?:\(20\d\d\)|20\d\d)[\s\-]*$")
_TARGET = re.compile(r"(?P<op>>=|<=|≥|≤|<|>|)\s*(?P<n>\d+(?:,\d+)?)\s*(?P<u>%|gg|N\.|)")
_UNITS = {"%": "%", "gg": "giorni", "N.": "n"}
_RATIO = re.compile(r"(?P<a>\b[nN][.°]?[^/()]+?)\s?/\s?(?P<b>[nN][.°]?[^()]+)")


@dataclass
class Row:
    """One row of a little plan; ``testo`` is the objective's."""

    testo: str
    indicatore: str = ""
    target: str = ""
    ultimo: str = ""
    altri: tuple[Campo, ...] = ()


@dataclass
class Truth:
    """Hand-made readings: targets by their text, formulas by the indicator's id."""

    targets: dict[str, Target] = field(default_factory=dict)
    formulas: dict[str, Formula] = field(default_factory=dict)


def plan(
    settori: Iterable[Settore] = (), individuali: Iterable[ObiettivoIndividuale] = (), anno: int | None = 2025
) -> Piano:
    """Return a plan that holds just this."""
    return Piano(
        ente=None,
        anno=anno,
        titolo=None,
        atto=None,
        fonte=FonteDocumento(file="piano.txt", sha256="0" * 64, formato=Formato.TESTO),
        settori=tuple(settori),
        obiettivi_individuali=tuple(individuali),
        copertura=Copertura(parole=0, nei_nodi=0, arredo=0, non_assegnate=0),
    )


def read_example(text: str, anno: int | None = 2025) -> Piano:
    """Return the little plan that an example of a rule writes down (see the head of qualita.toml)."""
    settori: list[Settore] = []
    rows: list[Row] = []
    individual: list[Row] = []
    for line in text.strip("\n").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if _TOP.match(cells[0]) and len(cells) == 1:
            settori = [*_closed(settori, rows), _settore(cells[0])]
            rows = []
            continue
        goes_on = not cells[0] and bool(individual)
        into = individual if goes_on or cells[0].startswith("EQ_") else rows
        into.append(_row(cells, into[-1].testo if into else ""))
    truth = Truth()
    individuali = [_individuale(group, truth) for group in _by_title(individual)]
    return plan(_closed(settori, rows), individuali, anno)


def plan_2025() -> Piano:
    """Return the 2025 plan from the hand-made tables, typed by the hand-made truth."""
    truth = Truth(_true_targets(), _true_formulas())
    settori = []
    for top, lines in groupby(_table("samples/righe-2025.csv"), key=lambda line: line["settore"]):
        rows = [Row(r["obiettivo"], r["indicatore"], r["target"], r["owner"]) for r in lines]
        settori.append(replace(_settore(top), obiettivi=tuple(_obiettivo(g, truth) for g in _by_title(rows))))
    individual = [
        Row(r["obiettivo"], r["indicatore"], r["target"], r["algoritmo"])
        for r in _table("samples/individuali-2025.csv")
    ]
    return plan(settori, [_individuale(group, truth) for group in _by_title(individual)])


def _table(path: str) -> list[dict[str, str]]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _true_targets() -> dict[str, Target]:
    return {row["testo"]: _true_target(row) for row in _table("tests/truth/target-2025.csv")}


def _true_target(row: dict[str, str]) -> Target:
    tipo = TipoTarget(row["tipo"])
    valore = date.fromisoformat(row["valore"]) if tipo is TipoTarget.SCADENZA else Decimal(row["valore"])
    return Target(
        testo=row["testo"], tipo=tipo, operatore=row["operatore"] or None, valore=valore, unita=row["unita"] or None
    )


def _true_formulas() -> dict[str, Formula]:
    return {
        row["id"]: Formula(numeratore=row["numeratore"], denominatore=row["denominatore"])
        for row in _table("tests/truth/formule-2025.csv")
        if row["sorgente"]
    }


def _row(cells: list[str], last_title: str) -> Row:
    cells = cells + [""] * (4 - len(cells))
    altri = tuple(Campo(intestazione=cell.split(":")[0], testo=cell.split(":")[1].strip()) for cell in cells[4:])
    return Row(cells[0] or last_title, cells[1], cells[2], cells[3], altri)


def _closed(settori: list[Settore], rows: list[Row]) -> list[Settore]:
    """Return the settori with the rows read since the last one under it (under an unnamed one when there is none)."""
    if not rows:
        return settori
    if not settori:
        codice = rows[0].testo.split(".")[0]
        settori = [Settore(codice=codice, testo=codice, nome="")]
    obiettivi = tuple(_obiettivo(group, Truth()) for group in _by_title(rows))
    return [*settori[:-1], replace(settori[-1], obiettivi=obiettivi)]


def _by_title(rows: Iterable[Row]) -> Iterator[list[Row]]:
    for _, group in groupby(rows, key=lambda row: row.testo):
        yield list(group)


def _settore(testo: str) -> Settore:
    match = _TOP.match(testo)
    assert match
    return Settore(codice=match["codice"], testo=testo, nome=testo[match.end() :])


def _name(testo: str, codice: str) -> str:
    return _YEAR_MARK.sub("", _SEPARATOR.sub("", testo[len(codice) :]))


def _obiettivo(rows: list[Row], truth: Truth) -> Obiettivo:
    testo = rows[0].testo
    match = _ORG.match(testo)
    assert match, testo
    indicatori = _indicatori(match[0], rows, truth, individual=False)
    return Obiettivo(codice=match[0], testo=testo, nome=_name(testo, match[0]), indicatori=indicatori)


def _individuale(rows: list[Row], truth: Truth) -> ObiettivoIndividuale:
    testo = rows[0].testo
    match = _INDIVIDUAL.match(testo)
    assert match, testo
    indicatori = _indicatori(match[0], rows, truth, individual=True)
    return ObiettivoIndividuale(codice=match[0], testo=testo, nome=_name(testo, match[0]), indicatori=indicatori)


def _indicatori(codice: str, rows: list[Row], truth: Truth, *, individual: bool) -> tuple[Indicatore, ...]:
    named = [row for row in rows if row.indicatore]
    return tuple(
        _indicatore(f"{codice}/{number}", row, truth, individual=individual)
        for number, row in enumerate(named, start=1)
    )


def _indicatore(name: str, row: Row, truth: Truth, *, individual: bool) -> Indicatore:
    formula = truth.formulas.get(name) if truth.formulas else _small_formula(row)
    return Indicatore(
        id=name,
        testo=row.indicatore,
        target=truth.targets[row.target] if truth.targets else small_target(row.target),
        owner=None if individual else Owner(testo=row.ultimo),
        algoritmo=(row.ultimo or None) if individual else None,
        formula=formula,
        altri=row.altri,
    )


def _small_formula(row: Row) -> Formula | None:
    match = _RATIO.search(row.indicatore) or _RATIO.search(row.ultimo)
    return Formula(numeratore=match["a"].strip(), denominatore=match["b"].strip()) if match else None


def small_target(testo: str) -> Target:
    """Return the typed target of the few notations that the examples use."""
    if not testo:
        return Target(testo=testo, tipo=TipoTarget.ASSENTE)
    if re.fullmatch(r"\d\d/\d\d/\d{4}", testo):
        day, month, year = map(int, testo.split("/"))
        return Target(testo=testo, tipo=TipoTarget.SCADENZA, valore=date(year, month, day))
    if testo[0].isalpha():
        return Target(testo=testo, tipo=TipoTarget.TESTUALE)
    match = _TARGET.fullmatch(testo)
    assert match, testo
    operatore = match["op"].replace("≥", ">=").replace("≤", "<=") or None
    valore = Decimal(match["n"].replace(",", "."))
    tipo = TipoTarget.DURATA if match["u"] == "gg" else TipoTarget.SOGLIA
    return Target(testo=testo, tipo=tipo, operatore=operatore, valore=valore, unita=_UNITS.get(match["u"]))
