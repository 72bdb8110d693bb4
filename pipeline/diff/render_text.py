"""A comparison as text for a terminal: a summary that can be read aloud, then the tree with only what changed.

In: a Diff, the language, whether colours may be used. Out: the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diff import words
from pipeline.diff.changes import Cambiamento, Diff
from pipeline.diff.nodes import Livello
from pipeline.diff.outline import Voce, general, outline
from pipeline.diff.summary import PesoUnita, summarize
from pipeline.diff.wording import Segno
from pipeline.diff.words import Lingua
from pipeline.model import Indicatore

_RED, _GREEN, _BOLD, _DIM, _END = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_CUT = 100
_IN_TITLE = frozenset({"aggiunto", "rimosso", "rinumerato"})
"""Kinds that the sign and the «(era …)» of a title already tell."""


class _Pen:
    """Puts colours around words, or nothing."""

    def __init__(self, *, colours: bool) -> None:
        self._colours = colours

    def paint(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_END}" if self._colours else text


def render_text(diff: Diff, lingua: Lingua = "it", *, colori: bool = False) -> str:
    """Return the comparison as text, each line ended."""
    pen = _Pen(colours=colori)
    lines = [*_head(diff, lingua, pen)]
    settori, individuali = outline(diff)
    if diff.cambiamenti:
        lines += ["", pen.paint(_BOLD, words.phrase("cambiamenti", lingua)), ""]
        lines += [line for change in general(diff) for line in _change(change, lingua, pen, "  ")]
        for entry in settori:
            lines += _entry(entry, lingua, pen, 0)
        if individuali:
            lines += ["", pen.paint(_BOLD, words.phrase("individuale", lingua))]
            for entry in individuali:
                lines += _entry(entry, lingua, pen, 1)
    return "\n".join(lines) + "\n"


def _head(diff: Diff, lingua: Lingua, pen: _Pen) -> Iterator[str]:
    yield pen.paint(_BOLD, words.phrase("titolo", lingua))
    yield f"{diff.new.ente or diff.old.ente or ''}".strip()
    yield f"  {words.plan_name(diff, new=False)} → {words.plan_name(diff, new=True)}"
    yield ""
    yield pen.paint(_BOLD, words.phrase("sintesi", lingua))
    for line in words.summary_lines(diff, lingua):
        yield f"  {line}"
    moved = [w for w in summarize(diff).pesi if w.quota_vecchia != w.quota_nuova]
    if moved and diff.cambiamenti:
        yield f"  {words.phrase('pesi', lingua)}:"
        yield from (_weight(w) for w in moved)


def _weight(weight: PesoUnita) -> str:
    shares = f"{words.percent(weight.quota_vecchia)} → {words.percent(weight.quota_nuova)}"
    return f"    {weight.nome}: {weight.vecchio} → {weight.nuovo} ({shares})"


def _entry(entry: Voce, lingua: Lingua, pen: _Pen, depth: int) -> Iterator[str]:
    """Yield an entry's line, its changes and what hangs below it."""
    indent = "  " * depth
    yield f"{indent}{_sign(entry, pen)} {_title(entry, lingua, pen)}"
    for change in entry.cambiamenti:
        if change.tipo not in _IN_TITLE and not change.derivato:
            yield from _change(change, lingua, pen, f"{indent}    ")
    if entry.dubbio:
        yield pen.paint(_DIM, f"{indent}    ? {words.phrase('dubbio', lingua)} ({entry.dubbio.replace('_', ' ')})")
    for child in entry.figli:
        yield from _entry(child, lingua, pen, depth + 1)


def _sign(entry: Voce, pen: _Pen) -> str:
    if entry.vecchio is None:
        return pen.paint(_GREEN, "+")
    if entry.nuovo is None:
        return pen.paint(_RED, "-")
    return "~" if any(not c.derivato for c in entry.cambiamenti) else " "


def _title(entry: Voce, lingua: Lingua, pen: _Pen) -> str:
    nodo = entry.node.nodo
    if isinstance(nodo, Indicatore):
        owner = f", {nodo.owner.testo}" if nodo.owner else ""
        detail = f" [{nodo.target.testo}{owner}]" if entry.vecchio is None or entry.nuovo is None else ""
        return f"{entry.node.key} {_short(nodo.testo)}{detail}"
    renumbered = entry.vecchio is not None and entry.nuovo is not None and entry.vecchio.key != entry.nuovo.key
    before = f" ({words.phrase('era', lingua)} {entry.vecchio.key})" if renumbered and entry.vecchio else ""
    title = _short(nodo.testo)
    return (pen.paint(_BOLD, title) if entry.livello is Livello.SETTORE else title) + before


def _change(change: Cambiamento, lingua: Lingua, pen: _Pen, indent: str) -> Iterator[str]:
    name = words.kind(change.tipo, lingua)
    if change.parole:
        yield f"{indent}{name}: {_marked(change, pen)}"
    elif change.tipo in ("diviso", "unito"):
        link = words.phrase("parti" if change.tipo == "diviso" else "unione", lingua)
        yield f"{indent}{name} {link} {', '.join(change.parti)}"
    else:
        before = pen.paint(_RED, change.prima or "–")
        yield f"{indent}{name}: {before} → {pen.paint(_GREEN, change.dopo or '–')}"


def _marked(change: Cambiamento, pen: _Pen) -> str:
    """Return a text with the words that went in [-…-] and those that came in {+…+}."""
    pieces = []
    for segment in change.parole:
        if segment.segno is Segno.TOLTO:
            pieces.append(pen.paint(_RED, f"[-{segment.prima}-]"))
        elif segment.segno is Segno.MESSO:
            pieces.append(pen.paint(_GREEN, f"{{+{segment.dopo}+}}"))
        else:
            pieces.append(segment.dopo)
    return " ".join(pieces)


def _short(text: str) -> str:
    return text if len(text) <= _CUT else f"{text[: _CUT - 1].rstrip()}…"
