"""Loading without the garbage collector."""

from __future__ import annotations

import gc

import pytest

from kg.annotate.uncollected import uncollected


def test_nothing_is_collected_inside_and_all_is_as_before_outside() -> None:
    with uncollected():
        assert not gc.isenabled()

    assert gc.isenabled()


def test_the_collector_runs_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")

    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass

        assert not gc.isenabled()
    finally:
        gc.enable()
