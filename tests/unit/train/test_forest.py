"""Boosted trees: what they learn, and that they are read as they were learnt."""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from kg.extract.events.model import adapt_forest
from kg.train.forest import fit_choosing_forest, fit_forest


def near_zero() -> tuple[np.ndarray, np.ndarray]:
    """Return rows of which those are so whose first number is small."""
    rows = np.random.default_rng(7).normal(size=(600, 3)).astype(np.float32)
    return rows, np.abs(rows[:, 0]) < 0.7


def test_trees_learn_what_no_weighted_sum_tells() -> None:
    rows, so = near_zero()

    odds = adapt_forest(fit_forest(rows[:500], so[:500])).log_odds(rows[500:])

    assert ((odds > 0) == so[500:]).mean() > 0.95


def test_forest_gives_the_log_odds_of_scikit_learn(monkeypatch) -> None:
    rows, so = near_zero()
    made: list[GradientBoostingClassifier] = []

    def keep(**settings: object) -> GradientBoostingClassifier:
        made.append(GradientBoostingClassifier(**settings))
        return made[-1]

    monkeypatch.setattr("kg.train.forest.GradientBoostingClassifier", keep)
    odds = adapt_forest(fit_forest(rows, so)).log_odds(rows)

    assert np.allclose(odds, made[0].decision_function(rows), atol=1e-4)


def test_same_examples_give_the_same_bytes() -> None:
    rows, so = near_zero()

    one, other = fit_forest(rows, so), fit_forest(rows, so)

    assert {name: array.tobytes() for name, array in one.items()} == {
        name: array.tobytes() for name, array in other.items()
    }


def highest() -> tuple[list[np.ndarray], list[list[bool]]]:
    """Return groups of rows of which that one is right that is ahead of the others.

    The second number is how far ahead, the first of the whole group.
    """
    random = np.random.default_rng(7)
    groups, right = [], []
    for size in random.integers(2, 6, size=400):
        ahead = random.permutation(size).astype(np.float32)
        common = np.full(size, random.normal(), dtype=np.float32)
        groups.append(np.stack([common, ahead == size - 1, ahead], axis=1))
        right.append((ahead == size - 1).tolist())
    return groups, right


def test_choosing_trees_put_the_right_row_of_a_group_first() -> None:
    groups, right = highest()

    forest = adapt_forest(fit_choosing_forest(groups[:300], right[:300]))

    chosen = [int(forest.log_odds(group).argmax()) for group in groups[300:]]
    assert chosen == [each.index(True) for each in right[300:]]


def test_same_groups_give_the_same_bytes() -> None:
    one, other = fit_choosing_forest(*highest()), fit_choosing_forest(*highest())

    assert {name: array.tobytes() for name, array in one.items()} == {
        name: array.tobytes() for name, array in other.items()
    }
