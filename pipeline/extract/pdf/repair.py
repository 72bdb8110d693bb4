"""Texts as their author wrote them: cell texts come in, proposals for damaged words go out; nothing is changed here.

A font may draw `tt`, `ti` or `fi` as one glyph that the text lacks, with a gap (`obie vi`) or without (`seembre`). A title
may be set in spaced letters, or every letter twice. A word is repaired only into one that the document itself or
profiles/legature.toml knows, when there is exactly one, and never when what stands there could be right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.diagnostics import finding
from pipeline.extract.pdf.repair_lexicon import Lexicon, count_words, read_lexicon, refilled, rejoined, suspected
from pipeline.model import Diagnostic, Provenance
from pipeline.rows import RawCell

_SPACED = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){3,}(?!\w)")
_SINGLE = re.compile(r" [^\W\d_] [^\W\d_] ")
"""What every run of single letters has in its middle: quick to look for."""

_DOUBLED = re.compile(r"(?<!\w)(?:([^\W\d_])\1){4,}(?!\w)")
_WITNESSES = 3
"""Without gaps, so many different words must be damaged before any is repaired: a font that loses letters loses them often."""


def propose_repairs(texts: Iterable[str]) -> dict[str, str]:
    """Return printed -> repaired for the damaged words of a document's cell texts (white space folded).

    A key is a word, or two or three neighbouring words with the spaces between them (`obie vi`); case is kept. Use
    ``apply_repairs`` to put them in and ``report_repairs`` to say so.
    """
    counts = count_words(texts := list(texts))
    lexicon = read_lexicon(counts)
    different = list(dict.fromkeys(texts))
    repairs: dict[str, str] = {}
    if any(word[0] == word[1] and word[::2] == word[1::2] for word in counts if len(word) >= 8):
        repairs.update(repair for text in different for repair in _undouble(text))
    repairs.update(repair for text in filter(_SINGLE.search, different) for repair in _close_up(text, lexicon))
    joined = list(rejoined(different, counts, lexicon))
    repairs.update((printed, whole) for printed, whole, sure in joined if sure)
    unsure = {
        **dict(refilled(different, counts, lexicon)),
        **{printed: whole for printed, whole, sure in joined if not sure},
    }
    if sum(sure for *_, sure in joined) + len(unsure) >= _WITNESSES:
        repairs.update(unsure)
    return dict(sorted(repairs.items()))


def apply_repairs(text: str, repairs: Mapping[str, str]) -> str:
    """Return the text with its damaged words repaired; longer keys first."""
    for printed in sorted(repairs, key=lambda key: (-len(key), key)):
        if printed in text:
            text = re.sub(rf"(?<!\w){re.escape(printed)}(?!\w)", repairs[printed], text)
    return text


def report_repairs(texts: Iterable[str], repairs: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return a finding for each repair, with how often it was made in ``texts`` (as printed)."""
    counts: Counter[str] = Counter()
    for text in texts:
        for printed in repairs:
            if printed in text:
                counts[printed] += len(re.findall(rf"(?<!\w){re.escape(printed)}(?!\w)", text))
    return tuple(
        finding(_code(printed, repairs[printed]), prima=printed, dopo=repairs[printed], volte=counts[printed])
        for printed in sorted(counts)
        if counts[printed]
    )


def report_doubts(cells: Sequence[RawCell], repairs: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return a finding for each word that may have lost letters too, and stands as printed because it could be right.

    Only for documents in which letters were lost at all; ``cells`` are as printed. A finding has the places of all cells with the word.
    """
    if sum(_code(printed, repaired) == "LET106" for printed, repaired in repairs.items()) < _WITNESSES:
        return ()
    mended = [apply_repairs(cell.testo, repairs) for cell in cells]
    lexicon = read_lexicon(count_words(mended))
    return tuple(
        finding("LET109", fonte=_where(word, cells, mended), parola=word, forse=whole)
        for word, whole in suspected(mended, lexicon)
    )


def _where(word: str, cells: Sequence[RawCell], texts: Sequence[str]) -> Provenance | None:
    """Return the places of the cells whose text has a word."""
    holds = re.compile(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])").search
    places = [cell.fonte for cell, text in zip(cells, texts, strict=True) if word in text and holds(text)]
    return places[0]._replace(continua=tuple(places[1:])) if places else None


def _code(printed: str, repaired: str) -> str:
    """Letters that came back were lost; letters that went, or spaces alone, are a way of setting titles."""
    return "LET106" if sum(map(str.isalpha, repaired)) > sum(map(str.isalpha, printed)) else "LET108"


def _undouble(text: str) -> Iterator[tuple[str, str]]:
    """Yield words in which every letter stands twice; three different letters make a chance impossible."""
    for match in _DOUBLED.finditer(text):
        single = match[0][::2]
        if len(set(single.lower())) >= 3:
            yield match[0], single


def _close_up(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield runs of single letters that spell known words."""
    for match in _SPACED.finditer(text):
        letters = match[0].replace(" ", "")
        words = _spelled(letters.lower(), lexicon.spaced | lexicon.right)
        if words and max(map(len, words)) >= 4:
            starts = [sum(map(len, words[:at])) for at in range(len(words))]
            yield (
                match[0],
                " ".join(letters[start : start + len(word)] for start, word in zip(starts, words, strict=True)),
            )


def _spelled(letters: str, words: frozenset[str]) -> list[str] | None:
    """Return the fewest known words that these letters are, or None."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        ways = [
            [*before, letters[start:end]]
            for start in range(end)
            if (before := best[start]) is not None and letters[start:end] in words
        ]
        best.append(min(ways, key=len, default=None))
    return best[-1]
