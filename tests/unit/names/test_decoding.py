from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from kg.annotate.names.decoding import viterbi


# As learnt: going on without a name is far likelier than beginning or ending one.
TRANSITIONS = np.array(
    [[5.5, 4.9, -1e4], [-0.3, 0.2, 6.6], [-0.1, 0.0, 5.4]], dtype=np.float32
)


def best_by_hand(emissions: np.ndarray) -> list[int]:
    """Try all labelings of one sentence; label 0 stands around it."""

    def score(path: tuple[int, ...]) -> float:
        steps = zip((0, *path), (*path, 0), strict=True)
        return sum(TRANSITIONS[a, b] for a, b in steps) + sum(
            emissions[row, label] for row, label in enumerate(path)
        )

    return list(max(product(range(3), repeat=len(emissions)), key=score))


@pytest.mark.parametrize("seed", range(8))
def test_finds_the_best_path(seed: int) -> None:
    emissions = (
        np.random.default_rng(seed).normal(scale=6, size=(6, 3)).astype(np.float32)
    )
    edges = np.zeros(6, dtype=bool)

    found = viterbi(emissions, TRANSITIONS, edges)

    assert found.tolist() == best_by_hand(emissions)


def test_stretches_are_decoded_apart() -> None:
    names = np.array([[0, 9, 0], [0, 0, 9]], dtype=np.float32)
    edge = np.zeros((1, 3), dtype=np.float32)
    emissions = np.concatenate([names, edge, names, edge, names[:1]])
    edges = np.array([False, False, True, False, False, True, False])

    found = viterbi(emissions, TRANSITIONS, edges)

    assert found.tolist() == [1, 2, 0, 1, 2, 0, 1]


def test_plain_words_need_no_search() -> None:
    emissions = np.array([[20, 0, 0]] * 3, dtype=np.float32)

    found = viterbi(emissions, TRANSITIONS, np.zeros(3, dtype=bool))

    assert found.tolist() == [0, 0, 0]
