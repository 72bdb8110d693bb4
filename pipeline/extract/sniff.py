"""What a file is, told by its content: a format that can be read, or an InputError that says what it is instead.

The signatures and the Italian sentences are data (``firme.toml``). Nothing is decided here about the text inside.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any, NoReturn

from pipeline.errors import InputError
from pipeline.extract.source import printable
from pipeline.model import Formato

_PDF_WITHIN = 1024  # a header may stand behind junk, within the first KiB (ISO 32000-1, annex H, note 13)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_WORD_MAIN = (b"wordprocessingml.document.main", b"wordprocessingml.template.main", b"ms-word.document.macroenabled")
_WORD_TEMPLATE = b"ms-word.template.macroenabled"
_CONTENT_TYPES = "[content_types].xml"
_HEAD = 8192


def recognise(data: bytes, name: str) -> Formato:
    """Return the format of a document's bytes.

    Raises:
        InputError: the bytes are empty or of a kind that cannot be read; the message names the kind and what to do.
    """
    if not data:
        _refuse(name, "un file vuoto (0 byte)", "Controlla che la copia o lo scaricamento sia arrivato in fondo.")
    if b"%PDF" in data[:_PDF_WITHIN]:
        return Formato.PDF
    if data.startswith(_ZIP):
        return _recognise_zip(data, name)
    if data.startswith(_OLE):
        _refuse_known(name, _first(_signatures()["flussi"], "flusso", _holds_stream(data)), "un vecchio file di Office")
    _refuse_signature(data, name)
    from pipeline.extract.text.decode import is_text  # here, and below: a PDF, the usual document, needs neither

    if not is_text(data):
        _refuse(name, "un file binario che non riconosco", _advice("altro"))
    _refuse_json(data, name)
    return Formato.TESTO


def _recognise_zip(data: bytes, name: str) -> Formato:
    looks_word = b"word/" in data or (b"[Content_Types].xml" in data and not any(f in data for f in (b"xl/", b"ppt/")))
    from pipeline.extract.zipped import Archive

    archive = Archive(data, name, "un documento Word" if looks_word else "un archivio zip")
    if archive.is_encrypted():
        _refuse(name, "un archivio protetto da password", _advice("estrai"))
    declared = (archive.read("mimetype") or b"") + (archive.read(_CONTENT_TYPES) or b"").replace(b"\0", b"")
    types = declared.lower()
    if any(word in types for word in (*_WORD_MAIN, _WORD_TEMPLATE)) or "word/document.xml" in archive.names():
        return Formato.DOCX
    known = _first(_signatures()["pacchetti"], "contiene", lambda word: word.encode() in types)
    return _refuse_known(name, known, "un archivio zip")


def _refuse_signature(data: bytes, name: str) -> None:
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    for signature in _signatures()["firme"]:
        if _matches(signature, data, head):
            _refuse_known(name, signature, "")


def _matches(signature: dict[str, Any], data: bytes, head: bytes) -> bool:
    if "testo" in signature:
        inside = signature.get("contiene", "").encode()
        return head.startswith(signature["testo"].encode()) and inside in head
    if signature.get("binario") and b"\0" not in data[:_HEAD]:
        return False
    return data.startswith(bytes.fromhex(signature["inizio"]), signature.get("posto", 0))


def _refuse_json(data: bytes, name: str) -> None:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return
    _refuse(name, "un file JSON", _advice("estratto"))


def _holds_stream(data: bytes) -> Callable[[str], bool]:
    lowered = data.lower()  # names of streams do not distinguish case
    return lambda stream: stream.lower().encode("utf-16-le") in lowered


def _first(table: list[dict[str, Any]], key: str, holds: Callable[[str], bool]) -> dict[str, Any] | None:
    return next((entry for entry in table if holds(entry[key])), None)


def _refuse_known(name: str, entry: dict[str, Any] | None, otherwise: str) -> NoReturn:
    if entry is None:
        _refuse(name, otherwise, _advice("estrai" if "archivio" in otherwise else "converti"))
    _refuse(name, entry["cosa"], _advice(entry["consiglio"]))


def _refuse(name: str, what: str, advice: str) -> NoReturn:
    raise InputError(f"«{printable(name)}» è {what}, non un piano in PDF, DOCX o testo.", advice)


def _advice(key: str) -> str:
    return str(_signatures()["consigli"][key])


@cache
def _signatures() -> dict[str, Any]:
    file = resources.files("pipeline.extract") / "firme.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
