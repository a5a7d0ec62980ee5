"""The best labels of many sentences at once, by Viterbi over their doubtful parts.

Most words of a text are plainly no part of a name. They are fixed first; only the
short stretches between them are searched, all together, longest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.annotate.decoding import decode_stretches


if TYPE_CHECKING:
    from numpy.typing import NDArray


_SURE = np.float32(7.0)  # lead of "no name" that no neighbours make up for
_LIKELY = np.float32(1.0)  # a name has a word that leads "no name" by this,
_REACH = 4  # and each word of it one within this distance


def viterbi(
    emissions: NDArray[np.float32],
    transitions: NDArray[np.float32],
    edges: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Return the best label of each word.

    Args:
        emissions: Score of each label at each word; label 0 is "no name".
        transitions: Score of going from the row's label to the column's.
        edges: Which rows stand between sentences; they get label 0.
    """
    labels = np.zeros(len(emissions) + 1, dtype=np.int64)
    columns = np.ascontiguousarray(emissions.T)
    leads = np.maximum.reduce(columns[1:], axis=0) - columns[0]
    near = np.convolve(leads > _LIKELY, np.ones(2 * _REACH + 1))
    near = near[_REACH : _REACH + len(leads)] > 0
    doubtful = ((leads > -_SURE) & near & ~edges).nonzero()[0]
    decode_stretches(emissions, transitions, labels, doubtful)
    return labels[:-1]
