"""Adding up models, and models of ezafe alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.annotate.features import WordClasses
from kg.annotate.tagger import Tagger
from kg.train.crf import Weights, blend
from kg.train.tagging import (
    Example,
    ezafe_only,
    spread,
    write_model,
)


if TYPE_CHECKING:
    from pathlib import Path


CLASSES = WordClasses(leaf={}, middle=(0,), coarse=(0,), frequent={}, hints={})
JOINT = Weights(
    {("0:bias", "NOUN"): 1.0, ("0:bias", "NOUN+"): 0.5, ("0:bias", "PUNCT"): 0.0},
    {("NOUN+", "NOUN"): 0.2},
)
EZAFE = Weights({("0:bias", "+"): 2.0, ("0:bias", "-"): -1.0}, {("+", "-"): 0.5})


def test_ezafe_only_keeps_nothing_but_ezafe() -> None:
    example = Example(("خانه", "مریم", "."), ("NOUN+", "PROPN", "PUNCT"))

    assert ezafe_only(example).labels == ("+", "-", "-")


def test_spread_gives_each_label_the_weight_of_its_kind() -> None:
    found = spread(EZAFE, ("NOUN", "NOUN+", "PUNCT"))

    assert found.features == {
        ("0:bias", "NOUN+"): 2.0,
        ("0:bias", "NOUN"): -1.0,
        ("0:bias", "PUNCT"): -1.0,
    }
    assert found.transitions == {("NOUN+", "NOUN"): 0.5, ("NOUN+", "PUNCT"): 0.5}


def test_blend_adds_up_weights_by_their_shares() -> None:
    found = blend([(1.0, JOINT), (0.5, spread(EZAFE, JOINT.labels))])

    assert found.features["0:bias", "NOUN+"] == pytest.approx(1.5)
    assert found.features["0:bias", "NOUN"] == pytest.approx(0.5)
    assert found.transitions["NOUN+", "NOUN"] == pytest.approx(0.45)


def test_blend_leaves_out_labels_that_the_first_model_lacks() -> None:
    other = Weights({("0:bias", "X"): 9.0}, {("NOUN", "X"): 9.0})

    found = blend([(1.0, JOINT), (1.0, other)])

    assert found.labels == JOINT.labels


def test_a_blended_model_is_decoded(tmp_path: Path) -> None:
    blended = blend([(1.0, JOINT), (0.5, spread(EZAFE, JOINT.labels))])

    write_model(blended, CLASSES, tmp_path)

    tagged = Tagger(tmp_path).tag([["خانه", "خانه"]])
    assert tagged == [[("NOUN", True), ("NOUN", False)]]  # a last word has no ezafe
