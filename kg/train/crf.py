"""Weights of learnt conditional random fields: read out, and added up."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pycrfsuite


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Weights(NamedTuple):
    """A learnt model's weights.

    Attributes:
        features: Of each feature and label.
        transitions: Of each label and the next.
    """

    features: Mapping[tuple[str, str], float]
    transitions: Mapping[tuple[str, str], float]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, sorted."""
        found = {label for pair in self.transitions for label in pair}
        return tuple(sorted(found | {label for _, label in self.features}))


def learn_weights(trainer: pycrfsuite.Trainer) -> Weights:
    """Train on what ``trainer`` was given and return what was learnt."""
    with tempfile.TemporaryDirectory() as scratch:
        path = str(Path(scratch) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        learnt = tagger.info()
        tagger.close()
    return Weights(learnt.state_features, learnt.transitions)


def blend(parts: Sequence[tuple[float, Weights]]) -> Weights:
    """Add up models' weights by their shares; the sum is a model that all vote in.

    A logarithmic opinion pool of linear-chain models is one such model (Smith, Cohn
    and Osborne, ACL 2005), so it costs no time when tagging. Labels that the first
    model lacks are left out: it would say nothing against them.
    """
    known = frozenset(parts[0][1].labels)
    features: defaultdict[tuple[str, str], float] = defaultdict(float)
    transitions: defaultdict[tuple[str, str], float] = defaultdict(float)
    for share, weights in parts:
        for (name, label), weight in weights.features.items():
            if label in known:
                features[name, label] += share * weight
        for pair, weight in weights.transitions.items():
            if known.issuperset(pair):
                transitions[pair] += share * weight
    return Weights(features, transitions)
