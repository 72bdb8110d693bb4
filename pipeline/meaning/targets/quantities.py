"""Amounts: ``>= 100,00 %``, ``3 N.``, ``N.2``, ``<= 5 gg``, ``26’``, ``9M€``, ``Almeno due iniziative``.

In: tokens. Out: a ``soglia`` or, for a unit of time, a ``durata``. Behind the amount only prose may stand that holds no
other number and no word that could turn the meaning; anything else is left to another production. What the indicator's
words add is not decided here.
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.meaning.targets.numbers import read_numeral
from pipeline.meaning.targets.reading import AMBIGUO, YEARS, Lettura, Quantita, ambiguous, textual
from pipeline.meaning.targets.words import lessico
from pipeline.meaning.tokens import Token, Tokens
from pipeline.model import Direzione, Target, TipoTarget

OPERATORS = (">=", "<=", ">", "<", "=")
_PROSE_SIGNS = frozenset(",()\"'/-°")
_COUNT, _EURO = "n", "euro"
_BY_OPERATOR = {">=": Direzione.AUMENTA, ">": Direzione.AUMENTA, "<=": Direzione.RIDUCE, "<": Direzione.RIDUCE}


def read_soglia(tokens: Tokens) -> Lettura | None:
    """Return the threshold or time span that all the tokens print, or None."""
    counted = _count_marker_before_operator(tokens)
    operator, start = read_operator(tokens, counted)
    sign, start = _negative(tokens, start, operator)
    found = read_quantity(tokens, start)
    if found is None:
        return None
    amount, end = found
    after = lessico().operatori_dopo.match(tokens, end) if operator is None else None
    if after is not None:
        operator, end = after
    if end < len(tokens) and not prose_follows(tokens, end):
        return None
    if is_doubtful_percent(tokens, amount):
        return textual(AMBIGUO, "TGT002", lettura="testo, non come numero")
    unit = amount.unita or (_COUNT if counted or (after is None and names_thing(tokens, end)) else None)
    amount = amount._replace(valore=sign * amount.valore, unita=unit)
    if amount.may_be_year():
        return textual(AMBIGUO, "TGT002", lettura="testo, non come anno né come numero")
    return soglia(amount, operator)


def soglia(amount: Quantita, operator: str | None) -> Lettura:
    """Return an amount with its operator, and the way that it tells, as a target: a time span where the unit is one of time."""
    target = Target(
        testo="",
        tipo=tipo_of(amount.unita),
        operatore=operator,
        valore=amount.valore,
        unita=amount.unita,
        direzione=_BY_OPERATOR.get(operator or ""),
    )
    return Lettura(target=target, dubbi=amount.dubbi)


def tipo_of(unit: str | None) -> TipoTarget:
    """Return ``durata`` for a unit of time, else ``soglia``."""
    return TipoTarget.DURATA if unit in lessico().unita_tempo else TipoTarget.SOGLIA


def _count_marker_before_operator(tokens: Tokens) -> int:
    """Return the place behind an ``N.`` that stands before an operator (``N. >= 3``), else 0."""
    found = lessico().unita.match(tokens)
    is_marker = found is not None and found[0] == _COUNT
    return found[1] if found and is_marker and read_operator(tokens, found[1])[0] else 0


def read_operator(tokens: Tokens, at: int) -> tuple[str | None, int]:
    """Return the operator printed at ``at`` as sign or words, and the place behind it and its articles."""
    if at < len(tokens) and tokens[at].testo in OPERATORS:
        return tokens[at].testo, at + 1
    found = lessico().operatori.match(tokens, at)
    return (found[0], skip_empty(tokens, found[1])) if found else (None, at)


def skip_empty(tokens: Tokens, at: int) -> int:
    """Return the place behind articles and prepositions that say nothing."""
    empty = lessico().vuote
    while at < len(tokens) and tokens[at].testo in empty and tokens[at].testo != _COUNT:
        at += 1
    return at


def _negative(tokens: Tokens, at: int, operator: str | None) -> tuple[int, int]:
    """Return the sign of a number behind a printed operator: a bare minus may be a dash, and belongs to changes."""
    minus = operator is not None and at < len(tokens) and tokens[at].testo == "-"
    return (-1, at + 1) if minus else (1, at)


def read_quantity(tokens: Tokens, at: int) -> tuple[Quantita, int] | None:
    """Return the amount at ``at`` with the unit before or behind it, and the place behind, or None."""
    words = lessico()
    before = words.unita.match(tokens, at)
    prefixed = read_number(tokens, before[1]) if before and not _is_letter(tokens[at : before[1]], before[0]) else None
    if before and prefixed:
        amount, end = _scaled(tokens, prefixed, euro=before[0] == _EURO)
        again = words.unita.match(tokens, end)
        if again is None:
            return amount._replace(unita=before[0]), end
        if before[0] == _COUNT:
            return amount._replace(unita=again[0]), again[1]
        return None
    number = read_number(tokens, at)
    if number is None:
        return None
    amount, end = _scaled(tokens, number, euro=False)
    unit = words.unita.match(tokens, end)
    return (amount._replace(unita=unit[0]), unit[1]) if unit else (amount, end)


def _is_letter(printed: Tokens, unit: str) -> bool:
    """Tell whether a unit before its number is a bare letter: ``g 3`` may be ``≥ 3`` in a font that lost the sign."""
    return len(printed) == 1 and printed[0].tipo == "word" and len(printed[0].testo) == 1 and unit != _COUNT


def read_number(tokens: Tokens, at: int) -> tuple[Quantita, int] | None:
    """Return the number at ``at``, in digits or in words, and the place behind it, or None."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.tipo == "word":
        value = lessico().numeri.get(token.testo)
        return (Quantita(valore=value), at + 1) if value is not None else None
    if token.tipo != "num":
        return None
    joined, end = _spaced_thousands(tokens, at)
    numeral = read_numeral(joined or token.testo)
    if numeral is None:
        return None
    doubtful = numeral.dubbio or joined is not None
    doubts = (ambiguous(f"il numero {_shown(numeral.valore)}"),) if doubtful else ()
    return Quantita(valore=numeral.valore, anno=token.testo.isdigit() and int(token.testo) in YEARS, dubbi=doubts), end


