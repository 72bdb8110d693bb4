"""Automatic numbers of paragraphs: what Word prints before a text and does not store in it (``01.01 -``, ``a)``, ``•``).

One count per abstract list, shared by the lists made from it, as Word keeps it. A number format that is not known here
is counted in decimals and named in ``unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.extract.docx.names import CHOICE, Element, attribute, child, is_on, number, w
from pipeline.extract.docx.styles import Styles
from pipeline.extract.docx.symbols import printed_symbols

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SUFFIX = {"nothing": "", "space": " ", "tab": "\t"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Level:
    start: int
    format: str
    width: int
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(slots=True)
class _Count:
    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    seen: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """The lists of a document, counting as paragraphs come by."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.unknown: set[str] = set()
        self._styles = styles
        self._abstract = {attribute(e, "abstractNumId") or "": e for e in _all(root, "abstractNum")}
        self._nums = {number(e, "numId"): e for e in _all(root, "num")}
        self._levels: dict[tuple[int, int], _Level] = {}
        self._counts: dict[str, _Count] = {}

    def label(self, num_id: int | None, level: int | None, style: str | None) -> str:
        """Return what is printed before a paragraph with this list and level, or with this style; empty for none."""
        if num_id is None:
            inherited = self._styles.numbering(style)
            if inherited is None:
                return ""
            num_id = inherited[0]
            level = self._level_of_style(num_id, style) if level is None else level
            level = inherited[1] if level is None else level
        level = min(max(level or 0, 0), _LEVELS - 1)
        if num_id not in self._nums or self._abstract_of(num_id) is None:
            return ""
        return self._print(num_id, level)

    def _print(self, num_id: int, level: int) -> str:
        values = self._advance(num_id, level)
        shown = self._level(num_id, level)

        def place(match: re.Match[str]) -> str:
            above = int(match[1]) - 1
            return self._format(values[above] or 0, self._level(num_id, above), legal=shown.legal)

        text = shown.text if shown.format == "bullet" else _PLACEHOLDER.sub(place, shown.text)
        return f"{text}{shown.suffix}" if text else ""

    def _advance(self, num_id: int, level: int) -> list[int | None]:
        """Count one paragraph in: this level goes up or starts, levels above start, levels below start again."""
        count = self._counts.setdefault(self._abstract_id(num_id), _Count())
        values = count.values
        for above in range(level):
            if values[above] is None:
                values[above] = self._level(num_id, above).start
        override = self._start_override(num_id, level)
        if override is not None and (str(num_id), level) not in count.seen:
            count.seen.add((str(num_id), level))
            values[level] = override
        else:
            value = values[level]
            values[level] = self._level(num_id, level).start if value is None else value + 1
        for below in range(level + 1, _LEVELS):
            restart = self._level(num_id, below).restart
            if restart is None or (restart and level < restart):
                values[below] = None
        return values

    def _format(self, value: int, level: _Level, *, legal: bool) -> str:
        if legal or level.format in ("decimal", "decimalZero", "custom"):
            width = 2 if level.format == "decimalZero" and not legal else level.width
            return str(value).zfill(width)
        if level.format == "none":
            return ""
        if level.format in _FORMATS and value > 0:
            return _FORMATS[level.format](value)
        self.unknown.add(level.format)
        return str(value)

    def _abstract_id(self, num_id: int) -> str:
        """Return the id of the list's abstract definition, through a list style's link."""
        key = attribute(child(self._nums.get(num_id), "abstractNumId")) or ""
        link = attribute(child(self._abstract.get(key), "numStyleLink"))
        linked = self._styles.numbering(link) if link else None
        if linked and linked[0] != num_id:
            return attribute(child(self._nums.get(linked[0]), "abstractNumId")) or key
        return key

    def _abstract_of(self, num_id: int) -> Element | None:
        return self._abstract.get(self._abstract_id(num_id))

    def _override(self, num_id: int, level: int) -> Element | None:
        overrides = _all(self._nums.get(num_id), "lvlOverride")
        return next((element for element in overrides if number(element, "ilvl") == level), None)

    def _start_override(self, num_id: int, level: int) -> int | None:
        return number(child(self._override(num_id, level), "startOverride"))

    def _level(self, num_id: int, level: int) -> _Level:
        key = (num_id, level)
        if key not in self._levels:
            own = child(self._override(num_id, level), "lvl")
            shared = (e for e in _all(self._abstract_of(num_id), "lvl") if number(e, "ilvl") == level)
            self._levels[key] = _read_level(own if own is not None else next(shared, None))
        return self._levels[key]

    def _level_of_style(self, num_id: int, style: str | None) -> int | None:
        levels = _all(self._abstract_of(num_id), "lvl") if style else []
        return next((number(e, "ilvl") for e in levels if attribute(child(e, "pStyle")) == style), None)


def _read_level(element: Element | None) -> _Level:
    format_, width = _read_format(element)
    font = attribute(child(element, "rPr", "rFonts"), "ascii")
    start, restart = number(child(element, "start")), number(child(element, "lvlRestart"))
    return _Level(
        start=1 if start is None and element is None else start or 0,
        format=format_,
        width=width,
        text=printed_symbols(attribute(child(element, "lvlText")) or "", font),
        suffix=_SUFFIX.get(attribute(child(element, "suff")) or "tab", "\t"),
        restart=restart,
        legal=bool(is_on(element, "isLgl")),
        style=attribute(child(element, "pStyle")),
    )


def _read_format(element: Element | None) -> tuple[str, int]:
    """Return a level's number format and the digits it fills with zeros (``001, 002, …`` fills three)."""
    if element is None:
        return "decimal", 1
    found = child(element, "numFmt")
    for choice in element.iter(CHOICE):
        inner = child(choice, "numFmt")
        found = inner if inner is not None else found
    sample = (attribute(found, "format") or "").split(",")[0].strip()
    return attribute(found) or "decimal", len(sample) if sample.isdigit() else 1


def _all(parent: Element | None, name: str) -> list[Element]:
    return [] if parent is None else parent.findall(w(name))


def _letters(value: int) -> str:
    """Return the 1st, 2nd … letter; after z Word doubles it: aa, bb."""
    return chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 30)


def _roman(value: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        text += sign * min(times, 30)
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": lambda value: f"{value}°",
    "numberInDash": lambda value: f"- {value} -",
}
