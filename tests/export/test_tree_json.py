"""The text of albero.json is what the standard library writes, only sooner."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.tree_json import write_json

_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(_VALUES)
def test_any_value_is_written_as_json_dumps_would(value: object) -> None:
    assert write_json(value) == json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"valore": object()}])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        write_json(value)
