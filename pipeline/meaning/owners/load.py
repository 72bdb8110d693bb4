"""A registry read from TOML, with every fault named by file, line and key.

In: a path or a text. Out: a ``Registry`` that holds together, or a UsageError (exit 2). Nothing is repaired silently.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.meaning.owners.consistency import find_faults
from pipeline.meaning.owners.faults import ADVICE, Fault, Places, raise_faults, syntax_fault
from pipeline.meaning.owners.registry import TUTTE, Ente, Gruppo, Registry, Unita

Table = dict[str, Any]

_KEYS: dict[str, dict[str, str]] = {
    "ente": {"nome": "testo!", "alias": "elenco", "codice_fiscale": "codice"},
    "unita": {
        "id": "id!",
        "nome": "testo!",
        "alias": "elenco",
        "tipo": "testo",
        "dal": "anno",
        "al": "anno",
        "prefissi_eq": "elenco",
        "padre": "testo",
    },
    "gruppo": {"nome": "testo!", "alias": "elenco", "unita": "unita!", "escluse": "elenco"},
}
"""Per table the keys and the kind of their value; ``!`` marks what must be there."""

CONTROLLI = "controlli"
"""The table that the checks read (``pipeline.check.parse_config``); here it is only handed on."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WRONG = {
    "testo": "ci vuole un testo tra virgolette, non vuoto",
    "elenco": 'ci vuole un elenco di testi, come ["Servizio Promozione"]',
    "anno": "ci vuole un anno di quattro cifre, senza virgolette",
    "id": "un id ha solo lettere minuscole senza accenti, cifre e trattini, come servizio-promozione",
    "unita": 'ci vuole un elenco di id, come ["servizio-staff"], oppure "*" per tutte le unità',
    "codice": "un codice fiscale ha 11 cifre (o 16 caratteri), tra virgolette",
}


def load_registry(path: Path | str) -> Registry:
    """Read a registry file (TOML, UTF-8).

    Raises:
        UsageError: the file cannot be read, or is not a registry; the message holds file, line and key.
    """
    path = Path(path)
    try:
        testo = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name}: il registro non è un testo UTF-8.", "Salvalo di nuovo come UTF-8.") from error
    except OSError as error:
        reason = "non esiste" if isinstance(error, FileNotFoundError) else "non si può leggere"
        raise UsageError(f"Il registro {path} {reason}.", "Controlla il percorso dopo --registry.") from error
    return parse_registry(testo, path.name)


def parse_registry(testo: str, name: str) -> Registry:
    """Return the registry that a TOML text holds; ``name`` stands for it in messages.

    Raises:
        UsageError: as ``load_registry``.
    """
    if not testo.strip():
        raise UsageError(f"{name}, riga 1, chiave «unita»: il registro è vuoto.", ADVICE)
    try:
        tables = tomllib.loads(testo)
    except tomllib.TOMLDecodeError as error:
        raise_faults(name, [syntax_fault(testo, error)])
        raise
    places = Places(testo)
    raise_faults(name, _shape_faults(tables, places))
    registry = _registry(tables, name)
    raise_faults(name, find_faults(registry, places))
    return registry


def _shape_faults(tables: Table, places: Places) -> list[Fault]:
    faults = [
        Fault(places.line(key, 1), key, f"chiave sconosciuta; si possono usare {_listed([*_KEYS, CONTROLLI])}")
        for key in tables
        if key not in _KEYS and key != CONTROLLI
    ]
    if not tables.get("unita"):
        faults.append(Fault(places.line("unita", 1), "unita", "manca: un registro ha almeno una tabella [[unita]]"))
    for section in _KEYS:
        faults.extend(_section_faults(section, tables.get(section, []), places))
    return faults


def _section_faults(section: str, value: object, places: Places) -> list[Fault]:
    if section == "ente":
        return _ente_faults(value, places)
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return [Fault(places.line(section, 1), section, f"ci vogliono tabelle scritte [[{section}]]")]
    return [
        Fault(places.line(section, number, key), f"{section}[{number}].{key}", message)
        for number, row in enumerate(value, start=1)
        for key, message in _row(section, row)
    ]


def _ente_faults(value: object, places: Places) -> list[Fault]:
    if value == [] or (isinstance(value, str) and value.strip()):
        return []
    if not isinstance(value, dict):
        wrong = "ci vuole il nome dell'ente tra virgolette, o una tabella [ente]"
        return [Fault(places.line("ente", 1), "ente", wrong)]
    return [Fault(places.line("ente", 1, key), f"ente.{key}", message) for key, message in _row("ente", value)]


def _row(section: str, row: Table) -> list[tuple[str, str]]:
    keys = _KEYS[section]
    found = [(key, f"chiave sconosciuta; si possono usare {_listed(keys)}") for key in row if key not in keys]
    for key, kind in keys.items():
        if key not in row and kind.endswith("!"):
            found.append((key, "manca"))
        elif key in row and not _fits(row[key], kind.rstrip("!")):
            found.append((key, _WRONG[kind.rstrip("!")]))
    return found


def _fits(value: object, kind: str) -> bool:
    match kind:
        case "anno":
            return isinstance(value, int) and not isinstance(value, bool) and 1800 <= value <= 2999
        case "elenco":
            return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
        case "unita":
            return value == TUTTE or (_fits(value, "elenco") and bool(value))
        case "id":
            return isinstance(value, str) and _ID.fullmatch(value) is not None
        case "codice":
            return isinstance(value, str) and re.fullmatch(r"\d{11}|[A-Za-z0-9]{16}", value) is not None
    return isinstance(value, str) and bool(value.strip())


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(keys)


def _registry(tables: Table, name: str) -> Registry:
    return Registry(
        nome=name,
        ente=_ente(tables.get("ente")),
        unita=tuple(Unita(**_tuples(row)) for row in tables.get("unita", [])),
        gruppi=tuple(Gruppo(**_tuples(row)) for row in tables.get("gruppo", [])),
        controlli=tables.get(CONTROLLI, {}),
    )


def _ente(value: Table | str | None) -> Ente | None:
    if value is None:
        return None
    return Ente(nome=value) if isinstance(value, str) else Ente(**_tuples(value))


def _tuples(row: Table) -> Table:
    tuples = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return tuples | ({"unita": (TUTTE,)} if row.get("unita") == TUTTE else {})
