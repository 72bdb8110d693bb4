"""How well plans are paired and their changes named: figures over seeds, beside three baselines in the same run.

Run: python tools/eval_diff.py [seeds]. Each pair comes from tests/diff/generator.py with its edit script. The baselines pair
by code, by the best text (greedy), and as daff, a diff of tables, pairs their rows. Exit code 1 when the strongest setting
misses a goal.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import daff

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.diff import Diff, Livello, compare
from pipeline.diff.assignment import assign
from pipeline.diff.nodes import Node, Side, flatten
from pipeline.diff.similarity import name_similarity
from pipeline.model import Indicatore
from tests.diff.generator import STRENGTHS, Edit, Pair, Strength, make_pair

Links = frozenset[tuple[str, str]]
OBJECTIVES = (Livello.OBIETTIVO, Livello.OBIETTIVO_INDIVIDUALE)
INDICATORS = (Livello.INDICATORE, Livello.INDICATORE_INDIVIDUALE)
GOAL_OBJECTIVES, GOAL_INDICATORS, GOAL_KINDS = 0.98, 0.97, 0.97
MEANING = frozenset(
    {
        "target_piu_severo",
        "target_meno_severo",
        "target_notazione",
        "target_altro",
        "scadenza_anticipata",
        "scadenza_posticipata",
        "owner_cambiato",
        "unita_rinominata",
    }
)
_GREEDY_FLOOR = 0.6


def f1(found: Links, truth: Links) -> tuple[float, float, float]:
    """Return precision, recall and F1; of a split's links only as many count as can be made one to one."""
    right = len(found & truth)
    precision = right / len(found) if found else 1.0
    recall = right / _one_to_one(truth) if truth else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def _one_to_one(truth: Links) -> int:
    rows = {key: n for n, key in enumerate(sorted({a for a, _ in truth}))}
    columns = {key: n for n, key in enumerate(sorted({b for _, b in truth}))}
    edges: dict[int, dict[int, float]] = {n: {} for n in rows.values()}
    for a, b in truth:
        edges[rows[a]][columns[b]] = 1.0
    return len(assign(edges))


# who pairs ---------------------------------------------------------------------------------------------------------------


def ours(diff: Diff, levels: Iterable[Livello]) -> Links:
    """Return the pairs of the aligner."""
    return frozenset((p.vecchio, p.nuovo) for livello in levels for p in diff.alignment.pairs[livello])


def by_code(old: Side, new: Side, levels: Iterable[Livello]) -> Links:
    """Pair what has the same code or id."""
    return frozenset((key, key) for lv in levels for key in old.nodes[lv] if key in new.nodes[lv])


def greedy_text(old: Side, new: Side, levels: Iterable[Livello]) -> Links:
    """Pair the most alike texts first (token sort ratio), each node once."""
    found = set()
    for lv in levels:
        scored = sorted(
            (-name_similarity(a.testo, b.testo), a.key, b.key)
            for a in old.nodes[lv].values()
            for b in new.nodes[lv].values()
        )
        used_old, used_new = set[str](), set[str]()
        for score, a, b in scored:
            if -score >= _GREEDY_FLOOR and a not in used_old and b not in used_new:
                used_old.add(a)
                used_new.add(b)
                found.add((a, b))
    return frozenset(found)


def table_diff(old: Side, new: Side, levels: Iterable[Livello]) -> Links:
    """Pair the rows that daff, a diff of tables, holds for the same row."""
    found = set()
    for lv in levels:
        before, after = list(old.nodes[lv].values()), list(new.nodes[lv].values())
        alignment = daff.Coopy.compareTables(_table(before), _table(after)).align()
        for unit in alignment.toOrder().getList():
            if unit.l > 0 and unit.r > 0:  # 0 is the header, below it there is no row on that side
                found.add((before[unit.l - 1].key, after[unit.r - 1].key))
    return frozenset(found)


def _table(nodes: list[Node]) -> Any:
    rows = [[n.key, n.genitore, n.testo, *_cells(n)] for n in nodes]
    return daff.PythonTableView([["codice", "sopra", "testo", "target", "owner"], *rows])


