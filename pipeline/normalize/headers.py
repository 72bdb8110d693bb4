"""Column headers: which rows are headers, and which role each column gets.

In: the rows of a table. Out: its header rows and the layout they give. Synonyms come from ``profiles/intestazioni.toml``;
a typo is recognised by likeness, but only beside headers that are spelt right, and is reported. What a table without a
header holds is not decided here (``columns``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.normalize.lexicon import first_letters, opens_otherwise
from pipeline.normalize.likelihood import target_score
from pipeline.normalize.roles import Column, Layout, Ruolo
from pipeline.normalize.similarity import fold, likeness, squeeze
from pipeline.profiles import read_profile
from pipeline.profiles.folding import without_remarks
from pipeline.rows import RawCell, RawRow

_YEAR = re.compile(r"\b(20\d\d)\b")
_LIKE_ENOUGH = 0.86
_SHORTEST_FUZZY = 6
_LONGEST_HEADER = 70
_MOST_ROWS = 4
_SHORTEST_CLIP = 4
_SHORTEST_BROKEN = 5
_TOGETHER = 2
_WORDS_OF_A_HEADER = 3
_CORE = {Ruolo.SETTORE, Ruolo.OBIETTIVO, Ruolo.INDIVIDUALE, Ruolo.INDICATORE, Ruolo.TARGET}


class Label(NamedTuple):
    """A header cell understood: the roles it may mean, best first, its year, and the right spelling of a typo."""

    testo: str
    ruoli: tuple[Ruolo, ...]
    anno: int | None = None
    refuso_di: str | None = None
    composta: bool = False


class Header(NamedTuple):
    """The header of a table: how many rows it takes from ``start``, its layout, its typos (printed, right)."""

    start: int
    rows: int
    layout: Layout
    refusi: tuple[tuple[str, str], ...] = ()


@cache
def _synonyms() -> dict[str, tuple[Ruolo, ...]]:
    profile = read_profile("intestazioni")
    known: dict[str, tuple[Ruolo, ...]] = {
        fold(phrase): (Ruolo(role),) for role, phrases in profile["ruoli"].items() for phrase in phrases
    }
    known.update({fold(phrase): tuple(map(Ruolo, roles)) for phrase, roles in profile["ambigui"].items()})
    return known


@cache
def _unspaced() -> dict[str, tuple[Ruolo, ...]]:
    """Return the headers of some letters by what a narrow column leaves of them when it breaks their words: ``Set tor e``."""
    unspaced = ((known.replace(" ", ""), roles) for known, roles in _synonyms().items())
    return {text: roles for text, roles in unspaced if len(text) >= _SHORTEST_BROKEN}


@cache
def _letters_of_all() -> frozenset[str]:
    """Return the letters of every header, without spaces and percent signs: what no header is made of needs no second look."""
    return frozenset(known.replace("%", "").replace(" ", "") for known in _synonyms())


@cache
def _first_letters() -> frozenset[str]:
    return first_letters(_synonyms())


@lru_cache(maxsize=4096)  # a plan repeats a few dozen owners and targets, each of them once a header for all we know
def read_label(text: str, *, fuzzy: bool = False) -> Label | None:
    """Return what a header cell means, or None. With ``fuzzy`` a near spelling counts too."""
    if not text or len(text) > _LONGEST_HEADER:
        return None
    year = _YEAR.search(text) if "20" in text else None
    if year is None and not fuzzy and opens_otherwise(text, _first_letters()):
        return None
    folded = fold(_YEAR.sub(" ", text) if year else text)
    if folded.replace("%", "").replace(" ", "") in _letters_of_all():  # seldom
        known = _synonyms()
        bare = folded.replace("%", "").strip()
        roles = known.get(folded) or known.get(bare) or _unspaced().get(bare.replace(" ", ""))
        if roles:
            return Label(text, roles, int(year[1]) if year else None)
    bare = without_remarks(text)
    if bare != text:
        label = read_label(bare, fuzzy=fuzzy)
        return label and label._replace(testo=text, anno=int(year[1]) if year else None)
    if fuzzy and len(folded) >= _SHORTEST_FUZZY:
        return _nearest(text, folded, int(year[1]) if year else None)
    return None


def _nearest(text: str, folded: str, year: int | None) -> Label | None:
    near = [known for length, names in _by_length().items() if _lengths_allow(len(folded), length) for known in names]
    score, known = min(((-likeness(folded, known), known) for known in near), default=(0.0, ""))
    if -score < _LIKE_ENOUGH:
        return None
    return Label(text, _synonyms()[known], year, refuso_di=known)


@cache
def _by_length() -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    for known in _synonyms():
        names.setdefault(len(known), []).append(known)
    return names


def _lengths_allow(one: int, other: int) -> bool:
    """Say whether texts so long can be alike enough: what the shorter one has not is missing for sure."""
    return 2 * min(one, other) >= _LIKE_ENOUGH * (one + other)


def find_header(rows: Sequence[RawRow], start: int, anno: int | None) -> Header | None:
    """Return the header that begins at ``rows[start]``, or None. ``anno`` chooses among the targets of several years."""
    best: Header | None = None
    best_known = 0
    for count in range(1, min(_MOST_ROWS, len(rows) - start) + 1):
        if _is_body(rows[start + count - 1]):
            break
        texts = _stack(rows[start : start + count])
        labels = _labels(texts)
        if count > 1 and not _is_stack(rows[start : start + count], labels):
            continue
        if not _is_header(texts, labels, rows[start].intestazione):
            continue
        if len(labels) >= best_known:
            best, best_known = _make_header(start, count, labels, texts, rows[start].larghezza, anno), len(labels)
    return best or _clipped_header(rows, start)


def make_card_header(row: RawRow, labels: dict[int, Label], anno: int | None) -> Header:
    """Return the header that the labels of a card make.

    A word that means one thing or another (``Descrizione``) heads an indicator only beside a target: else it is the objective's.
    """
    if not any(label.ruoli == (Ruolo.TARGET,) for label in labels.values()):
        labels = {place: label for place, label in labels.items() if len(label.ruoli) == 1}
    texts = {cell.colonna: cell.testo.rstrip(": ") for cell in row.cells}
    return _make_header(0, 1, labels, texts, row.larghezza, anno)


def _is_body(row: RawRow) -> bool:
    return any(len(cell.testo) > _LONGEST_HEADER or target_score(cell.testo) > 2 for cell in row.cells)


def _is_stack(rows: Sequence[RawRow], labels: dict[int, Label]) -> bool:
    """Say whether rows form one header: none holds prose, and each cell below the first row ends a header that is known."""
    below = all(_heads(cell, labels) for row in rows[1:] for cell in row.cells)
    return below and not any(_is_prose(row, labels) for row in rows)


def _is_prose(row: RawRow, labels: dict[int, Label]) -> bool:
    """Say whether a row has a cell of many words that is no header: such a row is never part of a stacked one."""
    return any(c.colonna not in labels and len(c.testo.split()) > _WORDS_OF_A_HEADER for c in row.cells)


def _heads(cell: RawCell, labels: dict[int, Label]) -> bool:
    """Say whether a cell is part of the header above it; a year alone only under a word that has years (``Target``)."""
    label = labels.get(cell.colonna)
    if label is not None and (label.refuso_di or label.composta):
        return False
    if label is None or not _YEAR.fullmatch(cell.testo.strip(" ()")):
        return label is not None
    return label.ruoli[0] in (Ruolo.TARGET, Ruolo.ALTRO)


def _stack(rows: Sequence[RawRow]) -> dict[int, str]:
    """Return the header text of each column: what stands above each other joined, spread cells in all they cover."""
    texts: dict[int, str] = {}
    spread = {c.colonna + k for row in rows[1:] for c in row.cells for k in range(c.colonne)}
    for row in rows:
        for cell in row.cells:
            covered = range(cell.colonna, cell.colonna + cell.colonne)
            for place in [p for p in covered if p in spread] or [cell.colonna]:
                texts[place] = f"{texts[place]} {cell.testo}" if place in texts else cell.testo
    return texts


def _labels(texts: dict[int, str]) -> dict[int, Label]:
    exact = {place: label for place, text in texts.items() if (label := read_label(text))}
    if not exact:
        return exact
    others = {place: text for place, text in texts.items() if place not in exact}
    rest = {
        place: label for place, text in others.items() if (label := read_label(text, fuzzy=True) or _compound(text))
    }
    return exact | rest


def _compound(text: str) -> Label | None:
    """Return what a cell means that holds the clipped words of several columns: the one that values stand in."""
    words = _split_clipped(squeeze(text)) if len(text) <= _LONGEST_HEADER else None
    if words is None or len(words) < _TOGETHER:
        return None
    roles = [_synonyms()[word][0] for word in words]
    role = Ruolo.INDICATORE if Ruolo.INDICATORE in roles else roles[-1]
    return Label(text, (role,), composta=True)


def _is_header(texts: dict[int, str], labels: dict[int, Label], declared: bool) -> bool:
    """Say whether enough cells are known: two and more than half, or one where the document declares a header.

    One of them names a level, an indicator or a target: ``N.`` and ``Servizi`` alone may be the end of a split row.
    """
    if not any(set(label.ruoli) & _CORE for label in labels.values()):
        return False
    if declared and len(labels) * 2 >= len(texts):
        return True
    return len(labels) >= 2 and len(labels) * 2 > len(texts)


def _make_header(
    start: int, count: int, labels: dict[int, Label], texts: dict[int, str], width: int, anno: int | None
) -> Header:
    columns = _resolve(labels, texts, anno)
    typos = tuple((label.testo, label.refuso_di) for _, label in sorted(labels.items()) if label.refuso_di)
    return Header(start, count, Layout(columns=columns, larghezza=width), typos)


def _resolve(labels: dict[int, Label], texts: dict[int, str], anno: int | None) -> dict[int, Column]:
    """Give each column one role: sure words first, then ambiguous ones what is still missing, levels by their order."""
    roles: dict[int, Ruolo] = {place: label.ruoli[0] for place, label in labels.items() if len(label.ruoli) == 1}
    taken = set(roles.values())
    for place, label in sorted(labels.items()):
        if place not in roles:
            roles[place] = next((role for role in label.ruoli if role not in taken), label.ruoli[-1])
            taken.add(roles[place])
    _one_target(roles, labels, anno)
    _one_each(roles)
    _levels(roles)
    return {
        place: Column(
            ruolo=roles.get(place, Ruolo.ALTRO),
            intestazione=" ".join(text.split()),
            anno=labels[place].anno if place in labels else None,
            composta=place in labels and labels[place].composta,
        )
        for place, text in sorted(texts.items())
    }


def _one_target(roles: dict[int, Ruolo], labels: dict[int, Label], anno: int | None) -> None:
    """Keep the target column of the plan's year (or the first); those of other years are columns without a noun."""
    places = sorted(place for place, role in roles.items() if role is Ruolo.TARGET)
    chosen = next((p for p in places if anno is not None and labels[p].anno == anno), places[0] if places else None)
    for place in places:
        if place != chosen:
            roles[place] = Ruolo.ALTRO


