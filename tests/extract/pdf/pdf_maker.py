"""A PDF of a few lines: pages of raw content streams with Helvetica, for documents with one defect each.

Content is PDF's own language, so that a test shows exactly what is drawn. ``text`` writes the common case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FONTS = (
    "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> "  # one dictionary
    "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
)


def text(x: float, y: float, words: str, *, size: float = 10, font: str = "F1", before: str = "") -> str:
    """Return content that writes ``words`` at (x, y) from the page's bottom left corner."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {before} /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def turned(x: float, y: float, words: str, turn: tuple[float, float], *, size: float = 10, before: str = "") -> str:
    """Return content that writes ``words`` along the direction (cosine, sine)."""
    cos, sin = turn
    return f"BT {before} /F1 {size} Tf {cos} {sin} {-sin} {cos} {x} {y} Tm ({words}) Tj ET\n"


def make_pdf(
    contents: Sequence[str],
    *,
    box: str = "[0 0 595 842]",
    page: str = "",
    fonts: str = FONTS,
    objects: Sequence[str] = (),
    resources: str = "",
    producer: str = "",
) -> bytes:
    """Return a PDF with one page per content stream.

    ``page`` is added to every page's dictionary (``/Rotate 90``); ``objects`` are further indirect objects, numbered from 3.
    """
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "", *objects]
    kids = []
    for content in contents:
        bodies.append(_stream(content))
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} {page} /Contents {len(bodies)} 0 R"
            f" /Resources << /Font << {fonts} >> {resources} >> >>"
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    bodies.append(f"<< /Producer ({producer}) >>")
    return _assemble(bodies)


def _stream(content: str, entries: str = "") -> str:
    return f"<< {entries} /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"


def form(content: str, entries: str) -> str:
    """Return a form XObject for ``objects``."""
    return _stream(content, f"/Type /XObject /Subtype /Form {entries}")


def cmap(pairs: Mapping[int, int | str]) -> str:
    """Return a ToUnicode stream for ``objects`` that maps one-byte codes to characters, or to codes in hexadecimal digits."""
    places = {code: char if isinstance(char, str) else f"{char:04X}" for code, char in pairs.items()}
    lines = "\n".join(f"<{code:02X}> <{place}>" for code, place in places.items())
    return _stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(pairs)} beginbfchar\n{lines}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _assemble(bodies: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    out += f"trailer << /Size {len(bodies) + 1} /Root 1 0 R /Info {len(bodies)} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
