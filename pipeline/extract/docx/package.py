"""The parts of a Word package: the main part found by its relationship, the others by theirs, each parsed safely.

No entity is expanded, nothing is fetched, and sizes and depths are bounded. A broken main part ends the run; any other
missing or broken part is a finding, because Word reads on without it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from pipeline.diagnostics import finding
from pipeline.errors import InputError
from pipeline.extract.docx.names import R_NS, Element
from pipeline.extract.zipped import Archive, part_name
from pipeline.model import Diagnostic

_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    "wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "officeDocument/relationships": R_NS,
    "officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "drawingml/diagram": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
}
_WORD_TYPE = re.compile(r"wordprocessingml\.(document|template)\.main|ms-word\.(document|template)\.macroenabled")


class Package:
    """A Word document's parts.

    Args:
        data: the whole file.
        name: its name, for messages.

    Raises:
        InputError: the archive is damaged, or has no main part.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.diagnostica: list[Diagnostic] = []
        self._archive = Archive(data, name, "un documento Word")
        self._main = self._find_main()
        main = self._parse(self._main)
        if main is None:
            raise self._archive.damaged()
        self.main: Element = main
        self._targets = dict(self._relationships(self._main))

    def related(self, kind: str) -> Element | None:
        """Return the root of the part that the main part relates to as ``kind`` (``styles``, ``footnotes``), or None."""
        for target_kind, part in self._targets.values():
            if target_kind == kind:
                return self._optional(part)
        return None

    def by_id(self, relationship: str | None) -> Element | None:
        """Return the root of the part behind a relationship's id, or None."""
        known = self._targets.get(relationship or "")
        return self._optional(known[1]) if known else None

    def part_of(self, relationship: str | None) -> str | None:
        """Return the name of the part behind a relationship's id, or None."""
        known = self._targets.get(relationship or "")
        return known[1] if known else None

    def damaged(self) -> InputError:
        """Return the error that says that the document is damaged."""
        return self._archive.damaged()

    def _find_main(self) -> str:
        targets = dict(self._relationships(""))
        main = next((part for kind, part in targets.values() if kind == "officeDocument"), None)
        for part in (main, self._main_by_type(), "word/document.xml"):
            if part and part_name(part) in self._archive.names():
                return part
        raise self._archive.damaged()

    def _main_by_type(self) -> str | None:
        types = self._parse("[Content_Types].xml")
        for element in types if types is not None else ():
            if _WORD_TYPE.search((element.get("ContentType") or "").lower()):
                return element.get("PartName")
        return None

    def _relationships(self, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """Yield (id, (kind, part)) of the relationships inside the package."""
        folder, file = posixpath.split(part.lstrip("/"))
        root = self._optional(posixpath.join(folder, "_rels", f"{file}.rels"), report=False)
        for element in root if root is not None else ():
            target = element.get("Target")
            if target and element.get("TargetMode") != "External":
                kind = (element.get("Type") or "").rsplit("/", 1)[-1]
                yield (
                    element.get("Id") or target,
                    (kind, posixpath.normpath(posixpath.join("/", folder, unquote(target)))),
                )

    def _optional(self, part: str, *, report: bool = True) -> Element | None:
        try:
            root = self._parse(part)
        except InputError:
            root = None
        if root is None and report:
            self.diagnostica.append(finding("LET018", parte=part.lstrip("/")))
        return root

    def _parse(self, part: str) -> Element | None:
        """Return a part's root, None where there is no such part.

        Raises:
            InputError: the part is no well-formed XML, or too large or too deep.
        """
        content = self._archive.read(part)
        if content is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self._archive.damaged() from None
        self._report_entities(root, part)
        if _STRICT in (root.tag if isinstance(root.tag, str) else ""):
            _rename(root)
        return root

    def _report_entities(self, root: Element, part: str) -> None:
        count = sum(1 for _ in root.iter(etree.Entity))
        if count:
            self.diagnostica.append(finding("LET019", numero=count, parte=part.lstrip("/")))


def _rename(root: Element) -> None:
    """Give a Strict part the transitional names, so that everything after reads one set."""
    for element in root.iter(etree.Element):
        element.tag = _renamed(str(element.tag))
        for key, value in list(element.attrib.items()):
            if str(key).startswith(f"{{{_STRICT}"):
                del element.attrib[key]
                element.set(_renamed(str(key)), value)


def _renamed(tag: str) -> str:
    namespace, brace, local = tag.rpartition("}")
    known = _TRANSITIONAL.get(namespace.removeprefix(f"{{{_STRICT}"))
    return f"{{{known}}}{local}" if brace and known else tag
