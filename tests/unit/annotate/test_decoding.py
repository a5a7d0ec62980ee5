from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from kg.annotate.decoding import decode_stretches


AROUND = 3  # a label that only fixed words bear


def best_by_hand(
    emissions: np.ndarray, transitions: np.ndarray, labels: list[int]
) -> list[int]:
    """Try all labelings of the words whose label is -1."""

    def score(path: tuple[int, ...]) -> float:
        steps = zip((AROUND, *path), (*path, AROUND), strict=True)
        return sum(transitions[a, b] for a, b in steps) + sum(
            emissions[row, label] for row, label in enumerate(path) if label != AROUND
        )

    choices = [range(3) if label < 0 else (label,) for label in labels]
    return list(max(product(*choices), key=score))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    "labels",
    [
        [-1, -1, -1, -1],
        [0, -1, -1, AROUND, -1],
        [-1, 2, -1, -1, 1],
        [-1, AROUND, -1, -1, AROUND, -1],
    ],
    ids=str,
)
def test_doubtful_words_get_their_best_labels(seed: int, labels: list[int]) -> None:
    numbers = np.random.default_rng(seed)
    emissions = numbers.normal(size=(len(labels), 3)).astype(np.float32)
    transitions = numbers.normal(size=(4, 4)).astype(np.float32)
    wanted = best_by_hand(emissions, transitions, labels)
    found = np.array([*labels, AROUND])
    doubtful = np.flatnonzero(found < 0)

    decode_stretches(emissions, transitions, found, doubtful)

    assert found.tolist() == [*wanted, AROUND]


def test_without_doubt_nothing_changes() -> None:
    found = np.array([1, 2, AROUND])

    decode_stretches(
        np.zeros((2, 3), dtype=np.float32),
        np.zeros((4, 4), dtype=np.float32),
        found,
        np.array([], dtype=np.int64),
    )

    assert found.tolist() == [1, 2, AROUND]
