"""Models of events, as :mod:`kg.train.events` writes them.

Logistic models over readable features (``kg/models/events.json``), and for what is
listed also boosted trees over numbers and word vectors, a network that reads words in
their context, and trees over what these say of all events of an article
(``kg/models/events.npz``).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.events.bundles import bundle_columns, bundle_weights
from kg.extract.events.network import adapt_network


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from kg.extract.events.bundles import Bundle
    from kg.extract.events.network import Network


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model over features.

    Attributes:
        weights: By feature; others weigh nothing.
        threshold: The least probability that counts as yes.
        of_bundles: Weights by bundle (:mod:`~kg.extract.events.bundles`).
    """

    weights: Mapping[str, float]
    threshold: float
    of_bundles: Mapping[Bundle, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "of_bundles", bundle_weights(self.weights))

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability that what has these features is so."""
        weight = self.weights.get
        return to_probability(sum([weight(feature, 0.0) for feature in features]))

    def probability_of(self, bundles: Iterable[Bundle]) -> float:
        """Return the probability that what has these bundles of features is so."""
        weight = self.of_bundles
        return to_probability(sum([weight[bundle] for bundle in bundles]))


def to_probability(log_odds: float) -> float:
    """Return the probability of log-odds."""
    return 1.0 / (1.0 + math.exp(-log_odds))


def to_log_odds(probability: float, least: float) -> float:
    """Return the log-odds of a probability, held ``least`` away from 0 and 1."""
    bounded = min(max(probability, least), 1 - least)
    return math.log(bounded / (1 - bounded))


@dataclass(frozen=True, slots=True)
class Choice:
    """Weights of features of alternatives, of which one is right.

    Attributes:
        weights: By feature; others weigh nothing.
        of_bundles: By bundle (:mod:`~kg.extract.events.bundles`).
    """

    weights: Mapping[str, float]
    of_bundles: Mapping[Bundle, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "of_bundles", bundle_weights(self.weights))

    def probabilities(self, alternatives: Sequence[Iterable[str]]) -> list[float]:
        """Return for each alternative's features how likely it is the right one."""
        weight = self.weights.get
        return _shares(
            [sum([weight(each, 0.0) for each in features]) for features in alternatives]
        )

    def choose(self, alternatives: Sequence[Iterable[Bundle]]) -> list[float]:
        """Return for each alternative's bundles how likely it is the right one."""
        weight = self.of_bundles
        return _shares(
            [sum([weight[each] for each in bundles]) for bundles in alternatives]
        )


