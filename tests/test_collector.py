"""The cycle collector rests inside, and is afterwards as it was, whatever happens."""

from __future__ import annotations

import gc

import pytest

from pipeline.collector import collector_at_rest


def _fail_at_rest() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
        raise KeyError


@pytest.mark.parametrize("before", [True, False])
def test_the_collector_is_as_before(before: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with pytest.raises(KeyError):
            _fail_at_rest()
        assert gc.isenabled() is before
    finally:
        (gc.enable if was_on else gc.disable)()