def _cells(node: Node) -> tuple[str, str]:
    if not isinstance(node.nodo, Indicatore):
        return "", ""
    return node.nodo.target.testo, node.nodo.owner.testo if node.nodo.owner else ""


BASELINES: dict[str, Callable[[Side, Side, Iterable[Livello]], Links]] = {
    "codice": by_code,
    "testo, a chi prima arriva": greedy_text,
    "daff": table_diff,
}


# kinds of change -----------------------------------------------------------------------------------------------------------


def named_right(diff: Diff, edits: Iterable[Edit]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return for each kind how many edits were found with their nodes, how many there were, how many were reported."""
    exact = {(c.tipo, c.vecchio, c.nuovo) for c in diff.cambiamenti}
    half = {(c.tipo, c.vecchio) for c in diff.cambiamenti} | {(c.tipo, c.nuovo) for c in diff.cambiamenti}
    parts = {(e.vecchio, e.livello) for e in edits if e.tipo in ("diviso", "unito")}
    parts |= {(e.nuovo, e.livello) for e in edits if e.tipo in ("diviso", "unito")}
    right, total = Counter[str](), Counter[str]()
    for edit in edits:
        if edit.tipo == "riformulato" and {(edit.vecchio, edit.livello), (edit.nuovo, edit.livello)} & parts:
            continue  # the texts of a split or a merge are reported with it
        total[edit.tipo] += 1
        if edit.tipo in ("diviso", "unito"):
            right[edit.tipo] += (edit.tipo, edit.vecchio) in half or (edit.tipo, edit.nuovo) in half
        else:
            right[edit.tipo] += (edit.tipo, edit.vecchio, edit.nuovo) in exact
    return right, total, Counter(c.tipo for c in diff.cambiamenti)


# the report ----------------------------------------------------------------------------------------------------------------


def evaluate(strength: Strength, seeds: range) -> bool:
    """Print the figures of one strength; return whether they meet the goals."""
    scores: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    right, total, told = Counter[str](), Counter[str](), Counter[str]()
    for seed in seeds:
        pair = make_pair(strength, seed)
        diff = compare(pair.old, pair.new)
        for who, level, links, truth in _links(pair, diff):
            scores.setdefault((who, level), []).append(f1(links, truth))
        for sums, found in zip((right, total, told), named_right(diff, pair.edits), strict=True):
            sums.update(found)
    print(f"\n{strength.name}: {len(seeds)} coppie")
    for (who, level), values in scores.items():
        precision, recall, score = (sum(v[n] for v in values) / len(values) for n in range(3))
        worst = min(v[2] for v in values)
        print(f"  {level:<11} {who:<26} P {precision:.3f}  R {recall:.3f}  F1 {score:.4f}  (peggiore {worst:.3f})")
    for tipo in sorted(total):
        print(f"    {tipo:<22} {right[tipo]:>5} / {total[tipo]:<5} {right[tipo] / total[tipo]:.3f}  detti {told[tipo]}")
    return _goals(scores, right, total)


def _links(pair: Pair, diff: Diff) -> Iterable[tuple[str, str, Links, Links]]:
    old, new = flatten(pair.old), flatten(pair.new)
    for level, levels, truth in (
        ("obiettivi", OBJECTIVES, pair.obiettivi),
        ("indicatori", INDICATORS, pair.indicatori),
    ):
        yield "albero", level, ours(diff, levels), truth
        for who, pairs in BASELINES.items():
            yield who, level, pairs(old, new, levels), truth


def _goals(
    scores: dict[tuple[str, str], list[tuple[float, float, float]]], right: Counter[str], total: Counter[str]
) -> bool:
    def mean(level: str) -> float:
        values = scores["albero", level]
        return sum(v[2] for v in values) / len(values)

    meant = sum(total[t] for t in MEANING)
    share = sum(right[t] for t in MEANING) / meant if meant else 1.0
    print(f"  target e owner con il tipo giusto: {share:.4f} di {meant}")
    return mean("obiettivi") >= GOAL_OBJECTIVES and mean("indicatori") >= GOAL_INDICATORS and share >= GOAL_KINDS


def main(seeds: int = 20) -> int:
    """Print all figures; return 1 when a strength misses a goal."""
    met = [evaluate(strength, range(seeds)) for strength in STRENGTHS]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
