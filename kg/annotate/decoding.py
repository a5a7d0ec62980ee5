"""The best labels of the doubtful stretches of a row of words, by Viterbi.

Most words' labels are plain from the word alone. They are fixed before; the short
stretches between them are searched, all at once, longest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np


if TYPE_CHECKING:
    from numpy.typing import NDArray


def decode_stretches(
    emissions: NDArray[np.float32],
    transitions: NDArray[np.float32],
    labels: NDArray[np.int64],
    doubtful: NDArray[np.int64],
) -> None:
    """Put the best label of each doubtful word into ``labels``.

    Args:
        emissions: Score of each label at each word.
        transitions: Score of going from the row's label to the column's; there may be
            more labels than ``emissions`` has, which only fixed words bear.
        labels: Label of each word that is not doubtful, and one more that stands
            before and after the row; the rest is filled.
        doubtful: Indices of the doubtful words, ascending.
    """
    if not len(doubtful):
        return
    breaks = (np.diff(doubtful) > 1).nonzero()[0] + 1
    begins = doubtful[np.concatenate([[0], breaks])]
    sizes = np.diff(np.concatenate([[0], breaks, [len(doubtful)]]))
    order = (-sizes).argsort(kind="stable")
    begins, sizes = begins[order], sizes[order]
    scores = _forward(emissions, transitions, labels, (begins, sizes))
    following = labels[begins + sizes]
    leaving = np.ascontiguousarray(transitions[: emissions.shape[1]].T)
    for step in range(len(scores) - 1, -1, -1):
        score = scores[step].T
        active = len(score)
        chosen = (score + leaving.take(following[:active], axis=0)).argmax(axis=1)
        labels[begins[:active] + step] = following[:active] = chosen


def _forward(
    emissions: NDArray[np.float32],
    transitions: NDArray[np.float32],
    labels: NDArray[np.int64],
    stretches: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> list[NDArray[np.float32]]:
    """Return for each step the best score of each label of each stretch."""
    begins, sizes = stretches
    own = emissions.shape[1]
    entering = transitions[:, :own].take(labels[begins - 1], axis=0)
    scores = [(emissions.take(begins, axis=0) + entering).T]
    moves = transitions[:own, :own, None]
    steps = np.arange(1, int(sizes[0]))
    for step, active in enumerate((-sizes).searchsorted(-steps).tolist(), start=1):
        reached = scores[-1][:, None, :active] + moves  # from, to, stretch
        score = np.maximum.reduce(reached, axis=0)
        score += emissions.take(begins[:active] + step, axis=0).T
        scores.append(score)
    return scores
