"""One unit under several names in one plan: what only a registry can tell.

A plan whose owners are resolved in, findings out. Abbreviations that merely look alike are the checks' business (QUA206).
"""

from __future__ import annotations

from pipeline.diagnostics import finding
from pipeline.meaning.owners.fold import fold
from pipeline.meaning.owners.prefixes import code_prefix
from pipeline.meaning.owners.registry import Registry
from pipeline.model import Diagnostic, MetodoOwner, Piano


def spelling_findings(piano: Piano, registry: Registry) -> list[Diagnostic]:
    """Return a finding for each unit that owners (OWN008) or codes (REG003) name in more than one way, by id."""
    return [
        *(
            finding("OWN008", unita=_name(unita, registry), grafie=_quoted(spellings))
            for unita, spellings in sorted(_owner_spellings(piano).items())
            if len(spellings) > 1
        ),
        *(
            finding("REG003", unita=_name(unita, registry), prefissi=_quoted(prefixes))
            for unita, prefixes in sorted(_prefixes(piano).items())
            if _look_different(prefixes)
        ),
    ]


def _owner_spellings(piano: Piano) -> dict[str, dict[str, None]]:
    """Return each unit's spellings in the order of the plan; sets name their units in no way of their own."""
    found: dict[str, dict[str, None]] = {}
    for indicatore in piano.iter_indicatori():
        owner = indicatore.owner
        if owner is not None and len(owner.unita) == 1 and owner.metodo is not MetodoOwner.INSIEME:
            found.setdefault(owner.unita[0], {})[owner.testo] = None
    return found


def _prefixes(piano: Piano) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for obiettivo in piano.obiettivi_individuali:
        prefix = code_prefix(obiettivo.codice)
        if obiettivo.unita is not None and prefix is not None:
            found.setdefault(obiettivo.unita, {})[prefix] = None
    return found


def _look_different(prefixes: dict[str, None]) -> bool:
    """Say whether some two prefixes differ by more than case or a last letter (``REG MER``/``REG MERC`` do not)."""
    folded = sorted({fold(prefix) for prefix in prefixes})
    return any(
        not long.startswith(short) or len(long) > len(short) + 1
        for place, short in enumerate(folded)
        for long in folded[place + 1 :]
    )


def _quoted(spellings: dict[str, None]) -> str:
    return ", ".join(f"«{spelling}»" for spelling in spellings)


def _name(unita: str, registry: Registry) -> str:
    known = registry.find_unita(unita)
    return known.nome if known is not None else unita
