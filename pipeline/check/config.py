"""Which findings a reader wants: ``[controlli]`` of a registry, and ``--select`` / ``--ignore`` of a command.

A name is a code (``QUA101``), the beginning of codes (``QUA``, ``QUA5``) or a rule's slug (``anno-residuo``), in any case. A rule
that is off unless asked for comes on only by its full code or slug, so that ``QUA`` keeps meaning what is sound. Of two names
that fit one rule the longer holds; where both are as long, to ignore wins. What the command says is asked before what the
registry says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.diagnostics import Rule, all_rules, find_rule
from pipeline.errors import UsageError
from pipeline.model import Diagnostic, Gravita

_KEYS = ("gravita", "ignore", "select")


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckConfig:
    """What a registry asks: names to select (empty: all that are on), names to ignore, severities by code."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    gravita: tuple[tuple[str, Gravita], ...] = ()


def parse_config(table: object, source: str) -> CheckConfig:
    """Return the ``[controlli]`` table of a registry file, ``source`` naming the file in messages.

    Raises:
        UsageError: an unknown key, a value of the wrong kind, an unknown code or severity; the message names the key.
    """
    where = f"{source}, [controlli]"
    if not isinstance(table, dict):
        raise UsageError(f"{where}: deve essere una tabella.", "Scrivere [controlli] su una riga e le chiavi sotto.")
    for key in sorted(str(key) for key in table):
        if key not in _KEYS:
            raise UsageError(f"{where}: chiave sconosciuta «{key}».", f"Le chiavi sono: {', '.join(_KEYS)}.")
    return CheckConfig(
        select=_parse_names(table.get("select", []), f"{where}, select"),
        ignore=_parse_names(table.get("ignore", []), f"{where}, ignore"),
        gravita=_parse_severities(table.get("gravita", {}), f"{where}, gravita"),
    )


def check_names(names: Iterable[str], where: str) -> tuple[str, ...]:
    """Return the names of rules as they stand in the table (codes in capitals, slugs in small letters).

    Raises:
        UsageError: a name fits no rule.
    """
    return tuple(_known(name, where) for name in names)


def filter_findings(
    diagnostics: Sequence[Diagnostic],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    config: CheckConfig | None = None,
) -> tuple[Diagnostic, ...]:
    """Return the findings wanted, in the same order, with the severities of the configuration.

    Raises:
        UsageError: a name in ``select`` or ``ignore`` fits no rule.
    """
    config = config or CheckConfig()
    chosen = check_names(select, "--select")
    dropped = check_names(ignore, "--ignore")
    codes = dict.fromkeys(d.codice for d in diagnostics)
    wanted = {code for code in codes if _is_wanted_code(code, chosen, dropped, config)}
    severities = dict(config.gravita)
    return tuple(_with_severity(d, severities.get(d.codice)) for d in diagnostics if d.codice in wanted)


def _with_severity(diagnostic: Diagnostic, gravita: Gravita | None) -> Diagnostic:
    return diagnostic if gravita is None else replace(diagnostic, gravita=gravita)


def wanted_codes(
    codes: Iterable[str], *, select: Sequence[str], ignore: Sequence[str], config: CheckConfig | None
) -> tuple[str, ...]:
    """Return those of the codes that are asked for, in their order.

    Raises:
        UsageError: a name in ``select`` or ``ignore`` fits no rule.
    """
    chosen, dropped = check_names(select, "--select"), check_names(ignore, "--ignore")
    return tuple(code for code in codes if _is_wanted_code(code, chosen, dropped, config or CheckConfig()))


def _is_wanted_code(codice: str, chosen: tuple[str, ...], dropped: tuple[str, ...], config: CheckConfig) -> bool:
    rule = find_rule(codice)
    if rule is None:  # a finding of another version: kept unless the reader asks for something else
        return not chosen
    wanted = _verdict(rule, chosen, dropped)
    if wanted is None:
        wanted = _verdict(rule, config.select, config.ignore)
    return rule.attiva if wanted is None else wanted


def _verdict(rule: Rule, select: Sequence[str], ignore: Sequence[str]) -> bool | None:
    """Return what the names say of a rule: wanted, not wanted, or nothing."""
    chosen = max((_fit(rule, name) for name in select), default=0)
    dropped = max((_fit(rule, name) for name in ignore), default=0)
    if dropped and dropped >= chosen:
        return False
    if chosen:
        return rule.attiva or chosen == len(rule.codice)
    return False if select else None


def _fit(rule: Rule, name: str) -> int:
    """Return how closely a name fits a rule: 0 not at all, the length of the code for its code or slug."""
    if name in {rule.codice, rule.nome}:
        return len(rule.codice)
    return len(name) if rule.codice.startswith(name) else 0


def _known(name: str, where: str) -> str:
    rules = all_rules().values()
    code, slug = name.strip().upper(), name.strip().lower()
    if code and any(rule.codice.startswith(code) for rule in rules):
        return code
    if any(rule.nome == slug for rule in rules):
        return slug
    raise UsageError(
        f"{where}: nessuna regola si chiama «{name}».",
        "Scrivere un codice (QUA101), l'inizio di più codici (QUA, QUA5) o il nome di una regola (anno-residuo).",
    )


def _parse_names(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise UsageError(f"{where}: deve essere una lista di codici.", 'Per esempio: ["QUA406", "QUA6"].')
    return check_names(value, where)


def _parse_severities(value: object, where: str) -> tuple[tuple[str, Gravita], ...]:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: deve essere una tabella codice = gravità.", 'Per esempio: {QUA101 = "info"}.')
    return tuple(sorted(_parse_severity(str(code), level, where) for code, level in value.items()))


def _parse_severity(code: str, level: object, where: str) -> tuple[str, Gravita]:
    if code.upper() not in all_rules():
        raise UsageError(f"{where}: nessuna regola ha il codice «{code}».", "Qui serve il codice intero, come QUA101.")
    if level not in [gravita.value for gravita in Gravita]:
        raise UsageError(f"{where}, {code}: gravità sconosciuta «{level}».", "Le gravità sono: info, avviso, errore.")
    return code.upper(), Gravita(str(level))
