"""Boosted regression trees for yes or no, as :mod:`kg.extract.events.model` reads them.

Stochastic gradient boosting (Friedman 2002) by scikit-learn: each tree is learnt from a
part of the examples, each split from a part of the columns, with a fixed seed.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier  # type: ignore[import-untyped]
from threadpoolctl import threadpool_limits


if TYPE_CHECKING:
    from numpy.typing import NDArray


_SEED = 1403
_TREES = 150
_RATE = 0.08
_LEAVES = 15
_DEPTH = 8
_LEAF = 25  # examples
_EXAMPLES = 0.5
_COLUMNS = 0.05


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
    shape = (len(trees), max(tree.node_count for tree in trees))
    found: dict[str, NDArray[np.generic]] = {
        "shape": np.array([math.log(share / (1 - share)), _depth(trees)]),
        "feature": np.zeros(shape, dtype=np.int16),
        "most": np.zeros(shape, dtype=np.float32),
        "ways": np.zeros((*shape, 2), dtype=np.int16),
        "value": np.zeros(shape, dtype=np.float32),
    }
    for number, tree in enumerate(trees):
        size = tree.node_count
        inner = tree.children_left >= 0
        itself = np.arange(size)
        found["feature"][number, :size] = np.where(inner, tree.feature, 0)
        found["most"][number, :size] = tree.threshold
        found["ways"][number, :size, 0] = np.where(inner, tree.children_left, itself)
        found["ways"][number, :size, 1] = np.where(inner, tree.children_right, itself)
        found["value"][number, :size] = np.where(inner, 0, tree.value[:, 0, 0]) * rate
    return found


def _depth(trees: list[object]) -> int:
    """Return the depth of the deepest tree."""
    return max(int(getattr(tree, "max_depth", 0)) for tree in trees)
