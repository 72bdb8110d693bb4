"""Codes in front of titles: ``01 - ``, ``11.04 Promozione``, ``EQ_REG MER_07``, ``A.1.3.1``, ``Obiettivo n. 2:``.

In: a cell's text. Out: the code with its parts and the rest of the text, or None. It tells how surely (``certo``: a printed
separator); whether an unsure one counts is decided by the document's own habits (``CodeStyle``). A number that is part of a
sentence (``31/12/2025 …``, ``10 giorni``, ``1) …``, ``1.000 imprese``) is no code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.normalize.lexicon import words


class Famiglia(StrEnum):
    """The kinds of code."""

    NUMERO = "numero"
    LETTERE = "lettere"
    INDIVIDUALE = "individuale"
    ETICHETTA = "etichetta"


Form = tuple[str, int, int]


class Code(NamedTuple):
    """A code as printed, its parts (``01.02`` -> 01, 02), and the text behind it.

    ``ruolo`` is settore or obiettivo where a label says so (``Obiettivo n. 2``), ``certo`` whether a separator parts it
    from the title, ``puntato`` whether a full stop does (``1. Sviluppo``).
    """

    testo: str
    parti: tuple[str, ...]
    famiglia: Famiglia
    certo: bool
    resto: str
    ruolo: str | None = None
    puntato: bool = False

    @property
    def profondita(self) -> int:
        """Return how many levels the code names."""
        return len(self.parti)

    @property
    def forma(self) -> Form:
        """Return what codes of one habit share: family, depth, digits of the first part (``01.02`` and ``10.02``: 2)."""
        return (self.famiglia, len(self.parti), len(self.parti[0]))


_SEPARATOR = r"(?:(?P<sep>\s*(?:-{1,3}|[–—−:])(?=\s|\D)\s*)|(?P<gap>\.?\s+)|\.?$)(?P<rest>.*)$"
_NUMBER = re.compile(r"(?P<code>\d{1,4}(?:\.\d{1,3}){0,4}|\d{6,10})" + _SEPARATOR, re.DOTALL)
_LETTERS = re.compile(
    r"(?P<code>(?:[A-Z]{1,4}\.){0,2}[A-Z]{1,5}[._ ]?\d{1,3}(?:\.\d{1,3})*[a-z]?(?:/[A-Z])?)" + _SEPARATOR, re.DOTALL
)
_LETTER = re.compile(r"(?P<code>[A-Z]|[IVX]{1,5})(?P<sep>\s+[-–—]\s+|\s*:\s+)(?P<rest>.*)$", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_AROUND_UNDERSCORE = re.compile(r"\s*_\s*")
_TO_STOPS = str.maketrans("_ ", "..")
_COUNTERS = ("N.", "N ")
_FOUR_LEVELS = 4
_A_HABIT = 3
_LABELLED = ("settore", "obiettivo")


@cache
def _individual() -> re.Pattern[str]:
    prefixes = "|".join(sorted(map(re.escape, words("individuali", "prefissi")), key=lambda p: (-len(p), p)))
    return re.compile(
        rf"(?P<code>(?:{prefixes})(?:\s*_\s*[A-Za-z][A-Za-z .]*?)?(?:\s*_\s*\d{{1,3}})+)" + _SEPARATOR,
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _label(ruolo: str) -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, words("etichette", ruolo)), key=lambda p: (-len(p), p)))
    number = r"(?P<code>(?:[A-Z]{1,3}\.?)?\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVX]{1,5})"
    return re.compile(rf"(?:{labels})\.?\s*(?:n\s?[.°]?\s*)?(?-i:{number})" + _SEPARATOR, re.IGNORECASE | re.DOTALL)


@cache
def _labels() -> tuple[int, tuple[str, ...]]:
    """Return the letters of the longest label, and all labels."""
    labels = sorted({label for ruolo in _LABELLED for label in words("etichette", ruolo)})
    return max(map(len, labels)), tuple(labels)


@lru_cache(maxsize=8192)
def parse_code(text: str) -> Code | None:
    """Return the code that the text starts with, or None."""
    if text[:1].isdigit():
        return _parse_number(text)
    return _parse_individual(text) or _parse_label(text) or _parse_letters(text)


def _parse_individual(text: str) -> Code | None:
    match = _individual().match(text) if "_" in text else None
    if not match:
        return None
    printed = _AROUND_UNDERSCORE.sub("_", match["code"].strip())
    return Code(
        testo=printed,
        parti=tuple(printed.split("_")),
        famiglia=Famiglia.INDIVIDUALE,
        certo=True,
        resto=match["rest"].strip(),
    )


def _parse_label(text: str) -> Code | None:
    longest, labels = _labels()
    opening = text[:longest]
    if opening.isascii() and not opening.lower().startswith(labels):  # most
        return None
    for ruolo in _LABELLED:
        match = _label(ruolo).match(text)
        if match:
            return Code(
                testo=match["code"],
                parti=_parts(match["code"]),
                famiglia=Famiglia.ETICHETTA,
                certo=match["sep"] is not None or not match["rest"],
                resto=match["rest"].strip(),
                ruolo=ruolo,
            )
    return None


def _parse_number(text: str) -> Code | None:
    match = _NUMBER.match(text)
    if not match:
        return None
    code, sep, gap, rest = match.group("code", "sep", "gap", "rest")
    if _is_quantity(code, rest, sep):
        return None
    return Code(
        testo=code,
        parti=_parts(code),
        famiglia=Famiglia.NUMERO,
        certo=sep is not None,
        puntato=(gap or "").startswith("."),
        resto=rest.strip(),
    )


def _is_quantity(code: str, rest: str, sep: str | None) -> bool:
    """Say whether a number is a year or a count (``2025 - …``, ``5 - 10 giorni``, ``1.000 imprese``) and no code."""
    if _YEAR.match(code):
        return True
    if sep is None and _THOUSANDS.fullmatch(code):
        return True
    return "." not in code and rest[:1].isdigit() and len(code) <= _FOUR_LEVELS


def _parse_letters(text: str) -> Code | None:
    match = _LETTERS.match(text) or _LETTER.match(text)
    if not match or _YEAR.search(match["code"]) or match["code"][:2] in _COUNTERS:
        return None
    return Code(
        testo=match["code"],
        parti=_parts(match["code"]),
        famiglia=Famiglia.LETTERE,
        certo=match["sep"] is not None,
        resto=match["rest"].strip(),
    )


def _parts(code: str) -> tuple[str, ...]:
    """Split a code into its levels; one without separators (``01010601``) by pairs of digits counts as two levels."""
    if code.isdigit() and len(code) > _FOUR_LEVELS:
        return (code[:-4], code[-4:])
    return tuple(filter(None, code.translate(_TO_STOPS).split(".")))


class CodeStyle(NamedTuple):
    """The codes a document prints with a separator: what else looks like one of them is one too."""

    forme: frozenset[Form]

    def accepts(self, code: Code) -> bool:
        """Say whether a code can stand for a heading: printed with a separator, or shaped like those that are."""
        if code.famiglia is Famiglia.INDIVIDUALE:
            return True
        if code.forma not in self.forme:
            return False
        return code.certo or code.profondita > 1 or code.resto[:1].isupper()


def learn_style(texts: Iterable[str], columns: Iterable[Iterable[str]] = ()) -> CodeStyle:
    """Return the habits of a document from the texts that may be headings, and those of each column of headings.

    Codes without separator make a habit of their own only when three of them have several levels (``1.1 Titolo``), or when a
    whole column of headings starts with them (``0101 Servizi``, ``1. Sviluppo``).
    """
    codes = [code for text in texts if (code := parse_code(text)) is not None and code.resto]
    sure = {code.forma for code in codes if code.certo and code.famiglia is not Famiglia.INDIVIDUALE}
    unsure = Counter(code.forma for code in codes if not code.certo and code.profondita > 1)
    forms = sure | {form for form, times in unsure.items() if times >= _A_HABIT}
    forms |= {form for column in columns if (form := _form_of_column(set(column)))}
    padded = {code.forma for code in codes if code.parti[0].startswith("0")}
    return CodeStyle(frozenset(form for form in forms if not _is_stray(form, padded)))


def _form_of_column(texts: set[str]) -> Form | None:
    """Return the one form of code that all texts of a column start with; one text alone must look like a code by itself."""
    codes = [parse_code(text) for text in texts]
    known = [code for code in codes if code is not None and code.resto[:1].isupper()]
    forms = {code.forma for code in known}
    if not codes or len(known) < len(codes) or len(forms) != 1:
        return None
    alone = len(known) == 1 and not (known[0].parti[0].startswith("0") or known[0].profondita > 1 or known[0].puntato)
    return None if alone else forms.pop()


def _is_stray(form: Form, padded: set[Form]) -> bool:
    """Say whether a one-digit form (``3 - …``) stands in a document that pads its codes (``03 - …``)."""
    family, depth, width = form
    return width == 1 and family == Famiglia.NUMERO and (family, depth, 2) in padded
