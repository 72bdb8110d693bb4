"""What is met while reading and is no text of the plan, counted for the findings at the end."""

from __future__ import annotations

from pipeline.extract.docx.names import DELETED, Element, w

_DELETED_TEXT = (w("delText"), w("t"))


class Tally:
    """Counts of deleted stretches and their words, hidden words, words of an index, cells merged from nothing."""

    def __init__(self) -> None:
        self.deletions = 0
        self.deleted_words = 0
        self.hidden_words = 0
        self.loose_merges = 0
        self.index_words = 0

    def deleted(self, element: Element) -> None:
        """Count a stretch that a tracked change took out."""
        words = sum(len((text.text or "").split()) for text in element.iter(*_DELETED_TEXT))
        self.deletions += 1 if words or element.tag in DELETED else 0
        self.deleted_words += words
