"""What must hold for every owner cell and registry."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from owner_plans import maremma, registry_of, truth

from pipeline.meaning.owners import Registry, resolve_owner
from pipeline.meaning.owners.fold import fold, parse_nome
from pipeline.meaning.owners.similarity import is_misspelling, score_names
from pipeline.model import MetodoOwner

LETTERS = "axI2 _/"
WORDS = ["Promozione", "Protezione", "Bilancio", "Patrimonio", "Legale", "Regale", "Staff", "Stato civile", "GDTD"]
KINDS = ["Servizio", "Ufficio", "Settore", "Area"]
NUMERALS = ["", " 1", " 2", " 12", " I", " II", " III", " A", " B", " bis"]

names = st.builds(
    lambda kind, word, numeral: f"{kind} {word}{numeral}", *map(st.sampled_from, (KINDS, WORDS, NUMERALS))
)
registries = st.lists(names, min_size=1, max_size=8, unique=True).map(lambda found: registry_of(*found))


def _variants(text: str) -> Iterator[str]:
    """Every text one slip away: a letter less, two changed round, one more, another; a word less; another case; blanks."""
    for place in range(len(text) + 1):
        before, after = text[:place], text[place:]
        yield from (before + letter + after for letter in LETTERS)
        yield from (before + letter + after[1:] for letter in LETTERS if after)
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
    words = text.split()
    yield from (" ".join(words[:place] + words[place + 1 :]) for place in range(len(words)))
    yield from (text.upper(), text.lower(), text.title(), text.swapcase(), f"  {text.replace(' ', '   ')} ")


@pytest.mark.parametrize("row", truth("owner"), ids=lambda row: str(row["testo"]))
def test_one_slip_is_right_or_reported_never_wrong(row: dict[str, str]) -> None:
    """Issue 4: 'With one typo, another case, a missing word, still right or reported as ambiguous; never wrong'."""
    expected = sorted(row["unita"].split())
    found = {variant: resolve_owner(variant, maremma(), anno=2025) for variant in set(_variants(row["testo"]))}
    wrong = {text: owner.unita for text, (owner, _) in found.items() if owner.unita and list(owner.unita) != expected}
    assert wrong == {}
    silent = [text for text, (owner, findings) in found.items() if not owner.unita and fold(text) and not findings]
    assert silent == []
    right = sum(bool(owner.unita) for owner, _ in found.values())
    assert right > len(found) / 3


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    """Style: 'canonicalisation is idempotent'."""
    assert fold(fold(text)) == fold(text)


@given(registries, names, st.randoms(use_true_random=False))
def test_the_order_of_the_registry_never_tells(registry: Registry, text: str, random: object) -> None:
    """Style: 'canonicalisation is independent of registry order'."""
    turned = Registry(nome=registry.nome, unita=tuple(reversed(registry.unita)))
    assert resolve_owner(text, turned) == resolve_owner(text, registry)


@given(registries)
def test_every_unit_is_found_by_its_own_name(registry: Registry) -> None:
    for unita in registry.unita:
        owner, findings = resolve_owner(unita.nome, registry)
        assert (owner.unita, owner.metodo, findings) == ((unita.id,), MetodoOwner.ESATTO, ())


@given(registries, names)
def test_different_numbers_never_match(registry: Registry, text: str) -> None:
    """Design: 'Digits, roman numerals, dates must be equal before a score counts'."""
    owner, _ = resolve_owner(text, registry)
    for unita in owner.unita:
        found = registry.find_unita(unita)
        assert found is not None
        assert parse_nome(found.nome).designazioni == parse_nome(text).designazioni


@pytest.mark.parametrize("other", ["Settore III", "Settore I", "Settore 3", "Settore 12", "Settore II bis", "Settore"])
def test_like_named_units_with_other_numerals_stay_apart(other: str) -> None:
    assert resolve_owner(other, registry_of("Settore II"))[0].unita == ()


@given(registries, names, names)
def test_what_is_excluded_is_never_among_the_owners(registry: Registry, first: str, second: str) -> None:
    """Design: 'Tutti i servizi (No Servizio Staff) = all but that one'."""
    everybody = resolve_owner("Tutti i servizi", registry)[0].unita
    assert everybody == registry.ids()
    rest = resolve_owner(f"Tutti i servizi (No {first})", registry)[0].unita
    out = resolve_owner(first, registry)[0].unita
    assert rest == (tuple(u for u in everybody if u not in out) if out else ())


@given(names, names)
def test_likeness_is_symmetric(one: str, other: str) -> None:
    """Design: 'token_set_ratio gives 100 to a name and its superset', so the score must not tell which comes first."""
    left, right = parse_nome(one), parse_nome(other)
    assert score_names(left, right) == score_names(right, left)
    assert is_misspelling(left, right) == is_misspelling(right, left)


@given(names, st.sampled_from(WORDS))
def test_a_superset_is_not_a_likeness(name: str, more: str) -> None:
    assume(fold(more) not in fold(name))
    longer = parse_nome(f"{name} {more}")
    assert score_names(parse_nome(name), longer) < 100 or longer.designazioni != parse_nome(name).designazioni
    assert not is_misspelling(parse_nome(name), longer)


@given(st.text(max_size=80))
def test_no_cell_breaks_the_resolver(text: str) -> None:
    owner, findings = resolve_owner(text, maremma(), anno=2025)
    assert owner.testo == text
    assert bool(owner.unita) != (owner.metodo is MetodoOwner.NON_RISOLTO)
    assert all(finding.codice.startswith("OWN") for finding in findings)


def test_a_cell_of_prose_is_unresolved_with_a_short_finding() -> None:
    owner, findings = resolve_owner("Responsabile del Servizio Staff no, Dott. Rossi e " * 400, maremma(), anno=2025)
    assert (owner.unita, [finding.codice for finding in findings]) == ((), ["OWN001"])
    assert len(findings[0].messaggio) < 200
