"""Logistic models over readable features, as :mod:`kg.train.events` writes them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of features, and the least probability that counts as yes."""

    weights: Mapping[str, float]
    threshold: float

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability that what has these features is so."""
        weight = self.weights.get
        total = sum([weight(feature, 0.0) for feature in features])
        return 1.0 / (1.0 + math.exp(-total))


@dataclass(frozen=True, slots=True)
class Choice:
    """Weights of features of alternatives, of which one is right."""

    weights: Mapping[str, float]

    def probabilities(self, alternatives: Sequence[Iterable[str]]) -> list[float]:
        """Return for each alternative's features how likely it is the right one."""
        weight = self.weights.get
        totals = [
            math.exp(sum([weight(feature, 0.0) for feature in features]))
            for features in alternatives
        ]
        whole = sum(totals)
        return [total / whole for total in totals]


@dataclass(frozen=True, slots=True)
class Models:
    """The decisions about events that are learnt.

    Attributes:
        date: Which of the dates near an event is its own, if any.
        place: Which of the places near an event is its own, if any.
        listed: Whether an event is listed.
        right: Whether event, date and place of one that is listed are all right.
    """

    date: Choice
    place: Choice
    listed: Model
    right: Model


def read_model(told: Mapping[str, object]) -> Model:
    """Read a model from its JSON object."""
    threshold = told["threshold"]
    if not isinstance(threshold, float):
        raise TypeError("a model of events has a threshold")
    return Model(read_weights(told), threshold)


def read_weights(told: Mapping[str, object]) -> Mapping[str, float]:
    """Read the weights of a model from its JSON object."""
    weights = told["weights"]
    if not isinstance(weights, dict):
        raise TypeError("a model of events has weights")
    return MappingProxyType(weights)


@cache
def models() -> Models:
    """Return the learnt models of ``kg/models/events.json``."""
    text = (files("kg") / "models" / "events.json").read_text(encoding="utf-8")
    told = json.loads(text)
    return Models(
        date=Choice(read_weights(told["date"])),
        place=Choice(read_weights(told["place"])),
        listed=read_model(told["listed"]),
        right=read_model(told["right"]),
    )