def _spaced_thousands(tokens: Tokens, at: int) -> tuple[str | None, int]:
    """Join ``2 000``: groups of three zeros after a space. Other groups may be two values side by side (``80 100``)."""
    end = at + 1
    while end < len(tokens) and tokens[end].testo == "000" and tokens[end].stacco:
        end += 1
    first = tokens[at].testo
    fits = end > at + 1 and first.isdigit() and len(first) <= 3 and not first.startswith("0")
    return (".".join(token.testo for token in tokens[at:end]), end) if fits else (None, at + 1)


def _shown(value: Decimal) -> str:
    return format(value, "f").replace(".", ",")


def _scaled(tokens: Tokens, number: tuple[Quantita, int], *, euro: bool) -> tuple[Quantita, int]:
    """Multiply by the scale word behind the number; a letter (``M``) scales only beside the euro sign."""
    amount, at = number
    words = lessico()
    found = words.moltiplicatori.match(tokens, at)
    if found is None:
        letter = words.moltiplicatori_euro.match(tokens, at)
        follows = letter and words.unita.match(tokens, letter[1])
        found = letter if letter and (euro or (follows and follows[0] == _EURO)) else None
    if found is None:
        return number
    return amount._replace(valore=amount.valore * 10 ** int(found[0])), found[1]


def prose_follows(tokens: Tokens, at: int) -> bool:
    """Tell whether from ``at`` on only harmless prose stands: words and light punctuation, no number, no turn."""
    words = lessico()
    if at < len(tokens) and _changes_unit(tokens[at]):
        return False
    return all(
        token.testo in _PROSE_SIGNS if token.tipo == "sign" else _harmless(token.testo, words.capovolgono)
        for token in tokens[at:]
    )


def _changes_unit(token: Token) -> bool:
    """Tell whether what stands right behind an amount makes it another: a rate (``2/anno``), a letter that scales."""
    letter = token.tipo == "word" and len(token.testo) == 1 and token.testo not in lessico().non_nomi
    return token.testo == "/" or letter


def _harmless(word: str, turning: frozenset[str]) -> bool:
    words = lessico()
    counts = word in words.numeri and word not in words.articoli
    return word.isalpha() and word not in turning and not counts and word not in words.mesi


def names_thing(tokens: Tokens, at: int) -> bool:
    """Tell whether a counted thing stands at ``at`` (``18 comunità``): a word of its own, no preposition."""
    return at < len(tokens) and tokens[at].tipo == "word" and tokens[at].testo not in lessico().non_nomi


def is_doubtful_percent(tokens: Tokens, amount: Quantita) -> bool:
    """Tell whether the text is like ``100.000%``: thousands of per cent, or a decimal point and three zeros."""
    grouped = any(token.tipo == "num" and "." in token.testo for token in tokens)
    return amount.unita == "%" and grouped and abs(amount.valore) >= 1000
