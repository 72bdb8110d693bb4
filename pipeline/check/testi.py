"""Texts that carry a slip. Spelling is not judged.

A word twice (QUA301), a bracket without its other half (QUA302), an end that is missing (QUA303), steps numbered over several
rows (QUA304) or in one row (QUA305), a letter before a number where other nodes show that it stands for a sign (QUA306), a header
before a target (QUA307).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from operator import eq

from pipeline.check.nodes import AnyObiettivo, Testo, indicator_texts, iter_all_obiettivi, iter_texts
from pipeline.check.words import fold, listed, setting, words_of
from pipeline.diagnostics import finding
from pipeline.model import Diagnostic, Indicatore, Piano
from pipeline.normalize.headers import read_label
from pipeline.normalize.roles import Ruolo

_TWICE = re.compile(r"\b(?P<parola>[^\W\d_]{2,})\s+(?P=parola)\b", re.IGNORECASE)
_STEP = re.compile(r"(?:(?<=[\s:;,.\-–(])|^)(?P<numero>[1-9]\d?)\)\s*(?=\w)")
_NUMBERED = re.compile(r"\d\)")
_ENUMERATOR = re.compile(r"(?:(?<=[\s:;,.\-–(])|^)(?:\d{1,2}|[a-z])\)")
_BRACKET = re.compile(r"[()\[\]]")
_LETTER_TARGET = re.compile(r"([A-Za-z])\s?\d[\d.,]*\s?%?")
_LONGEST_HEADER = 3
"""So many words of a target are held against the headers of its column."""
_PAIRS = {")": "(", "]": "["}


def repeated_word(piano: Piano) -> Iterator[Diagnostic]:
    """QUA301: the same word twice in a row."""
    for nodo, testo, fonte in _once(text for text in iter_texts(piano) if _repeats(text[1])):
        match = next((m for m in _TWICE.finditer(testo) if _is_slip(m)), None)
        if match:
            yield finding("QUA301", nodo=nodo, fonte=fonte, parola=match[0])


def unbalanced_bracket(piano: Piano) -> Iterator[Diagnostic]:
    """QUA302: a bracket opens and does not close, or closes and was not opened; not where the formula says so (FOR002)."""
    known = {diagnostic.nodo for diagnostic in piano.diagnostica if diagnostic.codice == "FOR002"}
    for nodo, testo, fonte in _once(text for text in iter_texts(piano) if not _pairs_up(text[1])):
        sign = _lone_bracket(testo)
        if sign and nodo not in known:
            yield finding("QUA302", nodo=nodo, fonte=fonte, segno=sign)


def cut_off(piano: Piano) -> Iterator[Diagnostic]:
    """QUA303: the text ends with a sign or a word that something has to follow."""
    signs, last_words = setting("interruzioni", "segni"), listed("interruzioni", "parole")
    seen: set[str] = set()
    for nodo, testo, fonte in iter_texts(piano):
        end = _loose_end(testo, signs, last_words)
        if end and nodo not in seen:
            seen.add(nodo)
            yield finding("QUA303", nodo=nodo, fonte=fonte, fine=end)


def steps_over_rows(piano: Piano) -> Iterator[Diagnostic]:
    """QUA304: indicators of one objective are numbered 1) 2) 3)."""
    for obiettivo in iter_all_obiettivi(piano):
        for run in _runs(obiettivo):
            names = ", ".join(indicatore.id for indicatore in run)
            yield finding("QUA304", nodo=run[0].id, fonte=run[0].fonte, righe=len(run), indicatori=names)


def steps_in_one_row(piano: Piano) -> Iterator[Diagnostic]:
    """QUA305: one indicator lists numbered actions."""
    for indicatore in piano.iter_indicatori():
        counts = [steps for text in indicator_texts(indicatore) if (steps := _steps(text))]
        if not counts:
            continue
        numero = max((len(steps) for steps in counts if steps == list(range(1, len(steps) + 1))), default=0)
        if numero > 1 and not indicatore.target.parti:
            yield finding("QUA305", nodo=indicatore.id, fonte=indicatore.fonte, numero=numero)


def letters_for_signs(piano: Piano) -> Iterator[Diagnostic]:
    """QUA306: a letter before a number that begins a target nobody can read (``g80%``) stands before a number in a text."""
    targets = (indicatore.target for indicatore in piano.iter_indicatori())
    untyped = (_LETTER_TARGET.fullmatch(target.testo.strip()) for target in targets if target.valore is None)
    letters = "".join(sorted({match[1] for match in untyped if match}))
    if not letters:
        return
    sign = re.compile(rf"(?<!\w)[{letters}]\s?\d[\d.,]*\s?%?(?!\w)")
    for nodo, testo, fonte in _once(iter_texts(piano)):
        match = sign.search(testo)
        if match:
            yield finding("QUA306", nodo=nodo, fonte=fonte, segno=match[0].strip())


def header_before_target(piano: Piano) -> Iterator[Diagnostic]:
    """QUA307: a target opens with a header of its column (``Target 2025 ≥80%``)."""
    for indicatore in piano.iter_indicatori():
        words = indicatore.target.testo.split()
        heads = [" ".join(words[:count]) for count in range(min(_LONGEST_HEADER, len(words) - 1), 0, -1)]
        head = next((text for text in heads if (label := read_label(text)) and label.ruoli == (Ruolo.TARGET,)), None)
        if head is not None:
            yield finding("QUA307", nodo=indicatore.id, fonte=indicatore.fonte, testo=head)


def _once(texts: Iterator[Testo]) -> Iterator[Testo]:
    """Yield each text of a node once, however often it is printed."""
    seen: set[tuple[str, str]] = set()
    for text in texts:
        if text[:2] not in seen:
            seen.add(text[:2])
            yield text


def _repeats(text: str) -> bool:
    """Tell whether some word is the one before it again: most texts end here, before the slower expression."""
    words = words_of(text)
    return any(map(eq, words, words[1:]))


def _is_slip(match: re.Match[str]) -> bool:
    word = match["parola"]
    initials = word.isupper() and len(word) <= 2
    return not initials and fold(word) not in listed("ripetizioni", "lecite")


def _pairs_up(text: str) -> bool:
    """Tell whether each bracket of a text closes right behind its opening: most texts end here."""
    if not ("(" in text or ")" in text or "[" in text or "]" in text):
        return True
    return not "".join(_BRACKET.findall(text)).replace("()", "").replace("[]", "")


def _lone_bracket(text: str) -> str | None:
    opened: list[str] = []
    for match in _BRACKET.finditer(text):
        sign = match[0]
        if sign not in _PAIRS:
            opened.append(sign)
        elif opened and opened[-1] == _PAIRS[sign]:
            opened.pop()
        elif not _ends_enumerator(text, match.end()):
            return sign
    return opened[-1] if opened else None


def _ends_enumerator(text: str, end: int) -> bool:
    return any(match.end() == end for match in _ENUMERATOR.finditer(text))


def _loose_end(text: str, signs: Collection[str], last_words: Collection[str]) -> str | None:
    stripped = text.strip()
    if not stripped:
        return None
    is_sign, is_letter = stripped[-1] in signs, stripped[-1].isalpha()
    if is_sign:
        return stripped.split()[-1] if words_of(stripped) else None
    words = words_of(stripped.rsplit(None, 1)[-1]) if is_letter else ()
    return words[-1] if words and words[-1] in last_words else None


def _steps(text: str) -> list[int]:
    numbered = ")" in text and _NUMBERED.search(text)
    return [int(match["numero"]) for match in _STEP.finditer(text)] if numbered else []


def _runs(obiettivo: AnyObiettivo) -> Iterator[list[Indicatore]]:
    """Yield the runs of indicators that number on from one to the next, from 1) on."""
    run: list[Indicatore] = []
    for indicatore in obiettivo.indicatori:
        steps = _steps(indicatore.testo)
        goes_on = bool(run) and steps[:1] == [len(run) + 1]
        if run and not goes_on:
            yield from [run] if len(run) > 1 else []
            run = []
        if goes_on or steps == [1]:
            run.append(indicatore)
    if len(run) > 1:
        yield run
