"""Registry files: what is read, and one clear line with file, line and key for what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from owner_plans import maremma

from pipeline.errors import ExitCode, UsageError
from pipeline.meaning.owners import Ente, find_shipped, load_registry, parse_registry, shipped_registries
from pipeline.meaning.owners.write import render_registry

FAULTS = sorted((Path(__file__).parent / "registri-sbagliati").glob("*.toml"))


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: str(path.stem))
def test_each_fault_is_one_line_with_file_line_and_key(path: Path) -> None:
    """The first lines of each file hold what the message must: ``# riga``, ``# chiave``, ``# dice``."""
    wanted = dict(line[2:].split(": ", 1) for line in path.read_text(encoding="utf-8").splitlines() if line[:2] == "# ")
    with pytest.raises(UsageError) as raised:
        load_registry(path)
    assert raised.value.exit_code is ExitCode.USAGE
    assert raised.value.message.startswith(f"{path.name}, riga {wanted['riga']}, chiave «{wanted['chiave']}»: ")
    assert wanted["dice"] in raised.value.message
    assert "\n" not in str(raised.value)
    assert raised.value.advice


def test_there_is_a_file_for_every_kind_of_fault() -> None:
    assert len(FAULTS) >= 18


def test_empty_missing_folder_and_binary_files(tmp_path: Path) -> None:
    empty = tmp_path / "vuoto.toml"
    empty.write_text(" \n", encoding="utf-8")
    binary = tmp_path / "binario.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    for path, words in (
        (empty, "vuoto.toml, riga 1"),
        (tmp_path / "manca.toml", "non esiste"),
        (tmp_path, "non si può leggere"),
        (binary, "UTF-8"),
    ):
        with pytest.raises(UsageError, match=words):
            load_registry(path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "bom.toml"
    path.write_text('[[unita]]\nid = "a"\nnome = "A"\n', encoding="utf-8-sig")
    assert load_registry(path).ids() == ("a",)


def test_the_body_may_be_a_plain_name() -> None:
    registry = parse_registry('ente = "Comune di Prova"\n[[unita]]\nid = "a"\nnome = "A"\n', "r.toml")
    assert registry.ente == Ente(nome="Comune di Prova")


def test_a_name_may_pass_on_after_a_reorganisation() -> None:
    two = '[[unita]]\nid = "a"\nnome = "Servizio Studi"\nal = 2023\n[[unita]]\nid = "b"\nnome = "Servizio Studi"\ndal = 2024\n'
    assert parse_registry(two, "r.toml").ids(2024) == ("b",)


def test_a_written_registry_reads_back_the_same() -> None:
    for registry in shipped_registries():
        again = parse_registry(render_registry(registry), registry.nome)
        assert again == registry


@pytest.mark.parametrize(
    "ente",
    [
        "CCIAA Maremma e Tirreno",
        "CC Maremma e Tirreno",
        "Camera di Commercio della Maremma e del Tirreno",
        "MAREMMA E TIRRENO",
    ],
)
def test_the_shipped_registry_is_found_by_the_body(ente: str) -> None:
    assert find_shipped(ente) == maremma()


@pytest.mark.parametrize("ente", [None, "", "CCIAA Maremma", "CCIAA Toscana Nord-Ovest", "Comune di Grosseto"])
def test_no_registry_for_another_body(ente: str | None) -> None:
    assert find_shipped(ente) is None
