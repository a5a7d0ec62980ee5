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
    from collections.abc import Iterable, Mapping


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
class Models:
    """The decisions about events that are learnt.

    Attributes:
        date: Whether a date belongs to an event.
        place: Whether a place belongs to an event.
        listed: Whether an event is listed.
        right: Whether event, date and place of one that is listed are all right.
    """

    date: Model
    place: Model
    listed: Model
    right: Model


def read_model(told: Mapping[str, object]) -> Model:
    """Read a model from its JSON object."""
    weights, threshold = told["weights"], told["threshold"]
    if not isinstance(weights, dict) or not isinstance(threshold, float):
        raise TypeError("a model of events has weights and a threshold")
    return Model(MappingProxyType(weights), threshold)


@cache
def models() -> Models:
    """Return the learnt models of ``kg/models/events.json``."""
    text = (files("kg") / "models" / "events.json").read_text(encoding="utf-8")
    told = json.loads(text)
    return Models(
        date=read_model(told["date"]),
        place=read_model(told["place"]),
        listed=read_model(told["listed"]),
        right=read_model(told["right"]),
    )
