"""What the change of a target means: tighter, looser, earlier, later, only written otherwise, or of another kind.

In: two typed targets and the years of their plans. Out: the kind of change, None where nothing changed but the year. Numbers are
compared only in one unit or in units that convert exactly; dates after the roll of the year. Where the direction of a number
is not known, more is taken to be better.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.diff.texts import Anni, fold, rolled_years
from pipeline.model import Direzione, RiferimentoRelativo, Target, TipoTarget

PIU_SEVERO = "target_piu_severo"
MENO_SEVERO = "target_meno_severo"
NOTAZIONE = "target_notazione"
ALTRO = "target_altro"
ANTICIPATA = "scadenza_anticipata"
POSTICIPATA = "scadenza_posticipata"

_NUMERIC = frozenset({TipoTarget.SOGLIA, TipoTarget.DURATA, TipoTarget.RELATIVO})
_EXACT = {
    "anni": ("mesi", 12),
    "trimestri": ("mesi", 3),
    "semestri": ("mesi", 6),
    "settimane": ("giorni", 7),
    "ore": ("minuti", 60),
}
"""Units that are a fixed number of smaller ones (a month is no fixed number of days, a day no number of working hours)."""
_NOT_ALNUM = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a target: the kind of change (None: none), and whether a date or a year in it rolled on."""

    tipo: str | None
    rinnovo: bool = False


_SAME = Verdict(None)


def compare_targets(old: Target, new: Target, anni: Anni) -> Verdict:
    """Return what the change from one target to the other means."""
    if fold(old.testo) == fold(new.testo):
        return _SAME
    if rolled_years(old.testo, new.testo, anni):
        return Verdict(None, rinnovo=True)
    if old.parti or new.parti:
        return _compare_parts(old, new, anni)
    if isinstance(old.valore, date) and isinstance(new.valore, date):
        return _compare_dates(old.valore, new.valore, anni)
    if old.fasce or new.fasce:
        return Verdict(NOTAZIONE if old.fasce == new.fasce else ALTRO)
    if old.tipo in _NUMERIC and new.tipo in _NUMERIC:
        return Verdict(_compare_numbers(old, new, anni))
    return Verdict(NOTAZIONE if _says_the_same(old, new) else ALTRO)


def _says_the_same(old: Target, new: Target) -> bool:
    """Tell whether two targets of the other kinds differ only in signs, spaces or case."""
    if old.tipo != new.tipo:
        return False
    if old.tipo is TipoTarget.BOOLEANO:
        return old.valore == new.valore
    if old.tipo is TipoTarget.ASSENTE:
        return True
    return _NOT_ALNUM.sub("", fold(old.testo)) == _NOT_ALNUM.sub("", fold(new.testo))


def _compare_parts(old: Target, new: Target, anni: Anni) -> Verdict:
    """Composite targets: part by part; parts that go different ways are another kind of target."""
    if len(old.parti) != len(new.parti):
        return Verdict(ALTRO)
    verdicts = [compare_targets(a, b, anni) for a, b in zip(old.parti, new.parti, strict=True)]
    renewed = any(v.rinnovo for v in verdicts)
    kinds = {v.tipo for v in verdicts if v.tipo} - {NOTAZIONE}
    if not kinds:
        only_years = renewed and all(v.tipo is None for v in verdicts)
        return Verdict(None if only_years else NOTAZIONE, renewed)
    if len(kinds) == 1:
        return Verdict(kinds.pop(), renewed)
    if kinds <= {PIU_SEVERO, ANTICIPATA}:
        return Verdict(PIU_SEVERO, renewed)
    return Verdict(MENO_SEVERO if kinds <= {MENO_SEVERO, POSTICIPATA} else ALTRO, renewed)


# dates -------------------------------------------------------------------------------------------------------------------


