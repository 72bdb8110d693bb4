"""The text of one paragraph as Word prints it: its number, its runs, its fields' results, with what is hidden apart.

Text boxes and inner paragraphs are handed on as elements, in order. Footnote marks are not text: a ``1`` behind ``100%``
would change the target.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.extract.docx.names import (
    BOX,
    DRAWING_TEXT,
    MATH_TEXT,
    RUN,
    TEXT,
    Element,
    attribute,
    child,
    is_on,
    iter_named,
    number,
    w,
)
from pipeline.extract.docx.numbering import Numbering
from pipeline.extract.docx.styles import Styles
from pipeline.extract.docx.symbols import glyph, printed_symbols
from pipeline.extract.docx.tally import Tally

_FIELD, _SYMBOL = w("fldChar"), w("sym")
_FIXED = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_LEAVES = frozenset({TEXT, MATH_TEXT, DRAWING_TEXT, BOX, _FIELD, _SYMBOL, *_FIXED})
_RUNS = frozenset({RUN, MATH_TEXT, DRAWING_TEXT, BOX, TEXT})


class Piece(NamedTuple):
    """A stretch of text with one look; ``mark`` is the kind of a field character (then there is no text)."""

    testo: str
    bold: bool = False
    hidden: bool = False
    mark: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph read: its text (tabs and line breaks kept), hidden text, the text boxes anchored in it.

    ``glued``: its end was deleted in a tracked change, so that the next paragraph goes on in the same line.
    """

    testo: str
    bold: bool = False
    hidden: str = ""
    boxes: tuple[Element, ...] = ()
    glued: bool = False


class ParagraphReader:
    """Reads the paragraphs of a document in order: automatic numbers count as they come by."""

    def __init__(self, styles: Styles, numbering: Numbering, tally: Tally) -> None:
        self._styles, self._numbering, self._tally = styles, numbering, tally

    def read(self, element: Element) -> Paragraph:
        """Return a paragraph's text. Reading it twice would count its number twice."""
        style = attribute(child(element, "pPr", "pStyle"))
        boxes: list[Element] = []
        pieces = _drop_instructions([piece for run in self._runs(element) for piece in self._pieces(run, style, boxes)])
        shown = [piece for piece in pieces if not piece.hidden]
        label = self._label(element, style) if _prints(element, pieces, shown) else ""
        text = "".join(piece.testo for piece in shown)
        return Paragraph(
            testo=label + text,
            bold=bool(text.strip()) and all(piece.bold for piece in shown if piece.testo.strip()),
            hidden="".join(piece.testo for piece in pieces if piece.hidden),
            boxes=tuple(boxes),
            glued=child(element, "pPr", "rPr", "del") is not None,
        )

    def is_index(self, element: Element) -> bool:
        """Tell whether a paragraph is an entry of the table of contents: it repeats a heading and a page number."""
        return self._styles.is_index(attribute(child(element, "pPr", "pStyle")))

    def _runs(self, element: Element) -> Iterator[Element]:
        return iter_named(element, _RUNS, self._tally.deleted)

    def _label(self, element: Element, style: str | None) -> str:
        numbered = child(element, "pPr", "numPr")
        if numbered is None:
            return self._numbering.label(None, None, style)
        num_id = number(child(numbered, "numId"))
        return self._numbering.label(num_id, number(child(numbered, "ilvl")), style) if num_id != 0 else ""

    def _pieces(self, run: Element, style: str | None, boxes: list[Element]) -> Iterator[Piece]:
        own = attribute(child(run, "rPr", "rStyle"))
        bold = _first(is_on(run, "rPr", "b"), self._styles.bold(own) if own else None, self._styles.bold(style))
        hidden = _first(
            is_on(run, "rPr", "vanish"), self._styles.hidden(own) if own else None, self._styles.hidden(style)
        )
        font = attribute(child(run, "rPr", "rFonts"), "ascii")
        for leaf in iter_named(run, _LEAVES, self._tally.deleted) if run.tag == RUN else (run,):
            if leaf.tag == BOX:
                boxes.append(leaf)
            elif leaf.tag == _FIELD:
                yield Piece(_form_value(leaf), bold, hidden)
                yield Piece("", mark=attribute(leaf, "fldCharType") or "")
            else:
                yield Piece(_text(leaf, font), bold, hidden)


def _text(leaf: Element, font: str | None) -> str:
    if leaf.tag in _FIXED:
        return _FIXED[leaf.tag]
    if leaf.tag == _SYMBOL:
        return glyph(attribute(leaf, "char"), attribute(leaf, "font"))
    # an entity that was not expanded splits the text: what stands behind it is its tail
    parts = [leaf.text or "", *(part.tail or "" for part in leaf)]
    return printed_symbols("".join(parts), font).replace("\n", " ")


def _prints(element: Element, pieces: list[Piece], shown: list[Piece]) -> bool:
    """Tell whether a paragraph's number is printed: not where its text, or its end, is hidden or was deleted."""
    mark = child(element, "pPr", "rPr")
    if any(piece.testo.strip() for piece in shown):
        return True
    gone = child(mark, "del") is not None or bool(is_on(mark, "vanish"))
    return not gone and not any(piece.hidden for piece in pieces)


def _drop_instructions(pieces: list[Piece]) -> list[Piece]:
    """Leave out what stands in a field's instruction (the result of a field inside it, say).

    Only where the paragraph's field marks balance: a field over several paragraphs is read whole rather than lost.
    """
    marks = [piece.mark for piece in pieces if piece.mark]
    if marks.count("begin") != marks.count("end"):
        return [piece for piece in pieces if not piece.mark]
    kept, open_fields = [], []
    for piece in pieces:
        if piece.mark == "begin":
            open_fields.append(False)
        elif piece.mark == "separate" and open_fields:
            open_fields[-1] = True
        elif piece.mark == "end" and open_fields:
            open_fields.pop()
        elif not piece.mark and all(open_fields):
            kept.append(piece)
    return kept


def _form_value(field: Element) -> str:
    """Return what a form field prints that has no run of its own: a check box, the chosen entry of a list."""
    box, entries = child(field, "ffData", "checkBox"), child(field, "ffData", "ddList")
    if box is not None:
        ticked = _first(is_on(box, "checked"), is_on(box, "default"))
        return "☒" if ticked else "☐"
    if entries is not None:
        names = [attribute(entry) or "" for entry in entries.findall(w("listEntry"))]
        chosen = number(child(entries, "result")) or 0
        return names[chosen] if 0 <= chosen < len(names) else ""
    return ""


def _first(*values: bool | None) -> bool:
    return next((value for value in values if value is not None), False)