def _one_each(roles: dict[int, Ruolo]) -> None:
    """Keep the first column of each value; a second owner or algorithm is a column without a noun."""
    seen: set[Ruolo] = set()
    for place, role in sorted(roles.items()):
        if role in (Ruolo.INDICATORE, Ruolo.ALGORITMO, Ruolo.OWNER, Ruolo.CODICE) and role in seen:
            roles[place] = Ruolo.ALTRO
        seen.add(role)


def _levels(roles: dict[int, Ruolo]) -> None:
    """Make the first of several levels the settore, the last the objective, those between levels of their own."""
    areas = sorted(place for place, role in roles.items() if role is Ruolo.SETTORE)
    goals = sorted(place for place, role in roles.items() if role is Ruolo.OBIETTIVO)
    levels = areas + goals
    if len(areas) > 1 and not goals and Ruolo.INDIVIDUALE not in roles.values():
        goals = areas[-1:]
    if len(levels) > 1 and not (len(areas) == 1 and len(goals) == 1):
        for place in levels:
            roles[place] = Ruolo.LIVELLO
        roles[levels[0]] = Ruolo.SETTORE
        if goals:
            roles[goals[-1]] = Ruolo.OBIETTIVO


def runs_together(row: RawRow) -> bool:
    """Say whether a row is header words run into each other and nothing else."""
    text = "".join([cell.testo for cell in row.cells])
    if len(text) > 2 * _LONGEST_HEADER or any(map(str.isdigit, text)):
        return False
    return len(_split_clipped(squeeze(text)) or ()) >= 3


