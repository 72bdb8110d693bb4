"""Where in a registry file a fault stands: tomllib gives values without lines, people need the line.

In: the file's text. Out: line numbers, and the one UsageError that reports every fault.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.errors import UsageError

_SECTION = re.compile(r"^\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*=")
_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")

ADVICE = "Correggi il file e riprova (come si scrive un registro: docs/registro.md)."


class Fault(NamedTuple):
    """One fault: line from 1, key with its place (``unita[2].alias``), what is wrong."""

    riga: int
    chiave: str
    messaggio: str


class Places:
    """The lines of a TOML text's sections and keys. ``[[unita]]`` counts from 1."""

    def __init__(self, testo: str) -> None:
        self._lines: dict[tuple[str, int, str], int] = {}
        counts: dict[str, int] = {}
        section, number = "", 1
        for line_number, line in enumerate(testo.splitlines(), start=1):
            if header := _SECTION.match(line):
                section = header[1]
                number = counts[section] = counts.get(section, 0) + 1
                self._lines[(section, number, "")] = line_number
            elif key := _KEY.match(line):
                self._lines.setdefault((section, number, key[1] or key[2] or key[3]), line_number)

    def line(self, section: str, number: int, key: str = "") -> int:
        """Return the line of a key, of its section when the key is not there, else 1."""
        for place in ((section, number, key), (section, number, ""), ("", 1, section)):
            if place in self._lines:
                return self._lines[place]
        return 1


def syntax_fault(testo: str, error: ValueError) -> Fault:
    """Return where TOML stops being TOML, with the key of that line."""
    lines = testo.splitlines() or [""]
    place = _PLACE.search(str(error))
    riga = int(place[1]) if place and place[1] else len(lines)
    key = _KEY.match(lines[min(riga, len(lines)) - 1])
    colonna = f", alla colonna {place[2]}" if place and place[2] else ""
    chiave = (key[1] or key[2] or key[3]) if key else "-"
    return Fault(riga, chiave, f"qui il file non è più TOML valido{colonna}: {_reason(error)}")


def _reason(error: ValueError) -> str:
    english = _PLACE.sub("", str(error)).strip()
    for words, italian in _REASONS.items():
        if words in english:
            return italian
    return "controlla virgolette, parentesi quadre e segni «=»"


_REASONS = {
    "Cannot overwrite a value": "la stessa chiave sta due volte nella stessa tabella",
    "Cannot declare": "la stessa tabella è dichiarata due volte",
    "Unclosed array": "una parentesi quadra non è chiusa",
    "Illegal character '\\n'": "le virgolette non sono chiuse sulla stessa riga",
    "Unterminated string": "le virgolette non sono chiuse",
    "Expected '='": "dopo il nome della chiave manca «=»",
    "Invalid value": "il valore manca o non è tra virgolette",
}


def raise_faults(name: str, faults: list[Fault]) -> None:
    """Raise when there are faults: the first with file, line and key, and how many more.

    Raises:
        UsageError: there is at least one fault.
    """
    if not faults:
        return
    first, *others = sorted(faults)
    rest = "1 altro errore" if len(others) == 1 else f"altri {len(others)} errori"
    more = f" (e {rest})" if others else ""
    raise UsageError(f"{name}, riga {first.riga}, chiave «{first.chiave}»: {first.messaggio}{more}.", ADVICE)
