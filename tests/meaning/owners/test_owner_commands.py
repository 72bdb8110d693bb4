"""The commands ``owners`` and ``registry``: what they print, where, and how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from owner_plans import ROOT, truth

from pipeline.cli.ending import run
from pipeline.cli.owners import command as owners
from pipeline.cli.registry import command as registry
from pipeline.meaning.owners import load_registry

PLAN = str(ROOT / "samples/albero-performance-2025.txt")
STRANGE = '[[unita]]\nid = "promo"\nnome = "Servizio Promozione"\n'


def test_owners_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(owners, [PLAN]) == 0
    out, err = capsys.readouterr()
    assert "Legale_Segreteria_GDTD" in out
    assert "servizio-segreteria, ufficio-gdtd, ufficio-legale" in out
    assert "[[unita]]" not in out
    assert err == "11 grafie di owner, 0 senza unità; 7 prefissi nei codici, 0 senza unità\n"


def test_owners_as_csv_says_what_the_truth_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(owners, [PLAN, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    found = {(r["colonna"], r["testo"], r["volte"], r["metodo"], *sorted(r["unita"].split())) for r in rows}
    wanted = [*truth("owner"), *truth("prefisso")]
    assert found == {(r["colonna"], r["testo"], r["volte"], r["metodo"], *sorted(r["unita"].split())) for r in wanted}


def test_owners_as_json_with_a_strange_registry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    strange = tmp_path / "altro.toml"
    strange.write_text(STRANGE, encoding="utf-8")
    assert run(owners, [PLAN, "--format", "json", "--registry", str(strange)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["registro"] == "altro.toml"
    by_text = {entry["testo"]: entry for entry in report["owner"]}
    assert by_text["Servizio Promozione"]["unita"] == ["promo"]
    assert by_text["Servizio Staff"]["metodo"] == "non_risolto"
    assert 'nome = "Servizio Staff"' in by_text["Servizio Staff"]["righe"]


@pytest.mark.parametrize("command", [owners, registry], ids=["owners", "registry check"])
def test_a_wrong_registry_ends_with_2_and_one_line(
    command: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "sbagliato.toml"
    wrong.write_text(STRANGE + 'colore = "blu"\n', encoding="utf-8")
    code = run(owners, [PLAN, "--registry", str(wrong)]) if command is owners else run(registry, ["check", str(wrong)])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.startswith("albero: errore: sbagliato.toml, riga 4, chiave «unita[1].colore»: ")
    assert err.count("\n") == 1


def test_registry_init_writes_what_can_be_used_and_edited(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "registro.toml"
    assert run(registry, ["init", PLAN, "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert len(load_registry(out).unita) == 8
    assert run(registry, ["check", str(out)]) == 0
    assert run(owners, [PLAN, "--registry", str(out)]) == 0
    assert "0 senza unità; 7 prefissi nei codici, 3 senza unità" in capsys.readouterr().err


def test_registry_init_without_a_file_is_for_a_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(registry, ["init", PLAN]) == 0
    copy = tmp_path / "copia.toml"
    copy.write_text(capsys.readouterr().out, encoding="utf-8")
    assert load_registry(copy).find_unita("servizio-staff") is not None


def test_registry_init_never_overwrites_unless_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "registro.toml"
    out.write_text("# fatto a mano\n", encoding="utf-8")
    assert run(registry, ["init", PLAN, "-o", str(out)]) == 2
    assert "c'è già" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "# fatto a mano\n"
    assert run(registry, ["init", PLAN, "-o", str(out), "--force"]) == 0
    assert len(load_registry(out).unita) == 8


def test_registry_init_where_nothing_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(registry, ["init", PLAN, "-o", str(tmp_path)]) == 4
    assert capsys.readouterr().out == ""