def _clipped_header(rows: Sequence[RawRow], start: int) -> Header | None:
    """Read header words cut off by their columns and run into each other (``SettoreObiettivIndicatore``)."""
    row = rows[start]
    if not runs_together(row):
        return None
    words = _split_clipped(squeeze("".join(cell.testo for cell in row.cells))) or []
    if len(words) != row.larghezza:
        return Header(start, 1, Layout(columns={}, larghezza=row.larghezza, certo=False))
    labels = {place: Label(word, _synonyms()[word]) for place, word in enumerate(words)}
    return _make_header(start, 1, labels, dict(enumerate(words)), row.larghezza, None)


def _split_clipped(text: str) -> list[str] | None:
    """Split a run of clipped one-word headers, the longest pieces first; None where something else stands between them."""
    if not text:
        return []
    known = _single_words().get(text[:_SHORTEST_CLIP], ())
    for word in sorted(known, key=lambda word: (-_common(text, word), len(word), word)):
        for length in range(_common(text, word), _SHORTEST_CLIP - 1, -1):
            rest = _split_clipped(text[length:])
            if rest is not None:
                return [word, *rest]
    return None


@cache
def _single_words() -> dict[str, list[str]]:
    """Return the headers of one word by the letters that a clipped one keeps at least."""
    words: dict[str, list[str]] = {}
    for word in _synonyms():
        if " " not in word and len(word) >= _SHORTEST_CLIP:
            words.setdefault(word[:_SHORTEST_CLIP], []).append(word)
    return words


def _common(text: str, word: str) -> int:
    """Return how many characters a text and a word share from the start."""
    length = 0
    for a, b in zip(text, word, strict=False):
        if a != b:
            break
        length += 1
    return length