def _compare_dates(old: date, new: date, anni: Anni) -> Verdict:
    """Deadlines: the same day of the plan's own year is the same deadline, differently written at most."""
    if old == new:
        return Verdict(NOTAZIONE)
    expected = _expected(old, new, anni)
    if _same_day(expected, new):
        # the writing differs as well, or the texts would have been the same after the roll
        return Verdict(NOTAZIONE, rinnovo=True)
    return Verdict(ANTICIPATA if new < expected else POSTICIPATA)


def _expected(old: date, new: date, anni: Anni) -> date:
    """Return the old deadline as it would stand in the new plan: rolled on, or itself where that is nearer."""
    rolled = _shift(old, anni.passo)
    if old.year == anni.vecchio and new.year == anni.nuovo:
        return rolled
    return min((old, rolled), key=lambda day: (abs((new - day).days), day))


def _shift(day: date, years: int) -> date:
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _same_day(a: date, b: date) -> bool:
    """Tell whether two days are one, the end of February being one day in every year."""
    return a == b or (a.year == b.year and a.month == b.month == 2 and min(a.day, b.day) >= 28)


# numbers -----------------------------------------------------------------------------------------------------------------


def _compare_numbers(old: Target, new: Target, anni: Anni) -> str:
    if not isinstance(old.valore, Decimal) or not isinstance(new.valore, Decimal):
        return NOTAZIONE if _says_the_same(old, new) else ALTRO
    if not _same_reference(old, new, anni):
        return ALTRO
    directions = {d for d in (_direction(old), _direction(new)) if d}
    before, after = _amount(old), _amount(new)
    if len(directions) > 1 or not _comparable(old, before[1], new, after[1]):
        return ALTRO
    lower_is_better = directions == {Direzione.RIDUCE}
    change = (after[0] - before[0]) or (_strictness(new) - _strictness(old)) * (-1 if lower_is_better else 1)
    if not change:
        return NOTAZIONE
    return PIU_SEVERO if (change < 0) == lower_is_better else MENO_SEVERO


def _direction(target: Target) -> Direzione | None:
    if target.direzione:
        return target.direzione
    if target.operatore in (">=", ">"):
        return Direzione.AUMENTA
    return Direzione.RIDUCE if target.operatore in ("<=", "<") else None


def _amount(target: Target) -> tuple[Decimal, str | None]:
    """Return value and unit in the smallest exact unit; a count beyond 4 is 5 and more."""
    value = target.valore if isinstance(target.valore, Decimal) else Decimal(0)
    if target.unita in ("n", None) and value == value.to_integral_value():
        value += {">": 1, "<": -1}.get(target.operatore or "", 0)
    unit, factor = _EXACT.get(target.unita or "", (target.unita, 1))
    return value * factor, unit


def _comparable(old: Target, old_unit: str | None, new: Target, new_unit: str | None) -> bool:
    if old_unit == new_unit:
        return True
    vague = [u is None or (u == "n" and "unita" in t.inferito) for t, u in ((old, old_unit), (new, new_unit))]
    if not any(vague):
        return False
    return old.valore == new.valore or "%" not in (old_unit, new_unit)


def _strictness(target: Target) -> int:
    """Return 1 where the value itself is not enough (a count was moved on by one instead)."""
    return int(target.operatore in (">", "<") and target.unita not in ("n", None))


def _printed_reference(target: Target) -> RiferimentoRelativo | None:
    """Return a relative target's reference, unless it was only inferred: the indicator's words tell of their own change."""
    if "riferimento" in target.inferito or target.tipo is not TipoTarget.RELATIVO:
        return None
    return target.riferimento or RiferimentoRelativo()


def _same_reference(old: Target, new: Target, anni: Anni) -> bool:
    """Tell whether two targets are measured against the same thing, as far as the targets themselves print it."""
    before, after = _printed_reference(old), _printed_reference(new)
    if before is None or after is None:
        return before == after
    texts = fold(before.testo or "") == fold(after.testo or "")
    if before.anno is None or after.anno is None:
        return texts and before.anno == after.anno
    return before.anno == after.anno or after.anno - before.anno == anni.passo
