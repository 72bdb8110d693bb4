"""How fast plans are read, against the libraries they could be read with, on this machine and in this run.

Run: make bench, or python tools/bench.py [FILE ...] [--repeat N] [--pages N] [--profile]. The ways take turns (A B A B …), so that
a busy machine slows all of them alike; medians are compared. Three tables: in one process (from bytes to the validated
albero.json, against pdfplumber's and camelot's tables; once with what earlier readings left in memory of the same texts, and
once with all of that forgotten, as if the document had never been met), whole processes (with start and imports; pdftotext
too), and long documents (100 and 1,000 pages, made here from the sample's pages) with time and peak memory. Peers that are
not installed are left out.
"""

from __future__ import annotations

import argparse
import cProfile
import functools
import importlib.util
import io
import json
import os
import platform
import pstats
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

FILES = (
    "samples/allegato-2025.pdf",
    "tests/matrice/lo-solo-righe-orizzontali.pdf",
    "tests/matrice/chromium-celle-unite-mezzo.pdf",
    "tests/matrice/calc-zebra-verticale.pdf",
    "tests/matrice/reportlab-senza-righe.pdf",
)
LONG = (100, 1000)
STAGES = {
    "pagine: parole e filetti": ("read_pages",),
    "arredo": ("find_furniture",),
    "righe": ("find_rows",),
    "riparazione e altro di read_pdf": ("read_pdf",),
    "normalizzazione": ("normalize",),
    "significato e controlli": ("understand",),
    "codifica, schema, testo JSON": ("render_json",),
}
"""Rows of the profile: the functions whose whole time they count; ``read_pdf`` is shown without the three before it."""

PLUMBER = (
    "import sys, pdfplumber\nwith pdfplumber.open(sys.argv[1]) as pdf:\n    for page in pdf.pages:\n"
    "        page.extract_tables()\n"
)

_CACHED = functools._lru_cache_wrapper

Way = Callable[[Path], object]
Times = tuple[float, float]
"""Seconds on the wall and of the processor."""


def albero(path: Path) -> object:
    """Read a plan all the way to the text of its validated albero.json."""
    from pipeline.export.tree_json import render_json
    from pipeline.read import read_plan

    return render_json(read_plan(path.read_bytes(), path.name))


def albero_anew(path: Path) -> object:
    """Read a plan as if none of its texts had been met before."""
    forget_texts()
    return albero(path)


def forget_texts() -> None:
    """Empty what is remembered of texts already met: the bounded caches. Unbounded ones hold profiles, which are read once."""
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "pipeline"]
    for remembered in [value for module in modules for value in vars(module).values() if isinstance(value, _CACHED)]:
        if remembered.cache_parameters()["maxsize"] is not None:
            remembered.cache_clear()


def plumber(path: Path) -> object:
    """Extract the tables of every page with pdfplumber."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [page.extract_tables() for page in pdf.pages]


def camelot(path: Path) -> object:
    """Extract the tables with camelot, as it comes."""
    import camelot as library  # type: ignore[import-not-found]  # only where somebody installed it

    return library.read_pdf(str(path), pages="all")


def run(command: Sequence[str]) -> None:
    """Run a process to its end; its exit code 1 (findings) is no failure."""
    done = subprocess.run(command, check=False, capture_output=True, cwd=ROOT, env=_environment())
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[:3]}: {done.stderr.decode(errors='replace')[-300:]}")


def _environment() -> dict[str, str]:
    """Return the environment of the processes: bytecode may be kept, as pip keeps it for the installed peers.

    The first run, which does not count, writes it; where PYTHONDONTWRITEBYTECODE is set, a checkout would be compiled anew by
    every run and an installed library never.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def processes(out: str) -> dict[str, Way]:
    """Return the ways that are whole processes."""
    ways: dict[str, Way] = {
        "albero extract": lambda path: run([sys.executable, "-m", "pipeline", "extract", str(path), "-o", out]),
        "pdfplumber": lambda path: run([sys.executable, "-c", PLUMBER, str(path)]),
    }
    pdftotext = shutil.which("pdftotext")
    if pdftotext:
        ways["pdftotext -layout"] = lambda path: run([pdftotext, "-layout", str(path), os.devnull])
    return ways


def processor() -> float:
    """Return the processor's seconds of this process and its ended children."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def measure(ways: dict[str, Way], path: Path, repeat: int) -> dict[str, Times]:
    """Return the medians of every way; they take turns, after one run each that does not count."""
    taken: dict[str, list[Times]] = {name: [] for name in ways}
    for turn in range(repeat + 1):
        for name, way in ways.items():
            wall, cpu = time.perf_counter(), processor()
            way(path)
            if turn:
                taken[name].append((time.perf_counter() - wall, processor() - cpu))
    return {
        name: (statistics.median(t[0] for t in times), statistics.median(t[1] for t in times))
        for name, times in taken.items()
    }


def pages_of(path: Path) -> int:
    """Return how many pages a PDF has."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)  # type: ignore[no-untyped-call]  # pypdfium2 has no types here
    try:
        return len(document)
    finally:
        document.close()  # type: ignore[no-untyped-call]


