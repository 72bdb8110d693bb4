"""The table of rules, read from ``rules/*.toml`` (one file per family, one table per code)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from pipeline.model import Diagnostic, Gravita, Provenance

Lingua = Literal["it", "en"]


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


def _rule(codice: str, table: dict[str, object]) -> Rule:
    fields = dict(table)
    prose = {lingua: Testi(**fields.pop(lingua)) for lingua in ("it", "en")}  # type: ignore[arg-type]
    gravita = Gravita(str(fields.pop("gravita")))
    return Rule(codice=codice, gravita=gravita, **prose, **fields)  # type: ignore[arg-type]


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by its code, sorted."""
    rules: dict[str, Rule] = {}
    folder = resources.files("pipeline.diagnostics") / "rules"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        for codice, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if codice in rules:
                raise ValueError(f"rule {codice} stands twice ({file.name})")
            rules[codice] = _rule(codice, table)
    return dict(sorted(rules.items()))


def find_rule(codice: str) -> Rule | None:
    """Return the rule with that code, in any case, or None."""
    return all_rules().get(codice.upper())


def finding(
    codice: str, *, nodo: str | None = None, fonte: Provenance | None = None, **parametri: object
) -> Diagnostic:
    """Make the finding ``codice`` about ``nodo``; the parameters fill the rule's message.

    Raises:
        KeyError: the code is not in the table, or the message has a field that was not given (a bug of ours).
    """
    rule = all_rules()[codice]
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
