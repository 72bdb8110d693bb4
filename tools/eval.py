"""Every figure that says how well plans are understood, against tables made by hand: ``make eval``.

Targets and formulas (``eval_meaning``), owners and references, the findings on the plan's own quality (``eval_findings``), and
the diff of edited plans (``eval_diff``). The plan is read from samples/allegato-2025.pdf in this run; nothing has to stand in
out/. Prints each tool's report and one summary. Exit code 0 where every goal is met, 1 otherwise.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import eval_diff
import eval_findings
import eval_meaning

from pipeline.export import render_json
from pipeline.model import Piano
from pipeline.read import read_plan

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "allegato-2025.pdf"
TRUTH = ROOT / "tests" / "truth"
SEEDS = 20

Fact = tuple[str, ...]


def owner_facts(piano: Piano) -> set[Fact]:
    """Return what the plan read says of owners: each printed text, how it was resolved, and its units; each EQ prefix."""
    facts = {
        ("owner", i.owner.testo, str(i.owner.metodo), " ".join(i.owner.unita))
        for i in piano.iter_indicatori()
        if i.owner is not None
    }
    prefixes = {(o.codice.removeprefix("EQ_").partition("_")[0], o.unita or "") for o in piano.obiettivi_individuali}
    return facts | {("prefisso", prefix, "", unit) for prefix, unit in prefixes}


def owner_truth() -> set[Fact]:
    """Return what a person wrote down of the plan's owners, in the same form."""
    rows = _table("owner-2025.csv")
    return {(row["colonna"], row["testo"], row["metodo"], " ".join(sorted(row["unita"].split()))) for row in rows}


def reference_facts(piano: Piano) -> set[Fact]:
    """Return the acts and norms that the plan read names: node, text, kind, normalised form."""
    nodes = [(o.codice, o.riferimenti) for o in piano.iter_obiettivi()]
    nodes += [(o.codice, o.riferimenti) for o in piano.obiettivi_individuali]
    nodes += [(i.id, i.riferimenti) for i in piano.iter_indicatori()]
    return {(node, r.testo, r.tipo, r.norma) for node, references in nodes for r in references}


def reference_truth() -> set[Fact]:
    """Return the acts and norms that a person found in the plan."""
    return {(row["nodo"], row["testo"], row["tipo"], row["norma"]) for row in _table("riferimenti-2025.csv")}


def compare(name: str, found: set[Fact], truth: set[Fact]) -> eval_meaning.Figures:
    """Return how two sets of facts agree, with each disagreement in words."""
    wrong, missing = sorted(found - truth), sorted(truth - found)
    notes = [f"sbagliato {' | '.join(fact)}" for fact in wrong] + [f"manca {' | '.join(fact)}" for fact in missing]
    return eval_meaning.Figures(
        nome=name, giusti=len(found & truth), sbagliati=len(wrong), mancanti=len(missing), disaccordi=tuple(notes)
    )


def eval_owners_and_references(piano: Piano) -> bool:
    """Print how owners and references agree with the tables; return whether they do."""
    figures = [
        compare("owner", owner_facts(piano), owner_truth()),
        compare("riferimenti", reference_facts(piano), reference_truth()),
    ]
    print(eval_meaning.render(figures))
    return not any(f.disaccordi for f in figures)


def eval_plan_findings(piano: Piano) -> bool:
    """Print how the findings on the plan agree with those that a person made; return whether each rule meets its goal."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "albero.json"
        path.write_text(render_json(piano), encoding="utf-8")
        return eval_findings.main([str(path)]) == 0


def main(seeds: int = SEEDS) -> int:
    """Print all figures and the summary; return 1 where a goal is missed."""
    piano = read_plan(SAMPLE.read_bytes(), SAMPLE.name)
    results = {}
    for name, goal, run in (
        ("target e formule", "nessun valore sbagliato", lambda: eval_meaning.main([]) == 0),
        ("owner e riferimenti", "tutti, e nessuno di più", lambda: eval_owners_and_references(piano)),
        ("rilievi sul piano", "precisione di ogni regola >= 0.95", lambda: eval_plan_findings(piano)),
        (
            "confronto fra piani",
            f"F1 e tipi sopra soglia, {seeds} coppie per forza",
            lambda: eval_diff.main(seeds) == 0,
        ),
    ):
        print(f"\n== {name}", flush=True)
        results[name] = (goal, run())
    print("\n" + render(results.items()))
    return 0 if all(met for _, met in results.values()) else 1


def render(results: Iterable[tuple[str, tuple[str, bool]]]) -> str:
    """Return the summary: a line for each part."""
    lines = [f"{'sì' if met else 'NO':3}  {name:20}  {goal}" for name, (goal, met) in results]
    return "\n".join(["obiettivi raggiunti:", *lines])


def _table(name: str) -> list[dict[str, str]]:
    with (TRUTH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS))
