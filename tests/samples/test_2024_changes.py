"""The diff of the two sample years, held to ``samples/cambiamenti-2024-2025.csv``: what was changed on purpose, written by hand.

Where the diff says otherwise the line stands here with the reason; anything else is a fault of one of the two. What follows from
another change (``derivato``) may be told without standing in the table.
"""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.diff import Diff, compare, words
from pipeline.diff.changes import Cambiamento

from .test_2024 import positions, read, rows

Key = tuple[str, str, str, str]

# the new text names another step of the work and has a date for a target: too little is left to be sure
NOT_PAIRED = {
    ("riformulato", "indicatore", "09.03/1", "09.03/1"),
    ("target_altro", "indicatore", "09.03/1", "09.03/1"),
}
TOLD_INSTEAD = {("rimosso", "indicatore", "09.03/1", ""), ("aggiunto", "indicatore", "", "09.03/1")}
# of the two halves of a split either may be the main one: the text of 01.09 is nearer to 01.10
OTHER_HALF = {("rinumerato", "obiettivo", "01.09", "01.10")}

# a fault of the diff: 2025 prints a dash behind 13.03's year mark, no word is another
NOT_REWORDED = {("riformulato", "obiettivo", "12.03", "13.03")}


@cache
def diff() -> Diff:
    """The PDFs of both years compared."""
    return compare(read("allegato-2024.pdf"), read("allegato-2025.pdf"))


@cache
def meant() -> frozenset[Key]:
    """What the table says."""
    table = rows("cambiamenti-2024-2025.csv")
    return frozenset((r["tipo"], r["livello"], r["vecchio"], r["nuovo"]) for r in table)


def key(change: Cambiamento) -> Key:
    """Return a change as the table writes it: all parts of a split or a merge, a unit by its name."""
    old, new = change.vecchio or "", change.nuovo or ""
    parts = " ".join(sorted(change.parti))
    if change.tipo == "unita_rinominata":
        old, new = change.prima or "", change.dopo or ""
    if change.tipo == "diviso":
        new = parts
    return (change.tipo, change.livello, parts if change.tipo == "unito" else old, new)


def test_everything_changed_on_purpose_is_told() -> None:
    assert meant() - {key(c) for c in diff().cambiamenti} == NOT_PAIRED


def test_nothing_else_is_told() -> None:
    told = {key(c) for c in diff().cambiamenti if not c.derivato}
    assert told - meant() - OTHER_HALF == TOLD_INSTEAD | NOT_REWORDED


def test_what_was_not_changed_only_moved_on_with_the_year() -> None:
    assert (diff().rinnovi.testi, diff().rinnovi.target) > (80, 15)


def codes(year: int) -> dict[str, set[str]]:
    """Every code and id of a year's tables, by level."""
    plan, single = rows(f"righe-{year}.csv"), rows(f"individuali-{year}.csv")
    return {
        "settore": {r["settore_codice"] for r in plan},
        "obiettivo": {r["obiettivo_codice"] for r in plan},
        "indicatore": set(positions([r["obiettivo_codice"] for r in plan])),
        "obiettivo_individuale": {r["codice"] for r in single},
        "indicatore_individuale": set(positions([r["codice"] for r in single])),
        "unita": {r["owner"] for r in plan},
        "piano": set(),
    }


@pytest.mark.parametrize(("year", "side"), [(2024, 2), (2025, 3)])
def test_the_table_names_what_the_plans_hold(year: int, side: int) -> None:
    """Every code, id and unit of the table is in its year's plan, and each line stands once."""
    known = codes(year)
    for line in meant():
        parts = line[side].split() if line[0] in ("diviso", "unito") else [line[side]]
        assert {p for p in parts if p} <= known[line[1]], line
    assert len(meant()) == len(rows("cambiamenti-2024-2025.csv"))


def test_every_kind_of_change_happens() -> None:
    """The sample is worth reading: all that a controller knows of happens in it, but for weights and other columns."""
    assert set(words.kinds()) - {line[0] for line in meant()} == {"peso_cambiato", "campo_cambiato"}
