"""What the columns of neighbors say together, found by direct address.

The values that a template looks at are digits of one number. Tables over all numbers
of one or two digits are small enough to keep (6 MB for pairs of classes); a third
digit is searched for where the first two are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.annotate.names.features import BASE


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


class Template:
    """The weights of one template, ready to be looked up.

    Args:
        places: Column and distance of each value, one to three.
        sizes: For each column, a number above all its values.
        keys: Values as digits to ``BASE``, ascending; a negative key is no value.
        weights: For each key its weights by label.
    """

    def __init__(
        self,
        places: Sequence[tuple[int, int]],
        sizes: Mapping[int, int],
        keys: NDArray[np.int64],
        weights: NDArray[np.float16],
    ) -> None:
        self._places = places[:2]
        self._sizes = [sizes[column] for column, _ in places]
        self._third = places[2] if len(places) > 2 else None
        known = keys >= 0
        digits = [keys[known] // BASE**n % BASE for n in range(len(places))][::-1]
        pairs, numbers = np.unique(self._number(digits), return_inverse=True)
        self._table = np.zeros(
            int(np.prod(self._sizes[:2])), dtype=np.min_scalar_type(len(pairs))
        )
        self._table[pairs] = np.arange(1, len(pairs) + 1)
        self._triples = (
            (numbers + 1) * self._sizes[2] + digits[2] if self._third else numbers
        )
        nothing = np.zeros((1, weights.shape[1]), dtype=np.float32)
        self._weights = np.concatenate([nothing, weights[known].astype(np.float32)])

    def add(
        self,
        total: NDArray[np.float32],
        columns: Mapping[int, NDArray[np.int64]],
        edge: int,
    ) -> None:
        """Add the weights of each word to its row of ``total``.

        Args:
            total: Label scores of the words, edges left out.
            columns: Values of each column, with ``edge`` values more at both ends.
            edge: How many.
        """
        values = [_shifted(columns[column], by, edge) for column, by in self._places]
        rows = self._table.take(self._number(values))
        if self._third is None:
            total += self._weights.take(rows, axis=0)
            return
        at = rows.nonzero()[0]
        column, by = self._third
        triples = rows[at].astype(np.int64) * self._sizes[2]
        triples += _shifted(columns[column], by, edge)[at]
        found = self._triples.searchsorted(triples)
        found[found == len(self._triples)] = 0
        hit = self._triples.take(found) == triples
        total[at[hit]] += self._weights.take(found[hit] + 1, axis=0)

    def _number(self, digits: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
        """Return the first two digits as one number."""
        if len(self._places) == 1:
            return digits[0]
        return digits[0] * self._sizes[1] + digits[1]


def _shifted(column: NDArray[np.int64], by: int, edge: int) -> NDArray[np.int64]:
    return column[edge + by : len(column) - edge + by]
