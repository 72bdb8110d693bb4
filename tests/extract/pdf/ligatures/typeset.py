"""A page of Italian in a font with ligatures, some of which the text layer lacks: what is lost reads as a blank as wide.

The words are drawn one-byte, with a font that gives each ligature a code, a width, and either its letters or a space.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.pdf.pdf_maker import cmap, make_pdf

LIGATURES = ("ffi", "ffl", "tti", "ff", "fi", "fl", "ft", "ti", "tt")
"""Longest first, as fonts look for them."""

_CODES = dict(zip(LIGATURES, (0x82, 0x8B, 0x91, 0x92, 0x9B, 0xA8, 0xB4, 0xB7, 0xB8), strict=True))
"""Codes that substitutes for the font have narrow signs at: where a sign is wider than its room, PDFium takes its width."""

_FIRST, _SPACE = 32, 250
_DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /Prova /Flags 32 /FontBBox [0 -200 1000 800] /ItalicAngle 0"
    " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
)
_SIZE, _LEFT, _TOP, _LEADING = 10, 50, 800, 14


def typeset(lines: Sequence[str], lost: Mapping[str, int], *, justify: bool = False) -> bytes:
    """Return a PDF with the lines, ``lost`` ligatures (letters -> width in thousandths) drawn but not told.

    ``justify`` stretches the spaces of each line by another amount, as justified text has them.
    """
    widths = {code: 840 + 7 * (code % 9) for code in (*range(_FIRST, 127), *range(0xC0, 0x100))} | {_FIRST: _SPACE}
    plain = {code: code for code in widths}
    for letters, width in lost.items():
        widths[_CODES[letters]], plain[_CODES[letters]] = width, 0x20
    font = (
        f"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Prova /Encoding /WinAnsiEncoding /FirstChar {_FIRST} /LastChar 255"
        f" /Widths [{' '.join(str(widths.get(code, 0)) for code in range(_FIRST, 256))}] /ToUnicode 3 0 R /FontDescriptor 4 0 R >>"
    )
    content = "".join(_line(number, line, lost, justify=justify) for number, line in enumerate(lines))
    return make_pdf([content], fonts=font, objects=[cmap(plain), _DESCRIPTOR])


def _line(number: int, line: str, lost: Mapping[str, int], *, justify: bool) -> str:
    stretch = (number * 37 % 11) / 4 if justify else 0
    hexadecimal = "".join(f"{code:02x}" for code in _codes(line, lost))
    return f"BT {stretch} Tw /F1 {_SIZE} Tf {_LEFT} {_TOP - _LEADING * number} Td <{hexadecimal}> Tj ET\n"


def _codes(line: str, lost: Mapping[str, int]) -> list[int]:
    codes = []
    while line:
        letters = next((each for each in LIGATURES if each in lost and line.startswith(each)), line[0])
        codes.append(_CODES[letters] if letters in lost else ord(letters))
        line = line[len(letters) :]
    return codes
