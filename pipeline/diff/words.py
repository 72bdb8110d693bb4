"""The words of the outputs, from ``parole.toml``, and the summary that can be read aloud.

In: a Diff and a language. Out: labels and sentences. No output format is known here.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

from pipeline.diff.changes import Diff
from pipeline.diff.nodes import Livello
from pipeline.diff.summary import Riepilogo, summarize

Lingua = Literal["it", "en"]
LINGUE: tuple[Lingua, ...] = ("it", "en")


@cache
def _words() -> dict[str, Any]:
    text = (resources.files("pipeline.diff") / "parole.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def kinds() -> tuple[str, ...]:
    """Return the kinds of change in the order in which they are listed."""
    return tuple(_words()["tipi"])


def kind(tipo: str, lingua: Lingua) -> str:
    """Return what a kind of change is called."""
    return str(_words()["tipi"][tipo][lingua])


def kinds_counted(tipo: str, count: int, lingua: Lingua) -> str:
    """Return what so many changes of a kind are called, without the number."""
    table = _words()
    if count == 1:
        return kind(tipo, lingua)
    return str(table["molti"].get(tipo, table["plurali"][tipo])[lingua])


def level(livello: str, lingua: Lingua) -> str:
    """Return what a level is called."""
    return str(_words()["livelli"][str(livello)][lingua])


def phrase(nome: str, lingua: Lingua, **values: object) -> str:
    """Return a sentence with its fields filled in."""
    return str(_words()["frasi"][nome][lingua]).format(**values)


def generic_words() -> frozenset[str]:
    """Return the words that do not tell one body's name from another's."""
    return frozenset(_words()["enti"]["generiche"])


def _counted(tipo: str, count: int, lingua: Lingua) -> str:
    table = _words()
    forms = table["plurali" if count != 1 else "singolari"]
    return f"{count} {forms.get(tipo, table['tipi'][tipo])[lingua]}"


def summary_lines(diff: Diff, lingua: Lingua) -> list[str]:
    """Return the summary as sentences, without the weights of the units."""
    summary = summarize(diff)
    if not diff.cambiamenti:
        return [phrase("nessuno", lingua), *_renewals(diff, lingua)]
    lines = [*_sizes(diff, summary, lingua)]
    counts = {(tipo, livello): n for tipo, livello, n in summary.livelli}
    for line in _words()["sintesi"]:
        totals = {t: sum(counts.get((t, lv), 0) for lv in line["livelli"]) for t in line["tipi"]}
        found = [_counted(tipo, n, lingua) for tipo, n in totals.items() if n]
        if found:
            lines.append(f"{line['nome'][lingua]}: {', '.join(found)}.")
    lines += _renewals(diff, lingua)
    if summary.dubbi:
        lines.append(phrase("dubbi", lingua, n=summary.dubbi))
    return lines


def _renewals(diff: Diff, lingua: Lingua) -> list[str]:
    renewed = diff.rinnovi
    if not renewed.testi and not renewed.target:
        return []
    return [phrase("rinnovi", lingua, testi=renewed.testi, target=renewed.target)]


def _sizes(diff: Diff, summary: Riepilogo, lingua: Lingua) -> list[str]:
    sizes = {livello: (a, b) for livello, a, b in summary.nodi}
    settori, obiettivi, indicatori = (sizes[lv] for lv in (Livello.SETTORE, Livello.OBIETTIVO, Livello.INDICATORE))
    lines = [
        phrase(
            "consistenza",
            lingua,
            nuovo=diff.new.anno or "",
            s0=settori[0],
            s1=settori[1],
            o0=obiettivi[0],
            o1=obiettivi[1],
            i0=indicatori[0],
            i1=indicatori[1],
        )
    ]
    own, leaves = sizes[Livello.OBIETTIVO_INDIVIDUALE], sizes[Livello.INDICATORE_INDIVIDUALE]
    if any(own):
        lines.append(phrase("individuali", lingua, o0=own[0], o1=own[1], i0=leaves[0], i1=leaves[1]))
    return lines


def plan_name(diff: Diff, *, new: bool) -> str:
    """Return year and act of one of the plans: ``2025 (All.1.1 D GC 29/07/2025)``."""
    piano = diff.new if new else diff.old
    year = str(piano.anno) if piano.anno else "?"
    return f"{year} ({piano.atto.testo})" if piano.atto else year


def percent(share: float) -> str:
    """Return a share as Italians write it: ``12,5 %``."""
    return f"{share * 100:.1f} %".replace(".", ",")
