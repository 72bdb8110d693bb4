"""Small Word documents built in code, one oddity each: XML in, the bytes of a package out."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def run(text: str, props: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(*content: str, props: str = "") -> str:
    """A paragraph of plain texts, or of XML where an item starts with ``<``."""
    inner = "".join(item if item.startswith("<") else run(item) for item in content)
    return f"<w:p><w:pPr>{props}</w:pPr>{inner}</w:p>"


def cell(*content: str, props: str = "") -> str:
    """A cell of paragraphs: plain texts, or XML."""
    inner = "".join(item if item.startswith("<") else par(item) for item in content)
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner or par()}</w:tc>"


def row(*cells: str, props: str = "") -> str:
    """A row of cells: plain texts, or XML."""
    inner = "".join(item if item.startswith("<") else cell(item) for item in cells)
    return f"<w:tr><w:trPr>{props}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def part(root: str, content: str) -> str:
    """The XML of a part with ``w:root`` around its content."""
    return f"{_XML}<w:{root} {_NAMESPACES}>{content}</w:{root}>"


def related(kind: str, target: str, key: str | None = None) -> tuple[str, str, str]:
    """A relationship of the main part as (id, kind, target)."""
    return key or f"r-{kind}", kind, target


def package(
    body: str,
    *,
    parts: dict[str, str | bytes] | None = None,
    relations: tuple[tuple[str, str, str], ...] = (),
    main_type: str = MAIN_TYPE,
    main: str = "word/document.xml",
) -> bytes:
    """A document with ``body``; further parts by name (under ``word/``) and how the main part relates to them."""
    document = body if body.startswith("<?xml") else part("document", f"<w:body>{body}</w:body>")
    folder, file = main.rsplit("/", 1)
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>',
        "_rels/.rels": _relationships((("r1", "officeDocument", main),)),
        main: document,
        f"{folder}/_rels/{file}.rels": _relationships(relations),
        **{f"word/{name}": content for name, content in (parts or {}).items()},
    }
    return archive(entries)


def archive(entries: dict[str, str | bytes]) -> bytes:
    """A zip archive with these entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return buffer.getvalue()


def _relationships(relations: tuple[tuple[str, str, str], ...]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    inner = "".join(f'<Relationship Id="{i}" Type="{base}/{kind}" Target="{target}"/>' for i, kind, target in relations)
    return f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
