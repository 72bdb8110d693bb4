"""One name against the registry: exact, alias, and - only when asked - by likeness.

In: the text of a single name. Out: a ``Match``. It never splits a text; ``resolve`` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.meaning.owners.fold import Nome, fold, fold_words, match_head, parse_nome
from pipeline.meaning.owners.registry import Registry, Unita, group_units
from pipeline.meaning.owners.similarity import is_misspelling, score_names
from pipeline.model import Candidato, MetodoOwner
from pipeline.profiles import read_profile

CERTAIN = 100.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """What a text means: sorted unit ids, or none with candidates.

    ``punteggio`` goes from 0 to 100. ``ambiguo`` says that the candidates could not be told apart, ``fuori_periodo``
    names a unit that the text means but that does not exist in the year.
    """

    unita: tuple[str, ...] = ()
    metodo: MetodoOwner = MetodoOwner.NON_RISOLTO
    punteggio: float | None = None
    candidati: tuple[Candidato, ...] = ()
    ambiguo: bool = False
    fuori_periodo: str | None = None


class Voce(NamedTuple):
    """One name of one unit, ready to be compared. ``intero`` is the name with its kind as a word."""

    unita: Unita
    testo: str
    nome: Nome
    intero: Nome
    metodo: MetodoOwner


@lru_cache(maxsize=64)
def index_registry(registry: Registry) -> tuple[Voce, ...]:
    """Return every name of every unit, ordered by id so that the file's order never tells."""
    voci: list[Voce] = []
    for unita in sorted(registry.unita, key=lambda unita: unita.id):
        testa = parse_nome(unita.nome).testa
        voci.append(_voce(unita, unita.nome, testa, MetodoOwner.ESATTO))
        voci.extend(_voce(unita, alias, testa, MetodoOwner.ALIAS) for alias in sorted(unita.alias))
    return tuple(voci)


def _voce(unita: Unita, testo: str, testa: str | None, metodo: MetodoOwner) -> Voce:
    nome = parse_nome(testo)
    # an alias without a kind has its unit's: Legale is Ufficio Legale's, so Servizio Legale is not it
    known = Nome(nome.testa or testa, nome.parole, nome.designazioni)
    return Voce(unita, fold(testo), known, whole_name(testo), metodo)


@lru_cache(maxsize=4096)
def whole_name(testo: str) -> Nome:
    """Return a name with its kind among the words."""
    nome = parse_nome(testo)
    words = fold_words(testo)
    _, length = match_head(words)
    return Nome(None, (*words[:length], *nome.parole), nome.designazioni)


def find_unit(testo: str, registry: Registry, anno: int | None) -> Match | None:
    """Return the unit whose name or alias the text is, or None. Two such units are an ambiguity."""
    folded, nome = fold(testo), parse_nome(testo)
    voci = index_registry(registry)
    if not folded:
        return None
    same = [voce for voce in voci if voce.testo == folded]
    exact = [voce for voce in same if voce.metodo is MetodoOwner.ESATTO]
    if same:
        return _decide(exact or same, MetodoOwner.ESATTO if exact else MetodoOwner.ALIAS, anno)
    found = [voce for voce in voci if voce.nome.parole == nome.parole] if nome.parole else []
    found = [voce for voce in found if voce.nome.testa == nome.testa] or [
        voce for voce in found if nome.has_words and _same_kind(nome, voce.nome)
    ]
    return _decide(found, MetodoOwner.ALIAS, anno) if found else None


def _decide(found: list[Voce], method: MetodoOwner, anno: int | None) -> Match:
    valid = tuple(sorted({voce.unita.id for voce in found if voce.unita.is_valid(anno)}))
    if len(valid) == 1:
        return Match(unita=valid, metodo=method, punteggio=CERTAIN)
    named = valid or tuple(sorted({voce.unita.id for voce in found}))
    candidates = tuple(Candidato(unita=unita, punteggio=CERTAIN) for unita in named)
    return Match(candidati=candidates, ambiguo=bool(valid), fuori_periodo=None if valid else named[0])


def _same_kind(one: Nome, other: Nome) -> bool:
    return one.testa is None or other.testa is None or one.testa == other.testa


def find_group(testo: str, registry: Registry, anno: int | None, *, loose: bool = False) -> Match | None:
    """Return the units of the group that the text names, or None. ``Tutti i servizi`` means all, with or without a group."""
    folded, whole = fold(testo), whole_name(testo)
    for name, units in _groups(registry, anno):
        if fold(name) == folded or (whole.parole and whole.parole == whole_name(name).parole):
            return Match(unita=units, metodo=MetodoOwner.INSIEME, punteggio=CERTAIN)
    if not loose:
        return None
    near = {
        units: score_names(whole, whole_name(name)) for name, units in _groups(registry, anno) if _near(whole, name)
    }
    if len(near) != 1:
        return None
    units, score = next(iter(near.items()))
    return Match(unita=units, metodo=MetodoOwner.INSIEME, punteggio=score)


def _near(whole: Nome, name: str) -> bool:
    return is_misspelling(whole, whole_name(name))


def _groups(registry: Registry, anno: int | None) -> list[tuple[str, tuple[str, ...]]]:
    own = [
        (name, group_units(gruppo, registry, anno))
        for gruppo in registry.gruppi
        for name in (gruppo.nome, *gruppo.alias)
    ]
    everyone = registry.ids(anno)
    everywhere = [(phrase, everyone) for phrase in read_profile("owner")["insiemi"]["tutti"]]
    return [(name, units) for name, units in (*own, *everywhere) if units]


def find_like(testo: str, registry: Registry, anno: int | None) -> Match:
    """Return the unit that the text most likely misspells, or an unresolved match with the nearest units."""
    scored = _score_units(testo, registry)
    near = [c for c in scored if c.punteggio >= _limit("candidato")][: int(_limit("candidati"))]
    misspelt = _misspelt_units(testo, registry)
    best = [c for c in scored if c.unita in misspelt and c.punteggio >= _limit("minimo")]
    if not best:
        return Match(candidati=tuple(near))
    rivals = [c for c in scored if c.unita != best[0].unita and c.punteggio > best[0].punteggio - _limit("margine")]
    if rivals:
        return Match(candidati=(best[0], *rivals), ambiguo=True)
    unita = registry.find_unita(best[0].unita)
    if unita is None or not unita.is_valid(anno):
        return Match(candidati=(best[0],), fuori_periodo=best[0].unita)
    return Match(unita=(unita.id,), metodo=MetodoOwner.FUZZY, punteggio=best[0].punteggio)


def _limit(key: str) -> float:
    return float(read_profile("owner")["soglie"][key])


def _score_units(testo: str, registry: Registry) -> list[Candidato]:
    nome, whole = parse_nome(testo), whole_name(testo)
    scores: dict[str, float] = {}
    for voce in index_registry(registry):
        score = score_names(nome, voce.nome)
        if nome.testa is None:
            score = max(score, score_names(whole, voce.intero))
        scores[voce.unita.id] = max(score, scores.get(voce.unita.id, 0.0))
    return sorted(
        (Candidato(unita=unita, punteggio=score) for unita, score in scores.items()),
        key=lambda c: (-c.punteggio, c.unita),
    )


def _misspelt_units(testo: str, registry: Registry) -> frozenset[str]:
    nome, whole = parse_nome(testo), whole_name(testo)
    return frozenset(
        voce.unita.id
        for voce in index_registry(registry)
        if (nome.has_words and _same_kind(nome, voce.nome) and is_misspelling(nome, voce.nome))
        or (nome.testa is None and whole.parole and is_misspelling(whole, voce.intero))
    )
