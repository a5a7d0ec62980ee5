"""Features in bundles whose weights are kept."""

from __future__ import annotations

import pytest

from kg.extract.events.bundles import bundle_weights, features_of
from kg.extract.events.model import Choice


WEIGHTS = {"how=inside": 1.5, "how=inside&verb": 0.25, "word=در": -2.0}
made: list[tuple[str, str]] = []


def how_features(how: str, kind: str) -> list[str]:
    made.append((how, kind))
    return [f"how={how}", f"how={how}&{kind}"]


def word_features(word: str) -> list[str]:
    return [f"word={word}"]


def test_features_of_bundles_stand_in_order() -> None:
    bundles = [(word_features, "در"), (how_features, "inside", "noun")]

    assert features_of(bundles) == ["word=در", "how=inside", "how=inside&noun"]


def test_bundle_weighs_what_its_features_weigh_and_is_made_once() -> None:
    weights = bundle_weights(WEIGHTS)
    made.clear()

    found = [weights[how_features, "inside", "verb"] for _ in range(3)]

    assert found == [1.75] * 3
    assert made == [("inside", "verb")]


def test_choice_by_bundles_is_the_choice_by_their_features() -> None:
    choice = Choice(WEIGHTS)
    alternatives = [
        [(how_features, "inside", "verb"), (word_features, "در")],
        [(how_features, "far", "verb"), (word_features, "به")],
    ]

    found = choice.choose(alternatives)

    assert found == pytest.approx(
        choice.probabilities([features_of(each) for each in alternatives])
    )
    assert sum(found) == pytest.approx(1)
