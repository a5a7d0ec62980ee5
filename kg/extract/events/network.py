"""How likely events are listed by what their words are in their context.

What the encoder (:mod:`~kg.extract.events.encoder`) makes of an event's words (trigger,
name, clause, date, place, other tellings, sentence), of the title and of the whole
article goes through two layers to a log-odds. Nothing that is counted or written by
hand is looked at, so that it errs elsewhere than the other two models.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.events.encoder import (
    Layer,
    Lookup,
    blas,
    encode,
    normalize,
    product,
    to_layers,
)


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kg.extract.events.reading import Reading

    Matrix = NDArray[np.float32]


MARKS = 6  # part of the article, and whether within a date
SLOTS = 8  # of an event; two more are of the article
RANKS = 10  # places in the order of events
HEADS = 4
_ROUNDED = 3  # decimals of log-odds: another machine's sums differ in the seventh


@dataclass(frozen=True, slots=True)
class Network:
    """An encoder and what judges events by it.

    Attributes:
        lookup: Vectors that words start as.
        marks: What is added to them by where they stand.
        layers: The layers of the encoder.
        types: The row of each type of event in ``type_vectors``; the first is unknown.
        type_vectors: What is added to an event's units by its type.
        ranks: What is added to them by its place in the order of events.
        hidden: From an event's words to its units.
        looks: From these to what an event asks others for, shows them, tells them.
        looks_bias: The bias of that.
        told: From what it was told to its units.
        second: From its units to as many more.
        second_bias: Their bias.
        out: From its units to a log-odds.
        out_bias: The bias of that.
    """

    lookup: Lookup
    marks: Matrix
    layers: Sequence[Layer]
    types: Mapping[str, int]
    type_vectors: Matrix
    ranks: Matrix
    hidden: Matrix
    looks: Matrix
    looks_bias: Matrix
    told: Matrix
    second: Matrix
    second_bias: Matrix
    out: Matrix
    out_bias: Matrix

    def log_odds(self, reading: Reading) -> list[float]:
        """Return the log-odds of each event that is read, rounded."""
        with blas().limit(limits=1):  # of small matrices threads make long work
            return self._log_odds(reading)

    def _log_odds(self, reading: Reading) -> list[float]:
        start = self.lookup.look_up(reading.keys, reading.tags, reading.kinds)
        words = encode(start + self.marks[reading.marks], self.layers)
        means = product(to_shares(reading.slots, len(words)), words)
        types = [self.types.get(each, 0) for each in reading.types]
        units = product(to_inputs(means, words.mean(axis=0)), self.hidden)
        units = np.maximum(
            units + self.type_vectors[types] + self.ranks[ranks(types)], 0
        )
        looks = normalize(units)[0] @ self.looks + self.looks_bias
        units = normalize(units + share(looks)[0] @ self.told)[0]
        units = units + np.maximum(units @ self.second + self.second_bias, 0)
        found = units @ self.out + self.out_bias
        return [round(float(each), _ROUNDED) for each in found]


NETWORK = "network_"  # arrays of ``events.npz`` whose names begin so are its own
BYTES = ("words", "affixes")  # tables whose numbers are kept in a byte each


def adapt_network(
    stored: Mapping[str, NDArray[np.generic]], rows: Mapping[str, int]
) -> Network:
    """Return the network that ``events.npz`` holds.

    Args:
        stored: Its arrays, as :func:`kg.train.network.to_arrays` gives them, their
            names after ``NETWORK``.
        rows: The row of each common word.
    """
    arrays = {
        name.removeprefix(NETWORK): array
        for name, array in stored.items()
        if name.startswith(NETWORK)
    }
    weights = {name: array.astype(np.float32) for name, array in arrays.items()}
    words, affixes = (weights[name] * weights[f"{name}_scale"] for name in BYTES)
    tags, kinds, types = (
        {
            name: row
            for row, name in enumerate(arrays[key].tobytes().decode().split("\n"))
        }
        for key in ("tag_names", "kind_names", "type_names")
    )
    return Network(
        lookup=Lookup(
            rows, words, affixes, tags, weights["tags"], kinds, weights["kinds"]
        ),
        marks=weights["marks"],
        layers=to_layers(weights),
        types=types,
        type_vectors=weights["types"],
        ranks=weights["ranks"],
        **{
            name: weights[name]
            for name in (
                *("hidden", "looks", "looks_bias", "told"),
                *("second", "second_bias", "out", "out_bias"),
            )
        },
    )


def ranks(events: Sequence[object]) -> list[int]:
    """Return for each of an article's events the row of its place in their order."""
    return [min(rank, RANKS - 1) for rank in range(len(events))]


def share(
    looks: Matrix, apart: NDArray[np.bool_] | None = None
) -> tuple[Matrix, Matrix]:
    """Return what each event is told by the others, and how much it heeds each.

    Scaled dot-product attention of several heads (Vaswani et al. 2017).

    Args:
        looks: What each event asks for, shows and tells, one after the other.
        apart: Which pairs of events are of different articles.
    """
    asked, shown, told = to_heads(looks)
    odds = asked @ shown.transpose(0, 2, 1) / np.float32(asked.shape[2] ** 0.5)
    if apart is not None:
        odds[:, apart] = -np.inf
    odds = np.exp(odds - odds.max(axis=2, keepdims=True))
    heeded = odds / odds.sum(axis=2, keepdims=True)
    return from_heads(heeded @ told), heeded


def to_heads(looks: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Return what events ask for, show and tell: by head, event, and unit."""
    asked, shown, told = looks.reshape(len(looks), 3, HEADS, -1).transpose(1, 2, 0, 3)
    return asked, shown, told


def from_heads(heads: Matrix) -> Matrix:
    """Return for each event the units of all heads, one after the other."""
    return heads.transpose(1, 0, 2).reshape(heads.shape[1], -1)


def to_shares(slots: Sequence[Sequence[int]], length: int) -> Matrix:
    """Return for each stretch of words the share that each word has in its mean."""
    found = np.zeros((len(slots), length), dtype=np.float32)
    sizes = [len(slot) for slot in slots]
    rows = np.repeat(np.arange(len(slots)), sizes)
    words = np.fromiter(chain.from_iterable(slots), dtype=np.intp, count=len(rows))
    found[rows, words] = np.repeat([1 / max(1, size) for size in sizes], sizes)
    return found


def to_inputs(means: Matrix, whole: Matrix) -> Matrix:
    """Return for each event the means of its stretches, of title and of article."""
    events = means[:-1].reshape(-1, SLOTS * means.shape[1])
    about = np.concatenate([means[-1], whole])
    return np.concatenate([events, np.tile(about, (len(events), 1))], axis=1)
