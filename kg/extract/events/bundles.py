"""Features of a decision, in bundles that come again and again.

A bundle is a function and the few values that it is asked about; it makes of them the
features that depend on just these. The same values come again and again, so what they
weigh is summed once and kept: no feature is built only to look up its weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.kept import Kept


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


Bundle = tuple[Any, ...]
"""A function that returns features, and its arguments: values that can be hashed."""

_MOST = 1 << 17  # bundles of a model whose weights are kept, some 24 MB


def features_of(bundles: Iterable[Bundle]) -> list[str]:
    """Return the features of all bundles, in order.

    >>> features_of([(lambda how, kind: [f"how={how}", kind], "inside", "noun")])
    ['how=inside', 'noun']
    """
    return [feature for make, *told in bundles for feature in make(*told)]


def bundle_weights(weights: Mapping[str, float]) -> Mapping[Bundle, float]:
    """Return what each bundle weighs.

    Args:
        weights: What each feature weighs; others weigh nothing.
    """

    def weigh(bundle: Bundle) -> float:
        return sum([weights.get(feature, 0.0) for feature in features_of([bundle])])

    return Kept(weigh, most=_MOST)


def bundle_columns(columns: Mapping[str, int]) -> Mapping[Bundle, Sequence[int]]:
    """Return the columns of each bundle's features.

    Args:
        columns: Of each feature; others have none.
    """

    def find(bundle: Bundle) -> Sequence[int]:
        features = features_of([bundle])
        return [columns[feature] for feature in features if feature in columns]

    return Kept(find, most=_MOST)
