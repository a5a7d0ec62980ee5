"""Learning which events are listed."""

from __future__ import annotations

import random
from pathlib import Path

from kg.extract.events.selection import model
from kg.train.events import (
    ANNOTATIONS,
    Example,
    best_threshold,
    calibration,
    cross_validate,
    examples_of,
    fit,
    probability_of,
    read_annotations,
)
from tests.unit.extract.events.scenes import context_of


def examples() -> list[Example]:
    """Return examples in which «good» is listed nine times of ten."""
    chance = random.Random(1)  # noqa: S311 — an example, not a secret
    found = []
    for number in range(400):
        good = number % 2 == 0
        listed = chance.random() < (0.9 if good else 0.1)
        features = ("bias", "good" if good else "bad")
        found.append(Example(f"a{number % 40}", features, listed))
    return found


def test_weights_follow_the_judgements() -> None:
    weights = fit(examples())

    good = probability_of(weights, Example("", ("bias", "good"), listed=True))
    bad = probability_of(weights, Example("", ("bias", "bad"), listed=True))
    assert 0.8 < good < 0.95
    assert 0.05 < bad < 0.2


def test_rare_features_get_no_weight() -> None:
    rare = Example("a1", ("bias", "good", "rare"), listed=True)

    assert "rare" not in fit([*examples(), rare])


def test_cross_validation_judges_every_example_once() -> None:
    judged = cross_validate(examples())

    threshold, score = best_threshold(judged)
    assert len(judged) == 400
    assert 0.1 < threshold < 0.9
    assert score > 0.85
    assert "0.8-1.0" in calibration(judged)


def test_examples_are_positive_where_a_trigger_is_listed() -> None:
    document = context_of(
        "همایش+ کتاب دیروز برگزار شد . جشن+ کتاب فردا برگزار می‌شود/VERB ."
    ).document

    found = examples_of(document, {(0, 5)})

    assert [example.listed for example in found] == [True, False]
    assert all("bias" in example.features for example in found)


def test_annotations_are_sorted_and_model_knows_its_features() -> None:
    lines = [
        line
        for line in Path(ANNOTATIONS).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    ids = [line.split("\t")[0] for line in lines]

    assert ids == sorted(ids)
    assert len(read_annotations(ANNOTATIONS)) == len(set(ids))
    assert "bias" in model().weights
    assert 0 < model().threshold < 1
