"""``albero extract`` end to end: what it prints, writes and exits with; and every bad input."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.codec import decode
from pipeline.schema import validate

from .conftest import Run

COUNTS = "14 settori, 89 obiettivi, 146 indicatori, 17 obiettivi individuali con 21 indicatori"
NAMES = ["allegato-2025.pdf", "allegato-2025.docx", "albero-performance-2025.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_the_samples(name: str, process: Run, samples: Path, tmp_path: Path) -> None:
    done = process("extract", samples / name)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    counts, findings, written = done.stderr.splitlines()[-3:]
    assert counts == COUNTS
    assert findings.startswith("segnalazioni: 0 errori, ")
    folder = Path("out") / Path(name).stem
    assert written == f"scritti: {folder / 'albero.json'}, {folder / 'indicatori.csv'}"
    assert sorted(path.name for path in (tmp_path / folder).iterdir()) == ["albero.json", "indicatori.csv"]
    document = json.loads((tmp_path / folder / "albero.json").read_text(encoding="utf-8"))
    assert validate(document) == ()
    assert document["copertura"]["non_assegnate"] == 0


def test_the_three_trees_are_equal_but_for_provenance(run: Run, samples: Path, tmp_path: Path) -> None:
    plans = []
    for name in NAMES:
        run("extract", samples / name, "-o", name)
        plans.append(decode(json.loads((tmp_path / name / "albero.json").read_text(encoding="utf-8"))))
    assert plans[0] == plans[1] == plans[2]


def test_two_runs_give_equal_bytes(process: Run, samples: Path, tmp_path: Path) -> None:
    """Property: the same input gives the same bytes, whatever the hash seed."""
    for folder, seed in (("a", "1"), ("b", "2")):
        process("extract", samples / "allegato-2025.docx", "-o", folder, PYTHONHASHSEED=seed)
    for name in ("albero.json", "indicatori.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_standard_input_and_excel(run: Run, samples: Path, tmp_path: Path) -> None:
    done = run("extract", "-", "--excel", stdin=(samples / "allegato-2025.docx").read_bytes())
    assert done.returncode == 0
    assert COUNTS in done.stderr
    assert (tmp_path / "out" / "stdin" / "indicatori.csv").read_bytes().startswith(b"\xef\xbb\xbftipo;")


def bad_inputs(samples: Path) -> dict[str, bytes]:
    pdf = (samples / "allegato-2025.pdf").read_bytes()
    docx = (samples / "allegato-2025.docx").read_bytes()
    return {
        "vuoto.pdf": b"",
        "immagine.pdf": b"\x89PNG\r\n\x1a\n" + bytes(64),
        "troncato.pdf": pdf[: len(pdf) // 3],
        "troncato.docx": docx[: len(docx) // 2],
        "lettera.txt": "Gentile signora, la riunione è il 12 maggio.\nCordiali saluti".encode(),
        "binario.txt": bytes(range(256)) * 4,
        "altro.json": b'{"a": 1}',
        "rotto.json": b'{"a": ',
        "futuro.json": b'{"versione_schema": "9.0"}',
    }


@pytest.mark.parametrize(
    "name",
    [
        "vuoto.pdf",
        "immagine.pdf",
        "troncato.pdf",
        "troncato.docx",
        "lettera.txt",
        "binario.txt",
        "altro.json",
        "rotto.json",
        "futuro.json",
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_is_left(name: str, run: Run, samples: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(bad_inputs(samples)[name])
    done = run("extract", name)
    refused(done)
    assert name in done.stderr
    assert not (tmp_path / "out").exists()


def refused(done: subprocess.CompletedProcess[str], code: int = 3) -> None:
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("albero: errore: ")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_missing_file_and_a_folder(run: Run, tmp_path: Path) -> None:
    refused(run("extract", "manca.pdf"))
    refused(run("extract", tmp_path))


def test_an_output_that_cannot_be_written(run: Run, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("un file")
    done = run("extract", samples / "allegato-2025.docx")
    refused(done, code=4)
    assert "out" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
