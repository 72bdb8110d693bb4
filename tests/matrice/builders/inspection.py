"""Check a finished rendition: no letter of the plan may be missing from its text layer."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from builders.blocks import Block, printed_texts
from builders.look import SOFT_HYPHEN

LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})


def letters(text: str) -> Counter[str]:
    """Count the characters of a text but white space and hyphens, which line breaks may add or hide."""
    return Counter(re.sub(rf"[\s\-\u2010{SOFT_HYPHEN}]", "", text.translate(LIGATURES)))


def page_texts(path: Path) -> str:
    """Return the text of a PDF as Poppler reads it."""
    command = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def missing_letters(blocks: Iterable[Block], path: Path) -> Counter[str]:
    """Return the characters that the blocks print and the PDF does not hold as often."""
    return letters("".join(printed_texts(blocks))) - letters(page_texts(path))


def missing_words(blocks: Iterable[Block], path: Path) -> set[str]:
    """Return the words that no run of the PDF's letters holds, line breaks and hyphens left out."""
    held = re.sub(rf"[\s\-\u2010{SOFT_HYPHEN}]", "", page_texts(path).translate(LIGATURES))
    words = {word for text in printed_texts(blocks) for word in text.split()}
    return {word for word in words if re.sub(r"-", "", word) not in held}
