"""A registry as TOML that a person can edit, with comments that say what to do.

In: a registry, and the code prefixes that no unit has. Out: text; reading it back gives the same registry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipeline.meaning.owners.registry import TUTTE, Gruppo, Registry, Unita

_HEAD = """\
# Registro delle unità organizzative. Proposto dal programma, da controllare e completare a mano.
#
# Ogni [[unita]]: id (non cambiarlo più: resta nei dati pubblicati), nome per esteso,
#   alias        altri nomi con cui i documenti la chiamano
#   tipo         servizio, ufficio, settore, area ...
#   dal, al      primo e ultimo anno in cui esiste (senza: sempre)
#   prefissi_eq  come la chiamano i codici degli obiettivi individuali: EQ_BP_10_01 ha il prefisso BP
#   padre        id dell'unità di cui fa parte
# Ogni [[gruppo]]: nome, unita (elenco di id, oppure "*" per tutte), escluse.
# Si usa con: albero extract FILE --registry QUESTO_FILE
"""


def render_registry(registry: Registry, loose_prefixes: tuple[str, ...] = ()) -> str:
    """Return a registry as TOML; ``loose_prefixes`` become a comment that asks for their unit."""
    blocks = [_HEAD]
    if registry.ente is not None:
        ente = registry.ente
        blocks.append(
            _block("[ente]", {"nome": ente.nome, "alias": ente.alias or None, "codice_fiscale": ente.codice_fiscale})
        )
    if loose_prefixes:
        listed = ", ".join(toml_value(prefix) for prefix in loose_prefixes)
        blocks.append(f"# Prefissi dei codici senza unità, da mettere nei prefissi_eq di quella giusta: {listed}\n")
    blocks.extend(render_unita(unita) for unita in registry.unita)
    blocks.extend(_render_gruppo(gruppo) for gruppo in registry.gruppi)
    return "\n".join(blocks)


def render_unita(unita: Unita) -> str:
    """Return the TOML table of one unit."""
    return _block(
        "[[unita]]",
        {
            "id": unita.id,
            "nome": unita.nome,
            "alias": unita.alias or None,
            "tipo": unita.tipo,
            "dal": unita.dal,
            "al": unita.al,
            "prefissi_eq": unita.prefissi_eq or None,
            "padre": unita.padre,
        },
    )


def _render_gruppo(gruppo: Gruppo) -> str:
    units = TUTTE if TUTTE in gruppo.unita else gruppo.unita
    values = {"nome": gruppo.nome, "alias": gruppo.alias or None, "unita": units, "escluse": gruppo.escluse or None}
    return _block("[[gruppo]]", values)


def _block(header: str, values: Mapping[str, str | int | tuple[str, ...] | None]) -> str:
    lines = [f"{key} = {toml_value(value)}" for key, value in values.items() if value is not None]
    return "\n".join([header, *lines, ""])


def toml_value(value: str | int | tuple[str, ...]) -> str:
    """Return a value as TOML writes it. A JSON string is a TOML string, but for the character DEL."""
    if isinstance(value, tuple):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
