"""What a Word document prints around its text: headers, footers, watermarks, notes, diagrams. All of it is furniture.

Each part counts once, however many pages print it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.docx.body import BodyReader
from pipeline.extract.docx.names import DRAWING_TEXT, R_NS, Element, attribute, w
from pipeline.extract.docx.package import Package
from pipeline.extract.draft import Draft
from pipeline.model import Provenance
from pipeline.rows import FurnitureKind

_KINDS = {
    w("headerReference"): FurnitureKind.INTESTAZIONE_PAGINA,
    w("footerReference"): FurnitureKind.PIE_PAGINA,
}
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_NOWHERE = Provenance()


def read_page_parts(package: Package, body: BodyReader, draft: Draft) -> None:
    """Add the headers and footers that the sections name, and the watermarks drawn in them."""
    seen: set[str] = set()
    for reference in package.main.iter(*_KINDS):
        relationship = reference.get(f"{{{R_NS}}}id")
        part = package.part_of(relationship)
        if part is None or part in seen:
            continue
        seen.add(part)
        root = package.by_id(relationship)
        if root is not None:
            draft.add_furniture(_KINDS[str(reference.tag)], body.text_of(root), _NOWHERE)
            for mark in root.iter(_WATERMARK):
                draft.add_furniture(FurnitureKind.FILIGRANA, mark.get("string") or "", _NOWHERE)


def read_notes(package: Package, body: BodyReader, draft: Draft) -> int:
    """Add footnotes and endnotes; return how many hold text."""
    return sum(
        draft.add_furniture(FurnitureKind.NOTA, body.text_of(note), _NOWHERE) > 0
        for kind in ("footnotes", "endnotes")
        for note in _notes(package.related(kind))
    )


def read_diagrams(package: Package, draft: Draft) -> int:
    """Add the text of SmartArt diagrams, which stands in parts of its own; return how many hold text."""
    found = 0
    for diagram in package.main.iter(_DIAGRAM):
        root = package.by_id(diagram.get(f"{{{R_NS}}}dm"))
        if root is not None:
            text = " ".join(element.text or "" for element in root.iter(DRAWING_TEXT))
            found += draft.add_furniture(FurnitureKind.NOTA, text, _NOWHERE) > 0
    return found


def _notes(root: Element | None) -> Iterator[Element]:
    for note in root if root is not None else ():
        if attribute(note, "type") not in _SEPARATORS:
            yield note
