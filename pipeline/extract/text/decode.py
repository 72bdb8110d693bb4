"""Bytes of a text file become characters: UTF-8, UTF-16 or UTF-32, else Windows-1252, told by the bytes themselves."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_SAMPLE = 64 * 1024
_MAX_CONTROL_SHARE = 0.01


class Decoded(NamedTuple):
    """A text, the encoding it was read with, and how many characters could not be read."""

    testo: str
    encoding: str
    broken: int = 0


def is_text(data: bytes) -> bool:
    """Tell whether the bytes can be a text: in a Unicode encoding, or nearly free of control characters."""
    sample = data[:_SAMPLE]
    encoding = _unicode_encoding(data)
    if encoding:
        sample = sample.decode(encoding, errors="replace").replace("\N{REPLACEMENT CHARACTER}", "\0").encode()
    allowed = 0 if encoding is None and b"\0" in sample else len(sample) * _MAX_CONTROL_SHARE
    return len(_CONTROL.findall(sample)) <= allowed


def decode(data: bytes) -> Decoded:
    """Return the text of the bytes. UTF-8 with some broken bytes stays UTF-8; anything else is Windows-1252."""
    encoding = _unicode_encoding(data)
    if encoding:
        return _counted(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    broken = _counted(data, "utf-8")
    if len(_MULTIBYTE.findall(data)) > broken.broken:
        return broken
    return _counted(data, "cp1252")


def _counted(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\N{REPLACEMENT CHARACTER}"))


def _unicode_encoding(data: bytes) -> str | None:
    """Return the encoding that a byte order mark names, or UTF-16 without one where every other byte is zero."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half >= 2 and sample[1::2].count(0) >= half * 0.9 and sample[::2].count(0) == 0:
        return "utf-16-le"
    if half >= 2 and sample[::2].count(0) >= half * 0.9 and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None
