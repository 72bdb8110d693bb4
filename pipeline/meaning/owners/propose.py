"""A registry proposed from a plan: one unit for each name that its owners print.

In: a plan. Out: a ``Registry`` marked ``proposto``. It never decides that two names are one unit, but for the slip of a
single letter; a code prefix is given to a unit only where it abbreviates the unit's whole name.
"""

from __future__ import annotations

from collections import Counter

from pipeline.meaning.owners.fold import fold, fold_words, parse_nome
from pipeline.meaning.owners.lookup import find_group, find_like, find_unit
from pipeline.meaning.owners.prefixes import code_prefix
from pipeline.meaning.owners.registry import TUTTE, Ente, Gruppo, Registry, Unita
from pipeline.meaning.owners.sets import is_person, split_brackets, split_exclusion, split_pieces
from pipeline.model import Piano
from pipeline.profiles import read_profile


def propose_registry(piano: Piano) -> Registry:
    """Return the units that the owners of a plan name, ordered by id, with the prefixes that the codes give them.

    Names that start with a kind (``Servizio …``) become units first; a list becomes units only in those of its parts
    that are not units yet. Persons, ``Tutti i servizi`` and exclusions become none.
    """
    texts = Counter(i.owner.testo for i in piano.iter_indicatori() if i.owner is not None and fold(i.owner.testo))
    by_frequency = sorted(texts, key=lambda testo: (-texts[testo], fold(testo), testo))
    names = [name for testo in by_frequency for name in single_names(testo)]
    headed = [name for name in names if _is_headed(name)]
    units: tuple[Unita, ...] = ()
    for name in [*headed, *(name for name in names if name not in headed)]:
        units = _with_unit(units, name)
    prefixed = _with_prefixes(units, [o.codice for o in piano.obiettivi_individuali])
    return Registry(
        nome="registro ricavato dal documento",
        ente=Ente(nome=piano.ente) if piano.ente else None,
        unita=tuple(sorted(prefixed, key=lambda unita: unita.id)),
        gruppi=_all_group(list(texts)),
        proposto=True,
    )


def _is_headed(name: str) -> bool:
    nome = parse_nome(name)
    return nome.testa is not None and bool(nome.parole)


def single_names(testo: str) -> list[str]:
    """Return the names of units in one cell, without persons, sets and what is taken out of them."""
    exclusion, brackets = split_exclusion(testo), split_brackets(testo)
    if exclusion is not None and (brackets is not None or _is_everybody(exclusion[0])):
        return [name for part in exclusion for name in single_names(part)]
    if brackets is not None:
        return [name for part in brackets for name in single_names(part)] if _has_person(brackets) else [testo]
    if _is_everybody(testo):
        return []
    return [name for name in _cut(testo) if not is_person(name) and parse_nome(name).parole]


def _is_everybody(testo: str) -> bool:
    return fold(testo) in read_profile("owner")["insiemi"]["tutti"]


def _has_person(parts: tuple[str, str]) -> bool:
    return any(is_person(part) for part in parts)


def _cut(testo: str) -> list[str]:
    """Cut a cell into names: before each kind of unit, and at list signs when the cell has no kind at all.

    ``Servizio Turismo, Cultura e Sport`` is one name; ``TECNICO/PATRIMONIO`` and ``Legale_Segreteria`` are two.
    """
    pieces = [testo[piece.inizio : piece.fine] for piece in split_pieces(testo)]
    if not _is_headed(testo):
        return pieces if any(sign in testo for sign in "_/;\n") or any(map(is_person, pieces)) else [testo]
    names: list[str] = []
    start = 0
    for piece in split_pieces(testo)[1:]:
        if _is_headed(testo[piece.inizio :]) or is_person(testo[piece.inizio : piece.fine]):
            names.append(testo[start : piece.inizio])
            start = piece.inizio
    return [_strip(name) for name in (*names, testo[start:])]


def _strip(name: str) -> str:
    bare = name.strip(" _/,;+|•>-–—\n")
    return bare[:-2].strip() if bare.casefold().endswith((" e", "\ne")) else bare


def _with_unit(units: tuple[Unita, ...], name: str) -> tuple[Unita, ...]:
    known = Registry(nome="", unita=units)
    if find_unit(name, known, None) or find_group(name, known, None):
        return units
    like = find_like(name, known, None)
    if like.unita or like.ambiguo:
        return units
    return (*units, Unita(id=free_id(name, units), nome=" ".join(name.split()), tipo=parse_nome(name).testa))


def unit_id(name: str) -> str:
    """Return the id that a name gives: its folded words with dashes."""
    return "-".join(fold_words(name)) or "unita"


def free_id(name: str, units: tuple[Unita, ...]) -> str:
    """Return the id that a name gives, with a number behind it where a unit has it already."""
    wanted, taken = unit_id(name), {unita.id for unita in units}
    number = 2
    free = wanted
    while free in taken:
        free = f"{wanted}-{number}"
        number += 1
    return free


def _with_prefixes(units: tuple[Unita, ...], codes: list[str]) -> list[Unita]:
    owners: dict[str, list[str]] = {}
    for prefix in sorted({fold(p) for p in map(code_prefix, codes) if p}):
        found = [unita.id for unita in units if abbreviates(prefix, unita.nome)]
        if len(found) == 1:
            printed = sorted({p for p in map(code_prefix, codes) if p and fold(p) == prefix})
            owners.setdefault(found[0], []).append(printed[0])
    return [
        Unita(id=u.id, nome=u.nome, alias=u.alias, tipo=u.tipo, prefissi_eq=tuple(owners.get(u.id, ()))) for u in units
    ]


def abbreviates(prefix: str, name: str) -> bool:
    """Say whether a prefix shortens the whole name: word by word (``ANAG CERT``), or by initials (``BP``)."""
    words = parse_nome(name).parole
    parts = fold_words(prefix)
    if not words or not parts:
        return False
    by_words = len(parts) == len(words) and all(
        len(part) >= min(3, len(word)) and word.startswith(part) for part, word in zip(parts, words, strict=True)
    )
    return by_words or (len(words) > 1 and "".join(parts) == "".join(word[0] for word in words))


def _all_group(texts: list[str]) -> tuple[Gruppo, ...]:
    for testo in texts:
        whole = split_exclusion(testo)
        name = whole[0] if whole is not None else testo
        if _is_everybody(name):
            return (Gruppo(nome=name, unita=(TUTTE,)),)
    return ()
