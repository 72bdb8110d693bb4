"""Titles that hold another title: the code of one that stands nowhere else opens again in the middle of it.

In: a coded heading and the codes that the document's headings print. Out: the text from that code on, or None. A code that is some
other heading's is a reference to it; which of the indicators belong to the second title is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Set

from pipeline.normalize.codes import Code, Famiglia, parse_code
from pipeline.normalize.nodes import Branch

_MAY_OPEN = re.compile(r"(?<=\s)(?:\d+\.\d|[A-Za-z]+_)")
"""Where a code of several levels, or an individual objective's, may begin."""


def second_title(node: Branch, printed: Set[str]) -> str | None:
    """Return the text within a heading that looks like a heading of its own; ``printed`` are the codes of all."""
    own = node.code
    if own is None or not (own.profondita > 1 or own.famiglia is Famiglia.INDIVIDUALE):
        return None
    if "." not in own.resto and "_" not in own.resto:  # most: no code of several parts stands in them
        return None
    texts = (own.resto[match.start() :] for match in _MAY_OPEN.finditer(own.resto))
    return next((text for text in texts if _is_title(text, own, printed)), None)


def _is_title(text: str, own: Code, printed: Set[str]) -> bool:
    """Say whether a text starts with a code like a heading's own that no heading has."""
    code = parse_code(text)
    if code is None or not (code.certo and code.resto) or code.testo in printed:
        return False
    alike = own.famiglia is Famiglia.INDIVIDUALE or code.forma == own.forma
    return alike and code.famiglia is own.famiglia
