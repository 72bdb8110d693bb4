"""A comparison as one self-contained page: summary, filters, old and new side by side with the changed words marked.

In: a Diff and the language to open with. Out: HTML without any external resource; both languages are in it and a button
switches. Everything that comes from a plan is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib import resources

from pipeline.diff import words
from pipeline.diff.changes import Cambiamento, Diff
from pipeline.diff.nodes import Livello
from pipeline.diff.outline import Voce, general, outline
from pipeline.diff.summary import summarize, unit_names
from pipeline.diff.wording import Segno
from pipeline.diff.words import Lingua
from pipeline.model import Indicatore

_INDICATORS = frozenset({Livello.INDICATORE, Livello.INDICATORE_INDIVIDUALE})


def render_html(diff: Diff, lingua: Lingua = "it") -> str:
    """Return the comparison as a web page."""
    page = (resources.files("pipeline.diff") / "pagina.html").read_text(encoding="utf-8")
    parts = {
        "@LINGUA@": lingua,
        "@TITOLO@": escape(f"{words.phrase('titolo', lingua)}: {diff.old.anno or '?'} – {diff.new.anno or '?'}"),
        "@TESTATA@": _header(diff),
        "@SINTESI@": _summary(diff),
        "@FILTRI@": _filters(diff),
        "@ELENCO@": "\n".join(_list(diff)),
        "@PIEDE@": _both(
            "Fatto con albero; la pagina non carica nulla da fuori.", "Made with albero; this page loads nothing."
        ),
    }
    return _filled(page, parts)


def _filled(page: str, parts: dict[str, str]) -> str:
    """Return the template with its placeholders replaced in one pass: what a plan says is never searched for them."""
    made, rest = [], page
    for name in sorted(parts, key=page.index):
        before, _, rest = rest.partition(name)
        made += [before, parts[name]]
    return "".join([*made, rest])


def _both(it: str, en: str) -> str:
    """Return a text in both languages, of which the page shows one."""
    return f'<span class="it" lang="it">{escape(it)}</span><span class="en" lang="en">{escape(en)}</span>'


def _kind(tipo: str) -> str:
    return _both(words.kind(tipo, "it"), words.kind(tipo, "en"))


def _counted(tipo: str, count: int) -> str:
    return _both(words.kinds_counted(tipo, count, "it"), words.kinds_counted(tipo, count, "en"))


def _phrase(name: str) -> str:
    return _both(words.phrase(name, "it"), words.phrase(name, "en"))


# the top of the page -------------------------------------------------------------------------------------------------------


def _header(diff: Diff) -> str:
    ente = diff.new.ente or diff.old.ente or ""
    plans = f"{words.plan_name(diff, new=False)} → {words.plan_name(diff, new=True)}"
    return f'<h1>{_phrase("titolo")}</h1>\n<p class="piani"><b>{escape(ente)}</b> {escape(plans)}</p>'


def _summary(diff: Diff) -> str:
    lines = [f'<h2 id="sintesi">{_phrase("sintesi")}</h2>']
    figures = [(tipo, count) for tipo, count in summarize(diff).tipi if count]
    order = {tipo: place for place, tipo in enumerate(words.kinds())}
    cards = "".join(
        f'<li><button type="button" data-filtra="{tipo}"><b>{count}</b> {_counted(tipo, count)}</button></li>'
        for tipo, count in sorted(figures, key=lambda f: order[f[0]])
    )
    if cards:
        lines.append(f'<ul class="cifre">{cards}</ul>')
    for it, en in zip(words.summary_lines(diff, "it"), words.summary_lines(diff, "en"), strict=True):
        lines.append(f"<p>{_both(it, en)}</p>")
    return "\n".join([*lines, _weights(diff)])


def _weights(diff: Diff) -> str:
    rows = "".join(
        f"<tr><td>{escape(w.nome)}</td><td class='n'>{w.vecchio}</td><td class='n'>{w.nuovo}</td>"
        f"<td class='n'>{words.percent(w.quota_vecchia)}</td><td class='n'>{words.percent(w.quota_nuova)}</td></tr>"
        for w in summarize(diff).pesi
    )
    if not rows:
        return ""
    years = [escape(str(piano.anno or "?")) for piano in (diff.old, diff.new)]
    share = _both("quota", "share")
    heads = [_both("Unità", "Unit"), *years, *(f"{share} {year}" for year in years)]
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    table = f"<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<details><summary>{_phrase('pesi')}</summary>{table}</details>"


def _filters(diff: Diff) -> str:
    present = {c.tipo for c in diff.cambiamenti}
    kinds = "".join(
        _option(tipo, words.kind(tipo, "it"), words.kind(tipo, "en")) for tipo in words.kinds() if tipo in present
    )
    found = {u for c in diff.cambiamenti for u in c.unita}
    names = {u: u for u in found} | unit_names(diff)
    units = sorted(found, key=lambda u: (names[u].casefold(), u))
    unit_options = "".join(_option(_token(u), names[u], names[u]) for u in units)
    derived = _both("anche i cambiamenti che seguono da altri", "also what follows from other changes")
    boxes = [
        _select("f-tipo", _both("Tipo di cambiamento", "Kind of change"), _option("", "tutti", "all") + kinds),
        _select("f-unita", _both("Unità", "Unit"), _option("", "tutte", "all") + unit_options),
        f'<label for="f-testo">{_both("Cerca nel testo", "Find in the text")}<input type="search" id="f-testo"></label>',
        '<label class="spunta" for="f-derivati"><input type="checkbox" id="f-derivati">' + derived + "</label>",
        f'<button type="reset">{_both("Azzera", "Reset")}</button>',
        f'<button type="button" id="lingua">{_both("English", "Italiano")}</button>',
    ]
    return f'<form id="filtri" autocomplete="off">{"".join(boxes)}</form>'


def _select(name: str, label: str, options: str) -> str:
    return f'<label for="{name}">{label}<select id="{name}">{options}</select></label>'


def _option(value: str, it: str, en: str) -> str:
    return f'<option value="{escape(value)}" data-it="{escape(it)}" data-en="{escape(en)}">{escape(it)}</option>'


def _token(unit: str) -> str:
    """Return a unit's id as one word of an attribute's list."""
    return "_".join(unit.split())


# the changes ---------------------------------------------------------------------------------------------------------------


def _list(diff: Diff) -> Iterator[str]:
    overall = general(diff)
    if overall:
        yield f"<section><h2>{_both('Tutto il piano', 'The whole plan')}</h2>"
        for change in overall:
            rows = _row(diff, change)
            yield f"<article {_data((change,))}><h3>{_kind(change.tipo)}</h3>{rows}</article>"
        yield "</section>"
    settori, individuali = outline(diff)
    for entry in settori:
        yield f"<section><h2>{escape(entry.node.nodo.testo)}</h2>"
        yield from _articles(diff, entry, "")
        yield "</section>"
    if individuali:
        yield f"<section><h2>{_phrase('individuale')}</h2>"
        for entry in individuali:
            yield from _articles(diff, entry, "")
        yield "</section>"


def _articles(diff: Diff, entry: Voce, above: str) -> Iterator[str]:
    """Yield one article per changed node."""
    if entry.cambiamenti:
        classes = ["indicatore"] if entry.livello in _INDICATORS else []
        classes += ["derivato"] if all(c.derivato for c in entry.cambiamenti) else []
        rows = "".join(_row(diff, change) for change in entry.cambiamenti)
        shown = f' class="{" ".join(classes)}"' if classes else ""
        yield f"<article{shown} {_data(entry.cambiamenti)}>{_title(entry, above)}{rows}</article>"
    for child in entry.figli:
        yield from _articles(diff, child, entry.node.nodo.testo)


def _data(changes: tuple[Cambiamento, ...]) -> str:
    kinds = sorted({c.tipo for c in changes})
    units = sorted({_token(u) for c in changes for u in c.unita})
    return f'data-tipi="{escape(" ".join(kinds))}" data-unita="{escape(" ".join(units))}"'


def _title(entry: Voce, above: str) -> str:
    node = entry.node
    label = _both(words.level(entry.livello, "it"), words.level(entry.livello, "en"))
    code = f'<span class="codice">{escape(node.key)}</span>' if isinstance(node.nodo, Indicatore) else ""
    doubt = f' · <span class="dubbio">{_phrase("dubbio")}</span>' if entry.dubbio else ""
    place = f" · {escape(above)}" if code and above else ""
    return f'<h3>{code}{escape(node.nodo.testo)}</h3><div class="livello">{label}{place}{doubt}</div>'


def _row(diff: Diff, change: Cambiamento) -> str:
    """Return one change: its kind, the old side, the new side."""
    before, after = _sides(change)
    years = [escape(str(piano.anno or "?")) for piano in (diff.old, diff.new)]
    cells = "".join(
        f'<div><span class="quando">{year}{f" · {escape(key)}" if key else ""}</span>{text}</div>'
        for year, key, text in ((years[0], change.vecchio, before), (years[1], change.nuovo, after))
    )
    return f'<div class="riga"><div class="tipo">{_kind(change.tipo)}</div>{cells}</div>'


def _sides(change: Cambiamento) -> tuple[str, str]:
    if change.parole:
        return _marked(change, Segno.TOLTO, "del"), _marked(change, Segno.MESSO, "ins")
    before = f'<del class="intero">{escape(change.prima)}</del>' if change.prima else "–"
    after = f'<ins class="intero">{escape(change.dopo)}</ins>' if change.dopo else "–"
    return before, after


def _marked(change: Cambiamento, own: Segno, tag: str) -> str:
    """Return one side of a text: its own words marked, the other side's left out, rolled years in a third way."""
    pieces = []
    for segment in change.parole:
        text = escape(segment.prima if own is Segno.TOLTO else segment.dopo)
        if segment.segno is own:
            pieces.append(f"<{tag}>{text}</{tag}>")
        elif segment.segno is Segno.RINNOVATO:
            pieces.append(f"<mark>{text}</mark>")
        elif segment.segno is Segno.UGUALE:
            pieces.append(text)
    return " ".join(pieces)
