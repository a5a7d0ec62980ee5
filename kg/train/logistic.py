"""Logistic models over readable features: what is so, and which of several is right.

Both are ridge-penalized maximum-likelihood models, fitted by L-BFGS. Where several
alternatives are right, the model learns that one of them is (the likelihood of the
whole set), as in McFadden's conditional logit with sets of choices.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray


_LEAST_SEEN = 3
_LEAST_WEIGHT = 0.005
_BIAS_RIDGE = 0.01
_OPTIONS = {"maxiter": 200, "ftol": 1e-8, "gtol": 1e-4}


@dataclass(frozen=True, slots=True)
class Example:
    """Something that is so or not.

    Attributes:
        article: The article's id.
        features: Its features.
        so: Whether it was judged to be so.
    """

    article: str
    features: tuple[str, ...]
    so: bool


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Things of which one is right.

    Attributes:
        article: The article's id.
        features: The features of each.
        right: Whether each was judged to be right; at least one is.
    """

    article: str
    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def fit(examples: Sequence[Example], ridge: float) -> dict[str, float]:
    """Return the weights of what makes an example so; rare features have none."""
    names = common_features(example.features for example in examples)
    matrix = to_matrix([example.features for example in examples], names)
    target = np.array([example.so for example in examples], dtype=np.float64)

    def slope(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = matrix @ weights
        loss = float(np.sum(np.logaddexp(0, total) - target * total))
        return loss, matrix.T @ (1 / (1 + np.exp(-total)) - target)

    return _minimize(slope, names, ridge)


def fit_choice(examples: Sequence[Alternatives], ridge: float) -> dict[str, float]:
    """Return the weights of what makes an alternative the right one."""
    rows = [row for example in examples for row in example.features]
    names = common_features(rows)
    matrix = to_matrix(rows, names)
    right = np.array([so for e in examples for so in e.right], dtype=np.float64)
    sizes = [len(example.right) for example in examples]
    first = np.concatenate(([0], np.cumsum(sizes[:-1]))).astype(np.intp)
    whose = np.repeat(np.arange(len(sizes)), sizes)

    def slope(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = matrix @ weights
        odds = np.exp(total - np.maximum.reduceat(total, first)[whose])
        whole = np.add.reduceat(odds, first)
        hit = np.add.reduceat(odds * right, first)
        loss = float(np.sum(np.log(whole) - np.log(hit)))
        return loss, matrix.T @ (odds / whole[whose] - odds * right / hit[whose])

    return _minimize(slope, names, ridge)


def _minimize(
    slope: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
    names: Sequence[str],
    ridge: float,
) -> dict[str, float]:
    """Return the weights of least loss and penalty; those near zero are left out."""
    penalty = np.array([_BIAS_RIDGE if name == "bias" else ridge for name in names])

    def penalized(
        weights: NDArray[np.float64],
    ) -> tuple[float, NDArray[np.float64]]:
        loss, gradient = slope(weights)
        shrunk = penalty * weights
        return loss + 0.5 * float(weights @ shrunk), gradient + shrunk

    start = np.zeros(len(names))
    found = minimize(penalized, start, jac=True, method="L-BFGS-B", options=_OPTIONS)
    return {
        name: round(float(weight), 4)
        for name, weight in zip(names, found.x, strict=True)
        if abs(weight) >= _LEAST_WEIGHT
    }


def common_features(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the features that are seen often enough to learn from, sorted."""
    counts: dict[str, int] = {}
    for feature in itertools.chain.from_iterable(rows):
        counts[feature] = counts.get(feature, 0) + 1
    return sorted(name for name, count in counts.items() if count >= _LEAST_SEEN)


def to_matrix(rows: Sequence[Sequence[str]], names: Sequence[str]) -> csr_matrix:
    """Return one row for each example and one column for each feature name."""
    column = {name: index for index, name in enumerate(names)}
    columns = [[column[name] for name in row if name in column] for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    inner = np.fromiter(itertools.chain.from_iterable(columns), dtype=np.intp)
    shape = (len(rows), len(names))
    return csr_matrix((np.ones(len(inner)), inner, ends), shape=shape)
