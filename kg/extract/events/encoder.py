"""Words in their context, as a small convolutional network reads them.

A word starts as the sum of four vectors: of its form, of its part of speech, of the
kind of name that it is part of, and of where it stands. Layers follow in which each
word looks at one word before it and one after it, at growing distances, so that in the
end it knows some fifteen (iterated dilated convolutions: Strubell et al., EMNLP 2017).
All is learnt from judged events (:mod:`kg.train.network`). Only matrix products: numpy
and scipy are enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from scipy.linalg.blas import sgemm
from threadpoolctl import ThreadpoolController

from kg.kept import Kept


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


_DIGITS = str.maketrans(dict.fromkeys("۰۱۲۳۴۵۶۷۸۹123456789", "0"))
REACHES = (1, 2, 4)  # words that the layers look away
_EPSILON = 1e-5
AFFIXES = 4_096  # vectors of beginnings and endings
_LENGTHS = (2, 3, 4)  # letters


@dataclass(frozen=True, slots=True)
class Lookup:
    """Vectors that words start as.

    Attributes:
        rows: The row of each common word in ``vectors``.
        vectors: Vectors of common words; the last is that of a word that is not common.
        affixes: Vectors of the beginnings and endings of words that are not common.
        tags: The row of each part of speech in ``tag_vectors``; the first is unknown.
        tag_vectors: Vectors of parts of speech, with and without ezafe («NOUN+»).
        kinds: The row of each kind of name in ``kind_vectors``; the first is unknown.
        kind_vectors: Vectors of kinds of names.
    """

    rows: Mapping[str, int]
    vectors: Matrix
    affixes: Matrix
    tags: Mapping[str, int]
    tag_vectors: Matrix
    kinds: Mapping[str, int]
    kind_vectors: Matrix

    def look_up(
        self, keys: Sequence[str], tags: Sequence[str], kinds: Sequence[str]
    ) -> Matrix:
        """Return the vectors that words start as, one in each row.

        Args:
            keys: Match keys of the words.
            tags: Their parts of speech, with «+» where they have ezafe.
            kinds: The kinds of the names that they are part of, else ``""``.
        """
        known, rare = self.rows, len(self.rows)
        rows = [known.get(key, rare) for key in keys]
        found = self.vectors.take(rows, axis=0)
        unknown = [at for at, row in enumerate(rows) if row == rare]
        affixes = [affix_rows[keys[at]] for at in unknown]
        if any(affixes):
            found[unknown] += sums_of(self.affixes, affixes)
        tag_of, kind_of = self.tags.get, self.kinds.get
        found += self.tag_vectors.take([tag_of(tag, 0) for tag in tags], axis=0)
        found += self.kind_vectors.take([kind_of(kind, 0) for kind in kinds], axis=0)
        return found


def sums_of(vectors: Matrix, rows: Sequence[Sequence[int]]) -> Matrix:
    """Return for each set of rows the sum of their vectors, zeros for none."""
    found = np.zeros((len(rows), vectors.shape[1]), dtype=vectors.dtype)
    some = [at for at, each in enumerate(rows) if each]
    begins = list(accumulate([len(rows[at]) for at in some], initial=0))[:-1]
    every = vectors.take(list(chain.from_iterable(rows)), axis=0)
    found[some] = np.add.reduceat(every, begins, axis=0)
    return found


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: what it adds to each word from the words around.

    Attributes:
        reach: How many words away the two others are that each word looks at.
        inner: From three words to hidden units.
        inner_bias: The hidden units' bias.
        outer: From hidden units to what is added to a word.
        outer_bias: What is added to every word.
    """

    reach: int
    inner: Matrix
    inner_bias: Matrix
    outer: Matrix
    outer_bias: Matrix


def to_layers(weights: Mapping[str, Matrix]) -> tuple[Layer, ...]:
    """Return the layers that weights stand for."""
    return tuple(
        Layer(
            reach,
            weights[f"inner{at}"],
            weights[f"inner_bias{at}"],
            weights[f"outer{at}"],
            weights[f"outer_bias{at}"],
        )
        for at, reach in enumerate(REACHES)
    )


def to_form(key: str) -> str:
    """Return a match key with one digit for all.

    >>> to_form("1403")
    '0000'
    """
    return key.translate(_DIGITS)


def find_affix_rows(key: str) -> list[int]:
    """Return which of the ``AFFIXES`` vectors a word's beginnings and endings have.

    Those of two, three and four letters that are shorter than the word.
    """
    form = to_form(key)
    return [
        crc32(f"{side}{part}".encode()) % AFFIXES
        for length in _LENGTHS
        if len(form) > length
        for side, part in (("<", form[:length]), (">", form[-length:]))
    ]


affix_rows: Mapping[str, list[int]] = Kept(find_affix_rows, most=1 << 16)


@cache
def blas() -> ThreadpoolController:
    """Return what says how many threads matrix products have."""
    return ThreadpoolController().select(user_api="blas")


def product(left: Matrix, right: Matrix) -> Matrix:
    """Return ``left @ right``; scipy's BLAS is often newer and faster than numpy's."""
    found: Matrix = sgemm(1.0, right.T, left.T).T
    return found


def encode(start: Matrix, layers: Sequence[Layer]) -> Matrix:
    """Return what words are in their context, from the vectors that they start as."""
    found = start
    for layer in layers:
        seen = spread(normalize(found)[0], layer.reach)
        hidden = product(seen, layer.inner)
        hidden += layer.inner_bias
        np.maximum(hidden, 0, out=hidden)
        grown = product(hidden, layer.outer)
        grown += found
        grown += layer.outer_bias
        found = grown
    return normalize(found)[0]


def normalize(rows: Matrix) -> tuple[Matrix, Matrix]:
    """Return rows with mean 0 and variance 1, and by what each was multiplied."""
    size = np.float32(rows.shape[1])
    even = rows - np.add.reduce(rows, axis=1, keepdims=True) / size
    variance = np.einsum("ij,ij->i", even, even) / size
    scale = (1 / np.sqrt(variance + _EPSILON))[:, None]
    return even * scale, scale


def spread(rows: Matrix, reach: int) -> Matrix:
    """Return for each word the word ``reach`` before it, itself, and that after it."""
    length, size = rows.shape
    found = np.zeros((length, 3 * size), dtype=rows.dtype)
    found[reach:, :size] = rows[: max(0, length - reach)]
    found[:, size : 2 * size] = rows
    found[: max(0, length - reach), 2 * size :] = rows[reach:]
    return found
