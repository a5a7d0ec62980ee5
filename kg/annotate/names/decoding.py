"""The best labels of many sentences at once, by Viterbi over their doubtful parts.

Most words of a text are plainly no part of a name. They are fixed first; only the
short stretches between them are searched, all together, longest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np


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
    labels = np.zeros(len(emissions), dtype=np.int64)
    columns = np.ascontiguousarray(emissions.T)
    leads = np.maximum.reduce(columns[1:], axis=0) - columns[0]
    near = np.convolve(leads > _LIKELY, np.ones(2 * _REACH + 1))
    near = near[_REACH : _REACH + len(leads)] > 0
    doubtful = np.flatnonzero((leads > -_SURE) & near & ~edges)
    if not len(doubtful):
        return labels
    breaks = np.flatnonzero(np.diff(doubtful) > 1) + 1
    begins = doubtful[np.concatenate([[0], breaks])]
    sizes = np.diff(np.concatenate([[0], breaks, [len(doubtful)]]))
    order = np.argsort(-sizes, kind="stable")
    _decode(emissions, transitions, labels, (begins[order], sizes[order]))
    return labels


def _decode(
    emissions: NDArray[np.float32],
    transitions: NDArray[np.float32],
    labels: NDArray[np.int64],
    stretches: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> None:
    """Fill ``labels`` at the stretches, which are sorted by falling size."""
    begins, sizes = stretches
    scores = [emissions.take(begins, axis=0).T + transitions[0][:, None]]
    moves = transitions[:, :, None]
    steps = np.arange(1, int(sizes[0]))
    for step, active in enumerate((-sizes).searchsorted(-steps).tolist(), start=1):
        reached = scores[-1][:, None, :active] + moves  # from, to, stretch
        score = np.maximum.reduce(reached, axis=0)
        score += emissions.take(begins[:active] + step, axis=0).T
        scores.append(score)
    following = np.zeros(len(sizes), dtype=np.int64)  # no name comes after a stretch
    for step in range(len(scores) - 1, -1, -1):
        score = scores[step]
        active = score.shape[1]
        leaving = score.T + transitions.T.take(following[:active], axis=0)
        following[:active] = leaving.argmax(axis=1)
        labels[begins[:active] + step] = following[:active]
