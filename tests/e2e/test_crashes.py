"""Builds killed at random moments; ``tests.benchmarks.crashes`` does it fifty times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.crashes import crash


if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.e2e


def test_a_killed_build_leaves_a_graph_that_the_next_one_completes(
    tmp_path: Path,
) -> None:
    outcomes = crash(tmp_path, kills=8, seed=5)

    assert set(outcomes) <= {"state before", "state after", "the build had ended"}
    assert outcomes["state before"] > 0
