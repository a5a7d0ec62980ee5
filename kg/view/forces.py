"""Where nodes come to rest when links pull them together and all push one another.

The forces are those of Fruchterman and Reingold (Graph drawing by force-directed
placement, 1991). All pairs are reckoned with, in single precision and in place, so
some hundred nodes take some hundredths of a second; it is meant for no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points: TypeAlias = NDArray[np.floating[Any]]
    Links: TypeAlias = NDArray[np.int64]


_ROUNDS = 60
_WIDTH = 1.6
"""Length of a link at rest, times the root of the number of nodes, in a unit disc."""
_FIRST_STEP = 0.25
_NEAREST = 1e-4
_CROWD = 40
"""Nodes among which some have no room in the middle."""
_TURN = np.float32(2.39996)


def spiral(count: int) -> Points:
    """Return places on a sunflower spiral in the unit disc (Vogel 1979), shape (n, 2).

    The first lies in the middle.
    """
    at = np.arange(count, dtype=np.float32)
    reach = np.sqrt(at / np.float32(max(1, count)))
    return np.stack([reach * np.cos(at * _TURN), reach * np.sin(at * _TURN)], axis=1)


def rest(count: int, links: Links) -> Points:
    """Return places of nodes in the unit disc, shape (n, 2).

    Args:
        count: Number of nodes; those with most links should come first.
        links: Pairs of nodes, shape (m, 2); each once, none of a node with itself.
    """
    places = spiral(count)
    if count < 3:
        return places
    length = np.float32(_WIDTH / np.sqrt(count))
    step = np.float32(_FIRST_STEP)
    for _ in range(_ROUNDS):
        force = _pushes(places, length) + _pulls(places, links, length)
        size = np.sqrt((force * force).sum(axis=1, keepdims=True))
        places += force / np.maximum(size, _NEAREST) * np.minimum(size, step)
        step -= np.float32(_FIRST_STEP / (_ROUNDS + 1))
    return _in_unit_disc(places)


def _pushes(places: Points, length: np.float32) -> Points:
    """Return what all nodes push each: the square of the length by the distance."""
    x, y = np.ascontiguousarray(places.T)
    weight = np.subtract.outer(x, x)
    np.square(weight, out=weight)
    other = np.subtract.outer(y, y)
    np.square(other, out=other)
    weight += other
    np.maximum(weight, _NEAREST, out=weight)
    np.divide(length * length, weight, out=weight)
    # The sum of w·(p - q) over all q, taken apart so that no third matrix is needed.
    whole = weight.sum(axis=1)
    return np.stack(
        [axis * whole - np.einsum("ij,j->i", weight, axis) for axis in (x, y)], axis=1
    )


def _pulls(places: Points, links: Links, length: np.float32) -> Points:
    """Return what links pull each node: the square of the distance by the length."""
    one, other = links.T
    away = places[other] - places[one]
    pull = away * (np.sqrt((away * away).sum(axis=1, keepdims=True)) / length)
    sums: Points = np.stack(
        [
            np.bincount(one, pull[:, axis], len(places))
            - np.bincount(other, pull[:, axis], len(places))
            for axis in (0, 1)
        ],
        axis=1,
    )
    return sums.astype(np.float32)


def _in_unit_disc(places: Points) -> Points:
    """Return places spread evenly over the unit disc, each in its direction.

    Much linked nodes crowd in the middle; where each lies among the others by its
    distance from there is kept, the distance itself is not, unless they are few.
    """
    away: Points = places - places.mean(axis=0)
    reach = np.sqrt((away * away).sum(axis=1))
    if len(places) < _CROWD:
        away /= np.maximum(reach.max(), _NEAREST)
        return away
    rank = np.empty(len(places), dtype=np.float32)
    rank[np.argsort(reach, kind="stable")] = np.arange(len(places))
    wanted = np.sqrt((rank + np.float32(0.5)) / len(places))
    disc: Points = away * (wanted / np.maximum(reach, _NEAREST))[:, None]
    return disc
