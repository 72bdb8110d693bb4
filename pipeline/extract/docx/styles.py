"""What a style says about its text: bold, hidden, numbered. The one module that reads through python-docx.

python-docx knows the schema of styles; the text of a document is never read through it, because it drops content
controls, insertions, text boxes and smart tags without a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from lxml import etree

from pipeline.extract.docx.names import Element, w


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """One style's own settings; None where it leaves them to the style it is based on."""

    base: str | None = None
    bold: bool | None = None
    hidden: bool | None = None
    numero: int | None = None
    livello: int | None = None
    indice: bool = False


class Styles:
    """The styles of a document by id, with what they inherit."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        if root is not None and root.tag == w("styles"):
            etree.strip_tags(root, etree.Entity)  # what was not expanded cannot be parsed again
            self._read(parse_xml(etree.tostring(root)))

    def bold(self, style: str | None) -> bool | None:
        """Return whether a style prints bold, None where neither it nor its bases say."""
        return next((step.bold for step in self._chain(style) if step.bold is not None), None)

    def hidden(self, style: str | None) -> bool | None:
        """Return whether a style hides its text, None where neither it nor its bases say."""
        return next((step.hidden for step in self._chain(style) if step.hidden is not None), None)

    def numbering(self, style: str | None) -> tuple[int, int | None] | None:
        """Return the (numId, level) that a paragraph style gives, None where it gives none."""
        return next(((step.numero, step.livello) for step in self._chain(style) if step.numero is not None), None)

    def is_index(self, style: str | None) -> bool:
        """Tell whether a style, or one that it is based on, is that of a table of contents."""
        return bool(style) and any(step.indice for step in self._chain(style))

    def _chain(self, style: str | None) -> list[Style]:
        chain: list[Style] = []
        key, seen = style or self._default, set[str]()
        while key and key in self._styles and key not in seen:
            seen.add(key)
            chain.append(self._styles[key])
            key = self._styles[key].base
        return chain

    def _read(self, styles: Any) -> None:
        for style in styles.style_lst:
            try:
                self._styles[style.styleId or ""] = _style(style)
                is_default = style.default and style.get(w("type")) == "paragraph"
            except (ValueError, AttributeError, KeyError):  # a value outside the schema: this style says nothing
                continue
            if is_default:
                self._default = style.styleId


def _style(style: Any) -> Style:
    run, paragraph = style.rPr, style.pPr
    numbering = paragraph.numPr if paragraph is not None else None
    name = (style.name_val or "").lower()
    bold, hidden = (_toggle(run, name) for name in ("b", "vanish"))
    return Style(
        base=style.basedOn.val if style.basedOn is not None else None,
        bold=bold,
        hidden=hidden,
        numero=numbering.numId.val if numbering is not None and numbering.numId is not None else None,
        livello=numbering.ilvl.val if numbering is not None and numbering.ilvl is not None else None,
        indice=name.startswith("toc ") and name != "toc heading",
    )


def _toggle(run: Any, name: str) -> bool | None:
    element = getattr(run, name, None)
    return None if element is None else bool(element.val)
