"""Boosted regression trees, as :mod:`kg.extract.events.model` reads them.

Stochastic gradient boosting (Friedman 2002) by scikit-learn: each tree is learnt from a
part of the examples, each split from a part of the columns, with a fixed seed. What is
told is whether a row is so, or which row of a group is right: then every tree raises
the right rows' shares of their groups (the likelihood of a choice, as in ListNet, Cao
et al., ICML 2007), and what a group's rows have in common is not learnt for itself.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier  # type: ignore[import-untyped]
from sklearn.tree import DecisionTreeRegressor  # type: ignore[import-untyped]
from threadpoolctl import threadpool_limits


if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


_SEED = 1403
_TREES = 150
_RATE = 0.08
_LEAVES = 15
_DEPTH = 8
_LEAF = 25  # examples
_EXAMPLES = 0.5
_COLUMNS = 0.05
_CHOICE_RATE = 0.05
_CHOICE_LEAF = 60  # rows
_CHOICE_COLUMNS = 0.2
_FLAT = 1.0  # added to the curvature of a leaf: a few sure rows move it little


def fit_forest(
    rows: NDArray[np.float32],
    target: NDArray[np.bool_],
    columns: float = _COLUMNS,
    *,
    rate: float = _RATE,
    leaf: int = _LEAF,
) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of a forest that tells which rows are so.

    Args:
        rows: One row for each example; both answers must occur.
        target: Whether each is so.
        columns: The share of the columns that a split is chosen from.
        rate: How much of what a tree learnt is added.
        leaf: The fewest examples of a leaf.

    Returns:
        ``shape`` (log-odds to start from, depth) and the arrays of
        :class:`~kg.extract.events.model.Forest`.
    """
    model = GradientBoostingClassifier(
        n_estimators=_TREES,
        learning_rate=rate,
        max_leaf_nodes=_LEAVES,
        max_depth=_DEPTH,
        min_samples_leaf=leaf,
        subsample=_EXAMPLES,
        max_features=columns,
        random_state=_SEED,
    )
    with threadpool_limits(1):  # sums in one order give the same bytes again
        model.fit(rows, target)
    trees = [tree.tree_ for tree in model.estimators_[:, 0]]
    share = float(np.mean(target))
    return _to_arrays(
        math.log(share / (1 - share)),
        trees,
        [tree.value[:, 0, 0] * rate for tree in trees],
    )


def fit_choosing_forest(
    groups: Sequence[NDArray[np.float32]], right: Sequence[Sequence[bool]]
) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of a forest that tells which rows of a group are right.

    The share of a row in its group is that of the exponential of its log-odds.

    Args:
        groups: The rows of each group.
        right: Which rows of each are right, at least one.

    Returns:
        As :func:`fit_forest`.
    """
    rows, wanted = np.concatenate(groups), np.concatenate(right).astype(np.float64)
    sizes = [len(each) for each in groups]
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group_of = np.repeat(np.arange(len(sizes)), sizes)

    def shares(weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(weights / np.add.reduceat(weights, first)[group_of])

    random = np.random.RandomState(_SEED)
    odds = np.zeros(len(rows))
    trees: list[Any] = []
    values: list[NDArray[np.float64]] = []
    for _ in range(_TREES):
        now = shares(np.exp(odds))
        behind, curved = shares(now * wanted) - now, now * (1 - now)
        seen = (random.rand(len(sizes)) < _EXAMPLES)[group_of]
        tree, leaf_of = _grown(rows, behind, seen, random)
        leaf, count = leaf_of[seen], tree.node_count
        curve = np.bincount(leaf, curved[seen], count) + _FLAT
        trees.append(tree)
        values.append(np.bincount(leaf, behind[seen], count) / curve * _CHOICE_RATE)
        odds += values[-1][leaf_of]
    return _to_arrays(0.0, trees, values)


def _grown(
    rows: NDArray[np.float32],
    target: NDArray[np.float64],
    seen: NDArray[np.bool_],
    random: np.random.RandomState,
) -> tuple[Any, NDArray[np.intp]]:
    """Return a tree learnt from some of the rows, and the leaf of every row."""
    model = DecisionTreeRegressor(
        max_leaf_nodes=_LEAVES,
        max_depth=_DEPTH,
        min_samples_leaf=_CHOICE_LEAF,
        max_features=_CHOICE_COLUMNS,
        random_state=random,
    )
    with threadpool_limits(1):  # sums in one order give the same bytes again
        model.fit(rows[seen], target[seen])
    return model.tree_, np.asarray(model.apply(rows), dtype=np.intp)


def _to_arrays(
    start: float, trees: Sequence[Any], values: Sequence[NDArray[np.float64]]
) -> dict[str, NDArray[np.generic]]:
    """Return trees with what their leaves add as the arrays of a forest."""
    shape = (len(trees), max(tree.node_count for tree in trees))
    found: dict[str, NDArray[np.generic]] = {
        "shape": np.array([start, _depth(trees)]),
        "feature": np.zeros(shape, dtype=np.int16),
        "most": np.zeros(shape, dtype=np.float32),
        "ways": np.zeros((*shape, 2), dtype=np.int16),
        "value": np.zeros(shape, dtype=np.float32),
    }
    for number, (tree, value) in enumerate(zip(trees, values, strict=True)):
        size = tree.node_count
        inner = tree.children_left >= 0
        itself = np.arange(size)
        found["feature"][number, :size] = np.where(inner, tree.feature, 0)
        found["most"][number, :size] = tree.threshold
        found["ways"][number, :size, 0] = np.where(inner, tree.children_left, itself)
        found["ways"][number, :size, 1] = np.where(inner, tree.children_right, itself)
        found["value"][number, :size] = np.where(inner, 0, value)
    return found


def _depth(trees: Sequence[Any]) -> int:
    """Return the depth of the deepest tree."""
    return max(int(tree.max_depth) for tree in trees)
