"""Build the layout matrix: the 2025 plan drawn in many ways, one PDF each, and its manifest.

    python tests/matrice/build.py                                  every committed rendition, into this folder
    python tests/matrice/build.py --only lo-cornice                some of them (the manifest stays as it is)
    python tests/matrice/build.py --random 20 --seed 7 --out DIR   random renditions, kept aside

A tool for developers; README.md names what it needs. Users and tests only read what it made.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from builders.blocks import build_blocks  # noqa: E402  the builders lie beside this script
from builders.catalogue import CATALOGUE  # noqa: E402
from builders.chance import random_renditions  # noqa: E402
from builders.inspection import missing_letters, missing_words  # noqa: E402
from builders.manifesto import write_manifest  # noqa: E402
from builders.piano import read_piano  # noqa: E402
from builders.rendition import Rendition  # noqa: E402
from builders.touches import touch  # noqa: E402

MODULES = {
    "writer": "writer",
    "calc": "calc",
    "chromium": "chromium",
    "reportlab": "platypus",
    "weasyprint": "webprint",
    "wkhtmltopdf": "webprint",
    "ghostscript": "ghostscript",
    "latex": "latex",
}


def build_one(r: Rendition, folder: Path) -> list[str]:
    """Build one rendition and return what its text layer lacks."""
    blocks = build_blocks(read_piano(), r)
    path = folder / f"{r.name}.pdf"
    importlib.import_module(f"builders.{MODULES[r.producer]}").build_pdf(blocks, r, path)
    touch(path, r)
    if r.lost_ligatures or r.clipped_header or r.producer == "ghostscript":
        return []
    lack = [f"{letter}x{n}" for letter, n in missing_letters(blocks, path).items()]
    return lack + sorted(missing_words(blocks, path))


def build_all(renditions: Iterable[Rendition], folder: Path) -> int:
    """Build renditions one after the other and return how many are faulty."""
    faulty = 0
    for r in renditions:
        lack = build_one(r, folder)
        faulty += bool(lack)
        size = (folder / f"{r.name}.pdf").stat().st_size
        sys.stdout.write(f"{r.name}: {size // 1024} KiB{' MANCA ' + ' '.join(lack[:12]) if lack else ''}\n")
        sys.stdout.flush()
    return faulty


def parse_arguments() -> argparse.Namespace:
    """Return the command line's arguments."""
    parser = argparse.ArgumentParser(description="Costruisce la matrice delle impaginazioni.")
    parser.add_argument("--only", nargs="*", default=[], help="solo queste rese (nome del file senza .pdf)")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="N rese a caso invece del catalogo")
    parser.add_argument("--seed", type=int, default=0, help="seme del caso")
    parser.add_argument("--out", type=Path, default=HERE, help="cartella di destinazione")
    return parser.parse_args()


def main() -> int:
    """Build what the arguments ask for."""
    arguments = parse_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    chosen = random_renditions(arguments.random, arguments.seed) if arguments.random else list(CATALOGUE)
    if not arguments.only:
        write_manifest(chosen, arguments.out)
    wanted = [r for r in chosen if not arguments.only or r.name in arguments.only]
    return 1 if build_all(wanted, arguments.out) else 0


if __name__ == "__main__":
    sys.exit(main())
