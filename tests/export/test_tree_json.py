"""The text of albero.json is what the standard library writes, only sooner."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codec import encode_provenance
from pipeline.export.tree_json import write_json
from pipeline.model import Provenance

_NUMBERS = st.integers() | st.decimals(-(10**9), 10**9, places=3, allow_nan=False).map(float)
"""Integers of any size, and numbers as plans hold them: libraries agree on how they are written, unlike 1e+16."""
_SCALARS = st.none() | st.booleans() | _NUMBERS | st.text()
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(_VALUES)
def test_any_value_is_written_as_json_dumps_would(value: object) -> None:
    assert write_json(value) == json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_back_as_it_was(value: float) -> None:
    assert json.loads(write_json([value])) == [value]


@pytest.mark.parametrize("value", [10**20, [-(2**64)], {"valore": 2**64}])
def test_integers_of_any_size_are_written(value: object) -> None:
    assert json.loads(write_json(value)) == value


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError):
        write_json({"valore": object()})


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_box_without_numbers_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="box without numbers"):
        encode_provenance(Provenance(pagina=1, riquadro=(0.0, 0.0, number, 1.0)))
