"""Distributional word classes from raw text, without labels.

Words are described by which frequent words stand directly before and after them
(positive pointwise mutual information, reduced by a truncated singular value
decomposition) and grouped by k-means in three layers. Words that behave alike in
grammar fall together. Needs scipy and scikit-learn; used in training only.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix, hstack
from sklearn.cluster import AgglomerativeClustering, MiniBatchKMeans  # type: ignore[import-untyped]
from sklearn.utils.extmath import randomized_svd  # type: ignore[import-untyped]
from threadpoolctl import threadpool_limits

from kg.annotate.features import MIDDLE_CLASSES, WordClasses
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:[\u200c\u064b-\u0652\u0654]+[^\W_]+)*[\u0654]?|[^\w\s]")
_SEED = 1403
_FREQUENT = 300  # words that are a class of their own in pairs


def split_words(line: str) -> list[str]:
    """Split raw text into words and marks; half-spaces stay inside words."""
    return _WORD.findall(line)


def learn_classes(
    lines: Iterable[str],
    *,
    words: int = 40_000,
    contexts: int = 1_500,
    dimensions: int = 96,
    leaves: int = 1_000,
) -> WordClasses:
    """Group the most frequent words of ``lines``.

    Args:
        lines: Raw text, a paragraph or sentence each.
        words: How many word types to group.
        contexts: How many of them serve as contexts.
        dimensions: Size of the vectors before grouping.
        leaves: Number of finest groups.
    """
    with threadpool_limits(1):  # sums in one order give the same bytes again
        vocabulary, vectors = learn_vectors(
            lines, words=words, contexts=contexts, dimensions=dimensions
        )
        finest = MiniBatchKMeans(
            n_clusters=leaves, random_state=_SEED, n_init=3, batch_size=4096
        ).fit(vectors)
    labels = finest.labels_ + 1
    layers = [_layer(finest.cluster_centers_, size) for size in (MIDDLE_CLASSES, 64)]
    return WordClasses(
        leaf={key: int(labels[index]) for key, index in vocabulary.items()},
        middle=(0, *layers[0]),
        coarse=(0, *layers[1]),
        frequent={key: index for index, key in enumerate([*vocabulary][:_FREQUENT])},
        hints={},
    )


def learn_vectors(
    lines: Iterable[str], *, words: int, contexts: int, dimensions: int
) -> tuple[dict[str, int], np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """Return the most frequent words of ``lines`` and vectors of their neighbours.

    Args:
        lines: Raw text, a paragraph or sentence each.
        words: How many word types to describe.
        contexts: How many of them serve as contexts.
        dimensions: Size of the vectors, which have length 1.

    Returns:
        The row of each word, the most frequent first, and the vectors.
    """
    fold = cache(match_key)
    keys = [[fold(word) for word in split_words(line)] for line in lines]
    vocabulary = _vocabulary(keys, words)
    with threadpool_limits(1):  # sums in one order give the same bytes again
        return vocabulary, _vectors(keys, vocabulary, contexts, dimensions)


def _layer(
    centers: np.ndarray[tuple[int, int], np.dtype[np.float64]], size: int
) -> tuple[int, ...]:
    """Group leaf centers into ``size`` groups, numbered from 1."""
    grouped = AgglomerativeClustering(n_clusters=size).fit(centers)
    return tuple(int(label) + 1 for label in grouped.labels_)


def _vocabulary(keys: Sequence[Sequence[str]], size: int) -> dict[str, int]:
    counts = Counter(key for line in keys for key in line if key)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {key: index for index, (key, _) in enumerate(ranked[:size])}


def _vectors(
    keys: Sequence[Sequence[str]],
    vocabulary: dict[str, int],
    contexts: int,
    dimensions: int,
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    stream = np.array(
        [index for line in keys for index in (-1, -1, *_indices(line, vocabulary))],
        dtype=np.int32,
    )
    blocks = [
        _association(stream, distance, (len(vocabulary), contexts))
        for distance in (-2, -1, 1, 2)
    ]
    left, values, _ = randomized_svd(
        hstack(blocks).tocsr(), n_components=dimensions, random_state=_SEED
    )
    vectors = left * np.sqrt(values)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: np.ndarray[tuple[int, int], np.dtype[np.float64]] = vectors / np.maximum(
        lengths, 1e-9
    )
    return result


def _indices(line: Sequence[str], vocabulary: dict[str, int]) -> Iterable[int]:
    return (vocabulary.get(key, -1) for key in line)


def _association(
    stream: np.ndarray[tuple[int], np.dtype[np.int32]],
    distance: int,
    shape: tuple[int, int],
) -> csr_matrix:
    """Return the positive mutual information of words and neighbours at a distance."""
    if distance > 0:
        word, context = stream[:-distance], stream[distance:]
    else:
        word, context = stream[-distance:], stream[:distance]
    kept = (word >= 0) & (context >= 0) & (context < shape[1])
    counts = coo_matrix(
        (np.ones(kept.sum()), (word[kept], context[kept])), shape=shape
    ).tocsr()
    rows = np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1)
    columns = np.maximum(np.asarray(counts.sum(axis=0)).ravel(), 1)
    pairs = counts.tocoo()
    smoothed = columns**0.75
    value = np.log(
        pairs.data * smoothed.sum() / (rows[pairs.row] * smoothed[pairs.col])
    )
    value = np.maximum(value, 0) * (0.5 if abs(distance) > 1 else 1.0)
    return csr_matrix((value, (pairs.row, pairs.col)), shape=shape)
