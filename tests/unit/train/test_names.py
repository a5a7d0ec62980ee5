"""What a view of the recogniser sees, and the mean of several models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.annotate.names.features import Vocabulary
from kg.annotate.names.phrases import Phrases
from kg.annotate.names.recognizer import Recognizer
from kg.train.crf import Weights, blend
from kg.train.name_examples import Example
from kg.train.names import Featurizer, write_model


if TYPE_CHECKING:
    from pathlib import Path


VOCABULARY = Vocabulary(
    leaf={}, middle=(0,), coarse=(0,), frequent={}, listed={}, lists=(), greatest=0
)
EXAMPLE = Example(("نیلا", "آمد"), ("B-PER", "O"), (("PROPN", False), ("VERB", False)))


def features(hidden: tuple[str, ...] = ()) -> set[str]:
    """Return the features of the first word that look at it alone."""
    featurizer = Featurizer(VOCABULARY, Phrases([]), hidden)
    return {name for name in featurizer.features(EXAMPLE)[0] if name[:2] == "0:"}


def test_a_view_does_not_see_what_is_hidden_from_it() -> None:
    seen, hidden = features(), features(hidden=("w=", "p2="))

    assert seen - hidden == {"0:w=نیلا", "0:p2=نی"}
    assert hidden < seen


def test_a_blend_adds_up_its_parts_by_their_shares() -> None:
    one = Weights({("0:bias", "O"): 1.0, ("0:w=نیلا", "B-PER"): 2.0}, {("O", "O"): 1.0})
    other = Weights({("0:bias", "O"): 2.0}, {("O", "B-PER"): 1.0})

    found = blend([(0.5, one), (0.25, other)])

    assert found.features["0:bias", "O"] == pytest.approx(1.0)
    assert found.features["0:w=نیلا", "B-PER"] == pytest.approx(1.0)
    assert found.transitions == {("O", "O"): 0.5, ("O", "B-PER"): 0.25}


def test_a_blend_is_read_back(tmp_path: Path) -> None:
    parts = [(0.5, Weights({("0:w=نیلا", "B-PER"): 9.0}, {}))] * 2

    write_model(blend(parts), VOCABULARY, {"نیلاکاوه": 1}, tmp_path)

    model = Recognizer(tmp_path)
    assert model.transitions.shape == (11, 11)
    assert model.ids(["نیلا"]) == [1]  # 0 is the edge of a sentence