def table(title: str, ways: dict[str, Way], paths: Sequence[Path], repeat: int) -> None:
    """Measure and print one table: seconds, pages a second, and every peer's time as a multiple of ours."""
    print(f"\n{title}\n")
    print(f"{'documento':<36} {'modo':<18} {'secondi':>8} {'pagine/s':>9} {'x albero':>9} {'x (cpu)':>8}")
    for path in paths:
        pages, found = pages_of(path), measure(ways, path, repeat)
        wall, cpu = next(iter(found.values()))
        for name, times in found.items():
            print(
                f"{path.name:<36} {name:<18} {times[0]:>8.3f} {pages / times[0]:>9.1f} {times[0] / wall:>9.2f} "
                f"{times[1] / max(cpu, 1e-3):>8.2f}"
            )


def make_long(source: Path, pages: int, folder: Path) -> Path:
    """Write a document of many pages: those of ``source`` over and over."""
    from pypdfium2 import PdfDocument

    sample = PdfDocument(source)  # type: ignore[no-untyped-call]  # pypdfium2 has no types here
    long = PdfDocument.new()  # type: ignore[no-untyped-call]
    while len(long) < pages:
        long.import_pages(sample, list(range(min(len(sample), pages - len(long)))))
    path = folder / f"{pages}-pagine.pdf"
    long.save(path)
    return path


def child(path: Path) -> None:
    """Read one document and print what it took as JSON: for a process of its own, whose peak memory is its own."""
    wall, cpu = time.perf_counter(), time.process_time()
    text = str(albero(path))
    spent = {"secondi": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "byte": len(text)}
    print(json.dumps({**spent, "memoria": peak_megabytes()}))


def peak_megabytes() -> float | None:
    """Return this process's peak memory, where the system tells (not on Windows)."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024


def long_documents(source: Path, folder: Path, sizes: Sequence[int]) -> None:
    """Print time and peak memory of long documents, and how the time grows."""
    print("\nDocumenti lunghi, un processo ciascuno (dal file all'albero validato)\n")
    print(f"{'pagine':>7} {'secondi':>8} {'cpu':>8} {'ms/pagina':>10} {'memoria MB':>11}")
    for pages in sizes:
        path = make_long(source, pages, folder)
        done = subprocess.run(
            [sys.executable, __file__, "--child", str(path)], check=True, capture_output=True, text=True, cwd=ROOT
        )
        spent = json.loads(done.stdout)
        memory = "?" if spent["memoria"] is None else f"{spent['memoria']:.0f}"
        print(
            f"{pages:>7} {spent['secondi']:>8.2f} {spent['cpu']:>8.2f} {1000 * spent['cpu'] / pages:>10.1f} {memory:>11}"
        )


def profile(path: Path, repeat: int) -> None:
    """Print where our time goes: by stage, and the functions with the most time of their own."""
    albero(path)
    recorder = cProfile.Profile()
    recorder.enable()
    for _ in range(repeat):
        albero(path)
    recorder.disable()
    stats = pstats.Stats(recorder, stream=io.StringIO())
    whole = {name: row[3] for (_, _, name), row in stats.stats.items()}  # type: ignore[attr-defined]
    total = whole["albero"]
    inside = sum(whole.get(name, 0.0) for name in ("read_pages", "find_furniture", "find_rows"))
    print(f"\nDove va il tempo: {path.name}, {repeat} letture con cProfile (che rallenta)\n")
    for title, names in STAGES.items():
        spent = sum(whole.get(name, 0.0) for name in names) - (inside if names == ("read_pdf",) else 0.0)
        print(f"{title:<36} {100 * spent / total:>6.1f} %")
    stream = io.StringIO()
    pstats.Stats(recorder, stream=stream).strip_dirs().sort_stats("tottime").print_stats(25)
    print(stream.getvalue().partition("ncalls")[2])


def facts() -> None:
    """Print what the figures were measured on."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pypdfium2", "pdfplumber"))
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processori, Python {platform.python_version()}")
    print(f"{_model()}; {libraries}")


def _model() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "processore sconosciuto"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="PDFs; without any, the sample and some renditions of it")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each way that count (default 3)")
    parser.add_argument("--pages", type=int, nargs="*", default=LONG, help="lengths of the long documents (0: none)")
    parser.add_argument("--profile", action="store_true", help="also show where our time goes")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.child:
        child(chosen.child)
        return 0
    paths = chosen.files or [ROOT / name for name in FILES if (ROOT / name).exists()]
    facts()
    inside: dict[str, Way] = {"albero": albero, "albero, mai letto": albero_anew, "pdfplumber": plumber}
    if importlib.util.find_spec("camelot"):
        inside["camelot"] = camelot
    table("Nel processo, senza gli avvii (albero: dal file all'albero validato)", inside, paths, chosen.repeat)
    with tempfile.TemporaryDirectory() as folder:
        table("Processi interi (albero: i file scritti)", processes(folder), paths, chosen.repeat)
        long_documents(paths[0], Path(folder), [pages for pages in chosen.pages if pages])
    if chosen.profile:
        profile(paths[0], chosen.repeat)
    return 0


if __name__ == "__main__":
    sys.exit(main())
