"""The [controlli] table of a registry: which findings a body wants (issue: per-registry configuration)."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.group import albero

SAMPLE = Path(__file__).parents[2] / "samples" / "albero-performance-2025.txt"
UNITS = '[[unita]]\nid = "servizio-staff"\nnome = "Servizio Staff"\n'


def _check(tmp_path: Path, table: str) -> tuple[int, str]:
    registry = tmp_path / "registro.toml"
    registry.write_text(UNITS + table, encoding="utf-8")
    result = CliRunner().invoke(albero, ["check", str(SAMPLE), "--registry", str(registry)])
    return result.exit_code, result.output


def test_a_body_leaves_a_rule_out(tmp_path: Path) -> None:
    assert "QUA406" in _check(tmp_path, "")[1]
    assert "QUA406" not in _check(tmp_path, '[controlli]\nignore = ["QUA406"]\n')[1]


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    registry = tmp_path / "registro.toml"
    registry.write_text(UNITS + '[controlli]\nignora = ["QUA406"]\n', encoding="utf-8")
    with pytest.raises(Exception, match=r"registro\.toml, \[controlli\]: chiave sconosciuta «ignora»"):
        CliRunner().invoke(albero, ["check", str(SAMPLE), "--registry", str(registry)], catch_exceptions=False)
