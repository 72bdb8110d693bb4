"""``albero explain CODE``: what a finding's code means and what to do."""

from __future__ import annotations

import difflib
from typing import Literal

import click

from pipeline.cli.console import lingua_option, product
from pipeline.cli.italian import verb
from pipeline.errors import UsageError

_LABELS = {
    "it": ("Gravità", "Messaggio", "Che cosa fare", "Perché conta", "Fonte", "La fa scattare", "È in regola"),
    "en": ("Severity", "Message", "What to do", "Why it matters", "Source", "Raises it", "Does not"),
}
_SINCE = {"it": "dalla", "en": "since"}


@verb("explain")
@click.argument("code", metavar="CODICE")
@lingua_option
def command(code: str, lingua: Literal["it", "en"]) -> None:
    """Spiega il CODICE di una segnalazione (per esempio COP001)."""
    from pipeline.diagnostics import all_rules, find_rule

    rule = find_rule(code) or next((r for r in all_rules().values() if r.nome == code.lower()), None)
    if rule is None:
        near = difflib.get_close_matches(code.upper(), all_rules(), n=3, cutoff=0.5)
        advice = (
            f"Forse {', '.join(sorted(near))}." if near else "I codici sono in docs/diagnostics.md e in albero.json."
        )
        raise UsageError(f"nessuna segnalazione ha il codice «{code}».", advice)
    prose = rule.testi(lingua)
    texts = (
        rule.gravita.value,
        prose.messaggio,
        prose.consiglio,
        prose.perche,
        rule.fonte,
        rule.positivo,
        rule.negativo,
    )
    product(f"{rule.codice} {rule.nome} ({_SINCE[lingua]} {rule.dalla})\n")
    for label, text in zip(_LABELS[lingua], texts, strict=True):
        if text:
            product(f"{label}: {text}")