def _shares(log_odds: Iterable[float]) -> list[float]:
    """Return each one's share in the sum of what these are the logarithms of."""
    odds = [math.exp(each) for each in log_odds]
    whole = sum(odds)
    return [each / whole for each in odds]


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted regression trees; their nodes stand in one row.

    Attributes:
        start: The log-odds before any tree.
        depth: Steps from a root to the deepest leaf.
        roots: The node that each tree starts from.
        feature: For each node, the column that it looks at.
        most: The value up to which a row goes left.
        ways: For each node, its left and its right child; a leaf is its own child.
        value: What a leaf adds to the log-odds.
    """

    start: float
    depth: int
    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    most: NDArray[np.float32]
    ways: NDArray[np.intp]
    value: NDArray[np.float32]

    def log_odds(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log-odds of each row."""
        cells = rows.ravel()
        first = (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.repeat(self.roots[None, :], len(rows), axis=0)
        for _ in range(self.depth):  # indexing is twice as fast as ``take``
            right = cells[first + self.feature[node]] > self.most[node]
            node = self.ways[2 * node + right]
        added = self.value[node].sum(axis=1, dtype=np.float64)
        return np.asarray(self.start + added)


@dataclass(frozen=True, slots=True)
class Words:
    """Vectors of common words: words of like neighbours have like vectors."""

    rows: Mapping[str, int]
    vectors: NDArray[np.float32]

    def mean(self, keys: Iterable[str]) -> NDArray[np.float32]:
        """Return the mean vector of the known words among ``keys``, zeros without."""
        rows = self.rows
        known = [rows[key] for key in keys if key in rows]
        if len(known) == 1:
            return np.asarray(self.vectors[known[0]])
        if not known:
            return np.zeros(self.vectors.shape[1], dtype=np.float32)
        whole = np.add.reduce(self.vectors[known], axis=0)  # np.mean is slow on few
        return np.asarray(whole / np.float32(len(known)))


@dataclass(frozen=True, slots=True)
class Listing:
    """Which events are listed: a logistic model, a forest, a network, a last forest.

    Attributes:
        linear: The logistic model; its threshold is that of all together.
        forest: The forest.
        columns: The readable features that the forest sees, and in which column.
        words: The word vectors that it sees.
        network: The network; ``None`` before it is learnt.
        standing: The forest that sees what the others said of all events of an
            article; ``None`` before it is learnt.
        of_bundles: The columns of the features of each bundle.
    """

    linear: Model
    forest: Forest
    columns: Mapping[str, int]
    words: Words
    network: Network | None = None
    standing: Forest | None = None
    of_bundles: Mapping[Bundle, Sequence[int]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "of_bundles", bundle_columns(self.columns))

    def columns_of(self, features: Iterable[str]) -> list[int]:
        """Return the columns of those features that have one."""
        columns = self.columns
        return [columns[feature] for feature in features if feature in columns]


@dataclass(frozen=True, slots=True)
class Models:
    """The decisions about events that are learnt.

    Attributes:
        date: Which of the dates near an event is its own, if any.
        place: Which of the places near an event is its own, if any.
        settled_date: Which of an article's dates a listed event has, if any.
        settled_place: Which of an article's places a listed event has, if any.
        listed: Whether an event is listed.
        right: Whether event, date and place of one that is listed are all right.
        same: Whether two that are listed are one; ``None`` before it is learnt.
    """

    date: Choice
    place: Choice
    settled_date: Forest
    settled_place: Forest
    listed: Listing
    right: Model
    same: Forest | None = None


def read_model(told: Mapping[str, object]) -> Model:
    """Read a model from its JSON object."""
    threshold = told["threshold"]
    if not isinstance(threshold, float):
        raise TypeError("a model of events has a threshold")
    return Model(read_weights(told), threshold)


def read_weights(told: Mapping[str, object]) -> Mapping[str, float]:
    """Read the weights of a model from its JSON object.

    They are asked for thousands of times an article, for which a read-only view of
    them would take twice as long.
    """
    weights = told["weights"]
    if not isinstance(weights, dict):
        raise TypeError("a model of events has weights")
    return weights


def adapt_forest(stored: Mapping[str, NDArray[np.generic]], prefix: str = "") -> Forest:
    """Return a forest that ``events.npz`` holds, a row of nodes for each tree.

    Args:
        stored: The arrays.
        prefix: What the names of the forest's own arrays start with.
    """
    names = ("shape", "feature", "most", "ways", "value")
    arrays = {name: stored[prefix + name] for name in names}
    start, depth = arrays["shape"].tolist()
    trees, nodes = arrays["feature"].shape
    roots = np.arange(trees, dtype=np.intp) * nodes
    return Forest(
        start=start,
        depth=int(depth),
        roots=roots,
        feature=arrays["feature"].ravel().astype(np.intp),
        most=arrays["most"].ravel().astype(np.float32),
        ways=(arrays["ways"].astype(np.intp) + roots[:, None, None]).ravel(),
        value=arrays["value"].ravel().astype(np.float32),
    )


def adapt_words(arrays: Mapping[str, NDArray[np.generic]]) -> Words:
    """Return the word vectors that ``events.npz`` holds."""
    words = arrays["words"].tobytes().decode("utf-8").split(" ")
    rows = {word: row for row, word in enumerate(words)}
    return Words(MappingProxyType(rows), arrays["vectors"].astype(np.float32))


@cache
def models() -> Models:
    """Return the learnt models of ``kg/models``."""
    folder = files("kg") / "models"
    told = json.loads((folder / "events.json").read_text(encoding="utf-8"))
    with (folder / "events.npz").open("rb") as file, np.load(file) as stored:
        arrays = {name: stored[name] for name in stored.files}
    columns = {name: column for column, name in enumerate(told["columns"])}
    words = adapt_words(arrays)
    return Models(
        date=Choice(read_weights(told["date"])),
        place=Choice(read_weights(told["place"])),
        settled_date=adapt_forest(arrays, "date_"),
        settled_place=adapt_forest(arrays, "place_"),
        listed=Listing(
            linear=read_model(told["listed"]),
            forest=adapt_forest(arrays),
            columns=MappingProxyType(columns),
            words=words,
            network=adapt_network(arrays, words.rows),
            standing=adapt_forest(arrays, "standing_"),
        ),
        right=read_model(told["right"]),
        same=adapt_forest(arrays, "same_") if "same_shape" in arrays else None,
    )
