"""A grown tree becomes the model: codes given where none is printed, ids, names and years, and what is odd about them.

A code that occurs twice stays as printed in ``codice`` and gets ``~2`` in ids. Codes that the document does not print are
given by position (``01``, ``01.01``): one remark where it prints none at all, one warning each where only some are missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pipeline.diagnostics import finding
from pipeline.model import Diagnostic, Indicatore, Obiettivo, ObiettivoIndividuale, Owner, Settore, Target
from pipeline.normalize.codes import Famiglia, parse_code
from pipeline.normalize.double_titles import second_title
from pipeline.normalize.nodes import Branch, Leaf
from pipeline.normalize.titles import split_year


@dataclass(slots=True)
class Register:
    """The codes given so far, those that headings print, and the findings about them."""

    stampati: frozenset[str] = frozenset()
    uses: Counter[str] = field(default_factory=Counter)
    diagnostica: list[Diagnostic] = field(default_factory=list)

    def identify(self, code: str, node: Branch) -> str:
        """Return the id of a code: itself, or with ``~2`` behind it at its second use."""
        self.uses[code] += 1
        if self.uses[code] == 1:
            return code
        self.diagnostica.append(
            finding("ALB004", nodo=f"{code}~{self.uses[code]}", fonte=node.fonte, stampato=code, testo=node.testo)
        )
        return f"{code}~{self.uses[code]}"


def finish(
    settori: Iterable[Branch], individuali: Iterable[Branch]
) -> tuple[tuple[Settore, ...], tuple[ObiettivoIndividuale, ...], list[Diagnostic]]:
    """Return the model's settori and individual objectives, and the findings about codes and empty nodes."""
    branches, persons = list(settori), list(individuali)
    goals = [*(g for s in branches for g in s.rami), *persons]
    register = Register(stampati=frozenset(code for goal in goals if (code := goal.printed_code)))
    register.diagnostica += _codes_missing([*branches, *goals])
    areas = Register()
    done = tuple(_finish_settore(s, code, areas, register) for s, code in _with_codes(branches, "", 2))
    areas.diagnostica += _titles_going_on(branches, done)
    known = {settore.codice for settore in done}
    single = tuple(_finish_individual(g, code, known, register) for g, code in _with_codes(persons, "IND_", 2))
    return done, single, [*areas.diagnostica, *register.diagnostica]


def _codes_missing(nodes: list[Branch]) -> list[Diagnostic]:
    """Return one remark where no heading carries a code, else one warning for each that lacks it."""
    bare = [node for node in nodes if node.printed_code is None and not node.implicito]
    if not bare:
        return []
    printed = [node for node in nodes if node.printed_code is not None]
    if len(bare) > len(printed):
        return [finding("ALB002", numero=len(bare))]
    return [finding("ALB003", fonte=node.fonte, testo=node.testo) for node in bare]


def _titles_going_on(nodes: Sequence[Branch], settori: Sequence[Settore]) -> Iterator[Diagnostic]:
    """Yield a doubt for each coded settore before one that has neither code nor objectives: it may be the rest of its title."""
    for (above, settore), (below, _) in pairwise(zip(nodes, settori, strict=True)):
        bare = below.printed_code is None and not below.implicito and not below.rami
        if bare and above.printed_code is not None:
            yield finding("ALB021", nodo=settore.codice, fonte=above.fonte, testo=above.testo, resto=below.testo)


def _with_codes(nodes: list[Branch], prefix: str, width: int) -> Iterator[tuple[Branch, str]]:
    """Yield each node with its printed code, or one by position that no other has."""
    printed = {node.printed_code for node in nodes}
    for position, node in enumerate(nodes, 1):
        code, number = node.printed_code, position
        while code is None:
            candidate = f"{prefix}{number:0{width}d}"
            code = candidate if candidate not in printed else None
            number += 1
        printed.add(code)
        yield node, code


def _finish_settore(node: Branch, code: str, areas: Register, register: Register) -> Settore:
    ident = areas.identify(code, node)
    if not node.rami:
        register.diagnostica.append(finding("ALB016", nodo=ident, fonte=node.fonte, testo=node.testo))
    nome, _ = _name(node)
    return Settore(
        codice=code,
        testo=node.testo,
        nome=nome,
        altri=tuple(node.altri),
        fonte=node.fonte,
        obiettivi=tuple(_finish_goal(g, c, register) for g, c in _with_codes(node.rami, f"{code}.", 2)),
    )


def _finish_goal(node: Branch, code: str, register: Register) -> Obiettivo:
    ident = register.identify(code, node)
    nome, anno = _name(node)
    return Obiettivo(
        codice=code,
        testo=node.testo,
        nome=nome,
        anno=anno,
        altri=tuple(node.altri),
        fonte=node.fonte,
        indicatori=_finish_leaves(node, ident, register),
    )


def _finish_individual(node: Branch, code: str, settori: set[str], register: Register) -> ObiettivoIndividuale:
    ident = register.identify(code, node)
    nome, anno = _name(node)
    settore = _settore_of(node, settori)
    if settore is None and node.code is not None and settori:
        register.diagnostica.append(finding("ALB017", nodo=ident, fonte=node.fonte, stampato=code))
    return ObiettivoIndividuale(
        codice=code,
        testo=node.testo,
        nome=nome,
        anno=anno,
        settore=settore,
        ente=node.ente,
        altri=tuple(node.altri),
        fonte=node.fonte,
        indicatori=_finish_leaves(node, ident, register),
    )


def _settore_of(node: Branch, settori: set[str]) -> str | None:
    """Return the settore that an individual code names by its first number (``EQ_BP_10_02`` -> ``10``), or None."""
    if node.code is None or node.code.famiglia is not Famiglia.INDIVIDUALE:
        return None
    number = next((part for part in node.code.parti if part.isdigit()), None)
    return next((code for code in sorted(settori) if number and code.lstrip("0") == number.lstrip("0")), None)


def _name(node: Branch) -> tuple[str, int | None]:
    """Return a heading's name and year: its text without code, separator and year mark."""
    code = parse_code(node.testo) if node.code else None
    return split_year(code.resto if code and code.resto else node.testo)


def _finish_leaves(node: Branch, ident: str, register: Register) -> tuple[Indicatore, ...]:
    second = second_title(node, register.stampati)
    if second is not None:
        register.diagnostica.append(finding("ALB022", nodo=ident, fonte=node.fonte, testo=node.testo, titolo=second))
    if not node.foglie:
        register.diagnostica.append(finding("ALB015", nodo=ident, fonte=node.fonte, testo=node.testo))
    return tuple(_finish_leaf(leaf, f"{ident}/{n}") for n, leaf in enumerate(node.foglie, 1))


def _finish_leaf(leaf: Leaf, ident: str) -> Indicatore:
    return Indicatore(
        id=ident,
        testo=leaf.testo,
        target=_target(leaf.target),
        owner=_owner(leaf.owner) if leaf.owner else None,
        algoritmo=leaf.algoritmo,
        altri=tuple(leaf.altri),
        fonte=leaf.fonte,
    )


@lru_cache(maxsize=256)  # a plan repeats a few dozen targets and a dozen owners, and a record is dear to make
def _target(testo: str) -> Target:
    return Target(testo=testo)


@lru_cache(maxsize=256)
def _owner(testo: str) -> Owner:
    return Owner(testo=testo)
