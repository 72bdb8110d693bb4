"""Changes: ``+10% sul 2018``, ``Aumento del 25% rispetto alla baseline``, ``Ulteriori 400 PA``.

In: tokens. Out: a ``relativo`` whose value is the amount of the change (never negative) and whose direction is its way;
``riferimento`` is what it is measured against, where that is printed. ``10% rispetto al 2018``, which may be a level or a
change, stays text with a finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.meaning.targets.quantities import (
    is_doubtful_percent,
    names_thing,
    prose_follows,
    read_operator,
    read_quantity,
    skip_empty,
)
from pipeline.meaning.targets.reading import AMBIGUO, YEARS, Lettura, Quantita, textual
from pipeline.meaning.targets.words import lessico
from pipeline.meaning.tokens import Tokens
from pipeline.model import Direzione, RiferimentoRelativo, Target, TipoTarget

_SHARES = ("%", "punti percentuali")


def read_relativo(tokens: Tokens) -> Lettura | None:
    """Return the change that all the tokens print, or None."""
    operator, at = read_operator(tokens, 0)
    change, at = _change(tokens, at)
    if change is None and lessico().paragonano.isdisjoint([token.testo for token in tokens]):  # most targets
        return None
    if change is not None and operator is None:
        operator, at = read_operator(tokens, skip_empty(tokens, at))
    found = read_quantity(tokens, skip_empty(tokens, at) if change else at)
    if found is None:
        return None
    amount, end = found
    for tail, reference in _references(tokens, end):
        after, tail = _change_after(tail) if change is None else (None, tail)
        if prose_follows(tail, 0):
            return _relative(tokens, change or after, operator, _with_thing(amount, tail), reference)
    return None


def _change(tokens: Tokens, at: int) -> tuple[str | None, int]:
    """Return the direction that a sign or a word of change at ``at`` tells, and the place behind."""
    if at < len(tokens) and tokens[at].testo == "-":
        return "-", at + 1
    return lessico().variazioni.match(tokens, at) or (None, at)


def _change_after(tail: Tokens) -> tuple[str | None, Tokens]:
    """Take ``in più`` / ``in meno`` out of what stands behind the amount."""
    for at in range(len(tail)):
        found = lessico().variazioni_dopo.match(tail, at)
        if found:
            return found[0], (*tail[:at], *tail[found[1] :])
    return None, tail


def _references(tokens: Tokens, at: int) -> Iterator[tuple[Tokens, RiferimentoRelativo | None]]:
    """Yield the ways to part what stands behind the amount into prose and a reference, the longest reference first."""
    for start in range(at, len(tokens)):
        reference = _reference(tokens, start)
        if reference is not None:
            yield tokens[at:start], reference
    yield tokens[at:], None


def _reference(tokens: Tokens, at: int) -> RiferimentoRelativo | None:
    words = lessico()
    strong = words.riferimenti.match(tokens, at)
    weak = words.riferimenti_deboli.match(tokens, at)
    found = strong or weak
    if found is None:
        return None
    rest = tokens[skip_empty(tokens, found[1]) :]
    year = _year(rest)
    rest = rest[:-1] if year else rest
    name = words.nomi_riferimento.match_whole(rest)
    if name is None and rest and not (strong and prose_follows(rest, 0)):
        return None
    text = name or " ".join(token.testo for token in rest) or None
    return RiferimentoRelativo(anno=year, testo=text) if year or text else None


def _year(tokens: Tokens) -> int | None:
    last = tokens[-1].testo if tokens else ""
    return int(last) if last.isdigit() and len(last) == 4 and int(last) in YEARS else None


def _with_thing(amount: Quantita, tail: Tokens) -> Quantita:
    """Return the amount counted in things where prose names one behind it (``Ulteriori 400 PA``)."""
    if amount.unita is None and names_thing(tail, 0):
        return amount._replace(unita="n")
    return amount


def _relative(
    tokens: Tokens, change: str | None, operator: str | None, amount: Quantita, reference: RiferimentoRelativo | None
) -> Lettura | None:
    if change is None:
        level = reference is not None
        return textual(AMBIGUO, "TGT002", lettura="testo: livello o variazione") if level else None
    if change == "-" and reference is None:
        # behind an operator a minus is the number's own sign; alone it may be a dash
        if operator:
            return None
        if amount.unita not in _SHARES or tokens[1].stacco:
            return textual(AMBIGUO, "TGT002", lettura="testo: il segno può essere un meno o un trattino")
    if is_doubtful_percent(tokens, amount) or amount.may_be_year():
        return textual(AMBIGUO, "TGT002", lettura="testo, non come numero")
    way = Direzione.RIDUCE if change == "-" else Direzione(change)
    target = Target(
        testo="",
        tipo=TipoTarget.RELATIVO,
        operatore=operator,
        valore=amount.valore,
        unita=amount.unita,
        direzione=way,
        riferimento=reference,
    )
    return Lettura(target=target, dubbi=amount.dubbi)
