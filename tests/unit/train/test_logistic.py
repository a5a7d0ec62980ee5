"""Logistic models of what is so, and of which of several is right."""

from __future__ import annotations

import random

import pytest

from kg.extract.events.model import Choice, Model
from kg.train.logistic import Alternatives, Example, common_features, fit, fit_choice


RIDGE = 4.0


def examples() -> list[Example]:
    """Return examples in which «good» is so nine times of ten."""
    chance = random.Random(1)  # noqa: S311 — an example, not a secret
    found = []
    for number in range(400):
        good = number % 2 == 0
        so = chance.random() < (0.9 if good else 0.1)
        features = ("bias", "good" if good else "bad")
        found.append(Example(f"a{number % 40}", features, so))
    return found


def test_weights_follow_the_judgements() -> None:
    model = Model(fit(examples(), RIDGE), 0.5)

    assert 0.8 < model.probability(("bias", "good")) < 0.95
    assert 0.05 < model.probability(("bias", "bad")) < 0.2


def test_rare_features_get_no_weight() -> None:
    rare = Example("a1", ("bias", "good", "rare"), so=True)

    assert "rare" not in fit([*examples(), rare], RIDGE)


def test_ridge_shrinks_weights() -> None:
    assert abs(fit(examples(), 100.0)["good"]) < abs(fit(examples(), 1.0)["good"])


def test_choice_follows_the_share_that_was_right() -> None:
    rows = (("near",), ("far",), ("none",))
    judged = [
        Alternatives("a", rows, (number % 4 > 0, False, number % 4 == 0))
        for number in range(400)
    ]

    near, far, none = Choice(fit_choice(judged, 0.1)).probabilities(rows)

    assert near == pytest.approx(0.75, abs=0.02)
    assert far < 0.02
    assert none == pytest.approx(0.25, abs=0.02)


def test_where_two_are_right_the_choice_is_free_between_them() -> None:
    rows = (("venue",), ("town",), ("none",))
    judged = [Alternatives("a", rows, (True, True, False))] * 50

    venue, town, none = Choice(fit_choice(judged, 0.1)).probabilities(rows)

    assert venue == pytest.approx(town)
    assert none < 0.05


def test_features_seen_often_enough_are_sorted() -> None:
    rows = [("b", "a"), ("b", "a"), ("a", "b", "c")]

    assert common_features(rows) == ["a", "b"]
