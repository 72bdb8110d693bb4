"""Strange letters in the place of lost ones: words come in; what each stranger stands for, and words with their letters, go out.

Some programs map a ligature, or a letter with an accent, to a letter that no Italian word has (`aƫvità`, `seƩore`) or to none at all
(`obie\ufffdvi`, `societ\u2401`). What it stands for is elected by the words that it makes whole, as for blanks; where it makes none,
nothing is changed, but a sign for no letter is always told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.ligatures.mend import Mending, readings
from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.repair_lexicon import Vocabulary

_UNREAD = "\u2401-\u241f\ufffd"
"""Signs for glyphs that have no letter at all: control codes, and what is not mapped."""

_SIGNS = f"ûü\u0180-\u02af\u0600-\u08ff\u3400-\u9fff\uac00-\ud7a3\ue000-\uf8ff{_UNREAD}"
_STRANGE = re.compile(f"[{_SIGNS}]")
_NO_LETTER = re.compile(f"[{_UNREAD}]")
_ACCENTED = ("à", "è", "é", "ì", "ò", "ù")
"""Letters that lose their code as ligatures do: fonts without a map tell no more than the letters of ASCII."""

_TOKEN = re.compile(f"(?:[^\\W\\d_]|[{_SIGNS}])+")


def find_strangers(texts: Iterable[str]) -> list[str]:
    """Return the words with letters that no Italian word has, or with signs for none."""
    return [text for text in texts if not text.isascii() and _STRANGE.search(text)]


def learn_strangers(words: Sequence[str], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return what each strange letter stands for, several where it depends on the word; those left out that no word tells."""
    tokens = sorted({_lower(token) for word in words for token in _TOKEN.findall(word)})
    choices = (*vocabulary.ligatures, *_ACCENTED)
    elected: dict[str, tuple[str, ...]] = {}
    for stranger in sorted({letter for token in tokens for letter in _STRANGE.findall(token)}):
        told = [
            tuple(letters for letters in choices if token.replace(stranger, letters) in vocabulary.words)
            for token in tokens
            if stranger in token
        ]
        letters = tuple(dict.fromkeys(ways[0] for ways in sorted(told) if len(ways) == 1))
        if letters:
            elected[stranger] = letters
    return elected


@dataclass(frozen=True, kw_only=True, slots=True)
class Strangers:
    """What a document's strange letters stand for, and the words that are certain."""

    elected: Mapping[str, tuple[str, ...]]
    vocabulary: Vocabulary

    def read(self, token: str) -> str | None:
        """Return a word with its letters, None where it could have several or none."""
        ways = [list(self.elected.get(sign, (sign,))) if _STRANGE.match(sign) else [sign] for sign in token]
        wholes = readings(ways)
        known = [whole for whole in wholes if whole.lower() in self.vocabulary.words]
        chosen = known or wholes
        return chosen[0] if len(chosen) == 1 and not _STRANGE.search(chosen[0]) else None

    def replace(self, words: Iterable[Word]) -> tuple[list[Word], list[Mending]]:
        """Return the words with their letters, and a mending for each part of one that has strange ones."""
        mended: list[Word] = []
        mendings: list[Mending] = []
        for word in words:
            if not word.testo.isascii() and _STRANGE.search(word.testo):
                mendings += self._mendings(word)
                word = word._replace(testo=_TOKEN.sub(lambda match: self.read(match[0]) or match[0], word.testo))
            mended.append(word)
        return mended, mendings

    def _mendings(self, word: Word) -> Iterator[Mending]:
        box = (word.x0, word.top, word.x1, word.bottom)
        for token in _TOKEN.findall(word.testo):
            read = self.read(token) if _STRANGE.search(token) else token
            if read is None and (self.elected or _NO_LETTER.search(token)):
                shown = token if _STRANGE.sub("", token) else word.testo
                yield Mending(shown, _STRANGE.sub("…", shown), sure=False, riquadro=box)
            elif read is not None and read != token:
                yield Mending(token, read, sure=True, riquadro=box)


def _lower(token: str) -> str:
    """Return a token in lower case, but for the strange letters, which stand for themselves."""
    return "".join(letter if _STRANGE.match(letter) else letter.lower() for letter in token)
