"""The table of rules, read from ``rules/*.toml`` (one file per family, one table per code)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from pipeline.model import Diagnostic, Gravita, Provenance

Lingua = Literal["it", "en"]

_HEADING = re.compile(r"^\[([A-Z]{3}\d{3})\]$", re.MULTILINE)
"""Where a rule's table starts; its sub-tables (``[QUA101.it]``) belong to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Testi:
    """A rule's prose in one language. ``messaggio`` may hold ``{name}`` fields."""

    messaggio: str
    consiglio: str
    perche: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A rule: code, slug that names the defect, default severity, first version, prose, examples.

    ``attiva`` is False for a rule that is off unless selected; ``positivo`` is an example that raises it, ``negativo`` one
    that does not, both in the document's words.
    """

    codice: str
    nome: str
    gravita: Gravita
    dalla: str
    it: Testi
    en: Testi
    fonte: str = ""
    positivo: str = ""
    negativo: str = ""
    attiva: bool = True

    def testi(self, lingua: Lingua) -> Testi:
        """Return the prose in ``lingua``."""
        return self.it if lingua == "it" else self.en


@cache
def _tables() -> dict[str, str]:
    """Return the TOML text of every rule's table by its code, sorted: a run needs few rules, and only those are parsed."""
    tables: dict[str, str] = {}
    folder = resources.files("pipeline.diagnostics") / "rules"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        _, *parts = _HEADING.split(file.read_text(encoding="utf-8"))
        for codice, text in zip(parts[::2], parts[1::2], strict=True):
            if codice in tables:
                raise ValueError(f"rule {codice} stands twice ({file.name})")
            tables[codice] = text
    return dict(sorted(tables.items()))


@cache
def _rule(codice: str) -> Rule:
    fields = dict(tomllib.loads(f"[{codice}]{_tables()[codice]}")[codice])
    prose = {lingua: Testi(**fields.pop(lingua)) for lingua in ("it", "en")}
    gravita = Gravita(str(fields.pop("gravita")))
    return Rule(codice=codice, gravita=gravita, it=prose["it"], en=prose["en"], **fields)


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by its code, sorted."""
    return {codice: _rule(codice) for codice in _tables()}


def find_rule(codice: str) -> Rule | None:
    """Return the rule with that code, in any case, or None."""
    code = codice.upper()
    return _rule(code) if code in _tables() else None


def finding(
    codice: str, *, nodo: str | None = None, fonte: Provenance | None = None, **parametri: object
) -> Diagnostic:
    """Make the finding ``codice`` about ``nodo``; the parameters fill the rule's message.

    Raises:
        KeyError: the code is not in the table, or the message has a field that was not given (a bug of ours).
    """
    rule = _rule(codice)
    values = {name: str(value) for name, value in parametri.items()}
    return Diagnostic(
        codice=codice,
        gravita=rule.gravita,
        messaggio=rule.it.messaggio.format(**values),
        suggerimento=rule.it.consiglio.format(**values),
        nodo=nodo,
        parametri=tuple(sorted(values.items())),
        fonte=fonte,
    )


def render_message(diagnostic: Diagnostic, lingua: Lingua) -> tuple[str, str]:
    """Return message and advice of a finding in ``lingua``."""
    rule = find_rule(diagnostic.codice)
    if lingua == "it" or rule is None:
        return diagnostic.messaggio, diagnostic.suggerimento
    values = dict(diagnostic.parametri)
    return rule.en.messaggio.format(**values), rule.en.consiglio.format(**values)
