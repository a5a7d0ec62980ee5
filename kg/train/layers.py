"""The layers of :mod:`kg.extract.events.encoder` with their gradients, and Adam.

Written out by hand in numpy: the network is small, and nothing else is needed to learn
it again. The articles of a batch stand below one another in one matrix, with rows of
zeros between, so that no word sees another article's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg.blas import sgemm

from kg.extract.events.encoder import REACHES, normalize, product, spread


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kg.extract.events.encoder import Layer, Matrix

Weights = dict[str, "Matrix"]

GAP = max(REACHES)  # rows of zeros between articles


def product_over_rows(left: Matrix, right: Matrix) -> Matrix:
    """Return ``left.T @ right``."""
    found: Matrix = sgemm(1.0, right.T, left.T, trans_b=True).T
    return found


# -------------------------------------------------------------------------- encoder


@dataclass(frozen=True, slots=True)
class Trace:
    """What one layer saw on the way forward, for the way back."""

    even: Matrix
    scale: Matrix
    seen: Matrix
    hidden: Matrix
    kept: Matrix | None


def new_layers(size: int, hidden: int, random: np.random.Generator) -> Weights:
    """Return the weights of layers that have learnt nothing.

    Args:
        size: Numbers in a word's vector.
        hidden: Hidden units of a layer.
        random: Where they come from.
    """
    found: Weights = {}
    for at in range(len(REACHES)):
        found[f"inner{at}"] = draw(random, 3 * size, hidden)
        found[f"inner_bias{at}"] = np.zeros(hidden, dtype=np.float32)
        found[f"outer{at}"] = draw(random, hidden, size)
        found[f"outer_bias{at}"] = np.zeros(size, dtype=np.float32)
    return found


def draw(random: np.random.Generator, rows: int, columns: int) -> Matrix:
    """Return random weights whose sums keep their size (Glorot and Bengio 2010)."""
    bound = (6 / (rows + columns)) ** 0.5
    return random.uniform(-bound, bound, (rows, columns)).astype(np.float32)


def forward(
    start: Matrix, layers: Sequence[Layer], inside: Matrix, keep: Dropout
) -> tuple[Matrix, list[Trace], tuple[Matrix, Matrix]]:
    """Return what words are in their context, and what the way back needs.

    Args:
        start: The vectors that words start as; zeros between articles.
        layers: The layers.
        inside: 1 for words, 0 for the rows between articles, one column.
        keep: What is left out at random of what a layer adds.
    """
    found, traces = start, []
    for layer in layers:
        even, scale = normalize(found)
        even *= inside
        seen = spread(even, layer.reach)
        hidden = np.maximum(product(seen, layer.inner) + layer.inner_bias, 0)
        added = product(hidden, layer.outer) + layer.outer_bias
        kept = keep.mask(added.shape)
        found = found + (added if kept is None else added * kept)
        traces.append(Trace(even, scale, seen, hidden, kept))
    even, scale = normalize(found)
    even *= inside
    return even, traces, (even, scale)


def backward(
    slope: Matrix,
    layers: Sequence[Layer],
    traces: Sequence[Trace],
    last: tuple[Matrix, Matrix],
    inside: Matrix,
) -> tuple[Weights, Matrix]:
    """Return the gradients of the layers' weights and of the vectors at the start.

    Args:
        slope: The gradient of what :func:`forward` returned.
        layers: The layers.
        traces: What they saw.
        last: The last result and its scale.
        inside: As in :func:`forward`.
    """
    grown: Weights = {}
    back = normalize_back(slope * inside, *last)
    for at in range(len(layers) - 1, -1, -1):
        layer, trace = layers[at], traces[at]
        added = back if trace.kept is None else back * trace.kept
        grown[f"outer{at}"] = product_over_rows(trace.hidden, added)
        grown[f"outer_bias{at}"] = added.sum(axis=0)
        hidden = product(added, np.ascontiguousarray(layer.outer.T))
        hidden *= trace.hidden > 0
        grown[f"inner{at}"] = product_over_rows(trace.seen, hidden)
        grown[f"inner_bias{at}"] = hidden.sum(axis=0)
        seen = product(hidden, np.ascontiguousarray(layer.inner.T))
        even = _spread_back(seen, layer.reach) * inside
        back = back + normalize_back(even, trace.even, trace.scale)
    return grown, back


def _spread_back(slope: Matrix, reach: int) -> Matrix:
    size = slope.shape[1] // 3
    found = slope[:, size : 2 * size].copy()
    found[:-reach] += slope[reach:, :size]
    found[reach:] += slope[:-reach, 2 * size :]
    return found


def normalize_back(slope: Matrix, even: Matrix, scale: Matrix) -> Matrix:
    """Return the gradient of ``normalize`` by the rows that it was given."""
    size = np.float32(slope.shape[1])
    mean = slope.sum(axis=1, keepdims=True) / size
    along = np.einsum("ij,ij->i", slope, even)[:, None] / size
    found: Matrix = scale * (slope - mean - even * along)
    return found


# ------------------------------------------------------------------------- learning


@dataclass(slots=True)
class Dropout:
    """Leaves numbers out at random, so that none is relied upon (Srivastava 2014)."""

    share: float
    random: np.random.Generator

    def mask(self, shape: tuple[int, ...]) -> Matrix | None:
        """Return what to multiply by, 0 or a little over 1; ``None`` for all 1."""
        if not self.share:
            return None
        kept = self.random.random(shape, dtype=np.float32) >= self.share
        return kept.astype(np.float32) / np.float32(1 - self.share)


@dataclass(slots=True)
class Adam:
    """Adam (Kingma and Ba 2015): steps by each weight's own mean slope and size.

    Attributes:
        weights: What is learnt; changed in place.
        steps: How many steps there will be: the rate falls to nothing in the end.
        rate: The rate at first, after a short warm-up.
        decay: By how much weights shrink at each step, as a share of the rate.
    """

    weights: Weights
    steps: int
    rate: float
    decay: float = 0.0
    _done: int = 0
    _mean: Weights = field(default_factory=dict)
    _size: Weights = field(default_factory=dict)

    def step(self, slopes: Mapping[str, NDArray[np.float32]]) -> None:
        """Take one step against the slopes, which are cut to length 1 all together."""
        self._done += 1
        rate = self._rate_now()
        length = sum(float(np.vdot(each, each)) for each in slopes.values()) ** 0.5
        cut = np.float32(1 / max(1.0, length))
        for name, slope in slopes.items():
            weight = self.weights[name]
            mean = self._mean.setdefault(name, np.zeros_like(weight))
            size = self._size.setdefault(name, np.zeros_like(weight))
            mean += np.float32(1 - _MEAN) * (slope * cut - mean)
            size += np.float32(1 - _SIZE) * ((slope * cut) ** 2 - size)
            unbiased = np.sqrt(size / np.float32(1 - _SIZE**self._done))
            step = mean / np.float32(1 - _MEAN**self._done) / (unbiased + _TINY)
            weight -= np.float32(rate) * (step + np.float32(self.decay) * weight)

    def _rate_now(self) -> float:
        left = 1 - (self._done - 1) / self.steps
        return self.rate * min(1.0, self._done / _WARM) * max(0.02, left)


_MEAN = 0.9
_SIZE = 0.98
_TINY = np.float32(1e-8)
_WARM = 50
