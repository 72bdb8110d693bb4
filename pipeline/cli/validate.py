"""``albero validate FILE``: a JSON file against its schema."""

from __future__ import annotations

from pipeline.cli.console import file_argument, product, tell
from pipeline.cli.italian import verb
from pipeline.errors import ExitCode


@verb("validate")
@file_argument
def command(file: str) -> int:
    """Controlla FILE (albero.json, o il JSON di un confronto) contro il suo schema.

    Se è valido lo dice ed esce con 0; altrimenti stampa una riga per difetto, con il percorso JSON, ed esce con 3.
    """
    from pipeline.extract import read_source
    from pipeline.read import parse_json
    from pipeline.schema import validate

    data, name = read_source(file)
    document = parse_json(data, name)
    schema = "diff" if "cambiamenti" in document else "albero"
    faults = validate(document, schema)
    for fault in faults:
        product(f"{name}: {fault}")
    if faults:
        tell(f"«{name}» non è valido: {len(faults)} {'difetto' if len(faults) == 1 else 'difetti'} (schema {schema}).")
        return ExitCode.INPUT
    product(f"{name}: valido (schema {schema} {document['versione_schema']})")
    return ExitCode.OK
