"""The whole way from a file's bytes to a plan: extract -> normalize -> interpret -> check; or an albero.json read back.

In: bytes and a name. Out: a ``Piano`` with all its findings. This is the one place where the stages are put together.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from pipeline.check import CheckConfig, all_findings
from pipeline.codec import decode
from pipeline.collector import collector_at_rest
from pipeline.errors import InputError
from pipeline.extract import extract
from pipeline.meaning.interpret import interpret
from pipeline.meaning.owners import Registry
from pipeline.model import VERSIONE_SCHEMA, Piano
from pipeline.normalize import normalize
from pipeline.schema import validate

_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_SHOWN = 3


def read_plan(
    data: bytes,
    name: str,
    *,
    engine: str = "pdfium",
    verify: bool = False,
    registry: Registry | None = None,
    config: CheckConfig | None = None,
) -> Piano:
    """Return the plan in a document or in an albero.json.

    Args:
        data: the whole file.
        name: its name without folders, for messages and provenance.
        engine: which PDF engine reads, ``pdfium`` or ``pdfplumber``.
        verify: read a PDF with both engines and report where they differ.
        registry: the body's units; without it the shipped one, or one proposed from the document.
        config: which findings are wanted, and how severe they are.

    Raises:
        InputError: the file cannot be read, or is an albero.json that is not valid or of a later version.
        NoPlanError: it was read, and holds no plan.
    """
    if _JSON.match(data):
        return read_json(data, name)
    with collector_at_rest():
        piano = normalize(extract(data, name, engine=engine, verify=verify))
        return understand(piano, registry=registry, config=config)


def understand(piano: Piano, *, registry: Registry | None = None, config: CheckConfig | None = None) -> Piano:
    """Return a normalized plan with its meaning and the findings on its quality."""
    meant = interpret(piano, registry=registry)
    return replace(meant, diagnostica=all_findings(meant, config=config))


def read_json(data: bytes, name: str) -> Piano:
    """Return the plan that an albero.json holds.

    Raises:
        InputError: it is no JSON, not valid, or written by a later version of the program.
    """
    document = parse_json(data, name)
    faults = validate(document)
    if faults:
        shown = "; ".join(map(str, faults[:_SHOWN]))
        more = f" (e altri {len(faults) - _SHOWN})" if len(faults) > _SHOWN else ""
        raise InputError(
            f"«{name}» non è un albero.json valido: {shown}{more}.", "Usare albero validate per l'elenco intero."
        )
    return decode(document)


def parse_json(data: bytes, name: str) -> dict[str, Any]:
    """Return the JSON object in a file, of a version that this program knows.

    Raises:
        InputError: it is no JSON object, or its ``versione_schema`` is of the future.
    """
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        where = f" (riga {error.lineno}, colonna {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(
            f"«{name}» non è un JSON leggibile{where}.", "Serve un albero.json scritto da albero extract."
        ) from None
    if not isinstance(document, dict):
        raise InputError(f"«{name}» è un JSON ma non un oggetto.", "Serve un albero.json scritto da albero extract.")
    version = document.get("versione_schema")
    if isinstance(version, str) and _is_later(version):
        raise InputError(
            f"«{name}» ha lo schema {version}, più recente di quello che questo programma conosce ({VERSIONE_SCHEMA}).",
            "Aggiornare albero, poi riprovare.",
        )
    return document


def _is_later(version: str) -> bool:
    parts = version.split(".")
    return all(part.isdigit() for part in parts) and [int(p) for p in parts] > [
        int(p) for p in VERSIONE_SCHEMA.split(".")
    ]
