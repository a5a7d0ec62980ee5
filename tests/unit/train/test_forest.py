"""Boosted trees: what they learn, and that they are read as they were learnt."""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from kg.extract.events.model import adapt_forest
from kg.train.forest import fit_forest


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
