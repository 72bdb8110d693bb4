"""An owner's text led back to units of the registry.

In: the cell as printed, a registry, the plan's year. Out: an ``Owner`` and findings. Doubt is never decided silently:
two possible units, an unknown part of a list or an exclusion that fits nothing leave the owner unresolved.
Scores go from 0 to 100.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pipeline.diagnostics import finding
from pipeline.meaning.owners.fold import fold, fold_words, match_head, parse_nome
from pipeline.meaning.owners.lookup import Match, find_group, find_like, find_unit
from pipeline.meaning.owners.registry import Registry
from pipeline.meaning.owners.sets import (
    LONGEST,
    MOST_PIECES,
    Pezzo,
    is_person,
    split_brackets,
    split_exclusion,
    split_pieces,
)
from pipeline.model import Candidato, Diagnostic, MetodoOwner, Owner

Findings = tuple[Diagnostic, ...]


def resolve_owner(testo: str, registry: Registry, *, anno: int | None = None) -> tuple[Owner, Findings]:
    """Return the owner that a cell names, with the units meant, and what is doubtful about it.

    ``punteggio`` is 100 for names and aliases, the likeness for ``fuzzy``, the least of its parts for ``insieme``, None
    when unresolved. An empty cell is unresolved without a finding: that an owner is missing is for the checks to say.
    """
    return _resolve(testo, registry, anno)


@lru_cache(maxsize=2048)  # a plan repeats a dozen owners hundreds of times
def _resolve(testo: str, registry: Registry, anno: int | None) -> tuple[Owner, Findings]:
    match = match_owner(testo, registry, anno)
    owner = Owner(
        testo=testo,
        unita=match.unita,
        metodo=match.metodo,
        punteggio=match.punteggio,
        candidati=match.candidati,
    )
    return owner, _findings(testo, match, registry, anno)


def match_owner(testo: str, registry: Registry, anno: int | None) -> Match:
    """Return what a whole cell means, trying what is certain before what is likely."""
    certain = _certain(testo, registry, anno)
    if certain is not None or len(testo) > LONGEST:
        return certain or Match()
    exclusion = split_exclusion(testo)
    if exclusion is not None:
        return _without(*exclusion, registry, anno)
    brackets = split_brackets(testo)
    if brackets is not None:
        return _bracketed(*brackets, registry, anno)
    return _listed(testo, registry, anno, loose=False) or _likely(testo, registry, anno)


def _certain(testo: str, registry: Registry, anno: int | None) -> Match | None:
    return find_unit(testo, registry, anno) or find_group(testo, registry, anno)


def _likely(testo: str, registry: Registry, anno: int | None) -> Match:
    like = find_like(testo, registry, anno)
    if like.unita or like.ambiguo or like.fuori_periodo:
        return like
    return _listed(testo, registry, anno, loose=True) or find_group(testo, registry, anno, loose=True) or like


def _without(inner: str, excluded: str, registry: Registry, anno: int | None) -> Match:
    whole, out = match_owner(inner, registry, anno), match_owner(excluded, registry, anno)
    left = tuple(unita for unita in whole.unita if unita not in out.unita)
    if not whole.unita or not out.unita or not left or not set(out.unita) <= set(whole.unita):
        return Match(candidati=out.candidati)
    return Match(unita=left, metodo=MetodoOwner.INSIEME, punteggio=_least(whole, out))


def _bracketed(outer: str, inner: str, registry: Registry, anno: int | None) -> Match:
    """Read ``Servizio X (SX)``: both must mean the same, or one of them be a person."""
    if is_person(outer):
        return match_owner(inner, registry, anno)
    first = match_owner(outer, registry, anno)
    if is_person(inner):
        return first
    second = match_owner(inner, registry, anno)
    if first.unita and first.unita == second.unita:
        method = MetodoOwner.ALIAS if first.metodo is MetodoOwner.ESATTO else first.metodo
        return replace(first, metodo=method, punteggio=_least(first, second))
    return Match(candidati=_as_candidates(first) or _as_candidates(second))


def _as_candidates(match: Match) -> tuple[Candidato, ...]:
    return match.candidati or tuple(Candidato(unita=u, punteggio=match.punteggio or 0.0) for u in match.unita)


def _least(*matches: Match) -> float:
    return min(match.punteggio or 0.0 for match in matches)


def _listed(testo: str, registry: Registry, anno: int | None, *, loose: bool) -> Match | None:
    """Return the set that a list names when every part of it means a unit, or None."""
    pieces = split_pieces(testo)
    if not 1 < len(pieces) <= MOST_PIECES:
        return None
    kept = [piece for piece in pieces if not is_person(testo[piece.inizio : piece.fine])]
    dropped = len(kept) < len(pieces)
    ways = _ways(testo, tuple(kept), registry, anno, loose=loose)
    ways = [way for way in ways if dropped or len(way) > 1]
    if not ways:
        return None
    fewest = min(len(way) for way in ways)
    merged = {_merge(way, registry) for way in ways if len(way) == fewest}
    return merged.pop() if len(merged) == 1 else _split_ambiguity(merged)


Way = list[tuple[Pezzo, Match]]


def _ways(testo: str, pieces: tuple[Pezzo, ...], registry: Registry, anno: int | None, *, loose: bool) -> list[Way]:
    """Return every way to join the pieces into names that all mean something."""
    found: list[list[Way]] = [[[]]]
    for stop in range(1, len(pieces) + 1):
        ways: list[Way] = []
        for start in range(stop):
            part = testo[pieces[start].inizio : pieces[stop - 1].fine]
            match = _part(part, registry, anno, loose=loose) if found[start] else None
            if match is not None:
                ways.extend([*way, (pieces[start], match)] for way in found[start])
        found.append(ways)
    return found[-1] if pieces else []


def _part(part: str, registry: Registry, anno: int | None, *, loose: bool) -> Match | None:
    match = _certain(part, registry, anno)
    if match is None and loose:
        match = find_like(part, registry, anno)
    return match if match is not None and match.unita else None


def _merge(way: Way, registry: Registry) -> Match:
    """Join the parts of a list; a path from a unit down to its own (``Area A - Servizio B``) means the last."""
    last = way[-1][1]
    if len(way) == 1:
        return last
    above = set(registry.ancestors(last.unita[0])) if len(last.unita) == 1 else set()
    if all(piece.percorso for piece, _ in way[1:]) and all(set(m.unita) <= above for _, m in way[:-1]):
        method = MetodoOwner.ALIAS if last.metodo is MetodoOwner.ESATTO else last.metodo
        return replace(last, metodo=method, punteggio=_least(*(m for _, m in way)))
    units = tuple(sorted({unita for _, match in way for unita in match.unita}))
    return Match(unita=units, metodo=MetodoOwner.INSIEME, punteggio=_least(*(m for _, m in way)))


def _split_ambiguity(merged: set[Match]) -> Match:
    units = sorted({unita for match in merged for unita in match.unita})
    return Match(candidati=tuple(Candidato(unita=unita, punteggio=100.0) for unita in units), ambiguo=True)


def _findings(testo: str, match: Match, registry: Registry, anno: int | None) -> Findings:
    found: list[Diagnostic] = []
    if not fold(testo):
        return ()
    if len(testo) > LONGEST:
        return () if match.unita else (finding("OWN001", testo=f"{testo[:80]}…", vicine="nessuna"),)
    if any(is_person(testo[piece.inizio : piece.fine]) for piece in split_pieces(testo)) or _bracketed_person(testo):
        found.append(finding("OWN005", testo=testo))
    if not match.unita:
        found.append(_unresolved(testo, match, registry, anno))
    elif match.punteggio is not None and match.punteggio < 100:
        found.append(finding("OWN003", testo=testo, unita=_names(match.unita, registry), punteggio=match.punteggio))
    return tuple(found)


def _bracketed_person(testo: str) -> bool:
    brackets = split_brackets(testo)
    return brackets is not None and is_person(brackets[1])


def _unresolved(testo: str, match: Match, registry: Registry, anno: int | None) -> Diagnostic:
    near = _names(tuple(c.unita for c in match.candidati), registry) or "nessuna"
    if match.fuori_periodo is not None:
        unita = registry.find_unita(match.fuori_periodo)
        periodo = f"{unita.dal or '…'}-{unita.al or '…'}" if unita else "…"
        return finding("OWN004", testo=testo, unita=match.fuori_periodo, periodo=periodo, anno=anno or "…")
    if match.ambiguo:
        return finding("OWN002", testo=testo, candidati=near)
    exclusion = split_exclusion(testo)
    if exclusion is not None:
        return finding("OWN007", testo=testo, escluse=exclusion[1])
    _, length = match_head(fold_words(testo))
    if length and not parse_nome(testo).parole:
        return finding("OWN006", testo=testo)
    return finding("OWN001", testo=testo, vicine=near)


def _names(units: tuple[str, ...], registry: Registry) -> str:
    found = (registry.find_unita(unita) for unita in units)
    return ", ".join(unita.nome for unita in found if unita is not None)
