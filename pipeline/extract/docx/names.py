"""Names of WordprocessingML, and steps through its elements that do not care how they are wrapped.

Strict documents are renamed to the transitional names when they are parsed (see ``package``), so one set is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # lxml gives its element class no public name

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

ALTERNATE, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
MATH_TEXT, DRAWING_TEXT = f"{_MATH}t", f"{_DRAWING}t"


def w(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute."""
    return f"{{{W_NS}}}{name}"


PARAGRAPH, TABLE, ROW, CELL, RUN, TEXT = (w(name) for name in ("p", "tbl", "tr", "tc", "r", "t"))
BOX = w("txbxContent")
DELETED = frozenset({w("del"), w("moveFrom")})
_PROPERTIES = frozenset(
    w(name)
    for names in (
        ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr"),
        ("smartTagPr", "customXmlPr", "rubyPr", "fldData", "ffData", "instrText", "delText", "delInstrText"),
    )
    for name in names
)
_TEXTS = (TEXT, MATH_TEXT, DRAWING_TEXT)

OnDeleted = Callable[[Element], None]


def iter_named(parent: Element, wanted: frozenset[str], on_deleted: OnDeleted) -> Iterator[Element]:
    """Yield the nearest descendants with a wanted name, through every wrapper, known or not.

    Content controls, insertions, hyperlinks, smart tags and whatever a later Word may add are stepped through; property
    elements are not; what a tracked change took out goes to ``on_deleted``; of alternatives one is taken.
    """
    stack = [_children(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in wanted:
            yield element
        elif element.tag in DELETED:
            on_deleted(element)
        elif element.tag == ALTERNATE:
            stack.append(_children(choose(element)))
        elif element.tag not in _PROPERTIES:
            stack.append(_children(element))


def choose(alternate: Element) -> Element:
    """Return the branch of an AlternateContent to read: the first that holds text, else the first."""
    branches = [branch for branch in alternate if branch.tag in (CHOICE, FALLBACK)]
    with_text = (branch for branch in branches if next(branch.iter(*_TEXTS), None) is not None)
    return next(with_text, branches[0] if branches else alternate)


def child(parent: Element | None, *path: str) -> Element | None:
    """Return the element at a path of WordprocessingML names below ``parent``, or None."""
    for name in path:
        if parent is None:
            return None
        parent = parent.find(w(name))
    return parent


def attribute(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute in the WordprocessingML namespace, or None where element or attribute is missing."""
    return None if element is None else element.get(w(name))


def number(element: Element | None, name: str = "val") -> int | None:
    """Return a whole number's attribute, or None where it is missing or is none."""
    value = attribute(element, name)
    try:
        return int(float(value)) if value else None
    except (ValueError, OverflowError):
        return None


def is_on(parent: Element | None, *path: str) -> bool | None:
    """Return an on/off property's value, None where it is not set."""
    element = child(parent, *path)
    return None if element is None else attribute(element) not in ("0", "false", "off")


def _children(parent: Element) -> Iterator[Element]:
    return parent.iterchildren(etree.Element)
