"""Write docs/diagnostics.md from the table of rules: ``python tools/diagnostics_doc.py`` (``--check`` only compares).

The page is for people who read findings: Italian first, English below it. It is never edited by hand; a test compares it with
the table.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.diagnostics import Rule, all_rules

PAGE = Path(__file__).parents[1] / "docs" / "diagnostics.md"

FAMILIES = {
    "LET": ("Lettura del file", "reading the file"),
    "RIG": ("Righe e tabelle", "rows and tables"),
    "ALB": ("Albero: settori, obiettivi, indicatori", "the tree"),
    "COP": ("Copertura: ogni parola al suo posto", "the ledger of words"),
    "TGT": ("Target", "targets"),
    "OWN": ("Owner", "owners"),
    "FOR": ("Formule", "formulas"),
    "QUA": ("Qualità del piano", "the plan's own quality"),
    "REG": ("Registro dell'ente", "the body's registry"),
    "ARC": ("Archivio", "the archive"),
}

HEAD = """\
# Rilievi

Tutto quello che il programma può segnalare, per codice. Ogni rilievo dice che cosa c'è nel documento, dove, e che cosa fare; i
codici non cambiano significato da una versione all'altra. `albero explain CODICE` mostra la stessa scheda nel terminale.

- **info**: un'osservazione; **avviso**: un dubbio o un difetto da guardare; **errore**: qualcosa è andato perso o è sbagliato, e il
  comando esce con 1.
- I rilievi si scelgono con `--select` e `--ignore` (un codice, l'inizio di più codici, o il nome della regola), oppure una volta
  per tutte nel registro dell'ente:

```toml
[controlli]
ignore = ["QUA406", "QUA6"]
select = ["QUA", "QUA102"]
gravita = { QUA101 = "info" }
```

Una regola *spenta* parla solo se la si chiede con il codice intero o con il nome.

*Every finding, by code. Italian first, English in italics. This page is written by `tools/diagnostics_doc.py` from
`pipeline/diagnostics/rules/`; do not edit it.*
"""


def render_page() -> str:
    """Return the whole page."""
    parts = [HEAD, _index()]
    for family, (italian, english) in FAMILIES.items():
        rules = [rule for rule in all_rules().values() if rule.codice.startswith(family)]
        if rules:
            parts.append(f"## {family}: {italian}\n\n*{english}*\n")
            parts += [_card(rule) for rule in rules]
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say whether it is up to date (exit code 1 when it is not)."""
    page = render_page()
    if "--check" in arguments:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page
        print("docs/diagnostics.md:", "up to date" if current else "differs: run python tools/diagnostics_doc.py")
        return 0 if current else 1
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    print(f"wrote docs/diagnostics.md: {len(all_rules())} rules")
    return 0


def _index() -> str:
    rows = [
        f"| [{rule.codice}](#{rule.codice.lower()}) | {rule.nome} | {_level(rule)} |" for rule in all_rules().values()
    ]
    return "\n".join(["| codice | nome | gravità |", "| --- | --- | --- |", *rows, ""])


def _level(rule: Rule) -> str:
    return rule.gravita.value if rule.attiva else f"{rule.gravita.value}, spenta"


def _card(rule: Rule) -> str:
    lines = [
        f"### {rule.codice}",
        "",
        f"**{rule.nome}** · {_level(rule)} · dalla {rule.dalla}",
        "",
        f"- Messaggio: {rule.it.messaggio}",
        f"- Che cosa fare: {rule.it.consiglio}",
        f"- Perché: {rule.it.perche}",
        f"- *Message: {rule.en.messaggio}*",
        f"- *What to do: {rule.en.consiglio}*",
        f"- *Why: {rule.en.perche}*",
        *([f"- Fonte: {rule.fonte}"] if rule.fonte else []),
        "",
        *_example("Esempio che lo solleva", rule.positivo),
        *_example("Esempio che non lo solleva", rule.negativo),
    ]
    return "\n".join(lines)


def _example(label: str, text: str) -> list[str]:
    return [f"{label}:", "", "```text", *text.strip("\n").splitlines(), "```", ""]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
