"""How long and how much memory the comparison of two very large plans takes: 10,000 indicators against 10,000.

Run: python tools/bench_diff.py [indicators]. The plans are the sample plan over and over, each copy edited with a seed of its own;
in the first run every copy's words are its own (many bodies in one plan), in the second all copies are alike, the hardest
case for finding candidates.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.diff import compare
from pipeline.diff.document import encode_diff
from pipeline.model import Indicatore, Obiettivo, Piano, Settore
from tests.diff.generator import STRENGTHS, make_pair

LIMIT_SECONDS = 10
LIMIT_MEGABYTES = 1024


def _respell(text: str, words: dict[str, str]) -> str:
    return " ".join(words.get(word, word) for word in text.split())


def _vocabulary(texts: list[str], seed: int) -> dict[str, str]:
    """Return for a copy of the plan its own spelling of half of the longer words."""
    rng = random.Random(seed)
    long = sorted({w for t in texts for w in t.split() if len(w) > 5 and w.isalpha()})
    return {word: "".join(rng.sample(word, len(word))) for word in long if rng.random() < 0.5}


def _copy(settore: Settore, number: int, words: dict[str, str]) -> Settore:
    def code(text: str) -> str:
        return f"{number:03}.{text}"

    def indicator(item: Indicatore) -> Indicatore:
        return replace(item, id=code(item.id), testo=_respell(item.testo, words))

    def objective(item: Obiettivo) -> Obiettivo:
        return replace(
            item,
            codice=code(item.codice),
            testo=_respell(item.testo, words),
            nome=_respell(item.nome, words),
            indicatori=tuple(indicator(i) for i in item.indicatori),
        )

    return replace(
        settore,
        codice=code(settore.codice),
        nome=_respell(settore.nome, words),
        obiettivi=tuple(objective(o) for o in settore.obiettivi),
    )


def large_pair(indicators: int, *, alike: bool) -> tuple[Piano, Piano]:
    """Return an old and a new plan with at least that many indicators each."""
    old: list[Settore] = []
    new: list[Settore] = []
    counts = [0, 0]
    number = 0
    while min(counts) < indicators:
        pair = make_pair(STRENGTHS[2], number)
        texts = [i.testo for i in pair.old.iter_indicatori()]
        words = {} if alike else _vocabulary(texts, number)
        for side, (plan, made) in enumerate(((pair.old, old), (pair.new, new))):
            made += [_copy(s, number, words) for s in plan.settori]
            counts[side] += sum(len(o.indicatori) for o in plan.iter_obiettivi())
        number += 1
    return replace(pair.old, settori=tuple(old)), replace(pair.new, settori=tuple(new))


def bench(indicators: int = 10_000) -> bool:
    """Print the figures; return whether they keep to the limits."""
    kept = True
    for alike in (False, True):
        old, new = large_pair(indicators, alike=alike)
        start, cpu = time.perf_counter(), time.process_time()
        diff = compare(old, new)
        cpu = time.process_time() - cpu
        middle = time.perf_counter()
        encode_diff(diff)
        end = time.perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        counts = [len(list(plan.iter_indicatori())) for plan in (old, new)]
        kept = kept and middle - start < LIMIT_SECONDS and memory < LIMIT_MEGABYTES
        print(
            f"diff {counts[0]} x {counts[1]} indicatori, copie {'uguali' if alike else 'diverse'}: "
            f"confronto {middle - start:.2f} s (CPU {cpu:.2f}), JSON {end - middle:.2f} s, memoria di picco {memory:.0f} MB, "
            f"cambiamenti {len(diff.cambiamenti)}"
        )
    return kept


if __name__ == "__main__":
    sys.exit(0 if bench(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000) else 1)
