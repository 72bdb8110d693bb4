"""Glyphs of symbol fonts become the characters they print: ``≥`` inserted from the font Symbol is stored as U+F0B3."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_UNKNOWN = re.compile("[\ue000-\uf8ff]")


def printed_symbols(text: str, font: str | None) -> str:
    """Return ``text`` with the glyphs of symbol fonts as characters; unknown ones stay as they are.

    Without a font, or with one that is no symbol font, a glyph is read as one of Symbol.
    """
    if not _PRIVATE.search(text):
        return text
    tables = _tables()
    glyphs = tables.get((font or "").strip().lower(), tables["symbol"])
    return _PRIVATE.sub(lambda match: glyphs.get(ord(match[0]) & 0xFF, _ascii(match[0])), text)


def glyph(code: str | None, font: str | None) -> str:
    """Return what a ``w:sym`` with this hexadecimal code prints."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if point < 0x20 or point > 0xFFFF or 0xD800 <= point < 0xE000:
        return ""
    return printed_symbols(chr(0xF000 + point if point < 0x100 else point), font)


def unknown_symbols(text: str) -> int:
    """Return how many characters print a glyph that is not known here."""
    return len(_UNKNOWN.findall(text))


def _ascii(char: str) -> str:
    """The digits and signs of Symbol are those of ASCII; other fonts draw pictures there."""
    plain = chr(ord(char) & 0xFF)
    return plain if plain in "0123456789%()+,./:;<=>[]{}|!#&? " else char


@cache
def _tables() -> dict[str, dict[int, str]]:
    file = resources.files("pipeline.extract.docx") / "simboli.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {font: {int(code, 16): char for code, char in table.items()} for font, table in tables.items()}
