"""Italian numerals: ``1.234,56``, ``2.000``, ``8,61``.

In: the text of a number token. Out: a Decimal, with a doubt where the numeral can be read in two ways. A numeral that
follows no Italian rule (``1,234.56``) is no number here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Numerale(NamedTuple):
    """A numeral read: its value, and whether it groups thousands or might mean another number (``dubbio``)."""

    valore: Decimal
    migliaia: bool = False
    dubbio: bool = False


def read_numeral(text: str) -> Numerale | None:
    """Return the value of a numeral, or None where it follows no Italian rule.

    A point before three digits groups thousands, a comma opens the decimals. A point before one or two digits, or after
    a leading zero, can only be a decimal point: read so, with a doubt. A comma before exactly three digits is a decimal
    comma here and a thousands separator in English: a doubt as well.
    """
    head, comma, decimals = text.partition(",")
    if "," in decimals or "." in decimals:
        return None
    groups = head.split(".")
    if len(groups) == 1:
        doubt = len(decimals) == 3 and 1 <= len(head.lstrip("0")) <= 3
        return Numerale(valore=Decimal(head + ("." + decimals if comma else "")), dubbio=doubt)
    if _groups_thousands(groups):
        return Numerale(valore=Decimal("".join(groups) + ("." + decimals if comma else "")), migliaia=True)
    if len(groups) == 2 and not comma:
        return Numerale(valore=Decimal(head), dubbio=True)
    return None


def _groups_thousands(groups: list[str]) -> bool:
    first, rest = groups[0], groups[1:]
    return 1 <= len(first) <= 3 and not first.startswith("0") and all(len(group) == 3 for group in rest)


def render_numeral(value: Decimal, *, grouped: bool = False) -> str:
    """Return a value as an Italian numeral: ``1234,56``, ``80``, ``2.024`` where grouped. No decimal zeros at the end.

    A value with exactly three decimals gets a fourth, a zero: ``1,234`` would be read with a doubt.
    """
    plain = format(value.normalize(), "f")
    if grouped and value == value.to_integral_value():
        return f"{value:,.0f}".replace(",", ".")
    whole, point, decimals = plain.partition(".")
    if not point:
        return whole
    return f"{whole},{decimals}{'0' if len(decimals) == 3 else ''}"
