"""What a reader asks for, on the command line and in a registry."""

from __future__ import annotations

import pytest

from pipeline.check import CheckConfig, check, filter_findings, parse_config
from pipeline.diagnostics import finding
from pipeline.errors import UsageError
from pipeline.model import Gravita

from .build import read_example

# raises QUA101 (title), QUA102 (off unless asked for) and QUA301
PLAN = """
01.01 - Assistenza alle imprese 2024 | Incontri di assistenza agli utenti 2024 | 1 N. | Ufficio Legale
01.02 - Iniziative per per le imprese | N. domande evase / N. domande ricevute | 100% | Ufficio Legale"""


def _codes(
    *, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), config: CheckConfig | None = None
) -> set[str]:
    found = check(read_example(PLAN), select=select, ignore=ignore, config=config)
    return {diagnostic.codice for diagnostic in found if not diagnostic.codice.startswith("QUA6")}


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), {"QUA101", "QUA301"}),
        (("QUA3",), (), {"QUA301"}),
        (("qua301",), (), {"QUA301"}),
        (("parola-ripetuta",), (), {"QUA301"}),
        (("QUA",), (), {"QUA101", "QUA301"}),
        (("QUA1",), (), {"QUA101"}),
        (("QUA102",), (), {"QUA102"}),
        (("anno-precedente-nell-indicatore",), (), {"QUA102"}),
        (("QUA", "QUA102"), (), {"QUA101", "QUA102", "QUA301"}),
        ((), ("QUA1",), {"QUA301"}),
        ((), ("QUA301",), {"QUA101"}),
        (("QUA301",), ("QUA3",), {"QUA301"}),
        (("QUA3",), ("QUA301",), set()),
        (("QUA301",), ("QUA301",), set()),
        (("TGT",), (), set()),
    ],
)
def test_names_choose_rules(select: tuple[str, ...], ignore: tuple[str, ...], expected: set[str]) -> None:
    assert _codes(select=select, ignore=ignore) == expected


def test_the_command_is_asked_before_the_registry() -> None:
    config = CheckConfig(ignore=("QUA301",))
    assert _codes(config=config) == {"QUA101"}
    assert _codes(config=config, select=("QUA301",)) == {"QUA301"}
    assert _codes(config=CheckConfig(select=("QUA301",)), ignore=("QUA301",)) == set()


def test_the_registry_turns_a_rule_on_and_changes_its_severity() -> None:
    config = CheckConfig(select=("QUA102",), gravita=(("QUA102", Gravita.ERRORE),))
    (found,) = check(read_example(PLAN), config=config)
    assert (found.codice, found.gravita) == ("QUA102", Gravita.ERRORE)


def test_findings_of_any_family_are_filtered_in_their_order() -> None:
    found = [finding("QUA301", parola="per per"), finding("QUA401"), finding("QUA402")]
    assert [d.codice for d in filter_findings(found, ignore=["QUA401"])] == ["QUA301", "QUA402"]


def test_parse_config() -> None:
    table = {"select": ["qua", "Anno-Residuo"], "ignore": ["QUA406"], "gravita": {"qua101": "info"}}
    assert parse_config(table, "registro.toml") == CheckConfig(
        select=("QUA", "anno-residuo"), ignore=("QUA406",), gravita=(("QUA101", Gravita.INFO),)
    )
    assert parse_config({}, "registro.toml") == CheckConfig()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ([], "registro.toml, [controlli]: deve essere una tabella"),
        ({"selezione": []}, "registro.toml, [controlli]: chiave sconosciuta «selezione»"),
        ({"select": "QUA"}, "registro.toml, [controlli], select: deve essere una lista"),
        ({"ignore": [1]}, "registro.toml, [controlli], ignore: deve essere una lista"),
        ({"ignore": ["QUA999"]}, "registro.toml, [controlli], ignore: nessuna regola si chiama «QUA999»"),
        ({"ignore": [""]}, "registro.toml, [controlli], ignore: nessuna regola si chiama «»"),
        ({"gravita": []}, "registro.toml, [controlli], gravita: deve essere una tabella"),
        ({"gravita": {"QUA1": "info"}}, "registro.toml, [controlli], gravita: nessuna regola ha il codice «QUA1»"),
        ({"gravita": {"QUA101": "grave"}}, "registro.toml, [controlli], gravita, QUA101: gravità sconosciuta «grave»"),
    ],
)
def test_a_wrong_table_is_one_clear_line_with_its_key(table: object, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_config(table, "registro.toml")
    assert str(caught.value).startswith(said)
    assert caught.value.advice
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_an_unknown_name_on_the_command_line_names_the_option(option: str) -> None:
    with pytest.raises(UsageError, match=f"--{option}: nessuna regola si chiama «XYZ»"):
        check(read_example(PLAN), **{option: ("XYZ",)})  # type: ignore[arg-type]  # the option is the parameter
