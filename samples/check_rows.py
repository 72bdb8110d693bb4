"""Check the hand-made row tables against the published text.

In: `righe-2025.csv`, `individuali-2025.csv` and `albero-performance-2025.txt` beside this file.
Out: exit code 0 and one line when they agree; 1 and the first differences when they do not.
Two independent comparisons: the multiset of words, and the sequence of cells (a cell of the text ends
at a tab or at a line's end). Nothing of the pipeline is used: the tables are the truth it is held to.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

HERE = Path(__file__).resolve().parent
TITLE = "Albero della Performance 2025 CCIAA Maremma e Tirreno"
ACT = "All.1.1 D GC 29/07/2025"
HEADER = ("Settore", "Obiettivo", "Indicatore", "Target", "Owner")
INDIVIDUAL_HEADER = ("INDICATORE", "ALGORITMO", "TARGET")
DASH_RULE = re.compile(r"-{2,}(\t-+)*")


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of one csv table."""
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def text_lines() -> tuple[list[str], list[str]]:
    """Return the text's lines that hold words, and its lines that are only a rule of dashes."""
    lines = (HERE / "albero-performance-2025.txt").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if DASH_RULE.fullmatch(line)]
    return [line for line in lines if line.strip() and line not in rules], rules


def text_cells() -> list[str]:
    """Return the text's cells in reading order, white space folded, empty ones left out."""
    cells = (" ".join(cell.split()) for line in text_lines()[0] for cell in line.split("\t"))
    return [cell for cell in cells if cell]


def table_cells() -> Iterator[str]:
    """Yield what the tables say the document prints, in reading order."""
    yield from (TITLE, ACT, *HEADER)
    settore = obiettivo = ""
    for row in read_table("righe-2025.csv"):
        if row["settore"] != settore:
            yield (settore := row["settore"])
        if row["obiettivo"] != obiettivo:
            yield (obiettivo := row["obiettivo"])
        yield from (row["indicatore"], row["target"], row["owner"])
    tabella = obiettivo = ""
    for row in read_table("individuali-2025.csv"):
        if row["tabella"] != tabella:
            tabella = row["tabella"]
            yield from (row["intestazione"], *INDIVIDUAL_HEADER, row["ente"])
        if row["obiettivo"] != obiettivo:
            yield (obiettivo := row["obiettivo"])
        yield from (row["indicatore"], row["algoritmo"], row["target"])


def code_faults() -> list[str]:
    """Return the rows whose code columns are not the beginning of the text beside them."""
    rows = read_table("righe-2025.csv")
    pairs = [(row[key + "_codice"], row[key]) for row in rows for key in ("settore", "obiettivo")]
    pairs += [(row["codice"], row["obiettivo"]) for row in read_table("individuali-2025.csv")]
    return [f"codice {code!r} non apre {text!r}" for code, text in pairs if not text.startswith(code + " ")]


def word_faults() -> list[str]:
    """Return the words that text and tables do not hold equally often."""
    in_text = Counter(word for line in text_lines()[0] for word in line.split())
    in_tables = Counter(word for cell in table_cells() for word in cell.split())
    missing = [f"solo nel testo: {word!r} x{n}" for word, n in (in_text - in_tables).items()]
    return missing + [f"solo nelle tabelle: {word!r} x{n}" for word, n in (in_tables - in_text).items()]


def cell_faults() -> list[str]:
    """Return the first place where the cells of text and tables part."""
    for n, (text, table) in enumerate(zip_longest(text_cells(), table_cells()), start=1):
        if text != table:
            return [f"cella {n}: testo {text!r}, tabelle {table!r}"]
    return []


def main() -> int:
    """Run all comparisons and print the outcome."""
    faults = [*code_faults(), *word_faults(), *cell_faults()]
    for fault in faults[:20]:
        print(fault)
    if not faults:
        words = sum(len(cell.split()) for cell in table_cells())
        counts = f"{words} parole, {len(text_cells())} celle, {len(text_lines()[1])} righe di trattini"
        print(f"tabelle e testo coincidono: {counts}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
