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
    leads = emissions[:, 1:].max(axis=1) - emissions[:, 0]
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
    score = emissions[begins] + transitions[0]
    into = transitions.T[None]
    final = np.zeros(len(sizes), dtype=np.int64)
    backs: list[NDArray[np.int64]] = []
    for step in range(1, int(sizes[0])):
        active = int(np.searchsorted(-sizes, -step, side="left"))
        _end(final, score, active, transitions)
        reached = score[:active, None, :] + into
        backs.append(reached.argmax(axis=2))
        score = reached.max(axis=2) + emissions[begins[:active] + step]
    _end(final, score, 0, transitions)
    labels[begins + sizes - 1] = final
    for step, back in reversed(list(enumerate(backs))):
        places = begins[: len(back)] + step
        labels[places] = back[np.arange(len(back)), labels[places + 1]]


def _end(
    final: NDArray[np.int64],
    score: NDArray[np.float32],
    active: int,
    transitions: NDArray[np.float32],
) -> None:
    """Choose the last label of the stretches that end here."""
    if active < len(score):
        leaving = score[active:] + transitions[:, 0]
        final[active : len(score)] = leaving.argmax(axis=1)
